"""Writing: the answer to each finding, and the long texts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from django import forms
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from answerable.commitments.queries import of_report
from answerable.inspections.similar import how_many_like
from answerable.records.contents import Branch
from answerable.responses import operations, slots
from answerable.responses.earlier_answers import EarlierAnswer
from answerable.responses.queries import Draft
from answerable.responses.rules import Refused, check_can_write, reason_against
from answerable.responses.slots import FindingContent, TextContent
from answerable.responses.their_words import has_their_position
from answerable.workspace.answers.both import Both, Differs, made_from_both
from answerable.workspace.answers.carry_over import carried_over
from answerable.workspace.answers.frame import answer_page, opened
from answerable.workspace.answers.saving import save
from answerable.workspace.answers.tidying import tidied_content
from answerable.workspace.commitments import words
from answerable.workspace.forms import DayField, problems_of
from answerable.workspace.reports.fields import WordsField, tell_what_was_taken_out
from answerable.workspace.requests import MemberRequest

BRANCHES = (
    (Branch.ACTION.value, "Action taken or proposed"),
    (Branch.NO_ACTION.value, "No action, for a reason"),
    (Branch.OTHER_BODY.value, "Another body answers this, for a reason"),
)


class FindingForm(forms.Form):
    branch = forms.ChoiceField(
        choices=BRANCHES, error_messages={"required": "Choose whether there is action or none"})
    words = WordsField(error_messages={"required": "Write the action, or the reason for none"})
    force_position = WordsField(required=False)
    owner = WordsField(required=False, max_length=200)
    by_when = DayField("the day by which it is done", required=False)


@require_http_methods(["GET", "POST"])
def write_finding(request: MemberRequest, ref: str, number: int) -> HttpResponse:
    now = opened(ref)
    if number not in now.answers:
        raise Http404
    slot = slots.finding_slot(number)
    carried = carried_over(request, now)
    both = made_from_both(request, now, slot, now.answers[number])
    held = both.content
    if carried is not None:
        held = held.model_copy(update={"branch": carried.branch, "words": carried.words})
    form = FindingForm(request.POST if request.method == "POST" else None, initial=held.model_dump())
    problems = problems_of(form)
    if request.method == "POST" and not problems:
        try:
            response = _save_finding(request, now, number, form)
        except Refused as refusal:
            problems = {refusal.field or "words": str(refusal)}
        else:
            tell_what_was_taken_out(request, form)
            return response
    return _finding_page(request, now, number, form, problems, carried, both)


def _save_finding(request: MemberRequest, now: Draft, number: int, form: FindingForm) -> HttpResponse:
    data = form.cleaned_data
    branch = Branch(data["branch"])
    row = {"owner": data["owner"], "by_when": data["by_when"]} if now.has_plan and branch == Branch.ACTION else {}
    typed = FindingContent(branch=branch, words=data["words"], force_position=data["force_position"], **row)
    tidy = tidied_content(typed, now.answers[number])
    content = tidy.content
    covers = {n for n in now.answers if str(n) in request.POST.getlist("also")}
    following = _after(now, number)
    go_on = request.POST.get("then") != "back" and following is not None
    return save(
        request, now, slots.finding_slot(number), content,
        lambda expected: operations.answer_finding(
            report=now.report, number=number, content=content, also_covers=covers, expected=expected,
            says_not_theirs="not_theirs" in request.POST, by=request.member, at=request.at),
        then=reverse("write-finding", kwargs={"ref": now.report.ref, "number": following}) if go_on
        else reverse("report", kwargs={"ref": now.report.ref}),
        done=f"The answer to finding {number} is saved.", tidy=tidy,
    )


def _finding_page(
    request: MemberRequest, now: Draft, number: int, form: FindingForm, problems: dict[str, str],
    carried: EarlierAnswer | None, both: Both[FindingContent],
) -> HttpResponse:
    numbers = list(now.answers)
    place = numbers.index(number)
    coverable = [
        finding for finding in now.findings if finding.number != number and (
            now.answers[finding.number].branch is None or now.answers[finding.number].answered_with == number)]
    covered = [str(n) for n, answer in now.answers.items() if answer.answered_with == number]
    if both.is_of_two and set(both.also) != set(covered):
        both = replace(both, differs=(*both.differs, Differs("Also covers", _numbers(both.also), _numbers(covered))))
    if both.is_of_two and not both.has_theirs:
        covered += [n for n in both.also if n not in covered]
    return answer_page(request, "write_finding.html", now, {
        "finding": now.findings[place], "answer": now.answers[number], "form": form, "BRANCHES": BRANCHES,
        "Branch": Branch, "carried": carried, "both": both,
        "their_position": has_their_position(now, number), "coverable": coverable, "following": _after(now, number),
        "covered": request.POST.getlist("also") if request.method == "POST" else covered,
        "before": numbers[place - 1] if place else None, "number": number, "count": len(numbers),
        "expected": now.number(slots.finding_slot(number)),
        "made": of_report(now.report).filter(commitment__finding=number), "status_words": words, "today": request.today,
        "told": how_many_like(now.report, now.findings[place]),
        "why_not": reason_against(check_can_write, request.member, now.situation()),
    }, problems=problems, slot=slots.finding_slot(number))


def _numbers(findings: Iterable[str]) -> str:
    return ", ".join(f"finding {n}" for n in findings)


def _after(now: Draft, number: int) -> int | None:
    """The next finding, in the report's order."""
    return next((n for n in now.answers if n > number), None)


