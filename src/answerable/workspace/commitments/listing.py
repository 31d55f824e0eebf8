"""The list of commitments: what is missing first, then all of them, narrowed by a form that needs no script."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.paginator import Paginator
from django.db.models import F, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from answerable.accounts.roles import Permission, Role
from answerable.commitments import queries
from answerable.commitments.models import StandingRow
from answerable.records.contents import Action, CheckVerdict
from answerable.workspace.commitments import words
from answerable.workspace.commitments.picture import DateLine, date_line
from answerable.workspace.requests import MemberRequest

A_PAGE = 50


def shows(day: date) -> dict[str, tuple[str, Q]]:
    """What the list can be narrowed to: name in the address -> words and condition."""
    return {
        "open": ("Open", Q(is_open=True)),
        "no-owner": ("Without an owner", queries.NO_OWNER),
        "no-date": ("Without a date", queries.NO_DATE),
        "past": ("Past their date", queries.past(day)),
        "moved-past": ("Would be past their date but for moves", queries.past_but_for_moves(day)),
        "move-asked": ("A move waits for an approver", queries.ASKED),
        "to-check": ("Done, says the owner: to check", queries.TO_CHECK),
        "check-again": ("To check again", queries.check_again(day)),
        "not-supported": ("Evidence does not support it", Q(check_verdict=CheckVerdict.DOES_NOT_SUPPORT,
                                                            action=Action.DONE)),
        "kept": ("Kept", queries.KEPT),
        "unpublished": ("With something not published", queries.UNPUBLISHED),
        "ended": ("Stopped, replaced or carried forward", Q(
            action__in=[Action.STOPPED, Action.REPLACED, Action.CARRIED_FORWARD])),
    }


class NarrowForm(forms.Form):
    """What the list is narrowed by. A value that no page of ours sends narrows nothing."""

    show = forms.CharField(required=False, max_length=20)
    owner = forms.CharField(required=False, max_length=300)
    text = forms.CharField(required=False, max_length=300)
    report = forms.CharField(required=False, max_length=12)
    mine = forms.BooleanField(required=False)


@dataclass(frozen=True)
class Narrowed:
    """The rows that were asked for, and by what."""

    rows: QuerySet[StandingRow]
    by: dict[str, str]
    name: str  # of `shows`, in words; empty: all

    def address(self, **changed: str) -> str:
        """The query of the address that shows the same with a change."""
        return urlencode({name: value for name, value in {**self.by, **changed}.items() if value})


def narrowed(request: MemberRequest, rows: QuerySet[StandingRow], day: date) -> Narrowed:
    """The rows of a list as its address narrows them."""
    form = NarrowForm(request.GET)
    asked: dict[str, Any] = form.cleaned_data if form.is_valid() else {}
    by = {name: str(value) for name, value in asked.items() if value and name != "mine"}
    name, condition = shows(day).get(by.get("show", ""), ("", Q()))
    if not name:
        by.pop("show", None)
    rows = rows.filter(condition)
    if owner := by.get("owner"):
        rows = rows.filter(Q(owner__icontains=owner) | Q(organisation__icontains=owner))
    if text := by.get("text"):
        rows = rows.filter(Q(words__icontains=text) | Q(commitment__ref__iexact=text))
    if report := by.get("report"):
        rows = rows.filter(commitment__report__ref=report)
    if asked.get("mine"):
        by["mine"] = "yes"
        rows = rows.filter(owner_id=request.member.person_id)
    return Narrowed(rows, by, name)


@require_safe
def commitments(request: MemberRequest) -> HttpResponse:
    everything = queries.standings()
    found = narrowed(request, everything, request.today)
    ordered = found.rows.order_by(F("date_now").asc(nulls_last=True), "commitment_id")
    page = Paginator(ordered, A_PAGE).get_page(request.GET.get("page"))
    rows = list(page.object_list)
    counts = queries.figures(request.today, everything)
    waiting = queries.waiting(everything)
    return render(request, "commitments/list.html", {
        "page": page, "rows": rows, "found": found, "counts": counts, "waiting": waiting, "words": words,
        "today": request.today, "shows": shows(request.today), "line": _line(rows, request.today),
        "may_make": request.member.may(Permission.KEEP_COMMITMENTS),
        "may_publish": request.member.may(Permission.SIGN_OFF),
        "is_owner": Role.COMMITMENT_OWNER in request.member.roles,
    })


def _line(rows: list[StandingRow], today: date) -> DateLine | None:
    return date_line([(row.commitment.ref, row.first_date, row.date_now) for row in rows[:20]], today)
