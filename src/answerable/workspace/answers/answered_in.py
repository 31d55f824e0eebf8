"""The page on which a report is answered in our response to another: which response, and which finding covers which."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from answerable.duties import police_act_1996
from answerable.records.contents import Branch
from answerable.responses import slots
from answerable.responses.other_answers import OtherAnswer, to_share_with
from answerable.responses.queries import Draft
from answerable.responses.rules import Refused, reason_against
from answerable.responses.sharing import answer_alone, check_can_share, proposed_covers, share_answer
from answerable.responses.slots import DutyContent
from answerable.workspace.answers.frame import answer_page, opened
from answerable.workspace.answers.saving import expected, save
from answerable.workspace.requests import MemberRequest, whole_number


@require_http_methods(["GET", "POST"])
def answered_in(request: MemberRequest, ref: str) -> HttpResponse:
    now = opened(ref)
    offered = to_share_with(now.report)
    asked = request.POST.get("answered_in") or request.GET.get("in") or (now.duty.answered_in if now.duty else "")
    other = next((one for one in offered if one.ref == asked), None)
    problems: dict[str, str] = {}
    if request.method == "POST":
        try:
            if "alone" in request.POST:
                return _alone(request, now)
            return _share(request, now, other)
        except Refused as refusal:
            problems = {refusal.field or "answered_in": str(refusal)}
    elif "in" in request.GET and other is None:
        problems = {"in": "Choose the response in which this report is answered"}
    twin = next(kind for kind in police_act_1996.COVERS if kind.code == "twin")
    return answer_page(request, "answered_in.html", now, {
        "offered": [(one.ref, str(one.report), _where(one)) for one in offered], "other": other, "twin": twin,
        "rows": _rows(request, now, other), "expected": now.number(slots.DUTY),
        "why_not": reason_against(check_can_share, request.member, now),
    }, problems=problems, slot=slots.DUTY)


def _share(request: MemberRequest, now: Draft, other: OtherAnswer | None) -> HttpResponse:
    ref = other.ref if other else ""
    chosen = {n: whole_number(request.POST.get(f"covers-{n}", "")) for n in now.answers}
    covers = {n: number for n, number in chosen.items() if number is not None}
    held = now.duty or DutyContent(decision="not_known", why="")
    content = held.model_copy(update={"answered_in": ref, "covers": covers})
    return save(
        request, now, slots.DUTY, content,
        lambda expected: share_answer(report=now.report, answered_in=ref, covers=covers, expected=expected,
                                      by=request.member, at=request.at),
        then=reverse("confirm-duty", kwargs={"ref": now.report.ref}),
        done="The decision is saved. A second person has to confirm it.",
    )


def _alone(request: MemberRequest, now: Draft) -> HttpResponse:
    answer_alone(report=now.report, expected=expected(request), by=request.member, at=request.at)
    messages.success(request, "The decision is saved. A second person has to confirm it.")
    return HttpResponseRedirect(reverse("confirm-duty", kwargs={"ref": now.report.ref}))


def _where(one: OtherAnswer) -> str:
    if one.first_published_on is None:
        return f"{one.ref}, being prepared. Findings: {len(one.findings)}."
    return f"{one.ref}, published. Findings: {len(one.findings)}."


def _rows(request: MemberRequest, now: Draft, other: OtherAnswer | None) -> list[dict[str, Any]]:
    """A row for each finding that this body answers, with what is chosen, or proposed because the words are alike."""
    if other is None:
        return []
    is_held = now.duty is not None and now.duty.answered_in == other.ref
    held = dict(now.duty.covers) if now.duty is not None and is_held else {}
    alike = proposed_covers(now.findings, other.findings)
    rows = []
    for finding in now.findings:
        if now.answers[finding.number].branch == Branch.OTHER_BODY:
            continue
        name = f"covers-{finding.number}"
        chosen = request.POST.get(name) if request.method == "POST" else held.get(
            finding.number, alike.get(finding.number))
        rows.append({"finding": finding, "name": name, "chosen": str(chosen or ""),
                     "alike": alike.get(finding.number)})
    return rows
