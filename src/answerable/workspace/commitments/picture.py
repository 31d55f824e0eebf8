"""Dates on a line: where the first date stood and where the present one stands. Pure numbers for the templates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

LEFT, RIGHT, TOP, STEP = 90, 420, 34, 24  # units of the picture


@dataclass(frozen=True)
class Dots:
    """One row of the picture. `first` and `now` are places across it; they are equal when no date moved."""

    label: str
    first: float
    now: float
    height: int


@dataclass(frozen=True)
class DateLine:
    rows: tuple[Dots, ...]
    begins: date
    ends: date
    today: float | None  # place of today; None: it lies outside
    height: int


def date_line(dates: Sequence[tuple[str, date | None, date | None]], today: date) -> DateLine | None:
    """Label, first date and present date of each row; None when no row has a date."""
    dated = [(label, first or now, now) for label, first, now in dates if now is not None]
    days = [day for _, first, now in dated for day in (first, now) if day is not None]
    if not days:
        return None
    begins, ends = min(*days, today), max(*days, today)
    span = max((ends - begins).days, 1)

    def place(day: date) -> float:
        return round(LEFT + (RIGHT - LEFT) * (day - begins).days / span, 1)

    rows = tuple(Dots(label, place(first or now), place(now), TOP + STEP * n)
                 for n, (label, first, now) in enumerate(dated))
    return DateLine(rows, begins, ends, place(today), TOP + STEP * len(rows))
