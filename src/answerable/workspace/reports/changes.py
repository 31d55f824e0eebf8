"""Changing one finding: each change is a page of its own that returns to the same finding."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from answerable.accounts.queries import people_names
from answerable.documents.differences import marked
from answerable.inspections import operations, queries
from answerable.inspections.models import Finding, Report
from answerable.inspections.operations import Changed, Words
from answerable.inspections.rules import (
    KIND_WORDS,
    LEFT_OUT_WORDS,
    LeftOut,
    joined,
    pages_in_words,
    pieces,
    split_at,
    without_words,
    words_not_on_page,
)
from answerable.workspace.environment import clock_time
from answerable.workspace.forms import DayField, problems_of
from answerable.workspace.reports import pictures
from answerable.workspace.reports.fields import LinesField, WordsField, tell_what_was_taken_out
from answerable.workspace.reports.findings import finding_address, kind_choices
from answerable.workspace.reports.standing import why_not_change
from answerable.workspace.requests import MemberRequest, whole_number

Missing = list[tuple[str, int, int]]
MOST_TO_JOIN = 20  # the nearest findings are offered


class EditForm(forms.Form):
    version = forms.IntegerField()
    kind = forms.ChoiceField(choices=[(kind, words[0]) for kind, words in KIND_WORDS.items()],
                             error_messages={"required": "Choose the kind of finding"})
    words = WordsField(error_messages={"required": "Enter the words of the finding"})
    sub_points = LinesField(required=False)
    printed_number = WordsField(max_length=40, required=False)
    heading = WordsField(required=False)
    subheading = WordsField(required=False)
    addressed_to = WordsField(required=False)
    date_words = WordsField(max_length=200, required=False)
    date_on = DayField("the date", required=False)

    def as_words(self) -> Words:
        return Words(**{name: self.cleaned_data[name] for name in self.fields if name != "version"})


@require_http_methods(["GET", "POST"])
def edit(request: MemberRequest, ref: str, serial: int) -> HttpResponse:
    report = queries.report(ref)
    finding = queries.finding(report, serial)
    if request.method != "POST":
        initial = {**finding.__dict__, **_earlier(finding, request.GET.get("from", ""))}
        initial["sub_points"] = "\n".join(initial["sub_points"])
        return _edit_page(request, report, finding, EditForm(initial=initial))
    form = EditForm(request.POST)
    if not form.is_valid():
        return _edit_page(request, report, finding, form)
    words, version, settle = form.as_words(), form.cleaned_data["version"], request.POST.get("settle")
    if settle is not None:
        return _settled(request, report, finding, form, settle)
    missing = _not_on_page(report, finding, words)
    told = ", ".join(f"‘{word}’" for word, _, _ in missing)
    if missing and (request.POST.get("asked") != told or request.POST.get("keep") not in ("keep", "drop")):
        return _edit_page(request, report, finding, form, asked=told)
    if missing and request.POST["keep"] == "drop":
        words = _dropped(report, finding, words)
    return _saved(request, report, finding, version, words, form)


def _earlier(finding: Finding, asked: str) -> dict[str, Any]:
    """Words of the history to begin from, when the address asks for them; nothing is saved by that."""
    row = next((row for row in queries.former(finding) if str(row.id) == asked), None) if asked else None
    if row is None:
        return {}
    held = {name: row.content[name] for name in EditForm.base_fields if name in row.content}
    return {**held, "date_on": date.fromisoformat(held["date_on"]) if held.get("date_on") else None}


def _saved(
    request: MemberRequest, report: Report, finding: Finding, version: int, words: Words, form: EditForm
) -> HttpResponse:
    try:
        saved = operations.edit_finding(
            finding=finding, version=version, words=words, by=request.member, at=request.at)
    except Changed as conflict:
        return _conflict_page(request, report, finding, conflict, form)
    tell_what_was_taken_out(request, form)
    messages.success(request, f"Finding {saved.shown_number} is saved. It is to be confirmed.")
    return HttpResponseRedirect(finding_address(report, saved))


def _edit_page(
    request: MemberRequest, report: Report, finding: Finding, form: EditForm, *, asked: str = "",
    values: dict[str, Any] | None = None,
) -> HttpResponse:
    problems = problems_of(form)
    around = _page_numbers(finding)
    if asked:
        where = pages_in_words(sorted(around)).capitalize() if report.has_pages else "The page"
        do = "do" if report.has_pages and len(around) > 1 else "does"
        problems["keep"] = f"{where} {do} not have these words: {asked}. Does the picture?"
    return render(request, "reports/edit.html", {
        "report": report, "finding": finding, "form": form, "problems": problems, "asked": asked,
        "values": values or (form.data if form.is_bound else form.initial), "KINDS": kind_choices(),
        **_frame(request, report, finding),
    }, status=422 if problems else 200)


def _conflict_page(
    request: MemberRequest, report: Report, finding: Finding, conflict: Changed, form: EditForm,
    problems: dict[str, str] | None = None,
) -> HttpResponse:
    """Somebody else saved first: both texts, and three ways on. Nothing is saved until one is chosen."""
    theirs = conflict.theirs
    assert isinstance(theirs, Finding)
    mine = form.as_words()
    yours, saved = marked(_whole(mine.words, mine.sub_points), _whole(theirs.words, theirs.sub_points))
    return render(request, "reports/conflict.html", {
        "report": report, "finding": finding, "theirs": theirs, "yours_runs": yours, "theirs_runs": saved,
        "who": people_names([theirs.changed_by]).get(theirs.changed_by, "somebody"), "problems": problems or {},
        "fields": [(key, value) for key, value in form.data.items()
                   if key not in ("csrfmiddlewaretoken", "version", "settle", "keep", "asked")],
    }, status=422 if problems else 409)


def _settled(
    request: MemberRequest, report: Report, finding: Finding, form: EditForm, settle: str
) -> HttpResponse:
    words, version = form.as_words(), form.cleaned_data["version"]
    if finding.version != version or settle not in ("mine", "theirs", "both"):
        problems = {} if finding.version != version else {"settle": "Choose what to keep"}
        return _conflict_page(request, report, finding, Changed(finding), form, problems)
    if settle == "mine":
        return _saved(request, report, finding, version, words, form)
    operations.set_aside(finding=finding, version=version, words=words, by=request.member, at=request.at)
    if settle == "theirs":
        messages.success(request, f"Finding {finding.shown_number} stays as saved. Yours is kept in its history.")
        return HttpResponseRedirect(finding_address(report, finding))
    values = {**dict(form.data.items()), "version": version, "words": f"{finding.words}\n\n{words.words}"}
    return _edit_page(request, report, finding, EditForm(initial={"date_on": words.date_on}), values=values)


def _page_numbers(finding: Finding) -> set[int]:
    return {finding.page, *(place["page"] for place in finding.places)}


def _not_on_page(report: Report, finding: Finding, words: Words) -> Missing:
    """Words that the finding's pages do not have, but for those that were let stand before."""
    text = queries.text_of_pages(report, _page_numbers(finding))
    if not text:
        return []
    before = Counter(w.casefold() for w, _, _ in _missing(_texts(finding.words, finding.sub_points), text))
    found = []
    for word in _missing(_texts(words.words, words.sub_points), text):
        if before[word[0].casefold()]:
            before[word[0].casefold()] -= 1
        else:
            found.append(word)
    return found


