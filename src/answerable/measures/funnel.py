"""M7: the funnel, which shows whether a place's rate is further from the overall rate than its size explains.

Limits are interpolated Poisson quantiles. Places differ by more than chance for reasons that nobody measured, so z is
divided by the root of the over-dispersion, estimated after drawing in the outermost tenths (Spiegelhalter, 2005).
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from scipy.stats import poisson

from answerable.measures.rates import PER, Z95, Rate

LEAST_UNITS = 10
Z998 = 3.090232306167813  # normal quantile of 99.9%
_TENTHS = (10, 90)  # percentiles to which z is drawn in


class Place(StrEnum):
    FAR_ABOVE = "far above"
    ABOVE = "above"
    WITHIN = "within"
    BELOW = "below"
    FAR_BELOW = "far below"
    TOO_FEW_UNITS = "not judged: fewer than 10 units"


@dataclass(frozen=True, slots=True, kw_only=True)
class FunnelRow:
    """A place in the funnel. Limits are rates per 1,000 residents a year around the overall rate."""

    rate: Rate
    expected: float  # events, at the overall rate
    lower95: float
    upper95: float
    lower998: float
    upper998: float
    z: float
    phi: float | None  # over-dispersion; above about 10 the places differ by nature
    z_adjusted: float | None
    funnel: Place


def funnel(rates: Iterable[Rate]) -> list[FunnelRow]:
    """The funnel of the places that have a rate, group by group. Fewer than ten places are not judged."""
    by_group: dict[str, list[Rate]] = {}
    for one in rates:
        if one.rate is not None and one.comparator:
            by_group.setdefault(one.group, []).append(one)
    return [row for group in sorted(by_group) for row in _group(by_group[group])]


def _group(rates: list[Rate]) -> list[FunnelRow]:
    expected = [(one.comparator or 0) * _base(one) for one in rates]
    z = [2 * (math.sqrt(one.n) - math.sqrt(mean)) for one, mean in zip(rates, expected, strict=True)]
    phi = over_dispersion(z) if len(rates) >= LEAST_UNITS else None
    return [_row(*each, phi) for each in zip(rates, expected, z, strict=True)]


def over_dispersion(z: list[float]) -> float:
    """The mean square of z, drawn in to its tenth and ninetieth percentile."""
    low, high = np.percentile(z, _TENTHS)
    return float(np.mean(np.clip(z, low, high) ** 2))


def _row(rate: Rate, expected: float, z: float, phi: float | None) -> FunnelRow:
    adjusted = None if phi is None else z / math.sqrt(max(1.0, phi))
    lower95, upper95, lower998, upper998 = (
        _quantile(share, expected) / _base(rate) for share in (0.025, 0.975, 0.001, 0.999))
    return FunnelRow(rate=rate, expected=expected, lower95=lower95, upper95=upper95, lower998=lower998,
                     upper998=upper998, z=z, phi=phi, z_adjusted=adjusted, funnel=_place(adjusted))


def _base(rate: Rate) -> float:
    return (rate.population or 0) * rate.years / PER


def _quantile(share: float, mean: float) -> float:
    at = float(poisson.ppf(share, mean))
    reached, before = float(poisson.cdf(at, mean)), float(poisson.cdf(at - 1, mean))
    return max(0.0, at - (reached - share) / (reached - before))


def _place(z: float | None) -> Place:
    if z is None:
        return Place.TOO_FEW_UNITS
    if abs(z) <= Z95:
        return Place.WITHIN
    far = abs(z) > Z998
    if z > 0:
        return Place.FAR_ABOVE if far else Place.ABOVE
    return Place.FAR_BELOW if far else Place.BELOW
