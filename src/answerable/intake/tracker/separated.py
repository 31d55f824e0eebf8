"""A tracker as CSV: which letters it is written in, what separates its cells, and its rows. Behind the fence only."""

from __future__ import annotations

import csv
import io
import itertools
import re
from collections import Counter

from answerable.intake.errors import CannotRead
from answerable.intake.tracker.fields import header_row
from answerable.intake.tracker.limits import LAST_ROW, Room
from answerable.intake.tracker.shapes import ReadCell, ReadRow, ReadSheet, ReadTracker
from answerable.records.formulas import as_written

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_NOT_TEXT = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs"}
_SAMPLE = 200  # rows that say what separates the cells
_SAYS_SEPARATOR = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)  # a line that Excel heeds and does not show
_LIMIT = 10_000_000  # letters of a cell, for the library; ours is lower and has a sentence
NAME = "CSV file"


def read_csv(data: bytes) -> ReadTracker:
    """The rows of a CSV file as one sheet, numbered as a spreadsheet that opens it would. Raises CannotRead."""
    text, letters = _decoded(data)
    said = _SAYS_SEPARATOR.match(text)
    separator = said[1] if said and said[1] in _SEPARATORS else _separator(text)
    rows = _rows(text[said.end() :] if said else text, separator)
    sheet = ReadSheet(name=NAME, header_row=header_row(rows), rows=rows)
    return ReadTracker(kind="csv", sheets=(sheet,),
                       notes=(f"Read as {letters} text with {_SEPARATORS[separator]} between the cells.",))


def _decoded(data: bytes) -> tuple[str, str]:
    """The text, and what its letters are called. Raises CannotRead for what is no text."""
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), None) or _unmarked_utf_16(data)
    for name in (encoding,) if encoding else ("utf-8", "cp1252"):
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        if not _NOT_TEXT.search(text):
            called = {"cp1252": "Windows", "utf-8-sig": "UTF-8"}.get(name, name.upper())
            return text, "UTF-16" if called.startswith("UTF-16") else called
    raise CannotRead("not_text", "It is not text that we can read. Open it in a spreadsheet program and save it as an "
                     "Excel workbook (.xlsx) or as CSV UTF-8.")


def _unmarked_utf_16(data: bytes) -> str | None:
    """Text of two bytes a letter without the mark shows by its zeros: most letters of English have one."""
    start = data[:4096]
    for name, zeros in (("utf-16-le", start[1::2]), ("utf-16-be", start[::2])):
        if len(zeros) > 1 and zeros.count(0) > len(zeros) * 0.6:
            return name
    return None


def _separator(text: str) -> str:
    """The separator under which most rows have the same number of cells, and more than one; a comma if none does."""

    def agreeing(separator: str) -> tuple[float, int]:
        try:
            sample = list(itertools.islice(_reader(text, separator), _SAMPLE))
        except csv.Error:
            return (0.0, 0)
        widths = Counter(len(row) for row in sample if any(row))
        width, count = max(widths.items(), key=lambda one: (one[1], one[0]), default=(0, 0))
        return (count / widths.total(), width) if width > 1 else (0.0, 0)

    return max(_SEPARATORS, key=agreeing)


def _reader(text: str, separator: str) -> csv.Reader:  # type: ignore[name-defined]
    csv.field_size_limit(_LIMIT)
    return csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)


def _rows(text: str, separator: str) -> tuple[ReadRow, ...]:
    room, rows, number = Room(), [], 0
    try:
        for number, cells in enumerate(_reader(text, separator), 1):
            found = [ReadCell(column=column, words=words) for column, words in enumerate(map(as_written, cells), 1)
                     if words.strip()]
            if not found:
                continue
            if number > LAST_ROW:
                raise CannotRead("too_many_rows", f"It has over {LAST_ROW:,} rows, more than a sheet of Excel holds.")
            room.take_row()
            for cell in found:
                room.take_cell(cell.words, number, cell.column)
            rows.append(ReadRow(number=number, cells=tuple(found)))
    except csv.Error:
        raise CannotRead("quotation", f"After row {number:,} a quotation mark is missing or stands where none belongs. "
                         "Open the file in a spreadsheet program, put the row right and save it again.") from None
    return tuple(rows)
