"""CSV files, gzipped or not, row by row."""

from __future__ import annotations

import csv
import gzip
import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Literal

from answerable.datasets.errors import CannotUse

MOST_BYTES = 200_000_000  # of a table or of boundaries, unpacked: the largest lookup published is a tenth of it
_PACKED = b"\x1f\x8b"  # how gzip begins


@dataclass(frozen=True, slots=True)
class Held:
    """A file of which the bytes are in memory; it opens as a path does."""

    name: str  # for messages
    data: bytes

    def open(self, _mode: Literal["rb"]) -> IO[bytes]:
        return io.BytesIO(self.data)


File = Path | Held


def is_csv(path: Path) -> bool:
    return path.name.lower().endswith((".csv", ".csv.gz"))


def header(file: File) -> list[str]:
    """The names of the columns; none if the file is empty. Raises CannotUse."""
    for row in _lines(file):
        return row
    return []


def rows(file: File) -> Iterator[dict[str, str]]:
    """Each row by the names of the columns. Raises CannotUse for a row that is too short or too long."""
    return (row for _number, row in numbered_rows(file))


def numbered_rows(file: File) -> Iterator[tuple[int, dict[str, str]]]:
    """The same, each with its number as a spreadsheet counts: the heading is row 1."""
    lines = _lines(file)
    names = next(lines, [])
    for number, cells in enumerate(lines, 2):
        if not cells:
            continue
        if len(cells) != len(names):
            raise CannotUse(f"{file.name}: row {number:,} has {len(cells)} cells, the heading {len(names)}. "
                            "Download the file again; it may have been cut off.")
        yield number, dict(zip(names, cells, strict=True))


def unpacked(file: File, most: int = MOST_BYTES) -> bytes:
    """All bytes of the file, unpacked if it is gzipped. Raises CannotUse if there are more than `most`."""
    try:
        with file.open("rb") as data:
            return io.BufferedReader(_bytes_of(file.name, data, most)).read()
    except (OSError, EOFError, zlib.error) as problem:
        raise _broken(file, problem) from None


def one_line(words: str) -> str:
    """A cell on one line, without blanks at its ends, and without marks that nobody sees."""
    if not words.isprintable():
        words = "".join(letter for letter in words if letter.isprintable() or letter.isspace())
    return " ".join(words.split())


def as_csv(names: list[str], cells: Iterator[list[str]]) -> str:
    """The table as text: a row a line, and a mark of quotation only where it is needed."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([names])
    csv.writer(out, lineterminator="\n").writerows(cells)
    return out.getvalue()


def _lines(file: File) -> Iterator[list[str]]:
    try:
        with file.open("rb") as data, io.TextIOWrapper(
            io.BufferedReader(_bytes_of(file.name, data, MOST_BYTES)), encoding="utf-8-sig", newline="") as text:
            yield from csv.reader(text, strict=True)
    except UnicodeDecodeError:
        raise CannotUse(f"{file.name} is not text in UTF-8. Save it as “CSV UTF-8”.") from None
    except (OSError, EOFError, csv.Error, zlib.error) as problem:
        raise _broken(file, problem) from None


def _broken(file: File, problem: Exception) -> CannotUse:
    return CannotUse(f"{file.name} cannot be read to its end ({problem}). Download it again.")


def _bytes_of(name: str, data: IO[bytes], most: int) -> _Limited:
    begins = data.read(len(_PACKED))
    data.seek(0)
    return _Limited(name, gzip.open(data) if begins == _PACKED else data, most)


class _Limited(io.RawIOBase):
    """The bytes of a file as they come out. A small packed file can hold any number: it is refused at the limit."""

    def __init__(self, name: str, data: IO[bytes] | gzip.GzipFile, most: int) -> None:
        self._name, self._data, self._most, self._left = name, data, most, most

    def readable(self) -> bool:
        return True

    def readinto(self, room: memoryview) -> int:  # type: ignore[override]
        piece = self._data.read(len(room))
        self._left -= len(piece)
        if self._left < 0:
            raise CannotUse(f"{self._name} holds over {self._most // 1_000_000} MB, more than any such file. "
                            "It was not read.")
        room[: len(piece)] = piece
        return len(piece)
