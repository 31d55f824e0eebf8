"""What a form holds while somebody types: the page's script sends it every few seconds. Nothing is saved by it."""

from __future__ import annotations

from django.http import Http404, HttpResponse, HttpResponseRedirect, JsonResponse
from django.views.decorators.http import require_POST

from answerable.responses import slots
from answerable.responses.rules import Refused
from answerable.responses.typed import keep_typed, throw_away
from answerable.workspace.answers.frame import opened, slot_address
from answerable.workspace.answers.saving import CONTROL_FIELDS, expected
from answerable.workspace.environment import clock_time
from answerable.workspace.requests import MemberRequest


@require_POST
def typed(request: MemberRequest, ref: str, slot: str) -> HttpResponse:
    """Keep what was typed and say when; or, asked by the page's own form, throw it away and go back."""
    now = opened(ref)
    if not (slot in slots.TEXTS or slot == slots.CHIEF_OFFICER or slot in map(slots.finding_slot, now.answers)):
        raise Http404
    if request.POST.get("throw_away"):
        throw_away(report=now.report, slot=slot, by=request.member, at=request.at)
        return HttpResponseRedirect(slot_address(ref, slot))
    fields = {name: values for name, values in request.POST.lists() if name not in CONTROL_FIELDS}
    try:
        keep_typed(report=now.report, slot=slot, fields=fields, opened_at_number=expected(request), by=request.member,
                   at=request.at)
    except Refused as refusal:
        return JsonResponse({"said": str(refusal)}, status=409)
    return JsonResponse({"said": f"Draft saved {clock_time(request.at)}"})
