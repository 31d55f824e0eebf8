"""Prints the reference page on deadlines from the rules themselves: `python -m answerable.duties.manual`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from answerable.duties.cases import CASES, MOVED, REFUSALS, SIDE_BY_SIDE, SIDE_BY_SIDE_ON, Case
from answerable.duties.catalogue import regimes, rule, rules
from answerable.duties.clock import start_clock
from answerable.duties.dates import format_date, format_long_date
from answerable.duties.law import ANYBODY, Capacity, Regime, Rule, Source

_OPENING = """\
# How deadlines are counted

This page is printed from the rules that the software counts by, with `python -m answerable.duties.manual`.
It is not legal advice. `answerable due 2024-11-20 --rule police-act-1996-s55` works out one last day and shows
each step.

- The last day is the last on which the act is in time. Days are those of London.
- A period "beginning with" a day counts that day. A period "of" a day does not: where the law leaves this open,
  the rule says that it is our reading.
- A working day is any day other than a Saturday, a Sunday, Christmas Day, Good Friday or a bank holiday in
  England and Wales. Bank holidays come from the software library holidays; each working states its version.
  Where a count runs beyond the years that have been announced, the working says that the date may move. A bank
  holiday that was announced later and added by the office counts too, and the working names it with its source.
- What has not been checked against its source says so. What is not known is called not known."""


def manual() -> str:
    """The whole page as Markdown."""
    return "\n\n".join((_OPENING, *_side_by_side(), *_rules(), *_regimes(), *_cases())) + "\n"


def _side_by_side() -> Iterator[str]:
    yield f"## Three rules of 56 days, started on {format_long_date(SIDE_BY_SIDE_ON)}"
    yield _table(("Rule", "What starts it", "Day 1", "Last day"), [_beside(code) for code in SIDE_BY_SIDE])


def _beside(code: str) -> tuple[str, ...]:
    clock = start_clock(rule(code), SIDE_BY_SIDE_ON)
    days = (format_date(day) if day else "Not known" for day in (clock.day_one, clock.due_on))
    return (_link(clock.rule), clock.rule.trigger, *days)


def _rules() -> Iterator[str]:
    yield "## Rules"
    for one in rules():
        yield f"### {one.code}"
        yield f"**{one.title}.** {one.in_words}"
        yield _table(("Point", "Words"), _facts(one))


def _facts(one: Rule) -> list[tuple[str, ...]]:
    return [
        ("Starts with", one.trigger),
        ("Length", str(one.length) if one.length else one.no_date),
        *([("That day", one.length.counting)] if one.length else []),
        ("Extension", one.extension),
        ("Source", _source(one.source)),
        ("Standing", one.standing.label),
        ("Force", str(one.force)),
        *([("Before that", _link(rule(one.before)))] if one.before else []),
        *[("Note", note) for note in one.notes],
    ]


def _regimes() -> Iterator[str]:
    yield "## Regimes: why an answer is due, and what it must hold"
    for one in regimes():
        yield f"### {one.title} (`{one.code}`)"
        yield _table(("Point", "Words"), _regime_facts(one))


def _regime_facts(one: Regime) -> list[tuple[str, ...]]:
    return [
        ("Legal basis", one.basis),
        ("Standing", one.standing.label),
        ("Source", _source(one.source)),
        ("Who answers", one.who_answers),
        ("Bodies that may owe it", _owed_by(one)),
        ("Form", one.form.label),
        ("Rules", ", ".join(_link(rule(code)) for code in one.rules)),
        ("It holds", " ".join(one.required_content) or "Nothing is required."),
        *[("Covers", f"{kind.what}. {kind.because} {_source(kind.source)}") for kind in one.covers],
        ("Copies go to", "; ".join(f"{copy.title} ({copy.why})" for copy in one.copies_to) or "Nobody is named."),
    ]


def _owed_by(one: Regime) -> str:
    if one.answered_by == ANYBODY:
        return "Any body that the report names."
    owed = [f"{capacity.label}." for capacity in Capacity if capacity in one.answered_by]
    return " ".join(owed) or "None of those who use this software."


def _cases() -> Iterator[str]:
    yield "## Cases"
    worked = [
        (one.sentence, _link(rule(one.rule)), format_date(one.trigger_on), _last_day(one)) for one in CASES
    ]
    yield _table(("Case", "Rule", "Starts", "Last day"), worked)
    yield "## Bank holidays that are announced later"
    yield (
        "An office adds such a day with its source. It counts for every period of working days that still ran on the "
        "day of the announcement. The holidays of these cases are invented."
    )
    moved = [
        (one.sentence, _link(rule(one.rule)), format_date(one.trigger_on), "; ".join(str(day) for day in one.added),
         format_long_date(one.due_on), format_long_date(one.moved_to))
        for one in MOVED
    ]
    yield _table(("Case", "Rule", "Starts", "Added", "Last day without it", "Last day"), moved)
    yield "## Days that are refused"
    refused = [(no.sentence, _link(rule(no.rule)), format_date(no.trigger_on)) for no in REFUSALS]
    yield _table(("Case", "Rule", "Day"), refused)


def _last_day(case: Case) -> str:
    return format_long_date(case.due_on) if case.due_on else rule(case.rule).no_date


def _source(source: Source) -> str:
    cited = f"[{source.citation}]({source.address})" if source.address else source.citation
    checked = "" if source.checked else " **Not yet checked against the source.**"
    return f"{cited}. {source.read}.{checked}"


def _link(one: Rule) -> str:
    return f"[{one.code}](#{one.code})"


def _table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


if __name__ == "__main__":
    print(manual(), end="")
