"""Needs assessments as open data: each put together from its record, and a table of the releases.

None of it is there before the first release, so that a register without one stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from typing import Any

from pydantic import Field

from answerable.records.contents import MadeOfFile, NeedsContentsPart, Shape, SignedPart
from answerable.register.answers import Register
from answerable.register.data import Fingerprint, Removed, fingerprint_of, pretty, removed, schema
from answerable.register.needs import NeedsAssessment
from answerable.register.needs_words import months_in_words, title_of
from answerable.register.tables import table, table_schema

File = tuple[str, bytes]

NEEDS_COLUMNS = {
    "ref": "Reference of the needs assessment; it never changes",
    "number": "1 is the body's first",
    "title": "Title; when its words were removed, the reference",
    "months": "The months of which there are figures, in words",
    "first_month": "The first of them, as 2025-03",
    "last_month": "The last of them",
    "method": "Version of the method; it goes up whenever the same files give other figures",
    "released_on": "Day of the release",
    "address": "Address of the page, relative to the register",
    "sha256": "Fingerprint of the record",
}


class PublishedTable(Shape):
    """A table of figures, which is a file of its own."""

    file: str
    address: str = Field(description="Address of the file, relative to the register")
    bytes: int
    sha256: str


class AssembledNeedsAssessment(Shape):
    """Everything the register says about one release. Null: the words were removed."""

    ref: str
    number: int
    first_month: str = Field(description="The first month of which there are figures")
    last_month: str
    method: int = Field(description="Version of the method")
    released_on: date
    record: Fingerprint
    contents: NeedsContentsPart | None
    tables: tuple[PublishedTable, ...]
    made_of: tuple[MadeOfFile, ...] | None = Field(description="The files behind the figures")
    signed: SignedPart | None
    removed: tuple[Removed, ...]


def table_files(said: NeedsAssessment) -> dict[str, bytes]:
    """Each table's very bytes by its path. Of two with one name the first counts; no name of ours is taken."""
    ours = {"record.json"}
    found: dict[str, bytes] = {}
    for one in said.tables:
        if one.file not in ours:
            found.setdefault(f"{said.folder}{one.file}", one.words.encode("utf-8"))
    return found


def needs_json(said: NeedsAssessment) -> bytes:
    """What the register says of one release."""
    return pretty(_assembled(said).model_dump(mode="json"))


def needs_files(register: Register) -> Iterator[File]:
    if not register.needs_assessments:
        return
    yield "data/needs-assessments.csv", table(NEEDS_COLUMNS, (_row(said) for said in register.needs_assessments))
    yield "data/schema/needs-assessments-table.json", pretty(table_schema(NEEDS_COLUMNS))
    yield "data/schema/needs-assessment.json", pretty(schema(AssembledNeedsAssessment, "One needs assessment"))


def _assembled(said: NeedsAssessment) -> AssembledNeedsAssessment:
    facts = said.facts
    return AssembledNeedsAssessment(
        ref=said.ref, number=facts.number, first_month=facts.first_month, last_month=facts.last_month,
        method=facts.method, released_on=said.on, record=fingerprint_of(said), contents=said.contents,
        tables=tuple(
            PublishedTable(file=path.removeprefix(said.folder), address=path, bytes=len(words),
                           sha256=sha256(words).hexdigest())
            for path, words in table_files(said).items()),
        made_of=said.made_of.files if said.made_of else None,
        signed=said.signed, removed=removed(said.removals),
    )


def _row(said: NeedsAssessment) -> dict[str, Any]:
    facts = said.facts
    return {
        "ref": said.ref, "number": facts.number, "title": title_of(said), "months": months_in_words(said),
        "first_month": facts.first_month, "last_month": facts.last_month, "method": str(facts.method),
        "released_on": said.on, "address": said.folder, "sha256": said.entry.hash,
    }
