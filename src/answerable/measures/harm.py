"""M13: counts weighted by harm. It refuses to guess.

The published weights (the Cambridge Crime Harm Index, the severity weights of the Office for National Statistics) hang
on offence codes, which street files do not carry. So no harm can be counted from them, and no weight is made up.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Harm:
    """The weighted sum of a place; `None` if any category that it counts has no weight."""

    key: str
    n: int
    harm: float | None
    mean_weight: float | None


def harm(counts: Iterable[tuple[str, str, int]], weights: Mapping[str, float]) -> tuple[list[Harm], list[str]]:
    """The harm of each place, and the categories without a weight. Counts are place, category, n."""
    by_place: dict[str, dict[str, int]] = {}
    for key, category, n in counts:
        place = by_place.setdefault(key, {})
        place[category] = place.get(category, 0) + n
    missing = sorted({category for place in by_place.values() for category in place} - set(weights))
    return [_harm(key, by_place[key], weights) for key in sorted(by_place)], missing


def _harm(key: str, counts: Mapping[str, int], weights: Mapping[str, float]) -> Harm:
    n = sum(counts.values())
    if not all(category in weights for category in counts):
        return Harm(key, n, None, None)
    whole = sum(many * weights[category] for category, many in counts.items())
    return Harm(key, n, whole, whole / n if n else None)
