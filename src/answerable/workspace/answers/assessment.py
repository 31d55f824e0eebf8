"""The page of the yearly assessment on the website: one person writes the summary, a second publishes it."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from answerable.accounts.queries import people_names
from answerable.register import publishing
from answerable.register.publishing import DidNotFinish
from answerable.responses import slots
from answerable.responses.assessment import (
    check_can_publish_assessment,
    check_can_write_assessment,
    is_asked,
    write_assessment,
)
from answerable.responses.queries import Draft
from answerable.responses.rules import Refused, reason_against
from answerable.responses.slots import AssessmentContent
from answerable.workspace.answers.both import made_from_both
from answerable.workspace.answers.frame import answer_page, colleagues, opened
from answerable.workspace.answers.saving import expected, save
from answerable.workspace.forms import problems_of
from answerable.workspace.proof import needs_proof_when
from answerable.workspace.reports.fields import LinkField, WordsField, tell_what_was_taken_out
from answerable.workspace.requests import MemberRequest


class AssessmentForm(forms.Form):
    words = WordsField(error_messages={"required": "Write the summary"})
    link = LinkField()


@require_http_methods(["GET", "POST"])
@needs_proof_when(lambda request: "publish" in request.POST)
def assessment(request: MemberRequest, ref: str) -> HttpResponse:
    now = opened(ref)
    both = made_from_both(request, now, slots.ASSESSMENT, now.assessment or AssessmentContent(words=""))
    is_writing = request.method == "POST" and "publish" not in request.POST
    form = AssessmentForm(request.POST if is_writing else None, initial=both.content.model_dump())
    problems = problems_of(form)
    if request.method == "POST" and not problems:
        try:
            return _save(request, now, form) if is_writing else _publish(request, now)
        except Refused as refusal:
            problems = {refusal.field or "publish": str(refusal)}
    stands = now.stands.get(slots.ASSESSMENT)
    return answer_page(request, "assessment.html", now, {
        "form": form, "both": both, "expected": now.number(slots.ASSESSMENT), "stands": stands,
        "is_asked": is_asked(now),
        "clock": next((due for due in now.clocks if due.regime and due.regime.form == "page"), None),
        "is_published": bool(now.response and stands and now.response.assessed_number == stands.number),
        "who": people_names([stands.by] if stands else []),
        "why_not": reason_against(check_can_write_assessment, request.member, now),
        "why_not_publish": reason_against(check_can_publish_assessment, request.member, now, colleagues(request)),
    }, problems=problems, slot=slots.ASSESSMENT)


def _save(request: MemberRequest, now: Draft, form: AssessmentForm) -> HttpResponse:
    content = AssessmentContent(words=form.cleaned_data["words"], link=form.cleaned_data["link"] or "")
    response = save(
        request, now, slots.ASSESSMENT, content,
        lambda expected: write_assessment(report=now.report, content=content, expected=expected, by=request.member,
                                          at=request.at),
        then=reverse("assessment", kwargs={"ref": now.report.ref}),
        done="The summary is saved. A second person publishes it.",
    )
    tell_what_was_taken_out(request, form)
    return response


def _publish(request: MemberRequest, now: Draft) -> HttpResponse:
    try:
        publishing.publish_assessment(report=now.report, expected=expected(request), by=request.member, at=request.at)
    except DidNotFinish as stopped:
        messages.warning(request, str(stopped))
        return HttpResponseRedirect(reverse("publish", kwargs={"ref": now.report.ref}))
    messages.success(request, "The yearly assessment is on the public register.")
    return HttpResponseRedirect(reverse("assessment", kwargs={"ref": now.report.ref}))
