"""The register as open data: each response assembled from its records, tables as CSV, and their schemas.

The assembled forms are made for reading. The evidence is the records themselves, which lie beside them unchanged.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from pydantic import Field

from answerable.records.contents import (
    Basis,
    BodyPart,
    ChiefOfficerPart,
    CopyRecipient,
    CopyWay,
    DuePart,
    FindingPart,
    ReportPart,
    Shape,
    SignedPart,
    WrittenPart,
)
from answerable.register import words
from answerable.register.answers import Answer, CopySent, Register, Statement, Version

File = tuple[str, bytes]
LICENCE = "Open Government Licence v3.0"
LICENCE_ADDRESS = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
_BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠", "'")
FORMULA_RULE = (
    "A text that begins with = + - @, a tab, a carriage return, the full-width forms of those signs, or an "
    "apostrophe has one apostrophe put in front, so that a spreadsheet does not run it. Take that one away to "
    "read the text. Numbers and dates are left as they are, and JSON has every text exactly."
)


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


class AssembledResponse(Shape):
    """Everything the register says about one report and the answer to it."""

    ref: str
    state: str
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


def assembled(answer: Answer) -> AssembledResponse:
    newest, withdrawal = answer.newest, answer.withdrawal
    return AssembledResponse(
        ref=answer.ref,
        state=words.state_of(answer).words,
        basis=newest.facts.basis,
        regime=newest.facts.regime,
        published_on=answer.published_on,
        due_on=answer.due_on,
        responded_on=answer.responded_on,
        announced=_announced(answer.announced) if answer.announced else None,
        versions=tuple(_version(answer, v) for v in answer.versions),
        withdrawn=Withdrawn(withdrawn_on=withdrawal.on, note=withdrawal.note) if withdrawal else None,
        removed=tuple(
            Removed(entry=r.seq, part=r.part, removed_on=r.removed_on, ground=r.ground, sha256=r.hash)
            for r in answer.removals
        ),
    )


def _announced(said: Statement) -> Announced:
    return Announced(record=_fingerprint(said), report=said.report, due=said.due, findings=said.findings)


def _version(answer: Answer, said: Version) -> AssembledVersion:
    return AssembledVersion(
        version=said.facts.version,
        responded_on=said.facts.responded_on,
        record=_fingerprint(said),
        report=said.report,
        due=said.due,
        key_findings=said.key_findings,
        comments=said.comments,
        chief_officer=said.chief_officer,
        reply=said.reply,
        findings=said.findings,
        reason_after_last_day=said.after_last_day,
        note=said.note,
        signed=said.signed,
        copies=tuple(
            Copy(record=_fingerprint(c), to=c.facts.to, sent_on=c.facts.sent_on, how=c.facts.how)
            for c in answer.copies_of(said)
        ),
    )


def _fingerprint(said: Statement | CopySent) -> Fingerprint:
    seq = said.entry.seq
    return Fingerprint(entry=seq, sha256=said.entry.hash, file=f"records/{seq:06d}/entry.json")


def record_json(answer: Answer) -> bytes:
    return _pretty(assembled(answer).model_dump(mode="json"))


RESPONSE_COLUMNS = {
    "ref": "Reference of the response; it never changes",
    "title": "Inspection title",
    "inspectorates": "Inspected by; several are separated by a semicolon",
    "type_of_inspection": "Type of inspection",
    "area": "Area that was inspected",
    "published_on": "Day the report was published",
    "link": "Link to the report; empty: not known",
    "basis": "Why we answer: law, or practice",
    "regime": "Code of the law or practice",
    "due_on": "Last day to publish the response; empty: none is set",
    "responded_on": "Day the first version was published; empty: no response yet",
    "state": "State of the response as the register shows it",
    "version": "Number of the current version; empty: no response yet",
    "findings": "Number of findings",
    "address": "Address of the page, relative to the register",
    "sha256": "Fingerprint of the newest record",
}
FINDING_COLUMNS = {
    "ref": "Reference of the response",
    "number": "Number of the finding on this register",
    "kind": "recommendation, cause_of_concern, priority_action or area_for_improvement",
    "printed_number": "Number in the report; empty: it has none",
    "page": "Page of the report; empty: not known",
    "heading": "The inspectorate's heading",
    "words": "The inspectorate's words",
    "sub_points": "The inspectorate's points below them, one a line",
    "addressed_to": "Whom the finding is addressed to",
    "date_on": "Date in the finding; empty: none, or not read as a date",
    "branch": "action, no_action, with_finding or other_body; empty: not answered yet",
    "answer": "The body's action, or its reason for none",
    "answered_with": "Number of the finding whose answer covers this one",
    "force_position": "The force's own position",
    "address": "Address of the page, relative to the register",
}


def responses_csv(register: Register) -> bytes:
    return _table(RESPONSE_COLUMNS, (_response_row(answer) for answer in register.answers))


def findings_csv(register: Register) -> bytes:
    return _table(FINDING_COLUMNS, (row for answer in register.answers for row in _finding_rows(answer)))


def _response_row(answer: Answer) -> dict[str, Any]:
    said, report, current = answer.newest, answer.newest.report, answer.current
    return {
        "ref": answer.ref,
        "title": report.title if report else "",
        "inspectorates": "; ".join(report.inspectorates) if report else "",
        "type_of_inspection": report.type_of_inspection if report else "",
        "area": report.area if report else "",
        "published_on": answer.published_on,
        "link": (report.link or "") if report else "",
        "basis": said.facts.basis.value,
        "regime": said.facts.regime,
        "due_on": answer.due_on,
        "responded_on": answer.responded_on,
        "state": words.state_of(answer).words,
        "version": current.facts.version if current else None,
        "findings": len(said.findings),
        "address": f"responses/{answer.ref}/",
        "sha256": said.entry.hash,
    }


def _finding_rows(answer: Answer) -> Iterator[dict[str, Any]]:
    for f in answer.newest.findings:
        yield {
            "ref": answer.ref,
            "number": f.number,
            "kind": f.kind.value,
            "printed_number": f.printed_number,
            "page": f.page,
            "heading": f.heading,
            "words": f.words,
            "sub_points": "\n".join(f.sub_points),
            "addressed_to": f.addressed_to,
            "date_on": f.date_on,
            "branch": f.branch.value if f.branch else "",
            "answer": f.answer,
            "answered_with": f.answered_with,
            "force_position": f.force_position,
            "address": f"responses/{answer.ref}/findings/{f.number}/",
        }


def _table(columns: dict[str, str], rows: Iterable[dict[str, Any]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(columns)
    for row in rows:
        writer.writerow([cell(row[name]) for name in columns])
    return out.getvalue().encode("utf-8")


def cell(value: object) -> str:
    """A value for CSV: see `FORMULA_RULE`."""
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int):
        return str(value)
    text = str(value)
    return f"'{text}" if text.startswith(_BEGINS_A_FORMULA) else text


def data_files(register: Register) -> Iterator[File]:
    whole = AllResponses(
        as_at=register.as_at,
        licence=LICENCE,
        licence_address=LICENCE_ADDRESS,
        body=register.body,
        responses=tuple(assembled(answer) for answer in register.answers),
    )
    yield "data/responses.json", _pretty(whole.model_dump(mode="json"))
    yield "data/responses.csv", responses_csv(register)
    yield "data/findings.csv", findings_csv(register)
    yield "data/schema/responses.json", _pretty(_schema(AllResponses, "All responses"))
    yield "data/schema/response.json", _pretty(_schema(AssembledResponse, "One response"))
    yield "data/schema/responses-table.json", _pretty(_table_schema(RESPONSE_COLUMNS))
    yield "data/schema/findings-table.json", _pretty(_table_schema(FINDING_COLUMNS))


def _schema(shape: type[Shape], title: str) -> dict[str, Any]:
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **shape.model_json_schema(mode="serialization"),
        "title": title,
    }


def _table_schema(columns: dict[str, str]) -> dict[str, Any]:
    """A table schema: the name, type and meaning of each column."""
    fields = [{"name": n, "type": _type_of(n), "description": meaning} for n, meaning in columns.items()]
    return {"fields": fields, "missingValues": [""], "formulaRule": FORMULA_RULE}


def _type_of(column: str) -> str:
    if column.endswith("_on"):
        return "date"
    return "integer" if column in ("version", "findings", "number", "page", "answered_with") else "string"


def _pretty(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode("utf-8")
