"""The records read as what they are about: each report with everything that was said about it and in answer to it.

Entries say one thing each, in the order in which it happened. A page is about a report. `reading` turns the one into
the other; both know nothing of pages.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from answerable.records import Records
from answerable.records.contents import (
    AnswerDueFacts,
    AsPublishedPart,
    AssessmentPart,
    Basis,
    BodyPart,
    ChiefOfficerPart,
    CopySentFacts,
    CountedClock,
    DuePart,
    FindingPart,
    ImportedFacts,
    NoAnswerDueFacts,
    OriginalPart,
    OverridesPart,
    RedactionFacts,
    RemarksPart,
    ReportPart,
    ResponseFacts,
    SignedPart,
    WrittenPart,
)
from answerable.register.commitments import Commitment
from answerable.register.needs import NeedsAssessment
from answerable.register.said import Removal, Said, removal_of


@dataclass(frozen=True)
class Statement(Said):
    """That an answer is due, or the answer itself: both name the report, the clocks and the findings."""

    facts: AnswerDueFacts | ResponseFacts
    report: ReportPart | None
    due: DuePart | None
    findings: tuple[FindingPart, ...]

    @property
    def clock(self) -> CountedClock | None:
        """The clock that gives the last day for publishing the answer."""
        clocks = [clock for clock in (self.due.clocks if self.due else ()) if clock.mark != "does_not_apply"]
        giving = [clock for clock in clocks if clock.due_on == self.facts.due_on]
        return next(iter((*giving, *clocks)), None)

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
    overrides: OverridesPart | None
    signed: SignedPart | None


@dataclass(frozen=True)
class NotDue(Said):
    """It was decided that the report asks no answer of the body."""

    facts: NoAnswerDueFacts
    report: ReportPart | None
    due: DuePart | None


@dataclass(frozen=True)
class Imported(Said):
    """An answer first published elsewhere, as its page stood."""

    facts: ImportedFacts
    as_published: AsPublishedPart | None
    original: OriginalPart | None
    remarks: RemarksPart | None


@dataclass(frozen=True)
class Assessed(Said):
    """The summary of a yearly assessment, published beside the report."""

    summary: AssessmentPart | None


@dataclass(frozen=True)
class Withdrawal(Said):
    """The answer was withdrawn, with the public note on why."""

    note: WrittenPart | None


@dataclass(frozen=True)
class CopySent(Said):
    """The office's word that it sent somebody a copy of one version. It may be recorded after the day it was sent."""

    facts: CopySentFacts

    @property
    def of_place(self) -> tuple[str, int]:
        """Which record the copy is of."""
        return self.facts.of or self.entry.former, self.facts.response_seq


