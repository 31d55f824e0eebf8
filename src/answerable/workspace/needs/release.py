"""Sending an assessment for signing; signing and publishing it, or sending it back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from answerable.accounts.queries import people_names
from answerable.accounts.roles import NotAllowed
from answerable.needs import building, releasing
from answerable.needs.models import Assessment
from answerable.register.publishing import DidNotFinish, bake_register
from answerable.responses.rules import Refused
from answerable.workspace.proof import needs_proof_when
from answerable.workspace.requests import MemberRequest


@require_http_methods(["GET", "POST"])
def send(request: MemberRequest, number: int) -> HttpResponse:
    row = get_object_or_404(Assessment, id=number)
    problem = ""
    if request.method == "POST":
        try:
            releasing.send(assessment=row, by=request.member, at=request.at)
        except Refused as refusal:
            problem = str(refusal)
        else:
            messages.success(request, "Sent. It stays as it is until an approver signs it or sends it back.")
            return HttpResponseRedirect(reverse("needs-assessment"))
    return render(request, "needs/send.html", {
        "row": row, "problems": {"send": problem} if problem else {}, "out_of_date": releasing.out_of_date(row),
    }, status=422 if problem else 200)


@require_http_methods(["GET", "POST"])
@needs_proof_when(lambda request: "publish" in request.POST)
def sign(request: MemberRequest, number: int) -> HttpResponse:
    row = get_object_or_404(Assessment, id=number)
    problems: dict[str, str] = {}
    if request.method == "POST":
        try:
            return _decided(request, row)
        except (Refused, NotAllowed, DidNotFinish) as refusal:
            problems = {getattr(refusal, "field", "") or "publish": str(refusal)}
    return render(request, "needs/sign.html", {
        "row": row, "problems": problems, "DECLARATION": releasing.DECLARATION, "why": request.POST.get("why", ""),
        "shown": building.parts_of(row).content_hash, "is_own": request.member.person_id in row.authors,
        "people": people_names([row.sent_by]),
    }, status=422 if problems else 200)


def _decided(request: MemberRequest, row: Assessment) -> HttpResponse:
    if "publish" in request.POST:
        releasing.publish(assessment=row, shown=request.POST.get("shown", ""), by=request.member, at=request.at)
        bake_register()
        messages.success(request, "Signed and published. The public register is up to date.")
    else:
        releasing.send_back(assessment=row, why=request.POST.get("why", ""), by=request.member, at=request.at)
        messages.success(request, "Sent back.")
    return HttpResponseRedirect(reverse("needs-assessment"))
