"""What has to be put right before sign-off, and what is worth a look; then the sending."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from answerable.accounts.queries import people_names
from answerable.responses import operations, slots
from answerable.responses.checks import REPORT, required_content, results, to_put_right
from answerable.responses.rules import Refused, check_can_send, reason_against
from answerable.workspace.answers.frame import answer_page, opened, titles
from answerable.workspace.requests import MemberRequest


@require_http_methods(["GET", "POST"])
def checks(request: MemberRequest, ref: str) -> HttpResponse:
    now = opened(ref)
    problems = {}
    if request.method == "POST":
        try:
            operations.send(report=now.report, by=request.member, at=request.at)
        except Refused as refusal:
            problems = {"send": str(refusal)}
        else:
            messages.success(request, "The answer is with an approver.")
            return HttpResponseRedirect(reverse("sign-off", kwargs={"ref": ref}))
    found = results(now, titles(request), request.today)
    must = to_put_right(found)
    return answer_page(request, "checks.html", now, {
        "must": [(r.why, one) for r in found if r.check.must for one in r.found],
        "look": [(r.why, one) for r in found if not r.check.must for one in r.found],
        "passed": [r for r in found if not r.found], "count": len(found), "address": _address(ref),
        "required_content": required_content(now), "sign_off": now.sign_off,
        "who": people_names([now.sign_off.by if now.sign_off else None]), "at": request.at,
        "why_not": reason_against(check_can_send, request.member, now.situation(must)),
    }, problems=problems)


def _address(ref: str) -> object:
    """A function: where the words of a slot are put right."""

    def address(slot: str) -> str:
        if slot.startswith(slots.FINDING):
            number = int(slot.removeprefix(slots.FINDING))
            return reverse("write-finding", kwargs={"ref": ref, "number": number})
        if slot == REPORT:
            return reverse("confirm", kwargs={"ref": ref})
        if slot == slots.CHIEF_OFFICER:
            return reverse("chief-officer", kwargs={"ref": ref})
        return reverse("write-text", kwargs={"ref": ref, "slot": slot})

    return address
