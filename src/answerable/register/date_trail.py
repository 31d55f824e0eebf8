"""The dates of a commitment, one below the other: the first, each that it was moved to, and whether it is done.

The picture shows how far each lies from the one before. The list beside it says the same in words, with reasons.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from answerable.duties.dates import format_date
from answerable.records.contents import Action, HappenedPart
from answerable.register.commitments import Commitment

LEFT, RIGHT, ROW, TOP = 130, 346, 30, 34  # of the picture, in its own units: 360 wide
NOT_TOLD = "How the date came to be this is not told on this register."


@dataclass(frozen=True)
class Step:
    """A date of the trail. `moved` tells of the move that led to it; None for the first date."""

    day: date
    what: str
    moved: HappenedPart | None = None


@dataclass(frozen=True)
class Point:
    x: int
    y: int
    label: str
    kind: str


@dataclass(frozen=True)
class Picture:
    height: int
    as_at_x: int
    as_at: str
    points: tuple[Point, ...]


def steps_of(commitment: Commitment) -> list[Step]:
    """First date, then each date it was moved to. What the records leave out is said in its place."""
    facts = commitment.facts
    if facts.first_date is None or facts.date_now is None:
        return []
    steps = [Step(facts.first_date, "First date")]
    for move in _moves(commitment):
        if move.date_before is not None and move.date_before != steps[-1].day:
            steps.append(Step(move.date_before, NOT_TOLD))
        if move.date_after is not None:
            steps.append(Step(move.date_after, "Moved to", move))
    if steps[-1].day != facts.date_now:
        steps.append(Step(facts.date_now, NOT_TOLD))
    return steps


def _moves(commitment: Commitment) -> Iterator[HappenedPart]:
    for happened in commitment.happened:
        if isinstance(happened.part, HappenedPart) and happened.part.what == "move":
            yield happened.part


def picture_of(commitment: Commitment, steps: list[Step], as_at: date) -> Picture | None:
    """None when there is no date to show."""
    if not steps:
        return None
    shown = [(step.day, format_date(step.day), "date") for step in steps]
    if commitment.facts.action == Action.DONE:
        shown.append((commitment.facts.action_on, "Said to be done", "done"))
    days = [day for day, *_ in shown] + [as_at]
    first, span = min(days), max(1, (max(days) - min(days)).days)

    def x(day: date) -> int:
        return LEFT + round((RIGHT - LEFT) * (day - first).days / span)

    points = tuple(Point(x(day), TOP + ROW * row, label, kind) for row, (day, label, kind) in enumerate(shown))
    return Picture(TOP + ROW * len(points), x(as_at), format_date(as_at), points)
