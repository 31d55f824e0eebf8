"""The rows of one street file of data.police.uk, from its bytes: as published, checked, with the columns that are used.

No row is dropped, merged or corrected. What the file leaves empty is null. It reads and writes nothing but memory, so
it can run behind a fence.
"""

from __future__ import annotations

import csv
import gzip
import io
import re
import zlib
from collections.abc import Mapping, Sequence

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet

from answerable.datasets.errors import CannotUse

COLUMNS = {  # as published -> as kept
    "Crime ID": "crime_id", "Month": "month", "Reported by": "reported_by", "Longitude": "longitude",
    "Latitude": "latitude", "LSOA code": "lsoa_code", "Crime type": "crime_type",
}  # fmt: skip
MOST_BYTES = 400_000_000  # of a file, unpacked: a month of all forces is 80 MB
_NEVER_EMPTY = ("month", "reported_by", "crime_type")
_NUMBERS = ("longitude", "latitude")
_MONTH = r"^\d{4}-(0[1-9]|1[0-2])$"
_SHORT_ROW = re.compile(r"Row #(\d+): Expected (\d+) columns, got (\d+)")
_AGAIN = "It is not a street file as published, or was cut off: download it again."


def rows_of(name: str, data: bytes) -> pa.Table | None:
    """The rows, or None if it is no street file. Raises CannotUse, with the name given, if it is one and broken."""
    table = _parquet(name, data) if data.startswith(b"PAR1") else _csv(name, data)
    return None if table is None else _checked(name, table.rename_columns(COLUMNS))


def rows_from(name: str, columns: Mapping[str, Sequence[str | None]]) -> pa.Table:
    """Rows from columns that came back from behind the fence, checked as if they came from a file. Raises CannotUse."""
    return _checked(name, pa.table({kept: pa.array(columns[kept], pa.string()) for kept in COLUMNS.values()}))


def columns_of(rows: pa.Table) -> dict[str, list[str | None]]:
    """The rows as columns of text."""
    return {name: rows[name].cast(pa.string()).to_pylist() for name in COLUMNS.values()}


def _checked(name: str, table: pa.Table) -> pa.Table:
    if not table.num_rows:
        raise CannotUse(f"{name} has a heading and no rows. Download it again, or leave it out.")
    kept = pa.table({column: _filled(table[column]) for column in COLUMNS.values()})
    for column in _NEVER_EMPTY:
        _refuse_if(name, pc.is_null(kept[column]), f"has no {column.replace('_', ' ')}")
    _refuse_if(name, pc.invert(pc.match_substring_regex(kept["month"], _MONTH)), "has no month like 2025-07")
    for column in _NUMBERS:
        kept = kept.set_column(kept.column_names.index(column), column, _number(name, kept[column], column))
    return kept


def as_parquet(rows: pa.Table) -> bytes:
    """The rows as Parquet, each column with a dictionary of its values."""
    out = io.BytesIO()
    pyarrow.parquet.write_table(rows, out, compression="zstd")
    return out.getvalue()


def months_of(rows: pa.Table) -> dict[tuple[str, str], int]:
    """How many rows there are of each force and month."""
    counted = rows.group_by(["reported_by", "month"]).aggregate([([], "count_all")]).to_pylist()
    return {(row["reported_by"], row["month"]): row["count_all"] for row in counted}


def _parquet(name: str, data: bytes) -> pa.Table | None:
    try:
        file = pyarrow.parquet.ParquetFile(io.BytesIO(data))
        if not set(COLUMNS) <= set(file.schema_arrow.names):
            return None
        return file.read(columns=list(COLUMNS), use_threads=False).select(list(COLUMNS))
    except (pa.ArrowException, OSError) as problem:
        raise CannotUse(f"{name} cannot be read as Parquet ({_first_line(problem)}). Download it again.") from None


def _csv(name: str, data: bytes) -> pa.Table | None:
    text = _unpacked(name, data) if data.startswith(b"\x1f\x8b") else data
    if not set(COLUMNS) <= set(_heading(text)):
        return None
    try:
        return pyarrow.csv.read_csv(
            pa.BufferReader(text), pyarrow.csv.ReadOptions(use_threads=False),
            pyarrow.csv.ParseOptions(newlines_in_values=True),
            pyarrow.csv.ConvertOptions(column_types=dict.fromkeys(COLUMNS, pa.string()), include_columns=list(COLUMNS)))
    except pa.ArrowInvalid as problem:
        row = _SHORT_ROW.search(str(problem))  # the library quotes the row as well, which is nobody's business
        raise CannotUse(f"{name}: row {int(row[1]):,} has {row[3]} cells, the heading {row[2]}. {_AGAIN}" if row else
                        f"{name} cannot be read as CSV. {_AGAIN}") from None


def _unpacked(name: str, data: bytes) -> bytes:
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as packed:
            text = packed.read(MOST_BYTES + 1)
    except (OSError, EOFError, zlib.error) as problem:
        raise CannotUse(f"{name} cannot be unpacked to its end ({_first_line(problem)}). Download it again.") from None
    if len(text) > MOST_BYTES:
        raise CannotUse(f"{name} is larger unpacked than any month. It was not read.")
    return text


def _heading(text: bytes) -> list[str]:
    """The names of the columns, none if the first line is not text."""
    first = text.split(b"\n", 1)[0]
    try:
        return next(csv.reader([first.decode("utf-8-sig").rstrip("\r")]), [])
    except (UnicodeDecodeError, csv.Error):
        return []


def _filled(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """The cells as text without blanks at their ends; null for an empty one."""
    words = pc.utf8_trim_whitespace(column.cast(pa.string()))
    return pc.if_else(pc.equal(words, ""), pa.scalar(None, pa.string()), words)


def _number(name: str, column: pa.ChunkedArray, called: str) -> pa.ChunkedArray:
    wrong = pc.invert(pc.match_substring_regex(column, r"^[+-]?\d{1,3}(\.\d*)?([eE][+-]?\d{1,2})?$"))
    _refuse_if(name, wrong, f"has a {called} that is no number")
    return column.cast(pa.float64())


def _refuse_if(name: str, condition: pa.ChunkedArray, what: str) -> None:
    place = pc.index(condition.combine_chunks(), True).as_py()
    if place >= 0:
        raise CannotUse(f"{name}: row {place + 2:,} {what}. {_AGAIN}")


def _first_line(problem: Exception) -> str:
    return (str(problem).splitlines() or [type(problem).__name__])[0][:200]
