"""What every page on which a report is answered shows around its own part."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from answerable.accounts.queries import members, people_names
from answerable.accounts.roles import Member
from answerable.inspections import queries as inspections
from answerable.responses import last_day, slots
from answerable.responses.checks import REPORT, Found, Result, Titles, results, things_in
from answerable.responses.models import TypedDraft
from answerable.responses.queries import Draft, draft, read, saved
from answerable.responses.rules import check_can_write, reason_against
from answerable.responses.steps import clock_sentence
from answerable.responses.typed import typed
from answerable.workspace.answers import words
from answerable.workspace.answers.versions import Note, notes_by_part
from answerable.workspace.filled import fill
from answerable.workspace.requests import MemberRequest


def opened(ref: str) -> Draft:
    """The report of that address with its answer; 404 when this body has none."""
    return draft(inspections.report(ref))


def titles(request: MemberRequest, now: Draft) -> Titles:
    return Titles.of(request.names, now)


def answer_page(
    request: MemberRequest, template: str, now: Draft, more: dict[str, Any], *,
    problems: dict[str, str] | None = None, slot: str = "", status: int = 0,
) -> HttpResponse:
    """A page about one report's answer. `slot`: the history of that slot stands at its foot."""
    kept = typed(now.response, slot, request.member) if slot and not reason_against(
        check_can_write, request.member, now.situation()) else None
    context = {
        "report": now.report, "draft": now, "titles": titles(request, now), "problems": problems or {},
        "clock_sentence": clock_sentence(now, request.today), "moved": last_day.sentences(now),
        "is_recorded": last_day.is_recorded(now), "savings": _savings(now, slot), "typed": kept,
        "slot_of_page": slot, "open_notes": _open_notes(now, slot), "things": _things(request, now, slot), **more,
    }
    response = render(request, f"answers/{template}", context, status=status or (422 if problems else 200))
    return _with_typed(request, response, kept) if kept is not None else response


def _with_typed(request: MemberRequest, response: HttpResponse, kept: TypedDraft) -> HttpResponse:
    """The page with its form filled in as it was typed, when the address asks for it. Nothing of it is saved."""
    if request.method != "GET" or request.GET.get("typed") != "yes":
        return response
    fields = [(name, value) for name, values in kept.fields.items() for value in values]
    filled = fill(response.content.decode(), address=request.path, to=request.path,
                  fields=(*fields, ("expected", str(kept.opened_at_number))))
    return HttpResponse(filled) if filled is not None else response


def slot_address(ref: str, slot: str) -> str:
    """Where the words of a slot are written; those of the report itself are put right where they are checked."""
    if slot.startswith(slots.FINDING):
        return reverse("write-finding", kwargs={"ref": ref, "number": int(slot.removeprefix(slots.FINDING))})
    if slot in slots.TEXTS:
        return reverse("write-text", kwargs={"ref": ref, "slot": slot})
    routes = {REPORT: "confirm", slots.CHIEF_OFFICER: "record-comments"}
    return reverse(routes.get(slot, slot), kwargs={"ref": ref})


def _things(request: MemberRequest, now: Draft, slot: str) -> list[tuple[Result, Found]]:
    """What the checks find in the words that stand here."""
    if not now.number(slot):
        return []
    return things_in(results(now, titles(request, now), request.today), slot)


def _open_notes(now: Draft, slot: str) -> list[Note]:
    """The notes in the margin of these words that nobody has dealt with."""
    if not slot or now.version is None:
        return []
    return notes_by_part(now, open_of=slot).get(slot, [])


def _savings(now: Draft, slot: str) -> list[dict[str, Any]]:
    if not slot or now.response is None:
        return []
    rows = saved(now.response, slot)
    who = people_names(row.by for row in rows)
    return [{"who": who.get(row.by, "Somebody who has left"), "at": row.at, "number": row.number,
             "lines": words.lines(read(row))} for row in rows]


def colleagues(request: MemberRequest) -> list[Member]:
    return list(members(request.today))
