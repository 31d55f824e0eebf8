"""Tables and boxes of a page, told by drawn rules, shades and gaps between columns."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from answerable.intake.ink import Area

_NEAR = 3.0  # points within which two ends of rules meet


class Cell(NamedTuple):
    """One cell of a table: its column and the stretch of the page it takes."""

    region_top: float
    column: int
    top: float
    bottom: float


@dataclass(frozen=True)
class Region:
    """A part of the page with columns, or a box of one."""

    number: int
    top: float
    bottom: float
    left: float
    right: float
    walls: tuple[float, ...]  # where one column ends and the next begins, outer edges left out
    floors: tuple[Area, ...]  # rules across, between rows
    closed: bool  # has sides or a shade, so that what stands in it belongs together

    @property
    def columns(self) -> int:
        return len(self.walls) + 1

    def holds(self, base: float, x0: float) -> bool:
        return self.top <= base <= self.bottom + 1 and self.left - 8 <= x0 <= self.right + 2

    def cell(self, base: float, x0: float) -> Cell:
        column = sum(x <= x0 + 1 for x in self.walls)
        left, right = ([self.left, *self.walls][column], [*self.walls, self.right][column])
        middle = (left + right) / 2
        ends = [f.y0 for f in self.floors if f.x0 - _NEAR <= middle <= f.x1 + _NEAR]
        return Cell(self.top, column, max((y for y in ends if y < base - 1), default=self.top),
                    min((y for y in ends if y > base - 1), default=self.bottom))


def framed_regions(across: Sequence[Area], down: Sequence[Area], filled: Sequence[Area]) -> list[Region]:
    """Regions with drawn sides, then shaded ones that no frame holds."""
    floors, sides = _merged(across, lying=True), _merged(down, lying=False)
    regions: list[Region] = []
    for group in _groups([s for s in sides if s.y1 - s.y0 > 10]):
        regions.append(_framed(len(regions), group, floors))
    for shade in _merged_shades(filled):
        if not any(r.top - _NEAR <= shade.y0 and shade.y1 <= r.bottom + _NEAR for r in regions):
            regions.append(Region(len(regions), shade.y0, shade.y1, shade.x0, shade.x1, (), (), closed=True))
    return regions


def _framed(number: int, sides: list[Area], floors: list[Area]) -> Region:
    top, bottom = min(s.y0 for s in sides), max(s.y1 for s in sides)
    xs = sorted({round((s.x0 + s.x1) / 2, 1) for s in sides})
    xs = [x for x, before in zip(xs, [-99.0, *xs], strict=False) if x - before > _NEAR]
    own = [f for f in floors if top - _NEAR <= f.y0 <= bottom + _NEAR
           and f.x1 > xs[0] - _NEAR and f.x0 < xs[-1] + _NEAR]
    left = min([xs[0], *(f.x0 for f in own)])
    right = max([xs[-1], *(f.x1 for f in own)])
    walls = tuple(x for x in xs if left + _NEAR < x < right - _NEAR)
    closed = len(xs) > 1 and len(walls) <= len(xs) - 2
    return Region(number, top, bottom, left, right if closed or own else 1e6, walls, tuple(own), closed)


def _groups(sides: list[Area]) -> list[list[Area]]:
    """Vertical rules that stand beside one another."""
    groups: list[list[Area]] = []
    for side in sorted(sides, key=lambda s: s.y0):
        if groups and side.y0 < max(s.y1 for s in groups[-1]) - _NEAR:
            groups[-1].append(side)
        else:
            groups.append([side])
    joined: list[list[Area]] = []  # two stretches of one table, parted only by the thickness of a rule
    for group in groups:
        last = joined[-1] if joined else []
        if last and min(s.y0 for s in group) - max(s.y1 for s in last) < _NEAR and _stand(group) & _stand(last):
            last.extend(group)
        else:
            joined.append(group)
    return joined


def _stand(sides: list[Area]) -> set[int]:
    return {round(side.x0 / _NEAR) for side in sides}


def _merged(rules: Iterable[Area], *, lying: bool) -> list[Area]:
    """Rules drawn in pieces, cell by cell, made whole."""
    def across(r: Area) -> float:
        return (r.y0 + r.y1) / 2 if lying else (r.x0 + r.x1) / 2

    def start(r: Area) -> float:
        return r.x0 if lying else r.y0

    def end(r: Area) -> float:
        return r.x1 if lying else r.y1

    whole: list[Area] = []
    for rule in sorted(rules, key=lambda r: (round(across(r)), start(r))):
        last = whole[-1] if whole else None
        if last and abs(across(last) - across(rule)) < 1.5 and start(rule) <= end(last) + _NEAR:
            whole[-1] = Area(min(last.x0, rule.x0), min(last.y0, rule.y0), max(last.x1, rule.x1), max(last.y1, rule.y1))
        else:
            whole.append(rule)
    return whole


def _merged_shades(filled: Iterable[Area]) -> list[Area]:
    """Shades painted line by line, made whole."""
    whole: list[Area] = []
    for shade in sorted(filled, key=lambda s: (round(s.x0), s.y0)):
        last = whole[-1] if whole else None
        if last and abs(last.x0 - shade.x0) < _NEAR and shade.y0 <= last.y1 + _NEAR:
            whole[-1] = Area(last.x0, last.y0, max(last.x1, shade.x1), max(last.y1, shade.y1))
        else:
            whole.append(shade)
    return [s for s in whole if s.x1 - s.x0 > 150]


class Piece(NamedTuple):
    """A stretch of words on one baseline."""

    base: float
    x0: float
    x1: float
    size: float


def gap_regions(stretches: Sequence[tuple[float, float, float, float]], across: Sequence[Area],
                regions: Sequence[Region]) -> list[Region]:
    """Tables of two columns with no vertical rules: the right column starts at one place in several rows."""
    rows: dict[float, list[Piece]] = {}
    for piece in (Piece(*s) for s in stretches):
        if not any(r.columns > 1 and r.holds(piece.base, piece.x0) for r in regions):
            rows.setdefault(piece.base, []).append(piece)
    found: list[Region] = []
    for start in _starts(rows):
        for bases in _runs(rows, start):
            top, bottom = bases[0] - rows[bases[0]][0].size, bases[-1] + 2
            left = min(rows[b][0].x0 for b in bases)
            right = max(rows[b][-1].x1 for b in bases)
            floors = tuple(a for a in _merged(across, lying=True) if top - 6 <= a.y0 <= bottom + 6) \
                or tuple(_gaps(rows, bases, start, left, right))
            found.append(Region(len(regions) + len(found), top, bottom, left, right, (start,), floors, closed=False))
    return found


def _starts(rows: dict[float, list[Piece]]) -> list[float]:
    """Places where the second stretch of at least three rows starts."""
    places = [row[1].x0 for row in rows.values() if len(row) == 2]
    return sorted({round(x) - 1.5 for x in places if sum(abs(x - other) < 1.5 for other in places) >= 3})[:1]


def _runs(rows: dict[float, list[Piece]], start: float) -> list[list[float]]:
    """Unbroken runs of rows that keep clear of the gap left of `start` and use both columns."""
    runs: list[list[float]] = [[]]
    for base in sorted(rows):
        clear = all(p.x1 < start or p.x0 > start - 1 for p in rows[base])
        near = not runs[-1] or base - runs[-1][-1] < 5 * rows[base][0].size
        if clear and near:
            runs[-1].append(base)
        else:
            runs.append([base] if clear else [])
    return [_trimmed(rows, run, start) for run in runs
            if sum(len(rows[b]) == 2 and abs(rows[b][1].x0 - start - 1.5) < 3 for b in run) >= 2]


def _trimmed(rows: dict[float, list[Piece]], run: list[float], start: float) -> list[float]:
    """A run without the rows before its first row in both columns, and without left-hand rows after its last."""
    both = [i for i, b in enumerate(run) if len(rows[b]) == 2]
    last = max([both[-1], *(i for i, b in enumerate(run) if rows[b][0].x0 > start - 1)])
    while last + 1 < len(run) and run[last + 1] - run[last] < 1.1 * _step(run):
        last += 1  # the left-hand cell of the last row is the longer one
    return run[both[0]:last + 1]


def _step(bases: list[float]) -> float:
    """The distance between lines that follow one another."""
    return min((b - a for a, b in pairwise(bases)), default=0.0)


def _gaps(rows: dict[float, list[Piece]], bases: list[float], start: float,
          left: float, right: float) -> list[Area]:
    """Where no rule is drawn, a row of the table starts where both columns start afresh."""
    floors = []
    usual = _step(bases)
    for above, base in pairwise(bases):
        if len(rows[base]) == 2 and (len(rows[above]) < 2 or base - above > 1.15 * usual):
            y = base - 0.95 * rows[base][0].size
            floors.append(Area(left, y, right, y))
    return floors
