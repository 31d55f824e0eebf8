"""Publishing the signed answer, and trying again when it stopped part-way."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from answerable.accounts.roles import Permission, check_may
from answerable.duties.words import days, responded_sentence
from answerable.register import publishing
from answerable.register.publishing import DidNotFinish
from answerable.responses import slots
from answerable.responses.copies import copies_of
from answerable.responses.queries import Draft
from answerable.responses.rules import Refused, check_can_publish, reason_against
from answerable.responses.steps import clock_sentence
from answerable.workspace.answers.frame import answer_page, opened
from answerable.workspace.requests import MemberRequest


@require_http_methods(["GET", "POST"])
def publish(request: MemberRequest, ref: str) -> HttpResponse:
    now = opened(ref)
    problems = {}
    if request.method == "POST":
        try:
            _publish(request, now)
        except Refused as refusal:
            problems = {"publish": str(refusal)}
        except DidNotFinish as stopped:
            problems = {"publish": str(stopped)}
            now = opened(ref)
        else:
            messages.success(request, "The public register is up to date.")
            return HttpResponseRedirect(reverse("publish", kwargs={"ref": ref}))
    clock = now.clock
    due_on = clock.due_on if clock else None
    return answer_page(request, "publish.html", now, {
        "version": now.version, "sign_off": now.sign_off, "is_finished": publishing.is_finished(),
        "address": public_address(now), "why_not": reason_against(check_can_publish, request.member, now.situation()),
        "published": responded_sentence(clock.clock, now.responded_on) if clock and now.responded_on else "",
        "clock_sentence": "" if now.responded_on else clock_sentence(now, request.today),
        "copies_to": [line.copy for line in copies_of(now)],
        "late": days((request.today - due_on).days) if due_on and request.today > due_on else "",
        "gives_reason": now.text(slots.AFTER_LAST_DAY) is not None, "may_retry": request.member.may(Permission.PUBLISH),
    }, problems=problems)


def _publish(request: MemberRequest, now: Draft) -> None:
    if request.POST.get("again") == "yes":
        check_may(request.member, Permission.PUBLISH)
        publishing.bake_register()
    else:
        publishing.publish(report=now.report, by=request.member, at=request.at)


def public_address(now: Draft) -> str:
    """Where the answer stands in public; without a host when the installation does not know its register's."""
    if now.response is None or not now.response.public_ref:
        return ""
    return f"{settings.REGISTER_ADDRESS.rstrip('/')}/responses/{now.response.public_ref}/"
