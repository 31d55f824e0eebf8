"""What came of asking the chief officer for comments, where it came in another way than by a link: entered by hand."""

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
from answerable.responses.their_words import has_their_comments
from answerable.workspace.answers.both import made_from_both
from answerable.workspace.answers.frame import answer_page, opened
from answerable.workspace.answers.saving import save
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

    def content(self, held: ChiefOfficerContent) -> ChiefOfficerContent:
        """What is to be saved. Words that came by a link and were not changed still came by it."""
        data = dict(self.cleaned_data)
        outcome = data.pop("outcome")
        is_same = held.came_by is not None and held.words == data["words"] and held.outcome == outcome
        came = outcome in (ChiefOfficerOutcome.RECEIVED, ChiefOfficerOutcome.DECLINED)
        return ChiefOfficerContent(
            outcome=None if outcome == "asked" else ChiefOfficerOutcome(outcome), **data,
            came_by=held.came_by if is_same else "another_way" if came else None,
            first_reply_by=held.first_reply_by)


@require_http_methods(["GET", "POST"])
def record_comments(request: MemberRequest, ref: str) -> HttpResponse:
    now = opened(ref)
    both = made_from_both(request, now, slots.CHIEF_OFFICER, now.chief_officer or ChiefOfficerContent(
        author=now.inspected(request.names).chief))
    form = ChiefOfficerForm(
        request.POST if request.method == "POST" else None, initial=_initial(request, both.content, now.chief_officer))
    problems = problems_of(form)
    if request.method == "POST" and not problems:
        content = form.content(now.chief_officer or ChiefOfficerContent())
        try:
            response = save(
                request, now, slots.CHIEF_OFFICER, content,
                lambda expected: operations.record_chief_officer(
                    report=now.report, content=content, expected=expected, by=request.member, at=request.at,
                    says_not_theirs="not_theirs" in request.POST),
                then=reverse("chief-officer", kwargs={"ref": ref}),
                done=f"What came from the {now.inspected(request.names).chief} is saved.",
            )
        except Refused as refusal:
            problems = {refusal.field or "outcome": str(refusal)}
        else:
            tell_what_was_taken_out(request, form)
            return response
    return answer_page(request, "record_comments.html", now, {
        "form": form, "both": both, "theirs": has_their_comments(now), "OUTCOMES": OUTCOMES,
        "expected": now.number(slots.CHIEF_OFFICER),
        "why_not": reason_against(check_can_write, request.member, now.situation()),
    }, problems=problems, slot=slots.CHIEF_OFFICER)


def _initial(
    request: MemberRequest, held: ChiefOfficerContent, saved: ChiefOfficerContent | None
) -> dict[str, Any]:
    """What stands; where nothing has come yet, the outcome that the address names is chosen."""
    named = request.GET.get("outcome", "")
    outcome = held.outcome.value if held.outcome else named if named in dict(OUTCOMES) else "asked" if saved else ""
    return {**held.model_dump(), "outcome": outcome}
