"""Saying that what was read is right: details, pages of findings, and the whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime

from django.db import transaction

from answerable.accounts import audit
from answerable.accounts.roles import Member, Permission, check_may
from answerable.duties.dates import london_day
from answerable.inspections import queries
from answerable.inspections.models import Confirmation, Finding, Report
from answerable.inspections.operations.versions import Change, Changed, keep_details, lock, report_details
from answerable.inspections.rules import (
    CannotChange,
    DoubtStep,
    FindingState,
    ReportState,
    check_can_finish,
    check_published_on,
    doubt_step,
    kind_called,
    next_number,
)
from answerable.inspections.word_index import keep_words
from answerable.records.text import check_text


@dataclass(frozen=True)
class Details:
    """What a report says of itself; the date published is there, and where it was found."""

    title: str
    inspectorates: tuple[str, ...]
    inspection_type: str
    area: str
    published_on: date
    published_on_source: str
    reply_asked_on: date | None
    link: str


class Unanswered(Exception):
    """Questions about these findings (by serial) have no answer. Nothing was confirmed."""

    def __init__(self, serials: tuple[int, ...]) -> None:
        super().__init__("Answer the questions about the findings")
        self.serials = serials


@dataclass(frozen=True)
class PageConfirmed:
    """What became of a page: confirmed now, and findings that somebody changed since it was opened."""

    confirmed: tuple[Finding, ...]
    changed: tuple[Finding, ...]


@transaction.atomic
def confirm_details(*, report: Report, version: int, details: Details, by: Member, at: datetime) -> Report:
    """Confirm the details of a report, as read or put right. The date published starts the clocks."""
    check_may(by, Permission.CONFIRM_FINDINGS)
    check_published_on(details.published_on, london_day(at))
    report = lock(report)
    if report.version != version:
        raise Changed(report)
    before = report_details(report)
    for detail in fields(Details):
        value = getattr(details, detail.name)
        for text in value if isinstance(value, tuple) else (value,) if isinstance(value, str) else ():
            check_text(text)
        setattr(report, detail.name, list(value) if isinstance(value, tuple) else value)
    report.details_confirmed_at, report.details_confirmed_by = at, by.person_id
    if before != report_details(report):
        keep_details(Report.objects.get(id=report.id), by, at)
    report.version += 1
    report.save()
    audit.record(by=by, at=at, action="details_confirmed", subject="report", ref=report.ref, report_ref=report.ref,
                 version=report.version)
    return report


@transaction.atomic
def confirm_page(
    *, report: Report, page: int, seen: Mapping[int, int], answers: Mapping[int, Mapping[str, str]], by: Member,
    at: datetime,
) -> PageConfirmed:
    """Confirm the findings of a page as they were seen: `seen` has the version of each by serial.

    A finding that somebody changed meanwhile is not confirmed, the others are. `answers` has, by serial and code
    of the doubt, the choice that a person made; a choice that means more work leaves its finding unconfirmed.
    """
    change = Change.begin(report, by, at, "confirmed")
    rows = list(Finding.objects.filter(report=report, page=page, serial__in=seen, state=FindingState.PROPOSED.value))
    changed = tuple(row for row in rows if row.version != seen[row.serial])
    unchanged = [row for row in rows if row.version == seen[row.serial]]
    unchanged = [_answered(change, row, answers.get(row.serial, {})) for row in unchanged]
    if unanswered := tuple(row.serial for row in unchanged if row.open_doubts):
        raise Unanswered(unanswered)
    confirmed = [row for row in unchanged if not any(
        doubt_step(code, choice) in (DoubtStep.EDIT, DoubtStep.SPLIT) for code, choice in row.doubt_answers.items())]
    for row in confirmed:
        row.state, row.confirmed_at, row.confirmed_by = FindingState.CONFIRMED.value, at, by.person_id
        row.report = change.report
        row.save()
    audit.record(by=by, at=at, action="page_confirmed", subject="page", ref=str(page), report_ref=report.ref,
                 findings=len(confirmed))
    return PageConfirmed(tuple(confirmed), changed)


@transaction.atomic
def mark_other_pages(*, report: Report, seen: bool, by: Member, at: datetime) -> Report:
    """Somebody looked through the pages where nothing was found, or says that they did not."""
    report = Change.begin(report, by, at, "seen").report
    report.other_pages_seen_at, report.other_pages_seen_by = (at, by.person_id) if seen else (None, None)
    report.save()
    audit.record(by=by, at=at, action="other_pages_seen", subject="report", ref=report.ref, report_ref=report.ref,
                 seen=seen)
    return report


@transaction.atomic
def finish(*, report: Report, makes_none: bool = False, by: Member, at: datetime) -> Confirmation:
    """Fix the findings and their numbers: 1 to n in the report's order; later ones take the next free number."""
    check_may(by, Permission.CONFIRM_FINDINGS)
    report = lock(report)
    progress = queries.progress(report)
    check_can_finish(
        state=ReportState(report.state), details_confirmed=report.details_confirmed_at is not None,
        unconfirmed_pages=progress.open_pages, unconfirmed=progress.proposed, live=progress.live,
        makes_none=makes_none,
    )
    reason, report.open_because = report.open_because, ""
    report.state, report.makes_none = ReportState.CONFIRMED.value, not progress.live
    report.findings_confirmed_at, report.findings_confirmed_by = at, by.person_id
    report.save()
    numbered = _numbered(report)
    confirmation = Confirmation.objects.create(
        report=report, findings=[value.model_dump(mode="json") for value in numbered], reason=reason,
        other_pages_seen=report.other_pages_seen_at is not None, confirmed_at=at, confirmed_by=by.person_id,
    )
    keep_words(report, numbered)
    audit.record(by=by, at=at, action="findings_confirmed", subject="report", ref=report.ref, report_ref=report.ref,
                 findings=progress.live)
    return confirmation


