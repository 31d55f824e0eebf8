"""Signing and publishing where commitments stand: the approver reads exactly what the records get."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from answerable.accounts.roles import NotAllowed
from answerable.commitments import conditions, publishing, queries
from answerable.commitments.contents import facts_of
from answerable.commitments.publishing import DECLARATION, ToPublish
from answerable.records.contents import CommitmentFacts
from answerable.register.publishing import DidNotFinish, bake_register
from answerable.responses.rules import Refused
from answerable.workspace.commitments import words
from answerable.workspace.commitments.hidden import hidden_things, looked_at
from answerable.workspace.proof import needs_proof_to_send
from answerable.workspace.requests import MemberRequest

PARTS = {
    "reworded": "Words changed", "owner": "Owner changed", "depends_on": "What it depends on changed",
    "first_date": "First date set", "move": "Date moved", "move_not_agreed": "A move was not agreed",
    "update": "Update", "action": "Action", "check": "Local check", "inspectorate": "Inspectorate",
    "reopened": "Opened again", "replaced": "Replaced by", "carried_forward": "Carried forward as",
}
MOST = 50  # commitments on the page at once


@require_http_methods(["GET", "POST"])
@needs_proof_to_send
def publish_commitments(request: MemberRequest) -> HttpResponse:
    problems = {}
    if request.method == "POST":
        try:
            return _published(request)
        except (Refused, NotAllowed) as refusal:
            problems = {"commitment": str(refusal)}
        except DidNotFinish as stopped:
            problems = {"commitment": str(stopped)}
    waiting = _waiting()
    return render(request, "commitments/publish.html", {
        "ready": [one for one in waiting if not _why_not(request, one)],
        "held_back": [(one, why) for one in waiting if (why := _why_not(request, one))],
        "problems": problems, "chosen": request.POST.getlist("commitment"), "DECLARATION": DECLARATION, "words": words,
        "PARTS": PARTS, "facts_of": _facts, "hidden_things": hidden_things, "posted": request.POST,
    }, status=422 if problems else 200)


def _facts(one: ToPublish) -> CommitmentFacts:
    """The dates and statuses that the record gets beside its texts."""
    return facts_of(one.about, one.told, one.parts)


def _waiting() -> list[ToPublish]:
    rows = queries.standings().filter(conditions.UNPUBLISHED).order_by("commitment_id")[:MOST]
    return [one for one in publishing.all_to_publish([row.commitment for row in rows]) if one.is_new]


def _why_not(request: MemberRequest, one: ToPublish) -> str:
    """Why this approver cannot sign it; empty when they can."""
    if request.member.person_id in one.doers:
        return "You did some of this. Another approver signs it."
    if one.about.answer is None and one.commitment.report_id is not None:
        return "Its answer is not published yet."
    return ""


def _published(request: MemberRequest) -> HttpResponse:
    chosen = request.POST.getlist("commitment")
    held = {one.commitment.ref: one for one in _waiting()}
    missing = [ref for ref in chosen if ref not in held]
    if missing:
        raise Refused(f"{missing[0][:40]} is not among those that wait. Nothing is published. Read the page again.")
    shown = [(held[ref].commitment, request.POST.get(f"shown-{ref}", "")) for ref in chosen]
    looked = {ref: looked_at(request, held[ref]) for ref in chosen}
    entries = publishing.publish(shown=shown, looked=looked, by=request.member, at=request.at)
    bake_register()
    count = f"{len(entries)} commitment{'' if len(entries) == 1 else 's'}"
    messages.success(request, f"Signed and published: {count}. The public register is up to date.")
    return HttpResponseRedirect(reverse("publish-commitments"))