@dataclass(frozen=True)
class Answer:
    """A report on the register, with what was said about it. `has_statement` tells whether `newest` is there."""

    ref: str
    announced: Statement | None = None
    earlier: tuple[Statement, ...] = ()  # what was announced before that, oldest first
    versions: tuple[Version, ...] = ()  # oldest first
    withdrawal: Withdrawal | None = None
    copies: tuple[CopySent, ...] = ()  # of any version, oldest record first
    not_due: NotDue | None = None  # none when an answer was said to be due after it
    imported: Imported | None = None
    assessed: Assessed | None = None
    shared: Answer | None = None  # the response to another report that answers this one too

    @property
    def has_statement(self) -> bool:
        return bool(self.versions) or (self.announced is not None and self.not_due is None)

    @property
    def is_not_due(self) -> bool:
        """Whether all there is to show is the decision that no answer is due."""
        return self.not_due is not None and not self.versions and self.imported is None

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
    def report(self) -> ReportPart | None:
        if self.has_statement:
            return self.newest.report
        return self.not_due.report if self.not_due else None

    @property
    def title(self) -> str:
        if self.report:
            return self.report.title
        if self.imported and self.imported.as_published and not self.has_statement:
            return self.imported.as_published.title
        return f"Report {self.ref}"

    @property
    def is_answered(self) -> bool:
        return bool(self.versions or self.imported or (self.shared and self.shared.is_answered))

    @property
    def responded_on(self) -> date | None:
        """The day of the first version: a correction does not move it. None: there is none, or it is not known."""
        if self.versions:
            return self.versions[0].facts.responded_on
        return self.shared.responded_on if self.shared else None

    @property
    def due_on(self) -> date | None:
        return self.newest.facts.due_on if self.has_statement else None

    @property
    def published_on(self) -> date | None:
        """The day the report was published; None: an old page did not say."""
        if self.has_statement:
            return self.newest.facts.published_on
        if self.imported:
            return self.imported.facts.published_on
        return self.not_due.facts.published_on if self.not_due else None

    @property
    def by_law(self) -> bool:
        return self.has_statement and self.newest.facts.basis == Basis.LAW

    def copies_of(self, said: Statement) -> tuple[CopySent, ...]:
        """The copies of one version in order of the day they were sent; the last record for a recipient stands."""
        standing = {copy.facts.to: copy for copy in self.copies if copy.of_place == said.entry.place}
        return tuple(sorted(standing.values(), key=lambda copy: (copy.facts.sent_on, copy.entry.at, copy.entry.seq)))

    @property
    def everything(self) -> tuple[Said, ...]:
        """Every entry about it, copies aside: only the page that shows those carries their day."""
        one = (self.announced, self.withdrawal, self.not_due, self.imported, self.assessed)
        return (*self.versions, *(said for said in one if said is not None))

    @property
    def changed_on(self) -> date:
        """The day of the newest record about it."""
        return max([said.on for said in self.everything] + [removal.removed_on for removal in self.removals])

    @property
    def removals(self) -> tuple[Removal, ...]:
        return tuple(removal for said in self.everything for removal in said.removals)


@dataclass(frozen=True)
class Register:
    """What the records say as at a day: the body, and every report with its answer, newest report first."""

    records: Records
    as_at: date
    body: BodyPart
    reports: tuple[Answer, ...]
    former_bodies: Mapping[str, BodyPart] = field(default_factory=dict)  # by code: those that this one continues
    commitments: tuple[Commitment, ...] = ()  # in order of their references
    needs_assessments: tuple[NeedsAssessment, ...] = ()  # newest first

    def body_of(self, said: Said) -> BodyPart:
        """The body that said it, which may be one that this body continues."""
        return self.former_bodies.get(said.entry.former, self.body)

    @cached_property
    def answers(self) -> tuple[Answer, ...]:
        """The reports that must be, or were, answered here. The others were answered elsewhere, or need no answer."""
        return tuple(answer for answer in self.reports if answer.has_statement)

    def answer_of(self, ref: str | None) -> Answer | None:
        """The report of that reference, with its answer."""
        return self._by_ref.get(ref) if ref else None

    def commitment(self, ref: str) -> Commitment | None:
        return next((one for one in self.commitments if one.ref == ref), None)

    def commitments_in(self, ref: str) -> tuple[Commitment, ...]:
        """The commitments that were made in a response."""
        return self._made_in.get(ref, ())

    @cached_property
    def _by_ref(self) -> Mapping[str, Answer]:
        return {answer.ref: answer for answer in self.reports}

    @cached_property
    def _made_in(self) -> Mapping[str, tuple[Commitment, ...]]:
        found: dict[str, tuple[Commitment, ...]] = {}
        for one in self.commitments:
            if one.facts.answer:
                found[one.facts.answer] = (*found.get(one.facts.answer, ()), one)
        return found

    @cached_property
    def removals(self) -> tuple[Removal, ...]:
        """Every removal, oldest first, from the records themselves: none depends on what a page shows."""
        found = ((entry, entry.facts) for entry in self.records.every_entry)
        return tuple(removal_of(entry, facts) for entry, facts in found if isinstance(facts, RedactionFacts))
