"""M8: how much of crime lies in how few areas.

The Gini index misleads when there are fewer events than areas, because most areas must then be empty. The adjusted
index of Bernasco and Steenbeek (2017) compares with the most even spread that is possible.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

_TOPS = (5, 10, 20)  # percent of areas
_PARTS = (25, 50, 80)  # percent of events


@dataclass(frozen=True, slots=True, kw_only=True)
class Concentration:
    """How the events of a group lie over areas. All but the counts are `None` when there are no events."""

    group: str
    areas: int
    total: int
    areas_with_any: int
    gini: float | None
    gini_adjusted: float | None
    share_in_top_5pct_areas: float | None
    share_in_top_10pct_areas: float | None
    share_in_top_20pct_areas: float | None
    share_of_areas_for_25pct: float | None
    share_of_areas_for_50pct: float | None
    share_of_areas_for_80pct: float | None


def concentration(group: str, counts: Sequence[int]) -> Concentration:
    """The concentration of a group's events over areas; the counts are of every area, zeros included."""
    rising = np.sort(np.asarray(counts, dtype=np.int64))
    n, total = len(rising), int(rising.sum())
    shares: list[float | None] = [None] * 8
    if total:
        weighted = int(((2 * np.arange(1, n + 1) - n - 1) * rising).sum())
        falling = np.cumsum(rising[::-1])
        shares = [
            weighted / (n * total),
            max(1 / total, 1 / n) * weighted / total - max(n / total, 1) + 1,
            *(int(falling[-(-top * n // 100) - 1]) / total for top in _TOPS),
            *((int(np.searchsorted(100 * falling, part * total)) + 1) / n for part in _PARTS),
        ]
    return Concentration(group=group, areas=n, total=total, areas_with_any=int((rising > 0).sum()), **dict(zip(
        ("gini", "gini_adjusted", *(f"share_in_top_{top}pct_areas" for top in _TOPS),
         *(f"share_of_areas_for_{part}pct" for part in _PARTS)), shares, strict=True)))


def curve(counts: Sequence[int]) -> list[tuple[float, float]]:
    """The curve behind the figures: share of areas, most first, and the share of events in them."""
    falling = np.sort(np.asarray(counts, dtype=np.int64))[::-1]
    total = int(falling.sum())
    if not total:
        return []
    return [(0.0, 0.0), *((place / len(falling), int(sum_) / total)
                          for place, sum_ in enumerate(np.cumsum(falling), 1))]
