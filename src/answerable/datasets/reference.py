"""Lookups, populations and deprivation, as the Office for National Statistics, the ministry and mySociety publish them.

Each table is known by its columns (`reference_tables`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from answerable.datasets.areas import Area, Lookups, stable_areas
from answerable.datasets.errors import CannotUse
from answerable.datasets.folders import files_in
from answerable.datasets.reference_tables import TABLES, cells_of, columns_of
from answerable.datasets.tables import header, is_csv

_NEEDED = ("censuses", "police")


@dataclass(frozen=True, slots=True)
class Reference:
    """The areas of England and Wales, and what is known of them."""

    areas: Sequence[Area]
    area_of: Mapping[str, str]  # of each LSOA of either census
    police_area_name: Mapping[str, str]
    population_year: int | None
    files: Sequence[Path]


def read_reference(folder: Path, on: date) -> Reference:
    """The reference tables in a folder, councils as on a day. Raises CannotUse if one that is needed is missing."""
    found: dict[str, tuple[Path, dict[str, str]]] = {}
    for path in files_in(folder):
        names = header(path) if is_csv(path) else []
        for kind, table in TABLES.items():
            columns = columns_of(table, names)
            if columns and kind not in found:
                found[kind] = (path, columns)
    for kind in _NEEDED:
        if kind not in found:
            raise CannotUse(f"There is no table in {folder} that says {TABLES[kind].purpose}. "
                            f"Put there a CSV file with columns like {TABLES[kind].example}.")
    return _reference(found, on)


def _reference(found: Mapping[str, tuple[Path, dict[str, str]]], on: date) -> Reference:
    def read(kind: str) -> list[dict[str, str]]:
        if kind not in found:
            return []
        path, columns = found[kind]
        return list(cells_of(path, columns))

    censuses, people = read("censuses"), read("people")
    # The lookup to police areas has a row for each community safety partnership: districts come twice.
    police_of = {row["district"]: row["police"] for row in read("police")}
    old_district = {row["lsoa"]: row["district"] for row in people}  # the district when the lookup was made
    # A few LSOAs were shared out between districts: the first row of the lookup settles it.
    district = {row["old"]: row["district"] for row in reversed(censuses)}
    lookups = Lookups(
        pairs={(row["old"], row["new"]) for row in censuses},
        district=district,
        district_name={row["district"]: row["name"] for row in censuses},
        authority=_successors(read("councils"), on),
        police_area={lsoa: police for lsoa, now in district.items()
                     if (police := police_of.get(now) or police_of.get(old_district.get(lsoa, "")))},
        population=_numbers(people, "people"), rank=_numbers(read("deprivation"), "rank"),
    )  # fmt: skip
    areas, area_of = stable_areas(lookups)
    year = re.fullmatch(TABLES["people"].columns["people"], found["people"][1]["people"].strip()) if people else None
    return Reference(areas, area_of, {row["police"]: row["police_name"] for row in read("police")},
                     int(year["year"]) if year else None, [path for path, _columns in found.values()])


def _numbers(read: list[dict[str, str]], part: str) -> dict[str, int]:
    return {row["lsoa"]: int(row[part].replace(",", "")) for row in read if row[part]}


def _successors(councils: list[dict[str, str]], on: date) -> dict[str, tuple[str, str]]:
    """For each district that has ended by that day: code and name of the council that is there then."""
    by_own: dict[str, dict[str, str]] = {row["own"]: row for row in councils}
    gone: Callable[[dict[str, str]], bool] = lambda row: bool(row["ended"]) and date.fromisoformat(row["ended"]) <= on  # noqa: E731
    found = {}
    for row in councils:
        last, seen = row, set()
        while gone(last) and last["followed_by"] in by_own and last["own"] not in seen:
            seen.add(last["own"])
            last = by_own[last["followed_by"]]
        if last is not row and row["code"]:
            found[row["code"]] = (last["code"], last["name"])
    return found
