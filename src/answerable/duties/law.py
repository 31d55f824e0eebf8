"""What a rule and a regime are: law, guidance or practice about answering, as dated and cited values.

A rule says by when something must be done. When the law changes, the rule that applied before keeps its code
and gets a last day; the new wording becomes a rule of its own beside it. What is not known stays `None`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from answerable.duties.copies import Copy
from answerable.duties.dates import format_date
from answerable.duties.services import Service


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


class Form(StrEnum):
    """What the body publishes under a regime."""

    STATEMENT = "statement"  # dated and frozen
    ACTION_PLAN = "action_plan"  # kept up to date through versions
    PAGE = "page"  # the inspectorate's own words on the body's website; findings are answered elsewhere

    @property
    def label(self) -> str:
        return _FORM_LABELS[self]


_FORM_LABELS = {
    Form.STATEMENT: "A dated statement",
    Form.ACTION_PLAN: "A plan that is kept up to date",
    Form.PAGE: "A page on the website",
}


class Capacity(StrEnum):
    """What makes a body owe answers. A body may have several."""

    ELECTED_POLICING = "elected_policing"
    COMMON_COUNCIL = "common_council"
    FIRE = "fire"

    @property
    def label(self) -> str:
        return _CAPACITY_LABELS[self]


_CAPACITY_LABELS = {
    Capacity.ELECTED_POLICING: "Elected local policing body",
    Capacity.COMMON_COUNCIL: "The Common Council of the City of London, as police authority",
    Capacity.FIRE: "Fire and rescue authority in England",
}
POLICING = frozenset({Capacity.ELECTED_POLICING, Capacity.COMMON_COUNCIL})  # every local policing body
ANYBODY = frozenset(Capacity)


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
    starts_on_publication: bool = True  # False: on another day, which somebody has to enter
    length: Length | None  # None: no period is set
    no_date: str = ""  # said in place of a last day when no period is set
    extendable: bool
    extension: str  # who may extend and how, or that nobody may, in a sentence
    source: Source
    standing: Standing
    force: Force
    before: str = ""  # code of the rule that applied before this one was in force
    verb: str = "Publish"  # what must be done by the last day
    done: str = "Published"  # the same, once it is done
    notes: tuple[str, ...] = ()  # readings and doubts, in sentences


@dataclass(frozen=True, kw_only=True)
class Covered:
    """A kind of report that a regime covers, with what that rests on."""

    code: str
    what: str  # "A report on the whole country or on one subject"
    because: str  # a sentence
    standing: Standing
    source: Source


class Point(StrEnum):
    """What a law may say about an answer, so that a check can cite it."""

    FINDINGS = "findings"
    CHIEF_OFFICER = "chief_officer"
    COMMENTS = "comments"
    REPLY = "reply"
    LAST_DAY = "last_day"
    SECTION = "section"


@dataclass(frozen=True, kw_only=True)
class Regime:
    """The law or practice under which an answer is due. The first of `rules` is the answer's own."""

    code: str
    title: str
    basis: str  # legal basis in words
    by_law: bool  # False: answered by practice; no duty is known
    form: Form
    who_answers: str
    answered_by: frozenset[Capacity]  # the capacities in which a body may owe it
    rules: tuple[str, ...]
    required_content: tuple[str, ...]
    copies_to: tuple[Copy, ...]
    standing: Standing
    source: Source
    called: str = "answer"  # what the law calls what is published
    service: Service | None = None  # the one whose chief officer comments; None: the law does not say
    inspected: str = ""  # what was inspected, where that is another word than for the service
    invites_chief_officer: bool = False  # the chief officer is to be asked for comments
    covers: tuple[Covered, ...] = ()
    says: Mapping[Point, str] = field(default_factory=dict)  # the place in the law, in a sentence
    copy_letter: str = ""  # how a letter with a copy opens, where the law asks for copies; `{day}`: of publication
