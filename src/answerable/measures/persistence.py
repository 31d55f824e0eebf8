"""M10: areas that are high month after month. It leads where a single month, or a neighbourhood, would mislead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

LEAST_HIGH = 3  # events: fewer in a month is never high
_PERCENT = 90  # nearest-rank percentile of all areas in the month


class Kind(StrEnum):
    PERSISTENT = "persistent"
    RECURRENT = "recurrent"
    OCCASIONAL = "occasional"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Persistence:
    """In how many of the months an area was among the highest."""

    area_code: str
    group: str
    months: int
    months_high: int
    share: float
    kind: Kind


def persistence(group: str, counts: Mapping[str, Sequence[int | None]]) -> list[Persistence]:
    """The persistence of each area; counts month by month, the same months for all, `None` where a month is absent."""
    codes = sorted(counts)
    if not codes or not counts[codes[0]]:
        return []
    table = np.array([[np.nan if one is None else one for one in counts[code]] for code in codes])
    held = ~np.isnan(table)
    high = np.zeros(table.shape, dtype=bool)
    for month in range(table.shape[1]):
        there = np.sort(table[held[:, month], month])
        if len(there):
            edge = there[-(-_PERCENT * len(there) // 100) - 1]
            high[:, month] = held[:, month] & (table[:, month] >= max(LEAST_HIGH, edge))
    return [_row(code, group, int(months), int(many)) for code, months, many
            in zip(codes, held.sum(axis=1), high.sum(axis=1), strict=True)]


def _row(code: str, group: str, months: int, high: int) -> Persistence:
    share = high / months if months else 0.0
    kind = (Kind.PERSISTENT if 4 * high >= 3 * months and months else Kind.RECURRENT if 2 * high >= months and months
            else Kind.OCCASIONAL if high else Kind.NEVER)
    return Persistence(code, group, months, high, share, kind)
