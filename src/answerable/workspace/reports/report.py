"""The report's own page: where things stand, what comes next, and what it is."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from answerable.accounts.queries import members, people_names
from answerable.commitments.queries import of_report
from answerable.inspections import queries
from answerable.inspections.models import Report
from answerable.inspections.rules import ReportState
from answerable.responses import beside, last_day, steps
from answerable.responses.queries import draft
from answerable.responses.tasks import UNDERSTAND, Task
from answerable.workspace.answers.frame import titles
from answerable.workspace.commitments import words
from answerable.workspace.reports.history import lines
from answerable.workspace.reports.standing import why_not_change
from answerable.workspace.requests import MemberRequest


@require_safe
def report(request: MemberRequest, ref: str) -> HttpResponse:
    row = queries.report(ref)
    if row.state in (ReportState.READING, ReportState.NOT_READ):
        return HttpResponseRedirect(reverse("reading", kwargs={"ref": ref}))
    if row.state == ReportState.COPY and row.same_title_as is not None:
        return HttpResponseRedirect(reverse("report", kwargs={"ref": row.same_title_as.ref}))
    answer = draft(row)
    tasks = [checking_task(row), *steps.tasks(answer, titles(request, answer), request.today, members(request.today))]
    groups: dict[str, list[Task]] = {}
    for task in tasks:
        groups.setdefault(task.group, []).append(task)
    documents = queries.documents(row)
    return render(request, "reports/report.html", {
        "report": row, "groups": groups, "documents": documents, "history": lines(ref),
        "next": steps.next_task(tasks),
        "who": people_names({d.added_by for d in documents} | {row.details_confirmed_by}),
        "why_not": why_not_change(row, request.member), "clock_sentence": steps.clock_sentence(answer, request.today),
        "findings": queries.confirmed_findings(row), "beside": beside.sentences(answer, request.today),
        "moved": last_day.sentences(answer), "is_recorded": last_day.is_recorded(answer),
        "made": of_report(row), "words": words, "today": request.today,
    })


def checking_task(row: Report) -> Task:
    """The task "Check what we read", with how far it is."""
    parts: dict[str, str | int] = {"ref": row.ref}
    if row.state == ReportState.CONFIRMED:
        return Task(UNDERSTAND, "Check what we read", "confirm", "Completed", parts=parts)
    progress = queries.progress(row)
    begun = progress.confirmed or progress.left_out or row.details_confirmed_at
    label = f"Check what we read ({progress.proposed} of {progress.live} findings to check)"
    status, colour = ("Under way", "blue") if begun else ("Not started", "grey")
    return Task(UNDERSTAND, label, "confirm", status, colour, parts=parts)
