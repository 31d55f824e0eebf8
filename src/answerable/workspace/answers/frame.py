"""What every page on which a report is answered shows around its own part."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from answerable.accounts.queries import members, people_names
from answerable.inspections import queries as inspections
from answerable.responses.checks import Titles
from answerable.responses.models import Saved
from answerable.responses.queries import Draft, draft, read, saved
from answerable.responses.steps import clock_sentence
from answerable.workspace.requests import MemberRequest


def opened(ref: str) -> Draft:
    """The report of that address with its answer; 404 when this body has none."""
    return draft(inspections.report(ref))


def titles(request: MemberRequest) -> Titles:
    return Titles(holder=request.names.holder_title, chief=request.names.chief_title)


def answer_page(
    request: MemberRequest, template: str, now: Draft, more: dict[str, Any], *,
    problems: dict[str, str] | None = None, slot: str = "", status: int = 0,
) -> HttpResponse:
    """A page about one report's answer. `slot`: the history of that slot stands at its foot."""
    context = {
        "report": now.report, "draft": now, "titles": titles(request), "problems": problems or {},
        "clock_sentence": clock_sentence(now, request.today), "savings": _savings(now, slot), **more,
    }
    return render(request, f"answers/{template}", context, status=status or (422 if problems else 200))


def _savings(now: Draft, slot: str) -> list[dict[str, Any]]:
    if not slot or now.response is None:
        return []
    rows = saved(now.response, slot)
    who = people_names(row.by for row in rows)
    return [{"who": who.get(row.by, "Somebody who has left"), "at": row.at, "number": row.number,
             "lines": shown_lines(row)} for row in rows]


def shown_lines(row: Saved) -> list[tuple[str, str]]:
    """What was saved, as labels and words for people; empty fields are left out."""
    return [(name.replace("_", " ").capitalize(), _shown(value)) for name, value in read(row).model_dump().items()
            if value not in (None, "", (), {})]


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        return "; ".join(f"{name}: {_shown(inner)}" for name, inner in value.items())
    if isinstance(value, (list, tuple)):
        return ", ".join(_shown(item) for item in value)
    return str(value)


def colleagues(request: MemberRequest) -> list[Any]:
    return list(members(request.today))
