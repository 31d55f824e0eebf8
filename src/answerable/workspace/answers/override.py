"""An approver lets a check pass, with the reason; and takes that back."""

from __future__ import annotations

from functools import partial

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from answerable.responses import overriding
from answerable.responses.rules import Refused, reason_against
from answerable.workspace.answers.frame import answer_page, opened, slot_address
from answerable.workspace.answers.saving import expected
from answerable.workspace.forms import problems_of
from answerable.workspace.proof import needs_proof
from answerable.workspace.reports.fields import WordsField, tell_what_was_taken_out
from answerable.workspace.requests import MemberRequest, whole_number


class OverrideForm(forms.Form):
    seen = forms.CharField(max_length=500_000, required=False)  # keys of what the page showed
    reason = WordsField(max_length=1000, error_messages={"required": "Write in a sentence why this may stand"})


@require_http_methods(["GET", "POST"])
@needs_proof
def override(request: MemberRequest, ref: str, code: str) -> HttpResponse:
    """What one check found, and the reason for letting it pass."""
    now = opened(ref)
    form = OverrideForm(request.POST if request.method == "POST" else None)
    problems = problems_of(form)
    if request.method == "POST" and not problems:
        try:
            overriding.override(
                report=now.report, check=code, seen=form.cleaned_data["seen"].split(),
                reason=form.cleaned_data["reason"], by=request.member, at=request.at)
        except Refused as refusal:
            problems = {refusal.field or "reason": str(refusal)}
        else:
            tell_what_was_taken_out(request, form)
            messages.success(request, "Overridden. Anything that this check finds later stops the answer again.")
            return _back(ref)
    try:
        result = overriding.stopping(now, code, request.at)
    except Refused as refusal:
        messages.warning(request, str(refusal))
        return _back(ref)
    return answer_page(request, "override.html", now, {
        "result": result, "form": form, "address": partial(slot_address, ref),
        "why_not": reason_against(overriding.check_can_override, request.member, now.situation()),
    }, problems=problems)


@require_POST
def remove_override(request: MemberRequest, ref: str) -> HttpResponse:
    place = whole_number(request.POST.get("place", ""))
    try:
        overriding.remove_override(
            report=opened(ref).report, place=-1 if place is None else place, expected=expected(request),
            by=request.member, at=request.at)
    except Refused as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, "The override is removed. The check stops the answer again.")
    return _back(ref)


def _back(ref: str) -> HttpResponse:
    return HttpResponseRedirect(reverse("checks", kwargs={"ref": ref}))
