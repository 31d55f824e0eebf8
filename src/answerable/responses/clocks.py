"""The clocks of one response: each rule of its regimes, counted from the day that starts it. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from answerable.duties import Clock, DutyError, Form, NotInForce, Regime, Rule, regime, rule, start_clock
from answerable.records.contents import CountedClock
from answerable.responses.slots import ClockMark, ClockNote, DatesContent

SOON = 7  # days before a last day in which it stands first


@dataclass(frozen=True)
class DueClock:
    """A clock of a response, with what the office says of it."""

    clock: Clock
    regime: Regime
    is_answer: bool  # it gives the last day for the answer itself
    note: ClockNote | None = None

    @property
    def applies(self) -> bool:
        return self.note is None or self.note.mark != ClockMark.DOES_NOT_APPLY

    @property
    def due_on(self) -> date | None:
        return self.clock.due_on if self.applies else None


def due_clocks(regimes: Iterable[str], published_on: date | None, dates: DatesContent) -> tuple[DueClock, ...]:
    """Every clock, that of the answer itself first. Rules that were not in force on the day are left out."""
    found = []
    for one in (regime(code) for code in regimes):
        for place, code in enumerate(one.rules):
            clock = _clock(rule(code), published_on, dates.received_on)
            if clock is not None:
                is_answer = place == 0 and one.form != Form.PAGE
                found.append(DueClock(clock, one, is_answer, dates.notes.get(clock.rule.code)))
    return tuple(sorted(found, key=lambda due: not due.is_answer))


def _clock(counted: Rule, published_on: date | None, received_on: date | None) -> Clock | None:
    trigger_on = published_on if counted.starts_on_publication else received_on
    try:
        return start_clock(counted, trigger_on)
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
    """The clock as the record keeps it, with its working."""
    counted, clock = due.clock.rule, due.clock
    disputed = (f"The office disputes this: {due.note.reason}",) if due.note else ()
    return CountedClock(
        rule=counted.code, title=counted.title, rule_in_words=counted.in_words, source=counted.source.citation,
        source_url=counted.source.address, standing=counted.standing.value, checked=counted.source.checked,
        trigger=counted.trigger, trigger_on=clock.trigger_on, due_on=clock.due_on,
        working=(*clock.working, *disputed),
    )


def clock_status(due: DueClock, today: date, responded_on: date | None) -> tuple[str, str]:
    """Words and colour of the clock's tag."""
    if due.note is not None:
        return ("Does not apply", "grey") if due.note.mark == ClockMark.DOES_NOT_APPLY else ("Disputed", "purple")
    if due.clock.rule.length is None:
        return "No date in law", "grey"
    if due.clock.due_on is None:
        return "No start date", "grey"
    if responded_on is not None and due.is_answer:
        return ("In time", "green") if responded_on <= due.clock.due_on else ("After the last day", "grey")
    left = (due.clock.due_on - today).days
    if left < 0:
        return "Last day passed", "red"
    return ("7 days or fewer", "orange") if left < SOON else ("Running", "blue")