def _missing(texts: list[str], page_text: str) -> Missing:
    return [word for text in texts for word in words_not_on_page(text, page_text)]


def _dropped(report: Report, finding: Finding, words: Words) -> Words:
    text = queries.text_of_pages(report, _page_numbers(finding))

    def kept(part: str) -> str:
        return without_words(part, words_not_on_page(part, text))

    points = tuple(point for point in map(kept, words.sub_points) if point)
    return Words(**{**words.__dict__, "words": kept(words.words) or words.words, "sub_points": points})


def _texts(words: str, sub_points: Any) -> list[str]:
    return [words, *sub_points]


def _whole(words: str, sub_points: Any) -> str:
    return "\n".join(_texts(words, sub_points))


@require_http_methods(["GET", "POST"])
def join(request: MemberRequest, ref: str, serial: int) -> HttpResponse:
    report = queries.report(ref)
    finding = queries.finding(report, serial)
    around = queries.findings_between(report, finding.page, finding.page + 1)
    others = sorted((row for row in around if row.id != finding.id),
                    key=lambda row: abs(row.position - finding.position))[:MOST_TO_JOIN]
    asked = request.POST if request.method == "POST" else request.GET
    other = next((row for row in others if str(row.serial) == asked.get("with")), None)
    how, kind = asked.get("how", ""), asked.get("kind", "")
    problems: dict[str, str] = {}
    if "see" in asked or request.method == "POST":
        if other is None:
            problems["with"] = "Choose the finding to join"
        if how not in ("text", "sub_points"):
            problems["how"] = "Choose how to join them"
    if request.method == "POST" and other is not None and not problems:
        if finding.kind == other.kind:
            kind = finding.kind
        if kind not in (finding.kind, other.kind):
            problems["kind"] = "Choose which kind the joined finding is"
        else:
            return _joined(request, report, finding, other, how, kind)
    result = None
    if other is not None and how in ("text", "sub_points"):
        result = joined((finding.words, finding.sub_points), (other.words, other.sub_points), how)
    return render(request, "reports/join.html", {
        "report": report, "finding": finding, "others": others, "other": other, "how": how, "kind": kind,
        "result": result, "problems": problems, "KIND": KIND_WORDS, **_frame(request, report, finding),
    }, status=422 if problems else 200)


