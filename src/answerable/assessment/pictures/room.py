"""Where words can stand without covering what is drawn."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from answerable.assessment.pictures.drawing import FONT, Point

_CLEAR = 2.0  # units kept free around words
_STEP = 2.0  # units between the points that stand for a line


@dataclass(frozen=True, slots=True)
class Room:
    """A rectangle with points and words already in it."""

    left: float
    right: float
    top: float
    bottom: float
    taken: list[Point] = field(default_factory=list)
    words: list[tuple[float, float, float]] = field(default_factory=list)  # left, right, line they stand on

    def add_line(self, points: Sequence[Point]) -> None:
        for (x, y), (to_x, to_y) in pairwise(points):
            steps = max(1, math.ceil(math.hypot(to_x - x, to_y - y) / _STEP))
            self.taken.extend((x + (to_x - x) * one / steps, y + (to_y - y) * one / steps) for one in range(steps))
        self.taken.extend(points[-1:])

    def place(self, length: float, places: Iterable[Point]) -> Point | None:
        """The first of the places (left end, line they stand on) at which words so long cover nothing; now taken."""
        for left, base in places:
            if self._is_free(left, left + length, base):
                self.words.append((left, left + length, base))
                return left, base
        return None

    def _is_free(self, left: float, right: float, base: float) -> bool:
        if not (self.left <= left and right <= self.right and self.top + FONT <= base <= self.bottom):
            return False
        covers = any(left - _CLEAR < x < right + _CLEAR and base - FONT < y < base + _CLEAR + 1 for x, y in self.taken)
        meets = any(abs(base - other) < FONT and left < end and right > start for start, end, other in self.words)
        return not covers and not meets
