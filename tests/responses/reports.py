"""Reports of other kinds than the one of `walk`: any title, inspectorates and findings. Run inside a body's scope."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from answerable.accounts.roles import Member
from answerable.inspections import operations as inspections
from answerable.inspections.models import Report
from tests.responses.walk import PUBLISHED_ON, START, WORDS

HMICFRS = "HM Inspectorate of Constabulary and Fire & Rescue Services"
FINDINGS = tuple(inspections.Words(kind="recommendation", words=words) for words in WORDS)


def report_of(
    by: Member, *, title: str, findings: tuple[inspections.Words, ...] = FINDINGS, published_on: date = PUBLISHED_ON,
    inspectorates: tuple[str, ...] = (HMICFRS,), type_: str = "", reply_asked_on: date | None = None,
) -> Report:
    """A report typed in, its details and findings confirmed."""
    report = inspections.add_report(data=None, by=by, at=START)
    details = inspections.Details(
        title=title, inspectorates=inspectorates, inspection_type=type_, area="Marlshire", published_on=published_on,
        published_on_source="the inspectorate’s page", reply_asked_on=reply_asked_on,
        link="https://inspectorate.example/report",
    )
    report = inspections.confirm_details(report=report, version=report.version, details=details, by=by, at=START)
    for words in findings:
        inspections.add_finding(report=report, page=1, words=words, by=by, at=START)
    seen = {row.serial: row.version for row in report.findings.all()}
    inspections.confirm_page(report=report, page=1, seen=seen, answers={}, by=by, at=START)
    inspections.finish(report=report, by=by, at=START)
    report.refresh_from_db()
    return report


def addressed(*names: str) -> tuple[inspections.Words, ...]:
    """A recommendation for each name, addressed to it."""
    return tuple(replace(FINDINGS[0], words=f"{name} should do thing {n}.", addressed_to=name)
                 for n, name in enumerate(names, start=1))
