"""A page of the report with its findings: the unit in which they are confirmed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from django.views.decorators.http import require_http_methods

from answerable.accounts.queries import people_names
from answerable.inspections import operations, queries
from answerable.inspections.models import Finding, ReadPage, Report
from answerable.inspections.operations import Unanswered, Words
from answerable.inspections.rules import KIND_WORDS, DoubtStep, FindingState, counted, doubt_step
from answerable.workspace.environment import clock_time
from answerable.workspace.forms import problems_of
from answerable.workspace.reports import pictures
from answerable.workspace.reports.fields import WordsField, tell_what_was_taken_out
from answerable.workspace.reports.standing import why_not_change
from answerable.workspace.requests import MemberRequest, whole_number

PART = 50  # findings on one screen; a page of the web can hold thousands


@dataclass(frozen=True)
class Shown:
    """One finding as the page shows it."""

    row: Finding
    cut_outs: list[pictures.Picture]
    runs_on: list[int]
    confirmed_by: str
    answers: dict[str, str] = field(default_factory=dict)  # chosen just now, not yet saved


@require_http_methods(["GET", "POST"])
def page_of_findings(request: MemberRequest, ref: str, page: int) -> HttpResponse:
    report = queries.report(ref)
    if request.method == "POST":
        return _confirm(request, report, page)
    return _page(request, report, page, {}, 200)


def _confirm(request: MemberRequest, report: Report, page: int) -> HttpResponse:
    seen = {int(serial): int(version) for serial, version in _posted(request.POST, "version")}
    answers: dict[int, dict[str, str]] = {}
    for key, choice in _posted(request.POST, "doubt"):
        serial, _, code = key.partition("-")
        answers.setdefault(int(serial), {})[code] = choice
    try:
        done = operations.confirm_page(
            report=report, page=page, seen=seen, answers=answers, by=request.member, at=request.at)
    except Unanswered as questions:
        rows = {row.serial: row for row in queries.findings_on(report, page)}
        problems = {f"doubt-{serial}-{rows[serial].open_doubts[0]['code']}":
                    f"Answer the question about finding {rows[serial].shown_number}" for serial in questions.serials}
        return _page(request, report, page, problems, 422)
    if done.changed:
        return _page(request, report, page, _changed_meanwhile(done), 409)
    messages.success(request, f"{counted(len(done.confirmed), 'finding')} on page {page} confirmed.")
    return HttpResponseRedirect(_after(request, report, page, answers))


def _posted(data: MultiValueDict[str, str], name: str) -> list[tuple[str, str]]:
    """The fields "name-..." with their values; a key that no page of ours sends is not looked at."""
    shape = re.compile(rf"{name}-(\d{{1,9}}(?:-[a-z_]{{1,40}})?)", re.ASCII)
    found = [(match[1], data.get(key, "")) for key in data if (match := shape.fullmatch(key))]
    return [(key, value) for key, value in found if name != "version" or whole_number(value) is not None]


def _changed_meanwhile(done: operations.PageConfirmed) -> dict[str, str]:
    names = people_names(row.changed_by for row in done.changed)
    rest = len(done.confirmed)
    others = "nothing is confirmed"
    if rest:
        others = "the other one is confirmed" if rest == 1 else f"the other {rest} are confirmed"
    return {
        f"finding-{row.serial}": f"Finding {row.shown_number} was changed by {names.get(row.changed_by, 'somebody')} "
        f"at {clock_time(row.changed_at)} while you had this page open. See both before you confirm it; {others}."
        for row in done.changed
    }


def _after(request: MemberRequest, report: Report, page: int, answers: dict[int, dict[str, str]]) -> str:
    """Where the next work is: the page that an answer leads to, the next page, or the last step."""
    rows = {row.serial: row for row in queries.findings_on(report, page)}
    for serial, given in answers.items():
        for code, choice in given.items():
            step = doubt_step(code, choice)
            names = {DoubtStep.EDIT: "edit-finding", DoubtStep.SPLIT: "split-finding"}
            if serial in rows and rows[serial].state == FindingState.PROPOSED and step in names:
                return reverse(names[step], kwargs={"ref": report.ref, "serial": serial})
            if serial in rows and step is DoubtStep.ADD:
                return reverse("add-finding", kwargs={"ref": report.ref, "page": _other_page(rows[serial], page)})
    if "stop" in request.POST:
        return reverse("confirm", kwargs={"ref": report.ref})
    open_pages = queries.progress(report).open_pages
    following = next((n for n in open_pages if n >= page), open_pages[0] if open_pages else None)
    if following is not None:
        return reverse("confirm-page", kwargs={"ref": report.ref, "page": following})
    return reverse("finish" if report.details_confirmed_at else "confirm", kwargs={"ref": report.ref})


def _other_page(finding: Finding, page: int) -> int:
    """The page that a question about words printed twice names."""
    named = [int(n) for doubt in finding.doubts for n in re.findall(r"[Pp]age (\d{1,4})", doubt["question"])]
    return next((number for number in named if number != page), page)


def _page(request: MemberRequest, report: Report, number: int, problems: dict[str, str], status: int) -> HttpResponse:
    every = queries.findings_on(report, number)
    part = Paginator(every, PART).get_page(request.GET.get("part"))
    findings = list(part)
    around = queries.pages_around(report, number, {n for row in findings for n in pictures.runs_on_to(row)})
    if number not in around:
        raise Http404
    names = people_names(row.confirmed_by for row in findings)
    answered = dict(_posted(request.POST, "doubt"))
    shown = [
        Shown(row, pictures.cut_outs(report, row, around), pictures.runs_on_to(row),
              names.get(row.confirmed_by or 0, ""),
              {doubt["code"]: answered.get(f"{row.serial}-{doubt['code']}", "") for doubt in row.open_doubts})
        for row in findings
    ]
    beyond = sorted({n for one in shown for n in one.runs_on})
    return render(request, "reports/page.html", {
        "report": report, "page": around[number], "part": part, "shown": shown, "every": len(every),
        "unconfirmed": sum(1 for row in findings if row.state == FindingState.PROPOSED), "problems": problems,
        "picture": pictures.picture(report, around[number], findings),
        "tops": [top for n in beyond if n in around and (top := pictures.top_of(report, around[n], findings))],
        "zoom": request.GET.get("zoom", ""), "before": around.get(number - 1), "after": around.get(number + 1),
        "next_page": _next_with_findings(report, number), "why_not": why_not_change(report, request.member),
        "counted": counted,
    }, status=status)


def _next_with_findings(report: Report, page: int) -> int | None:
    return next((n for n in queries.progress(report).open_pages if n > page), None)


class AddForm(forms.Form):
    kind = forms.ChoiceField(
        choices=[(kind, words[0]) for kind, words in KIND_WORDS.items()],
        error_messages={"required": "Choose the kind of finding", "invalid_choice": "Choose the kind of finding"},
    )
    words = WordsField(required=False)
    printed_number = WordsField(max_length=40, required=False)


@require_http_methods(["GET", "POST"])
def add_finding(request: MemberRequest, ref: str, page: int) -> HttpResponse:
    """Add what the reader missed, from the lines of its page or typed."""
    report = queries.report(ref)
    row = queries.page(report, page)
    form = AddForm(request.POST if request.method == "POST" else None)
    ticked = [i for i in map(whole_number, request.POST.getlist("lines")) if i is not None and i < len(row.lines)]
    problems = problems_of(form)
    if request.method == "POST" and not ticked and not form.data.get("words", "").strip():
        problems = {"words" if not row.lines else "lines": "Tick the lines, or type the words", **problems}
    if request.method == "POST" and not problems:
        data = form.cleaned_data
        words = Words(kind=data["kind"], words=data["words"] or from_lines(row, ticked),
                      printed_number=data["printed_number"])
        made = operations.add_finding(report=report, page=page, words=words, lines=ticked, by=request.member,
                                      at=request.at)
        tell_what_was_taken_out(request, form)
        messages.success(request, f"Finding {made.shown_number} is added. It is not confirmed yet.")
        return HttpResponseRedirect(finding_address(report, made))
    return render(request, "reports/add_finding.html", {
        "report": report, "page": row, "form": form, "problems": problems, "ticked": ticked, "KINDS": kind_choices(),
        "picture": pictures.picture(report, row), "why_not": why_not_change(report, request.member),
    }, status=422 if problems else 200)


def from_lines(page: ReadPage, lines: list[int]) -> str:
    """Lines of a page as one text; a word broken by a hyphen stays as printed, for a person to judge."""
    return " ".join(page.lines[i]["text"].strip() for i in sorted(lines))


def kind_choices() -> list[tuple[str, str, str]]:
    return [(kind, words[0], words[1]) for kind, words in KIND_WORDS.items()]


def finding_address(report: Report, finding: Finding) -> str:
    """The place of a finding on its page."""
    rank = [row.serial for row in queries.findings_on(report, finding.page)]
    part = rank.index(finding.serial) // PART + 1 if finding.serial in rank else 1
    address = reverse("confirm-page", kwargs={"ref": report.ref, "page": finding.page})
    return f"{address}{f'?part={part}' if part > 1 else ''}#finding-{finding.serial}"
