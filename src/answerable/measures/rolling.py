"""M5: sums over consecutive months. A sum over a missing month is unknown, never small."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from answerable.measures.counts import Count
from answerable.measures.months import Month


@dataclass(frozen=True, slots=True)
class RollingSum:
    """The sum of `width` months that end with `month`; `None` unless all of them are there."""

    key: str
    group: str
    month: Month
    width: int
    months_present: int
    sum: int | None


def rolling(counts: Iterable[Count], width: int) -> list[RollingSum]:
    """The sum up to each month that is held, of each place and group."""
    held: dict[tuple[str, str], dict[Month, int]] = defaultdict(dict)
    for count in counts:
        held[count.key, count.group][count.month] = count.n
    found = []
    for (key, group), by_month in sorted(held.items()):
        for month in sorted(by_month):
            there = [by_month[before] for step in range(width) if (before := month + -step) in by_month]
            found.append(RollingSum(key, group, month, width, len(there), sum(there) if len(there) == width else None))
    return found
