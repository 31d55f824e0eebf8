"""Which areas touch, from a table of pairs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from answerable.datasets.errors import CannotUse
from answerable.datasets.folders import files_in
from answerable.datasets.tables import File, header, is_csv, numbered_rows, one_line

COLUMNS = ("area_a", "area_b")
LONGEST = 40  # letters of a code


def read_borders(folder: Path) -> dict[str, list[str]] | None:
    """The areas that touch each area, from the first CSV in the folder with columns area_a and area_b.

    `None` if there is no such file: it is then not known. Raises CannotUse for one that is broken.
    """
    for path in files_in(folder):
        if is_csv(path) and _is_borders(path):
            found: dict[str, list[str]] = defaultdict(list)
            for one, other in pairs_of(path):
                found[one].append(other)
                found[other].append(one)
            return dict(found)
    return None


def is_borders(names: Sequence[str]) -> bool:
    """Whether a table is one of borders, by its columns."""
    return set(COLUMNS) <= set(names)


def pairs_of(file: File) -> Iterator[tuple[str, str]]:
    """Two areas that touch, for each row. Raises CannotUse."""
    for number, row in numbered_rows(file):
        one, other = (one_line(row[column]) for column in COLUMNS)
        if len(one) > LONGEST or len(other) > LONGEST:
            raise CannotUse(f"{file.name} has a code that is none, in row {number:,}. Download it again.")
        yield one, other


def _is_borders(path: Path) -> bool:
    try:
        return is_borders(header(path))
    except CannotUse:
        return False  # some other file
