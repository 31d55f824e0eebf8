"""The ledger and the counts again, slowly: row by row in plain Python, over an invented country of four areas."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

ROW = ("month", "reported_by", "lsoa_code", "crime_type", "crime_id", "longitude", "latitude")
DEGREES = ("longitude", "latitude")


@dataclass(frozen=True)
class Row:
    """A row of a street file. `None` is what the file leaves empty."""

    month: str
    reported_by: str
    lsoa_code: str | None
    crime_type: str
    crime_id: str | None
    longitude: float | None
    latitude: float | None


@dataclass(frozen=True)
class Place:
    area: str
    district: str
    authority: str
    police_area: str | None


# One area was split between the two censuses, two were merged, one kept its code; of one no police area is known.
SPLIT = Place("E01000001", "Marl North", "Marlshire", "marlshire")
MERGED = Place("E01000002", "Marl South", "Marlshire", "marlshire")
KEPT = Place("E01000004", "Tarnbridge", "Tarnbridge", "tarnbridge")
STRAY = Place("W01000001", "Glan", "Glan", None)
PLACES = {
    "E01000001": SPLIT, "E01030001": SPLIT, "E01030002": SPLIT, "E01000002": MERGED, "E01000003": MERGED,
    "E01030003": MERGED, "E01000004": KEPT, "W01000001": STRAY,
}  # fmt: skip
UNKNOWN_LSOA = "E01099999"
# A force that was renamed has two names and one home; the railway's has none.
HOME = {"Marlshire Police": "marlshire", "Marlshire Constabulary": "marlshire", "Tarnbridge Police": "tarnbridge"}
FORCES = (*HOME, "Railway Police")
FORCES_OF = {
    level: {getattr(place, level): frozenset(force for force in HOME if HOME[force] == place.police_area)
            for place in PLACES.values()}
    for level in ("district", "authority")
}  # fmt: skip

COUNTED_IN = {
    "Violence and sexual offences": ("violence_sexual", "core", "wide", "all_crime"),
    "Robbery": ("robbery", "core", "wide", "all_crime"),
    "Possession of weapons": ("weapons", "core", "wide", "all_crime"),
    "Criminal damage and arson": ("damage_arson", "wide", "all_crime"),
    "Public order": ("public_order", "wide", "all_crime"),
    "Anti-social behaviour": ("asb",),
    "Drugs": ("other", "all_crime"),
    "Bicycle theft": ("other", "all_crime"),
    "Witchcraft": ("all_crime",),  # a category that nobody knows
}
GROUPS = sorted({group for groups in COUNTED_IN.values() for group in groups})


def whereabouts(row: Row) -> str:
    if row.lsoa_code is None:
        return "unlocated"
    place, home = PLACES.get(row.lsoa_code), HOME.get(row.reported_by)
    return "home" if place and home and place.police_area == home else "outside"


def ledger(rows: Sequence[Row], expected: Iterable[str]) -> list[tuple]:
    """Force, month, status, then the eight numbers of the ledger, or eight times `None`."""
    months = sorted({row.month for row in rows})
    told = []
    for force in sorted({*expected, *(row.reported_by for row in rows)}):
        sizes = sorted(Counter(row.month for row in rows if row.reported_by == force).values())
        for month in months:
            here = [row for row in rows if (row.reported_by, row.month) == (force, month)]
            if not here:
                told.append((force, month, "absent", *[None] * 8))
                continue
            middle = (sizes[(len(sizes) - 1) // 2] + sizes[len(sizes) // 2]) / 2
            suspect = len(sizes) >= 3 and 2 * len(here) < middle
            ids = [row.crime_id for row in here if row.crime_id is not None]
            told.append((
                force, month, "suspect" if suspect else "present", len(here),
                sum(row.crime_type == "Anti-social behaviour" for row in here), len(here) - len(ids),
                len(ids) - len(set(ids)), sum(row.lsoa_code is None for row in here),
                sum(row.lsoa_code == UNKNOWN_LSOA for row in here), sum(whereabouts(row) == "outside" for row in here),
                sum(row.crime_type == "Witchcraft" for row in here)))
    return told


def by_force(rows: Sequence[Row]) -> dict[tuple[str, str, str], int]:
    """Force, month, group: how many, zeros included."""
    found = {(row.reported_by, row.month, group): 0 for row in rows for group in GROUPS}
    for row in rows:
        for group in COUNTED_IN[row.crime_type]:
            found[row.reported_by, row.month, group] += 1
    return found


def by(level: str, rows: Sequence[Row]) -> dict[tuple[str, str, str], int]:
    """Place, month, group: how many at home, zeros included in months that a force of the place published."""
    found = {(key, row.month, group): 0 for key, forces in FORCES_OF[level].items()
             for row in rows if row.reported_by in forces for group in GROUPS}  # fmt: skip
    for row, place in at_home(rows):
        for group in COUNTED_IN[row.crime_type]:
            found[getattr(place, level), row.month, group] += 1
    return found


def by_area(rows: Sequence[Row]) -> dict[tuple[str, str, str], int]:
    """Area, month, group as counted from rows: how many at home, without zeros."""
    group = {category: groups[0] for category, groups in COUNTED_IN.items()} | {"Witchcraft": "unmapped"}
    return Counter((place.area, row.month, group[row.crime_type]) for row, place in at_home(rows))


def points(rows: Sequence[Row]) -> dict[str, tuple[float, float]]:
    """The mean of the distinct coordinates of each area's rows at home, to six decimals."""
    seen: dict[str, set[tuple[Fraction, Fraction]]] = defaultdict(set)
    for row, place in at_home(rows):
        if row.longitude is not None and row.latitude is not None:
            seen[place.area].add((Fraction(str(row.longitude)), Fraction(str(row.latitude))))
    return {area: (float(round(sum(lon for lon, _lat in held) / len(held), 6)),
                   float(round(sum(lat for _lon, lat in held) / len(held), 6))) for area, held in seen.items()}


def at_home(rows: Iterable[Row]) -> Iterator[tuple[Row, Place]]:
    for row in rows:
        if whereabouts(row) == "home" and row.lsoa_code:
            yield row, PLACES[row.lsoa_code]
