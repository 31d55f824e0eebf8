"""What a rule and a regime are: law, guidance or practice about answering, as dated and cited values.

A rule says by when something must be done. When the law changes, the rule that applied before keeps its code
and gets a last day; the new wording becomes a rule of its own beside it. What is not known stays `None`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal

from answerable.duties.copies import Copy
from answerable.duties.dates import format_date


class DutyError(Exception):
    """A question about a duty that has no answer; its words say why, and what to do."""


class UnknownRule(DutyError):
    """No rule or regime has this code."""


class NotInForce(DutyError):
    """The day lies outside the time in which the rule applies."""


class Standing(StrEnum):
    """Where a rule gets its force from."""

    STATUTE = "statute"
    GUIDANCE = "guidance"
    PRACTICE = "practice"
    SET_LOCALLY = "set_locally"

    @property
    def label(self) -> str:
        return _STANDING_LABELS[self]


_STANDING_LABELS = {
    Standing.STATUTE: "Law",
    Standing.GUIDANCE: "Guidance",
    Standing.PRACTICE: "Practice",
    Standing.SET_LOCALLY: "Set by us",
}


class Unit(StrEnum):
    CALENDAR_DAY = "calendar day"
    WORKING_DAY = "working day"
    MONTH = "month"


@dataclass(frozen=True, kw_only=True)
class Length:
    """How long a period is, and whether the day that starts it is its first day."""

    number: int
    unit: Unit
    counts_trigger_day: bool  # True: "beginning with the day"; False: "within ... of the day"
    counting: str  # the words that decide it, and whether the result is a reading of ours

    def __str__(self) -> str:
        return f"{self.number} {self.unit}{'' if self.number == 1 else 's'}"


@dataclass(frozen=True, kw_only=True)
class Source:
    """What a rule rests on."""

    citation: str
    address: str | None
    read: str  # which text was read: "Read as amended to 23 November 2024"
    checked: bool = True  # False: written from memory, not yet checked against the source


@dataclass(frozen=True, kw_only=True)
class Force:
    """The days on which a rule applies, both included. A first day of `None` is not known."""

    first_day: date | None
    last_day: date | None = None  # None: no end is known
    source: str = ""  # where the first or last day is said
    words: str = ""  # said instead, where there is no such day

    def __str__(self) -> str:
        if self.words:
            return self.words
        if self.first_day is None:
            first = "The day on which it came into force is not known."
        else:
            first = f"In force from {format_date(self.first_day)}."
        last = "" if self.last_day is None else f" It applied until {format_date(self.last_day)}."
        return f"{first}{last}{f' Source: {self.source}.' if self.source else ''}"

    def includes(self, day: date) -> bool:
        """Whether the rule applies to a clock that starts on this day, as far as is known."""
        too_early = self.first_day is not None and day < self.first_day
        too_late = self.last_day is not None and day > self.last_day
        return not (too_early or too_late)


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One duty with its time limit, or with the statement that it has none."""

    code: str  # never changes once published
    title: str
    in_words: str  # the duty in one sentence
    trigger: str  # what starts the clock: "the day the report is published"
    length: Length | None  # None: no period is set
    no_date: str = ""  # said in place of a last day when no period is set
    extendable: bool
    extension: str  # who may extend and how, or that nobody may, in a sentence
    source: Source
    standing: Standing
    force: Force
    verb: str = "Publish"  # what must be done by the last day
    done: str = "Published"  # the same, once it is done
    notes: tuple[str, ...] = ()  # readings and doubts, in sentences


@dataclass(frozen=True, kw_only=True)
class Regime:
    """The law or practice under which an answer is due. The first of `rules` is the answer's own."""

    code: str
    title: str
    basis: str  # legal basis in words
    by_law: bool  # False: answered by practice; no duty is known
    answer: Literal["statement", "plan"]  # dated and frozen, or kept up to date through versions
    who_answers: str
    rules: tuple[str, ...]
    required_content: tuple[str, ...]
    copies_to: tuple[Copy, ...]
    standing: Standing
    source: Source
    called: str = "answer"  # what the law calls what is published
    copy_letter: str = ""  # how a letter with a copy opens, where the law asks for copies; `{day}`: of publication
