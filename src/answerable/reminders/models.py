"""What people chose about reminders, what left by itself, and the private addresses of their calendars."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from answerable.accounts.scope import BodyRow
from answerable.reminders.rules import Kind, When


class DigestChoice(BodyRow):
    """How often somebody wants the digest. Without a row: on weekdays."""

    person_id = models.BigIntegerField()
    comes = models.CharField(max_length=10, choices=[(w.value, w.value) for w in When])
    set_at = models.DateTimeField()

    class Meta(BodyRow.Meta):
        abstract = False
        constraints: ClassVar = [models.UniqueConstraint(fields=["body", "person_id"], name="one_choice_a_person")]

    def __str__(self) -> str:
        return self.comes


class DigestLeft(BodyRow):
    """Somebody's digest of one day was written, or there was nothing to write."""

    person_id = models.BigIntegerField()
    on = models.DateField()
    at = models.DateTimeField()
    rows = models.PositiveIntegerField()  # 0: nothing needed them, so nothing was written

    class Meta(BodyRow.Meta):
        abstract = False
        verbose_name_plural = "digests left"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["body", "person_id", "on"], name="one_digest_a_person_and_day")]

    def __str__(self) -> str:
        return f"digest of {self.on}"


class LadderSet(BodyRow):
    """The steps that an office set before and after a date. The newest row stands; the others are its history."""

    kind = models.CharField(max_length=12, choices=[(k.value, k.value) for k in Kind])
    steps = models.JSONField()  # [{"days": -7, "who": ["owner"]}, ...]
    set_at = models.DateTimeField()
    set_by = models.BigIntegerField()

    class Meta(BodyRow.Meta):
        abstract = False
        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return f"ladder of {self.kind}"


class StepTaken(BodyRow):
    """A step was taken for one thing and one date. When the date moves, the steps begin anew."""

    kind = models.CharField(max_length=12, choices=[(k.value, k.value) for k in Kind])
    ref = models.CharField(max_length=40)  # of the commitment, or of the report in the workspace
    on = models.DateField()  # the date that was counted to
    days = models.SmallIntegerField()  # of the step, after the date
    at = models.DateTimeField()
    told = models.PositiveIntegerField()  # how many people; 0: a later step was taken in its place, or nobody was there

    class Meta(BodyRow.Meta):
        abstract = False
        verbose_name_plural = "steps taken"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["body", "kind", "ref", "on", "days"], name="a_step_is_taken_once")]

    def __str__(self) -> str:
        return f"step {self.days} of {self.ref}"


class CalendarAddress(BodyRow):
    """The private address of somebody's calendar. Its token is not kept, only what is made of it."""

    person_id = models.BigIntegerField()
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta(BodyRow.Meta):
        abstract = False
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["body", "person_id"], condition=Q(ended_at__isnull=True),
                                    name="one_calendar_a_person")]

    def __str__(self) -> str:
        return f"calendar {self.pk}"  # never its address: this may be logged
