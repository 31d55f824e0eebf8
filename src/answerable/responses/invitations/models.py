"""An invitation to comment, the texts begun by those who were asked, and what they sent."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from answerable.accounts.scope import BodyRow
from answerable.responses.invitations.rules import Answered, Way


class Invitation(BodyRow):
    """The body asked the chief officer for comments by a day that it set. There is one for each response."""

    response = models.OneToOneField("responses.Response", on_delete=models.PROTECT, related_name="invitation")
    name = models.CharField(max_length=120)
    post = models.CharField(max_length=120)
    address = models.CharField(max_length=254, blank=True)  # empty: asked in another way, and no link was made
    how = models.CharField(max_length=200, blank=True)  # in which other way; empty: by a link
    message = models.TextField(blank=True)  # its words, with `{link}` where the link stood
    asked_on = models.DateField()
    asked_by = models.BigIntegerField()
    asked_at = models.DateTimeField()
    reply_by = models.DateField()
    first_reply_by = models.DateField()
    reminds = models.BooleanField(default=False)  # the office wants the two reminders to leave by themselves
    reminded_before_at = models.DateTimeField(null=True)
    reminded_after_at = models.DateTimeField(null=True)
    begun_at = models.DateTimeField(null=True)  # somebody who was asked first kept a text

    class Meta(BodyRow.Meta):
        abstract = False

    def __str__(self) -> str:
        return f"invitation {self.pk}"


class BegunText(BodyRow):
    """A text that somebody who was asked keeps until they send it: theirs alone, in no draft of the body."""

    invitation = models.ForeignKey(Invitation, on_delete=models.CASCADE, related_name="begun")
    whose = models.CharField(max_length=40)  # a link or an account: see `sources`
    part = models.CharField(max_length=40)  # "comments", or the slot of a finding
    words = models.TextField(blank=True)
    number = models.PositiveIntegerField()  # how often it was saved
    at = models.DateTimeField()

    class Meta(BodyRow.Meta):
        abstract = False
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["invitation", "whose", "part"], name="one_begun_text_a_part")]

    def __str__(self) -> str:
        return f"begun {self.part}"


class Received(BodyRow):
    """What came from outside, as it was sent. It is in no record until a person of the body accepts it."""

    invitation = models.ForeignKey(Invitation, on_delete=models.PROTECT, related_name="received")
    way = models.CharField(max_length=10, choices=[(w.value, w.value) for w in Way])
    link_ref = models.CharField(max_length=12, blank=True)
    person_id = models.BigIntegerField(null=True)
    answered = models.CharField(max_length=10, choices=[(a.value, a.value) for a in Answered])
    words = models.TextField(blank=True)
    positions = models.JSONField(default=dict)  # number of the finding, as a string -> words
    name = models.CharField(max_length=120)
    post = models.CharField(max_length=120)
    declaration = models.CharField(max_length=200)  # the sentence they ticked
    at = models.DateTimeField()
    accepted_by = models.BigIntegerField(null=True)
    accepted_at = models.DateTimeField(null=True)
    returned_by = models.BigIntegerField(null=True)  # who let them send it again
    returned_at = models.DateTimeField(null=True)

    class Meta(BodyRow.Meta):
        abstract = False
        verbose_name_plural = "received"
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.CheckConstraint(name="came_by_link_or_account",
                                   condition=Q(way="link", person_id__isnull=True) & ~Q(link_ref="")
                                   | Q(way="account", person_id__isnull=False, link_ref="")),
            models.CheckConstraint(name="accepted_by_somebody_at_a_moment",
                                   condition=Q(accepted_by__isnull=True, accepted_at__isnull=True)
                                   | Q(accepted_by__isnull=False, accepted_at__isnull=False)),
            models.CheckConstraint(name="returned_by_somebody_at_a_moment",
                                   condition=Q(returned_by__isnull=True, returned_at__isnull=True)
                                   | Q(returned_by__isnull=False, returned_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"received {self.pk}"
