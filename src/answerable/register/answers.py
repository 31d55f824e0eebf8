"""The records read as what they are about: each report with everything that was said in answer to it.

Entries say one thing each, in the order in which it happened. A page is about a report. This module turns the
one into the other, and knows nothing of pages.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from itertools import groupby, zip_longest
from typing import TypeVar

from answerable.records import Entry, Records, london_day
from answerable.records.contents import (
    AnswerDueFacts,
    Basis,
    BodyFacts,
    BodyPart,
    ChiefOfficerPart,
    CopySentFacts,
    CountedClock,
    DuePart,
    FindingPart,
    RedactionFacts,
    ReportPart,
    ResponseFacts,
    SignedPart,
    WithdrawalFacts,
    WrittenPart,
)


class NothingToShow(Exception):
    """The records do not make a register yet; the message says what is missing."""


@dataclass(frozen=True)
class Removal:
    """Words that were taken off the register: which, when and on what ground."""

    seq: int  # of the entry that held the words
    part: str
    removed_on: date
    ground: str
    hash: str


@dataclass(frozen=True)
class Statement:
    """One entry about a report, with its parts; a part that was removed or never given is None."""

    entry: Entry
    facts: AnswerDueFacts | ResponseFacts
    report: ReportPart | None
    due: DuePart | None
    findings: tuple[FindingPart, ...]
    removals: tuple[Removal, ...]

    @property
    def on(self) -> date:
        return london_day(self.entry.at)

    @property
    def clock(self) -> CountedClock | None:
        """The clock that gives the last day for publishing the answer."""
        for clock in self.due.clocks if self.due else ():
            if clock.due_on == self.facts.due_on:
                return clock
        return self.due.clocks[0] if self.due and self.due.clocks else None

    def finding(self, number: int) -> FindingPart | None:
        return next((f for f in self.findings if f.number == number), None)


@dataclass(frozen=True)
class Version(Statement):
    """A published answer, one version of it."""

    facts: ResponseFacts
    key_findings: WrittenPart | None
    comments: WrittenPart | None
    chief_officer: ChiefOfficerPart | None
    reply: WrittenPart | None
    note: WrittenPart | None
    after_last_day: WrittenPart | None
    signed: SignedPart | None


@dataclass(frozen=True)
class Withdrawal:
    """The answer was withdrawn: when, and the public note on why (None when the note was removed)."""

    entry: Entry
    note: WrittenPart | None

    @property
    def on(self) -> date:
        return london_day(self.entry.at)


@dataclass(frozen=True)
class CopySent:
    """The office's word that it sent somebody a copy of one version."""

    entry: Entry
    facts: CopySentFacts

    @property
    def on(self) -> date:
        """The day it was recorded, which may be later than the day it was sent."""
        return london_day(self.entry.at)


@dataclass(frozen=True)
class Answer:
    """A report that must be, or was, answered. At least one of `announced` and `versions` is there."""

    ref: str
    announced: Statement | None
    versions: tuple[Version, ...]  # oldest first
    withdrawal: Withdrawal | None
    copies: tuple[CopySent, ...]  # of any version, oldest record first

    @property
    def newest(self) -> Statement:
        """The newest statement, which gives the report, the clocks and the findings."""
        if self.versions:
            return self.versions[-1]
        assert self.announced is not None
        return self.announced

    @property
    def current(self) -> Version | None:
        return self.versions[-1] if self.versions else None

    @property
    def title(self) -> str:
        return self.newest.report.title if self.newest.report else f"Report {self.ref}"

    @property
    def responded_on(self) -> date | None:
        """The day of the first version: a correction does not move it."""
        return self.versions[0].facts.responded_on if self.versions else None

    @property
    def due_on(self) -> date | None:
        return self.newest.facts.due_on

    @property
    def published_on(self) -> date:
        """The day the report was published."""
        return self.newest.facts.published_on

    @property
    def by_law(self) -> bool:
        return self.newest.facts.basis == Basis.LAW

    def copies_of(self, said: Statement) -> tuple[CopySent, ...]:
        """The copies of one version in order of the day they were sent; the last record for a recipient stands."""
        standing = {copy.facts.to: copy for copy in self.copies if copy.facts.response_seq == said.entry.seq}
        return tuple(sorted(standing.values(), key=lambda copy: (copy.facts.sent_on, copy.entry.seq)))

    @property
    def changed_on(self) -> date:
        """The day of the newest record about it, copies aside: only the page that shows them carries their day."""
        days = [s.on for s in (*self.versions, self.announced) if s is not None]
        days += [self.withdrawal.on] if self.withdrawal else []
        days += [r.removed_on for r in self.removals]
        return max(days)

    @property
    def removals(self) -> tuple[Removal, ...]:
        said = (*self.versions, *((self.announced,) if self.announced else ()))
        return tuple(r for s in said for r in s.removals)


@dataclass(frozen=True)
class Register:
    """What the records say as at a day: the body, and every report with its answer, newest report first."""

    records: Records
    as_at: date
    body: BodyPart
    answers: tuple[Answer, ...]

    @cached_property
    def removals(self) -> tuple[Removal, ...]:
        return tuple(r for answer in self.answers for r in answer.removals)


