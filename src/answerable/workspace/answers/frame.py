"""What every page on which a report is answered shows around its own part."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from answerable.accounts.queries import members, people_names
from answerable.accounts.roles import Member
from answerable.inspections import queries as inspections
from answerable.responses import last_day
from answerable.responses.checks import Titles
from answerable.responses.queries import Draft, draft, read, saved
from answerable.responses.steps import clock_sentence
from answerable.workspace.answers import words
from answerable.workspace.requests import MemberRequest


def opened(ref: str) -> Draft:
    """The report of that address with its answer; 404 when this body has none."""
    return draft(inspections.report(ref))


def titles(request: MemberRequest) -> Titles:
    return Titles.of(request.names)


def answer_page(
    request: MemberRequest, template: str, now: Draft, more: dict[str, Any], *,
    problems: dict[str, str] | None = None, slot: str = "", status: int = 0,
) -> HttpResponse:
    """A page about one report's answer. `slot`: the history of that slot stands at its foot."""
    context = {
        "report": now.report, "draft": now, "titles": titles(request), "problems": problems or {},
        "clock_sentence": clock_sentence(now, request.today), "moved": last_day.sentences(now),
        "is_recorded": last_day.is_recorded(now), "savings": _savings(now, slot), **more,
    }
    return render(request, f"answers/{template}", context, status=status or (422 if problems else 200))


def _savings(now: Draft, slot: str) -> list[dict[str, Any]]:
    if not slot or now.response is None:
        return []
    rows = saved(now.response, slot)
    who = people_names(row.by for row in rows)
    return [{"who": who.get(row.by, "Somebody who has left"), "at": row.at, "number": row.number,
             "lines": words.lines(read(row))} for row in rows]


def colleagues(request: MemberRequest) -> list[Member]:
    return list(members(request.today))
