"""Reports for tests: invented, read by hand, at any point of their way."""

from __future__ import annotations

from datetime import date

from answerable.inspections import operations, queries
from answerable.inspections.models import Finding, Report
from answerable.inspections.operations import Details, Words
from answerable.intake import Doubt, Kind, Place, ReadFinding, ReadLine, ReadPage, ReadReport
from tests.conftest import NOW

TITLE = "Protecting children in Marlshire"
DETAILS = Details(
    title=TITLE, inspectorates=("Ofsted", "HMICFRS"), inspection_type="Joint targeted area inspection",
    area="Marlshire", published_on=date(2024, 11, 20), published_on_source="as printed on page 1",
    reply_asked_on=None, link="https://www.example.org/report",
)
DEEDS = ("train", "count", "record", "review", "share", "check", "write", "meet", "plan", "fund")


def words_of(number: int) -> str:
    return f"Leaders should {DEEDS[number % 10]} what they promised in case number {number}. They should do so soon."


def read(findings: int = 4, *, per_page: int = 2, title: str = TITLE, doubts: dict[int, Doubt] | None = None,
         published_on: date | None = date(2024, 11, 20)) -> ReadReport:
    """A report as the reader gives it: page 1 has no findings, the others `per_page` each."""
    found, lines = [], {1: [ReadLine(text=title, x0=70, y0=70, x1=400, y1=85)]}
    for number in range(1, findings + 1):
        page, place = 2 + (number - 1) // per_page, (number - 1) % per_page
        top = 100 + 30 * place
        lines.setdefault(page, []).append(ReadLine(text=words_of(number), x0=70, y0=top, x1=500, y1=top + 12))
        found.append(ReadFinding(
            kind=Kind.RECOMMENDATION if number % 2 else Kind.AREA_FOR_IMPROVEMENT, number=str(number),
            heading="What needs to improve", text=words_of(number), page=page, addressed_to="the partnership",
            places=(Place(page=page, x0=70, y0=top, x1=500, y1=top + 12),),
            doubts=((doubts or {})[number],) if number in (doubts or {}) else (),
        ))
    pages = tuple(ReadPage(number=n, width=595, height=842, text_lines=tuple(ls)) for n, ls in sorted(lines.items()))
    return ReadReport(
        title=title, published_on=published_on, published_on_page=1 if published_on else None,
        inspectorates=("Ofsted", "HMICFRS"), inspection_type="Joint targeted area inspection", area="Marlshire",
        layout="test", stated_count=findings, pages=pages, findings=tuple(found),
    )


def report_to_check(by: object, value: ReadReport | None = None, data: bytes = b"%PDF-1.7 made for a test") -> Report:
    """A report that was uploaded and read, with nothing confirmed."""
    report = operations.add_report(data=data, name="letter.pdf", by=by, at=NOW)
    return operations.record_reading(report=report, read=value or read(), by=by, at=NOW)


def confirm_everything(report: Report, by: object) -> None:
    """Confirm the details and every page, as a person would who finds nothing wrong."""
    report = queries.report(report.ref)
    if report.details_confirmed_at is None:
        operations.confirm_details(report=report, version=report.version, details=DETAILS, by=by, at=NOW)
    for page in queries.progress(report).open_pages:
        rows = queries.findings_on(report, page)
        answers = {row.serial: {d["code"]: d["choices"][0] for d in row.open_doubts} for row in rows}
        operations.confirm_page(report=report, page=page, seen={row.serial: row.version for row in rows},
                                answers=answers, by=by, at=NOW)


def finished(by: object, value: ReadReport | None = None, data: bytes = b"%PDF-1.7 made for a test") -> Report:
    """A report whose findings are confirmed and numbered."""
    report = report_to_check(by, value, data)
    confirm_everything(report, by)
    operations.finish(report=report, by=by, at=NOW)
    return queries.report(report.ref)


def one(report: Report, serial: int) -> Finding:
    return queries.finding(report, serial)


def edited(report: Report, serial: int, text: str, by: object) -> Finding:
    finding = one(report, serial)
    return operations.edit_finding(
        finding=finding, version=finding.version, words=Words(kind=finding.kind, words=text), by=by, at=NOW)