def read_register(records: Records, as_at: date) -> Register:
    """The register as at the end of a day.

    Raises:
        NothingToShow: there is no record of the body on or before that day.
    """
    records = records.as_at(as_at)
    reading = _Reading()
    for entry in records.entries:
        reading.add(entry)
    if reading.body is None:
        raise NothingToShow("The records do not name a body on that day. Choose a later day, or set the body up.")
    return Register(records, as_at, reading.body, reading.newest_first())


def registers_by_day(records: Records, until: date) -> Iterator[Register]:
    """The register as at the end of each day on which it changed: a record was entered, or a last day in law came.

    Each is what `read_register` gives for that day, read in one pass over the records.
    """
    reading, seen = _Reading(), 0
    entries_until = records.as_at(until).entries
    by_day = [(day, tuple(entered)) for day, entered in groupby(entries_until, lambda entry: london_day(entry.at))]
    for (day, entered), following in zip_longest(by_day, [day for day, _ in by_day[1:]]):
        for entry in entered:
            reading.add(entry)
        seen += len(entered)
        if reading.body is None:
            continue
        answers = reading.newest_first()
        before = (following or until + timedelta(days=1)) - timedelta(days=1)
        last_days = {a.due_on for a in answers if a.by_law and a.due_on and day < a.due_on <= before}
        for on in (day, *sorted(last_days)):
            yield Register(Records(records.entries[:seen]), on, reading.body, answers)


def newest_day(records: Records) -> date:
    """The London day of the newest record: the day a register is stated for unless another is named."""
    if not records.entries:
        raise NothingToShow("There are no records yet.")
    return london_day(records.entries[-1].at)


class _Reading:
    """Takes the entries in order, and knows what they say so far."""

    def __init__(self) -> None:
        self.body: BodyPart | None = None
        self._answers: dict[str, Answer] = {}
        self._ref_of: dict[int, str] = {}  # number of an entry to the reference of its answer

    def newest_first(self) -> tuple[Answer, ...]:
        return tuple(sorted(self._answers.values(), key=lambda a: (a.published_on, a.ref), reverse=True))

    def add(self, entry: Entry) -> None:
        facts = entry.facts
        if isinstance(facts, BodyFacts):
            self.body = entry.read("body", BodyPart) or self.body
        elif isinstance(facts, RedactionFacts):
            self._remove(entry, facts)
        elif isinstance(facts, (AnswerDueFacts, ResponseFacts, CopySentFacts, WithdrawalFacts)):
            before = self._answers.get(entry.ref) or Answer(entry.ref, None, (), None, ())
            self._answers[entry.ref] = _continued(before, entry)
            self._ref_of[entry.seq] = entry.ref

    def _remove(self, entry: Entry, facts: RedactionFacts) -> None:
        ref = self._ref_of.get(facts.removes_seq)
        if ref is None:
            return
        removal = Removal(facts.removes_seq, facts.removes_part, london_day(entry.at), facts.ground, facts.removes_hash)
        answer = self._answers[ref]
        self._answers[ref] = replace(
            answer,
            announced=_less(answer.announced, removal) if answer.announced else None,
            versions=tuple(_less(version, removal) for version in answer.versions),
        )


Said = TypeVar("Said", bound=Statement)


def _less(said: Said, removal: Removal) -> Said:
    """The statement with the removal noted, if it is one of its own; its words are gone already."""
    return replace(said, removals=(*said.removals, removal)) if said.entry.seq == removal.seq else said


def _continued(answer: Answer, entry: Entry) -> Answer:
    """What is known of an answer once one more entry about it is read."""
    facts = entry.facts
    if isinstance(facts, AnswerDueFacts):
        return replace(answer, announced=Statement(entry, facts, *_said(entry), ()))
    if isinstance(facts, ResponseFacts):
        version = _version(entry, facts)
        return replace(answer, versions=(*answer.versions, version), withdrawal=None)  # it stands again
    if isinstance(facts, CopySentFacts):
        return replace(answer, copies=(*answer.copies, CopySent(entry, facts)))
    if isinstance(facts, WithdrawalFacts):
        return replace(answer, withdrawal=Withdrawal(entry, entry.read("note", WrittenPart)))
    return answer


def _said(entry: Entry) -> tuple[ReportPart | None, DuePart | None, tuple[FindingPart, ...]]:
    return entry.read("report", ReportPart), entry.read("due", DuePart), entry.findings


def _version(entry: Entry, facts: ResponseFacts) -> Version:
    return Version(
        entry,
        facts,
        *_said(entry),
        removals=(),
        key_findings=entry.read("key-findings", WrittenPart),
        comments=entry.read("comments", WrittenPart),
        chief_officer=entry.read("chief-officer", ChiefOfficerPart),
        reply=entry.read("reply", WrittenPart),
        note=entry.read("note", WrittenPart),
        after_last_day=entry.read("after-last-day", WrittenPart),
        signed=entry.read("signed", SignedPart),
    )

