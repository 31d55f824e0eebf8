"""Responses, every saved version of their words, what approvers were shown and said, and the chain of records."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from answerable.accounts.scope import BodyRow
from answerable.records.verify import GROUNDS
from answerable.responses.copy_rows import CopyAddress as CopyAddress
from answerable.responses.copy_rows import CopySent as CopySent
from answerable.responses.invitations.models import BegunText, Invitation, Received  # noqa: F401 (tables)
from answerable.responses.old_models import OldAnswer, OldAnswerSaved  # noqa: F401 - Django looks for tables here
from answerable.responses.rules import ReviewVerdict, State, Verdict


class Response(BodyRow):
    """The answer to one report, from the first proposal that one may be due."""

    report = models.OneToOneField("inspections.Report", on_delete=models.PROTECT, related_name="response")
    state = models.CharField(max_length=20, default=State.WRITING.value, choices=[(s.value, s.value) for s in State])
    public_ref = models.CharField(max_length=40, blank=True)  # given with the first record, never changed
    confirmed_by = models.BigIntegerField(null=True)  # the second person of the decision
    confirmed_at = models.DateTimeField(null=True)
    answered_in = models.CharField(max_length=40, blank=True)  # confirmed: public_ref of the response that answers it
    assessment_due = models.BooleanField(default=False)  # a yearly assessment has to go on the website, and has not
    assessed_on = models.DateField(null=True)  # the London day on which it first did
    assessed_number = models.PositiveIntegerField(null=True)  # the saving of its summary that is published
    recorded_days = models.JSONField(default=dict)  # code of a clock -> its last day in the decision's newest record
    copies_due = models.BooleanField(default=False)  # published, and a copy that the law demands is not recorded
    removal_asked = models.BooleanField(default=False)  # somebody proposed to remove words of its records
    withdrawal_asked = models.BooleanField(default=False)  # published, and somebody proposed to withdraw it
    publish_at = models.DateTimeField(null=True)  # the time set for publication
    publish_set_by = models.BigIntegerField(null=True)
    handed_to = models.BigIntegerField(null=True)  # the approver who was asked in particular

    class Meta(BodyRow.Meta):
        abstract = False
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["body", "public_ref"], condition=~Q(public_ref=""), name="one_response_a_public_ref"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True, confirmed_at__isnull=True)
                | Q(confirmed_by__isnull=False, confirmed_at__isnull=False),
                name="decision_confirmed_by_somebody_at_a_moment",
            ),
            models.CheckConstraint(
                condition=Q(state=State.SCHEDULED.value, publish_at__isnull=False, publish_set_by__isnull=False)
                | (~Q(state=State.SCHEDULED.value) & Q(publish_at__isnull=True, publish_set_by__isnull=True)),
                name="a_time_is_set_exactly_while_scheduled",
            ),
        ]

    def __str__(self) -> str:
        return self.public_ref or f"response {self.pk}"


class Saved(BodyRow):
    """What somebody saved in one slot of a response. Rows are added and never changed, so nothing is lost.

    The row with the highest `number` in a slot stands. A row without a number was set aside when two people
    wrote at once: it never stood, and is kept for whoever wrote it.
    """

    response = models.ForeignKey(Response, on_delete=models.PROTECT, related_name="saved")
    slot = models.CharField(max_length=40)  # see `slots`
    number = models.PositiveIntegerField(null=True)
    content = models.JSONField()  # one of the shapes of `slots`
    by = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta(BodyRow.Meta):
        abstract = False
        verbose_name_plural = "saved"
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["response", "slot", "number"], name="one_row_a_number_of_a_slot")
        ]

    def __str__(self) -> str:
        return f"{self.slot} {self.number or 'set aside'}"


class Version(BodyRow):
    """The exact contents that an approver is shown. What is published is this row and nothing else."""

    response = models.ForeignKey(Response, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    contents = models.JSONField()  # name of part -> value, as `records.contents` writes it
    facts = models.JSONField()  # basis, regime, published_on, due_on of the record
    content_hash = models.CharField(max_length=64)
    authors = models.JSONField()  # ids of everyone who changed any of it; none of them may sign
    declaration = models.CharField(max_length=400)
    sent_by = models.BigIntegerField()
    sent_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)

    class Meta(BodyRow.Meta):
        abstract = False
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["response", "number"], name="one_version_a_number")
        ]

    def __str__(self) -> str:
        return f"version {self.number}"


class SignOff(BodyRow):
    """What an approver said of one version: one verdict each."""

    version = models.OneToOneField(Version, on_delete=models.PROTECT, related_name="sign_off")
    verdict = models.CharField(max_length=20, choices=[(v.value, v.value) for v in Verdict])
    note = models.TextField(blank=True)
    name = models.CharField(max_length=120)  # as the record prints them
    post = models.CharField(max_length=120)
    by = models.BigIntegerField()
    at = models.DateTimeField()
    revoked_by = models.BigIntegerField(null=True)
    revoked_at = models.DateTimeField(null=True)
    why_revoked = models.TextField(blank=True)

    class Meta(BodyRow.Meta):
        abstract = False
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(revoked_by__isnull=True, revoked_at__isnull=True)
                | Q(revoked_by__isnull=False, revoked_at__isnull=False),
                name="revoked_by_somebody_at_a_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verdict} by {self.name}"


class Review(BodyRow):
    """What a reviewer said of one version before it went to an approver."""

    version = models.OneToOneField(Version, on_delete=models.PROTECT, related_name="review")
    verdict = models.CharField(max_length=20, choices=[(v.value, v.value) for v in ReviewVerdict])
    note = models.TextField(blank=True)
    by = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta(BodyRow.Meta):
        abstract = False

    def __str__(self) -> str:
        return f"review: {self.verdict}"


class MarginNote(BodyRow):
    """What somebody wrote in the margin of one part of a version. Settling it keeps it."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="notes")
    part = models.CharField(max_length=40)  # name of the part, which is also its slot
    words = models.TextField()
    by = models.BigIntegerField()
    at = models.DateTimeField()
    settled_by = models.BigIntegerField(null=True)
    settled_at = models.DateTimeField(null=True)

    class Meta(BodyRow.Meta):
        abstract = False
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(settled_by__isnull=True, settled_at__isnull=True)
                | Q(settled_by__isnull=False, settled_at__isnull=False),
                name="settled_by_somebody_at_a_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"note on {self.part}"


