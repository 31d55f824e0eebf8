"""What has to be put right before sign-off, what is worth a look, what could not be checked; then the sending."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from answerable.accounts.queries import people_names
from answerable.accounts.roles import Role
from answerable.responses import operations, reviewing, slots
from answerable.responses.checks import Result, Titles, required_content, results, to_put_right
from answerable.responses.copies import addresses
from answerable.responses.overriding import check_can_override, check_can_remove_override
from answerable.responses.queries import Draft
from answerable.responses.rules import Refused, check_can_ask_for_review, check_can_send, reason_against
from answerable.workspace.answers.frame import answer_page, colleagues, opened, slot_address
from answerable.workspace.requests import MemberRequest


@require_http_methods(["GET", "POST"])
def checks(request: MemberRequest, ref: str) -> HttpResponse:
    now = opened(ref)
    problems = {}
    if request.method == "POST":
        try:
            return _send(request, now)
        except Refused as refusal:
            problems = {"send": str(refusal)}
    found, here = results(now, Titles.of(request.names, now, addresses()), request.today), colleagues(request)
    return answer_page(request, "checks.html", now, {
        **groups(now, found), "count": len(found), "address": partial(slot_address, ref),
        "required_content": required_content(now), "sign_off": now.sign_off,
        "who": people_names([row.by for row in (now.sign_off, now.review) if row]), "at": request.at,
        "review": now.review, "overrides_number": now.number(slots.OVERRIDES),
        "why_not_override": reason_against(check_can_override, request.member, now.situation()),
        "why_not_remove": reason_against(check_can_remove_override, request.member, now.situation()),
        "why_not": reason_against(check_can_send, request.member, now.situation(to_put_right(found))),
        "why_not_review": reason_against(
            check_can_ask_for_review, request.member, now.situation(to_put_right(found)), here),
        "has_reviewers": any(Role.REVIEWER in m.roles and m.person_id not in now.authors for m in here),
    }, problems=problems)


def _send(request: MemberRequest, now: Draft) -> HttpResponse:
    if request.POST.get("to") == "review":
        reviewing.ask_for_review(report=now.report, by=request.member, at=request.at)
        messages.success(request, "The answer is with a reviewer.")
        return HttpResponseRedirect(reverse("review", kwargs={"ref": now.report.ref}))
    operations.send(report=now.report, by=request.member, at=request.at)
    messages.success(request, "The answer is with an approver.")
    return HttpResponseRedirect(reverse("sign-off", kwargs={"ref": now.report.ref}))


def groups(now: Draft, found: tuple[Result, ...]) -> dict[str, Any]:
    """What was found, in the groups in which the page shows it."""
    look = [r for r in found if not r.check.must and r.found]
    unknown = [r for r in found if r.unknown]
    still_found = {one.key for r in found for one in r.overridden}
    return {
        "must": [r for r in found if r.check.must and r.found], "to_put_right": to_put_right(found),
        "look": look, "to_look_at": sum(len(r.found) for r in look),
        "unknown": unknown, "not_checked": sum(len(r.unknown) for r in unknown),
        "passed": [r for r in found if r.has_passed],
        "overridden": [(place, one, bool(still_found.intersection(one.covers)))
                       for place, one in enumerate(now.overrides)],
    }
