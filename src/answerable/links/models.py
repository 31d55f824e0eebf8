"""Links and the sessions that a code opened. No token and no code stands here, only what is made of them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from answerable.accounts.scope import BodyRow
from answerable.links.drawing import new_ref
from answerable.links.rules import Ending, Purpose


class Link(BodyRow):
    """One purpose for one object, given to one person. The token is random, so a change of keys ends no link."""

    ref = models.CharField(max_length=12, unique=True, default=new_ref)  # in the addresses of its pages
    purpose = models.CharField(max_length=20, choices=[(p.value, p.value) for p in Purpose])
    about = models.CharField(max_length=80)  # reference of the one thing it opens
    report_ref = models.CharField(max_length=40)
    for_whom = models.CharField(max_length=250)
    to = models.CharField(max_length=254, blank=True)  # where codes go; empty: only read out by telephone
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    made_by = models.BigIntegerField()
    ends_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.BigIntegerField(null=True)  # None: the system itself
    why_ended = models.CharField(max_length=10, blank=True, choices=[(e.value, e.value) for e in Ending])

    opened = models.PositiveIntegerField(default=0)  # with a code: looking at the link's page changes nothing
    last_opened_at = models.DateTimeField(null=True)
    code_hash = models.CharField(max_length=64, blank=True)
    code_made_at = models.DateTimeField(null=True)
    code_tries = models.PositiveSmallIntegerField(default=0)
    codes_on = models.DateField(null=True)  # the day on which codes were last asked for by its holder
    codes_asked = models.PositiveSmallIntegerField(default=0)  # on that day

    class Meta(BodyRow.Meta):
        abstract = False
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [models.Index(fields=["body", "purpose", "about"])]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["body", "purpose", "about"], condition=Q(ended_at__isnull=True),
                                    name="one_link_a_purpose_and_thing"),
            models.CheckConstraint(name="ended_for_a_reason",
                                   condition=Q(ended_at__isnull=True, why_ended="")
                                   | (Q(ended_at__isnull=False) & ~Q(why_ended=""))),
        ]

    def __str__(self) -> str:
        return f"link {self.ref}"  # never its address: this may be logged


class LinkSession(BodyRow):
    """One browser that gave a code. After its end the cookie still says which link, and a new code is asked for."""

    link = models.ForeignKey(Link, on_delete=models.CASCADE, related_name="sessions")
    token_hash = models.CharField(max_length=64, unique=True)
    began_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta(BodyRow.Meta):
        abstract = False

    def __str__(self) -> str:
        return f"session {self.pk}"
