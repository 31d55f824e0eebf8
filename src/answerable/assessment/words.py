"""Numbers and months as people read them. Halves are rounded away from zero, on the decimal digits that are seen."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from answerable.measures.months import Month

_ONE_DECIMAL_BELOW = 100


def rounded(value: float, decimals: int) -> str:
    """1,234.5 for 1234.46 with one decimal."""
    return f"{Decimal(repr(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP):,}"


def rate(value: float) -> str:
    """A rate per 1,000: one decimal below 100, whole from there; two decimals where one would leave nothing."""
    return rounded(value, 0 if value >= _ONE_DECIMAL_BELOW else 1 if value >= 1 or value == 0 else 2)


def ratio(value: float | None) -> str:
    return "without end" if value is None else rounded(value, 2)


def percent(share: float) -> str:
    """A share of 1 as whole percent."""
    return f"{rounded(100 * share, 0)}%"


def change_in_percent(value: float) -> str:
    """+8% or -12%, with a real minus sign."""
    whole = rounded(abs(value), 0)
    return f"{'+' if value >= 0 else '−'}{whole}%" if whole != "0" else "0%"


def listed(words: Sequence[str]) -> str:
    """one, two and three"""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def months_of_year(months: Sequence[Month]) -> str:
    """October to December, or January, March and May: months that follow one another are drawn together."""
    names = [month.in_words.split()[0] for month in months]
    follows = all(after.number == before.number + 1 for before, after in pairwise(months))
    return f"{names[0]} to {names[-1]}" if follows and len(names) > 1 else listed(names)


def both_periods(base: Sequence[Month], new: Sequence[Month]) -> str:
    """October to December, 2018 to 2025."""
    return f"{months_of_year(base)}, {base[0].year} to {new[0].year}"


def stretch(months: Sequence[Month]) -> str:
    """January to April 2024, or October 2018 to February 2019."""
    first, last = months[0], months[-1]
    if first == last:
        return first.in_words
    if first.year == last.year:
        return f"{first.in_words.split()[0]} to {last.in_words}"
    return f"{first.in_words} to {last.in_words}"
