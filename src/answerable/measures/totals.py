"""M12 for figures whose totals stand among them: a total can be small too, was perhaps rounded, or was hidden before.

What may be shown is proved as in `suppression`, by linear programming over all figures and all sums among them. The
sums are taken to hold exactly. A reader who knows less of them can work out less.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog

from answerable.measures.suppression import THRESHOLD

_NEAR = 1e-6
_INFEASIBLE, _UNBOUNDED = 2, 3  # as `linprog` says it


@dataclass(frozen=True, slots=True)
class Given:
    """A figure as its holder gave it: a number, exact or rounded, or a range in which a hidden one lies."""

    low: int
    high: int
    number: int | None  # None: its holder hid it

    @property
    def open(self) -> bool:
        return self.number is not None

    def small(self, threshold: int = THRESHOLD) -> bool:
        """Whether it may be a small number: it is below the threshold, and not an exact nought."""
        return (self.low if self.number is None else self.number) < threshold and self.high > 0


@dataclass(frozen=True, slots=True)
class Sum:
    """A total and the figures that it is made of, by their places."""

    total: int
    parts: Sequence[int]


def exact(number: int) -> Given:
    return Given(number, number, number)


def rounded(number: int, base: int) -> Given:
    """A number that was rounded to a multiple of the base: the true one is up to half of the base away."""
    return Given(max(0, number - base // 2), number + base // 2, number)


def hidden(low: int, high: int) -> Given:
    return Given(low, high, None)


def protect(given: Sequence[Given], sums: Sequence[Sum], threshold: int = THRESHOLD) -> frozenset[int] | None:
    """The places of the figures to hide, those that were hidden before among them.

    `None` when the figures do not fit the sums, or when nothing that can be hidden makes them safe: then show none.
    """
    lines = _lines(len(given), sums)
    gone = {place for place, one in enumerate(given) if not one.open or one.small(threshold)}
    if _least(given, lines, {place for place in gone if not given[place].open}, 0) is None:
        return None
    # Hiding one more never narrows another, so each small figure is looked at once.
    for place in sorted(place for place in gone if given[place].small(threshold)):
        while not _wide(given[place], reach(given, sums, gone, place), threshold):
            if (more := _next(given, sums, gone, place)) is None:
                return None
            gone.add(more)
    return frozenset(gone)


def reach(given: Sequence[Given], sums: Sequence[Sum], gone: Iterable[int], place: int) -> tuple[float, float]:
    """The least and the most that a reader can think a hidden figure to be. Raises ValueError if nothing fits."""
    lines, gone = _lines(len(given), sums), set(gone)
    low, most = _least(given, lines, gone, place), _least(given, lines, gone, place, sign=-1)
    if low is None or most is None:
        raise ValueError("No figures fit these sums.")
    return low, -most


_Lines = NDArray[np.float64]


def _lines(many: int, sums: Sequence[Sum]) -> _Lines:
    lines = np.zeros((len(sums), many))
    for line, one in zip(lines, sums, strict=True):
        line[list(one.parts)] = 1
        line[one.total] = -1
    return lines


def _least(given: Sequence[Given], lines: _Lines, gone: set[int], place: int, sign: int = 1) -> float | None:
    """`None` when nothing fits. What is hidden here can be anything; what its holder hid lies in the holder's range."""
    aim = np.zeros(len(given))
    aim[place] = sign
    bounds = [(0, None) if one.open and number in gone else (one.low, one.high) for number, one in enumerate(given)]
    sums = {"A_eq": lines, "b_eq": np.zeros(len(lines))} if len(lines) else {}
    found = linprog(aim, **sums, bounds=bounds, method="highs")
    if found.status == _INFEASIBLE:
        return None
    return -np.inf if found.status == _UNBOUNDED else float(found.fun)


def _wide(one: Given, found: tuple[float, float], threshold: int) -> bool:
    """Whether a reader cannot tell it from any other small number, or knows no more than its holder said."""
    low, high = (1, threshold - 1) if one.open else (one.low, one.high)
    return found[0] <= low + _NEAR and found[1] >= high - _NEAR


def _next(given: Sequence[Given], sums: Sequence[Sum], gone: set[int], place: int) -> int | None:
    """The smallest figure that is shown in a sum: a part before a total, and nought last of all.

    The sum is one in which a single figure is hidden; else one with the figure itself; else any with a hidden one.
    """
    totals, lines = {one.total for one in sums}, [{one.total, *one.parts} for one in sums]
    lonely = [line - gone for line in lines if len(line & gone) == 1]
    beside = [line - gone for line in lines if place in line]
    near = [line - gone for line in lines if line & gone]
    for found in (lonely[:1], beside, near):
        if shown := set[int]().union(*found):
            return min(shown, key=lambda other: (not given[other].number, other in totals, given[other].number, other))
    return None
