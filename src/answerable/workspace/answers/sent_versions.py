"""Every version that was sent, to be read again, and what differs between any two."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from answerable.accounts.queries import people_names
from answerable.responses.models import Version
from answerable.responses.queries import Draft
from answerable.responses.rules import ReviewVerdict, Verdict
from answerable.workspace.answers.frame import answer_page, opened, titles
from answerable.workspace.answers.versions import changes, notes_by_part, parts_of
from answerable.workspace.environment import moment
from answerable.workspace.requests import MemberRequest, whole_number

LEFT = "somebody who has left"
REVIEWED = {ReviewVerdict.READY.value: "Found ready", ReviewVerdict.ASK_FOR_CHANGES.value: "Changes asked for",
            ReviewVerdict.REJECT.value: "Rejected"}
DECIDED = {Verdict.SIGN_OFF.value: "Signed off", Verdict.ASK_FOR_CHANGES.value: "Changes asked for",
           Verdict.REJECT.value: "Rejected"}


@dataclass(frozen=True)
class Sent:
    """A version in the list: who sent it, and what became of it, in sentences."""

    version: Version
    who: str
    became: tuple[str, ...]


@require_safe
def versions(request: MemberRequest, ref: str) -> HttpResponse:
    """The list, newest first; with two numbers in the address, what differs between those two."""
    now = opened(ref)
    sent = _sent(now)
    numbers = [one.version.number for one in sent]
    older, newer = (whole_number(request.GET.get(name, "")) for name in ("older", "newer"))
    asked = "older" in request.GET or "newer" in request.GET
    held = {version.number: version for version in now.versions}
    problems, found = {}, None
    if asked and (older not in held or newer not in held or older == newer):
        problems = {"older": "Choose two different versions"}
    elif asked:
        before, after = (parts_of(now, held[number]) for number in (older, newer) if number is not None)
        found = list(changes(before, after, titles(request, now)))
    return answer_page(request, "versions.html", now, {
        "sent": sent, "numbers": numbers, "older": older or (numbers[1] if len(numbers) > 1 else None),
        "newer": newer or (numbers[0] if numbers else None), "changes": found,
        "before": held.get(older or 0), "after": held.get(newer or 0),
    }, problems=problems)


@require_safe
def version(request: MemberRequest, ref: str, number: int) -> HttpResponse:
    """One version as it was sent, with the notes in its margin."""
    now = opened(ref)
    one = next((one for one in _sent(now) if one.version.number == number), None)
    if one is None:
        raise Http404
    return answer_page(request, "version.html", now, {
        "one": one, "parts": parts_of(now, one.version), "notes": notes_by_part(now, one.version)})


def _sent(now: Draft) -> list[Sent]:
    """Every version, newest first."""
    people = {version.sent_by for version in now.versions} | {row.by for row in now.reviews.values()} | {
        row.revoked_by for row in now.sign_offs.values() if row.revoked_by}
    who = people_names(people)
    return [Sent(version, who.get(version.sent_by, LEFT), tuple(_became(now, version, who)))
            for version in reversed(now.versions)]


def _became(now: Draft, version: Version, who: dict[int, str]) -> list[str]:
    said = []
    if (review := now.reviews.get(version.id)) is not None:
        said.append(f"{REVIEWED[review.verdict]} by {who.get(review.by, LEFT)}, {moment(review.at)}")
    if (sign_off := now.sign_offs.get(version.id)) is not None:
        said.append(f"{DECIDED[sign_off.verdict]} by {sign_off.name or LEFT}, {moment(sign_off.at)}")
        if sign_off.revoked_by and sign_off.revoked_at:
            said.append(f"Sign-off revoked by {who.get(sign_off.revoked_by, LEFT)}, {moment(sign_off.revoked_at)}")
    if version.published_at:
        said.append(f"Published {moment(version.published_at)}")
    return said
