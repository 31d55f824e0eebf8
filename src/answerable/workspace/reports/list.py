"""The table of reports, with its filters."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from answerable.inspections import queries
from answerable.inspections.models import Report
from answerable.inspections.rules import REPORT_STATE_WORDS, ReportState
from answerable.workspace.requests import MemberRequest

ROWS = 25


@dataclass(frozen=True)
class Filters:
    """What the address asks for; an unknown value asks for nothing."""

    year: str = ""
    inspectorate: str = ""
    state: str = ""

    def takes(self, report: Report) -> bool:
        return (
            self.year in ("", year_of(report))
            and (not self.inspectorate or self.inspectorate in report.inspectorates)
            and self.state in ("", report.state)
        )


def year_of(report: Report) -> str:
    """The year it was published; "not known" when it does not say."""
    return str(report.published_on.year) if report.published_on else "not known"


@require_safe
def reports(request: MemberRequest) -> HttpResponse:
    every = queries.reports()
    asked = Filters(**{name: request.GET.get(name, "") for name in ("year", "inspectorate", "state")})
    page = Paginator([row for row in every if asked.takes(row)], ROWS).get_page(request.GET.get("page"))
    years = sorted({year_of(row) for row in every}, reverse=True)
    return render(request, "reports/list.html", {
        "page": page, "any": bool(every), "asked": asked, "query": urlencode(asked.__dict__),
        "years": [(year, year.capitalize()) for year in years],
        "inspectorates": sorted({name for row in every for name in row.inspectorates}),
        "states": [(s.value, REPORT_STATE_WORDS[s][0]) for s in ReportState if s is not ReportState.COPY],
        "STATE": REPORT_STATE_WORDS, "counts": queries.to_check_counts(),
    })
