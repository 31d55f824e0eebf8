"""A table that leaves the office, whatever file it becomes: CSV and JSON here, Excel in `xlsx`.

What is not known is not left to the file: the caller gives its words ("Not known"), which may stand in a column of any
kind. None is an empty cell and means that the question does not arise.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from answerable.records.formulas import defused

Value = str | int | Decimal | date | bool | None
_BYTE_ORDER_MARK = "\ufeff"
_LONGEST_HEADING = 255  # letters, as Excel takes them


class Kind(StrEnum):
    """What a column mostly holds: it decides how wide it is and how its values are shown."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    NUMBER = "number"
    DATE = "date"
    YES_NO = "yes_no"


@dataclass(frozen=True)
class Column:
    """`heading` is for people, `key` for programs; `key` is the field's name in JSON."""

    key: str
    heading: str
    kind: Kind = Kind.TEXT

    def __post_init__(self) -> None:
        if not self.key or self.heading != " ".join(self.heading.split()) or not self.heading:
            raise ValueError(f"A column has a key and a heading of one line: {self.key!r}, {self.heading!r}.")
        if len(self.heading) > _LONGEST_HEADING:
            raise ValueError(f"The heading of '{self.key}' has over {_LONGEST_HEADING} letters.")


@dataclass(frozen=True)
class Table:
    """Rows under headings. `dated` is the day that the table tells of, so that the same table gives the same bytes.

    Raises ValueError when two columns share a key or a heading (whatever their letters' case), or a row fits none.
    """

    title: str
    author: str  # the body, never an account
    dated: date
    columns: tuple[Column, ...]
    rows: tuple[Mapping[str, Value], ...] = ()
    language: str = "en"

    def __post_init__(self) -> None:
        keys = {column.key for column in self.columns}
        headings = {column.heading.casefold() for column in self.columns}
        if not keys or not len(keys) == len(headings) == len(self.columns):
            raise ValueError("A table has at least one column, and each has a key and a heading of its own.")
        for number, row in enumerate(self.rows, 1):
            if row.keys() != keys:
                raise ValueError(f"Row {number} has {sorted(row)} where the columns are {sorted(keys)}.")
            if any(isinstance(value, datetime) for value in row.values()):
                raise ValueError(f"Row {number} has a moment. A table has days: say which, in London.")

    @property
    def lines(self) -> tuple[tuple[Value, ...], ...]:
        """The rows in the order of the columns."""
        return tuple(tuple(row[column.key] for column in self.columns) for row in self.rows)


def as_csv(table: Table) -> bytes:
    """The table as CSV: commas, a heading line, days as 2026-03-31, no text that runs as a formula.

    It begins with a byte order mark, because people open it by a double click and Excel would otherwise read UTF-8 as
    Windows' own letters: "£" and dashes come out as rubbish. (The register's tables have none: programs read them.)
    """
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([defused(column.heading) for column in table.columns])
    writer.writerows([[_csv_cell(value) for value in line] for line in table.lines])
    return (_BYTE_ORDER_MARK + out.getvalue()).encode("utf-8", "replace")


def as_json(table: Table) -> bytes:
    """The table as JSON: every text exact, days as 2026-03-31, decimal fractions as text so that none is rounded."""
    whole = {
        "title": table.title,
        "author": table.author,
        "dated": table.dated.isoformat(),
        "columns": [{"key": c.key, "heading": c.heading, "kind": c.kind.value} for c in table.columns],
        "rows": [{c.key: _json_value(row[c.key]) for c in table.columns} for row in table.rows],
    }
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def shown(value: Value) -> str:
    """A value in the words of a cell that holds words."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, Decimal):
        return format(value, "f")
    return value.isoformat() if isinstance(value, date) else str(value)


def _csv_cell(value: Value) -> str:
    return defused(value) if isinstance(value, str) else shown(value)


def _json_value(value: Value) -> str | int | bool | None:
    return shown(value) if isinstance(value, date | Decimal) else value
