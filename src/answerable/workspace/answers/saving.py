"""Saving what somebody wrote, also when somebody else saved meanwhile: then both stand side by side."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect

from answerable.accounts.queries import people_names
from answerable.documents.differences import marked
from answerable.responses import operations
from answerable.responses.holding import Stale
from answerable.responses.queries import Draft, draft
from answerable.responses.slots import Content
from answerable.workspace.answers.frame import answer_page
from answerable.workspace.answers.tidying import Tidy, tell_of_tidying
from answerable.workspace.answers.words import as_text
from answerable.workspace.requests import MemberRequest, whole_number

AnyContent = TypeVar("AnyContent", bound=Content)
CONTROL_FIELDS = {"csrfmiddlewaretoken", "expected", "settle", "seen", "opened"}


def save(
    request: MemberRequest, now: Draft, slot: str, content: AnyContent, write: Callable[[int], object], *,
    then: str, done: str, tidy: Tidy[AnyContent] | None = None,
) -> HttpResponse:
    """Call `write` with the number of the saving that the form was opened at, and go on to the address `then`.

    `tidy`: what was done to the content before; what was typed is then kept, and said with a way back to it.
    Raises `Refused` (for the form to show) unless somebody else saved meanwhile: that is settled here.
    """
    settle = request.POST.get("settle", "")
    if settle in ("theirs", "both"):
        kept = operations.set_aside(report=now.report, slot=slot, content=content, by=request.member, at=request.at)
        if settle == "both":
            return HttpResponseRedirect(f"{request.path}?{_to_both(request, kept.id)}")
        messages.success(request, "What stands was kept. Your words are in the history.")
        return HttpResponseRedirect(then)
    try:
        if "seen" in request.POST and settle != "mine":
            return _differences(request, now, slot, content, {"settle": "Choose what you want to keep"})
        write(expected(request))
    except Stale:
        return _differences(request, now, slot, content, {})
    messages.success(request, done)
    if tidy is not None and tidy.told:
        tell_of_tidying(request, now.report, slot, tidy)
    return HttpResponseRedirect(then)


def expected(request: MemberRequest) -> int:
    return whole_number(request.POST.get("expected", "")) or 0


def _to_both(request: MemberRequest, kept_id: int) -> str:
    """The query that leads to a form made from both: what was set aside, and what the person's own form began with."""
    also = request.POST.getlist("also")
    return urlencode({"with": kept_id, "opened": request.POST.get("opened", ""), "also": also}, doseq=True)


def _differences(
    request: MemberRequest, now: Draft, slot: str, mine: Content, problems: dict[str, str]
) -> HttpResponse:
    now = draft(now.report)  # what stands was saved after this request began
    opened = request.POST.get("opened") or request.POST.get("expected", "")
    stands = now.stands[slot]
    my_runs, their_runs = marked(as_text(mine), as_text(stands.content))
    fields = [(name, value) for name, values in request.POST.lists() if name not in CONTROL_FIELDS for value in values]
    return answer_page(
        request, "differences.html", now,
        {"mine": my_runs, "theirs": their_runs, "who": people_names([stands.by]).get(stands.by, "somebody"),
         "saved_at": stands.at, "number": stands.number, "opened": opened, "fields": fields,
         "has_words": hasattr(mine, "words")},
        problems=problems, status=409,
    )
