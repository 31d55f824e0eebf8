"""`answerable due`: work out a last day and show how it was counted."""

from __future__ import annotations

import argparse
import json
import sys
from contextlib import suppress
from datetime import date

from answerable.duties import AddedHoliday, Clock, DutyError, rule, rules, start_clock

_REFUSED = 2


def main(argv: list[str]) -> int:
    """Print a last day with its working; 2, with a sentence on stderr, if none can be worked out."""
    options = _parser().parse_args(argv)
    if options.list:
        for known in rules():
            print(f"{known.code}\n  {known.title}. {known.source.citation}.")
        return 0
    try:
        clock = _clock(options.date, options.rule, options.holiday)
    except DutyError as refusal:
        print(refusal, file=sys.stderr)
        return _REFUSED
    print(json.dumps(_as_data(clock), indent=2, ensure_ascii=False) if options.json else _as_words(clock))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="answerable due",
        description="Work out the last day that a rule gives, and show how it was counted.",
        epilog="Example: answerable due 2024-11-20 --rule police-act-1996-s55",
    )
    parser.add_argument("date", nargs="?", metavar="DATE", help="day that starts the clock, as 2024-11-20")
    parser.add_argument("--rule", metavar="CODE", help="which rule to count by")
    parser.add_argument(
        "--holiday", metavar="DATE", action="append", default=[],
        help="what if this day were a bank holiday too, announced before the count; may be given more than once",
    )
    parser.add_argument("--json", action="store_true", help="print data instead of sentences")
    parser.add_argument("--list", action="store_true", help="list the rules and stop")
    return parser


def _clock(day: str | None, code: str | None, holidays: list[str]) -> Clock:
    if day is None:
        raise DutyError("Give the day that starts the clock, for instance 2024-11-20.")
    if code is None:
        known = ", ".join(known.code for known in rules())
        raise DutyError(f"Say which rule, with --rule. The rules are: {known}.")
    counted_by, trigger_on = rule(code), _read_date(day)
    supposed = [AddedHoliday(trigger_on, _read_date(one), "Supposed bank holiday", "--holiday") for one in holidays]
    return start_clock(counted_by, trigger_on, supposed)


def _read_date(day: str) -> date:
    with suppress(ValueError):
        read = date.fromisoformat(day)
        if read.isoformat() == day:  # fromisoformat takes weeks and bare digits too: asked about, not guessed
            return read
    raise DutyError(f'"{day}" is not a date. Write year, month and day, for instance 2024-11-20.')


def _as_words(clock: Clock) -> str:
    last = clock.due_on.isoformat() if clock.due_on else clock.rule.no_date
    return "\n".join((last, "", *(f"- {sentence}" for sentence in clock.working)))


def _as_data(clock: Clock) -> dict[str, object]:
    return {
        "rule": clock.rule.code,
        "title": clock.rule.title,
        "source": clock.rule.source.citation,
        "source_url": clock.rule.source.address,
        "standing": clock.rule.standing.value,
        "checked": clock.rule.source.checked,
        "extendable": clock.rule.extendable,
        "trigger": clock.rule.trigger,
        "trigger_on": clock.trigger_on.isoformat() if clock.trigger_on else None,
        "day_one": clock.day_one.isoformat() if clock.day_one else None,
        "due_on": clock.due_on.isoformat() if clock.due_on else None,
        "left_out": [{"day": out.day.isoformat(), "why": out.why} for out in clock.left_out],
        "working": list(clock.working),
    }
