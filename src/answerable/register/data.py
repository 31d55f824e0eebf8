"""The register as open data: each response assembled from its records, tables as CSV, and their schemas.

The assembled forms are made for reading. The evidence is the records themselves, which lie beside them unchanged.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from pydantic import Field

from answerable.records.contents import (
    AnswerForm,
    AsPublishedPart,
    AssessmentPart,
    Basis,
    BodyPart,
    ChiefOfficerPart,
    CopyRecipient,
    CopyWay,
    DuePart,
    FindingPart,
    OriginalPart,
    OverridesPart,
    RemarksPart,
    ReportPart,
    Shape,
    SignedPart,
    WrittenPart,
)
from answerable.records.folder import entry_folder
from answerable.register import words
from answerable.register.answers import Answer, Imported, NotDue, Register, Statement, Version
from answerable.register.said import Removal, Said
from answerable.register.tables import FINDING_COLUMNS, RESPONSE_COLUMNS, findings_csv, responses_csv, table_schema

File = tuple[str, bytes]
LICENCE = "Open Government Licence v3.0"
LICENCE_ADDRESS = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"


class Fingerprint(Shape):
    """The record that a statement is in: its number in the chain, and the SHA-256 of its entry."""

    entry: int
    sha256: str
    file: str = Field(description="Address of the entry, relative to the register")


class Copy(Shape):
    """The office's word that it sent a copy. The last record for a recipient stands."""

    record: Fingerprint
    to: CopyRecipient
    sent_on: date
    how: CopyWay


class AssembledVersion(Shape):
    """One version of the answer with its texts. A text that was removed, or never given, is null."""

    version: int
    responded_on: date
    record: Fingerprint
    report: ReportPart | None
    due: DuePart | None
    key_findings: WrittenPart | None
    comments: WrittenPart | None
    chief_officer: ChiefOfficerPart | None
    reply: WrittenPart | None
    findings: tuple[FindingPart, ...]
    reason_after_last_day: WrittenPart | None
    overrides: OverridesPart | None = Field(description="Checks that were not passed and let pass, with the reason")
    note: WrittenPart | None = Field(description="From version 2 on: what changed and why")
    signed: SignedPart | None
    copies: tuple[Copy, ...]


class Announced(Shape):
    """The record that an answer is due, made before there was one."""

    record: Fingerprint
    report: ReportPart | None
    due: DuePart | None
    findings: tuple[FindingPart, ...]


class Withdrawn(Shape):
    withdrawn_on: date
    note: WrittenPart | None


class Removed(Shape):
    """Words that were taken off the register; the hash of their file stays in the record."""

    entry: int
    part: str
    removed_on: date
    ground: str
    sha256: str


class AssembledImport(Shape):
    """An answer first published elsewhere, as its page stood. Nothing in it counts as proven or in time."""

    ref: str
    state: str
    record: Fingerprint
    published_on: date | None = Field(description="Day the report was published, as the old page states it")
    stated_on: date | None = Field(description="Day of the response, as the old page states it")
    as_published: AsPublishedPart | None
    original: OriginalPart | None
    remarks: RemarksPart | None
    removed: tuple[Removed, ...]


class AssembledNotDue(Shape):
    """A report that asks no answer of the body, and why."""

    ref: str
    state: str
    record: Fingerprint
    published_on: date
    report: ReportPart | None
    due: DuePart | None
    removed: tuple[Removed, ...]


class AssembledAssessment(Shape):
    """The summary of a yearly assessment, published beside the report."""

    ref: str
    record: Fingerprint
    summary: AssessmentPart | None


class AssembledResponse(Shape):
    """Everything the register says about one report and the answer to it."""

    ref: str
    state: str
    form: AnswerForm = Field(description="A dated statement, or a plan that is kept up to date")
    answered_in: str | None = Field(description="Reference of the response to another report that answers this one")
    basis: Basis
    regime: str
    published_on: date = Field(description="Day the report was published")
    due_on: date | None = Field(description="Last day to publish the response; null: none is set")
    responded_on: date | None = Field(description="Day the first version was published; null: no response yet")
    announced: Announced | None
    versions: tuple[AssembledVersion, ...] = Field(description="Oldest first; the last one is current")
    withdrawn: Withdrawn | None
    removed: tuple[Removed, ...]


class AllResponses(Shape):
    """Every response on the register."""

    as_at: date
    licence: str
    licence_address: str
    body: BodyPart
    responses: tuple[AssembledResponse, ...]
    imported: tuple[AssembledImport, ...]
    no_answer_due: tuple[AssembledNotDue, ...]
    yearly_assessments: tuple[AssembledAssessment, ...]


