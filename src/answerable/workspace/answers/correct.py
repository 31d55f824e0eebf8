"""After publication: begin a new version, or withdraw. Removing words has a page of its own."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from answerable.accounts.queries import people_names
from answerable.records.contents import AnswerForm
from answerable.register import publishing
from answerable.register.publishing import DidNotFinish
from answerable.responses import correcting, slots
from answerable.responses.rules import (
    Refused,
    check_can_correct,
    check_can_leave,
    check_can_propose_withdrawal,
    check_can_withdraw,
    reason_against,
)
from answerable.workspace.answers.frame import answer_page, colleagues, opened
from answerable.workspace.answers.publish import public_address
from answerable.workspace.answers.saving import expected
from answerable.workspace.forms import problems_of
from answerable.workspace.proof import needs_proof_to_send
from answerable.workspace.reports.fields import WordsField, tell_what_was_taken_out
from answerable.workspace.requests import MemberRequest

CORRECT, WITHDRAW = "correct", "withdraw"
WAYS = (
    (CORRECT, "Correct it", "You write a new version. It is checked and signed off as the first one was. "
     "The old version stays readable."),
    (WITHDRAW, "Withdraw it", "It stays readable, marked as withdrawn, with your note. An approver has to agree."),
)
UPDATE = (CORRECT, "Update it", "You write a new version and say what changed. It is checked and signed off as the "
          "first one was. Earlier versions stay readable.")


class CorrectForm(forms.Form):
    way = forms.ChoiceField(choices=[w[:2] for w in WAYS], error_messages={"required": "Choose what you want to do"})
    note = WordsField(required=False)


@require_http_methods(["GET", "POST"])
def correct(request: MemberRequest, ref: str) -> HttpResponse:
    now = opened(ref)
    form = CorrectForm(request.POST if request.method == "POST" else None)
    problems = problems_of(form)
    if request.method == "POST" and not problems:
        try:
            response = _begin(request, ref, form)
        except Refused as refusal:
            problems = {refusal.field or "way": str(refusal)}
        else:
            tell_what_was_taken_out(request, form)
            return response
        now = opened(ref)
    situation = now.situation()
    proposed = now.withdrawal
    return answer_page(request, "correct.html", now, {
        "form": form, "WAYS": (UPDATE, WAYS[1]) if now.form == AnswerForm.ACTION_PLAN else WAYS,
        "is_plan": now.form == AnswerForm.ACTION_PLAN, "proposed": proposed,
        "note": now.text(slots.WITHDRAWAL) if proposed else None,
        "who": people_names([proposed.by if proposed else None]), "address": public_address(now),
        "LONGEST_NOTE": correcting.LONGEST_NOTE, "expected": now.number(slots.WITHDRAWAL),
        "why_not": reason_against(check_can_correct, request.member, situation),
        "why_not_withdraw": reason_against(check_can_withdraw, request.member, situation, colleagues(request)),
        "may_propose": not reason_against(check_can_propose_withdrawal, request.member, situation),
        "may_leave": not reason_against(check_can_leave, request.member, situation),
    }, problems=problems)


def _begin(request: MemberRequest, ref: str, form: CorrectForm) -> HttpResponse:
    report = opened(ref).report
    if form.cleaned_data["way"] == CORRECT:
        correcting.begin_correction(report=report, by=request.member, at=request.at)
        messages.success(request, "A new version is begun. The published one stays until the new one is published.")
        return HttpResponseRedirect(reverse("report", kwargs={"ref": ref}))
    correcting.propose_withdrawal(report=report, note=form.cleaned_data["note"], expected=expected(request),
                                  by=request.member, at=request.at)
    messages.success(request, "Proposed. An approver has to agree before it is withdrawn.")
    return HttpResponseRedirect(reverse("correct", kwargs={"ref": ref}))


@require_POST
@needs_proof_to_send
def withdraw(request: MemberRequest, ref: str) -> HttpResponse:
    """An approver agrees to withdraw, or says that the answer stays."""
    report = opened(ref).report
    try:
        if request.POST.get("agree") == "yes":
            publishing.withdraw(report=report, expected=expected(request), by=request.member, at=request.at)
            messages.success(request, "Withdrawn. The public register says so, and why.")
        else:
            correcting.decline_withdrawal(report=report, by=request.member, at=request.at)
            messages.success(request, "The answer stays as it is.")
    except Refused as refusal:
        messages.warning(request, str(refusal))
    except DidNotFinish as stopped:
        messages.warning(request, str(stopped))
        return HttpResponseRedirect(reverse("publish", kwargs={"ref": ref}))
    return HttpResponseRedirect(reverse("correct", kwargs={"ref": ref}))


@require_POST
def leave(request: MemberRequest, ref: str) -> HttpResponse:
    """Give up the new version."""
    try:
        correcting.leave_as_published(report=opened(ref).report, by=request.member, at=request.at)
    except Refused as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, "What is published stays as it is. What was written is in the history.")
    return HttpResponseRedirect(reverse("report", kwargs={"ref": ref}))
