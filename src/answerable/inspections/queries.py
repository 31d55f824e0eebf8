"""Reads about reports and their findings. What counts leaves as a frozen value."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.shortcuts import get_object_or_404
from pydantic import BaseModel, ConfigDict

from answerable.inspections.models import Confirmation, Finding, FindingVersion, ReadPage, Report, SourceDocument
from answerable.inspections.rules import FindingState, ReportState


class ConfirmedFinding(BaseModel):
    """A finding in the inspectorate's own words, as a person confirmed it. `number` never changes."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    number: int
    finding_id: int  # row of `models.Finding`
    kind: str
    printed_number: str
    heading: str
    subheading: str
    words: str
    sub_points: tuple[str, ...]
    page: int | None  # None: the report has no page numbers
    addressed_to: str
    date_words: str
    date_on: date | None

    @classmethod
    def of(cls, finding: Finding, *, has_pages: bool) -> ConfirmedFinding:
        if finding.number is None:
            raise ValueError("A finding has no number before the findings are confirmed.")
        return cls(
            number=finding.number, finding_id=finding.id, kind=finding.kind, printed_number=finding.printed_number,
            heading=finding.heading, subheading=finding.subheading, words=finding.words,
            sub_points=tuple(finding.sub_points), page=finding.page if has_pages else None,
            addressed_to=finding.addressed_to, date_words=finding.date_words, date_on=finding.date_on,
        )


def report(ref: str) -> Report:
    """The report of this body with that reference; `Http404` when there is none."""
    return get_object_or_404(Report, ref=ref)


def reports(*, without: QuerySet[Any, Any] | None = None) -> list[Report]:
    """Every report of this body, newest first; copies kept under another report are not listed.

    `without`: numbers of rows to leave out, as a question to the database.
    """
    rows = Report.objects.exclude(state=ReportState.COPY.value)
    if without is not None:
        rows = rows.exclude(id__in=without)
    return sorted(rows, key=lambda row: (row.published_on or row.added_at.date(), row.id), reverse=True)


def confirmed_findings(report: Report) -> list[ConfirmedFinding]:
    """What counts: the findings as last confirmed, in order of number; empty before. One query."""
    last = Confirmation.objects.filter(report=report).last()
    return [ConfirmedFinding.model_validate(value) for value in last.findings] if last else []


def findings_confirmed_of(reports: Iterable[int]) -> dict[int, list[ConfirmedFinding]]:
    """The same for several reports by their ids, in one query; no entry for a report that is not confirmed."""
    last = {row.report_id: row for row in Confirmation.objects.filter(report__in=set(reports)).order_by("id")}
    return {number: [ConfirmedFinding.model_validate(value) for value in row.findings] for number, row in last.items()}


def page_texts(report: Report) -> list[tuple[int, str]]:
    """Number and text of each page that was read; empty for a report that was typed in."""
    return [(page.number, page.text) for page in ReadPage.objects.filter(report=report).only("number", "lines")]


def confirmations(report: Report) -> list[Confirmation]:
    return list(Confirmation.objects.filter(report=report))


def finding(report: Report, serial: int) -> Finding:
    return get_object_or_404(Finding.objects.select_related("same_as"), report=report, serial=serial)


def findings(report: Report) -> list[Finding]:
    """Every finding of a report in its order, left out ones too."""
    return list(Finding.objects.filter(report=report).select_related("same_as"))


def findings_on(report: Report, page: int) -> list[Finding]:
    """The findings that begin on a page, without those left out."""
    rows = Finding.objects.filter(report=report, page=page)
    return list(rows.exclude(state=FindingState.LEFT_OUT.value))


def findings_between(report: Report, first: int, last: int) -> list[Finding]:
    """The findings that begin on these pages, without those left out."""
    rows = Finding.objects.filter(report=report, page__gte=first, page__lte=last)
    return list(rows.exclude(state=FindingState.LEFT_OUT.value))


def live_findings(report: Report) -> list[Finding]:
    rows = Finding.objects.filter(report=report)
    return list(rows.exclude(state=FindingState.LEFT_OUT.value))


def former(finding: Finding) -> list[FindingVersion]:
    """What the finding said before, and what somebody wrote and did not keep; oldest first."""
    return list(FindingVersion.objects.filter(finding=finding))


def left_out(report: Report) -> list[Finding]:
    return list(Finding.objects.filter(report=report, state=FindingState.LEFT_OUT.value).select_related("same_as"))


def page(report: Report, number: int) -> ReadPage:
    return get_object_or_404(ReadPage, report=report, number=number)


def pages(report: Report) -> list[ReadPage]:
    """The pages without their lines."""
    return list(ReadPage.objects.filter(report=report).defer("lines"))


def pages_with_lines(report: Report) -> list[ReadPage]:
    return list(ReadPage.objects.filter(report=report))


def pages_around(report: Report, number: int, more: set[int]) -> dict[int, ReadPage]:
    """A page, its neighbours and the pages `more`, by number."""
    beside = Q(number__gte=number - 1, number__lte=number + 1)  # unlike a list, it takes any number of an address
    return {row.number: row for row in ReadPage.objects.filter(beside | Q(number__in=more), report=report)}


def text_of_pages(report: Report, numbers: set[int]) -> str:
    return "\n".join(row.text for row in ReadPage.objects.filter(report=report, number__in=numbers))


def document_read(report: Report) -> SourceDocument | None:
    """The document that the pages were read from; the newest when none could be read."""
    return SourceDocument.objects.filter(report=report).order_by("was_read", "id").last()


def documents(report: Report) -> list[SourceDocument]:
    return list(SourceDocument.objects.filter(report=report))


def document_with(sha256: str) -> SourceDocument | None:
    """The document of these bytes, when this body already has it."""
    return SourceDocument.objects.filter(sha256=sha256).select_related("report").first()


@dataclass(frozen=True)
class Progress:
    """How far the checking of a report is."""

    proposed: int
    confirmed: int
    left_out: int
    open_pages: tuple[int, ...]  # pages with findings that nobody has confirmed

    @property
    def live(self) -> int:
        return self.proposed + self.confirmed


def progress(report: Report) -> Progress:
    rows = Finding.objects.filter(report=report).order_by("page").values_list("state", "page")
    count: Counter[str] = Counter()
    open_pages: dict[int, None] = {}
    for state, number in rows:
        count[state] += 1
        if state == FindingState.PROPOSED.value:
            open_pages[number] = None
    return Progress(count["proposed"], count["confirmed"], count["left_out"], tuple(open_pages))


def to_check_counts() -> dict[int, tuple[int, int]]:
    """For each report whose findings are being checked: how many are not confirmed, and how many there are."""
    rows = (
        Finding.objects.filter(report__state=ReportState.TO_CHECK.value)
        .exclude(state=FindingState.LEFT_OUT.value)
        .values("report_id").order_by("report_id")
        .annotate(unconfirmed=Count("id", filter=Q(state=FindingState.PROPOSED.value)), live=Count("id"))
    )
    return {row["report_id"]: (row["unconfirmed"], row["live"]) for row in rows}
