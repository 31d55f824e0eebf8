"""Notes in the margin of what was sent: written on the pages "Review" and "Sign off", dealt with by the authors."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from answerable.responses import reviewing
from answerable.responses.queries import Draft
from answerable.responses.rules import Refused
from answerable.workspace.answers.frame import opened
from answerable.workspace.answers.review import ReviewForm, review_page
from answerable.workspace.answers.sign_off import DecisionForm, sign_off_page
from answerable.workspace.answers.versions import RefusedNote, parts_of
from answerable.workspace.reports.fields import WordsField
from answerable.workspace.requests import MemberRequest, whole_number


@require_POST
def add_note(request: MemberRequest, ref: str) -> HttpResponse:
    """A note in the margin; then back to the part on which it was written. One that is refused comes back as typed."""
    now = opened(ref)
    part = request.POST.get("part", "")
    words = WordsField(required=False).clean(request.POST.get("words", ""))
    try:
        reviewing.note_in_margin(report=now.report, version=whole_number(request.POST.get("version", "")) or 0,
                                 part=part, words=words, by=request.member, at=request.at)
    except Refused as refusal:
        return _refused(request, opened(ref), RefusedNote(part, words, str(refusal)))
    messages.success(request, "The note is kept in the margin.")
    return HttpResponseRedirect(f"{_page(ref, request)}#{part if part in parts_of(now, now.version) else 'version'}")


def _refused(request: MemberRequest, now: Draft, note: RefusedNote) -> HttpResponse:
    """The page from which it was sent, with the note in its place, or above the rest when that is gone."""
    is_there = note.part != "report" and note.part in parts_of(now, now.version)
    problems = {f"note-{note.part}" if is_there else "note": note.why}
    if request.POST.get("from") == "sign-off":
        return sign_off_page(request, now, DecisionForm(), problems, refused=note)
    return review_page(request, now, ReviewForm(), problems, refused=note)


@require_POST
def settle_note(request: MemberRequest, ref: str, note_id: int) -> HttpResponse:
    now = opened(ref)
    try:
        reviewing.settle_note(report=now.report, note_id=note_id, by=request.member, at=request.at)
    except Refused as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, "The note is dealt with. It stays in the history.")
    return HttpResponseRedirect(_page(ref, request))


def _page(ref: str, request: MemberRequest) -> str:
    """The page from which a form in the margin was sent."""
    name = request.POST.get("from", "")
    return reverse(name if name in ("review", "sign-off", "report") else "review", kwargs={"ref": ref})
