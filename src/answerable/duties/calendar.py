"""Working days in England and Wales, with the reason for each day that is none.

A working day is any day other than a Saturday, a Sunday, Christmas Day, Good Friday or a day which is a bank
holiday in England and Wales under the Banking and Financial Dealings Act 1971: the definition of the Children
Act 2004 (Joint Area Reviews) Regulations 2015 (SI 2015/1792), regulation 4(7).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

import holidays
from holidays.version import __version__ as list_version

from answerable.duties.dates import format_date, weekday_name

SOURCE = f"the list for England in the software library holidays, version {list_version}"

# Bank holidays can be moved or added by proclamation. Later years in the list are computed, not announced.
# Raise this when GOV.UK announces a further year; a later last day then loses its warning.
ANNOUNCED_TO_YEAR = 2027

_SATURDAY = 5


@dataclass(frozen=True, order=True)
class AddedHoliday:
    """A bank holiday that the list does not hold, with the day on which it was announced and where."""

    announced_on: date
    day: date
    name: str
    source: str  # "Proclamation of 7 November 2022"

    def __str__(self) -> str:
        return f"{self.name}, {format_date(self.day)}, announced on {format_date(self.announced_on)} ({self.source})"


@dataclass(frozen=True)
class Calendar:
    """The list, with what an office added to it."""

    added: tuple[AddedHoliday, ...] = ()

    def why_left_out(self, day: date) -> str | None:
        """"Saturday", "Sunday" or the holiday's name; `None` for a working day."""
        if day.weekday() >= _SATURDAY:
            return weekday_name(day)
        listed = _holidays_of(day.year).get(day)
        return listed or next((holiday.name for holiday in self.added if holiday.day == day), None)

    def is_working_day(self, day: date) -> bool:
        return self.why_left_out(day) is None

    @property
    def source(self) -> str:
        """Where the bank holidays are from, for the working: the list's version, and each that was added."""
        if not self.added:
            return SOURCE
        return f"{SOURCE}, and from what the office added: {'; '.join(str(holiday) for holiday in self.added)}"


LISTED = Calendar()


def is_announced(day: date) -> bool:
    """Whether the bank holidays of the day's year have been announced."""
    return day.year <= ANNOUNCED_TO_YEAR


def days_from(first: date, to: date) -> Iterator[date]:
    """Every day from the first to the last, both included; none if the last comes before the first."""
    return (first + timedelta(days=n) for n in range((to - first).days + 1))


@cache
def _holidays_of(year: int) -> dict[date, str]:
    listed = holidays.country_holidays("GB", subdiv="ENG", years=year, language="en_GB")
    return {day: str(name).replace("(observed)", "(substitute day)") for day, name in listed.items()}
