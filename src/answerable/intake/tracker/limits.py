"""How much of a tracker is read. More is refused in a sentence: what is left out in silence is a lost promise."""

from __future__ import annotations

from answerable.intake.errors import CannotRead

MOST_PARTS = 2_000  # files inside a workbook
MOST_UNFOLDED = 200_000_000  # bytes of all parts that are read, counted while they unfold
MOST_SHEETS = 100
MOST_ROWS = 20_000  # that hold something, on all sheets
MOST_COLUMNS = 200
MOST_CELLS = 300_000  # that hold something, on all sheets
MOST_LETTERS = 32_767  # of a cell, as Excel has it
MOST_MERGES = 20_000
LAST_ROW = 1_048_576  # of a sheet, as Excel has it


class Room:
    """What is left of the limits on rows and cells while a file is read."""

    def __init__(self) -> None:
        self.rows, self.cells = MOST_ROWS, MOST_CELLS

    def take_row(self) -> None:
        self.rows -= 1
        if self.rows < 0:
            raise CannotRead("too_many_rows", f"It has over {MOST_ROWS:,} rows with something in them. Split it, or "
                             "leave out the sheets that hold no promises.")

    def take_cell(self, words: str, row: int, column: int) -> None:
        self.cells -= 1
        if self.cells < 0:
            raise CannotRead("too_many_cells", f"It has over {MOST_CELLS:,} cells with something in them. Split it, or "
                             "leave out the sheets and columns that hold no promises.")
        if column > MOST_COLUMNS:
            raise CannotRead("too_many_columns", f"Row {row} has something in column {column:,}. The most we read are "
                             f"{MOST_COLUMNS} columns. Take out what stands further right.")
        if len(words) > MOST_LETTERS:
            raise CannotRead("too_long", f"A cell in row {row} has over {MOST_LETTERS:,} letters, more than Excel "
                             "holds. In a CSV file a quotation mark may be missing there.")
