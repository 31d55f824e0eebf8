"""The records read as what they are about: each report with everything that was said in answer to it.

Entries say one thing each, in the order in which it happened. A page is about a report. This module turns the
one into the other, and knows nothing of pages.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from answerable.records import Entry, Records, london_day
from answerable.records.contents import (
    AnswerDueFacts,
    Basis,
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

    seq: int
    on: date
    note: WrittenPart | None


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
    removals = _removals(records)
    body: BodyPart | None = None
    by_ref: dict[str, list[Entry]] = {}
    for entry in records.entries:
        if entry.kind == "body":
            body = entry.read("body", BodyPart) or body
        elif entry.kind in ("answer_due", "response", "copy_sent", "withdrawal"):
            by_ref.setdefault(entry.ref, []).append(entry)
    if body is None:
        raise NothingToShow("The records do not name a body on that day. Choose a later day, or set the body up.")
    answers = (_answer(ref, entries, removals) for ref, entries in by_ref.items())
    newest_first = sorted(answers, key=lambda a: (a.published_on, a.ref), reverse=True)
    return Register(records, as_at, body, tuple(newest_first))


def newest_day(records: Records) -> date:
    """The London day of the newest record: the day a register is stated for unless another is named."""
    if not records.entries:
        raise NothingToShow("There are no records yet.")
    return london_day(records.entries[-1].at)


def _answer(ref: str, entries: list[Entry], removals: dict[int, tuple[Removal, ...]]) -> Answer:
    announced: Statement | None = None
    versions: list[Version] = []
    withdrawal: Withdrawal | None = None
    copies: list[CopySent] = []
    for entry in entries:
        facts = entry.facts
        if isinstance(facts, AnswerDueFacts):
            announced = Statement(entry, facts, *_said(entry), removals.get(entry.seq, ()))
        elif isinstance(facts, ResponseFacts):
            versions.append(_version(entry, facts, removals.get(entry.seq, ())))
            withdrawal = None  # a new version after a withdrawal stands
        elif isinstance(facts, CopySentFacts):
            copies.append(CopySent(entry, facts))
        elif isinstance(facts, WithdrawalFacts):
            withdrawal = Withdrawal(entry.seq, london_day(entry.at), entry.read("note", WrittenPart))
    return Answer(ref, announced, tuple(versions), withdrawal, tuple(copies))


def _said(entry: Entry) -> tuple[ReportPart | None, DuePart | None, tuple[FindingPart, ...]]:
    return entry.read("report", ReportPart), entry.read("due", DuePart), entry.findings


def _version(entry: Entry, facts: ResponseFacts, removals: tuple[Removal, ...]) -> Version:
    return Version(
        entry,
        facts,
        *_said(entry),
        removals,
        key_findings=entry.read("key-findings", WrittenPart),
        comments=entry.read("comments", WrittenPart),
        chief_officer=entry.read("chief-officer", ChiefOfficerPart),
        reply=entry.read("reply", WrittenPart),
        note=entry.read("note", WrittenPart),
        after_last_day=entry.read("after-last-day", WrittenPart),
        signed=entry.read("signed", SignedPart),
    )


def _removals(records: Records) -> dict[int, tuple[Removal, ...]]:
    """The removals by number of the entry whose words went."""
    found: dict[int, tuple[Removal, ...]] = {}
    for entry in records.entries:
        if entry.kind == "redaction" and isinstance(entry.facts, RedactionFacts):
            f = entry.facts
            removal = Removal(f.removes_seq, f.removes_part, london_day(entry.at), f.ground, f.removes_hash)
            found[f.removes_seq] = (*found.get(f.removes_seq, ()), removal)
    return found
