"""Sign-off: an approver reads the exact words and decides. Made for a phone first."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from answerable.accounts.models import Person
from answerable.accounts.queries import people_names
from answerable.accounts.roles import NotAllowed
from answerable.accounts.tries import TooManyTries
from answerable.responses import operations, reviewing
from answerable.responses.checks import is_late
from answerable.responses.judgement import matters
from answerable.responses.queries import Draft
from answerable.responses.rules import (
    Refused,
    State,
    TextChanged,
    Verdict,
    check_can_decide,
    check_can_hand_on,
    check_can_note,
    check_can_revoke,
    check_can_take_back,
    reason_against,
)
from answerable.workspace.answers.frame import answer_page, colleagues, opened, titles
from answerable.workspace.answers.versions import RefusedNote, changes, last_read, notes_by_part, parts_of
from answerable.workspace.forms import problems_of
from answerable.workspace.proof import check_password, is_proved
from answerable.workspace.reports.fields import WordsField, tell_what_was_taken_out
from answerable.workspace.requests import MemberRequest, whole_number

VERDICTS = (
    (Verdict.SIGN_OFF.value, "Sign off"),
    (Verdict.ASK_FOR_CHANGES.value, "Ask for changes"),
    (Verdict.REJECT.value, "Reject", "This ends this version. The office has to write another."),
)
DONE = {
    Verdict.SIGN_OFF: "Signed off. These words, and no others, can be published.",
    Verdict.ASK_FOR_CHANGES: "Sent back. The authors see what you asked for.",
    Verdict.REJECT: "Rejected. This version has ended.",
}


class DecisionForm(forms.Form):
    shown_hash = forms.CharField(max_length=64)
    verdict = forms.ChoiceField(choices=[v[:2] for v in VERDICTS], error_messages={"required": "Choose a decision"})
    note = WordsField(required=False)
    password = forms.CharField(strip=False, max_length=200, required=False)


@require_http_methods(["GET", "POST"])
def sign_off(request: MemberRequest, ref: str) -> HttpResponse:
    now = opened(ref)
    form = DecisionForm(request.POST if request.method == "POST" else None)
    problems = problems_of(form)
    if request.method == "POST" and not problems:
        verdict = Verdict(form.cleaned_data["verdict"])
        problems = _not_proved(request, form.cleaned_data["password"])
        if not problems:
            try:
                operations.decide(
                    report=now.report, shown_hash=form.cleaned_data["shown_hash"], verdict=verdict,
                    note=form.cleaned_data["note"], by=request.member, at=request.at)
            except (TextChanged, NotAllowed) as reason:
                problems = {"version": str(reason)}
            except Refused as refusal:
                problems = {refusal.field or "version": str(refusal)}
            else:
                tell_what_was_taken_out(request, form)
                messages.success(request, DONE[verdict])
                return HttpResponseRedirect(reverse("sign-off", kwargs={"ref": ref}))
        now = opened(ref)
    return sign_off_page(request, now, form, problems)


def _not_proved(request: MemberRequest, password: str) -> dict[str, str]:
    """Problems by field: none when the password is right, or it was shown a moment ago that it is them."""
    if not password:
        return {} if is_proved(request) else {"password": "Enter your password"}
    try:
        is_right = check_password(request, Person.objects.get(id=request.member.person_id), password)
    except TooManyTries as reason:
        return {"password": str(reason)}
    return {} if is_right else {"password": "This is not your password. Nothing is signed yet."}


def sign_off_page(
    request: MemberRequest, now: Draft, form: DecisionForm, problems: dict[str, str], *,
    refused: RefusedNote | None = None, why_typed: str = "",
) -> HttpResponse:
    member, situation, here = request.member, now.situation(), colleagues(request)
    parts, read_before = parts_of(now, now.version), last_read(now, member)
    before = parts_of(now, read_before) if read_before else None
    return answer_page(request, "sign_off.html", now, {
        "version": now.version, "parts": parts, "form": form, "VERDICTS": VERDICTS, "State": State,
        "matters": matters(
            parts, before, titles(request, now).chief, now.overrides, is_late(now, request.today)) if parts else (),
        "sign_off": now.sign_off, "is_proved": is_proved(request),
        "before": read_before, "changes": list(changes(before, parts, titles(request, now))) if before else [],
        "review": now.review, "notes": notes_by_part(now),
        "who": people_names([now.version.sent_by if now.version else None, now.review.by if now.review else None,
                             now.sign_off.revoked_by if now.sign_off else None]),
        "others": [(str(m.person_id), m.name, m.post) for m in here if not reason_against(
            check_can_hand_on, member, situation, m)],
        "handed_to": next((m.name for m in here if now.response and m.person_id == now.response.handed_to), ""),
        "may_note": not reason_against(check_can_note, member, situation), "refused": refused, "why_typed": why_typed,
        "may_revoke": not reason_against(check_can_revoke, member, situation),
        "why_not": reason_against(check_can_decide, member, situation, here),
        "why_not_take_back": reason_against(check_can_take_back, member, situation),
    }, problems=problems)


@require_POST
def hand_on(request: MemberRequest, ref: str) -> HttpResponse:
    now = opened(ref)
    address = request.build_absolute_uri(reverse("sign-off", kwargs={"ref": ref}))
    try:
        message = reviewing.hand_on(report=now.report, to=whole_number(request.POST.get("to", "")) or 0,
                                    by=request.member, at=request.at, address=address)
    except Refused as refusal:
        return sign_off_page(request, opened(ref), DecisionForm(), {refusal.field or "version": str(refusal)})
    messages.success(request, "Handed on. The other approver sees it first" + (
        ", and a message tells them." if message is not None else
        ". No message could be written to them: too many went out within the hour. Tell them another way."))
    return HttpResponseRedirect(reverse("sign-off", kwargs={"ref": ref}))


@require_POST
def revoke(request: MemberRequest, ref: str) -> HttpResponse:
    now = opened(ref)
    why = WordsField(required=False).clean(request.POST.get("why", ""))
    try:
        reviewing.revoke(report=now.report, why=why, by=request.member, at=request.at)
    except Refused as refusal:
        return sign_off_page(request, opened(ref), DecisionForm(), {refusal.field or "version": str(refusal)},
                             why_typed=why)
    messages.success(request, "The sign-off is revoked. This version can no longer be published.")
    return HttpResponseRedirect(reverse("sign-off", kwargs={"ref": ref}))


@require_POST
def take_back(request: MemberRequest, ref: str) -> HttpResponse:
    now = opened(ref)
    try:
        operations.take_back(report=now.report, by=request.member, at=request.at)
    except Refused as refusal:
        messages.warning(request, str(refusal))
        return HttpResponseRedirect(reverse("sign-off", kwargs={"ref": ref}))
    messages.success(request, "The answer can be changed again. It has to be sent and signed off anew.")
    return HttpResponseRedirect(reverse("report", kwargs={"ref": ref}))
