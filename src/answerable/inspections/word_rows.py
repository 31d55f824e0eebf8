"""Which confirmed finding has which words: made from the confirmed findings, and made anew when these change.

It holds nothing that the findings do not say, so that it can be thrown away and made again (`word_index.rebuild`).
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from answerable.accounts.scope import BodyRow


class FindingWords(BodyRow):
    """How often each stem stands in one finding, as it was last confirmed."""

    report = models.ForeignKey("inspections.Report", on_delete=models.PROTECT, related_name="+")
    finding = models.OneToOneField("inspections.Finding", on_delete=models.PROTECT, related_name="+")
    counts = models.JSONField()  # stem -> how often

    class Meta(BodyRow.Meta):
        abstract = False

    def __str__(self) -> str:
        return f"words of {self.finding_id}"


class StemOfBody(BodyRow):
    """A stem, and how many findings of the body have it."""

    stem = models.CharField(max_length=40)
    findings = models.PositiveIntegerField(default=0)

    class Meta(BodyRow.Meta):
        abstract = False
        constraints: ClassVar = [models.UniqueConstraint(fields=["body", "stem"], name="a_stem_stands_once_in_a_body")]

    def __str__(self) -> str:
        return self.stem


class StemInFinding(BodyRow):
    """A stem stands in a finding."""

    stem = models.ForeignKey(StemOfBody, on_delete=models.PROTECT, related_name="+")
    words = models.ForeignKey(FindingWords, on_delete=models.PROTECT, related_name="+")

    class Meta(BodyRow.Meta):
        abstract = False
        constraints: ClassVar = [models.UniqueConstraint(fields=["stem", "words"], name="a_stem_stands_once_in_a_list")]

    def __str__(self) -> str:
        return f"{self.stem_id} in {self.words_id}"
