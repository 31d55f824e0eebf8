"""A small picture of the years in which a weakness was found. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from answerable.inspections.recurrences import FoundIn

WIDTH, MARGIN = 320, 24  # units of the drawing


@dataclass(frozen=True)
class Point:
    """One year: its place on the line, and whether the weakness was found in it."""

    x: float
    year: int
    is_found: bool


@dataclass(frozen=True)
class Years:
    """The years from the first report that found a weakness to the last, in words and as points on a line."""

    sentence: str
    points: tuple[Point, ...]
    found: tuple[FoundIn, ...]


def years_of(found: Sequence[FoundIn]) -> Years | None:
    """The picture; None where fewer than two reports found it."""
    if len({one.ref for one in found}) < 2:
        return None
    years = sorted({one.published_on.year for one in found})
    first, last = years[0], years[-1]
    step = (WIDTH - 2 * MARGIN) / (last - first) if last > first else 0
    points = tuple(Point(round(MARGIN + (year - first) * step, 1), year, year in years)
                   for year in range(first, last + 1))
    named = [str(year) for year in years]
    said = named[0] if len(named) == 1 else f"{', '.join(named[:-1])} and {named[-1]}"
    return Years(f"Found in {len({one.ref for one in found})} reports: {said}.", points, tuple(found))
