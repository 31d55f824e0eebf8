"""Outlines of areas, from GeoJSON and TopoJSON files as the Office for National Statistics and others publish them.

A file is known by what it begins with, an area by the property that holds its code. Coordinates are degrees.
"""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from answerable.datasets.errors import CannotUse
from answerable.datasets.folders import files_in
from answerable.datasets.tables import File, unpacked

Ring = list[tuple[float, float]]  # longitude, latitude; the last point is not the first again
Polygon = list[Ring]  # its outer ring, then those of its holes

CODE = "LSOA11CD"  # the property that names an LSOA of 2011, by which stable areas are called
_ENDINGS = (".json", ".geojson", ".topojson")
_BEGINS = re.compile(rb"\"type\"\s*:\s*\"(?:Topology|FeatureCollection)\"")
_HEAD = 1 << 16  # bytes within which a file says what it is
_LARGEST = 1 << 29  # bytes: outlines of all LSOAs in full detail are about half of it
_MOST_POINTS = 20_000_000  # of a file, where arcs may be used any number of times
_LEAST_POINTS = 3
_OUTLINED = ("Polygon", "MultiPolygon")
_DEGREES = (180.0, 90.0)


def read_boundaries(folder: Path, property_name: str = CODE) -> dict[str, list[Ring]]:
    """The rings of each area that the files in a folder outline, at any depth; islands and holes are rings too.

    property_name: which property holds the code; files without it are about something else. Where two files outline
    the same area, the first by name counts. Raises CannotUse for a broken file.
    """
    found: dict[str, list[Ring]] = {}
    for path in files_in(folder):
        if path.name.lower().endswith(_ENDINGS) and _is_boundaries(path):
            of_file = polygons_of(path, property_name)
            found = {code: list(itertools.chain(*polygons)) for code, polygons in of_file.items()} | found
    return found


def outlines_of_areas(boundaries: Mapping[str, list[Ring]], area_of: Mapping[str, str]) -> dict[str, list[Ring]]:
    """The rings of each stable area: those of all LSOAs in it. An LSOA of no area is left out."""
    found: dict[str, list[Ring]] = {}
    for code in sorted(boundaries):
        if code in area_of:
            found.setdefault(area_of[code], []).extend(boundaries[code])
    return found


def polygons_of(file: File, property_name: str = CODE) -> dict[str, list[Polygon]]:
    """The polygons of each area in a file, by the property that holds its code. Raises CannotUse for a broken file."""
    data = unpacked(file, _LARGEST)
    try:
        return _polygons(file.name, json.loads(data.decode("utf-8-sig")), property_name)
    except (KeyError, IndexError, TypeError, ValueError, AttributeError, OverflowError, RecursionError):
        raise CannotUse(f"{file.name} begins like a file of boundaries and is broken. Download it "
                        "again; it may have been cut off.") from None


def is_boundaries(begin: bytes) -> bool:
    """Whether a file is one of boundaries, by what it begins with."""
    return bool(_BEGINS.search(begin[:_HEAD]))


def _is_boundaries(path: Path) -> bool:
    try:
        with path.open("rb") as data:
            return is_boundaries(data.read(_HEAD))
    except OSError as problem:
        raise CannotUse(f"{path.name} cannot be read ({problem}).") from None


def _polygons(name: str, content: Any, property_name: str) -> dict[str, list[Polygon]]:
    found: dict[str, list[Polygon]] = {}
    points = 0
    for properties, polygons in _of_topology(content) if content["type"] == "Topology" else _of_features(content):
        code = properties.get(property_name)
        if isinstance(code, str) and code:
            for polygon in polygons:
                rings = [_checked(name, ring) for ring in polygon if len(ring) >= _LEAST_POINTS]
                points += sum(map(len, rings))
                if points > _MOST_POINTS:
                    raise CannotUse(f"{name} has more points than any file of boundaries. Use a generalised one.")
                if rings:
                    found.setdefault(code, []).append(rings)
    return found


def _checked(name: str, ring: Ring) -> Ring:
    if not all(abs(lon) <= _DEGREES[0] and abs(lat) <= _DEGREES[1] for lon, lat in ring):  # not a number fails too
        raise CannotUse(f"{name} is not in degrees of longitude and latitude. Download the boundaries as GeoJSON "
                        "in “WGS 84” (EPSG 4326).")
    return ring


def _of_features(content: Mapping[str, Any]) -> Iterator[tuple[Mapping[str, Any], list[Polygon]]]:
    for feature in content["features"]:
        shape = feature["geometry"]
        if shape and shape["type"] in _OUTLINED:
            polygons = [shape["coordinates"]] if shape["type"] == "Polygon" else shape["coordinates"]
            yield feature.get("properties") or {}, [[_opened([(float(p[0]), float(p[1])) for p in ring])
                                                     for ring in polygon] for polygon in polygons]


def _of_topology(content: Mapping[str, Any]) -> Iterator[tuple[Mapping[str, Any], list[Polygon]]]:
    arcs = _arcs(content)
    for shape in _shapes(content["objects"].values()):
        polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
        yield shape.get("properties") or {}, [[_joined(arcs, ring) for ring in polygon] for polygon in polygons]


def _shapes(objects: Iterable[Any]) -> Iterator[Mapping[str, Any]]:
    for one in objects:
        if one["type"] == "GeometryCollection":
            yield from _shapes(one["geometries"])
        elif one["type"] in _OUTLINED:
            yield one


def _arcs(content: Mapping[str, Any]) -> list[Ring]:
    """The arcs in degrees. With a transform, each point is a whole number of steps from the one before."""
    transform = content.get("transform")
    if transform is None:
        return [[(float(p[0]), float(p[1])) for p in arc] for arc in content["arcs"]]
    (sx, sy), (tx, ty) = transform["scale"], transform["translate"]
    arcs = []
    for arc in content["arcs"]:
        xs, ys = itertools.accumulate(p[0] for p in arc), itertools.accumulate(p[1] for p in arc)
        arcs.append([(x * sx + tx, y * sy + ty) for x, y in zip(xs, ys, strict=True)])
    return arcs


def _joined(arcs: Sequence[Ring], ring: Sequence[int]) -> Ring:
    """The ring of these arcs. A negative number is an arc backwards: -1 is the first."""
    points: Ring = []
    for number in ring:
        if not -len(arcs) <= number < len(arcs):
            raise IndexError(number)
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points.extend(arc[1:] if points else arc)
    return _opened(points)


def _opened(points: Ring) -> Ring:
    return points[:-1] if len(points) > 1 and points[0] == points[-1] else points
