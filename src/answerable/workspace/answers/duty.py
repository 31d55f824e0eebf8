"""Whether an answer is due: one person decides, another confirms."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from answerable.accounts.queries import people_names
from answerable.duties import regimes
from answerable.records.contents import Branch
from answerable.register import publishing
from answerable.register.publishing import DidNotFinish
from answerable.responses import operations, slots
from answerable.responses.proposals import proposals
from answerable.responses.queries import Draft
from answerable.responses.rules import Decision, Refused, check_can_confirm, check_can_propose, reason_against
from answerable.responses.slots import DutyContent
from answerable.workspace.answers.frame import answer_page, colleagues, opened
from answerable.workspace.answers.saving import expected, save
from answerable.workspace.forms import problems_of
from answerable.workspace.reports.fields import WordsField, tell_what_was_taken_out
from answerable.workspace.requests import MemberRequest

DECISIONS = (
    (Decision.LAW.value, "Yes, by law"),
    (Decision.PRACTICE.value, "Yes, by our practice. No law we know of requires it"),
    (Decision.NOT_DUE.value, "No"),
    (Decision.NOT_KNOWN.value, "Not known yet"),
)


class DutyForm(forms.Form):
    decision = forms.ChoiceField(choices=DECISIONS, error_messages={"required": "Choose whether an answer is due"})
    regimes = forms.MultipleChoiceField(
        required=False, choices=lambda: [(r.code, r.title) for r in regimes() if r.by_law])
    why = WordsField(required=False)

    def content(self) -> DutyContent:
        decision = Decision(self.cleaned_data["decision"])
        codes = {Decision.LAW: tuple(self.cleaned_data["regimes"]), Decision.PRACTICE: ("practice",)}.get(decision, ())
        return DutyContent(decision=decision, regimes=codes, why=self.cleaned_data["why"])


@require_http_methods(["GET", "POST"])
def duty(request: MemberRequest, ref: str) -> HttpResponse:
    now = opened(ref)
    form = DutyForm(request.POST if request.method == "POST" else None, initial=_initial(request, now))
    problems = problems_of(form)
    if request.method == "POST" and not problems:
        try:
            response = _save(request, now, form)
        except Refused as refusal:
            problems = {refusal.field or "decision": str(refusal)}
        else:
            tell_what_was_taken_out(request, form)
            return response
    offered = _proposals(request, now)
    return answer_page(request, "duty.html", now, {
        "form": form, "proposals": offered, "DECISIONS": DECISIONS,
        "laws": [(r.code, r.title, r.basis) for r in regimes() if r.by_law],
        "others": _others(request, now), "expected": now.number(slots.DUTY),
        "why_not": reason_against(check_can_propose, request.member, now.situation()),
    }, problems=problems, slot=slots.DUTY)


@require_http_methods(["GET", "POST"])
def confirm_duty(request: MemberRequest, ref: str) -> HttpResponse:
    now = opened(ref)
    if now.duty is None:
        return HttpResponseRedirect(reverse("duty", kwargs={"ref": ref}))
    problems = {}
    if request.method == "POST":
        try:
            publishing.confirm_duty(report=now.report, expected=expected(request), by=request.member, at=request.at)
        except Refused as refusal:
            problems = {"confirm": str(refusal)}
        except DidNotFinish as stopped:
            messages.warning(request, str(stopped))
            return HttpResponseRedirect(reverse("publish", kwargs={"ref": ref}))
        else:
            told = "The public register now shows that an answer is due." if now.duty.decision.is_due else "Confirmed."
            messages.success(request, told)
            return HttpResponseRedirect(reverse("report", kwargs={"ref": ref}))
    held = now.stands[slots.DUTY]
    return answer_page(request, "confirm_duty.html", now, {
        "held": held, "who": people_names([held.by, now.response.confirmed_by if now.response else None]),
        "DECISIONS": dict(DECISIONS), "laws": {r.code: r.title for r in regimes()},
        "others": {n: a.words for n, a in now.answers.items() if a.branch == Branch.OTHER_BODY},
        "why_not": reason_against(check_can_confirm, request.member, now.situation(), colleagues(request)),
    }, problems=problems, slot=slots.DUTY)


def _save(request: MemberRequest, now: Draft, form: DutyForm) -> HttpResponse:
    content = form.content()
    reasons = {number: words for number, words in _others(request, now).items() if words}
    undecided = content.decision == Decision.NOT_KNOWN
    return save(
        request, now, slots.DUTY, content,
        lambda expected: operations.propose_duty(
            report=now.report, content=content, for_others=reasons, expected=expected, by=request.member,
            at=request.at),
        then=reverse("report" if undecided else "confirm-duty", kwargs={"ref": now.report.ref}),
        done="Saved: it is not known yet whether an answer is due." if undecided else (
            "The decision is saved. A second person has to confirm it."),
    )


def _others(request: MemberRequest, now: Draft) -> dict[int, str]:
    """Number of each finding -> why another body answers it; empty when this body answers."""
    if request.method == "POST":
        return {n: request.POST.get(f"other-{n}", "").strip() for n in now.answers}
    return {n: a.words if a.branch == Branch.OTHER_BODY else "" for n, a in now.answers.items()}


def _proposals(request: MemberRequest, now: Draft) -> Any:
    report = now.report
    return proposals(title=report.title, inspection_type=report.inspection_type, inspectorates=report.inspectorates,
                     force_name=request.names.force_name, published_on=report.published_on)


def _initial(request: MemberRequest, now: Draft) -> dict[str, Any]:
    if now.duty is not None:
        return {**now.duty.model_dump(mode="json")}
    likely = next((p for p in _proposals(request, now) if p.applies), None)
    return {"decision": "", "regimes": [], "why": likely.regime.basis if likely else ""}
