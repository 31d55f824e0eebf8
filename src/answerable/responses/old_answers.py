"""Answers that were published elsewhere: what was read of each, what people put right, and its record."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.shortcuts import get_object_or_404

from answerable.intake import ReadAnswer
from answerable.records.contents import AsPublishedPart, OriginalPart, Remark, RemarksPart, Shape
from answerable.responses.old_models import OldAnswer, OldAnswerSaved
from answerable.responses.old_rules import OldSituation, OldState
from answerable.responses.slots import Content


class OldContent(Content):
    """The fields of an old answer as read, or as somebody put them right. What the page did not say is empty."""

    title: str = ""
    published_on: date | None = None  # of the report
    type_of_inspection: str = ""
    key_findings: str = ""
    link: str = ""
    link_words: str = ""
    heading: str = ""  # under which the response stood
    response: str = ""
    responded_on: date | None = None  # as the page states it
    address: str = ""  # where the page stood


@dataclass(frozen=True)
class Old:
    """One old answer as it stands."""

    row: OldAnswer
    read: ReadAnswer
    saved: tuple[OldAnswerSaved, ...]  # in order; the first is what was read
    same_as: OldAnswer | None  # another with the same title and day

    @property
    def number(self) -> int:
        """Of the saving that stands."""
        return max(row.number or 0 for row in self.saved)

    @property
    def stands(self) -> OldAnswerSaved:
        return next(row for row in self.saved if row.number == self.number)

    @property
    def content(self) -> OldContent:
        return OldContent.model_validate(self.stands.content)

    @property
    def state(self) -> OldState:
        return OldState(self.row.state)

    @property
    def authors(self) -> frozenset[int]:
        changed = {row.by for row in self.saved if (row.number or 0) > 1}
        return frozenset(person for person in {*changed, self.row.proposed_by} if person is not None)

    @property
    def lacks(self) -> str:
        """Why it cannot go on the register, in a sentence; empty when it can."""
        if not self.content.title:
            return "Enter the title of the report first. The page does not say which report it answers."
        if not self.content.response:
            return "Enter the response first. Without its words there is nothing to bring in."
        if self.same_as is not None and self.same_as.state in (OldState.PROPOSED.value, OldState.ENTERED.value):
            return (f"“{self.same_as.name}” holds an answer to a report of the same title and day. Leave one of them "
                    "out, or put the title or the day right.")
        return ""

    def situation(self) -> OldSituation:
        return OldSituation(self.state, self.authors, self.lacks)


def as_read(read: ReadAnswer) -> OldContent:
    """What was read as fields that a person can put right."""
    said = read.fields
    return OldContent(
        title=said.title or "", published_on=said.published_on, type_of_inspection=said.type or "",
        key_findings=said.key_findings or "", link=said.link or "", link_words=read.link_words,
        heading=read.heading, response=said.response or "", responded_on=read.responded_on,
    )  # fmt: skip


def old_answers() -> list[OldAnswer]:
    """All of the body, newest report first, those without a day last."""
    return sorted(OldAnswer.objects.all(), key=lambda row: (row.published_on or date.min, -row.pk), reverse=True)


def old_answer(number: int) -> Old:
    """One that was read, by its number; raises Http404."""
    return held(get_object_or_404(OldAnswer, id=number, read__isnull=False))


def waiting() -> list[OldAnswer]:
    """Those that are kept and not read yet, in the order in which they came."""
    return list(OldAnswer.objects.filter(state=OldState.WAITING.value).order_by("id"))


def held(row: OldAnswer) -> Old:
    return Old(row, ReadAnswer.model_validate(row.read), tuple(row.saved.all()), same_report(row))


def same_page(sha256: str) -> OldAnswer | None:
    """The old answer that came from these very bytes."""
    return OldAnswer.objects.filter(sha256=sha256).first()


def same_report(row: OldAnswer) -> OldAnswer | None:
    """Another that answers a report of the same title and day; one that was left out is none."""
    if not row.title:
        return None
    others = OldAnswer.objects.filter(published_on=row.published_on).exclude(pk=row.pk)
    same = [other for other in others.exclude(state=OldState.LEFT_OUT.value)
            if comparable(other.title) == comparable(row.title)]
    order = {OldState.ENTERED.value: 0, OldState.PROPOSED.value: 1}
    return min(same, key=lambda other: (order.get(other.state, 2), other.pk), default=None)


def comparable(title: str) -> str:
    """A title without what differs when it is typed again."""
    return " ".join("".join(sign if sign.isalnum() else " " for sign in title.casefold()).split())


def imported_parts(old: Old, read_on: date) -> dict[str, Shape]:
    """The parts of its record."""
    said = old.content
    return {
        "as-published": AsPublishedPart(
            title=said.title, published_on=said.published_on, type_of_inspection=said.type_of_inspection,
            key_findings=said.key_findings, link=said.link or None, link_words=said.link_words, heading=said.heading,
            response=said.response, address=said.address or None, read_on=read_on,
        ),
        "original": OriginalPart(text=old.read.original, repairs=tuple(repairs(old))),
        "remarks": RemarksPart(
            remarks=tuple(Remark(code=one.code, message=one.message) for one in old.read.checks)),
    }  # fmt: skip


_FIELD_NAMES = {
    "title": "the title", "published_on": "the day the report was published", "type_of_inspection": "the type",
    "key_findings": "the key findings", "link": "the link to the report", "link_words": "the words of the link",
    "heading": "the heading of the response", "response": "the response",
    "responded_on": "the date of response",
}  # fmt: skip


def repairs(old: Old) -> Iterable[str]:
    """What was done to the page's words: by the reader, and by people."""
    yield from old.read.changed
    before, now = as_read(old.read), old.content
    changed = [name for field, name in _FIELD_NAMES.items() if getattr(before, field) != getattr(now, field)]
    if changed:
        *most, last = changed
        yield f"Put right by hand: {' and '.join([*([', '.join(most)] if most else []), last])}."
