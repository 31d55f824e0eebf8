"""From a file, words or nothing to a report with proposed findings."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from answerable.accounts import audit, kept_files
from answerable.accounts.roles import Member, Permission, check_may
from answerable.inspections import files, queries
from answerable.inspections.models import Finding, ReadPage, Report, SourceDocument
from answerable.inspections.operations.versions import lock
from answerable.inspections.rules import CannotChange, ReportState
from answerable.intake import ReadReport
from answerable.records.text import text_profile


@transaction.atomic
def add_report(
    *, data: bytes | None, name: str = "", how: str = "upload", link: str = "", by: Member, at: datetime
) -> Report:
    """Begin a report from a file, from pasted words, or (`data` None) from nothing, to be typed in."""
    check_may(by, Permission.ADD_REPORT)
    state = ReportState.READING if data is not None else ReportState.TO_CHECK
    report = Report.objects.create(state=state.value, link=link, added_at=at, added_by=by.person_id)
    if data is None:
        _page_to_type_on(report)
    else:
        _keep_document(report, data, name, how, by, at)
    audit.record(by=by, at=at, action="report_added", subject="report", ref=report.ref, report_ref=report.ref)
    return report


@transaction.atomic
def add_document(*, report: Report, data: bytes, name: str, by: Member, at: datetime) -> Report:
    """Another copy of a report whose first could not be read."""
    check_may(by, Permission.ADD_REPORT)
    report = lock(report)
    if report.state != ReportState.NOT_READ:
        raise CannotChange("This report has been read already. Add the file as a report of its own.")
    _keep_document(report, data, name, "upload", by, at)
    report.state = ReportState.READING.value
    report.save()
    audit.record(by=by, at=at, action="document_added", subject="report", ref=report.ref, report_ref=report.ref)
    return report


@transaction.atomic
def record_reading(*, report: Report, read: ReadReport, by: Member, at: datetime) -> Report:
    """Take in what the reader proposes. Nothing of it counts. A second reading of the same report changes nothing."""
    check_may(by, Permission.ADD_REPORT)
    report = lock(report)
    if report.state != ReportState.READING:
        return report
    document = SourceDocument.objects.filter(report=report).last()
    if document is not None:
        document.was_read = True
        document.save()
    report.has_pages = document is not None and document.media_type == "application/pdf"
    _take_details(report, read)
    report.same_title_as = _same_title(report)
    report.state = ReportState.TO_CHECK.value
    report.save()
    for page in read.pages:
        lines = [line.model_dump() for line in page.text_lines]
        ReadPage.objects.create(report=report, number=page.number, width=page.width, height=page.height, lines=lines)
    _take_findings(report, read, by, at)
    audit.record(by=by, at=at, action="report_read", subject="report", ref=report.ref, report_ref=report.ref,
                 findings=len(read.findings), pages=len(read.pages))
    return report


@transaction.atomic
def record_not_read(*, report: Report, because: str, by: Member, at: datetime) -> Report:
    """The file is kept; `because` is the sentence that says why it could not be read."""
    check_may(by, Permission.ADD_REPORT)
    report = lock(report)
    if report.state == ReportState.READING:
        report.state, report.not_read_because = ReportState.NOT_READ.value, because
        report.save()
        audit.record(by=by, at=at, action="report_not_read", subject="report", ref=report.ref, report_ref=report.ref)
    return report


@transaction.atomic
def begin_typing(*, report: Report, by: Member, at: datetime) -> Report:
    """Type in the findings of a file that could not be read."""
    check_may(by, Permission.ADD_REPORT)
    report = lock(report)
    if report.state != ReportState.NOT_READ:
        raise CannotChange("This report was read. Add what it missed from the page where it stands.")
    _page_to_type_on(report)
    report.state = ReportState.TO_CHECK.value
    report.save()
    audit.record(by=by, at=at, action="typing_begun", subject="report", ref=report.ref, report_ref=report.ref)
    return report


@transaction.atomic
def keep_under(*, report: Report, by: Member, at: datetime) -> Report:
    """Keep the document of a newer copy under the report with the same title; returns that report."""
    check_may(by, Permission.ADD_REPORT)
    report = lock(report)
    older = report.same_title_as
    if older is None or report.state != ReportState.TO_CHECK:
        raise CannotChange("There is no other report with this title.")
    for document in queries.documents(report):
        document.report, document.was_read = older, False
        document.save()
    report.state = ReportState.COPY.value
    report.save()
    audit.record(by=by, at=at, action="copy_kept", subject="report", ref=report.ref, report_ref=older.ref)
    return older


@transaction.atomic
def is_another_report(*, report: Report, by: Member, at: datetime) -> Report:
    """A person says that two reports only share their title."""
    check_may(by, Permission.ADD_REPORT)
    report = lock(report)
    report.same_title_as = None
    report.save()
    audit.record(by=by, at=at, action="told_apart", subject="report", ref=report.ref, report_ref=report.ref)
    return report


def _page_to_type_on(report: Report) -> None:
    ReadPage.objects.create(report=report, number=1, width=0, height=0)


def _keep_document(report: Report, data: bytes, name: str, how: str, by: Member, at: datetime) -> None:
    SourceDocument.objects.create(
        report=report, sha256=files.keep(data), name=kept_files.shown_name(name), size=len(data),
        media_type=_media_type(data, how), how=how, added_at=at, added_by=by.person_id,
    )


def _media_type(data: bytes, how: str) -> str:
    if how == "paste":
        return "text/plain"
    return "application/pdf" if b"%PDF-" in data[:1024] else "application/octet-stream"


def _take_details(report: Report, read: ReadReport) -> None:
    report.title, report.inspection_type, report.area = (
        _told(read.title)[:500], _told(read.inspection_type)[:200], _told(read.area)[:200])
    report.inspectorates = [_told(name) for name in read.inspectorates]
    report.published_on, report.reply_asked_on = read.published_on, read.response_due_on
    if read.published_on is not None:
        page = read.published_on_page if report.has_pages else None
        report.published_on_source = f"as printed on page {page}" if page else "as printed in the report"
    report.layout, report.stated_count = read.layout[:60], read.stated_count


def _take_findings(report: Report, read: ReadReport, by: Member, at: datetime) -> None:
    for serial, found in enumerate(read.findings, start=1):
        Finding.objects.create(
            report=report, serial=serial, position=serial, changed_at=at, changed_by=by.person_id,
            kind=found.kind.value, printed_number=_told(found.number)[:40], heading=_told(found.heading),
            subheading=_told(found.subheading), words=_told(found.text),
            sub_points=[_told(point) for point in found.sub_items], page=found.page,
            places=[place.model_dump() for place in found.places], addressed_to=_told(found.addressed_to),
            date_words=_told(found.date_words)[:200], date_on=found.date_on,
            doubts=[doubt.model_dump(mode="json") for doubt in found.doubts],
        )


def _told(words: str) -> str:
    """Words of the file as the record can hold them; what cannot be seen in print is not kept."""
    return text_profile(words)[0].strip()


def _same_title(report: Report) -> Report | None:
    if not report.title:
        return None
    others = Report.objects.filter(title__iexact=report.title).exclude(id=report.id)
    return others.exclude(state=ReportState.COPY.value).order_by("id").first()
