"""M12: hiding small numbers in a table whose totals are shown, with the proof that nobody can work them out.

Cells of 1 to 4 are hidden, then others until no small one can be narrowed. The proof is linear programming: for each
hidden cell, the least and the most it can be given everything that is shown.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog

THRESHOLD = 5  # cells from 1 to one less are small


@dataclass(frozen=True, slots=True)
class HiddenCell:
    """A hidden cell, and the range that a reader can work out for it."""

    row: int
    column: int
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Suppressed:
    """Which cells of a table to hide, and the proof. If it is not safe, hide the totals or put columns together."""

    hidden: NDArray[np.bool_]
    ranges: Sequence[HiddenCell]
    safe: bool  # no small cell can be told from another small number


def suppress(table: Sequence[Sequence[int]], threshold: int = THRESHOLD) -> Suppressed:
    """Hide the small cells of a table of counts, and what else has to be. Row and column totals are shown."""
    counts = np.asarray(table, dtype=np.int64).reshape(len(table), -1 if len(table) else 0)
    hidden = (counts > 0) & (counts < threshold)
    small = hidden.copy()
    while True:
        while any(_hide_more(counts, hidden, line, threshold) for line in _lines(counts)):
            pass
        ranges = audit(counts, hidden)
        narrowed = [one for one in ranges if small[one.row, one.column] and not _wide(one, threshold)]
        if not narrowed:
            return Suppressed(hidden, ranges, safe=True)
        row, column = narrowed[0].row, narrowed[0].column
        if not (_hide_next(counts, hidden, (row, slice(None))) or _hide_next(counts, hidden, (slice(None), column))):
            return Suppressed(hidden, ranges, safe=False)


def audit(counts: NDArray[np.int64], hidden: NDArray[np.bool_]) -> list[HiddenCell]:
    """What a reader can work out of each hidden cell from the shown cells and all totals."""
    places = np.argwhere(hidden)
    if not len(places):
        return []
    rows, columns = counts.shape
    sums = np.zeros((rows + columns, len(places)))
    sums[places[:, 0], range(len(places))] = 1
    sums[rows + places[:, 1], range(len(places))] = 1
    left = np.where(hidden, counts, 0)
    totals = np.concatenate((left.sum(axis=1), left.sum(axis=0)))
    return [HiddenCell(int(row), int(column), *_range(number, sums, totals))
            for number, (row, column) in enumerate(places)]


def _range(number: int, sums: NDArray[np.float64], totals: NDArray[np.int64]) -> tuple[float, float]:
    aim = np.zeros(sums.shape[1])
    aim[number] = 1
    low = linprog(aim, A_eq=sums, b_eq=totals, bounds=(0, None), method="highs").fun
    high = -linprog(-aim, A_eq=sums, b_eq=totals, bounds=(0, None), method="highs").fun
    return float(low), float(high)


def _wide(cell: HiddenCell, threshold: int) -> bool:
    return cell.low <= 1 + 1e-9 and cell.high >= threshold - 1 - 1e-9


_Line = tuple[int | slice, int | slice]


def _lines(counts: NDArray[np.int64]) -> Iterator[_Line]:
    yield from ((row, slice(None)) for row in range(counts.shape[0]))
    yield from ((slice(None), column) for column in range(counts.shape[1]))


def _hide_more(counts: NDArray[np.int64], hidden: NDArray[np.bool_], line: _Line, threshold: int) -> bool:
    """Hide one more cell of a line in which a single cell, or too small a sum, is hidden."""
    there = hidden[line]
    if not there.any() or (there.sum() > 1 and counts[line][there].sum() >= threshold):
        return False
    return _hide_next(counts, hidden, line)


def _hide_next(counts: NDArray[np.int64], hidden: NDArray[np.bool_], line: _Line) -> bool:
    """Hide the smallest shown cell of a line, a zero only if nothing else is left. False if all are hidden."""
    values, there = counts[line], hidden[line]
    shown = np.flatnonzero(~there)
    if not len(shown):
        return False
    there[min(shown, key=lambda place: (values[place] == 0, values[place], place))] = True  # a view of the mask
    return True
