"""A calendar month, as data.police.uk dates crime."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

_WRITTEN = re.compile(r"(?!0000)([0-9]{4})-(0[1-9]|1[0-2])")


@dataclass(frozen=True, order=True, slots=True)
class Month:
    """A month of a year. Months are in order, and counted on with `+`."""

    year: int
    number: int  # 1 to 12

    @classmethod
    def read(cls, words: str) -> Month:
        """`2025-07` as a month. Raises ValueError, with a sentence, for anything else."""
        written = _WRITTEN.fullmatch(words)
        if not written:
            raise ValueError(f"“{words[:20]}” is not a month. Write the year and the month, like 2025-07.")
        return cls(int(written[1]), int(written[2]))

    def __str__(self) -> str:
        return f"{self.year:04}-{self.number:02}"

    def __add__(self, months: int) -> Month:
        years, number = divmod(self.number - 1 + months, 12)
        return Month(self.year + years, number + 1)

    @property
    def days(self) -> int:
        """How many days it has: leap years count."""
        return calendar.monthrange(self.year, self.number)[1]

    @property
    def first_day(self) -> date:
        return date(self.year, self.number, 1)

    @property
    def in_words(self) -> str:
        """July 2025."""
        return f"{calendar.month_name[self.number]} {self.year}"


def stretches(months: Iterable[Month]) -> list[list[Month]]:
    """The months in order, parted wherever one is missing."""
    parts: list[list[Month]] = []
    for month in sorted(set(months)):
        if parts and parts[-1][-1] + 1 == month:
            parts[-1].append(month)
        else:
            parts.append([month])
    return parts


def all_between(first: Month, last: Month) -> Sequence[Month]:
    """Every month from the first to the last, both included."""
    count = (last.year - first.year) * 12 + last.number - first.number + 1
    return [first + number for number in range(max(0, count))]
