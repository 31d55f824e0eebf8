"""M4: change between the same calendar months of two years, told apart from the scatter that months have anyway.

The exact test is that of two Poisson counts given their sum (Przyborowski and Wilenski, 1940). Recorded crime scatters
more than Poisson counts do, so the test that decides is widened by the dispersion between the months (Pearson's
chi-square over its degrees of freedom); the less sure of the two is heeded. Over a table, the expected share of false
alarms is held down by the procedure of Benjamini and Hochberg (1995).
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from scipy.stats import beta, binomtest, false_discovery_control, norm

from answerable.measures.counts import Count
from answerable.measures.months import Month

FEW = 10  # events: below it in both periods nothing is said
PERCENTAGE_FROM = 50  # events in the base; the Office for National Statistics gives no percentage below
SURE = 0.05
LEAST_FREEDOM = 2  # degrees of freedom below which no dispersion is estimated


class Statement(StrEnum):
    INCREASE = "increase"
    DECREASE = "decrease"
    NO_CLEAR_CHANGE = "no clear change"
    TOO_FEW = "too few to say"
    NOT_JUDGED = "not judged: suspect month"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A place's change in a group from base to new."""

    key: str
    group: str
    base_n: int
    new_n: int
    base_days: int
    new_days: int
    difference: int
    pct_change: float | None  # of the counts; only from a base of 50
    rate_ratio: float | None  # events a day, new to base
    rr_lower: float | None  # 95%, exact
    rr_upper: float | None  # `None` is without end
    p_exact: float
    dispersion: float  # 1 is what chance alone gives
    p_adjusted: float
    statement: Statement
    q_bh: float | None  # over the table


def latest_with_earlier(months: Iterable[Month]) -> list[tuple[list[Month], list[Month]]]:
    """The latest year with each earlier one, over all calendar months held in both: base months and new months."""
    by_year: dict[int, set[int]] = defaultdict(set)
    for month in months:
        by_year[month.year].add(month.number)
    if not by_year:
        return []
    latest = max(by_year)
    both = [(year, sorted(by_year[year] & by_year[latest])) for year in sorted(by_year) if year != latest]
    return [([Month(year, number) for number in numbers], [Month(latest, number) for number in numbers])
            for year, numbers in both if numbers]


def changes(counts: Iterable[Count], base: Sequence[Month], new: Sequence[Month],
            suspect: Collection[tuple[str, Month]] = frozenset()) -> list[Change]:
    """The change of each place and group. Months must pair; a place that lacks one of them is left out.

    suspect: places and months that the ledger doubts; such a change is calculated and not judged.
    Raises ValueError if the months do not pair.
    """
    if [month.number for month in base] != [month.number for month in new]:
        raise ValueError("The months of the two periods are not the same months of the year.")
    held: dict[tuple[str, str], dict[Month, int]] = defaultdict(dict)
    for count in counts:
        held[count.key, count.group][count.month] = count.n
    found = [_change(key, group, by_month, base, new,
                     doubted=any((key, month) in suspect for month in (*base, *new)))
             for (key, group), by_month in sorted(held.items())
             if all(month in by_month for month in (*base, *new))]
    if not found:
        return []
    adjusted = false_discovery_control([one.p_adjusted for one in found])
    return [replace(one, q_bh=float(q)) for one, q in zip(found, adjusted, strict=True)]


def _change(key: str, group: str, by_month: Mapping[Month, int], base: Sequence[Month], new: Sequence[Month], *,
            doubted: bool) -> Change:
    a, b = [by_month[month] for month in base], [by_month[month] for month in new]
    base_n, new_n = sum(a), sum(b)
    base_days, new_days = sum(month.days for month in base), sum(month.days for month in new)
    ratio = (new_n / new_days) / (base_n / base_days) if base_n else None
    lower, upper = ratio_limits(base_n, new_n, base_days, new_days)
    exact = _exact(base_n, new_n, base_days, new_days)
    spread = dispersion(a, b)
    adjusted = exact
    if base_n and new_n:
        error = math.sqrt(spread * (1 / base_n + 1 / new_n))
        adjusted = float(2 * norm.sf(abs(math.log(ratio or 1)) / error))
    return Change(
        key=key, group=group, base_n=base_n, new_n=new_n, base_days=base_days, new_days=new_days,
        difference=new_n - base_n, pct_change=100 * (new_n - base_n) / base_n if base_n >= PERCENTAGE_FROM else None,
        rate_ratio=ratio, rr_lower=lower, rr_upper=upper, p_exact=exact, dispersion=spread, p_adjusted=adjusted,
        statement=_statement(base_n, new_n, base_days, new_days, max(exact, adjusted), doubted=doubted), q_bh=None)


def ratio_limits(base_n: int, new_n: int, base_days: int, new_days: int) -> tuple[float | None, float | None]:
    """95% limits of the rate ratio, from those that Clopper and Pearson give for the share of events that are new."""
    if not base_n + new_n:
        return None, None
    days = base_days / new_days
    low = float(beta.ppf(0.025, new_n, base_n + 1)) if new_n else 0.0
    high = float(beta.ppf(0.975, new_n + 1, base_n)) if base_n else 1.0
    return low / (1 - low) * days, high / (1 - high) * days if high < 1 else None


def _exact(base_n: int, new_n: int, base_days: int, new_days: int) -> float:
    if not base_n + new_n:
        return 1.0
    return float(binomtest(new_n, base_n + new_n, new_days / (base_days + new_days)).pvalue)


def dispersion(base: Sequence[int], new: Sequence[int]) -> float:
    """Pearson's chi-square of the table of months by period over its degrees of freedom, at least 1.

    1 too when a total is nothing or there are fewer than three months with an event: that is no ground to estimate on.
    """
    pairs = [(a, b) for a, b in zip(base, new, strict=True) if a + b]
    freedom = len(pairs) - 1
    totals = sum(a for a, _b in pairs), sum(b for _a, b in pairs)
    if freedom < LEAST_FREEDOM or not all(totals):
        return 1.0
    whole = sum(totals)
    square = 0.0
    for pair in pairs:
        for seen, total in zip(pair, totals, strict=True):
            expected = sum(pair) * total / whole
            square += (seen - expected) ** 2 / expected
    return max(1.0, square / freedom)


def _statement(base_n: int, new_n: int, base_days: int, new_days: int, p: float, *, doubted: bool) -> Statement:
    if doubted:
        return Statement.NOT_JUDGED
    if base_n < FEW and new_n < FEW:
        return Statement.TOO_FEW
    if p >= SURE:
        return Statement.NO_CLEAR_CHANGE
    return Statement.INCREASE if new_n * base_days > base_n * new_days else Statement.DECREASE
