"""M3: rates per 1,000 residents a year, with the limits within which the true rate is likely to lie.

Limits of a count follow the technical guidance of the Office for Health Improvement and Disparities (public health
data): exact from the chi-square distribution below 10 events, Byar's approximation from 10.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from scipy.stats import chi2

from answerable.measures.counts import Count
from answerable.measures.months import Month

PER = 1000  # residents
Z95 = 1.959963984540054  # normal quantile of 97.5%
EXACT_BELOW = 10  # events
MONTHS_IN_A_YEAR = 12


class Flag(StrEnum):
    HIGHER = "higher"
    LOWER = "lower"
    SIMILAR = "similar"
    MONTH_ABSENT = "month absent"
    NO_DENOMINATOR = "no denominator"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """A place's rate in a group over some months: `None`, with its limits, when a month or residents are missing."""

    key: str
    group: str
    n: int
    months: int  # in which the place has figures
    population: int | None
    years: float
    rate: float | None  # per 1,000 residents a year
    lower: float | None  # 95%
    upper: float | None
    comparator: float | None  # rate of all places of the table that have a rate
    flag: Flag


def limits(n: int) -> tuple[float, float]:
    """The 95% limits of a count of events."""
    if n < EXACT_BELOW:
        return (float(chi2.ppf(0.025, 2 * n) / 2) if n else 0.0, float(chi2.ppf(0.975, 2 * n + 2) / 2))
    more = n + 1
    return (n * (1 - 1 / (9 * n) - Z95 / (3 * math.sqrt(n))) ** 3,
            more * (1 - 1 / (9 * more) + Z95 / (3 * math.sqrt(more))) ** 3)


def rates(counts: Iterable[Count], months: Collection[Month], population: Mapping[str, int | None]) -> list[Rate]:
    """The rate of each place and group over the months, compared with all places together.

    population: residents by place. A place that is missing there, or has `None`, has no rate: nobody counted them, or
    they are no base, because most who are there do not live there.
    """
    held: dict[tuple[str, str], dict[Month, int]] = defaultdict(dict)
    for count in counts:
        if count.month in months:
            held[count.key, count.group][count.month] = count.n
    years = len(months) / MONTHS_IN_A_YEAR
    events: dict[str, int] = defaultdict(int)
    people: dict[str, int] = defaultdict(int)
    for (key, group), by_month in held.items():
        residents = population.get(key)
        if residents and len(by_month) == len(months):
            events[group] += sum(by_month.values())
            people[group] += residents
    overall = {group: PER * events[group] / (people[group] * years) for group in events}
    return [_rate(key, group, by_month, len(months), population.get(key), overall.get(group))
            for (key, group), by_month in sorted(held.items())]


def _rate(key: str, group: str, by_month: Mapping[Month, int], wanted: int, population: int | None,
          comparator: float | None) -> Rate:
    n, years = sum(by_month.values()), wanted / MONTHS_IN_A_YEAR
    if len(by_month) < wanted or not population or comparator is None:
        flag = Flag.MONTH_ABSENT if len(by_month) < wanted else Flag.NO_DENOMINATOR
        return Rate(key=key, group=group, n=n, months=len(by_month), population=population or None, years=years,
                    rate=None, lower=None, upper=None, comparator=comparator, flag=flag)
    base = population * years / PER
    lower, upper = (limit / base for limit in limits(n))
    flag = Flag.HIGHER if lower > comparator else Flag.LOWER if upper < comparator else Flag.SIMILAR
    return Rate(key=key, group=group, n=n, months=len(by_month), population=population, years=years, rate=n / base,
                lower=lower, upper=upper, comparator=comparator, flag=flag)
