"""The way of a commitment's date: the first one, then each move with who asked, why, and who agreed. Pure.

The first date never changes; every later one stands beside it with its reason.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from answerable.commitments.events import Event, FirstDateSet, Made, MoveAsked, MoveDecided


@dataclass(frozen=True)
class Told:
    """An event with its moment and whoever did it, as they were named then (empty: somebody outside)."""

    at: datetime
    who: str
    event: Event


@dataclass(frozen=True)
class Dated:
    """A date that the commitment had from a moment on. `before`: the date it had until then; None for the first."""

    day: date
    before: date | None
    at: datetime
    source: str = ""  # of the first date, in words
    asked_by: str = ""
    why: str = ""
    agreed_by: str = ""


def trail(told: Iterable[Told]) -> list[Dated]:
    """Its dates, oldest first. A date from a tracker that was moved before it came here has no reason."""
    found: list[Dated] = []
    asked: tuple[MoveAsked, str] | None = None
    for one in told:
        event = one.event
        if isinstance(event, Made | FirstDateSet) and event.due_on is not None:
            found.append(Dated(event.due_on, None, one.at, source=event.date_source))
            if isinstance(event, Made) and event.moved_before_to not in (None, event.due_on):
                assert event.moved_before_to is not None
                found.append(Dated(event.moved_before_to, event.due_on, one.at, why="Moved before it came here."))
        elif isinstance(event, MoveAsked):
            asked = (event, one.who)
        elif isinstance(event, MoveDecided) and event.agreed and asked is not None and found:
            ask, who = asked
            found.append(Dated(ask.to, found[-1].day, one.at, asked_by=who, why=ask.why, agreed_by=one.who))
    return found
