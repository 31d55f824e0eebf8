"""The yearly assessment of the force: what SI 2011/3050 wants in a prominent place, on a page of its own.

The Order binds elected local policing bodies only. The register does not decide who is one: the page is there when a
record says that the rule was applied to a report, or that a summary was published under it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from answerable.duties import Service, inspected, rule
from answerable.duties.dates import format_date
from answerable.records.contents import CountedClock
from answerable.register import words
from answerable.register.answers import Answer, Register
from answerable.register.calendar import clock_values
from answerable.register.frame import Frame, safe_link

File = tuple[str, bytes]
RULE = "specified-information-2011-16b"
PATH = "yearly-assessment/"


@dataclass(frozen=True)
class Assessment:
    """One year's report, with what the body published beside it."""

    ref: str
    force: str  # its name
    title: str
    published: str
    inspectorates: str
    link: str | None
    summary: str
    summary_link: str | None
    summary_instead: str  # what stands in the place of a summary that is not there
    shown_on: str  # day on which the summary was entered; empty: none
    response: str  # what became of the comments
    has_response: bool
    clock: dict[str, Any] | None


def assessment_pages(frame: Frame, register: Register) -> Iterator[File]:
    """The page, unless no report was ever assessed under the rule."""
    found = [_assessment(register, answer) for answer in _assessed(register)]
    if not found:
        return
    applied = rule(RULE)
    yield frame.page(
        "yearly-assessment.html",
        PATH,
        title=f"Yearly assessment of {found[0].force}",
        stated=words.stated_for(register.as_at),
        latest=found[0],
        earlier=found[1:],
        source=applied.source.citation,
        source_url=safe_link(applied.source.address),
    )


def newest_assessment(register: Register) -> Assessment | None:
    newest = next(_assessed(register), None)
    return _assessment(register, newest) if newest else None


def _assessed(register: Register) -> Iterator[Answer]:
    """Newest report first."""
    return (answer for answer in register.reports if answer.assessed or _clock(answer))


def _clock(answer: Answer) -> CountedClock | None:
    due = answer.newest.due if answer.has_statement else answer.not_due.due if answer.not_due else None
    clocks = due.clocks if due else ()
    return next((c for c in clocks if c.rule == RULE and c.mark != "does_not_apply"), None)


def _assessment(register: Register, answer: Answer) -> Assessment:
    clock, assessed, report = _clock(answer), answer.assessed, answer.report
    summary = assessed.summary if assessed else None
    removed = words.removed_note(assessed, "summary") if assessed else ""
    return Assessment(
        ref=answer.ref,
        force=inspected(register.body, Service.POLICE).name,
        title=answer.title,
        published=words.report_day_in_short(answer),
        inspectorates=", ".join(report.inspectorates) if report else "",
        link=safe_link(report.link) if report else None,
        summary=summary.words if summary else "",
        summary_link=safe_link(summary.link) if summary else None,
        summary_instead="" if summary else removed or "The summary assessment is not on this register.",
        shown_on=format_date(assessed.on) if assessed else "",
        response=_response_sentence(answer),
        has_response=answer.is_answered,
        clock=clock_values(clock) if clock else None,
    )


def _response_sentence(answer: Answer) -> str:
    if answer.is_not_due:
        return "It was decided that the report asks no response."
    if not answer.is_answered:
        return "No response is on this register."
    on = answer.responded_on
    return f"Published {format_date(on)}." if on else "The date of the response is not known."
