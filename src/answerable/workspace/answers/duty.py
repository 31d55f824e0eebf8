"""Whether an answer is due: one person decides, another confirms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from answerable.accounts.queries import people_names
from answerable.duties import Capacity, Service, inspected, practice, regimes
from answerable.inspections import queries as inspections
from answerable.records.contents import Branch
from answerable.register import publishing
from answerable.register.publishing import DidNotFinish
from answerable.responses import operations, slots
from answerable.responses.proposals import Office, Proposal, Said, proposals
from answerable.responses.queries import Draft
from answerable.responses.rules import Decision, Refused, check_can_confirm, check_can_propose, reason_against
from answerable.responses.slots import DutyContent
from answerable.workspace.answers.frame import answer_page, colleagues, opened
from answerable.workspace.answers.saving import expected, save
from answerable.workspace.forms import problems_of
from answerable.workspace.reports.fields import WordsField, tell_what_was_taken_out
from answerable.workspace.requests import MemberRequest

SHARED = "shared"  # by law, and answered in the response to another report
DECISIONS = (
    (Decision.LAW.value, "Yes, by law"),
    (SHARED, "Yes, by law, answered in our response to another report"),
    (Decision.PRACTICE.value, "Yes, by our practice. No law we know of requires it"),
    (Decision.NOT_DUE.value, "No"),
    (Decision.NOT_KNOWN.value, "Not known yet"),
)
PRACTICE = practice.REGIME.code


class DutyForm(forms.Form):
    decision = forms.ChoiceField(choices=DECISIONS, error_messages={"required": "Choose whether an answer is due"})
    regimes = forms.MultipleChoiceField(
        required=False, choices=lambda: [(r.code, r.title) for r in regimes() if r.by_law])
    practice = forms.ChoiceField(
        required=False, choices=lambda: [(r.code, r.title) for r in regimes() if not r.by_law])
    why = WordsField(required=False)

    def content(self, held: DutyContent | None) -> DutyContent:
        """What was decided; a response to another report that was chosen before stays chosen."""
        is_shared = self.cleaned_data["decision"] == SHARED
        decision = Decision.LAW if is_shared else Decision(self.cleaned_data["decision"])
        codes = {
            Decision.LAW: tuple(self.cleaned_data["regimes"]),
            Decision.PRACTICE: (self.cleaned_data["practice"] or PRACTICE,),
        }.get(decision, ())
        content = DutyContent(decision=decision, regimes=codes, why=self.cleaned_data["why"])
        if not is_shared or held is None:
            return content
        return content.model_copy(update={"answered_in": held.answered_in, "covers": held.covers})


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
    capacities = [Capacity(code).label for code in request.names.capacities]
    return answer_page(request, "duty.html", now, {
        "form": form, "proposals": offered, "DECISIONS": DECISIONS, "capacities": capacities,
        "laws": [(r.code, r.title, r.basis) for r in regimes() if r.by_law], "practices": _practices(offered),
        "others": _others(request, now), "groups": _by_addressee(request, now), "expected": now.number(slots.DUTY),
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
    content = form.content(now.duty)
    reasons = {number: words for number, words in _others(request, now).items() if words}
    undecided = content.decision == Decision.NOT_KNOWN
    is_shared = form.cleaned_data["decision"] == SHARED
    next_page = "report" if undecided else "answered-in" if is_shared else "confirm-duty"
    return save(
        request, now, slots.DUTY, content,
        lambda expected: operations.propose_duty(
            report=now.report, content=content, for_others=reasons, expected=expected, by=request.member,
            at=request.at),
        then=reverse(next_page, kwargs={"ref": now.report.ref}),
        done="Saved: it is not known yet whether an answer is due." if undecided else (
            "Saved. Now choose the response." if is_shared else
            "The decision is saved. A second person has to confirm it."),
    )


def _others(request: MemberRequest, now: Draft) -> dict[int, str]:
    """Number of each finding -> why another body answers it; empty when this body answers."""
    if request.method == "POST":
        typed = {n: request.POST.get(f"other-{n}", "").strip() for n in now.answers}
        for group in _by_addressee(request, now):
            typed |= {n: group.reason for n in group.numbers if group.reason and not typed[n]}
        return typed
    return {n: a.words if a.branch == Branch.OTHER_BODY else "" for n, a in now.answers.items()}


@dataclass(frozen=True)
class Addressee:
    """Findings that are addressed to the same, with the reason that was typed for all of them at once."""

    name: str
    field: str
    numbers: tuple[int, ...]
    reason: str


def _by_addressee(request: MemberRequest, now: Draft) -> list[Addressee]:
    """The addressees of two findings or more, in the order in which the report names them."""
    found: dict[str, list[int]] = {}
    for finding in now.findings:
        found.setdefault(finding.addressed_to, []).append(finding.number)
    shared = {name: numbers for name, numbers in found.items() if name and len(numbers) > 1}
    return [Addressee(name, f"all-{numbers[0]}", tuple(numbers), request.POST.get(f"all-{numbers[0]}", "").strip())
            for name, numbers in shared.items()]


def _practices(offered: tuple[Proposal, ...]) -> list[tuple[str, str, str]]:
    """The practices to choose from, when the report is of a kind that has one of its own."""
    own = [p.regime for p in offered if not p.regime.by_law and p.applies is not False and p.regime.code != PRACTICE]
    return [(r.code, r.title, r.basis) for r in (*own, practice.REGIME)] if own else []


def _proposals(request: MemberRequest, now: Draft) -> tuple[Proposal, ...]:
    office = Office(inspected(request.names, Service.POLICE).name, frozenset(map(Capacity, request.names.capacities)))
    return proposals(Said.of(now.report, inspections.page_texts(now.report)), office)


def _initial(request: MemberRequest, now: Draft) -> dict[str, Any]:
    if now.duty is not None:
        held = now.duty.model_dump(mode="json")
        decision = SHARED if now.duty.answered_in else held["decision"]
        return {**held, "decision": decision, "practice": next(iter(held["regimes"]), "")}
    likely = next((p for p in _proposals(request, now) if p.applies), None)
    return {"decision": "", "regimes": [], "practice": "", "why": likely.regime.basis if likely else ""}