class ProposedRemoval(BodyRow):
    """A part of a published record that somebody proposed to remove, and what became of it. Never its words."""

    seq = models.PositiveIntegerField()  # of the record that holds the part
    part = models.CharField(max_length=80)
    ground = models.CharField(max_length=20, choices=list(GROUNDS.items()))
    proposed_by = models.BigIntegerField()
    proposed_at = models.DateTimeField()
    decided_by = models.BigIntegerField(null=True)
    decided_at = models.DateTimeField(null=True)
    record = models.PositiveIntegerField(null=True)  # number of the record that says so; None: declined, or open

    class Meta(BodyRow.Meta):
        abstract = True
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return f"removal of {self.part} from record {self.seq}"


# Of a removal: who decided and when stand together, and nothing is entered before.
DECIDED_WHOLE = (Q(decided_by__isnull=True, decided_at__isnull=True, record__isnull=True)
                 | Q(decided_by__isnull=False, decided_at__isnull=False))


class Removal(ProposedRemoval):
    """A part of a record about an answer that somebody proposed to remove."""

    response = models.ForeignKey(Response, on_delete=models.PROTECT, related_name="removals")

    class Meta(ProposedRemoval.Meta):
        abstract = False
        constraints: ClassVar = [
            models.CheckConstraint(condition=DECIDED_WHOLE, name="removal_decided_by_somebody_at_a_moment")]


class TypedDraft(BodyRow):
    """What somebody typed in a form and has not saved: kept beside the versions, never over one of them."""

    response = models.ForeignKey(Response, on_delete=models.CASCADE, related_name="typed")
    slot = models.CharField(max_length=40)
    fields = models.JSONField()  # the form's fields as they were typed
    opened_at_number = models.PositiveIntegerField()  # the saving that stood when the form was opened
    by = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta(BodyRow.Meta):
        abstract = False
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["response", "slot", "by"], name="one_typed_draft_a_person_and_slot")
        ]

    def __str__(self) -> str:
        return f"typed in {self.slot}"


class BankHoliday(BodyRow):
    """A bank holiday that the list does not hold, as an administrator added it. Counts until it is taken out."""

    day = models.DateField()
    name = models.CharField(max_length=120)
    announced_on = models.DateField()
    source = models.CharField(max_length=300)
    added_by = models.BigIntegerField()
    added_at = models.DateTimeField()
    taken_out_by = models.BigIntegerField(null=True)
    taken_out_at = models.DateTimeField(null=True)

    class Meta(BodyRow.Meta):
        abstract = False
        ordering: ClassVar = ["-day", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["body", "day"], condition=Q(taken_out_at__isnull=True), name="one_added_holiday_a_day"),
            models.CheckConstraint(
                condition=Q(taken_out_by__isnull=True, taken_out_at__isnull=True)
                | Q(taken_out_by__isnull=False, taken_out_at__isnull=False),
                name="holiday_taken_out_by_somebody_at_a_moment"),
        ]

    def __str__(self) -> str:
        return f"{self.name} on {self.day}"


class ChainEntry(BodyRow):
    """One record of the body's chain, byte for byte as it is published."""

    seq = models.PositiveIntegerField()
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)
    at = models.DateTimeField()
    entry = models.BinaryField()

    class Meta(BodyRow.Meta):
        abstract = False
        verbose_name_plural = "chain entries"
        ordering: ClassVar = ["seq"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["body", "seq"], name="one_entry_a_place"),
            models.UniqueConstraint(fields=["body", "previous"], name="one_entry_after_another"),
        ]

    def __str__(self) -> str:
        return f"entry {self.seq}"


class ChainPart(BodyRow):
    """One text of a record with its salt. Rows go when words must be removed; the entry keeps the hash."""

    entry = models.ForeignKey(ChainEntry, on_delete=models.PROTECT, related_name="parts")
    name = models.CharField(max_length=80)
    hash = models.CharField(max_length=64)
    data = models.BinaryField()

    class Meta(BodyRow.Meta):
        abstract = False
        constraints: ClassVar = [models.UniqueConstraint(fields=["entry", "name"], name="one_part_a_name")]

    def __str__(self) -> str:
        return f"{self.name} of entry {self.entry_id}"


class ChainHead(BodyRow):
    """A signed head. The newest is the one that is published."""

    seq = models.PositiveIntegerField()
    hash = models.CharField(max_length=64)
    at = models.DateTimeField()
    head = models.BinaryField()
    signature = models.BinaryField()

    class Meta(BodyRow.Meta):
        abstract = False
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return f"head of entry {self.seq}"
