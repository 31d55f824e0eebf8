"""Commitments, what happened to each, and where each stood at any moment."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from answerable.accounts.scope import BodyRow
from answerable.commitments import conditions
from answerable.commitments.tracker_models import BroughtIn, Tracker  # noqa: F401 - Django looks for tables here
from answerable.records.contents import Action, CheckVerdict, DateFrom
from answerable.responses.models import DECIDED_WHOLE, ProposedRemoval


class Commitment(BodyRow):
    """A promise of the body. What it says and where it stands are told by its events."""

    ref = models.CharField(max_length=40)  # "mar-c12": never changes, and is its public address
    number = models.PositiveIntegerField()  # of this body's own commitments
    report = models.ForeignKey("inspections.Report", null=True, on_delete=models.PROTECT, related_name="commitments")
    finding = models.PositiveIntegerField(null=True)  # number of the finding in whose answer it was made
    told_in = models.CharField(max_length=200, blank=True)  # where it was made, when not in an answer held here
    tracker_key = models.CharField(max_length=64, blank=True)  # of its row in a tracker that was brought in

    class Meta(BodyRow.Meta):
        abstract = False
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["body", "ref"], name="one_commitment_a_ref"),
            models.UniqueConstraint(fields=["body", "tracker_key"], condition=~Q(tracker_key=""),
                                    name="one_commitment_a_tracker_row"),
            models.CheckConstraint(condition=Q(finding__isnull=True) | Q(report__isnull=False),
                                   name="a_finding_is_of_a_report"),
        ]

    def __str__(self) -> str:
        return self.ref


class EventRow(BodyRow):
    """One thing that happened to a commitment. Rows are added and never changed."""

    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="events")
    number = models.PositiveIntegerField()  # 1, 2, ...
    kind = models.CharField(max_length=20)
    content = models.JSONField()  # one of the shapes of `events`
    at = models.DateTimeField()
    by = models.BigIntegerField(null=True)  # None: somebody outside, by a link
    name = models.CharField(max_length=120)  # as they were then
    post = models.CharField(max_length=120)

    class Meta(BodyRow.Meta):
        abstract = False
        ordering: ClassVar = ["commitment_id", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["commitment", "number"], name="one_event_a_number"),
        ]
        indexes: ClassVar = [models.Index(fields=["body", "at"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"


_BY_DATE = ["date_now", "commitment"]


class StandingRow(BodyRow):
    """Where a commitment stood from one event to the next: `standing.Standing` in columns, kept for lists and figures.

    The row without an end stands now. A list "as at" a moment takes the rows that stood then.
    """

    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="standings")
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True)

    words = models.TextField()
    how_known = models.TextField(blank=True)
    owner = models.CharField(max_length=300, blank=True)
    owner_id = models.BigIntegerField(null=True)
    organisation = models.CharField(max_length=300, blank=True)
    depends_on = models.CharField(max_length=300, blank=True)
    first_date = models.DateField(null=True)
    date_from = models.CharField(max_length=20, null=True, choices=[(d.value, d.value) for d in DateFrom])
    date_now = models.DateField(null=True)
    moves = models.PositiveIntegerField()
    asked_to = models.DateField(null=True)
    asked_by = models.BigIntegerField(null=True)
    action = models.CharField(max_length=20, choices=[(a.value, a.value) for a in Action])
    action_on = models.DateField()
    said_done_by = models.BigIntegerField(null=True)
    check_verdict = models.CharField(max_length=20, null=True, choices=[(c.value, c.value) for c in CheckVerdict])
    checked_on = models.DateField(null=True)
    check_until = models.DateField(null=True)
    inspectorate = models.CharField(max_length=300, blank=True)
    inspectorate_on = models.DateField(null=True)
    updated_on = models.DateField(null=True)
    evidence = models.PositiveIntegerField()
    published = models.PositiveIntegerField()
    number = models.PositiveIntegerField()
    is_open = models.BooleanField()

    class Meta(BodyRow.Meta):
        abstract = False
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["commitment"], condition=Q(until_at__isnull=True),
                                    name="one_standing_a_commitment_now"),
            models.CheckConstraint(condition=~Q(action=Action.DONE.value) | Q(evidence__gt=0),
                                   name="nothing_done_without_evidence"),
            models.CheckConstraint(condition=Q(moves__gt=0) | Q(first_date__isnull=True, date_now__isnull=True)
                                   | Q(first_date=F("date_now")),
                                   name="the_date_now_is_the_first_until_moved"),
            models.CheckConstraint(condition=Q(check_verdict__isnull=True) | Q(action=Action.DONE.value)
                                   | Q(action__in=[Action.REPLACED.value, Action.CARRIED_FORWARD.value]),
                                   name="only_what_is_said_done_is_checked"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["body", "date_now", "commitment"], condition=Q(until_at__isnull=True),
                         name="standing_now_by_date"),
            models.Index(fields=["body", "from_at", "until_at"], name="standing_by_moment"),
            # One for each list and count of what stands now. The columns of its condition stand in it too: a count is
            # then answered from the index alone.
            *(models.Index(fields=["body", *order, *columns, "until_at"], name=f"standing_{name}",
                           condition=conditions.STANDS_NOW & condition)
              for name, condition, order, columns in (
                  ("open", conditions.OPEN, _BY_DATE, ["is_open"]),
                  ("no_owner", conditions.NO_OWNER, _BY_DATE, ["is_open", "owner", "organisation"]),
                  ("asked", conditions.ASKED, _BY_DATE, ["asked_to"]),
                  ("to_check", conditions.TO_CHECK, _BY_DATE, ["action", "check_verdict"]),
                  ("unpublished", conditions.UNPUBLISHED, _BY_DATE, ["published", "number"]),
                  ("moved", conditions.MOVED, ["first_date", "date_now"], ["is_open", "moves"]),
                  ("kept", conditions.KEPT, ["check_until"], ["action", "check_verdict"]),
                  ("of_owner", Q(owner_id__isnull=False), ["owner_id", "date_now"], ["is_open"]))),
        ]

    def __str__(self) -> str:
        return f"{self.commitment_id} from {self.from_at}"


class EvidenceFile(BodyRow):
    """One version of a piece of evidence as a kept file. What it shows is told by the event that brought it."""

    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="files")
    number = models.PositiveIntegerField()
    version = models.PositiveIntegerField()
    name = models.CharField(max_length=300)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)

    class Meta(BodyRow.Meta):
        abstract = False
        ordering: ClassVar = ["commitment_id", "number", "version"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["commitment", "number", "version"], name="one_file_a_version_of_evidence"),
        ]

    def __str__(self) -> str:
        return f"evidence {self.number}, version {self.version}"


class PassedOver(BodyRow):
    """A sentence that reads like a promise, of which somebody said that it is none."""

    report = models.ForeignKey("inspections.Report", on_delete=models.PROTECT, related_name="passed_over")
    slot = models.CharField(max_length=40)
    sentence_hash = models.CharField(max_length=64)
    by = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta(BodyRow.Meta):
        abstract = False
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["report", "slot", "sentence_hash"], name="a_sentence_is_passed_over_once"),
        ]

    def __str__(self) -> str:
        return f"no promise in {self.slot}"


class Meeting(BodyRow):
    """A day on which the panel or a committee meets, for "since the last meeting"."""

    on = models.DateField()
    name = models.CharField(max_length=120)
    added_by = models.BigIntegerField()
    added_at = models.DateTimeField()

    class Meta(BodyRow.Meta):
        abstract = False
        ordering: ClassVar = ["-on"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["body", "on"], name="one_meeting_a_day")]

    def __str__(self) -> str:
        return f"{self.name} on {self.on}"


class PartRemoval(ProposedRemoval):
    """A part of a record of a commitment that somebody proposed to remove."""

    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="removals")

    class Meta(ProposedRemoval.Meta):
        abstract = False
        constraints: ClassVar = [
            models.CheckConstraint(condition=DECIDED_WHOLE, name="part_removal_decided_by_somebody_at_a_moment")]
