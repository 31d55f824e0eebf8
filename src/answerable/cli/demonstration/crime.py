"""Recorded crime of an invented county, with the tables and outlines that go with it: the same each time for a day.

Marlshire has 24 areas in three districts; two of the districts are one council since 2023. Codes are of no real place.
The figures are drawn by chance around a rate for each area and category; the county has a busy town centre.
"""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from hashlib import sha256

from answerable.measures.months import Month

HEADING = ("Crime ID", "Month", "Reported by", "Falls within", "Longitude", "Latitude", "Location", "LSOA code",
           "LSOA name", "Crime type", "Last outcome category", "Context")
AREAS = tuple(f"E0190{number:04}" for number in range(1, 25))
DISTRICTS = {"E07900001": "Northmarl", "E07900002": "Southmarl", "E07900003": "Marl Coast"}
OFTEN = {  # rows in a quiet area and month
    "Violence and sexual offences": 3.0, "Anti-social behaviour": 2.5, "Criminal damage and arson": 1.0,
    "Shoplifting": 0.9, "Public order": 0.8, "Other theft": 0.7, "Burglary": 0.5, "Drugs": 0.4, "Vehicle crime": 0.4,
    "Possession of weapons": 0.15, "Robbery": 0.1, "Other crime": 0.2,
}  # fmt: skip
BUSY = {AREAS[2]: 4.0, AREAS[3]: 2.5, AREAS[10]: 3.0, AREAS[17]: 1.8}
MONTHS = 17  # to the last one
LEFT_OUT = 13  # of which there is no file, counted from the first


def months(today: date) -> list[Month]:
    """Those that are published by that day: street files come about two months later."""
    last = Month(today.year, today.month) + -2
    return [last + (step - MONTHS + 1) for step in range(MONTHS) if step != LEFT_OUT]


def street_file(force: str, held: Sequence[Month]) -> bytes:
    """Rows of recorded crime, as data.police.uk publishes them."""
    return _csv([HEADING, *(row for month in held for row in _rows(force, month))])


