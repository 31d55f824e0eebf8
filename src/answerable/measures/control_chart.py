"""M6: the control chart of single values (XmR), which tells signals from the scatter that every series has.

Shewhart's chart with the constants 2.66 and 3.267, and the rules that NHS England's "Making data count" draws. A
series is judged only from twelve months without a gap. `mode` sequence takes the months as if there were no gap: it
shows the arithmetic of a series too short to judge, and is never drawn.
"""

from __future__ import annotations

import itertools
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from answerable.measures.months import Month, stretches

LEAST_MONTHS = 12
_TO_LIMIT = 2.66  # 3 / 1.128, the mean moving range of two values in standard deviations
_TO_SCREEN = 3.267  # upper limit of moving ranges, in mean ranges
_NEAR = 2 / 3
_RUN = 7  # points of a shift or a trend
_WINDOW, _NEEDED = 3, 2  # two of three beyond a near limit


class Mode(StrEnum):
    SEGMENT = "segment"
    SEQUENCE = "sequence"


class Kind(StrEnum):
    ABOVE_LIMIT = "above limit"
    BELOW_LIMIT = "below limit"
    TREND_UP = "trend up"
    TREND_DOWN = "trend down"
    TWO_OF_THREE_ABOVE = "2 of 3 above"
    TWO_OF_THREE_BELOW = "2 of 3 below"
    SHIFT_ABOVE = "shift above"
    SHIFT_BELOW = "shift below"
    COMMON_CAUSE = "common cause"


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A month on the chart."""

    mode: Mode
    month: Month
    y: float
    mean: float
    lower: float
    upper: float
    near_lower: float
    near_upper: float
    kind: Kind


def control_chart(series: Mapping[Month, float]) -> list[Point]:
    """The chart of each stretch of twelve months or more without a gap; none if there is no such stretch."""
    return [point for months in stretches(series) if len(months) >= LEAST_MONTHS
            for point in _charted(Mode.SEGMENT, months, series)]


def as_sequence(series: Mapping[Month, float]) -> list[Point]:
    """All months in order, as if none were missing. Never to be drawn."""
    return _charted(Mode.SEQUENCE, sorted(series), series)


def _charted(mode: Mode, months: Sequence[Month], series: Mapping[Month, float]) -> list[Point]:
    values = [series[month] for month in months]
    if not values:
        return []
    mean, reach = statistics.fmean(values), _TO_LIMIT * _usual_range(values)
    kinds = _kinds(values, mean, reach) if reach else [Kind.COMMON_CAUSE] * len(values)
    return [Point(mode=mode, month=month, y=y, mean=mean, lower=mean - reach, upper=mean + reach,
                  near_lower=mean - _NEAR * reach, near_upper=mean + _NEAR * reach, kind=kind)
            for month, y, kind in zip(months, values, kinds, strict=True)]


def _usual_range(values: Sequence[float]) -> float:
    """The mean moving range without those that are themselves out of the ordinary.

    With them where nothing else would be left: a series that stands still but for one leap has one signal, the leap.
    """
    ranges = [abs(after - before) for before, after in itertools.pairwise(values)]
    if not any(ranges):
        return 0.0
    screen = _TO_SCREEN * statistics.fmean(ranges)
    usual = [one for one in ranges if one < screen]
    return statistics.fmean(usual if any(usual) else ranges)


def _kinds(values: Sequence[float], mean: float, reach: float) -> list[Kind]:
    """What each point is: the first rule that applies to it."""
    rules = (_beyond(values, mean, reach), _trends(values), _near_limit(values, mean, reach), _shifts(values, mean))
    return [next((rule[place] for rule in rules if place in rule), Kind.COMMON_CAUSE) for place in range(len(values))]


def _beyond(values: Sequence[float], mean: float, reach: float) -> dict[int, Kind]:
    above = {place: Kind.ABOVE_LIMIT for place, y in enumerate(values) if y > mean + reach}
    return above | {place: Kind.BELOW_LIMIT for place, y in enumerate(values) if y < mean - reach}


def _trends(values: Sequence[float]) -> dict[int, Kind]:
    """Seven points that rise, or fall, without a pause. Where two runs share a point, the later one counts."""
    found: dict[int, Kind] = {}
    signs = [(after > before) - (after < before) for before, after in itertools.pairwise(values)]
    for start, end, sign in _runs(signs):
        if sign and end - start + 1 >= _RUN:
            found |= dict.fromkeys(range(start, end + 1), Kind.TREND_UP if sign > 0 else Kind.TREND_DOWN)
    return found


def _near_limit(values: Sequence[float], mean: float, reach: float) -> dict[int, Kind]:
    """Three in a row on one side, two of them beyond the near limit but not the far one, which has its own rule."""
    found: dict[int, Kind] = {}
    for sign, kind in ((1, Kind.TWO_OF_THREE_ABOVE), (-1, Kind.TWO_OF_THREE_BELOW)):
        away = [sign * (y - mean) for y in values]
        for start in range(len(values) - _WINDOW + 1):
            window = range(start, start + _WINDOW)
            beyond = [place for place in window if _NEAR * reach < away[place] <= reach]
            if all(away[place] > 0 for place in window) and len(beyond) >= _NEEDED:
                found |= dict.fromkeys(beyond, kind)
    return found


def _shifts(values: Sequence[float], mean: float) -> dict[int, Kind]:
    """Seven in a row on one side of the mean. A point on the mean breaks a run."""
    found: dict[int, Kind] = {}
    for start, end, sign in _runs([(y > mean) - (y < mean) for y in values]):
        if sign and end - start >= _RUN:
            found |= dict.fromkeys(range(start, end), Kind.SHIFT_ABOVE if sign > 0 else Kind.SHIFT_BELOW)
    return found


def _runs(signs: Sequence[int]) -> list[tuple[int, int, int]]:
    """Start, end (not included) and sign of each stretch of equal signs."""
    found, start = [], 0
    for place in range(1, len(signs) + 1):
        if place == len(signs) or signs[place] != signs[start]:
            found.append((start, place, signs[start]))
            start = place
    return found