class TextForm(forms.Form):
    words = WordsField(error_messages={"required": "Write the text"})
    author = WordsField(max_length=200, error_messages={"required": "Enter whose words these are"})


@require_http_methods(["GET", "POST"])
def write_text(request: MemberRequest, ref: str, slot: str) -> HttpResponse:
    if slot not in slots.TEXTS:
        raise Http404
    now = opened(ref)
    heading = _heading(request, now, slot)
    both = made_from_both(request, now, slot, now.text(slot) or TextContent(words="", author=_author(request, slot)))
    form = TextForm(request.POST if request.method == "POST" else None, initial=both.content.model_dump())
    problems = problems_of(form)
    if request.method == "POST" and not problems:
        tidy = tidied_content(TextContent(words=form.cleaned_data["words"], author=form.cleaned_data["author"]),
                              now.text(slot))
        content = tidy.content
        try:
            response = save(
                request, now, slot, content,
                lambda expected: operations.write_text(
                    report=now.report, slot=slot, content=content, expected=expected, by=request.member,
                    at=request.at),
                then=reverse("report", kwargs={"ref": ref}), done=f"“{heading}” is saved.", tidy=tidy,
            )
        except Refused as refusal:
            problems = {"words": str(refusal)}
        else:
            tell_what_was_taken_out(request, form)
            return response
    return answer_page(request, "write_text.html", now, {
        "slot": slot, "slots": slots, "form": form, "heading": heading, "both": both, "expected": now.number(slot),
        "why_not": reason_against(check_can_write, request.member, now.situation()),
    }, problems=problems, slot=slot)


def _heading(request: MemberRequest, now: Draft, slot: str) -> str:
    names = request.names
    return {
        slots.SUMMARY: "Key findings, in our words",
        slots.COMMENTS: f"The {names.holder_title}’s comments",
        slots.REPLY: f"Reply to the {now.inspected(names).chief}’s comments",
        slots.AFTER_LAST_DAY: "Why it is published after the last day",
        slots.NOTE: "Public note: what changed, and why",
    }[slot]


def _author(request: MemberRequest, slot: str) -> str:
    """Whose words these are, until somebody says otherwise."""
    if slot in (slots.SUMMARY, slots.AFTER_LAST_DAY, slots.NOTE):
        return request.names.short_name
    return f"{request.names.holder_name}, {request.names.holder_title}"
