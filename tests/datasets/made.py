"""A folder as an analyst would put together, of two invented forces: street files, lookups, residents, outlines.

Marlshire has two districts that became one council, Tarnbridge one. Of the 24 LSOAs of 2011 one was split and two were
merged by 2021. Files to December 2024 carry the codes of 2011, later ones those of 2021.
"""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path
from random import Random

from answerable.directory import Force, forces
from answerable.measures.months import Month

MARLSHIRE, TARNBRIDGE = "Marlshire Police", "Tarnbridge Constabulary"
MONTHS = [Month(2024, 1) + step for step in range(15)]
OLD = [f"E0190{number:04}" for number in range(1, 25)]
SPLIT, MERGED = OLD[3], (OLD[7], OLD[8])
DISTRICTS = {"E07900001": "Northmarl", "E07900002": "Southmarl", "E07900003": "Tarnbridge"}
HEADING = ("Crime ID", "Month", "Reported by", "Falls within", "Longitude", "Latitude", "Location", "LSOA code",
           "LSOA name", "Crime type", "Last outcome category", "Context")
CATEGORIES = ("Violence and sexual offences", "Violence and sexual offences", "Robbery", "Possession of weapons",
              "Anti-social behaviour", "Public order", "Burglary", "Drone nuisance")


def invented_forces() -> tuple[Force, ...]:
    """Two forces, in place of those of the directory."""
    one = forces()[0]
    return (replace(one, code="marlshire", name=MARLSHIRE, in_crime_files=MARLSHIRE, police_area="E23900001"),
            replace(one, code="tarnbridge", name=TARNBRIDGE, in_crime_files=TARNBRIDGE, police_area="E23900002"))


def district(lsoa: str) -> str:
    return list(DISTRICTS)[OLD.index(lsoa) // 8]


def new_codes(lsoa: str) -> list[str]:
    """The codes of 2021 of an LSOA of 2011."""
    if lsoa == SPLIT:
        return [f"{lsoa[:-5]}5{lsoa[-4:]}", f"{lsoa[:-5]}6{lsoa[-4:]}"]
    return [MERGED[0][:-5] + "7" + MERGED[0][-4:]] if lsoa in MERGED else [lsoa]


def folder(root: Path) -> Path:
    """Write the whole folder, the same each time."""
    (root / "reference").mkdir(parents=True)
    (root / "geo").mkdir()
    _reference(root / "reference")
    _outlines(root / "geo")
    for month in MONTHS:
        for force in (MARLSHIRE, TARNBRIDGE):
            path = root / str(month) / f"{month}-{force.split()[0].lower()}-street.csv"
            path.parent.mkdir(exist_ok=True)
            write(path, HEADING, street_rows(force, month))
    return root


def street_rows(force: str, month: Month) -> list[tuple[str, ...]]:
    chance = Random(f"{force} {month}")
    home = OLD[:16] if force == MARLSHIRE else OLD[16:]
    made = []
    for number in range(90 + month.number):
        old = chance.choice(home) if number % 29 else chance.choice(OLD)
        code = old if month.year < 2025 else chance.choice(new_codes(old))
        category = chance.choice(CATEGORIES) if number % 97 else CATEGORIES[-1]
        place = OLD.index(old)
        point = (f"{-2 + place % 6 * 0.02:.6f}", f"{54 + place // 6 * 0.02:.6f}")
        made.append((
            "" if category == "Anti-social behaviour" else f"{force[:3]}{month}{number:04}", str(month), force, force,
            *(point if number % 31 else ("", "")), "On or near Elm Street, North" if number % 31 else "No location",
            code if number % 31 else "", "", category, "", ""))
    return made


def _reference(folder: Path) -> None:
    write(folder / "one.csv", ("F_LSOA11CD", "LSOA21CD", "LAD22CD", "LAD22NM"),
          [(old, new, district(old), DISTRICTS[district(old)]) for old in OLD for new in new_codes(old)])
    write(folder / "two.csv", ("LAD19CD", "CSP19CD", "PFA19CD", "PFA19NM"), [
        (code, f"E2290000{number}", "E23900002" if name == "Tarnbridge" else "E23900001", "")
        for code, name in DISTRICTS.items() for number in (1, 2)])  # a row for each partnership
    write(folder / "three.csv", ("LSOA code (2011)", "Local Authority District code (2019)",
                                 "Total population: mid 2019 (excluding prisoners)"),
          [(old, district(old), f"1,{500 + 10 * place}") for place, old in enumerate(OLD)])
    write(folder / "four.csv", ("LSOA code (2011)", "Index of Multiple Deprivation (IMD) Rank"),
          [(old, str(place + 1)) for place, old in enumerate(OLD)])
    write(folder / "five.csv", ("gss-code", "nice-name", "local-authority-code", "replaced-by", "end-date"), [
        ("E07900001", "Northmarl", "NML", "MAR", "2023-04-01"), ("E07900002", "Southmarl", "SML", "MAR", "2023-04-01"),
        ("E07900003", "Tarnbridge", "TAR", "", ""), ("E06900001", "Marlshire", "MAR", "", "")])


def _outlines(folder: Path) -> None:
    features, touch = [], []
    for place, code in enumerate(OLD):
        x, y = -2 + place % 6 * 0.02, 54 + place // 6 * 0.02
        ring = [[x, y], [x + 0.02, y], [x + 0.02, y + 0.02], [x, y + 0.02], [x, y]]
        features.append({"type": "Feature", "properties": {"LSOA11CD": code},
                         "geometry": {"type": "Polygon", "coordinates": [ring]}})
        touch += [(code, OLD[place + step]) for step in ((1, 6) if place % 6 < 5 else (6,)) if place + step < len(OLD)]
    (folder / "outlines.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": features}), "utf-8")
    write(folder / "touch.csv", ("area_a", "area_b"), touch)


def write(path: Path, heading: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as text:  # a mark at the start, as spreadsheets put it
        csv.writer(text).writerows([heading, *rows])
