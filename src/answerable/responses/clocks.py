"""The clocks of one response: each rule of its regimes, counted from the day that starts it, and the days that an
inspectorate asks for. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from answerable.duties import (
    AddedHoliday,
    Clock,
    DutyError,
    Form,
    NotInForce,
    Regime,
    Rule,
    asked_for,
    practice,
    regime,
    rule,
    start_clock,
)
from answerable.duties.words import format_date, format_long_date
from answerable.inspections.queries import ConfirmedFinding
from answerable.records.contents import CountedClock
from answerable.responses.slots import ClockMark, ClockNote, DatesContent, finding_slot

SOON = 7  # days before a last day in which it stands first


@dataclass(frozen=True)
class DueClock:
    """A clock of a response, with what the office says of it."""

    clock: Clock
    regime: Regime | None  # None: an inspectorate asks for it, and no law
    is_answer: bool  # it gives the last day for the answer itself
    note: ClockNote | None = None
    code: str = ""  # under which the office's word about it is kept
    title: str = ""

    @property
    def applies(self) -> bool:
        return self.note is None or self.note.mark != ClockMark.DOES_NOT_APPLY

    @property
    def is_asked(self) -> bool:
        return self.regime is None

    @property
    def due_on(self) -> date | None:
        return self.clock.due_on if self.applies else None

    @property
    def moved(self) -> str:
        """That a bank holiday announced later moved the last day, and from when; empty when none did."""
        clock = self.clock
        if not clock.calendar.added or clock.due_on is None:
            return ""
        listed = start_clock(clock.rule, clock.trigger_on).due_on
        if listed is None or listed == clock.due_on:
            return ""
        passed_over = {out.day for out in clock.left_out}
        told = "; ".join(
            f"bank holiday “{one.name}”, {format_date(one.day)}, was announced on {format_date(one.announced_on)}"
            for one in clock.calendar.added if one.day in passed_over)
        return f"The last day moved from {format_long_date(listed)} to {format_long_date(clock.due_on)}: {told}."


def due_clocks(
    regimes: Iterable[str], published_on: date | None, dates: DatesContent, holidays: Iterable[AddedHoliday] = ()
) -> tuple[DueClock, ...]:
    """Every clock of the law, that of the answer itself first. Rules that were not in force on the day are left out."""
    found, holidays = [], tuple(holidays)
    for one in (regime(code) for code in regimes):
        for place, code in enumerate(one.rules):
            clock = _clock(rule(code), published_on, dates.received_on, holidays)
            if clock is not None:
                counted = clock.rule
                is_answer = place == 0 and one.form != Form.PAGE
                note = dates.notes.get(counted.code)
                found.append(DueClock(clock, one, is_answer, note, counted.code, counted.title))
    return tuple(sorted(found, key=lambda due: (not due.applies, not due.is_answer, due.due_on or date.max)))


def asked_clocks(
    reply_asked_on: date | None, findings: Iterable[ConfirmedFinding], notes: Mapping[str, ClockNote]
) -> tuple[DueClock, ...]:
    """The days that an inspectorate asks for, in its letter and inside findings; the nearest first."""
    asked = [(practice.ASKED.code, reply_asked_on, "Reply asked for by the inspectorate", "A reply is asked for")]
    asked += [(finding_slot(f.number), f.date_on, f"Asked for by the inspectorate, finding {f.number}",
               f"Finding {f.number} asks for something (“{f.date_words or f.words[:100]}”)") for f in findings]
    found = [DueClock(asked_for(practice.ASKED, day, what), None, False, notes.get(code), code, title)
             for code, day, title, what in asked if day is not None]
    return tuple(sorted(found, key=lambda due: (not due.applies, due.clock.due_on or date.max)))


def _clock(
    counted: Rule, published_on: date | None, received_on: date | None, holidays: tuple[AddedHoliday, ...]
) -> Clock | None:
    trigger_on = published_on if counted.starts_on_publication else received_on
    try:
        return start_clock(counted, trigger_on, holidays)
    except NotInForce:
        return start_clock(rule(counted.before), trigger_on) if counted.before else None
    except DutyError:
        return start_clock(counted, None)


def needs_received_on(regimes: Iterable[str]) -> bool:
    """Whether the answer's own clock counts from another day than publication."""
    return any(not rule(regime(code).rules[0]).starts_on_publication for code in regimes)


def nearest_answer(clocks: Iterable[DueClock]) -> DueClock | None:
    """The clock that gives the last day for publishing the answer: the nearest, or one without a date."""
    own = [due for due in clocks if due.is_answer and due.applies]
    return min(own, key=lambda due: (due.due_on is None, due.due_on or date.max), default=None)


def counted_clock(due: DueClock) -> CountedClock:
    """The clock as the record keeps it, with its working and what the office says of it."""
    counted, clock, note = due.clock.rule, due.clock, due.note
    return CountedClock(
        rule=counted.code, title=due.title, rule_in_words=counted.in_words, source=counted.source.citation,
        source_url=counted.source.address, standing=counted.standing.value, checked=counted.source.checked,
        trigger=counted.trigger, trigger_on=clock.trigger_on, due_on=clock.due_on, working=clock.working,
        mark=note.mark.value if note else None, mark_reason=note.reason if note else "",
    )


def clock_status(due: DueClock, today: date, done_on: date | None) -> tuple[str, str]:
    """Words and colour of the clock's tag. `done_on`: when what it asks for was done."""
    if due.note is not None:
        return ("Does not apply", "grey") if due.note.mark == ClockMark.DOES_NOT_APPLY else ("Disputed", "purple")
    due_on = due.clock.due_on
    if due_on is None:
        return ("No date in law" if due.clock.rule.length is None else "No start date"), "grey"
    if done_on is not None:
        return ("In time", "green") if done_on <= due_on else ("After the last day", "grey")
    left = (due_on - today).days
    if left < 0:
        return ("Day passed", "grey") if due.is_asked else ("Last day passed", "red")
    return ("7 days or fewer", "orange") if left < SOON else ("Running", "blue")
