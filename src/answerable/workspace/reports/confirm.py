"""Checking what was read: the overview, the details, the other pages, and the last step that fixes the numbers."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from answerable.accounts.queries import people_names
from answerable.inspections import operations, queries
from answerable.inspections.models import Finding, ReadPage, Report
from answerable.inspections.operations import Changed, Details
from answerable.inspections.rules import (
    KIND_WORDS,
    LEFT_OUT_WORDS,
    PUBLISHED_ON_SOURCES,
    CannotChange,
    FindingState,
    LeftOut,
    ReportState,
    counted,
)
from answerable.workspace.forms import DayField, problems_of
from answerable.workspace.reports.fields import LinesField, LinkField, WordsField, tell_what_was_taken_out
from answerable.workspace.reports.pictures import Picture, picture
from answerable.workspace.reports.standing import why_not_change
from answerable.workspace.requests import MemberRequest


@dataclass(frozen=True)
class PageRow:
    """A page with findings, as the overview lists it."""

    number: int
    findings: int
    questions: int
    unconfirmed: int
    worked_by: str
    worked_at: Any

    @property
    def label(self) -> str:
        asked = f" ({counted(self.questions, 'question')})" if self.questions else ""
        return f"Page {self.number}: {counted(self.findings, 'finding')}{asked}"


def page_rows(findings: list[Finding]) -> list[PageRow]:
    """One row for each page on which findings begin, without those left out."""
    by_page: dict[int, list[Finding]] = {}
    for row in findings:
        if row.state != FindingState.LEFT_OUT:
            by_page.setdefault(row.page, []).append(row)
    names = people_names({row.confirmed_by or row.changed_by for row in findings})
    made = []
    for number, rows in sorted(by_page.items()):
        worked = [(row.confirmed_at or row.changed_at, row.confirmed_by or row.changed_by)
                  for row in rows if row.confirmed_by or row.what != "read"]
        at, who = max(worked, default=(None, None))
        made.append(PageRow(
            number, len(rows), sum(1 for row in rows if row.state == FindingState.PROPOSED and row.open_doubts),
            sum(1 for row in rows if row.state == FindingState.PROPOSED), names.get(who, "") if who else "", at,
        ))
    return made


@require_http_methods(["GET", "POST"])
def overview(request: MemberRequest, ref: str) -> HttpResponse:
    report = queries.report(ref)
    if report.state in (ReportState.READING, ReportState.NOT_READ):
        return HttpResponseRedirect(reverse("reading", kwargs={"ref": ref}))
    problems: dict[str, str] = {}
    if request.method == "POST":  # the question asked when nothing was found
        choice = request.POST.get("none")
        if choice == "none":
            return _finished(request, report, makes_none=True)
        if choice == "add":
            return HttpResponseRedirect(reverse("add-finding", kwargs={"ref": ref, "page": 1}))
        problems["none"] = "Choose whether this report makes findings"
    findings, pages = queries.findings(report), queries.pages(report)
    rows = page_rows(findings)
    return render(request, "reports/confirm.html", {
        "report": report, "rows": rows, "pages": pages, "problems": problems,
        "live": sum(row.findings for row in rows), "confirmed": sum(row.findings - row.unconfirmed for row in rows),
        "left_out": sum(1 for row in findings if row.state == FindingState.LEFT_OUT),
        "other_pages": len({page.number for page in pages} - {row.number for row in rows}),
        "next": next((row for row in rows if row.unconfirmed), None),
        "detail_questions": int(not report.title) + int(report.published_on is None),
        "why_not": why_not_change(report, request.member), "counted": counted,
    }, status=422 if problems else 200)


class PublishedField(DayField):
    """The day from which the clocks count: its absence is told with that reason."""

    def validate(self, value: Any) -> None:
        if value is None:
            raise forms.ValidationError("Enter the date the report was published. The clock counts from it.")


class DetailsForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    title = WordsField(max_length=500, error_messages={"required": "Enter the title of the report"})
    inspectorates = LinesField(error_messages={"required": "Enter the inspectorate, one a line if several"})
    inspection_type = WordsField(max_length=200, required=False)
    area = WordsField(max_length=200, required=False)
    published_on = PublishedField("the date the report was published")
    source = forms.CharField(max_length=200, required=False)
    source_words = WordsField(max_length=150, required=False)
    reply_asked_on = DayField("the date by which the report asks for a reply", required=False)
    link = LinkField()

    def __init__(self, *args: Any, report: Report, **options: Any) -> None:
        super().__init__(*args, **options)
        self.report = report

    @property
    def needs_source(self) -> bool:
        """Whether the date is not the one that was read, so that somebody must say where it stands."""
        return not (self.report.published_on_source and
                    self.cleaned_data.get("published_on") == self.report.published_on)

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if data.get("published_on") and self.needs_source and data.get("source") not in dict(PUBLISHED_ON_SOURCES):
            self.add_error("source", "Say where you found the date")
        if data.get("source") == "elsewhere" and self.needs_source and not data.get("source_words"):
            self.add_error("source_words", "Say where you found the date")
        return data

    def details(self) -> Details:
        data = self.cleaned_data
        source = data["source_words"] if data["source"] == "elsewhere" else dict(PUBLISHED_ON_SOURCES).get(
            data["source"], "").lower()
        return Details(
            title=data["title"], inspectorates=data["inspectorates"], inspection_type=data["inspection_type"],
            area=data["area"], published_on=data["published_on"], reply_asked_on=data["reply_asked_on"],
            published_on_source=source if self.needs_source else self.report.published_on_source, link=data["link"],
        )


@require_http_methods(["GET", "POST"])
def details(request: MemberRequest, ref: str) -> HttpResponse:
    report = queries.report(ref)
    initial = {name: getattr(report, name) for name in (
        "version", "title", "inspection_type", "area", "published_on", "reply_asked_on", "link")}
    initial["inspectorates"] = "\n".join(report.inspectorates)
    form = DetailsForm(request.POST if request.method == "POST" else None, initial=initial, report=report)
    if request.method == "POST" and form.is_valid():
        try:
            operations.confirm_details(report=report, version=form.cleaned_data["version"], details=form.details(),
                                       by=request.member, at=request.at)
        except CannotChange as refusal:
            form.add_error("published_on", str(refusal))
        except Changed as conflict:
            return _details_conflict(request, report, form, conflict)
        else:
            tell_what_was_taken_out(request, form)
            messages.success(request, "The details of the report are confirmed.")
            return HttpResponseRedirect(reverse("confirm", kwargs={"ref": ref}))
    problems = problems_of(form)
    return render(request, "reports/details.html", {
        "report": report, "form": form, "problems": problems, "sources": PUBLISHED_ON_SOURCES,
        "version": form.data.get("version") if form.is_bound else report.version,
        "cut": _first_lines(report), "why_not": why_not_change(report, request.member) if report.state != "confirmed"
        else "",
    }, status=422 if problems else 200)


def _details_conflict(request: MemberRequest, report: Report, form: DetailsForm, conflict: Changed) -> HttpResponse:
    """Two people changed the details: what stands now is shown beside what was sent, which can be sent again."""
    theirs = conflict.theirs
    who = people_names([getattr(theirs, "details_confirmed_by", None)])
    form.add_error("title", f"{next(iter(who.values()), 'Somebody')} changed the details while you had this page open."
                   " What you typed is below and not saved; theirs stands beside it. Save again to keep yours.")
    return render(request, "reports/details.html", {
        "report": report, "form": form, "problems": problems_of(form), "sources": PUBLISHED_ON_SOURCES,
        "version": theirs.version, "theirs": theirs, "cut": None, "why_not": "",
    }, status=409)


def _first_lines(report: Report) -> Picture | None:
    first = ReadPage.objects.filter(report=report, number=1).defer("lines").first() if report.has_pages else None
    return picture(report, first) if first else None


@require_http_methods(["GET", "POST"])
def other_pages(request: MemberRequest, ref: str) -> HttpResponse:
    """The pages where nothing was found, small, so that what was missed is seen."""
    report = queries.report(ref)
    if request.method == "POST":
        seen = request.POST.get("seen") == "yes"
        operations.mark_other_pages(report=report, seen=seen, by=request.member, at=request.at)
        messages.success(request, "Saved that you looked through these pages." if seen
                         else "Saved that nobody looked through these pages yet.")
        return HttpResponseRedirect(reverse("confirm", kwargs={"ref": ref}))
    with_findings = {row.number for row in page_rows(queries.findings(report))}
    pages = [page for page in queries.pages_with_lines(report) if page.number not in with_findings]
    return render(request, "reports/other_pages.html", {
        "report": report, "pages": pages, "why_not": why_not_change(report, request.member),
    })


@require_http_methods(["GET"])
def left_out(request: MemberRequest, ref: str) -> HttpResponse:
    report = queries.report(ref)
    return render(request, "reports/left_out.html", {
        "report": report, "left_out": queries.left_out(report), "WORDS": LEFT_OUT_WORDS, "LeftOut": LeftOut,
        "why_not": why_not_change(report, request.member), "counted": counted,
    })


@require_http_methods(["GET", "POST"])
def finish(request: MemberRequest, ref: str) -> HttpResponse:
    report = queries.report(ref)
    if request.method == "POST":
        return _finished(request, report, makes_none=False)
    return _finish_page(request, report, "")


def _finished(request: MemberRequest, report: Report, *, makes_none: bool) -> HttpResponse:
    try:
        confirmation = operations.finish(report=report, makes_none=makes_none, by=request.member, at=request.at)
    except CannotChange as refusal:
        return _finish_page(request, report, str(refusal))
    number = len(confirmation.findings)
    messages.success(request, f"{counted(number, 'finding')} confirmed. Their numbers are fixed." if number
                     else "It is recorded that this report makes no findings.")
    return HttpResponseRedirect(reverse("report", kwargs={"ref": report.ref}))


def _finish_page(request: MemberRequest, report: Report, refusal: str) -> HttpResponse:
    findings = queries.findings(report)
    live = [row for row in findings if row.state != FindingState.LEFT_OUT]
    kinds = Counter(row.kind for row in live)
    rows = page_rows(findings)
    return render(request, "reports/finish.html", {
        "report": report, "live": live, "problems": {"unconfirmed": refusal} if refusal else {},
        "kinds": [(KIND_WORDS[kind][0], kinds[kind]) for kind in KIND_WORDS if kinds[kind]],
        "left_out": [row for row in findings if row.state == FindingState.LEFT_OUT], "WORDS": LEFT_OUT_WORDS,
        "LeftOut": LeftOut, "open_rows": [row for row in rows if row.unconfirmed],
        "other_pages": len({page.number for page in queries.pages(report)} - {row.number for row in rows}),
        "why_not": why_not_change(report, request.member), "counted": counted,
    }, status=422 if refusal else 200)


class ReasonForm(forms.Form):
    reason = WordsField(max_length=500, error_messages={"required": "Say why the findings are opened again"})


@require_http_methods(["GET", "POST"])
def open_again(request: MemberRequest, ref: str) -> HttpResponse:
    report = queries.report(ref)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        operations.reopen(report=report, reason=form.cleaned_data["reason"], by=request.member, at=request.at)
        tell_what_was_taken_out(request, form)
        messages.success(request, "The findings are open. What was confirmed before counts until you confirm again.")
        return HttpResponseRedirect(reverse("confirm", kwargs={"ref": ref}))
    problems = problems_of(form)
    return render(request, "reports/open_again.html", {"report": report, "form": form, "problems": problems},
                  status=422 if problems else 200)