@transaction.atomic
def reopen(*, report: Report, reason: str, by: Member, at: datetime) -> Report:
    """Open confirmed findings again, for a reason. Until they are confirmed anew, what was confirmed counts."""
    check_may(by, Permission.CONFIRM_FINDINGS)
    report = lock(report)
    if report.state != ReportState.CONFIRMED:
        raise CannotChange("The findings are open: change them on their pages.")
    if not reason:
        raise CannotChange("Say why the findings are opened again")
    check_text(reason)
    report.state, report.open_because = ReportState.TO_CHECK.value, reason
    report.save()
    audit.record(by=by, at=at, action="findings_opened", subject="report", ref=report.ref, report_ref=report.ref)
    return report


def _answered(change: Change, finding: Finding, answers: Mapping[str, str]) -> Finding:
    """The finding with the choices made, saved later with its confirmation; a new kind is a change of its own."""
    given = dict(finding.doubt_answers)
    kind = finding.kind
    for doubt in finding.open_doubts:
        code, choice = doubt["code"], answers.get(doubt["code"], "")
        if choice in doubt["choices"]:
            given[code] = choice
            if doubt_step(code, choice) is DoubtStep.SET_KIND:
                kind = kind_called(choice) or kind
    if kind != finding.kind:
        return change.to(finding, finding.version, kind=kind, doubt_answers=given)
    finding.doubt_answers = given
    return finding


def _numbered(report: Report) -> list[queries.ConfirmedFinding]:
    used = [number for number in Finding.objects.filter(report=report).values_list("number", flat=True) if number]
    live = Finding.objects.filter(report=report, state=FindingState.CONFIRMED.value)
    for row in live:
        if row.number is None:
            row.number = next_number(used)
            used.append(row.number)
            row.report = report
            row.save()
    ordered = sorted(live, key=lambda row: row.number or 0)
    return [queries.ConfirmedFinding.of(row, has_pages=report.has_pages) for row in ordered]
