"""What leaves by mail, and what became of it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from answerable.accounts.scope import BodyRow
from answerable.messages.rules import LONGEST_ADDRESS, LONGEST_SUBJECT, MessageState


class Message(BodyRow):
    """One message to one address. A link or code that it carries stands here as `{link}` or `{code}` only."""

    kind = models.CharField(max_length=40)  # a code of whoever wrote it: "copy", "invitation"
    facts = models.JSONField(default=dict)  # what it is about, in codes and numbers
    report_ref = models.CharField(max_length=40, blank=True)
    to = models.CharField(max_length=LONGEST_ADDRESS)
    subject = models.CharField(max_length=LONGEST_SUBJECT)
    body_text = models.TextField()
    places = models.JSONField(default=list)  # names of secrets written in only while it leaves: "link", "code"
    attachments = models.JSONField(default=list)  # [{"name": ..., "sha256": ...}], kept in `accounts.kept_files`
    by = models.BigIntegerField(null=True)  # None: the system itself
    created_at = models.DateTimeField()

    state = models.CharField(max_length=10, default=MessageState.WAITING.value,
                             choices=[(s.value, s.value) for s in MessageState])
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True)  # while it waits
    being_sent_since = models.DateTimeField(null=True)  # set before it is handed over, taken away afterwards
    last_error = models.CharField(max_length=20, blank=True)  # a code of `rules.ERRORS`
    message_id = models.CharField(max_length=200, blank=True)  # of the last mail that was made of it
    left_at = models.DateTimeField(null=True)  # taken by the mail server, or said to be sent by hand
    came_back_on = models.DateField(null=True)

    class Meta(BodyRow.Meta):
        abstract = False
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [
            models.Index(fields=["body", "state", "next_try_at"]),
            models.Index(fields=["body", "created_at"]),
            models.Index(fields=["body", "report_ref", "kind"]),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(name="sent_at_a_moment",
                                   condition=Q(state__in=("left", "by_hand"), left_at__isnull=False)
                                   | ~Q(state__in=("left", "by_hand"))),
            models.CheckConstraint(name="waits_until_a_moment",
                                   condition=Q(state="waiting", next_try_at__isnull=False) | ~Q(state="waiting")),
        ]

    def __str__(self) -> str:
        return f"message {self.pk}"  # never its address or words: this may be logged


class MailStopped(BodyRow):
    """While a body has this row, none of its messages leaves: an administrator has stopped them all."""

    at = models.DateTimeField()
    by = models.BigIntegerField()

    class Meta(BodyRow.Meta):
        abstract = False
        verbose_name_plural = "mail stopped"
        constraints: ClassVar = [models.UniqueConstraint(fields=["body"], name="mail_stopped_once")]

    def __str__(self) -> str:
        return f"mail stopped at {self.at}"
