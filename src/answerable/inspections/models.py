"""Reports, the documents they came in, what was read on each page, and the findings with all their former words."""

from __future__ import annotations

import secrets
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from answerable.accounts.scope import BodyRow
from answerable.inspections.rules import KIND_WORDS, FindingState, LeftOut, Recurs, ReportState
from answerable.inspections.word_rows import FindingWords, StemInFinding, StemOfBody  # noqa: F401 (tables)


def new_ref() -> str:
    return secrets.token_hex(6)


class Report(BodyRow):
    """A publication by one or more inspectorates, as this body holds it. `ref` stands in workspace addresses only."""

    ref = models.CharField(max_length=12, unique=True, default=new_ref, editable=False)
    state = models.CharField(max_length=10, choices=[(s.value, s.value) for s in ReportState])
    added_at = models.DateTimeField()
    added_by = models.BigIntegerField()
    version = models.PositiveIntegerField(default=1)

    title = models.CharField(max_length=500, blank=True)
    inspectorates = models.JSONField(default=list)
    inspection_type = models.CharField(max_length=200, blank=True)
    area = models.CharField(max_length=200, blank=True)
    published_on = models.DateField(null=True, blank=True)
    published_on_source = models.CharField(max_length=200, blank=True)  # in words: "as printed on page 1"
    reply_asked_on = models.DateField(null=True, blank=True)  # a day the report itself asks for
    link = models.CharField(max_length=500, blank=True)
    details_confirmed_at = models.DateTimeField(null=True, blank=True)
    details_confirmed_by = models.BigIntegerField(null=True, blank=True)

    layout = models.CharField(max_length=60, blank=True)
    stated_count = models.PositiveIntegerField(null=True, blank=True)  # how many findings it says it makes
    not_read_because = models.CharField(max_length=500, blank=True)  # a sentence
    has_pages = models.BooleanField(default=False)  # False: pasted, typed or from the web, without page numbers
    other_pages_seen_at = models.DateTimeField(null=True, blank=True)
    other_pages_seen_by = models.BigIntegerField(null=True, blank=True)
    makes_none = models.BooleanField(default=False)  # a person said that it makes no findings
    same_title_as = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    findings_confirmed_at = models.DateTimeField(null=True, blank=True)
    findings_confirmed_by = models.BigIntegerField(null=True, blank=True)
    open_because = models.CharField(max_length=500, blank=True)  # why confirmed findings were opened again

    class Meta(BodyRow.Meta):
        abstract = False
        indexes: ClassVar = [models.Index(fields=["body", "published_on"])]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(details_confirmed_at__isnull=True) | Q(published_on__isnull=False),
                name="confirmed_details_have_a_date"),
            models.CheckConstraint(
                condition=~Q(state=ReportState.CONFIRMED.value) | Q(findings_confirmed_at__isnull=False),
                name="confirmed_findings_have_a_moment"),
        ]

    def __str__(self) -> str:
        return self.title or "Report without a title"


class ReportVersion(BodyRow):
    """What the details of a report said before they were changed."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="former")
    version = models.PositiveIntegerField()
    details = models.JSONField()
    replaced_at = models.DateTimeField()
    replaced_by = models.BigIntegerField()

    class Meta(BodyRow.Meta):
        abstract = False
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return f"{self.report_id} version {self.version}"


class SourceDocument(BodyRow):
    """A file as it came, kept under `settings.MEDIA_ROOT` by its SHA-256."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="documents")
    sha256 = models.CharField(max_length=64)
    name = models.CharField(max_length=200)  # as given, for people; never a path
    size = models.PositiveBigIntegerField()  # bytes
    media_type = models.CharField(max_length=40)
    how = models.CharField(max_length=10, choices=[("upload", "upload"), ("paste", "paste")])
    was_read = models.BooleanField(default=False)  # the pages of the report were read from it
    added_at = models.DateTimeField()
    added_by = models.BigIntegerField()

    class Meta(BodyRow.Meta):
        abstract = False
        indexes: ClassVar = [models.Index(fields=["body", "sha256"])]
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return self.name


