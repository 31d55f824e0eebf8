"""M9: areas that stand out together with their neighbours (Getis and Ord's Gi*, 1992 and 1995).

The usual p comes from the normal distribution, and is wrong here: counts are so skewed that a z of three is some ten
times as frequent by chance as it says. The distribution of the sum of w counts drawn without replacement is a short
recursion, so p is exact, and small enough for a false-discovery procedure over all areas, as no simulation is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import comb

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree
from scipy.stats import false_discovery_control, norm

SURE = 0.05
NEAREST = 8


class Kind(StrEnum):
    HOT = "hot"
    COLD = "cold"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class HotArea:
    """An area with its neighbours. All but counts and kind are `None` when every area has the same count."""

    area_code: str
    group: str
    n: int
    neighbours: int  # itself not counted
    z: float | None
    p_normal: float | None  # only for comparison with other programs
    p: float | None  # exact, two-sided
    q: float | None  # of the false-discovery procedure over all areas
    kind: Kind


def hot_areas(group: str, counts: Mapping[str, int], neighbours: Mapping[str, Sequence[str]]) -> list[HotArea]:
    """Gi* of each area of `counts`; neighbours without a count are left out, an area without any stands alone."""
    codes = sorted(counts)
    place = {code: number for number, code in enumerate(codes)}
    x = np.array([counts[code] for code in codes], dtype=np.int64)
    near = [[place[one] for one in neighbours.get(code, ()) if one in place and one != code] for code in codes]
    w = np.array([len(one) + 1 for one in near], dtype=np.int64)
    ends = np.cumsum(w - 1)
    flat = np.array([one for ones in near for one in ones], dtype=np.int64)
    sums = x + np.diff(np.concatenate(([0], np.cumsum(x[flat])))[np.concatenate(([0], ends))])
    if (x == x[:1]).all():  # nothing to compare
        return [HotArea(area_code=code, group=group, n=int(count), neighbours=int(wide) - 1, z=None, p_normal=None,
                        p=None, q=None, kind=Kind.NONE) for code, count, wide in zip(codes, x, w, strict=True)]
    z = standard_scores(x, sums, w)
    p = exact_p(x, sums, w)
    q = false_discovery_control(p)
    kinds = np.where(q < SURE, np.where(z > 0, Kind.HOT, Kind.COLD), Kind.NONE)
    return [HotArea(area_code=code, group=group, n=int(count), neighbours=int(wide) - 1, z=float(score),
                    p_normal=float(normal), p=float(exact), q=float(false), kind=Kind(kind))
            for code, count, wide, score, normal, exact, false, kind in zip(
                codes, x, w, z, 2 * norm.sf(np.abs(z)), p, q, kinds, strict=True)]


def standard_scores(x: NDArray[np.int64], sums: NDArray[np.int64], w: NDArray[np.int64]) -> NDArray[np.float64]:
    """z of each neighbourhood's sum; w is its size, the area itself included. Nought where it is all areas."""
    n, mean, spread = len(x), x.mean(), x.std()
    error = spread * np.sqrt((n * w - w**2) / (n - 1))
    scores: NDArray[np.float64] = np.divide(sums - mean * w, error, out=np.zeros(n), where=error > 0)
    return scores


def exact_p(x: NDArray[np.int64], sums: NDArray[np.int64], w: NDArray[np.int64]) -> NDArray[np.float64]:
    """Two-sided p of each sum among all sums of w of the counts, drawn without replacement.

    ways[j, s] counts in how many ways j counts add up to s. Equal counts are taken together: m of them give k in
    "m over k" ways. The sums of one size share one table.
    """
    largest = int(w.max())
    values, many = np.unique(x, return_counts=True)
    top = int(np.sort(x)[::-1][:largest].sum())
    ways = np.zeros((largest + 1, top + 1))
    ways[0, 0] = 1
    for value, count in zip(values.tolist(), many.tolist(), strict=True):
        before = ways.copy()
        for k in range(1, min(count, largest) + 1):
            if value * k > top:
                break
            ways[k:, value * k:] += comb(count, k) * before[: largest + 1 - k, : top + 1 - value * k]
    p = np.ones(len(x))
    for size in np.unique(w).tolist():
        here = w == size
        share = ways[size] / comb(len(x), size)
        at_most, at_least = np.cumsum(share), np.cumsum(share[::-1])[::-1]
        p[here] = np.minimum(1.0, 2 * np.minimum(at_most[sums[here]], at_least[sums[here]]))
    return p


def nearest(points: Mapping[str, tuple[float, float]], many: int = NEAREST) -> dict[str, list[str]]:
    """The nearest areas of each by great-circle distance; points are longitude and latitude in degrees.

    Distance along a chord has the same order as along the surface. Ties go to the lower code.
    """
    codes = sorted(points)
    if len(codes) <= many:
        return {code: [one for one in codes if one != code] for code in codes}
    lon, lat = np.radians(np.array([points[code] for code in codes])).T
    on_sphere = np.column_stack((np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)))
    tree = cKDTree(on_sphere)
    reach = tree.query(on_sphere, k=many + 1)[0][:, -1]
    found = {}
    for number, code in enumerate(codes):
        around = tree.query_ball_point(on_sphere[number], reach[number] * (1 + 1e-9))  # ties at the edge come too
        away = [(float(np.linalg.norm(on_sphere[one] - on_sphere[number])), codes[one])
                for one in around if one != number]
        found[code] = [one for _distance, one in sorted(away)[:many]]
    return found
