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

LEFT, RIGHT, ROW, TOP = 150, 346, 30, 15  # of the picture, in its own units: 360 wide
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


def picture_of(commitment: Commitment, steps: list[Step]) -> Picture | None:
    """None when there are no two dates to compare."""
    shown = [(step.day, format_date(step.day), "date") for step in steps]
    if commitment.facts.action == Action.DONE:
        shown.append((commitment.facts.action_on, "Said to be done", "done"))
    if not steps or len(shown) < 2:
        return None
    days = [day for day, *_ in shown]
    first, span = min(days), max(1, (max(days) - min(days)).days)

    def x(day: date) -> int:
        return LEFT + round((RIGHT - LEFT) * (day - first).days / span)

    points = tuple(Point(x(day), TOP + ROW * row, label, kind) for row, (day, label, kind) in enumerate(shown))
    return Picture(ROW * len(points), points)
