"""A file of the needs assessment written anew, in the one form in which it is kept.

What is not used is left out, and what is kept is read later by the same readers as any other file. Writing what was
written gives the same again. Plain Python, so that a file from outside can be read behind a fence; street files have
`street_rows`.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from answerable.datasets.borders import COLUMNS as BORDERS
from answerable.datasets.borders import is_borders, pairs_of
from answerable.datasets.boundaries import CODE, Polygon, Ring, is_boundaries, polygons_of
from answerable.datasets.errors import CannotUse
from answerable.datasets.partner import COLUMNS, Aggregate, DataGap, is_partner, read_rows, sources
from answerable.datasets.reference_tables import LONGEST, TABLES, checked_rows, columns_of
from answerable.datasets.tables import Held, as_csv, one_line, unpacked

Table = Literal["censuses", "police", "people", "deprivation", "councils"]
Kind = Table | Literal["borders", "boundaries", "partner"]
Source = tuple[str, str, str, str, str]

MOST_ROWS = 500_000  # of a table: there are 36,000 LSOAs, and about three borders for each
_HEAD = 1 << 16  # bytes within which a heading ends
_TABLES: tuple[Table, ...] = ("censuses", "police", "people", "deprivation", "councils")
# A file of boundaries as it is kept: a first line, a line for each area, a last line.
FIRST, LAST = '{"type":"FeatureCollection","features":[', "]}"
_BEFORE = '{"type":"Feature","properties":{"' + CODE + '":"'
_BETWEEN = '"},"geometry":{"type":"MultiPolygon","coordinates":['
_AFTER = "]}}"
_AREA_CODE = r"[A-Za-z0-9]{1,20}"
_POINT = r"\[-?\d{1,3}(?:\.\d{1,5})?,-?\d{1,3}(?:\.\d{1,5})?\]"
_RING = rf"\[{_POINT}(?:,{_POINT})*+\]"
_POLYGON = rf"\[{_RING}(?:,{_RING})*+\]"
_AREA = re.compile(
    rf"{re.escape(_BEFORE)}({_AREA_CODE}){re.escape(_BETWEEN)}{_POLYGON}(?:,{_POLYGON})*+{re.escape(_AFTER)}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Kept:
    """A file as it is kept."""

    kind: Kind
    file: str  # CSV, or GeoJSON
    rows: int  # areas, of boundaries
    also: tuple[Table, ...] = ()  # what else it is, where one table has the columns of several
    sources: tuple[Source, ...] = ()  # of a partner's file, as `partner.sources` tells them


def as_kept(name: str, data: bytes) -> Kept | None:
    """The file as it is kept, or None if it is of no kind known here.

    Raises CannotUse, with the name given, if it is of one and broken, or holds what looks like a person's data.
    """
    plain = unpacked(Held(name, data))
    if is_boundaries(plain):
        return _boundaries(Held(name, plain))
    names = _heading(plain)
    if is_partner([one_line(one) for one in names]):
        return _partner(Held(name, plain))
    known = {kind: columns for kind in _TABLES if (columns := columns_of(TABLES[kind], names))}
    if known:
        return _table(Held(name, plain), known)
    return _borders(Held(name, plain)) if is_borders(names) else None


def areas_in_kept(file: str) -> int | None:
    """How many areas a file of boundaries outlines that has the form in which it is kept; None if it has not.

    It looks at the letters alone, so that no reader need be trusted with a file of unknown origin.
    """
    lines = file.split("\n")
    areas = lines[1:-2]
    if not areas or (lines[0], *lines[-2:]) != (FIRST, LAST, ""):
        return None
    codes = []
    for place, line in enumerate(areas, 1):
        if (place < len(areas)) != line.endswith(","):
            return None
        if not (area := _AREA.fullmatch(line.removesuffix(","))):
            return None
        codes.append(area[1])
    return len(codes) if len(set(codes)) == len(codes) else None


def _heading(plain: bytes) -> list[str]:
    """The names of the columns; none if it is no table."""
    text = plain[:_HEAD].decode("utf-8-sig", "replace")
    try:
        return next(csv.reader(io.StringIO(text, newline=""), strict=True), [])
    except csv.Error:
        return []


def _table(file: Held, known: Mapping[Table, Mapping[str, str]]) -> Kept:
    # A column may play its part in several tables: it is kept once.
    part_of = {name: part for columns in known.values() for part, name in columns.items()}
    rows = (list(cells.values()) for cells in checked_rows(file, part_of))
    first, *others = known
    return _as_table(file, first, [one_line(name)[:LONGEST] for name in part_of], rows, tuple(others))


def _borders(file: Held) -> Kept:
    return _as_table(file, "borders", list(BORDERS), (list(pair) for pair in pairs_of(file)))


def _as_table(file: Held, kind: Kind, heading: list[str], rows: Iterator[list[str]], also: tuple[Table, ...] = ()
              ) -> Kept:
    written = as_csv(heading, rows)
    count = written.count("\n") - 1  # no cell has more than one line
    if not count:
        raise CannotUse(f"{file.name} has a heading and no rows. Download it again, or leave it out.")
    if count > MOST_ROWS:
        raise CannotUse(f"{file.name} has over {MOST_ROWS:,} rows, more than any such table. It was not read.")
    return Kept(kind, written, count, also)


def _partner(file: Held) -> Kept:
    figures: list[Aggregate] = []
    gaps: list[DataGap] = []
    lines: list[list[str]] = []
    for cells, made in read_rows(file.name, file.data):
        lines.append([cells[column] for column in COLUMNS])
        if isinstance(made, Aggregate):
            figures.append(made)
        else:
            gaps.append(made)
    kept = _as_table(file, "partner", list(COLUMNS), iter(lines))
    return replace(kept, sources=tuple(sources(figures, gaps)))


def _boundaries(file: Held) -> Kept:
    polygons = polygons_of(file)
    if not polygons:
        raise CannotUse(f"{file.name} outlines no LSOA of 2011: no area in it has a property {CODE}. Choose boundaries "
                        "of LSOAs of December 2011.")
    if not all(re.fullmatch(_AREA_CODE, code) for code in polygons):
        raise CannotUse(f"{file.name} names an area by what is no code. Download it again.")
    areas = ",\n".join(f"{_BEFORE}{code}{_BETWEEN}{','.join(map(_polygon, polygons[code]))}{_AFTER}"
                       for code in polygons)
    return Kept("boundaries", f"{FIRST}\n{areas}\n{LAST}\n", len(polygons))


def _polygon(polygon: Polygon) -> str:
    return f"[{','.join(f'[{_ring(ring)}]' for ring in polygon)}]"


def _ring(ring: Ring) -> str:
    return ",".join(f"[{_degrees(lon)},{_degrees(lat)}]" for lon, lat in [*ring, ring[0]])


def _degrees(value: float) -> str:
    """Five decimals are about a metre."""
    return f"{value:.5f}".rstrip("0").rstrip(".")
