"""Lookups, populations and deprivation, as the Office for National Statistics, the ministry and mySociety publish them.

Each table is known by its columns. The years in their names change with each edition: a year is read, never expected.
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
from answerable.datasets.tables import header, is_csv, rows

_OLD_CODE = r"(?:F_)?LSOA11CD"
_RANKED = r"Index of Multiple Deprivation \(IMD\) Rank"


@dataclass(frozen=True, slots=True)
class _Table:
    """A kind of table: what it is for, and the patterns of the columns by which it is known."""

    purpose: str
    columns: Mapping[str, str]
    example: str = ""  # of its columns, for somebody who has to find one that is needed


_TABLES = {
    "censuses": _Table("which LSOA of 2011 lies in which of 2021 and in which district",
                       {"old": _OLD_CODE, "new": "LSOA21CD", "district": r"LAD\d\dCD", "name": r"LAD\d\dNM"},
                       "LSOA11CD, LSOA21CD, LAD22CD, LAD22NM"),
    "police": _Table("which district lies in which police area",
                     {"district": r"LAD\d\dCD", "police": r"PFA\d\dCD", "police_name": r"PFA\d\dNM"},
                     "LAD19CD, PFA19CD, PFA19NM"),
    "people": _Table("how many people live in each LSOA",
                     {"lsoa": r"LSOA code \(2011\)", "district": r"Local Authority District code \(\d{4}\)",
                      "people": r"Total population: mid (?P<year>\d{4}).*"}),
    "deprivation": _Table("how deprived each LSOA is", {"lsoa": r"LSOA code \(2011\)", "rank": _RANKED}),
    "councils": _Table("which council followed which",
                       {"code": "gss-code", "name": "nice-name", "own": "local-authority-code",
                        "followed_by": "replaced-by", "ended": "end-date"}),
}  # fmt: skip
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
        for kind, table in _TABLES.items():
            columns = _columns(path, table) if is_csv(path) else None
            if columns and kind not in found:
                found[kind] = (path, columns)
    for kind in _NEEDED:
        if kind not in found:
            raise CannotUse(f"There is no table in {folder} that says {_TABLES[kind].purpose}. "
                            f"Put there a CSV file with columns like {_TABLES[kind].example}.")
    return _reference(found, on)


def _columns(path: Path, table: _Table) -> dict[str, str] | None:
    """The name of each column that the table is known by, or None if the file is another one."""
    names = header(path)
    matched = {role: [name for name in names if re.fullmatch(pattern, name.strip())]
               for role, pattern in table.columns.items()}
    return {role: fits[0] for role, fits in matched.items()} if all(matched.values()) else None


def _reference(found: Mapping[str, tuple[Path, dict[str, str]]], on: date) -> Reference:
    def read(kind: str) -> list[dict[str, str]]:
        if kind not in found:
            return []
        path, columns = found[kind]
        return [{role: row[name].strip() for role, name in columns.items()} for row in rows(path)]

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
        population=_numbers(people, "people", found), rank=_numbers(read("deprivation"), "rank", found),
    )  # fmt: skip
    areas, area_of = stable_areas(lookups)
    year = re.fullmatch(_TABLES["people"].columns["people"], found["people"][1]["people"]) if people else None
    return Reference(areas, area_of, {row["police"]: row["police_name"] for row in read("police")},
                     int(year["year"]) if year else None, [path for path, _columns in found.values()])


def _numbers(read: list[dict[str, str]], role: str, found: Mapping[str, tuple[Path, dict[str, str]]]) -> dict[str, int]:
    try:
        return {row["lsoa"]: int(row[role].replace(",", "")) for row in read if row[role]}
    except ValueError:
        name = next(path.name for path, columns in found.values() if role in columns)
        raise CannotUse(f"{name} has a number that is none. Download it again.") from None


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
