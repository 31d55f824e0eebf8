"""Reads about reminders."""

from __future__ import annotations

from collections.abc import Sequence

from answerable.links.drawing import of_token
from answerable.reminders.models import CalendarAddress, DigestChoice, LadderSet
from answerable.reminders.rules import PROPOSED, Kind, Step, Told, When


def ladder(kind: Kind) -> tuple[Step, ...]:
    """The steps as the office set them; as proposed, until it does."""
    row = LadderSet.objects.filter(kind=kind.value).first()
    return steps_of(row.steps) if row else PROPOSED[kind]


def ladder_history(kind: Kind) -> list[tuple[LadderSet, tuple[Step, ...]]]:
    """Every time it was set, the newest first."""
    return [(row, steps_of(row.steps)) for row in LadderSet.objects.filter(kind=kind.value)]


def steps_of(kept: Sequence[dict[str, object]]) -> tuple[Step, ...]:
    return tuple(Step(int(str(one["days"])), tuple(Told(who) for who in _list(one["who"]))) for one in kept)


def digest_choice(person_id: int) -> When:
    row = DigestChoice.objects.filter(person_id=person_id).first()
    return When(row.comes) if row else When.WEEKDAY


def calendar_of(person_id: int) -> CalendarAddress | None:
    """The calendar address of a person that works now."""
    return CalendarAddress.objects.filter(person_id=person_id, ended_at__isnull=True).first()


def calendar_by_token(token: str) -> CalendarAddress | None:
    """Before a body is known, so it crosses the wall between bodies."""
    return CalendarAddress.every_body.filter(token_hash=of_token(token), ended_at__isnull=True).first()


def _list(value: object) -> list[str]:
    return list(value) if isinstance(value, (list, tuple)) else []
