"""What needs you now: one row for each thing, most pressing first. A row goes away only when the thing is done."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from answerable.accounts.roles import Permission
from answerable.reminders.needs import Held, needs_of, next_clock
from answerable.workspace.people_news import told_lately
from answerable.workspace.requests import MemberRequest

ROWS = 20  # of one group, before "See all"


@require_safe
def now(request: MemberRequest) -> HttpResponse:
    member = request.member
    if member.is_here_for_commitments:
        return HttpResponseRedirect(reverse("commitments"))
    held = Held(request.names, request.today)
    needs = needs_of(member, held)
    return render(request, "now.html", {
        "groups": needs.groups, "ROWS": ROWS, "shown_all": request.GET.get("all", ""), "waiting": needs.waiting,
        "next_clock": next_clock(held) if member.may(Permission.READ_WORK) else None,
        "told": told_lately(member, request.at),
    })
