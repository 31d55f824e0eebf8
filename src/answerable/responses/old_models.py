"""Tables of answers that were published elsewhere: the page as it was read, and every saving of its fields."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from answerable.accounts.scope import BodyRow
from answerable.responses.old_rules import How, OldState


class OldAnswer(BodyRow):
    """A page with an answer that was published elsewhere, as it was read, and how far it has come into the register."""

    name = models.CharField(max_length=200)  # of the file; only ever shown
    sha256 = models.CharField(max_length=64)  # of what was given, which is kept under it
    how = models.CharField(max_length=10, choices=[(h.value, h.value) for h in How])
    read = models.JSONField(null=True)  # `intake.ReadAnswer`, never changed; None: not read
    state = models.CharField(max_length=10, default=OldState.READ.value, choices=[(s.value, s.value) for s in OldState])
    title = models.CharField(max_length=500, blank=True)  # as it stands now, for the list and to notice the same again
    published_on = models.DateField(null=True)  # the same
    added_by = models.BigIntegerField(null=True)  # None: by a command
    added_at = models.DateTimeField()
    proposed_by = models.BigIntegerField(null=True)
    note = models.TextField(blank=True)  # of who sent it back or left it out; why it could not be read
    public_ref = models.CharField(max_length=40, blank=True)
    seq = models.PositiveIntegerField(null=True)  # of its record

    class Meta(BodyRow.Meta):
        abstract = False
        ordering: ClassVar = ["-published_on", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["body", "sha256"], name="one_old_answer_a_page"),
            models.UniqueConstraint(
                fields=["body", "public_ref"], condition=~Q(public_ref=""), name="one_old_answer_a_public_ref"
            ),
            models.CheckConstraint(
                condition=Q(state=OldState.ENTERED.value, seq__isnull=False) & ~Q(public_ref="")
                | ~Q(state=OldState.ENTERED.value) & Q(seq__isnull=True, public_ref=""),
                name="entered_with_a_record",
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.name


class OldAnswerSaved(BodyRow):
    """What was read of an old page, and each correction of it. Rows are added and never changed."""

    old_answer = models.ForeignKey(OldAnswer, on_delete=models.PROTECT, related_name="saved")
    number = models.PositiveIntegerField(null=True)  # None: set aside when two people wrote at once
    content = models.JSONField()  # `old_answers.OldContent`
    by = models.BigIntegerField(null=True)  # None: as read by a command
    at = models.DateTimeField()

    class Meta(BodyRow.Meta):
        abstract = False
        verbose_name_plural = "old answers saved"
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["old_answer", "number"], name="one_row_a_number_of_an_old_answer")
        ]

    def __str__(self) -> str:
        return f"old answer {self.old_answer_id}, {self.number or 'set aside'}"
