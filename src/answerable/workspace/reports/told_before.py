""" "Have we been told this before?": each finding of a report beside the earlier ones that are like it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from answerable.accounts.queries import people_names
from answerable.accounts.roles import Permission, check_may
from answerable.commitments.queries import standings
from answerable.duties.dates import format_date
from answerable.inspections import operations, queries, similar
from answerable.inspections.likeness import Word
from answerable.inspections.models import Recurrence, Report
from answerable.inspections.queries import ConfirmedFinding
from answerable.inspections.recurrences import Recurrences, found_in, recurrences
from answerable.inspections.rules import CannotChange, Recurs
from answerable.inspections.similar import Like
from answerable.inspections.word_index import text_of
from answerable.records.contents import Action
from answerable.responses.answered_then import answered_then
from answerable.responses.rules import reason_against
from answerable.workspace.forms import problems_of
from answerable.workspace.reports.fields import WordsField
from answerable.workspace.reports.years import Years, years_of
from answerable.workspace.requests import MemberRequest

PART = 10  # findings on one screen

ACTION_WORDS = {
    Action.NOT_STARTED: "not started", Action.UNDER_WAY: "under way", Action.DONE: "said to be done",
    Action.STOPPED: "stopped", Action.REPLACED: "replaced by another", Action.CARRIED_FORWARD: "carried forward",
}
VERDICT_WORDS = {Recurs.SAME: "The same weakness", Recurs.NOT_SAME: "Not the same"}


@dataclass(frozen=True)
class Run:
    """Words of a text that stand together, and whether the other text has them too."""

    words: str
    is_shared: bool


@dataclass(frozen=True)
class Beside:
    """An earlier finding beside a later one, line by line, with what people said about the two."""

    like: Like
    mine: list[list[Run]]
    theirs: list[list[Run]]
    shared: tuple[str, ...]  # the words that both have, as the earlier one writes them
    said: tuple[Recurrence, ...]  # newest first; the first one stands


@dataclass(frozen=True)
class Told:
    """A finding of the report with everything it was told before in."""

    finding: ConfirmedFinding
    beside: list[Beside]
    years: Years | None


class JudgeForm(forms.Form):
    number = forms.IntegerField(min_value=1, max_value=100_000)
    earlier = forms.SlugField(max_length=12)
    earlier_number = forms.IntegerField(min_value=1, max_value=100_000)
    verdict = forms.ChoiceField(choices=[(one.value, words) for one, words in VERDICT_WORDS.items()])
    note = WordsField(required=False, max_length=500)


@require_http_methods(["GET", "POST"])
def told_before(request: MemberRequest, ref: str) -> HttpResponse:
    report = queries.report(ref)
    if request.method == "POST":
        return _judge(request, report)
    return _page(request, report)


def _judge(request: MemberRequest, report: Report) -> HttpResponse:
    form = JudgeForm(request.POST)
    if problems := problems_of(form):
        return _page(request, report, {"told": next(iter(problems.values()))})
    data = form.cleaned_data
    verdict = Recurs(data["verdict"])
    try:
        operations.judge_recurrence(
            report=report, number=data["number"], earlier_report=queries.report(data["earlier"]),
            earlier_number=data["earlier_number"], verdict=verdict, note=data["note"], by=request.member,
            at=request.at)
    except CannotChange as reason:
        return _page(request, report, {"told": str(reason)})
    messages.success(request, f"Finding {data['number']}: “{VERDICT_WORDS[verdict]}” is recorded.")
    part = request.GET.get("part", "")
    asked = f"?part={part}" if part.isascii() and part.isdigit() else ""
    address = reverse("told-before", kwargs={"ref": report.ref})
    return HttpResponseRedirect(f"{address}{asked}#finding-{data['number']}")


def _page(request: MemberRequest, report: Report, problems: dict[str, str] | None = None) -> HttpResponse:
    findings = queries.confirmed_findings(report)
    every = similar.told_before(report)
    said = recurrences()
    told_of = [one for one in findings if every[one.number] or said.earlier_than(one.finding_id)]
    part = Paginator(told_of, PART).get_page(request.GET.get("part"))
    shown = [_told(finding, every[finding.number], said) for finding in part]
    likes = [beside.like for told in shown for beside in told.beside]
    return render(request, "reports/told_before.html", {
        "report": report, "findings": findings, "told": shown, "part": part, "told_of": len(told_of),
        "answered": answered_then((like.report.id, like.finding.number) for like in likes),
        "became": what_became_of(likes), "VERDICT_WORDS": VERDICT_WORDS, "Recurs": Recurs,
        "who": people_names(row.by for told in shown for beside in told.beside for row in beside.said),
        "why_not": reason_against(check_may, request.member, Permission.CONFIRM_FINDINGS),
        "problems": problems or {},
    }, status=422 if problems else 200)


def what_became_of(likes: Sequence[Like]) -> dict[int, list[str]]:
    """For the row of an earlier finding, where the commitments that were made to it stand: a sentence each."""
    rows_of = {(like.report.id, like.finding.number): like.finding.finding_id for like in likes}
    found: dict[int, list[str]] = {}
    for row in standings().filter(commitment__report__in={report for report, _ in rows_of}).order_by("id"):
        place = row.commitment.report_id, row.commitment.finding
        if place in rows_of:
            sentence = f"{row.words} ({ACTION_WORDS[Action(row.action)]}, {format_date(row.action_on)})"
            found.setdefault(rows_of[place], []).append(sentence)
    return found


def _told(finding: ConfirmedFinding, likes: Sequence[Like], said: Recurrences) -> Told:
    text = text_of(finding)
    known = {like.finding.finding_id for like in likes}
    others = [one for one in said.earlier_than(finding.finding_id) if one not in known]
    beside = [_beside(text, like, said.all_of(finding.finding_id, like.finding.finding_id))
              for like in (*likes, *similar.likes_of(text, others))]
    return Told(finding, beside, years_of(found_in(said.same_as(finding.finding_id))))


def _beside(text: str, like: Like, said: Sequence[Recurrence]) -> Beside:
    words = dict.fromkeys(like.text[word.start:word.end].lower() for word in like.theirs)
    return Beside(like, marked(text, like.mine), marked(like.text, like.theirs), tuple(words), tuple(reversed(said)))


def marked(text: str, words: Sequence[Word]) -> list[list[Run]]:
    """The lines of a text, each as runs of words that are shared and of words that are not."""
    lines: list[list[Run]] = [[]]
    for start, end, is_shared in _stretches(text, words):
        for i, piece in enumerate(text[start:end].split("\n")):
            if i:
                lines.append([])
            if piece:
                lines[-1].append(Run(piece, is_shared))
    return [line for line in lines if line]


def _stretches(text: str, words: Sequence[Word]) -> Iterator[tuple[int, int, bool]]:
    place = 0
    for word in words:
        yield place, word.start, False
        yield word.start, word.end, True
        place = word.end
    yield place, len(text), False
