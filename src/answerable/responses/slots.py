"""The places of a response in which words are saved, and the shape of each. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import TypeVar

from pydantic import BaseModel, ConfigDict

from answerable.records.contents import Branch, ChiefOfficerOutcome, finding_part_name
from answerable.records.text import TextRefused, check_text
from answerable.responses.rules import Decision, Refused

DUTY, DATES, CHIEF_OFFICER = "duty", "dates", "chief-officer"
COMMENTS, REPLY, SUMMARY, AFTER_LAST_DAY = "comments", "reply", "key-findings", "after-last-day"
TEXTS = (SUMMARY, COMMENTS, REPLY, AFTER_LAST_DAY)  # slots that hold one text each
FINDING = "finding-"
LONGEST_TEXT = 60_000  # characters


class Content(BaseModel):
    """A frozen value that refuses fields it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class DutyContent(Content):
    """Whether an answer is due. The first of `regimes` is the one that the record names."""

    decision: Decision
    regimes: tuple[str, ...] = ()
    why: str


class ClockMark(StrEnum):
    DOES_NOT_APPLY = "does_not_apply"
    DISPUTED = "disputed"


class ClockNote(Content):
    mark: ClockMark
    reason: str


class DatesContent(Content):
    """What people add to the clocks. `received_on` is the day the report was received, sent or made."""

    received_on: date | None = None
    notes: Mapping[str, ClockNote] = {}  # by code of the rule


class ChiefOfficerContent(Content):
    """What came of the invitation to the chief officer; `None` as outcome: asked, and nothing has come yet."""

    outcome: ChiefOfficerOutcome | None = None
    invited_on: date | None = None
    reply_by: date | None = None
    received_on: date | None = None
    words: str = ""
    author: str = ""


class TextContent(Content):
    words: str
    author: str  # as printed


class FindingContent(Content):
    """The answer to one finding; `branch` is None until somebody chooses."""

    branch: Branch | None = None
    words: str = ""
    answered_with: int | None = None
    force_position: str = ""

    @property
    def is_written(self) -> bool:
        if self.branch == Branch.WITH_FINDING:
            return self.answered_with is not None
        return self.branch is not None and bool(self.words.strip())


_SHAPES: dict[str, type[Content]] = {
    DUTY: DutyContent, DATES: DatesContent, CHIEF_OFFICER: ChiefOfficerContent,
    **dict.fromkeys(TEXTS, TextContent),
}
AnyContent = TypeVar("AnyContent", bound=Content)


def finding_slot(number: int) -> str:
    """The slot has the name of the part that it becomes."""
    return finding_part_name(number)


def shape_of(slot: str) -> type[Content]:
    return FindingContent if slot.startswith(FINDING) else _SHAPES[slot]


def written(content: Content) -> dict[str, object]:
    """The content as the database keeps it."""
    return content.model_dump(mode="json")


def check_words(texts: Iterable[str]) -> None:
    """Raise `Refused` for a text that no record could hold."""
    for text in texts:
        if len(text) > LONGEST_TEXT:
            raise Refused(f"The text has {len(text):,} characters. The longest we keep is {LONGEST_TEXT:,}.")
        try:
            check_text(text)
        except TextRefused as reason:
            raise Refused(str(reason)) from None


def words_of(content: Content) -> tuple[str, ...]:
    """Every text that people typed, for the check of what a record can hold."""
    found: list[str] = []
    for value in content.model_dump().values():
        if isinstance(value, str):
            found.append(value)
        elif isinstance(value, dict):
            found += [note["reason"] for note in value.values()]
    return tuple(found)
