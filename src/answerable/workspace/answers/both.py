"""A form that begins with two savings at once: the words of both, and of everything else what its writer chose.

What the writer did not change since they opened their form is as the other person saved it, so that nothing newer is
taken back unseen. Where both changed the same thing, the writer's stands in the form, and both are shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar
from urllib.parse import urlencode

from answerable.accounts.queries import people_names
from answerable.documents.differences import aligned
from answerable.responses.queries import Draft, read
from answerable.responses.slots import ChiefOfficerContent, Content
from answerable.workspace.answers.words import lines
from answerable.workspace.requests import MemberRequest, whole_number

AnyContent = TypeVar("AnyContent", bound=Content)
THEIRS = "theirs"


@dataclass(frozen=True)
class Differs:
    """One thing beside the words that two people saved differently; empty: nothing was said there."""

    label: str
    mine: str
    theirs: str


@dataclass(frozen=True)
class Both(Generic[AnyContent]):
    """What a form begins with. `who` is empty when it begins with what stands and nothing else."""

    content: AnyContent
    who: str = ""
    differs: tuple[Differs, ...] = ()
    also: tuple[str, ...] = ()  # numbers of findings that the writer's own form covered too
    has_theirs: bool = False  # the form begins with theirs in all but the words
    other_way: str = ""  # the query that begins with the other person's instead

    @property
    def is_of_two(self) -> bool:
        return bool(self.who)


def made_from_both(request: MemberRequest, now: Draft, slot: str, held: AnyContent) -> Both[AnyContent]:
    """What stands; made from it and from what was set aside, when the address asks for it."""
    number = whole_number(request.GET.get("with", ""))
    row = now.response.saved.filter(id=number, slot=slot, number=None).first() if now.response and number else None
    aside = read(row) if row is not None else None
    if aside is None or slot not in now.stands or not isinstance(aside, type(held)):
        return Both(held)
    base, has_theirs = _opened_at(request, now, slot), request.GET.get("rest") == THEIRS
    content = held if has_theirs else held.model_copy(update=_changed(aside, base))
    if not isinstance(held, ChiefOfficerContent):
        content = content.model_copy(update={"words": woven(getattr(held, "words", ""), getattr(aside, "words", ""))})
    by, also = now.stands[slot].by, request.GET.getlist("also")
    query = {"with": number, "opened": request.GET.get("opened", ""), "also": also}
    if not has_theirs:
        query["rest"] = THEIRS
    return Both(content, people_names([by]).get(by, "somebody"), tuple(_differences(aside, held)), tuple(also),
                has_theirs, urlencode(query, doseq=True))


def woven(theirs: str, mine: str) -> str:
    """Both texts in one: paragraphs that agree once, those that differ one after the other."""
    left, right = theirs.split("\n\n"), mine.split("\n\n")
    found: list[str] = []
    for same, a0, a1, b0, b1 in aligned(left, right):
        found += left[a0:a1]
        if same != "equal":
            found += right[b0:b1]
    return "\n\n".join(paragraph for paragraph in found if paragraph.strip())


def _opened_at(request: MemberRequest, now: Draft, slot: str) -> Content | None:
    """What stood when the writer opened their form; None when nothing did."""
    number = whole_number(request.GET.get("opened", ""))
    row = now.response.saved.filter(slot=slot, number=number).first() if now.response and number else None
    return read(row) if row is not None else None


def _changed(aside: Content, base: Content | None) -> dict[str, object]:
    """What the writer put in another way than it stood when they began."""
    found = {}
    for name, field in type(aside).model_fields.items():
        was = getattr(base, name) if base is not None else field.default
        if getattr(aside, name) != was:
            found[name] = getattr(aside, name)
    return found


def _differences(aside: Content, held: Content) -> list[Differs]:
    mine, theirs = dict(lines(aside)), dict(lines(held))
    labels = [label for label in {**mine, **theirs} if label != "Words" or isinstance(held, ChiefOfficerContent)]
    return [Differs(label, mine.get(label, ""), theirs.get(label, "")) for label in labels
            if mine.get(label) != theirs.get(label)]
