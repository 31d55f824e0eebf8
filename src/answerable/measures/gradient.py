"""M11: how rates differ by deprivation.

Slope and relative index of inequality by population-weighted least squares over deciles, as the Office for Health
Improvement and Disparities defines them. Its limits come from 100,000 draws of a linear combination of normal values;
here they are in closed form. The index of deprivation holds a crime domain made from recorded crime, so part of the
slope is built in: say so wherever it is shown.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from answerable.measures.rates import PER, Z95, limits

LEAST_DECILES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class DecileRate:
    """The rate of all areas of a decile together; decile 1 is the most deprived."""

    imd_decile: int
    n: int
    population: int
    areas: int
    rate: float  # per 1,000 residents a year
    lower: float
    upper: float
    ridit: float  # middle of its residents' rank, 0 the least deprived, 1 the most
    group: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Gradient:
    """The line through the deciles' rates. A positive slope is more crime in deprived places."""

    group: str
    sii: float
    sii_lower: float
    sii_upper: float
    rate_least: float  # the line at the least deprived end
    rate_most: float
    deciles: int
    rii: float | None  # most to least; `None` when the line is not positive at an end
    rii_lower: float | None
    rii_upper: float | None


def decile_rates(group: str, areas: Iterable[tuple[int, int, int]], years: float) -> list[DecileRate]:
    """The rate of each decile, least deprived first. Each area is its decile, its residents and its events."""
    sums: dict[int, list[int]] = {}
    for decile, people, events in areas:
        one = sums.setdefault(decile, [0, 0, 0])
        one[0] += events
        one[1] += people
        one[2] += 1
    everybody, passed, found = sum(one[1] for one in sums.values()), 0, []
    for decile in sorted(sums, reverse=True):
        n, people, many = sums[decile]
        base = people * years / PER
        low, high = limits(n)
        found.append(DecileRate(imd_decile=decile, n=n, population=people, areas=many, rate=n / base, lower=low / base,
                                upper=high / base, ridit=(passed + people / 2) / everybody, group=group))
        passed += people
    return found


def gradient(deciles: list[DecileRate]) -> Gradient | None:
    """The slope over the deciles of one group; `None` for fewer than five."""
    if len(deciles) < LEAST_DECILES:
        return None
    weight = np.array([one.population for one in deciles], dtype=float)
    weight /= weight.sum()
    x = np.array([one.ridit for one in deciles])
    rate = np.array([one.rate for one in deciles])
    error = np.array([(one.upper - one.lower) / (2 * Z95) for one in deciles])
    middle = float((weight * x).sum())
    slope = weight * (x - middle) / (weight * (x - middle) ** 2).sum()  # what each rate adds to the slope
    least, most = weight - slope * middle, weight + slope * (1 - middle)
    sii, at_least, at_most = (float((part * rate).sum()) for part in (slope, least, most))
    reach = Z95 * math.sqrt(float((slope**2 * error**2).sum()))
    rii = lower = upper = None
    if at_least > 0 and at_most > 0:
        rii = at_most / at_least
        spread = math.exp(Z95 * math.sqrt(float(((most / at_most - least / at_least) ** 2 * error**2).sum())))
        lower, upper = rii / spread, rii * spread
    return Gradient(group=deciles[0].group, sii=sii, sii_lower=sii - reach, sii_upper=sii + reach, rate_least=at_least,
                    rate_most=at_most, deciles=len(deciles), rii=rii, rii_lower=lower, rii_upper=upper)
