"""Reads the records in order, once, and tells the register as at one day or as at each day on which it changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import groupby, zip_longest

from answerable.records import Entry, Records, london_day
from answerable.records.contents import (
    AnswerDueFacts,
    AsPublishedPart,
    AssessmentFacts,
    AssessmentPart,
    BodyFacts,
    BodyPart,
    ChiefOfficerPart,
    CommitmentFacts,
    CopySentFacts,
    DuePart,
    FindingPart,
    ImportedFacts,
    NeedsAssessmentFacts,
    NoAnswerDueFacts,
    OriginalPart,
    OverridesPart,
    RedactionFacts,
    RemarksPart,
    ReportPart,
    ResponseFacts,
    SignedPart,
    WithdrawalFacts,
    WrittenPart,
)
from answerable.register.answers import (
    Answer,
    Assessed,
    CopySent,
    Imported,
    NotDue,
    Register,
    Statement,
    Version,
    Withdrawal,
)
from answerable.register.commitments import Commitment, stated
from answerable.register.needs import NeedsAssessment, needs_assessment
from answerable.register.said import less, removal_of


class NothingToShow(Exception):
    """The records do not make a register yet; the message says what is missing."""


def read_register(records: Records, as_at: date) -> Register:
    """The register as at the end of a day.

    Raises:
        NothingToShow: there is no record of the body on or before that day.
    """
    records = records.as_at(as_at)
    reading = _Reading()
    for entry in records.every_entry:
        reading.add(entry)
    if reading.body is None:
        raise NothingToShow("The records do not name a body on that day. Choose a later day, or set the body up.")
    return Register(records, as_at, reading.body, reading.reports(), reading.former_bodies(),
                    reading.commitments(), reading.needs_assessments())


def registers_by_day(records: Records, until: date) -> Iterator[Register]:
    """The register as at the end of each day on which it changed: a record was entered, a last day in law came, or
    the date of a commitment passed.

    Each is what `read_register` gives for that day, read in one pass over the records, and without heads.
    """
    reading, seen = _Reading(), 0
    entries_until = records.as_at(until).every_entry
    by_day = [(day, tuple(entered)) for day, entered in groupby(entries_until, lambda entry: london_day(entry.at))]
    for (day, entered), following in zip_longest(by_day, [day for day, _ in by_day[1:]]):
        for entry in entered:
            reading.add(entry)
        seen += len(entered)
        if reading.body is None:
            continue
        reports, commitments = reading.reports(), reading.commitments()
        before = (following or until + timedelta(days=1)) - timedelta(days=1)
        last_days = {a.due_on for a in reports if a.by_law and a.due_on and day < a.due_on <= before}
        last_days |= {on for c in commitments for on in c.turns if day < on <= before}
        for on in (day, *sorted(last_days)):
            yield Register(Records(entries_until[:seen]), on, reading.body, reports, reading.former_bodies(),
                           commitments, reading.needs_assessments())


def newest_day(records: Records) -> date:
    """The London day of the newest record: the day a register is stated for unless another is named."""
    if not records.entries:
        raise NothingToShow("There are no records yet.")
    return london_day(records.entries[-1].at)


class _Reading:
    """Takes the entries in order, and knows what they say so far."""

    def __init__(self) -> None:
        self._bodies: dict[str, BodyPart] = {}  # by code of the former body; the register's own under ""
        self._answers: dict[str, Answer] = {}
        self._commitments: dict[str, Commitment] = {}
        self._needs: dict[tuple[str, int], NeedsAssessment] = {}  # by place of the entry: nothing takes another's
        self._ref_of: dict[tuple[str, int], str] = {}  # place of an entry to the reference of what it is about

    @property
    def body(self) -> BodyPart | None:
        return self._bodies.get("")

    def former_bodies(self) -> dict[str, BodyPart]:
        return {code: body for code, body in self._bodies.items() if code}

    def reports(self) -> tuple[Answer, ...]:
        """Newest report first; those whose day is not known come last."""
        known = [self._with_shared(a) for a in self._answers.values() if a.has_statement or a.not_due or a.imported]
        return tuple(sorted(known, key=lambda a: (a.published_on or date.min, a.ref), reverse=True))

    def commitments(self) -> tuple[Commitment, ...]:
        return tuple(sorted(self._commitments.values(), key=lambda c: c.order))

    def needs_assessments(self) -> tuple[NeedsAssessment, ...]:
        """Newest first. Of two under one reference, which nobody can make here, the newest stands."""
        by_ref = {said.ref: said for said in sorted(self._needs.values(), key=lambda said: said.order)}
        return tuple(sorted(by_ref.values(), key=lambda said: said.order, reverse=True))

    def _with_shared(self, answer: Answer) -> Answer:
        facts = answer.announced.facts if answer.announced else None
        if not isinstance(facts, AnswerDueFacts) or facts.answered_in is None or answer.versions:
            return answer
        return replace(answer, shared=self._answers.get(facts.answered_in))

    def add(self, entry: Entry) -> None:
        facts = entry.facts
        if isinstance(facts, BodyFacts):
            if body := entry.read("body", BodyPart):
                self._bodies[entry.former] = body
        elif isinstance(facts, RedactionFacts):
            self._remove(entry, facts)
        elif isinstance(facts, CommitmentFacts):
            before = self._commitments.get(entry.ref, Commitment(entry.ref))
            self._commitments[entry.ref] = before.and_then(stated(entry, facts))
            self._ref_of[entry.place] = entry.ref
        elif isinstance(facts, NeedsAssessmentFacts):
            self._needs[entry.place] = needs_assessment(entry, facts)
        elif entry.kind in _ABOUT_A_REPORT:
            self._answers[entry.ref] = _continued(self._answers.get(entry.ref) or Answer(entry.ref), entry)
            self._ref_of[entry.place] = entry.ref

    def _remove(self, entry: Entry, facts: RedactionFacts) -> None:
        removal = removal_of(entry, facts)
        if removal.place in self._needs:
            self._needs[removal.place] = less(self._needs[removal.place], removal)
            return
        ref = self._ref_of.get(removal.place)
        if ref is None:
            return
        if ref in self._commitments:
            self._commitments[ref] = self._commitments[ref].less(removal)
            return
        answer = self._answers[ref]
        self._answers[ref] = replace(
            answer,
            announced=less(answer.announced, removal),
            versions=tuple(less(version, removal) for version in answer.versions),
            withdrawal=less(answer.withdrawal, removal),
            not_due=less(answer.not_due, removal),
            imported=less(answer.imported, removal),
            assessed=less(answer.assessed, removal),
        )


_ABOUT_A_REPORT = {"answer_due", "no_answer_due", "response", "imported", "assessment", "copy_sent", "withdrawal"}

def _continued(answer: Answer, entry: Entry) -> Answer:
    """What is known of a report once one more entry about it is read."""
    match entry.facts:
        case AnswerDueFacts() as facts:
            earlier = (*answer.earlier, answer.announced) if answer.announced else ()
            said = Statement(entry, (), facts, *_named(entry), entry.findings)
            return replace(answer, announced=said, earlier=earlier, not_due=None)
        case NoAnswerDueFacts() as facts:
            return replace(answer, not_due=NotDue(entry, (), facts, *_named(entry)))
        case ResponseFacts() as facts:
            return replace(answer, versions=(*answer.versions, _version(entry, facts)), withdrawal=None)
        case WithdrawalFacts():
            return replace(answer, withdrawal=Withdrawal(entry, (), entry.read("note", WrittenPart)))
        case CopySentFacts() as facts:
            return replace(answer, copies=(*answer.copies, CopySent(entry, (), facts)))
        case ImportedFacts() as facts:
            return replace(answer, imported=_imported(entry, facts))
        case AssessmentFacts():
            return replace(answer, assessed=Assessed(entry, (), entry.read("summary", AssessmentPart)))
    return answer


def _named(entry: Entry) -> tuple[ReportPart | None, DuePart | None]:
    return entry.read("report", ReportPart), entry.read("due", DuePart)


def _version(entry: Entry, facts: ResponseFacts) -> Version:
    findings: tuple[FindingPart, ...] = entry.findings
    return Version(
        entry,
        (),
        facts,
        *_named(entry),
        findings,
        key_findings=entry.read("key-findings", WrittenPart),
        comments=entry.read("comments", WrittenPart),
        chief_officer=entry.read("chief-officer", ChiefOfficerPart),
        reply=entry.read("reply", WrittenPart),
        note=entry.read("note", WrittenPart),
        after_last_day=entry.read("after-last-day", WrittenPart),
        overrides=entry.read("overrides", OverridesPart),
        signed=entry.read("signed", SignedPart),
    )


def _imported(entry: Entry, facts: ImportedFacts) -> Imported:
    return Imported(
        entry,
        (),
        facts,
        as_published=entry.read("as-published", AsPublishedPart),
        original=entry.read("original", OriginalPart),
        remarks=entry.read("remarks", RemarksPart),
    )
