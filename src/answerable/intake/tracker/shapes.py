"""What reading a tracker gives: sheets, rows and cells as they stand in the file, frozen. Nothing in it is guessed."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Literal

from answerable.intake.shapes import Shape


class CellKind(StrEnum):
    """What a cell holds. In CSV every cell is text."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    YES_NO = "yes_no"
    ERROR = "error"  # what Excel shows for a formula that failed, such as #REF!


class ReadCell(Shape):
    """One cell that holds something; `words` is what a person reads there.

    `is_formula`: the value is the one that was saved with the file, and `words` is "" when none was.
    `from_above`: the cell is part of a merged one, and the value stands in the merged cell's first row.
    `shows_day`: False for a date that the sheet shows as a month or a year, so that its day is Excel's and nobody's.
    """

    column: int  # from 1
    words: str
    kind: CellKind = CellKind.TEXT
    number: float | None = None  # of a number, as stored
    on: date | None = None  # of a date
    shows_day: bool = True
    is_formula: bool = False
    from_above: bool = False


class ReadRow(Shape):
    """A row that holds something, by its number as a spreadsheet shows it, from 1."""

    number: int
    cells: tuple[ReadCell, ...]
    hidden: bool = False

    def cell(self, column: int) -> ReadCell | None:
        """The cell in a column, or None where there is nothing."""
        return next((cell for cell in self.cells if cell.column == column), None)


class ReadSheet(Shape):
    """One sheet. Rows without anything are left out, and numbers stay. A hidden sheet is named and not read.

    `header_row` is a proposal: the row that looks most like headings, or None. `notes` are sentences for the page.
    """

    name: str
    hidden: bool = False
    header_row: int | None = None
    rows: tuple[ReadRow, ...] = ()
    counts_from_1904: bool = False  # a number that stands for a day counts from there
    notes: tuple[str, ...] = ()

    def row(self, number: int) -> ReadRow | None:
        """The row of that number, or None where there is nothing."""
        return next((row for row in self.rows if row.number == number), None)


class ReadTracker(Shape):
    """A tracker as read: an Excel workbook with its sheets, or a CSV file as one sheet. `notes` are for the page."""

    kind: Literal["excel", "csv"]
    sheets: tuple[ReadSheet, ...]
    notes: tuple[str, ...] = ()
