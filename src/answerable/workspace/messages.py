"""The outbox: what leaves by mail, what failed, and what somebody does about it."""

from __future__ import annotations

from django import forms
from django.contrib import messages as notices
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from answerable.accounts.queries import people_names
from answerable.messages import mail, operations, queries
from answerable.messages.models import Message
from answerable.messages.rules import ERRORS, CannotSend
from answerable.workspace.forms import DayField, problems_of
from answerable.workspace.requests import MemberRequest

STATES = {  # a state to its word and the colour of its tag
    "waiting": ("Waiting to leave", "grey"), "left": ("Sent", "green"), "failed": ("Failed", "red"),
    "came_back": ("Came back", "red"), "stopped": ("Stopped", "grey"), "by_hand": ("Sent by hand", "green"),
}
DONE = {
    "try_again": "It waits to leave again.", "stop": "It is stopped. Nothing more is done about it.",
    "sent_by_hand": "It is recorded as sent by hand.", "came_back": "It is recorded as come back.",
}


class CameBackForm(forms.Form):
    on = DayField("the day it came back")


@require_http_methods(["GET", "POST"])
def outbox(request: MemberRequest) -> HttpResponse:
    change = {"stop_all": operations.stop_all, "start_all": operations.start_all}.get(request.POST.get("do", ""))
    if change is not None:
        change(by=request.member, at=request.at)
        return HttpResponseRedirect(reverse("messages"))
    return render(request, "office/messages.html", {
        "groups": queries.by_group(), "is_set_up": mail.is_set_up(), "is_stopped": queries.is_stopped(),
        "STATES": STATES, "ERRORS": ERRORS,
    })


@require_http_methods(["GET", "POST"])
def message(request: MemberRequest, message_id: int) -> HttpResponse:
    row = get_object_or_404(Message, id=message_id)
    do = request.POST.get("do", "")
    form = CameBackForm(request.POST if do == "came_back" else None, initial={"on": request.today})
    problems = problems_of(form)
    if do in DONE and not problems:
        try:
            _change(request, row, do, form)
        except CannotSend as refusal:
            problems = {refusal.field or "message": str(refusal)}
        else:
            notices.success(request, DONE[do])
            return HttpResponseRedirect(reverse("messages"))
    return render(request, "office/message.html", {
        "message": row, "form": form, "problems": problems, "is_set_up": mail.is_set_up(),
        "STATES": STATES, "ERRORS": ERRORS, "by": people_names([row.by]).get(row.by or 0, "Answerable itself"),
    }, status=422 if problems else 200)


def _change(request: MemberRequest, row: Message, do: str, form: CameBackForm) -> None:
    by = request.member
    if do == "try_again":
        operations.send_now(operations.try_again(message=row, by=by, at=request.at), at=request.at)
    elif do == "stop":
        operations.stop(message=row, by=by, at=request.at)
    elif do == "sent_by_hand":
        operations.sent_by_hand(message=row, by=by, at=request.at)
    else:
        operations.came_back(message=row, on=form.cleaned_data["on"], by=by, at=request.at)
