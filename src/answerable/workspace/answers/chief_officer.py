"""What came of asking the chief officer for comments, entered by hand."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from answerable.records.contents import ChiefOfficerOutcome
from answerable.responses import operations, slots
from answerable.responses.rules import Refused, check_can_write, reason_against
from answerable.responses.slots import ChiefOfficerContent
from answerable.workspace.answers.frame import answer_page, opened
from answerable.workspace.answers.saving import made_from_both, save
from answerable.workspace.forms import DayField, problems_of
from answerable.workspace.reports.fields import WordsField, tell_what_was_taken_out
from answerable.workspace.requests import MemberRequest

OUTCOMES = (
    ("asked", "We asked, and nothing has come yet"),
    (ChiefOfficerOutcome.RECEIVED.value, "Comments were received"),
    (ChiefOfficerOutcome.DECLINED.value, "They declined to comment"),
    (ChiefOfficerOutcome.NONE_RECEIVED.value, "None came by the day we gave"),
    (ChiefOfficerOutcome.NOT_ASKED.value, "They were not asked"),
)


class ChiefOfficerForm(forms.Form):
    outcome = forms.ChoiceField(choices=OUTCOMES, error_messages={"required": "Choose what came of it"})
    invited_on = DayField("the day they were asked", required=False)
    reply_by = DayField("the day to reply by", required=False)
    received_on = DayField("the day they replied", required=False)
    words = WordsField(required=False)
    author = WordsField(required=False, max_length=200)

    def content(self) -> ChiefOfficerContent:
        data = dict(self.cleaned_data)
        outcome = data.pop("outcome")
        return ChiefOfficerContent(outcome=None if outcome == "asked" else ChiefOfficerOutcome(outcome), **data)


@require_http_methods(["GET", "POST"])
def chief_officer(request: MemberRequest, ref: str) -> HttpResponse:
    now = opened(ref)
    held = made_from_both(request, now, slots.CHIEF_OFFICER, now.chief_officer or ChiefOfficerContent(
        author=request.names.chief_title))
    form = ChiefOfficerForm(
        request.POST if request.method == "POST" else None, initial=_initial(held, now.chief_officer))
    problems = problems_of(form)
    if request.method == "POST" and not problems:
        content = form.content()
        try:
            response = save(
                request, now, slots.CHIEF_OFFICER, content,
                lambda expected: operations.record_chief_officer(
                    report=now.report, content=content, expected=expected, by=request.member, at=request.at),
                then=reverse("report", kwargs={"ref": ref}),
                done=f"What came from the {request.names.chief_title} is saved.",
            )
        except Refused as refusal:
            problems = {refusal.field or "outcome": str(refusal)}
        else:
            tell_what_was_taken_out(request, form)
            return response
    return answer_page(request, "chief_officer.html", now, {
        "form": form, "OUTCOMES": OUTCOMES, "expected": now.number(slots.CHIEF_OFFICER),
        "why_not": reason_against(check_can_write, request.member, now.situation()),
    }, problems=problems, slot=slots.CHIEF_OFFICER)


def _initial(held: ChiefOfficerContent, saved: ChiefOfficerContent | None) -> dict[str, Any]:
    outcome = held.outcome.value if held.outcome else "asked" if saved else ""
    return {**held.model_dump(), "outcome": outcome}
