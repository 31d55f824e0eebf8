"""Promises in the text of an answer: each with why it was picked, and one button that makes it a commitment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from answerable.accounts.roles import Permission
from answerable.commitments import operations
from answerable.commitments.found import Found, event_of, found_in, old_slot
from answerable.inspections import queries as inspections
from answerable.inspections.models import Report
from answerable.responses import slots
from answerable.responses.checks import Titles
from answerable.responses.old_answers import old_answer
from answerable.responses.queries import Draft, draft
from answerable.responses.rules import Refused
from answerable.workspace.requests import MemberRequest

KINDS = {"done": ("Done", "grey"), "under_way": ("Under way", "blue"), "will": ("Will", "blue"),
         "exploring": ("Being looked at", "yellow"), "monitoring": ("Being watched", "grey")}
LONGEST_TOLD_IN = 200  # characters of the column
POSITION = "position-"  # of the force or service on a finding


@dataclass(frozen=True)
class Text:
    """A text of the answer as the page shows it: pieces of it, those that promise with what was found."""

    heading: str
    pieces: tuple[tuple[str, Found | None], ...]
    found: tuple[Found, ...]


@require_http_methods(["GET", "POST"])
def promises_in_text(request: MemberRequest, ref: str) -> HttpResponse:
    now = draft(inspections.report(ref))
    texts = _texts(now, Titles.of(request.names, now))
    found = found_in(now.report, {slot: text for slot, (_, text) in texts.items()})
    return _page(request, texts, found, report=now.report, back=reverse("report", kwargs={"ref": ref}))


@require_http_methods(["GET", "POST"])
def promises_in_old_answer(request: MemberRequest, number: int) -> HttpResponse:
    old = old_answer(number)
    slot = old_slot(number)
    found = found_in(None, {slot: old.content.response})
    return _page(request, {slot: (old.content.heading or "Response", old.content.response)}, found, report=None,
                 back=reverse("old-answer", kwargs={"number": number}), told_in=old.content.title[:LONGEST_TOLD_IN])


def _page(
    request: MemberRequest, texts: Mapping[str, tuple[str, str]], found: Mapping[str, list[Found]], *,
    report: Report | None, back: str, told_in: str = "",
) -> HttpResponse:
    problem = ""
    if request.method == "POST":
        try:
            return _decided(request, found, report, told_in)
        except Refused as refusal:
            problem = str(refusal)
    shown = [Text(heading, _pieces(text, found[slot]), tuple(found[slot])) for slot, (heading, text) in texts.items()]
    return render(request, "commitments/promises.html", {
        "texts": [text for text in shown if text.found], "back": back, "report": report, "KINDS": KINDS,
        "open": sum(one.is_open for every in found.values() for one in every), "told_in": told_in,
        "may_keep": request.member.may(Permission.KEEP_COMMITMENTS), "problem": problem,
    }, status=422 if problem else 200)


def _decided(
    request: MemberRequest, found: Mapping[str, list[Found]], report: Report | None, told_in: str
) -> HttpResponse:
    """Make a commitment of a sentence, or say that it promises nothing."""
    slot, wanted = request.POST.get("slot", ""), request.POST.get("sentence", "")
    one = next((f for f in found.get(slot, ()) if f.hash == wanted), None)
    if one is None:
        raise Refused("The text was changed after you opened the page. Nothing was done. Read it again.")
    if request.POST.get("do") == "pass" and report is not None:
        operations.pass_over(report=report, slot=slot, sentence=one.promise.sentence, by=request.member, at=request.at)
        messages.success(request, "This sentence is not asked about again.")
        return HttpResponseRedirect(request.get_full_path())
    if one.commitment:
        raise Refused(f"This sentence is commitment {one.commitment} already.")
    row = operations.make(event=event_of(one), report=report, finding=_finding(slot) if report else None,
                          told_in=told_in, by=request.member, at=request.at)
    messages.success(request, f"It is commitment {row.ref} now. Say who will do it, by when, and how we shall know.")
    return HttpResponseRedirect(reverse("commitment", kwargs={"commitment": row.ref}))


def _finding(slot: str) -> int | None:
    """The finding to whose answer, or to the position on which, a slot belongs."""
    name, _, number = slot.rpartition("-")
    return int(number) if f"{name}-" in (slots.FINDING, POSITION) else None


def _texts(now: Draft, titles: Titles) -> dict[str, tuple[str, str]]:
    """The texts that can promise, with what each is called: of the body, and of the force or service."""
    texts: dict[str, tuple[str, str]] = {}
    comments, reply = now.text(slots.COMMENTS), now.text(slots.REPLY)
    if comments:
        texts[slots.COMMENTS] = (f"The {titles.holder}’s comments", comments.words)
    for number, answer in now.answers.items():
        texts[slots.finding_slot(number)] = (f"Answer to finding {number}", answer.words)
        if answer.force_position:
            texts[f"{POSITION}{number:04d}"] = (f"Position on finding {number}", answer.force_position)
    if now.chief_officer is not None and now.chief_officer.words:
        texts[slots.CHIEF_OFFICER] = (f"The {titles.chief}’s comments", now.chief_officer.words)
    if reply:
        texts[slots.REPLY] = ("The reply", reply.words)
    return texts


def _pieces(text: str, found: list[Found]) -> tuple[tuple[str, Found | None], ...]:
    """The text cut at the promises, so that they can be marked where they stand."""
    pieces: list[tuple[str, Found | None]] = []
    at = 0
    for one in found:
        if one.promise.start < at:
            continue
        pieces += [(text[at:one.promise.start], None), (text[one.promise.start:one.promise.end], one)]
        at = one.promise.end
    return (*pieces, (text[at:], None))
