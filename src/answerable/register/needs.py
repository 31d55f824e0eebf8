"""A needs assessment as one record released it. A later release stands beside it; nothing changes it but a removal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from answerable.records import Entry
from answerable.records.contents import (
    SIGNED,
    MadeOfPart,
    NeedsAssessmentFacts,
    NeedsContentsPart,
    SignedPart,
    TablePart,
)
from answerable.register.said import Said

CONTENTS, MADE_OF = "contents", "made-of"


@dataclass(frozen=True)
class NeedsAssessment(Said):
    """One release. A part whose words were removed is None; a table whose words were removed is not among `tables`."""

    facts: NeedsAssessmentFacts
    contents: NeedsContentsPart | None
    tables: tuple[TablePart, ...]  # in the order of the record
    made_of: MadeOfPart | None
    signed: SignedPart | None

    @property
    def ref(self) -> str:
        return self.entry.ref

    @property
    def folder(self) -> str:
        """Where its pages and files lie."""
        return f"needs-assessments/{self.ref}/"

    @property
    def order(self) -> tuple[date, int, str]:
        """The order of release."""
        return self.on, self.facts.number, self.ref

    @property
    def changed_on(self) -> date:
        """The day of the newest record about it."""
        return max([self.on, *(removal.removed_on for removal in self.removals)])


def needs_assessment(entry: Entry, facts: NeedsAssessmentFacts) -> NeedsAssessment:
    """The record, read."""
    tables = (entry.read(name, TablePart) for name in sorted(entry.parts) if name.startswith("table-"))
    return NeedsAssessment(
        entry, (), facts, entry.read(CONTENTS, NeedsContentsPart), tuple(table for table in tables if table),
        entry.read(MADE_OF, MadeOfPart), entry.read(SIGNED, SignedPart))
