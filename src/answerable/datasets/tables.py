"""CSV files, gzipped or not, row by row."""

from __future__ import annotations

import csv
import gzip
import io
import zlib
from collections.abc import Iterator
from pathlib import Path

from answerable.datasets.errors import CannotUse


def is_csv(path: Path) -> bool:
    return path.name.lower().endswith((".csv", ".csv.gz"))


def header(path: Path) -> list[str]:
    """The names of the columns; none if the file is empty. Raises CannotUse."""
    for row in _lines(path):
        return row
    return []


def rows(path: Path) -> Iterator[dict[str, str]]:
    """Each row by the names of the columns. Raises CannotUse for a row that is too short or too long."""
    lines = _lines(path)
    names = next(lines, [])
    for number, cells in enumerate(lines, 2):
        if not cells:
            continue
        if len(cells) != len(names):
            raise CannotUse(f"{path.name}: row {number:,} has {len(cells)} cells, the heading {len(names)}. "
                            "Download the file again; it may have been cut off.")
        yield dict(zip(names, cells, strict=True))


def _lines(path: Path) -> Iterator[list[str]]:
    try:
        with gzip.open(path) if path.name.lower().endswith(".gz") else path.open("rb") as data, io.TextIOWrapper(
            data, encoding="utf-8-sig", newline="") as text:
            yield from csv.reader(text, strict=True)
    except UnicodeDecodeError:
        raise CannotUse(f"{path.name} is not text in UTF-8. Save it as “CSV UTF-8”.") from None
    except (OSError, EOFError, csv.Error, zlib.error) as problem:
        raise CannotUse(f"{path.name} cannot be read to its end ({problem}). Download it again.") from None