def _joined(
    request: MemberRequest, report: Report, finding: Finding, other: Finding, how: str, kind: str
) -> HttpResponse:
    try:
        saved = operations.join_findings(
            finding=finding, version=_version(request, "version"), other=other,
            other_version=_version(request, "other_version"), how=how, kind=kind, by=request.member, at=request.at)
    except Changed as conflict:
        return _moved_on(request, report, conflict, "Nothing is joined.")
    messages.success(request, f"Finding {other.shown_number} is now part of finding {saved.shown_number}.")
    return HttpResponseRedirect(finding_address(report, saved))


@require_http_methods(["GET", "POST"])
def split(request: MemberRequest, ref: str, serial: int) -> HttpResponse:
    report = queries.report(ref)
    finding = queries.finding(report, serial)
    parts = pieces(finding.words, finding.sub_points)
    asked = request.POST if request.method == "POST" else request.GET
    starts = [i for i in map(whole_number, asked.getlist("starts")) if i and i < len(parts)]
    problems = {}
    if ("see" in asked or request.method == "POST") and not starts:
        problems["starts"] = "Tick where a new finding starts"
    if request.method == "POST" and not problems:
        try:
            made = operations.split_finding(
                finding=finding, version=_version(request, "version"), starts=starts, by=request.member, at=request.at)
        except Changed as conflict:
            return _moved_on(request, report, conflict, "Nothing is split.")
        numbers = ", ".join(str(row.shown_number) for row in made[1:])
        messages.success(request, f"Finding {made[0].shown_number} is split. New: {numbers}.")
        return HttpResponseRedirect(finding_address(report, made[0]))
    return render(request, "reports/split.html", {
        "report": report, "finding": finding, "parts": parts, "starts": starts, "problems": problems,
        "result": split_at(parts, starts) if starts else None, **_frame(request, report, finding),
    }, status=422 if problems else 200)


OFFERED = tuple(reason for reason in LeftOut if reason is not LeftOut.JOINED)


class LeaveOutForm(forms.Form):
    version = forms.IntegerField()
    reason = forms.ChoiceField(choices=[(reason.value, LEFT_OUT_WORDS[reason]) for reason in OFFERED])
    same_as = forms.IntegerField(required=False)
    words = WordsField(max_length=500, required=False)


@require_http_methods(["GET", "POST"])
def leave_out(request: MemberRequest, ref: str, serial: int) -> HttpResponse:
    report = queries.report(ref)
    finding = queries.finding(report, serial)
    form = LeaveOutForm(request.POST if request.method == "POST" else None)
    form.fields["reason"].error_messages["required"] = f"Choose why finding {finding.shown_number} is left out"
    form.fields["same_as"].error_messages["invalid"] = "Enter the number of the finding, such as 3"
    problems = problems_of(form)
    others = {row.shown_number: row for row in queries.live_findings(report) if row.id != finding.id}
    if form.is_bound and not problems:
        data = form.cleaned_data
        same, reason = others.get(data["same_as"]), LeftOut(data["reason"])
        if reason is LeftOut.SAME and same is None:
            problems["same_as"] = "Enter the number of the finding that it is the same as"
        elif reason is LeftOut.OTHER and not data["words"]:
            problems["words"] = f"Say why finding {finding.shown_number} is left out"
        else:
            tell_what_was_taken_out(request, form)
            return _left_out(request, report, finding, reason, data, same)
    return render(request, "reports/leave_out.html", {
        "report": report, "finding": finding, "form": form, "problems": problems,
        "reasons": [(reason.value, LEFT_OUT_WORDS[reason]) for reason in OFFERED],
        **_frame(request, report, finding),
    }, status=422 if problems else 200)


