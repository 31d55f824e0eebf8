"""Working days in England and Wales, with the reason for each day that is none.

A working day is any day other than a Saturday, a Sunday, Christmas Day, Good Friday or a day which is a bank
holiday in England and Wales under the Banking and Financial Dealings Act 1971: the definition of the Children
Act 2004 (Joint Area Reviews) Regulations 2015 (SI 2015/1792), regulation 4(7).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

import holidays
from holidays.version import __version__ as list_version

from answerable.duties.dates import weekday_name

SOURCE = f"the list for England in the software library holidays, version {list_version}"

# Bank holidays can be moved or added by proclamation. Later years in the list are computed, not announced.
# Raise this when GOV.UK announces a further year; a later last day then loses its warning.
ANNOUNCED_TO_YEAR = 2027

_SATURDAY = 5


@cache
def why_left_out(day: date) -> str | None:
    """"Saturday", "Sunday" or the holiday's name; `None` for a working day."""
    if day.weekday() >= _SATURDAY:
        return weekday_name(day)
    return _holidays_of(day.year).get(day)


def is_working_day(day: date) -> bool:
    return why_left_out(day) is None


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
