"""What has to be put right before sign-off, what is worth a look, what could not be checked; then the sending."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from answerable.accounts.queries import people_names
from answerable.responses import operations, slots
from answerable.responses.checks import REPORT, Result, required_content, results, to_put_right
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
    return answer_page(request, "checks.html", now, {
        **groups(found), "count": len(found), "address": _address(ref),
        "required_content": required_content(now), "sign_off": now.sign_off,
        "who": people_names([now.sign_off.by if now.sign_off else None]), "at": request.at,
        "why_not": reason_against(check_can_send, request.member, now.situation(to_put_right(found))),
    }, problems=problems)


def groups(found: tuple[Result, ...]) -> dict[str, Any]:
    """What was found, in the groups in which the page shows it: each with the result that gives its reason."""
    return {
        "must": [(r, one) for r in found if r.check.must for one in r.found],
        "look": [(r, one) for r in found if not r.check.must for one in r.found],
        "unknown": [(r, one) for r in found for one in r.unknown],
        "passed": [r for r in found if r.has_passed],
    }


def _address(ref: str) -> object:
    """A function: where the words of a slot are put right."""

    def address(slot: str) -> str:
        if slot.startswith(slots.FINDING):
            number = int(slot.removeprefix(slots.FINDING))
            return reverse("write-finding", kwargs={"ref": ref, "number": number})
        if slot == REPORT:
            return reverse("confirm", kwargs={"ref": ref})
        if slot in (slots.CHIEF_OFFICER, slots.DATES, slots.DUTY):
            return reverse(slot, kwargs={"ref": ref})
        return reverse("write-text", kwargs={"ref": ref, "slot": slot})

    return address
