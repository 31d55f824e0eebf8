"""Which column of a tracker holds what, proposed from the words over it. A person confirms the choice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from enum import StrEnum

from answerable.intake.shapes import Shape
from answerable.intake.tracker.shapes import CellKind, ReadRow, ReadSheet

_LOOKED_AT = 40  # rows from the top among which headings are looked for
_LONGEST_HEADING = 80  # letters; a promise is longer, a heading is not


class Field(StrEnum):
    """What a row of a tracker says. Only the promise must be there."""

    PROMISE = "promise"
    OWNER = "owner"
    ORGANISATION = "organisation"
    DUE_ON = "due_on"
    ORIGINAL_DUE_ON = "original_due_on"
    STATUS = "status"
    REPORT = "report"
    REFERENCE = "reference"
    UPDATE = "update"
    UPDATED_ON = "updated_on"


# Headings as offices write them, in small letters without signs. The fields stand in the order in which they choose,
# and the words of a field in the order of how plainly they say it.
HEADINGS: dict[Field, tuple[str, ...]] = {
    Field.ORIGINAL_DUE_ON: (
        "original due date", "original target date", "original date", "original deadline", "original completion date",
        "original target", "initial due date", "initial target date", "first due date", "baseline date",
    ),
    Field.UPDATED_ON: (
        "date of update", "date of last update", "update date", "last updated", "date updated", "updated on",
        "last update", "date of latest update", "date last updated", "date of progress update", "last reviewed",
        "date reviewed",
    ),
    Field.DUE_ON: (
        "due date", "due on", "target date", "deadline", "due", "date due", "completion due",
        "target completion date", "revised due date", "revised target date", "revised date", "current due date",
        "current target date", "expected completion date", "expected completion", "planned completion date",
        "target completion", "by when", "due by", "timescale", "timescales", "target", "when", "implementation date",
        "delivery date",
    ),
    Field.REFERENCE: (
        "reference", "reference number", "ref", "ref no", "ref number", "action reference", "action ref",
        "unique reference", "recommendation reference", "recommendation ref", "recommendation number",
        "recommendation no", "rec no", "action number", "action no", "unique id", "action id", "id", "number", "no",
        "item", "item no",
    ),
    Field.PROMISE: (
        "promise", "commitment", "action", "agreed action", "action agreed", "action to be taken",
        "action taken or proposed", "action required", "actions required", "actions", "proposed action",
        "management action", "description of action", "action description", "action title", "recommendation",
        "recommendations", "recommendation text", "recommendation description", "task", "what",
        "area for improvement", "afi", "description", "what will be done",
    ),
    Field.OWNER: (
        "owner", "action owner", "lead", "lead officer", "action lead", "strategic lead", "business lead",
        "responsible officer", "responsible person", "person responsible", "responsible", "assigned to", "by whom",
        "who", "lead owner", "senior responsible officer", "sro", "accountable officer",
    ),
    Field.ORGANISATION: (
        "organisation", "organisation responsible", "responsible organisation", "lead organisation", "lead agency",
        "agency", "partner", "body", "force", "service", "responsible body", "owning organisation", "department",
        "directorate",
    ),
    Field.STATUS: (
        "status", "action status", "current status", "local status", "progress status", "rag status", "state", "rag",
        "rag rating", "brag", "brag status", "delivery status", "complete", "open closed",
    ),
    Field.REPORT: (
        "report", "report title", "inspection", "inspection report", "inspection title", "source report",
        "report name", "source", "name of report", "publication", "inspection name", "title of report", "thematic",
    ),
    Field.UPDATE: (
        "update", "progress", "latest update", "progress update", "latest progress", "latest position",
        "current position", "update on progress", "progress to date", "progress made", "narrative", "commentary",
        "comments", "latest comments", "progress notes", "notes", "position", "evidence of progress",
    ),
}  # fmt: skip


class Chosen(Shape):
    """The column (from 1) of each field that has one. No column holds two fields."""

    columns: tuple[tuple[Field, int], ...]

    def column(self, field: Field) -> int | None:
        return next((column for chosen, column in self.columns if chosen == field), None)


class CannotConvert(Exception):
    """The choice of columns cannot be used; the message says why, in words fit for the page."""


class Suggestion(Shape):
    """A proposal: the columns chosen, and the headings of the columns that were not, with their numbers."""

    chosen: Chosen
    others: tuple[tuple[int, str], ...]


def check_chosen(chosen: Chosen) -> None:
    """Raise CannotConvert unless the promise has a column and no field or column was chosen twice."""
    fields, columns = [field for field, _ in chosen.columns], [column for _, column in chosen.columns]
    if Field.PROMISE not in fields:
        raise CannotConvert("Say which column holds the promise.")
    if len(set(fields)) < len(fields) or len(set(columns)) < len(columns) or min(columns) < 1:
        raise CannotConvert("Choose another column for each: one of them was chosen twice.")


# Words that name their field even where others follow them: "Action for the force", "Status at 1 May".
_PLAIN_WORDS = frozenset((
    "promise", "commitment", "action", "actions", "recommendation", "owner", "lead", "status", "report", "inspection",
    "organisation", "deadline", "reference", "update", "progress", "comments", "notes",
))  # fmt: skip
_DAYS = (Field.DUE_ON, Field.ORIGINAL_DUE_ON, Field.UPDATED_ON)


def suggest(sheet: ReadSheet, header_row: int) -> Suggestion:
    """Which column holds which field, by the words in the row of headings. A field that none names has no column."""
    row = sheet.row(header_row)
    headings = [(cell.column, cell.words) for cell in row.cells] if row else []
    said = {column: _plain(words) for column, words in headings}
    taken: dict[Field, int] = {}
    for fits in (_exactly, _in_part):
        for field, known in HEADINGS.items():
            if field in taken:
                continue
            free = {column: words for column, words in said.items() if column not in taken.values()}
            if field not in _DAYS:
                free = {column: words for column, words in free.items() if "date" not in words.split()}
            column = fits(known, free)
            if column is not None:
                taken[field] = column
    chosen = Chosen(columns=tuple((field, taken[field]) for field in Field if field in taken))
    others = tuple((column, " ".join(words.split())) for column, words in headings if column not in taken.values())
    return Suggestion(chosen=chosen, others=others)


def header_row(rows: Sequence[ReadRow]) -> int | None:
    """The row among the first that holds most headings we know; with fewer than two, the first of texts alone."""
    looked_at = rows[:_LOOKED_AT]
    known = {words for field in HEADINGS.values() for words in field}
    counts = {row.number: len({_plain(words) for words in _short_texts(row)} & known) for row in looked_at}
    best = max(counts, key=lambda number: (counts[number], -number), default=0)
    if counts.get(best, 0) >= 2:
        return best
    return next((row.number for row in looked_at if len(_short_texts(row)) == len(row.cells) >= 2), None)


def _short_texts(row: ReadRow) -> list[str]:
    return [cell.words for cell in row.cells
            if cell.kind == CellKind.TEXT and not cell.from_above and len(cell.words) <= _LONGEST_HEADING]


def _exactly(known: Iterable[str], said: dict[int, str]) -> int | None:
    return next((column for words in known for column, heading in said.items() if heading == words), None)


def _in_part(known: Iterable[str], said: dict[int, str]) -> int | None:
    """A heading with the words among others: "New target date". One word alone counts where it is plain and begins."""
    for words in known:
        for column, heading in said.items():
            if " " in words and f" {words} " in f" {heading} ":
                return column
            if words in _PLAIN_WORDS and heading.startswith(f"{words} "):
                return column
    return None


def _plain(words: str) -> str:
    """A heading in small letters without signs; what stands in brackets is explanation."""
    return " ".join(re.sub(r"[^a-z0-9]+", " ", re.sub(r"\([^()]*\)", " ", words.casefold())).split())
