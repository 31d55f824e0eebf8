"""Publishing the signed answer, and trying again when it stopped part-way."""

from __future__ import annotations

import re
from datetime import datetime, time

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from answerable.accounts.roles import Permission, check_may
from answerable.duties.words import days, responded_sentence
from answerable.records.moments import LONDON
from answerable.register import publishing
from answerable.register.publishing import DidNotFinish
from answerable.responses import scheduling, slots
from answerable.responses.copies import copies_of
from answerable.responses.queries import Draft
from answerable.responses.rules import Refused, check_can_publish, check_can_stop, reason_against
from answerable.responses.steps import clock_sentence
from answerable.workspace.answers.frame import answer_page, opened
from answerable.workspace.environment import moment
from answerable.workspace.forms import DayField, DayWidget, shown_day
from answerable.workspace.proof import needs_proof_to_send
from answerable.workspace.requests import MemberRequest


class DayForm(forms.Form):
    publish_on = DayField("the day", required=False)


@require_http_methods(["GET", "POST"])
@needs_proof_to_send
def publish(request: MemberRequest, ref: str) -> HttpResponse:
    now = opened(ref)
    problems = {}
    if request.method == "POST":
        try:
            done = _publish(request, now)
        except Refused as refusal:
            problems = {refusal.field or "publish": str(refusal)}
        except DidNotFinish as stopped:
            problems = {"publish": str(stopped)}
            now = opened(ref)
        else:
            messages.success(request, done)
            return HttpResponseRedirect(reverse("publish", kwargs={"ref": ref}))
    clock = now.clock
    due_on = clock.due_on if clock else None
    return answer_page(request, "publish.html", now, {
        "version": now.version, "sign_off": now.sign_off, "is_finished": publishing.is_finished(),
        "address": public_address(now), "why_not": reason_against(check_can_publish, request.member, now.situation()),
        "published": responded_sentence(clock.clock, now.responded_on) if clock and now.responded_on else "",
        "clock_sentence": "" if now.responded_on else clock_sentence(now, request.today),
        "copies_to": [line.copy for line in copies_of(now)],
        "publish_at": now.response.publish_at if now.response else None, "day": shown_day(DayForm(
            request.POST if request.method == "POST" else None), "publish_on"),
        "when": request.POST.get("when", "now"), "time": request.POST.get("publish_time", ""),
        "why_not_stop": reason_against(check_can_stop, request.member, now.situation()),
        "late": days((request.today - due_on).days) if due_on and request.today > due_on else "",
        "gives_reason": now.text(slots.AFTER_LAST_DAY) is not None, "may_retry": request.member.may(Permission.PUBLISH),
    }, problems=problems)


def _publish(request: MemberRequest, now: Draft) -> str:
    """Do what was asked, and say what was done."""
    if request.POST.get("again") == "yes":
        check_may(request.member, Permission.PUBLISH)
        publishing.bake_register()
    elif request.POST.get("stop") == "yes":
        scheduling.stop(report=now.report, by=request.member, at=request.at)
        return "Stopped. The answer is signed off and not set to be published."
    elif request.POST.get("when") == "set":
        publish_at = _set_time(request)
        scheduling.set_time(report=now.report, publish_at=publish_at, by=request.member, at=request.at)
        return f"Set for {moment(publish_at)}."
    else:
        publishing.publish(report=now.report, by=request.member, at=request.at)
    return "The public register is up to date."


def _set_time(request: MemberRequest) -> datetime:
    """The day and the UK time that were entered. Raises `Refused`."""
    try:
        day = DayField("the day").clean(DayWidget().value_from_datadict(request.POST, None, "publish_on"))
    except ValidationError as problem:
        raise Refused(problem.messages[0], field="publish_on") from None
    clock = re.fullmatch(r"(\d{1,2})[:.](\d{2})\s*(am|pm)?", request.POST.get("publish_time", "").strip().lower())
    if clock is None or int(clock[2]) > 59 or not (0 < int(clock[1]) <= 12 if clock[3] else int(clock[1]) < 24):
        raise Refused("Enter the time, such as 9:30am or 14:15", field="publish_time")
    hour = int(clock[1]) % 12 + (12 if clock[3] == "pm" else 0) if clock[3] else int(clock[1])
    return datetime.combine(day, time(hour, int(clock[2])), LONDON)


def public_address(now: Draft) -> str:
    """Where the answer stands in public; without a host when the installation does not know its register's."""
    if now.response is None or not now.response.public_ref:
        return ""
    return f"{settings.REGISTER_ADDRESS.rstrip('/')}/responses/{now.response.public_ref}/"
