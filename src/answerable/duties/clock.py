"""A clock: a rule applied to the day that starts it, with its last day and how that was counted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from answerable.duties.calendar import ANNOUNCED_TO_YEAR, LISTED, AddedHoliday, Calendar, days_from, is_announced
from answerable.duties.dates import format_date, format_long_date
from answerable.duties.law import DutyError, Length, NotInForce, Rule, Unit

LAST_START = date(2099, 12, 31)  # beyond it every holiday is a guess and a typing mistake is likelier


@dataclass(frozen=True)
class LeftOut:
    """A day that a count of working days passes over."""

    day: date
    why: str  # "Saturday", "Sunday" or the holiday's name


@dataclass(frozen=True)
class Clock:
    rule: Rule
    trigger_on: date | None  # None: not known
    day_one: date | None
    due_on: date | None  # last day, included; None: no date is set, or the trigger day is not known
    left_out: tuple[LeftOut, ...]  # between the trigger day and the last day, in order
    working: tuple[str, ...]  # sentences: the rule and its source, day 1, days left out, last day
    calendar: Calendar = LISTED  # by which working days were counted


def start_clock(rule: Rule, trigger_on: date | None, added: Iterable[AddedHoliday] = ()) -> Clock:
    """Count. `added`: bank holidays beside those of the list; one announced when the period was over moves nothing.

    Raises `NotInForce` for a day on which the rule did not apply.
    """
    if trigger_on is not None:
        _check_in_force(rule, trigger_on)
    if trigger_on is None or rule.length is None:
        return Clock(rule, trigger_on, None, None, (), (*_about(rule), *_uncounted(rule, trigger_on)))
    calendar = _calendar(rule.length, trigger_on, added)
    day_one = _first_day(rule.length, trigger_on, calendar)
    due_on = _last_day(rule.length, trigger_on, calendar)
    left_out = _left_out(rule.length, trigger_on, due_on, calendar)
    clock = Clock(rule, trigger_on, day_one, due_on, left_out, (), calendar)
    return replace(clock, working=(*_about(rule), *_counted(clock, rule.length, trigger_on, day_one, due_on)))


def asked_for(rule: Rule, day: date | None, what: str) -> Clock:
    """A day that somebody names instead of a period: nothing is counted. `what`: what is asked for by it."""
    if day is None:
        return Clock(rule, None, None, None, (), (*_about(rule), rule.no_date))
    sentence = f"{what} by {format_long_date(day)}. No law sets this day, so nothing is counted."
    return Clock(rule, None, None, day, (), (rule.in_words, sentence, rule.extension))


def day_number(clock: Clock, day: date) -> int | None:
    """Which day of the count this is, beyond the last day too. On a day left out, that of the day before it.

    0 before day 1. `None` where days are not counted: a period of months, or no period.
    """
    length = clock.rule.length
    if clock.day_one is None or length is None or length.unit is Unit.MONTH:
        return None
    if day < clock.day_one:
        return 0
    if length.unit is Unit.CALENDAR_DAY:
        return (day - clock.day_one).days + 1
    return sum(clock.calendar.is_working_day(counted) for counted in days_from(clock.day_one, day))


def date_of_day(clock: Clock, number: int) -> date | None:
    """The date of a numbered day, for instance day 28, to set a date of our own by. `None` as above."""
    length = clock.rule.length
    if clock.day_one is None or length is None or length.unit is Unit.MONTH:
        return None
    if length.unit is Unit.CALENDAR_DAY:
        return clock.day_one + timedelta(days=number - 1)
    return _add_working_days(clock.day_one, number - 1, clock.calendar)


def was_in_time(clock: Clock, responded_on: date | None) -> bool | None:
    """`None` if the day of the answer or the last day is not known: not in time, and not after it."""
    if responded_on is None or clock.due_on is None:
        return None
    return responded_on <= clock.due_on


def _check_in_force(rule: Rule, trigger_on: date) -> None:
    if trigger_on > LAST_START:
        raise DutyError(f"A clock can start on a day up to {format_date(LAST_START)}. Check the year.")
    if not rule.force.includes(trigger_on):
        raise NotInForce(
            f"{rule.source.citation} does not apply to {format_date(trigger_on)}. {rule.force} "
            "Check the day, or choose another rule."
        )


def _calendar(length: Length, trigger_on: date, added: Iterable[AddedHoliday]) -> Calendar:
    """The list with every holiday that was announced while the period still ran, the first announced first."""
    calendar = LISTED
    if length.unit is Unit.WORKING_DAY:
        for holiday in sorted(added):
            if holiday.announced_on <= _last_day(length, trigger_on, calendar):
                calendar = Calendar((*calendar.added, holiday))
    return calendar


def _first_day(length: Length, trigger_on: date, calendar: Calendar) -> date:
    first = trigger_on if length.counts_trigger_day else trigger_on + timedelta(days=1)
    return _add_working_days(first, 0, calendar) if length.unit is Unit.WORKING_DAY else first


def _last_day(length: Length, trigger_on: date, calendar: Calendar) -> date:
    match length.unit:
        case Unit.CALENDAR_DAY:
            return _first_day(length, trigger_on, calendar) + timedelta(days=length.number - 1)
        case Unit.WORKING_DAY:
            return _add_working_days(_first_day(length, trigger_on, calendar), length.number - 1, calendar)
        case Unit.MONTH:
            return _end_of_months(length, trigger_on)


def _add_working_days(first: date, more: int, calendar: Calendar) -> date:
    """The first working day on or after `first`, and then so many working days more."""
    day = first
    while True:
        if calendar.is_working_day(day):
            if more == 0:
                return day
            more -= 1
        day += timedelta(days=1)


def _end_of_months(length: Length, trigger_on: date) -> date:
    """The day with the same number in a later month, or the day before it if the trigger day counts.

    A month without such a day ends the period on its own last day: one month beginning with 31 January ends
    on the last day of February.
    """
    months = trigger_on.year * 12 + trigger_on.month - 1 + length.number
    year, month = divmod(months, 12)
    try:
        same_number = date(year, month + 1, trigger_on.day)
    except ValueError:
        following = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
        return following - timedelta(days=1)
    return same_number - timedelta(days=1) if length.counts_trigger_day else same_number


def _left_out(length: Length, trigger_on: date, due_on: date, calendar: Calendar) -> tuple[LeftOut, ...]:
    if length.unit is not Unit.WORKING_DAY:
        return ()
    first = trigger_on if length.counts_trigger_day else trigger_on + timedelta(days=1)
    reasons = ((day, calendar.why_left_out(day)) for day in days_from(first, due_on))
    return tuple(LeftOut(day, why) for day, why in reasons if why is not None)


def _about(rule: Rule) -> tuple[str, ...]:
    checked = "" if rule.source.checked else " Not yet checked against the source."
    return (
        rule.in_words,
        f"Source: {rule.source.citation}. {rule.source.read}. Standing: {rule.standing.label.lower()}.{checked}",
        str(rule.force),
    )


def _uncounted(rule: Rule, trigger_on: date | None) -> tuple[str, ...]:
    if rule.length is None:
        return (rule.no_date, *rule.notes)
    return (f"No last day can be counted: {rule.trigger} is not known.", *rule.notes)


def _counted(clock: Clock, length: Length, trigger_on: date, day_one: date, due_on: date) -> tuple[str, ...]:
    rule = clock.rule
    return (
        f"{format_long_date(trigger_on)} is {rule.trigger}. {length.counting}",
        *_day_one_sentence(length, day_one),
        *_days_sentences(length, due_on, clock),
        _last_day_sentence(length, due_on),
        rule.extension,
        *rule.notes,
    )


def _day_one_sentence(length: Length, day_one: date) -> tuple[str, ...]:
    if length.unit is Unit.MONTH:
        return ()
    return (f"Day 1 is {format_long_date(day_one)}.",)


def _days_sentences(length: Length, due_on: date, clock: Clock) -> tuple[str, ...]:
    if length.unit is not Unit.WORKING_DAY:
        return ("Every day counts, Saturdays, Sundays and bank holidays too. No day is left out.",)
    passed_over = {out.day for out in clock.left_out}
    used = Calendar(tuple(holiday for holiday in clock.calendar.added if holiday.day in passed_over))
    sentences = (_left_out_sentence(clock.left_out), f"Bank holidays are from {used.source}.")
    if is_announced(due_on):
        return sentences
    return (*sentences, f"Bank holidays after {ANNOUNCED_TO_YEAR} are not announced; this date may move.")


def _left_out_sentence(left_out: tuple[LeftOut, ...]) -> str:
    named = [out for out in left_out if out.why not in {"Saturday", "Sunday"}]
    weekends = len(left_out) - len(named)
    parts = []
    if weekends:
        parts.append("1 Saturday or Sunday" if weekends == 1 else f"{weekends} Saturdays and Sundays")
    if named:
        names = "; ".join(f"{out.why}, {format_date(out.day)}" for out in named)
        parts.append(f"{len(named)} bank holiday{'' if len(named) == 1 else 's'} ({names})")
    if not parts:
        return "No day is left out."
    verb = "is" if len(left_out) == 1 else "are"
    return f"{' and '.join(parts)} {verb} left out."


def _last_day_sentence(length: Length, due_on: date) -> str:
    if length.unit is Unit.MONTH:
        return f"The last day is {format_long_date(due_on)}."
    day = "Working day" if length.unit is Unit.WORKING_DAY else "Day"
    return f"{day} {length.number}, the last day, is {format_long_date(due_on)}."
