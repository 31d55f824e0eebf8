"""What a commitment that stands can be: each a condition on a row of `StandingRow`, for lists, counts and indexes."""

from __future__ import annotations

from datetime import date

from django.db.models import F, Q

from answerable.records.contents import Action, CheckVerdict

STANDS_NOW = Q(until_at__isnull=True)
OPEN = Q(is_open=True)
NO_OWNER = Q(is_open=True, owner="", organisation="")
NO_DATE = Q(is_open=True, date_now__isnull=True)
MOVED = Q(is_open=True, moves__gt=0)
SAID_DONE = Q(action=Action.DONE.value)
KEPT = Q(action=Action.DONE.value, check_verdict=CheckVerdict.SUPPORTS.value)
NOT_SUPPORTED = Q(action=Action.DONE.value, check_verdict=CheckVerdict.DOES_NOT_SUPPORT.value)
ASKED = Q(asked_to__isnull=False)
TO_CHECK = Q(action=Action.DONE.value, check_verdict__isnull=True)
ENDED = Q(action__in=[Action.STOPPED.value, Action.REPLACED.value, Action.CARRIED_FORWARD.value])
# Something happened that the register does not tell: the event "published" comes after what it publishes.
UNPUBLISHED = Q(published=0) | Q(number__gt=F("published") + 1)


def past(day: date) -> Q:
    """Open after its date."""
    return OPEN & Q(date_now__lt=day)


def past_but_for_moves(day: date) -> Q:
    """Open after its first date and not after the one it was moved to."""
    return MOVED & Q(first_date__lt=day, date_now__gte=day)


def check_again(day: date) -> Q:
    """Closed on evidence that is out of date."""
    return KEPT & Q(check_until__lt=day)


def without_update(since: date) -> Q:
    """Open, and nobody has said anything of it since that day."""
    return OPEN & (Q(updated_on__isnull=True) | Q(updated_on__lt=since))
