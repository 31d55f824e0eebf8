"""The table of reports, with its filters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from answerable.accounts.roles import PERMISSIONS, ROLE_WORDS, Permission
from answerable.inspections import queries
from answerable.inspections.models import Report
from answerable.inspections.rules import REPORT_STATE_WORDS, ReportState
from answerable.responses.queries import Draft, drafts_of
from answerable.responses.rules import STATE_WORDS, WHOSE_TURN, Decision
from answerable.responses.steps import DECISION_WORDS
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


@dataclass(frozen=True)
class Row:
    """A report as the table shows it: each of `why` and `state` is a status with its colour."""

    report: Report
    why: tuple[str, str]
    last_day: date | None
    state: tuple[str, str]
    turn: str


def rows_of(held: Sequence[Report]) -> list[Row]:
    return [_row(draft) for draft in drafts_of(held)]


def _row(draft: Draft) -> Row:
    state = ReportState(draft.report.state)
    decision = draft.duty.decision if draft.duty else None
    words = REPORT_STATE_WORDS[state]
    if state is ReportState.CONFIRMED and decision is not None and decision.is_due:
        words = STATE_WORDS[draft.state]
        if draft.answered_by is not None:
            words = ("Answered in another", "green") if draft.responded_on else ("To answer in another", "blue")
    clock = draft.clock
    return Row(draft.report, DECISION_WORDS[decision], clock.clock.due_on if clock else None, words,
               _turn(draft, state, decision))


def _turn(draft: Draft, state: ReportState, decision: Decision | None) -> str:
    """Which roles can take the next step."""
    permission: Permission | None = Permission.CONFIRM_FINDINGS
    if state is ReportState.CONFIRMED:
        permission = WHOSE_TURN[draft.state] if draft.is_confirmed else Permission.DECIDE_DUTY
        if draft.answered_by is not None and draft.is_confirmed:
            permission = Permission.DECIDE_DUTY if draft.answered_by.is_withdrawn else None
        if decision is Decision.NOT_DUE:
            permission = None
    if permission is None:
        return "Nobody"
    return " or ".join(sorted(ROLE_WORDS[role][0] for role in PERMISSIONS[permission])).capitalize()


@require_safe
def reports(request: MemberRequest) -> HttpResponse:
    every = queries.reports()
    asked = Filters(**{name: request.GET.get(name, "") for name in ("year", "inspectorate", "state")})
    page = Paginator([row for row in every if asked.takes(row)], ROWS).get_page(request.GET.get("page"))
    years = sorted({year_of(row) for row in every}, reverse=True)
    return render(request, "reports/list.html", {
        "page": page, "rows": rows_of(list(page)), "any": bool(every), "asked": asked,
        "query": urlencode(asked.__dict__),
        "years": [(year, year.capitalize()) for year in years],
        "inspectorates": sorted({name for row in every for name in row.inspectorates}),
        "states": [(s.value, REPORT_STATE_WORDS[s][0]) for s in ReportState if s is not ReportState.COPY],
        "counts": queries.to_check_counts(),
    })