def assembled(answer: Answer) -> AssembledResponse:
    newest, withdrawal = answer.newest, answer.withdrawal
    return AssembledResponse(
        ref=answer.ref,
        state=words.state_of(answer).words,
        form=AnswerForm.ACTION_PLAN if words.is_plan(newest) else AnswerForm.STATEMENT,
        answered_in=answer.shared.ref if answer.shared else None,
        basis=newest.facts.basis,
        regime=newest.facts.regime,
        published_on=newest.facts.published_on,
        due_on=answer.due_on,
        responded_on=answer.responded_on,
        announced=_announced(answer.announced) if answer.announced else None,
        versions=tuple(_version(answer, v) for v in answer.versions),
        withdrawn=Withdrawn(withdrawn_on=withdrawal.on, note=withdrawal.note) if withdrawal else None,
        removed=removed(answer.removals),
    )


def _imported(answer: Answer, said: Imported) -> AssembledImport:
    return AssembledImport(
        ref=answer.ref,
        state=words.state_of(answer).words,
        record=fingerprint_of(said),
        published_on=said.facts.published_on,
        stated_on=said.facts.stated_on,
        as_published=said.as_published,
        original=said.original,
        remarks=said.remarks,
        removed=removed(said.removals),
    )


def _not_due(answer: Answer, said: NotDue) -> AssembledNotDue:
    return AssembledNotDue(
        ref=answer.ref,
        state=words.state_of(answer).words,
        record=fingerprint_of(said),
        published_on=said.facts.published_on,
        report=said.report,
        due=said.due,
        removed=removed(said.removals),
    )


def removed(removals: Iterable[Removal]) -> tuple[Removed, ...]:
    return tuple(
        Removed(entry=r.seq, part=r.part, removed_on=r.removed_on, ground=r.ground, sha256=r.hash) for r in removals
    )


def _announced(said: Statement) -> Announced:
    return Announced(record=fingerprint_of(said), report=said.report, due=said.due, findings=said.findings)


def _version(answer: Answer, said: Version) -> AssembledVersion:
    return AssembledVersion(
        version=said.facts.version,
        responded_on=said.facts.responded_on,
        record=fingerprint_of(said),
        report=said.report,
        due=said.due,
        key_findings=said.key_findings,
        comments=said.comments,
        chief_officer=said.chief_officer,
        reply=said.reply,
        findings=said.findings,
        reason_after_last_day=said.after_last_day,
        overrides=said.overrides,
        note=said.note,
        signed=said.signed,
        copies=tuple(
            Copy(record=fingerprint_of(c), to=c.facts.to, sent_on=c.facts.sent_on, how=c.facts.how)
            for c in answer.copies_of(said)
        ),
    )


def fingerprint_of(said: Said) -> Fingerprint:
    former, seq = said.entry.place
    return Fingerprint(entry=seq, sha256=said.entry.hash, file=f"{entry_folder(seq, former)}/entry.json")


def record_json(answer: Answer) -> bytes:
    """What the register says of one report, in the shape that its state has."""
    shape: Shape
    if answer.has_statement:
        shape = assembled(answer)
    elif answer.imported:
        shape = _imported(answer, answer.imported)
    else:
        assert answer.not_due is not None
        shape = _not_due(answer, answer.not_due)
    return pretty(shape.model_dump(mode="json"))


def data_files(register: Register) -> Iterator[File]:
    whole = AllResponses(
        as_at=register.as_at,
        licence=LICENCE,
        licence_address=LICENCE_ADDRESS,
        body=register.body,
        responses=tuple(assembled(answer) for answer in register.answers),
        imported=tuple(_imported(a, a.imported) for a in register.reports if a.imported),
        no_answer_due=tuple(_not_due(a, a.not_due) for a in register.reports if a.is_not_due and a.not_due),
        yearly_assessments=tuple(
            AssembledAssessment(ref=a.ref, record=fingerprint_of(a.assessed), summary=a.assessed.summary)
            for a in register.reports
            if a.assessed
        ),
    )
    yield "data/responses.json", pretty(whole.model_dump(mode="json"))
    yield "data/responses.csv", responses_csv(register)
    yield "data/findings.csv", findings_csv(register)
    yield "data/schema/responses.json", pretty(schema(AllResponses, "All responses"))
    yield "data/schema/response.json", pretty(schema(AssembledResponse, "One response"))
    yield "data/schema/imported.json", pretty(schema(AssembledImport, "One imported response"))
    yield "data/schema/no-answer-due.json", pretty(schema(AssembledNotDue, "One report without an answer due"))
    yield "data/schema/responses-table.json", pretty(table_schema(RESPONSE_COLUMNS))
    yield "data/schema/findings-table.json", pretty(table_schema(FINDING_COLUMNS))


def schema(shape: type[Shape], title: str) -> dict[str, Any]:
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **shape.model_json_schema(mode="serialization"),
        "title": title,
    }


def pretty(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode("utf-8")
