"""The clocks of an answer, with their working, and what the office says of them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from answerable.duties.words import day_sentence
from answerable.responses import operations, slots
from answerable.responses.clocks import clock_status
from answerable.responses.queries import Draft
from answerable.responses.rules import Refused, check_can_write, reason_against
from answerable.responses.slots import ClockMark, ClockNote, DatesContent
from answerable.workspace.answers.frame import answer_page, opened
from answerable.workspace.answers.saving import save
from answerable.workspace.forms import DayField, problems_of
from answerable.workspace.requests import MemberRequest

MARKS = (
    ("applies", "It applies"),
    (ClockMark.DOES_NOT_APPLY.value, "It does not apply"),
    (ClockMark.DISPUTED.value, "We dispute it"),
)


class DatesForm(forms.Form):
    received_on = DayField("the day the report was received", required=False)


@require_http_methods(["GET", "POST"])
def dates(request: MemberRequest, ref: str) -> HttpResponse:
    now = opened(ref)
    form = DatesForm(request.POST if request.method == "POST" else None,
                     initial={"received_on": now.dates.received_on})
    problems = problems_of(form)
    if request.method == "POST" and not problems:
        notes, problems = _notes(request, now)
        if not problems:
            content = DatesContent(received_on=form.cleaned_data["received_on"], notes=notes)
            try:
                return save(
                    request, now, slots.DATES, content,
                    lambda expected: operations.set_dates(
                        report=now.report, content=content, expected=expected, by=request.member, at=request.at),
                    then=reverse("dates", kwargs={"ref": ref}), done="The dates are saved.",
                )
            except Refused as refusal:
                problems = {"dates": str(refusal)}
    return answer_page(request, "dates.html", now, {
        "form": form, "MARKS": MARKS, "expected": now.number(slots.DATES), "cards": _cards(request, now),
        "needs_received": any(not due.clock.rule.starts_on_publication for due in now.clocks),
        "why_not": reason_against(check_can_write, request.member, now.situation()),
    }, problems=problems, slot=slots.DATES)


def _cards(request: MemberRequest, now: Draft) -> list[dict[str, Any]]:
    cards = []
    for due in now.clocks:
        code = due.clock.rule.code
        mark = due.note.mark.value if due.note else "applies"
        reason = due.note.reason if due.note else ""
        cards.append({
            "due": due, "code": code, "status": clock_status(due, request.today, now.responded_on),
            "day": day_sentence(due.clock, request.today), "mark": request.POST.get(f"mark-{code}", mark),
            "reason": request.POST.get(f"reason-{code}", reason),
        })
    return cards


def _notes(request: MemberRequest, now: Draft) -> tuple[dict[str, ClockNote], dict[str, str]]:
    notes, problems = {}, {}
    for due in now.clocks:
        code = due.clock.rule.code
        mark, reason = request.POST.get(f"mark-{code}", "applies"), request.POST.get(f"reason-{code}", "").strip()
        if mark not in {m.value for m in ClockMark}:
            continue
        if not reason:
            what = "does not apply" if mark == ClockMark.DOES_NOT_APPLY.value else "is disputed"
            problems[f"reason-{code}"] = f"Say why this {what}"
        else:
            notes[code] = ClockNote(mark=ClockMark(mark), reason=reason)
    return notes, problems
