"""Files that were taken in, what analysts add to the figures, and assessments as they were built and released."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from answerable.accounts.scope import BodyRow
from answerable.responses.models import DECIDED_WHOLE, ProposedRemoval


class DataFile(BodyRow):
    """A file of figures. What is kept is its content checked and written anew; the hash of what came is stated.

    A month that is published again sets the file that held it before aside. Nothing is deleted.
    """

    kind = models.CharField(max_length=20)  # "street", or a kind of `intake.ReadDataset`
    name = models.CharField(max_length=200)
    published_sha256 = models.CharField(max_length=64)  # as it came
    sha256 = models.CharField(max_length=64)  # of what is kept
    rows = models.PositiveIntegerField()
    # street: force, month and rows of each; partner: what each source gave; another table: the kinds that it is too
    holds = models.JSONField(default=list)
    taken_in_at = models.DateTimeField()
    taken_in_by = models.BigIntegerField()
    set_aside_at = models.DateTimeField(null=True)
    set_aside_by = models.BigIntegerField(null=True)

    class Meta(BodyRow.Meta):
        abstract = False
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["body", "published_sha256"], condition=models.Q(set_aside_at=None),
                                    name="one_file_in_use"),
        ]

    def __str__(self) -> str:
        return self.name


class AnalystNote(BodyRow):
    """What an analyst adds: a note on a series from a month on, or a conclusion that rests on a measure."""

    group = models.CharField(max_length=20)  # code in `measures.categories.GROUP`
    month = models.CharField(max_length=7, blank=True)  # of a note; empty: a conclusion
    rests_on = models.CharField(max_length=20, blank=True)  # name in `assessment.notes.Measure`, of a conclusion
    words = models.CharField(max_length=500)
    added_at = models.DateTimeField()
    added_by = models.BigIntegerField()
    taken_out_at = models.DateTimeField(null=True)
    taken_out_by = models.BigIntegerField(null=True)

    class Meta(BodyRow.Meta):
        abstract = False
        ordering: ClassVar = ["month", "id"]

    def __str__(self) -> str:
        return self.words


class Assessment(BodyRow):
    """An assessment as it was built. Only one that was sent for signing is kept when the next is built."""

    force = models.CharField(max_length=200)  # as the files call it
    first_month = models.CharField(max_length=7)
    last_month = models.CharField(max_length=7)
    # Of the kept parts of its record, as `needs.parts` writes them; empty once the record itself holds them.
    sha256 = models.CharField(max_length=64, blank=True)
    built_at = models.DateTimeField()
    built_by = models.BigIntegerField()
    authors = models.JSONField(default=list)  # who built it or wrote a note in it: none of them may sign it

    # its release
    number = models.PositiveIntegerField(null=True)  # 1 is the body's first; None: not sent for signing
    sent_at = models.DateTimeField(null=True)
    sent_by = models.BigIntegerField(null=True)
    sent_back_at = models.DateTimeField(null=True)
    sent_back_by = models.BigIntegerField(null=True)
    sent_back_why = models.CharField(max_length=500, blank=True)
    published_at = models.DateTimeField(null=True)
    published_by = models.BigIntegerField(null=True)
    seq = models.PositiveIntegerField(null=True)  # of its record

    class Meta(BodyRow.Meta):
        abstract = False
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["body", "number"], name="one_release_a_number"),
        ]

    def __str__(self) -> str:
        return f"{self.force}, {self.first_month} to {self.last_month}"

    @property
    def is_waiting(self) -> bool:
        """Whether it waits for an approver."""
        return self.sent_at is not None and self.sent_back_at is None and self.published_at is None


class AssessmentRemoval(ProposedRemoval):
    """A part of a released assessment that somebody proposed to remove."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="removals")

    class Meta(ProposedRemoval.Meta):
        abstract = False
        constraints: ClassVar = [
            models.CheckConstraint(condition=DECIDED_WHOLE, name="assessment_removal_decided_at_a_moment")]
