"""How deadlines are counted: each rule with its source, three rules worked side by side, and tables of last days.

The tables are the one place where a last day is worked out for any reader; the calculator looks up in them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from answerable.duties import Clock, LeftOut, Rule, Unit, rule, rules, start_clock
from answerable.duties.calendar import ANNOUNCED_TO_YEAR, is_announced
from answerable.duties.cases import SIDE_BY_SIDE, SIDE_BY_SIDE_ON
from answerable.duties.dates import format_date, format_long_date
from answerable.register import words
from answerable.register.frame import Frame, safe_link

File = tuple[str, bytes]
FIRST_YEAR = 2011
STATED = f"Bank holidays are counted as announced up to {ANNOUNCED_TO_YEAR}."


@dataclass(frozen=True)
class TableRow:
    """A day on which a period may start, and its last day."""

    on: date
    due_on: date
    left_out: str
    may_move: bool


def deadline_pages(frame: Frame) -> Iterator[File]:
    shared: dict[str, Any] = {"section": "deadlines", "stated": STATED}
    yield frame.page(
        "deadlines.html",
        "deadlines/",
        title="How deadlines are counted",
        rules=[_rule_values(r) for r in rules()],
        worked_on=SIDE_BY_SIDE_ON,
        worked=[_worked(rule(code)) for code in SIDE_BY_SIDE],
        **shared,
    )
    trail = (("Deadlines", "deadlines/"),)
    yield frame.page(
        "work-out.html",
        "deadlines/work-out/",
        title="Work out a last day",
        trail=trail,
        rules=[(r, list(years_of(r))) for r in counted_rules()],
        last_year=ANNOUNCED_TO_YEAR,
        **shared,
    )
    for counted in counted_rules():
        years = list(years_of(counted))
        for year in years:
            yield frame.page(
                "last-days.html",
                f"deadlines/{counted.code}/{year}/",
                title=f"{counted.title}: last days for {year}",
                trail=(*trail, ("Work out a last day", "deadlines/work-out/")),
                rule=_rule_values(counted),
                year=year,
                years=years,
                rows=table_of(counted, year),
                working_days=counted.length is not None and counted.length.unit is Unit.WORKING_DAY,
                **shared,
            )


def counted_rules() -> tuple[Rule, ...]:
    """The rules that give a last day from a day alone."""
    return tuple(r for r in rules() if r.length is not None)


def years_of(rule: Rule) -> range:
    """The years for which there is a table: from the rule's first day, to the last announced bank holidays."""
    first = rule.force.first_day
    last = rule.force.last_day
    start = max(FIRST_YEAR, first.year if first else FIRST_YEAR)
    return range(start, min(ANNOUNCED_TO_YEAR, last.year if last else ANNOUNCED_TO_YEAR) + 1)


@cache
def table_of(rule: Rule, year: int) -> tuple[TableRow, ...]:
    day, rows = date(year, 1, 1), []
    while day.year == year:
        if rule.force.includes(day):
            clock = start_clock(rule, day)
            if clock.due_on is not None:
                rows.append(TableRow(day, clock.due_on, _left_out(clock), _may_move(clock)))
        day += timedelta(days=1)
    return tuple(rows)


def _may_move(clock: Clock) -> bool:
    length = clock.rule.length
    return length is not None and length.unit is Unit.WORKING_DAY and not is_announced(clock.due_on or date.max)


def _left_out(clock: Clock) -> str:
    named: list[LeftOut] = [out for out in clock.left_out if out.why not in ("Saturday", "Sunday")]
    weekends = len(clock.left_out) - len(named)
    parts = []
    if weekends:
        parts.append("1 Saturday or Sunday" if weekends == 1 else f"{weekends} Saturdays and Sundays")
    parts += [f"{out.why} ({format_date(out.day)})" for out in named]
    return ", ".join(parts)


def _rule_values(rule: Rule) -> dict[str, Any]:
    return {
        "code": rule.code,
        "title": rule.title,
        "in_words": rule.in_words,
        "trigger": rule.trigger[:1].upper() + rule.trigger[1:],
        "length": str(rule.length) if rule.length else "No period is set",
        "counting": rule.length.counting if rule.length else rule.no_date,
        "extension": rule.extension,
        "source": rule.source.citation,
        "address": safe_link(rule.source.address),
        "read": rule.source.read,
        "checked": rule.source.checked,
        "standing": rule.standing.label if rule.standing != "set_locally" else words.STANDINGS["set_locally"],
        "force": str(rule.force),
        "notes": rule.notes,
        "counted": rule.length is not None,
        "newest_year": max(years_of(rule), default=ANNOUNCED_TO_YEAR),
    }


def _worked(rule: Rule) -> dict[str, Any]:
    clock = start_clock(rule, SIDE_BY_SIDE_ON)
    return {
        "title": rule.title,
        "code": rule.code,
        "trigger": rule.trigger[:1].upper() + rule.trigger[1:],
        "day_one": format_long_date(clock.day_one) if clock.day_one else "Does not apply",
        "due_on": format_long_date(clock.due_on) if clock.due_on else "None is set",
        "source": rule.source.citation,
    }