class ReadPage(BodyRow):
    """The lines of one page with their boxes, in points from the top left. Its picture is a file (`files`)."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="pages")
    number = models.PositiveIntegerField()
    width = models.FloatField()
    height = models.FloatField()
    lines = models.JSONField(default=list)  # {"text", "x0", "y0", "x1", "y1"}

    class Meta(BodyRow.Meta):
        abstract = False
        constraints: ClassVar = [models.UniqueConstraint(fields=["report", "number"], name="one_row_a_page")]
        ordering: ClassVar = ["number"]

    def __str__(self) -> str:
        return f"page {self.number} of {self.report_id}"

    @property
    def text(self) -> str:
        return "\n".join(line["text"] for line in self.lines)


class Finding(BodyRow):
    """One thing a report wants acted on.

    `serial` names it while people check, and never changes; `number` is fixed when the findings are confirmed,
    in the report's order, and is never used twice, also when the finding is left out later.
    """

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="findings")
    serial = models.PositiveIntegerField()
    position = models.PositiveIntegerField()  # order in the report
    number = models.PositiveIntegerField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=[(s.value, s.value) for s in FindingState],
                             default=FindingState.PROPOSED.value)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()
    changed_by = models.BigIntegerField()
    what = models.CharField(max_length=12, default="read")  # what made this version: read, edited, joined, ...

    kind = models.CharField(max_length=24, choices=[(kind, words[0]) for kind, words in KIND_WORDS.items()])
    printed_number = models.CharField(max_length=40, blank=True)
    heading = models.TextField(blank=True)
    subheading = models.TextField(blank=True)
    words = models.TextField()
    sub_points = models.JSONField(default=list)
    page = models.PositiveIntegerField()
    places = models.JSONField(default=list)  # {"page", "x0", "y0", "x1", "y1"}
    addressed_to = models.TextField(blank=True)
    date_words = models.CharField(max_length=200, blank=True)
    date_on = models.DateField(null=True, blank=True)

    doubts = models.JSONField(default=list)  # {"code", "question", "choices"}
    doubt_answers = models.JSONField(default=dict)  # code -> choice
    left_out_reason = models.CharField(max_length=14, blank=True, choices=[(r.value, r.value) for r in LeftOut])
    left_out_words = models.TextField(blank=True)
    same_as = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.BigIntegerField(null=True, blank=True)

    class Meta(BodyRow.Meta):
        abstract = False
        ordering: ClassVar = ["position", "serial"]
        indexes: ClassVar = [models.Index(fields=["report", "page"])]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["report", "serial"], name="serials_are_not_used_twice"),
            models.UniqueConstraint(fields=["report", "number"], name="numbers_are_not_used_twice"),
            models.CheckConstraint(
                condition=Q(state=FindingState.CONFIRMED.value, confirmed_at__isnull=False, confirmed_by__isnull=False)
                | (~Q(state=FindingState.CONFIRMED.value) & Q(confirmed_at__isnull=True, confirmed_by__isnull=True)),
                name="finding_confirmed_by_somebody"),
            models.CheckConstraint(
                condition=Q(state=FindingState.LEFT_OUT.value) & ~Q(left_out_reason="")
                | ~Q(state=FindingState.LEFT_OUT.value) & Q(left_out_reason=""),
                name="left_out_for_a_reason"),
            models.CheckConstraint(condition=~Q(same_as=F("id")), name="not_the_same_as_itself"),
        ]

    def __str__(self) -> str:
        return f"finding {self.shown_number}"

    @property
    def shown_number(self) -> int:
        return self.number or self.serial

    @property
    def kind_words(self) -> str:
        return KIND_WORDS[self.kind][0]

    @property
    def open_doubts(self) -> list[dict[str, Any]]:
        return [doubt for doubt in self.doubts if doubt["code"] not in self.doubt_answers]


class FindingVersion(BodyRow):
    """A former state of a finding, or words that somebody chose not to keep after two people wrote at once."""

    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="former")
    version = models.PositiveIntegerField()
    what = models.CharField(max_length=12)  # how these words came about
    content = models.JSONField()
    written_at = models.DateTimeField()
    written_by = models.BigIntegerField()

    class Meta(BodyRow.Meta):
        abstract = False
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return f"{self.finding_id} version {self.version}"


class Confirmation(BodyRow):
    """The findings as they were confirmed: what counts from then on, whatever is worked on later."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="confirmations")
    findings = models.JSONField()  # of `queries.ConfirmedFinding`
    reason = models.CharField(max_length=500, blank=True)  # why it was opened again, from the second on
    other_pages_seen = models.BooleanField()
    confirmed_at = models.DateTimeField()
    confirmed_by = models.BigIntegerField()

    class Meta(BodyRow.Meta):
        abstract = False
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return f"findings of {self.report_id}, confirmed {self.confirmed_at:%Y-%m-%d}"


class Recurrence(BodyRow):
    """Somebody judged whether a finding says again what an earlier report found. The newest row of a pair stands."""

    earlier = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="+")
    later = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="+")
    verdict = models.CharField(max_length=10, choices=[(s.value, s.value) for s in Recurs])
    note = models.CharField(max_length=500, blank=True)
    by = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta(BodyRow.Meta):
        abstract = False
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(earlier=F("later")), name="a_finding_does_not_recur_in_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.earlier_id} and {self.later_id}: {self.verdict}"