def _left_out(
    request: MemberRequest, report: Report, finding: Finding, reason: LeftOut, data: dict[str, Any],
    same_as: Finding | None,
) -> HttpResponse:
    address = finding_address(report, finding).partition("#")[0]
    try:
        operations.leave_out(finding=finding, version=data["version"], reason=reason, words=data["words"],
                             same_as=same_as, by=request.member, at=request.at)
    except Changed as conflict:
        return _moved_on(request, report, conflict, "It is not left out.")
    messages.success(
        request, f"Finding {finding.shown_number} is left out. It stands under “Left out” and can be put back.")
    return HttpResponseRedirect(address)


@require_POST
def put_back(request: MemberRequest, ref: str, serial: int) -> HttpResponse:
    report = queries.report(ref)
    finding = queries.finding(report, serial)
    try:
        saved, other = operations.put_back(
            finding=finding, version=_version(request, "version"), by=request.member, at=request.at)
    except Changed as conflict:
        return _moved_on(request, report, conflict, "It is not put back.")
    messages.success(request, f"Finding {saved.shown_number} is put back. It is to be confirmed.")
    if finding.left_out_reason == LeftOut.JOINED and finding.same_as is not None:
        number = finding.same_as.shown_number
        messages.info(request, f"Finding {number} has its own words again." if other else
                      f"Finding {number} was changed since they were joined and still has the joined words. Edit it.")
    return HttpResponseRedirect(finding_address(report, saved))


@require_safe
def history(request: MemberRequest, ref: str, serial: int) -> HttpResponse:
    """Every state of a finding, newest first, each marked against the one before it."""
    report = queries.report(ref)
    finding = queries.finding(report, serial)
    former = queries.former(finding)
    states = [(row.what, row.written_by, row.written_at, row.content, row.id) for row in former]
    now = (finding.what, finding.changed_by, finding.changed_at, operations.content(finding), 0)
    kept = sorted((s for s in states if s[0] != "set_aside"), key=lambda s: s[2])
    rows, before = [], None
    for what, who, at, held, row_id in [*kept, now]:
        text = _whole(held["words"], held["sub_points"])
        rows.append((what, who, at, marked(text, before)[0] if before is not None else marked(text, text)[0], row_id))
        before = text
    aside = [(what, who, at, marked(t := _whole(held["words"], held["sub_points"]), t)[0], row_id)
             for what, who, at, held, row_id in states if what == "set_aside"]
    return render(request, "reports/finding_history.html", {
        "report": report, "finding": finding, "rows": [*reversed(rows)], "aside": aside,
        "who": people_names(row[1] for row in [*rows, *aside]), "back_to": finding_address(report, finding),
        "why_not": why_not_change(report, request.member),
    })


def _frame(request: MemberRequest, report: Report, finding: Finding) -> dict[str, Any]:
    """What every changing page shows: the cut-out, the way back, the reason when nothing can be changed."""
    around = queries.pages_around(report, finding.page, _page_numbers(finding))
    return {"cut_outs": pictures.cut_outs(report, finding, around), "back_to": finding_address(report, finding),
            "why_not": why_not_change(report, request.member)}


def _moved_on(request: MemberRequest, report: Report, conflict: Changed, nothing: str) -> HttpResponseRedirect:
    theirs = conflict.theirs
    assert isinstance(theirs, Finding)
    who = people_names([theirs.changed_by]).get(theirs.changed_by, "somebody")
    messages.warning(request, f"Finding {theirs.shown_number} was changed by {who} at {clock_time(theirs.changed_at)} "
                     f"while you had it open. {nothing} Look at it and begin again.")
    return HttpResponseRedirect(finding_address(report, theirs))


def _version(request: MemberRequest, name: str) -> int:
    return whole_number(request.POST.get(name, "")) or 0
