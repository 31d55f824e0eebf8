"""Writes about reminders: each atomic, with one audit entry."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.views.decorators.debug import sensitive_variables

from answerable.accounts import audit
from answerable.accounts.roles import Member, Permission, check_may
from answerable.links.drawing import new_token, of_token
from answerable.reminders.models import CalendarAddress, DigestChoice, LadderSet
from answerable.reminders.rules import Kind, Step, When, check_ladder


@transaction.atomic
def choose_digest(*, comes: When, by: Member, at: datetime) -> None:
    """Say how often one's own digest comes."""
    DigestChoice.objects.update_or_create(person_id=by.person_id, defaults={"comes": comes.value, "set_at": at})
    audit.record(by=by, at=at, action="digest_chosen", subject="person", ref=str(by.person_id), comes=comes.value)


@transaction.atomic
def set_ladder(*, kind: Kind, steps: Iterable[Step], by: Member, at: datetime) -> None:
    """Set the steps before and after a date. None at all: nobody is told by itself."""
    check_may(by, Permission.MANAGE_BODY)
    ordered = check_ladder(kind, steps)
    LadderSet.objects.create(kind=kind.value, set_at=at, set_by=by.person_id, steps=[
        {"days": step.days, "who": [who.value for who in step.who]} for step in ordered])
    audit.record(by=by, at=at, action="ladder_set", subject="ladder", ref=kind.value)


@sensitive_variables("token")
@transaction.atomic
def make_calendar(*, by: Member, at: datetime) -> str:
    """The token of a new private address of one's own calendar, given back once; the former address ends."""
    CalendarAddress.objects.filter(person_id=by.person_id, ended_at__isnull=True).update(ended_at=at)
    token = new_token()
    CalendarAddress.objects.create(person_id=by.person_id, token_hash=of_token(token), made_at=at)
    audit.record(by=by, at=at, action="calendar_made", subject="person", ref=str(by.person_id))
    return token


@transaction.atomic
def end_calendar(*, by: Member, at: datetime) -> None:
    """End one's own calendar address; nothing happens when there is none."""
    if CalendarAddress.objects.filter(person_id=by.person_id, ended_at__isnull=True).update(ended_at=at):
        audit.record(by=by, at=at, action="calendar_ended", subject="person", ref=str(by.person_id))
