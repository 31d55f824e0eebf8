"""A counted clock as a page shows it: its working, and each day of the count in the grid of its months."""

from __future__ import annotations

from calendar import Calendar
from dataclasses import dataclass
from datetime import date
from typing import Any

from answerable.duties import Clock, day_number
from answerable.duties.dates import format_date, format_long_date
from answerable.records.contents import CountedClock
from answerable.register import words
from answerable.register.frame import safe_link

MARKS = {"disputed": "Disputed", "does_not_apply": "Does not apply"}
_LONGEST = 400  # days: beyond that a grid of every day helps nobody


@dataclass(frozen=True)
class Box:
    """A day in the grid: its number in the count, or why it is left out."""

    day: int
    number: int | None
    left_out: str
    last: bool


@dataclass(frozen=True)
class Month:
    title: str
    weeks: tuple[tuple[Box | None, ...], ...]


def clock_values(counted: CountedClock) -> dict[str, Any]:
    clock = words.recount(counted)
    return {
        "title": counted.title,
        "last_day": format_long_date(counted.due_on) if counted.due_on else "None is set",
        "in_words": counted.rule_in_words,
        "source": counted.source,
        "source_url": safe_link(counted.source_url),
        "checked": counted.checked,
        "standing": words.STANDINGS[counted.standing],
        "trigger": counted.trigger[:1].upper() + counted.trigger[1:],
        "trigger_day": format_long_date(counted.trigger_on) if counted.trigger_on else "not known",
        "working": [sentence for sentence in counted.working if sentence != counted.rule_in_words],
        "mark": MARKS.get(counted.mark or "", ""),
        "mark_reason": counted.mark_reason or "No reason was given.",
        "months": months_of(clock) if clock else (),
        "rule_page": f"deadlines/#{clock.rule.code}" if clock else "",
    }


def months_of(clock: Clock) -> tuple[Month, ...]:
    """The grid of a clock whose days are counted one by one; empty for months and for no period."""
    first, last = clock.trigger_on, clock.due_on
    if first is None or last is None or day_number(clock, last) is None or (last - first).days > _LONGEST:
        return ()
    reasons = {out.day: out.why for out in clock.left_out}
    months = []
    year, month = first.year, first.month
    while (year, month) <= (last.year, last.month):
        weeks = Calendar().monthdatescalendar(year, month)
        rows = (tuple(_box(clock, d, reasons, month) for d in week) for week in weeks)
        grid = tuple(row for row in rows if any(row))
        months.append(Month(format_date(date(year, month, 1)).removeprefix("1 "), grid))
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return tuple(months)


def _box(clock: Clock, day: date, reasons: dict[date, str], month: int) -> Box | None:
    if day.month != month or clock.day_one is None or clock.due_on is None:
        return None
    if not clock.day_one <= day <= clock.due_on:
        return None
    return Box(day.day, day_number(clock, day), reasons.get(day, ""), day == clock.due_on)
