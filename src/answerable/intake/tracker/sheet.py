"""The rows of one sheet, read as they come by; what is empty costs nothing and is not kept."""

from __future__ import annotations

import bisect
import re
from dataclasses import dataclass, field

from answerable.intake.errors import CannotRead
from answerable.intake.tracker.container import DAMAGED, Attributes, Container
from answerable.intake.tracker.limits import LAST_ROW, MOST_LETTERS, MOST_MERGES, Room
from answerable.intake.tracker.shapes import CellKind, ReadCell, ReadRow
from answerable.intake.tracker.values import Look, Value, of_iso, of_number, of_text

_PLACE = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{0,7})")
_TRUE = ("1", "true")


@dataclass
class Found:
    """A sheet's rows, and what a person should be told of."""

    rows: list[ReadRow] = field(default_factory=list)
    hidden_columns: bool = False
    merges: list[tuple[int, int, int]] = field(default_factory=list)  # column, first row, last row


@dataclass(frozen=True)
class Meanings:
    """What cells refer to: the texts they share, the looks they have, and where days count from."""

    shared: list[str]
    looks: list[Look]
    counts_from_1904: bool

    def look(self, number: int) -> Look:
        """The look of that number; some programs name looks that they do not describe."""
        return self.looks[number] if number < len(self.looks) else Look()


def read_sheet(container: Container, part: str, meanings: Meanings, room: Room) -> Found:
    """The rows of a sheet. Raises CannotRead."""
    reader = _Reader(meanings, room)
    container.read(part, reader.started, reader.ended, reader.text)
    _fill_merged(reader.found, room)
    return reader.found


class _Reader:
    def __init__(self, meanings: Meanings, room: Room) -> None:
        self.found = Found()
        self._meanings, self._room = meanings, room
        self._row, self._column = 0, 0
        self._row_hidden = False
        self._cells: list[ReadCell] = []
        self._cell: Attributes | None = None
        self._words: list[str] = []
        self._letters = 0
        self._is_formula = False
        self._listens = False
        self._aside = 0  # inside how a word is pronounced, which is not part of it

    def started(self, tag: str, attributes: Attributes) -> None:
        if tag == "c":
            self._cell, self._words, self._letters, self._is_formula = attributes, [], 0, False
            self._column = _column(attributes["r"]) if "r" in attributes else self._column + 1
        elif tag in ("v", "t"):
            self._listens = self._cell is not None and not self._aside
        elif tag == "f":
            self._is_formula = True
        elif tag == "row":
            self._start_row(attributes)
        elif tag == "rPh":
            self._aside += 1
        elif tag == "mergeCell":
            self._merge(attributes.get("ref", ""))
        elif tag == "col" and attributes.get("hidden") in _TRUE:
            self.found.hidden_columns = True

    def ended(self, tag: str) -> None:
        if tag in ("v", "t"):
            self._listens = False
        elif tag == "c" and self._cell is not None:
            self._end_cell(self._cell)
            self._cell = None
        elif tag == "rPh":
            self._aside -= 1
        elif tag == "row" and self._cells:
            self._room.take_row()
            self.found.rows.append(ReadRow(number=self._row, cells=tuple(self._cells), hidden=self._row_hidden))
            self._cells = []

    def text(self, words: str) -> None:
        if self._listens:
            self._words.append(words)
            self._letters += len(words)
            if self._letters > 8 * MOST_LETTERS:  # escapes are longer than the letters they stand for
                self._room.take_cell("x" * (MOST_LETTERS + 1), self._row, self._column)

    def _start_row(self, attributes: Attributes) -> None:
        number = _number(attributes["r"]) if "r" in attributes else self._row + 1
        if not self._row < number <= LAST_ROW:
            raise CannotRead("damaged", DAMAGED)
        self._row, self._column, self._cells = number, 0, []
        self._row_hidden = attributes.get("hidden") in _TRUE

    def _end_cell(self, attributes: Attributes) -> None:
        stored = "".join(self._words)
        value = self._value(stored, attributes) if stored else Value("")
        if not value.words.strip() and not self._is_formula:
            return
        if any(cell.column >= self._column for cell in self._cells[-1:]):
            raise CannotRead("damaged", DAMAGED)
        self._room.take_cell(value.words, self._row, self._column)
        self._cells.append(ReadCell(column=self._column, words=value.words, kind=value.kind, number=value.number,
                                    on=value.on, shows_day=value.shows_day, is_formula=self._is_formula))

    def _value(self, stored: str, attributes: Attributes) -> Value:
        try:
            match attributes.get("t", "n"):
                case "s":
                    return of_text(self._meanings.shared[_number(stored)])
                case "str" | "inlineStr":
                    return of_text(stored)
                case "b":
                    return Value("Yes" if stored.strip() in _TRUE else "No", CellKind.YES_NO)
                case "e":
                    return Value(stored.strip(), CellKind.ERROR)
                case "d":
                    return of_iso(stored)
                case "n":
                    look = self._meanings.look(_number(attributes.get("s", "0")))
                    return of_number(stored, look, counts_from_1904=self._meanings.counts_from_1904)
        except (ValueError, IndexError) as error:
            raise CannotRead("damaged", DAMAGED) from error
        raise CannotRead("damaged", DAMAGED)

    def _merge(self, ref: str) -> None:
        if len(self.found.merges) >= MOST_MERGES:
            raise CannotRead("too_many_merges", f"It has over {MOST_MERGES:,} merged cells. Take the merging off.")
        first, _, last = ref.partition(":")
        start, end = _PLACE.fullmatch(first), _PLACE.fullmatch(last or first)
        if start is None or end is None or not start[2] or not end[2]:
            raise CannotRead("damaged", DAMAGED)
        self.found.merges.append((_column(first), int(start[2]), int(end[2])))


def _fill_merged(found: Found, room: Room) -> None:
    """Give what a merged cell says to each row it reaches over that holds something else; other columns stay empty."""
    numbers = [row.number for row in found.rows]
    added: dict[int, list[ReadCell]] = {}
    for column, first, last in found.merges:
        start, end = bisect.bisect_left(numbers, first), bisect.bisect_right(numbers, last)
        if start == end or numbers[start] != first:
            continue
        said = found.rows[start].cell(column)
        if said is None:
            continue
        for at in range(start + 1, end):
            if found.rows[at].cell(column) is None:
                room.take_cell(said.words, numbers[at], column)
                added.setdefault(at, []).append(said.model_copy(update={"from_above": True}))
    for at, cells in added.items():
        by_column = {cell.column: cell for cell in (*cells, *found.rows[at].cells)}  # merges that overlap add one
        row = tuple(by_column[column] for column in sorted(by_column))
        found.rows[at] = found.rows[at].model_copy(update={"cells": row})


def _column(place: str) -> int:
    found = _PLACE.fullmatch(place)
    if found is None:
        raise CannotRead("damaged", DAMAGED)
    number = 0
    for letter in found[1].upper():
        number = 26 * number + ord(letter) - ord("A") + 1
    return number


def _number(words: str) -> int:
    if not re.fullmatch(r"\s*\d{1,9}\s*", words, re.ASCII):
        raise CannotRead("damaged", DAMAGED)
    return int(words)
