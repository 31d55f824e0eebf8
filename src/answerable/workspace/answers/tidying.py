"""Pasted words are tidied into light markup when they are saved: what was changed is said, and the original is kept.

What a chief officer or the force sent is never tidied, comments and positions alike: it is published as it came.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from answerable.documents.differences import marked
from answerable.inspections.models import Report
from answerable.intake import CannotRead, tidied, tidied_html
from answerable.responses import operations, slots
from answerable.responses.holding import Stale
from answerable.responses.models import Saved
from answerable.responses.queries import Draft, read
from answerable.responses.rules import Refused, check_can_write, reason_against
from answerable.responses.slots import Content, FindingContent, TextContent
from answerable.workspace.answers.frame import answer_page, opened, slot_address
from answerable.workspace.answers.words import as_text
from answerable.workspace.requests import MemberRequest, whole_number

AnyContent = TypeVar("AnyContent", bound=Content)
MOST_PASTED = 2_000_000  # characters of HTML: Word's clipboard has some forty for each that is seen


@dataclass(frozen=True)
class Tidy(Generic[AnyContent]):
    """A content with its words tidied; `told` is empty when nothing was changed, `pasted` is how it was typed."""

    content: AnyContent
    pasted: AnyContent
    told: tuple[str, ...]


def tidied_content(content: AnyContent, stands: Content | None) -> Tidy[AnyContent]:
    """Tidy the office's own words where they differ from what stands: words that were saved once are left alone."""
    words = getattr(content, "words", "")
    if not words or words == getattr(stands, "words", None):
        return Tidy(content, content, ())
    try:
        tidy = tidied(words)
    except CannotRead:  # nothing is lost: the words stay as they were typed, and the checks look at them
        return Tidy(content, content, ())
    if not tidy.changed:
        return Tidy(content, content, ())
    return Tidy(content.model_copy(update={"words": tidy.words}), content, tuple(dict.fromkeys(tidy.changed)))


def tell_of_tidying(request: MemberRequest, report: Report, slot: str, tidy: Tidy[AnyContent]) -> None:
    """Keep what was typed, and say on the next page what was changed, with a link to both."""
    kept = operations.set_aside(
        report=report, slot=slot, content=tidy.pasted, by=request.member, at=request.at, action="kept_as_typed")
    address = reverse("tidied", kwargs={"ref": report.ref, "saved_id": kept.id})
    messages.info(request, f"We tidied what you pasted. {' '.join(tidy.told)}", extra_tags=address)


@require_http_methods(["GET", "POST"])
def as_typed(request: MemberRequest, ref: str, saved_id: int) -> HttpResponse:
    """Both texts side by side, and the button that lets the original stand."""
    now = opened(ref)
    row = Saved.objects.filter(id=saved_id, response=now.response, number=None).first()
    pasted = read(row) if row is not None else None
    if row is None or row.slot not in now.stands or not isinstance(pasted, (TextContent, FindingContent)):
        raise Http404
    problems = {}
    if request.method == "POST":
        try:
            _let_stand(request, now, row.slot, pasted)
        except Stale:
            problems = {"original": "Somebody saved something newer meanwhile. Read both again."}
            now = opened(ref)
        except Refused as reason:
            problems = {"original": str(reason)}
        else:
            messages.success(request, "Your original stands.")
            return HttpResponseRedirect(slot_address(ref, row.slot))
    mine, theirs = marked(as_text(pasted), as_text(now.stands[row.slot].content))
    return answer_page(request, "as_typed.html", now, {
        "pasted": mine, "tidy": theirs, "number": now.number(row.slot), "back": slot_address(ref, row.slot),
        "why_not": reason_against(check_can_write, request.member, now.situation()),
    }, problems=problems)


def _let_stand(request: MemberRequest, now: Draft, slot: str, content: Content) -> None:
    """Save the words as they were typed. Raises `Refused`, and `Stale` when something newer stands."""
    expected, by = whole_number(request.POST.get("expected", "")) or 0, request.member
    if isinstance(content, FindingContent):
        number = int(slot.removeprefix(slots.FINDING))
        covers = {n for n, answer in now.answers.items() if answer.answered_with == number}
        # Only the office's own words were tidied: of what the force sent, what stands goes on standing.
        content = content.model_copy(update={"force_position": now.answers[number].force_position})
        operations.answer_finding(report=now.report, number=number, content=content, also_covers=covers,
                                  expected=expected, by=by, at=request.at)
    elif isinstance(content, TextContent):
        operations.write_text(report=now.report, slot=slot, content=content, expected=expected, by=by, at=request.at)


@require_POST
def tidy_pasted(request: MemberRequest) -> JsonResponse:
    """What was copied elsewhere, for the page's script: light markup, and what was changed. Nothing is saved."""
    html = request.POST.get("html", "")
    if len(html) > MOST_PASTED:
        return JsonResponse({"said": "This is too much to paste at once. Paste it in parts."}, status=413)
    try:
        tidy = tidied_html(html)
    except CannotRead:
        said = "The formatting could not be read. The words were pasted as they are."
        return JsonResponse({"said": said}, status=422)
    return JsonResponse({"words": tidy.words, "said": " ".join(("Pasted.", *tidy.changed))})
