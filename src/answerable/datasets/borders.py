"""Which areas touch, from a table of pairs."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from answerable.datasets.errors import CannotUse
from answerable.datasets.folders import files_in
from answerable.datasets.tables import header, is_csv, rows

_COLUMNS = ("area_a", "area_b")


def read_borders(folder: Path) -> dict[str, list[str]] | None:
    """The areas that touch each area, from the first CSV in the folder with columns area_a and area_b.

    `None` if there is no such file: it is then not known. Raises CannotUse for one that is broken.
    """
    for path in files_in(folder):
        if is_csv(path) and _is_borders(path):
            found: dict[str, list[str]] = defaultdict(list)
            for row in rows(path):
                one, other = (row[column].strip() for column in _COLUMNS)
                found[one].append(other)
                found[other].append(one)
            return dict(found)
    return None


def _is_borders(path: Path) -> bool:
    try:
        return set(_COLUMNS) <= set(header(path))
    except CannotUse:
        return False  # some other file
