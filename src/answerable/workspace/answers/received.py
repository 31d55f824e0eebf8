"""What came by a link or from an account of the force, read beside what stands, and accepted into the draft."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from answerable.responses import slots
from answerable.responses.invitations import receiving
from answerable.responses.invitations.models import Received
from answerable.responses.invitations.receiving import KEPT, TAKEN, Differs
from answerable.responses.invitations.rules import COMMENTS
from answerable.responses.queries import Draft
from answerable.responses.rules import Refused, State, check_can_write, reason_against
from answerable.workspace.answers.frame import answer_page, opened
from answerable.workspace.answers.words import OUTCOME_WORDS
from answerable.workspace.requests import MemberRequest, whole_number


@require_http_methods(["GET", "POST"])
def received(request: MemberRequest, ref: str, received_id: int) -> HttpResponse:
    now = opened(ref)
    row = next((one for one in now.received if one.id == received_id), None)
    if row is None:
        raise Http404
    problems: dict[str, str] = {}
    parts = _parts(now, row)
    if request.method == "POST":
        choices = {part["name"]: request.POST.get(part["name"], "") for part in parts}
        seen = {part["slot"]: whole_number(request.POST.get(f"seen-{part['slot']}", "")) or 0 for part in parts}
        try:
            receiving.accept(report=now.report, received_id=row.id, choices=choices, expected=seen, by=request.member,
                             at=request.at)
        except Refused as refusal:
            problems = {refusal.field or "accept": str(refusal)}
            now = opened(ref)
            parts = _parts(now, row)
        else:
            messages.success(request, "It is accepted, and stands in the answer in their words.")
            return HttpResponseRedirect(reverse("chief-officer", kwargs={"ref": ref}))
    return answer_page(request, "received.html", now, {
        "received": row, "parts": parts, "OUTCOME_WORDS": OUTCOME_WORDS, "Differs": Differs,
        "TAKEN": TAKEN, "KEPT": KEPT,
        "is_to_accept": now.to_accept is not None and now.to_accept.id == row.id, "chosen": request.POST,
        "goes_back": now.state in (State.WITH_REVIEWER, State.WITH_APPROVER),
        "why_not": reason_against(check_can_write, request.member, now.situation()),
    }, problems=problems)


def _parts(now: Draft, row: Received) -> list[dict[str, Any]]:
    """Each text that came, with what stands in its place."""
    how = receiving.differs(now, row)
    chief = now.chief_officer
    stands = chief.words if chief is not None else ""
    found: list[dict[str, Any]] = [{
        "name": COMMENTS, "slot": slots.CHIEF_OFFICER, "finding": None, "how": how[COMMENTS], "came": row.words,
        "stands": stands, "number": now.number(slots.CHIEF_OFFICER)}]
    for finding in now.findings:
        slot = slots.finding_slot(finding.number)
        if slot in how:
            found.append({
                "name": slot, "slot": slot, "finding": finding, "how": how[slot],
                "came": row.positions[str(finding.number)], "stands": now.answers[finding.number].force_position,
                "number": now.number(slot)})
    return found
