"""From the rows of a tracker to typed ones. Every row is accepted, or turned away with a reason, or has nothing to say.

Nothing is guessed: what is in doubt turns the row away with a question that the person who keeps the tracker can
answer. What a tracker does not know (a month without a day, a colour, "TBC") stays not known, and its words are kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import sha256
from unicodedata import normalize

from answerable.intake.shapes import Shape
from answerable.intake.tracker.days import Asked, When, day_in, short
from answerable.intake.tracker.fields import Chosen, Field, check_chosen
from answerable.intake.tracker.shapes import CellKind, ReadCell, ReadRow, ReadSheet
from answerable.intake.tracker.statuses import plain_status, status_of
from answerable.records.commitments import Action
from answerable.records.text import text_profile

_LONG = (Field.PROMISE, Field.UPDATE)  # texts that keep their lines
_DAYS = (Field.DUE_ON, Field.ORIGINAL_DUE_ON, Field.UPDATED_ON)
_BETWEEN = "\x1f"


class TrackerRow(Shape):
    """A row with typed values. "" means that the tracker does not say; `status` None that its words name none for sure.

    `key` is the same whenever the same promise is read again: made of the reference, or, where there is none, of
    promise, report and original date. `notes` say what a person should look at.
    """

    number: int
    key: str
    promise: str
    owner: str = ""
    organisation: str = ""
    due: When = When()
    original_due: When = When()
    status: Action | None = None
    status_words: str = ""
    report: str = ""
    reference: str = ""
    update: str = ""
    updated: When = When()
    notes: tuple[str, ...] = ()


class RejectedRow(Shape):
    """A row that was turned away; each reason is a sentence that names the row."""

    number: int
    reasons: tuple[str, ...]


class Converted(Shape):
    """All rows below the headings: accepted, rejected, and those with nothing of their own in a chosen column."""

    accepted: tuple[TrackerRow, ...]
    rejected: tuple[RejectedRow, ...]
    empty: tuple[int, ...]


class FoundStatus(Shape):
    """A status as the tracker writes it, on how many rows, and what it means if that is sure."""

    words: str
    rows: int
    status: Action | None


def convert(
    sheet: ReadSheet, chosen: Chosen, *, header_row: int | None,
    meanings: Mapping[str, Action | None] | None = None,
) -> Converted:  # fmt: skip
    """The rows below the headings (all rows where `header_row` is None). Raises CannotConvert.

    `meanings` is what a person says that the words of a status mean in this tracker, by `plain_status`.
    """
    check_chosen(chosen)
    reader = _Reader(sheet, chosen, header_row, meanings or {})
    accepted: list[TrackerRow] = []
    rejected: list[RejectedRow] = []
    empty: list[int] = []
    for row in _below(sheet, header_row):
        if not reader.says_something(row):
            empty.append(row.number)
            continue
        read = reader.read(row)
        if isinstance(read, TrackerRow):
            accepted.append(read)
        else:
            rejected.append(read)
    return Converted(accepted=tuple(accepted), rejected=tuple(rejected), empty=tuple(empty))


def statuses_in(sheet: ReadSheet, chosen: Chosen, *, header_row: int | None) -> tuple[FoundStatus, ...]:
    """Each status that the tracker uses, in the order of the rows, so that a person can say once what each means."""
    column = chosen.column(Field.STATUS)
    first: dict[str, str] = {}
    counts: dict[str, int] = {}
    for row in _below(sheet, header_row):
        cell = row.cell(column) if column else None
        if cell is not None and (plain := plain_status(cell.words)):
            first.setdefault(plain, " ".join(cell.words.split()))
            counts[plain] = counts.get(plain, 0) + 1
    return tuple(FoundStatus(words=words, rows=counts[plain], status=status_of(words))
                 for plain, words in first.items())


def _below(sheet: ReadSheet, header_row: int | None) -> Iterator[ReadRow]:
    return (row for row in sheet.rows if row.number > (header_row or 0))


class _Reader:
    def __init__(self, sheet: ReadSheet, chosen: Chosen, header_row: int | None,
                 meanings: Mapping[str, Action | None]) -> None:  # fmt: skip
        self._sheet, self._chosen, self._meanings = sheet, chosen, meanings
        row = sheet.row(header_row) if header_row else None
        self._headings = {cell.column: " ".join(cell.words.split()) for cell in row.cells} if row else {}
        self._rows_by_key: dict[str, int] = {}

    def says_something(self, row: ReadRow) -> bool:
        return any(not cell.from_above for cell in self._cells(row).values())

    def read(self, row: ReadRow) -> TrackerRow | RejectedRow:
        cells = self._cells(row)
        texts: dict[Field, str] = {}
        days: dict[Field, When] = {}
        reasons: list[str] = []
        notes: list[str] = []
        for field, cell in cells.items():
            try:
                if field in _DAYS:
                    read = day_in(cell, counts_from_1904=self._sheet.counts_from_1904)
                    days[field], said = read.when, read.note
                else:
                    texts[field], said = _text(field, cell)
            except Asked as asked:
                reasons.append(self._reason(row, cell, asked))
            else:
                notes += [f"Row {row.number} {said} (under '{self._heading(cell)}')."] if said else []
        if Field.PROMISE not in cells or texts.get(Field.PROMISE) == "":  # one that cannot be read has its reason
            reasons.append(f"Row {row.number} has no promise.")
        if not reasons and self._repeats_headings(cells):
            reasons.append(f"Row {row.number} repeats the headings.")
        key = _key(texts, days)
        if not reasons and (earlier := self._rows_by_key.setdefault(key, row.number)) != row.number:
            reasons.append(_repeated(row.number, earlier, texts.get(Field.REFERENCE, "")))
        if reasons:
            return RejectedRow(number=row.number, reasons=tuple(reasons))
        status, said = self._status(texts.get(Field.STATUS, ""))
        notes += [f"Row {row.number} {said}"] if said else []
        return _typed(row.number, key, texts, days, status, tuple(notes))

    def _cells(self, row: ReadRow) -> dict[Field, ReadCell]:
        by_column = {cell.column: cell for cell in row.cells}
        return {field: by_column[column] for field, column in self._chosen.columns if column in by_column}

    def _heading(self, cell: ReadCell) -> str:
        return short(self._headings.get(cell.column, f"column {cell.column}"))

    def _reason(self, row: ReadRow, cell: ReadCell, asked: Asked) -> str:
        wanted = f": {asked.wanted}" if asked.wanted else ""
        return f"Row {row.number} {asked.said} under '{self._heading(cell)}'{wanted}."

    def _repeats_headings(self, cells: Mapping[Field, ReadCell]) -> bool:
        return len(cells) > 1 and all(
            " ".join(cell.words.split()) == self._headings.get(cell.column) for cell in cells.values())

    def _status(self, words: str) -> tuple[Action | None, str]:
        plain = plain_status(words)
        if plain in self._meanings:
            return self._meanings[plain], ""
        status = status_of(words)
        unsure = f"says '{short(words)}' as its status, which names none for sure: the words are kept."
        return status, unsure if plain and status is None else ""


def _text(field: Field, cell: ReadCell) -> tuple[str, str]:
    """The words as the record would take them, and what was changed in them. Raises Asked."""
    if cell.kind == CellKind.ERROR:
        raise Asked("shows an error of Excel", f"'{cell.words}'")
    if cell.is_formula and not cell.words.strip():
        raise Asked("has a formula without a saved value")
    words, told = text_profile(cell.words)
    lines = (" ".join(line.split()) for line in words.split("\n"))
    words = ("\n" if field in _LONG else " ").join(lines).strip()
    return words, "has characters that cannot be published: they were taken out" if told else ""


def _key(texts: Mapping[Field, str], days: Mapping[Field, When]) -> str:
    reference = _same(texts.get(Field.REFERENCE, ""))
    if reference:
        parts = ["reference", reference]
    else:
        original = days.get(Field.ORIGINAL_DUE_ON, When())
        said = original.on.isoformat() if original.on else _same(original.words)
        parts = ["promise", _same(texts.get(Field.PROMISE, "")), _same(texts.get(Field.REPORT, "")), said]
    return sha256(_BETWEEN.join(parts).encode()).hexdigest()


def _same(words: str) -> str:
    """Words without what differs between two copies of the same: letters' case and gaps."""
    return " ".join(normalize("NFC", words.casefold()).split())


def _repeated(number: int, earlier: int, reference: str) -> str:
    if reference:
        return (f"Row {number} has the same reference as row {earlier}, '{short(reference)}'. Give each a reference of "
                "its own, or choose no column for the reference.")
    return f"Row {number} says the same as row {earlier}."


def _typed(number: int, key: str, texts: Mapping[Field, str], days: Mapping[Field, When], status: Action | None,
           notes: tuple[str, ...]) -> TrackerRow:  # fmt: skip
    def text(field: Field) -> str:
        return texts.get(field, "")

    return TrackerRow(
        number=number, key=key, notes=notes, promise=text(Field.PROMISE), owner=text(Field.OWNER),
        organisation=text(Field.ORGANISATION), due=days.get(Field.DUE_ON, When()),
        original_due=days.get(Field.ORIGINAL_DUE_ON, When()), status=status, status_words=text(Field.STATUS),
        report=text(Field.REPORT), reference=text(Field.REFERENCE), update=text(Field.UPDATE),
        updated=days.get(Field.UPDATED_ON, When()),
    )  # fmt: skip
