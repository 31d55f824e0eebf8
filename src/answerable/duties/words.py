"""The sentences in which a clock speaks to people who act ("Day 41 of 56") and to readers of the register.

The day is always passed in. The public register never calls `day_sentence`: no page of it knows today.
"""

from __future__ import annotations

from datetime import date

from answerable.duties.clock import Clock, day_number
from answerable.duties.dates import format_date, format_long_date, london_day
from answerable.duties.law import Unit

__all__ = ["day_sentence", "days", "format_date", "format_long_date", "london_day", "responded_sentence"]


def day_sentence(clock: Clock, today: date) -> str:
    """Where a clock stands today, for the workspace and for messages."""
    if clock.due_on is None:
        return _without_last_day(clock)
    if today > clock.due_on:
        ago = days((today - clock.due_on).days)
        return f"The last day was {format_long_date(clock.due_on)}, {ago} ago."
    if today == clock.due_on:
        return f"Today is the last day{_in_brackets(_numbered(clock, today))}."
    act = f"{clock.rule.verb} by {format_long_date(clock.due_on)}."
    return f"{_progress(clock, today)} {act}".lstrip()


def responded_sentence(clock: Clock, responded_on: date | None) -> str:
    """When the answer came, against its last day, in words that hold on any day they are read."""
    if responded_on is None:
        return "Date of response not known. It is not counted as in time."
    done = f"{clock.rule.done} {format_long_date(responded_on)}"
    if clock.due_on is None:
        return f"{done}. {_without_last_day(clock)}"
    number = _numbered(clock, responded_on)
    earlier = (responded_on - clock.due_on).days
    comma = f", {number}" if number else ""
    by = f", {days(earlier)} earlier" if earlier > 0 else ""
    return f"{done}{comma}. The last day was {format_long_date(clock.due_on)}{by}."


def _without_last_day(clock: Clock) -> str:
    if clock.rule.length is None:
        return clock.rule.no_date
    return f"The last day is not known: {clock.rule.trigger} is not known."


def _progress(clock: Clock, today: date) -> str:
    """"Day 41 of 56.", or what takes its place on a day that has no number; nothing for months."""
    if clock.day_one is None or day_number(clock, today) is None:
        return ""
    if today < clock.day_one:
        return f"Day 1 is {format_long_date(clock.day_one)}."
    numbered = _numbered(clock, today)
    return f"{numbered[0].upper()}{numbered[1:]}."


def _numbered(clock: Clock, day: date) -> str:
    """"day 51 of 56", "day 59" beyond the last day, "working day 12 of 70", "after working day 12 of 70"."""
    number, length = day_number(clock, day), clock.rule.length
    if number is None or length is None:
        return ""
    if number == 0:
        return "before day 1"
    is_within = clock.due_on is not None and day <= clock.due_on
    counted = f"{number} of {length.number}" if is_within else f"{number:,}"
    if length.unit is Unit.CALENDAR_DAY:
        return f"day {counted}"
    return f"working day {counted}" if clock.calendar.is_working_day(day) else f"after working day {counted}"


def _in_brackets(words: str) -> str:
    return f" ({words})" if words else ""


def days(number: int) -> str:
    """"1 day", "1,246 days"."""
    return f"{number:,} day{'' if number == 1 else 's'}"