def tables() -> Iterator[tuple[str, bytes]]:
    """Lookups, residents, deprivation, councils, borders and outlines: name and content."""
    of = {code: list(DISTRICTS)[place // 8] for place, code in enumerate(AREAS)}
    yield "example-areas.csv", _csv([("LSOA11CD", "LSOA21CD", "LAD22CD", "LAD22NM"),
                                     *((code, code, of[code], DISTRICTS[of[code]]) for code in AREAS)])
    yield "example-police-areas.csv", _csv([("LAD19CD", "PFA19CD", "PFA19NM"),
                                            *((code, "E23900001", "Marlshire") for code in DISTRICTS)])
    yield "example-residents.csv", _csv([
        ("LSOA code (2011)", "Local Authority District code (2019)", "Total population: mid 2019"),
        *((code, of[code], str(1400 + 20 * place)) for place, code in enumerate(AREAS))])
    yield "example-deprivation.csv", _csv([("LSOA code (2011)", "Index of Multiple Deprivation (IMD) Rank"),
                                           *((code, str(rank + 1)) for rank, code in enumerate(_by_need()))])
    yield "example-councils.csv", _csv([
        ("gss-code", "nice-name", "local-authority-code", "replaced-by", "end-date"),
        ("E07900001", "Northmarl", "NML", "MAR", "2023-04-01"), ("E07900002", "Southmarl", "SML", "MAR", "2023-04-01"),
        ("E07900003", "Marl Coast", "MCO", "", ""), ("E06900001", "Inner Marlshire", "MAR", "", "")])
    features = [{"type": "Feature", "properties": {"LSOA11CD": code},
                 "geometry": {"type": "Polygon", "coordinates": [_outline(place)]}} for place, code in enumerate(AREAS)]
    yield "example-outlines.geojson", json.dumps({"type": "FeatureCollection", "features": features}).encode()


def partners_file(today: date) -> bytes:
    """What partners gave, and what was asked for, in the tidy format: a public table, one that is not, two gaps."""
    columns = ("indicator", "area_type", "area_code", "period_start", "period_end", "group", "numerator",
               "denominator", "denominator_kind", "suppressed", "rounding", "threshold", "source", "source_release",
               "gateway", "purpose", "status", "asked_of", "asked_on", "reason", "note")
    year = today.year - 1
    span = {"area_type": "force", "area_code": "marlshire", "period_start": f"{year}-01-01",
            "period_end": f"{year}-12-31", "group": "all", "suppressed": "no", "source": "Example source",
            "source_release": f"{year}-12-31", "gateway": "s16", "purpose": "Serious Violence Duty"}
    rows = [
        span | {"indicator": "suspensions", "numerator": "212", "denominator": "8200", "denominator_kind": "pupils",
                "status": "received"},
        span | {"indicator": "knife_enabled_offences", "status": "asked", "asked_of": "Marlshire Police",
                "asked_on": f"{year}-11-03"},
        span | {"indicator": "exploited_children", "status": "refused", "asked_of": "Children’s services",
                "asked_on": f"{year}-10-01", "reason": "Numbers too small to share"},
        *(span | one for one in _admissions()),
    ]
    return _csv([columns, *(tuple(row.get(column, "") for column in columns) for row in rows)])


def _admissions() -> Iterator[dict[str, str]]:
    """A full table: each district with each group, the groups' total, and the county that holds the districts."""
    of = {"E07900001": ((3, 3_150), (11, 7_400)), "E07900002": ((9, 3_600), (14, 8_100)),
          "E07900003": ((6, 3_300), (12, 7_900))}
    county = tuple((sum(n for n, _ in column), sum(people for _, people in column))
                   for column in zip(*of.values(), strict=True))
    for code, (young, older) in (*of.items(), ("E23900001", county)):
        for group, (n, people) in (("under25", young), ("25plus", older),
                                   ("all", (young[0] + older[0], young[1] + older[1]))):
            yield {"indicator": "admissions_sharp_object", "area_type": "lad" if code in of else "force",
                   "area_code": code, "group": group, "numerator": str(n), "denominator": str(people),
                   "denominator_kind": "people", "gateway": "public", "purpose": "", "status": "received",
                   "source": "Example hospital statistics"}


def _rows(force: str, month: Month) -> Iterator[tuple[str, ...]]:
    chances, number = _chances(f"{force} {month}"), 0
    for place, code in enumerate(AREAS):
        for category, often in OFTEN.items():
            for _ in range(_drawn(chances, often * BUSY.get(code, 1.0))):
                number += 1
                x, y = _corner(place)
                point = (f"{x + 0.006 + 0.005 * (number % 3):.6f}", f"{y + 0.007 + 0.006 * (number % 2):.6f}")
                yield ("" if category == "Anti-social behaviour" else f"example{month}{number:05}", str(month), force,
                       force, *point, "On or near Example Street", code, "", category, "", "")
    yield (f"example{month}99999", str(month), force, force, "", "", "No location", "", "", "Other crime", "", "")


def _chances(seed: str) -> Iterator[float]:
    """Numbers between 0 and 1 that look like chance and are the same each time."""
    for step in range(1_000_000):
        yield (int.from_bytes(sha256(f"{seed} {step}".encode()).digest()[:6]) + 1) / (1 << 48)


def _drawn(chances: Iterator[float], mean: float) -> int:
    """A Poisson number, by the waiting times between events."""
    count, passed = 0, -math.log(next(chances))
    while passed < mean:
        count += 1
        passed -= math.log(next(chances))
    return count


def _by_need() -> list[str]:
    """The busy areas are the most deprived, the rest in the order of their codes."""
    return sorted(AREAS, key=lambda code: (-BUSY.get(code, 1.0), code))


def _corner(place: int) -> tuple[float, float]:
    return -2 + place % 6 * 0.024, 54 + place // 6 * 0.02


def _outline(place: int) -> list[list[float]]:
    x, y = _corner(place)
    bend = 0.004 if (place % 6 + place // 6) % 2 else -0.004  # so that no two neighbours look alike
    return [[x, y], [x + 0.012, y + bend], [x + 0.024, y], [x + 0.024, y + 0.02], [x + 0.012, y + 0.02 - bend],
            [x, y + 0.02], [x, y]]


def _csv(rows: Iterable[Sequence[str]]) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue().encode()
