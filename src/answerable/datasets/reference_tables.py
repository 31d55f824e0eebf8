"""The reference tables, each known by its columns, and the rows of one as its publisher gives them.

The years in the names of columns change with each edition: a year is read, never expected. Plain Python, so that a
table from outside can be read behind a fence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from answerable.datasets.errors import CannotUse
from answerable.datasets.tables import File, numbered_rows, one_line

LONGEST = 200  # letters of a cell
_OLD_CODE = r"(?:F_)?LSOA11CD"
_RANKED = r"Index of Multiple Deprivation \(IMD\) Rank"
_NUMBERS = ("people", "rank")
_NAMES = ("name", "police_name", "own", "followed_by")  # own codes of mySociety's list may be several in a cell
_NUMBER = re.compile(r"[0-9][0-9,]{0,14}")
_CODE = re.compile(r"[A-Za-z0-9]{1,20}")


@dataclass(frozen=True, slots=True)
class Table:
    """A kind of table: what it is for, and the patterns of the columns by which it is known."""

    purpose: str
    columns: Mapping[str, str]  # by the part that each plays
    example: str = ""  # of its columns, for somebody who has to find one that is needed


TABLES = {
    "censuses": Table("which LSOA of 2011 lies in which of 2021 and in which district",
                      {"old": _OLD_CODE, "new": "LSOA21CD", "district": r"LAD\d\dCD", "name": r"LAD\d\dNM"},
                      "LSOA11CD, LSOA21CD, LAD22CD, LAD22NM"),
    "police": Table("which district lies in which police area",
                    {"district": r"LAD\d\dCD", "police": r"PFA\d\dCD", "police_name": r"PFA\d\dNM"},
                    "LAD19CD, PFA19CD, PFA19NM"),
    "people": Table("how many people live in each LSOA",
                    {"lsoa": r"LSOA code \(2011\)", "district": r"Local Authority District code \(\d{4}\)",
                     "people": r"Total population: mid (?P<year>\d{4}).*"}),
    "deprivation": Table("how deprived each LSOA is", {"lsoa": r"LSOA code \(2011\)", "rank": _RANKED}),
    "councils": Table("which council followed which",
                      {"code": "gss-code", "name": "nice-name", "own": "local-authority-code",
                       "followed_by": "replaced-by", "ended": "end-date"}),
}  # fmt: skip


def columns_of(table: Table, names: Sequence[str]) -> dict[str, str] | None:
    """The name of the column for each part, or None if a table with these columns is another one."""
    matched = {part: [name for name in names if re.fullmatch(pattern, name.strip())]
               for part, pattern in table.columns.items()}
    return {part: fits[0] for part, fits in matched.items()} if all(matched.values()) else None


def cells_of(file: File, columns: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """The cells of each row by their parts, checked as `checked_rows` does."""
    for row in checked_rows(file, {name: part for part, name in columns.items()}):
        yield {part: row[name] for part, name in columns.items()}


def checked_rows(file: File, part_of: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """The cells of each row by the names of their columns. A row in which none is filled says nothing: it is left out.

    part_of: what part each column plays that is wanted. Raises CannotUse for a number, a day or a code that is none,
    and for a broken file.
    """
    for number, row in numbered_rows(file):
        cells = {name: one_line(row[name]) for name in part_of}
        for name, words in cells.items():
            if words and (wrong := _wrong(part_of[name], words)):
                raise CannotUse(f"{file.name} has {wrong}, in row {number:,}. Download it again.")
        if any(cells.values()):
            yield cells


def _wrong(part: str, words: str) -> str | None:
    """What is wrong with a cell that is filled."""
    if part in _NUMBERS:
        return None if _NUMBER.fullmatch(words) else "a number that is none"
    if part == "ended":
        return None if _is_day(words) else "a day that is none"
    if part in _NAMES:
        return None if len(words) <= LONGEST else f"a name longer than {LONGEST} letters"
    return None if _CODE.fullmatch(words) else "a code that is none"


def _is_day(words: str) -> bool:
    try:
        return date.fromisoformat(words).isoformat() == words
    except ValueError:
        return False
