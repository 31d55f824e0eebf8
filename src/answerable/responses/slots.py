"""The places of a response in which words are saved, and the shape of each. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import Literal, TypeVar

from pydantic import BaseModel, ConfigDict

from answerable.records.contents import Branch, ChiefOfficerOutcome, finding_part_name
from answerable.records.text import TextRefused, check_text
from answerable.responses.rules import Decision, Refused

DUTY, DATES, CHIEF_OFFICER = "duty", "dates", "chief-officer"
COMMENTS, REPLY, SUMMARY, AFTER_LAST_DAY = "comments", "reply", "key-findings", "after-last-day"
NOTE, WITHDRAWAL, OVERRIDES, ASSESSMENT = "note", "withdrawal", "overrides", "assessment"
OWN_DATES = "own-dates"
TEXTS = (SUMMARY, COMMENTS, REPLY, AFTER_LAST_DAY, NOTE)  # slots that hold one text of the answer each
# What is saved here makes nobody an author of the answer.
BESIDE_THE_ANSWER = (WITHDRAWAL, OVERRIDES, ASSESSMENT, OWN_DATES)
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
    answered_in: str = ""  # public reference of the response to another report that answers this one too
    covers: Mapping[int, int] = {}  # finding of this report -> finding of the other whose answer covers it


class ClockMark(StrEnum):
    DOES_NOT_APPLY = "does_not_apply"
    DISPUTED = "disputed"


class ClockNote(Content):
    mark: ClockMark
    reason: str


class DatesContent(Content):
    """What people add to the clocks. `received_on` is the day the report was received, sent or made."""

    received_on: date | None = None
    notes: Mapping[str, ClockNote] = {}  # by code of the clock


class OwnDatesContent(Content):
    """Days that the office sets itself inside a period: no law asks for them, and none is published."""

    own: Mapping[str, date] = {}  # by code of `duties.practice.OWN_DATES`


class ChiefOfficerContent(Content):
    """What came of the invitation to the chief officer; `None` as outcome: asked, and nothing has come yet."""

    outcome: ChiefOfficerOutcome | None = None
    invited_on: date | None = None
    reply_by: date | None = None
    received_on: date | None = None
    words: str = ""
    author: str = ""
    came_by: Literal["link", "account", "another_way"] | None = None
    first_reply_by: date | None = None


class TextContent(Content):
    words: str
    author: str  # as printed


class FindingContent(Content):
    """The answer to one finding; `branch` is None until somebody chooses."""

    branch: Branch | None = None
    words: str = ""
    answered_with: int | None = None
    force_position: str = ""
    owner: str = ""  # of an action in a plan: a post, never a person's name
    by_when: date | None = None

    @property
    def is_written(self) -> bool:
        if self.branch == Branch.WITH_FINDING:
            return self.answered_with is not None
        return self.branch is not None and bool(self.words.strip())


class OverrideContent(Content):
    """A check that an approver let pass. It covers what the check found then, and nothing found later."""

    check: str
    found: tuple[str, ...]
    covers: tuple[str, ...]  # keys of what was found, which tell two finds with one sentence apart
    reason: str
    by: int
    name: str
    post: str
    on: date
    about_law: bool  # then the reason is published


class OverridesContent(Content):
    overrides: tuple[OverrideContent, ...] = ()


class AssessmentContent(Content):
    """The summary of a yearly assessment."""

    words: str
    link: str = ""


_SHAPES: dict[str, type[Content]] = {
    DUTY: DutyContent, DATES: DatesContent, OWN_DATES: OwnDatesContent, CHIEF_OFFICER: ChiefOfficerContent,
    **dict.fromkeys((*TEXTS, WITHDRAWAL), TextContent), OVERRIDES: OverridesContent, ASSESSMENT: AssessmentContent,
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
    texts = tuple(texts)
    check_length(texts)
    for text in texts:
        try:
            check_text(text)
        except TextRefused as reason:
            raise Refused(str(reason)) from None


def check_length(texts: Iterable[str]) -> None:
    """Raise `Refused` for a text that is too long to keep."""
    for text in texts:
        if len(text) > LONGEST_TEXT:
            raise Refused(f"The text has {len(text):,} characters. The longest we keep is {LONGEST_TEXT:,}.")


def words_of(content: Content) -> tuple[str, ...]:
    """Every text that people typed, for the check of what a record can hold."""
    return tuple(_texts_in(content.model_dump()))


def _texts_in(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _texts_in(inner)
    elif isinstance(value, (tuple, list)):
        for inner in value:
            yield from _texts_in(inner)
