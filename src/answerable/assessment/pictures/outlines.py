"""Outlines on paper: projected, cut to a window, and with no more points than can be told apart."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from answerable.assessment.pictures.drawing import Point, number, outline

Ring = Sequence[Point]
_TOLERANCE = 0.3  # units that a simplified line may lie off the true one
_SMALLEST = 0.5  # units: a lesser ring is left out, unless the area has no other


@dataclass(frozen=True, slots=True)
class Window:
    """A rectangle of the world and the place on the drawing where it is shown. y of the world grows downwards."""

    left: float
    top: float
    width: float
    height: float
    x: float
    y: float
    scale: float  # units for one of the world

    def at(self, point: Point) -> Point:
        return self.x + (point[0] - self.left) * self.scale, self.y + (point[1] - self.top) * self.scale

    @property
    def shown(self) -> tuple[float, float, float, float]:
        """x, y, width and height on the drawing."""
        return self.x, self.y, self.width * self.scale, self.height * self.scale

    def drawn(self, rings: Iterable[Ring]) -> list[list[Point]]:
        """The rings on the drawing, cut to the window, simplified."""
        x, y, width, height = self.shown
        cut = [_clipped([self.at(point) for point in ring], x, y, x + width, y + height) for ring in rings]
        cut = sorted((ring for ring in cut if len(ring) > 2), key=size, reverse=True)
        simple = (simplified(ring) for place, ring in enumerate(cut) if not place or size(ring) >= _SMALLEST)
        return [ring for ring in simple if len(ring) > 2]


def projected(outlines: Mapping[str, Sequence[Ring]]) -> dict[str, list[list[Point]]]:
    """Longitude and latitude as lengths of the same scale in the middle of the map; y grows downwards (south)."""
    latitudes = [lat for rings in outlines.values() for ring in rings for _lon, lat in ring]
    if not latitudes:
        return {}
    squeeze = math.cos(math.radians((min(latitudes) + max(latitudes)) / 2))
    return {code: [[(lon * squeeze, -lat) for lon, lat in ring] for ring in rings] for code, rings in outlines.items()}


def box(rings: Iterable[Ring]) -> tuple[float, float, float, float]:
    """The least x and y, the most x and y."""
    xs, ys = zip(*(point for ring in rings for point in ring), strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def size(ring: Ring) -> float:
    """The longer side of its box."""
    left, top, right, bottom = box([ring])
    return max(right - left, bottom - top)


def simplified(ring: Ring, tolerance: float = _TOLERANCE) -> list[Point]:
    """The ring with fewer points (Ramer, Douglas and Peucker), no line of it further off than the tolerance."""
    points: list[Point] = []
    for x, y in ring:
        point = (round(x, 1), round(y, 1))
        if not points or points[-1] != point:
            points.append(point)
    if len(points) < 4:
        return points
    far = max(range(len(points)), key=lambda one: math.dist(points[0], points[one]))
    return _thinned(points[: far + 1], tolerance)[:-1] + _thinned([*points[far:], points[0]], tolerance)[:-1]


def _thinned(line: Sequence[Point], tolerance: float) -> list[Point]:
    keep, todo = {0, len(line) - 1}, [(0, len(line) - 1)]
    while todo:
        first, last = todo.pop()
        if last - first < 2:
            continue
        away, place = max((_distance(line[one], line[first], line[last]), one) for one in range(first + 1, last))
        if away > tolerance:
            keep.add(place)
            todo += [(first, place), (place, last)]
    return [line[one] for one in sorted(keep)]


def _distance(point: Point, start: Point, end: Point) -> float:
    """From a point to a stretch of line."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = dx * dx + dy * dy
    share = ((point[0] - start[0]) * dx + (point[1] - start[1]) * dy) / length if length else 0.0
    share = min(1.0, max(0.0, share))
    return math.dist(point, (start[0] + share * dx, start[1] + share * dy))


def _clipped(ring: Ring, left: float, top: float, right: float, bottom: float) -> list[Point]:
    """The part of a ring inside a rectangle (Sutherland and Hodgman)."""
    points = list(ring)
    least_x, least_y, most_x, most_y = box([ring])
    if left <= least_x and most_x <= right and top <= least_y and most_y <= bottom:
        return points
    if most_x < left or least_x > right or most_y < top or least_y > bottom:
        return []
    for axis, edge, keep_above in ((0, left, True), (0, right, False), (1, top, True), (1, bottom, False)):
        points = _beside(points, axis, edge, keep_above=keep_above)
    return points


def _beside(points: Sequence[Point], axis: int, edge: float, *, keep_above: bool) -> list[Point]:
    kept: list[Point] = []
    for place, point in enumerate(points):
        before = points[place - 1]
        inside, was = ((one[axis] >= edge) == keep_above or one[axis] == edge for one in (point, before))
        if inside != was:
            share = (edge - before[axis]) / (point[axis] - before[axis])
            met = before[1 - axis] + share * (point[1 - axis] - before[1 - axis])
            kept.append((edge, met) if axis == 0 else (met, edge))
        if inside:
            kept.append(point)
    return kept


def filled(rings: Iterable[Ring]) -> str:
    """The path of closed rings, each point told from the one before: half as long as with places on the drawing."""
    return "".join(_closed([(round(10 * x), round(10 * y)) for x, y in ring]) for ring in rings)


def _closed(tenths: Sequence[tuple[int, int]]) -> str:
    steps = "".join(f"{_joined(b[0] - a[0])}{_joined(b[1] - a[1])}" for a, b in pairwise(tenths))
    return f"M{number(tenths[0][0] / 10)} {number(tenths[0][1] / 10)}l{steps.lstrip()}Z"


def _joined(tenths: int) -> str:
    """A number after another: a minus sign parts them already."""
    written = number(tenths / 10)
    return written if written.startswith("-") else " " + written


def lined(rings: Sequence[Ring], gap: float = 2.5) -> str:
    """The path of level lines that fill the rings, holes left out: a hatching that needs no pattern and no name."""
    edges = [(ring[place - 1], point) for ring in rings for place, point in enumerate(ring)]
    if not edges:
        return ""
    _left, top, _right, bottom = box(rings)
    strokes, y = [], math.ceil(top / gap) * gap + 0.04  # off the tenths, so that no line meets a corner
    while y < bottom:
        crossed = sorted(a[0] + (y - a[1]) / (b[1] - a[1]) * (b[0] - a[0])
                         for a, b in edges if (a[1] < y) != (b[1] < y))
        strokes += [outline([(start, y), (end, y)]) for start, end in zip(crossed[::2], crossed[1::2], strict=True)]
        y += gap
    return "".join(strokes)
