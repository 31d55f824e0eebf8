"""Days as people write them in Britain, and the day it is in London.

Nothing here reads a clock or asks the machine for its language or time zone: the moment is passed in and the
names of days and months are our own, so the same value gives the same words everywhere.
"""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_LONDON = ZoneInfo("Europe/London")


def format_date(day: date) -> str:
    """For tables and records: "14 January 2025"."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def format_long_date(day: date) -> str:
    """Where a person acts: "Tuesday 14 January 2025"."""
    return f"{weekday_name(day)} {format_date(day)}"


def weekday_name(day: date) -> str:
    return _WEEKDAYS[day.weekday()]


def london_day(moment: datetime) -> date:
    """The day that a moment falls on in London: 23:30 UTC in summer is already the next day there."""
    if moment.tzinfo is None:
        raise ValueError("a moment without a time zone falls on no particular day")
    return moment.astimezone(_LONDON).date()
