"""Files of boundaries, small ones made here: what is read of them, and which are refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from answerable.datasets.boundaries import outlines_of_areas, read_boundaries
from answerable.datasets.errors import CannotUse

# Two squares side by side: they share arc 0, from (-3, 54) to (-3, 55), which the second takes backwards.
TOPOLOGY = {
    "type": "Topology",
    "transform": {"scale": [0.5, 0.25], "translate": [-4, 54]},
    "arcs": [[[2, 0], [0, 4]], [[2, 4], [-2, 0], [0, -4], [2, 0]], [[2, 0], [2, 0], [0, 4], [-2, 0]]],
    "objects": {"areas": {"type": "GeometryCollection", "geometries": [
        {"type": "Polygon", "properties": {"LSOA11CD": "E01900001"}, "arcs": [[0, 1]]},
        {"type": "MultiPolygon", "properties": {"LSOA11CD": "E01900002"}, "arcs": [[[2, -1]]]},
    ]}},
}  # fmt: skip
WEST = [(-3.0, 54.0), (-3.0, 55.0), (-4.0, 55.0), (-4.0, 54.0)]
EAST = [(-3.0, 54.0), (-2.0, 54.0), (-2.0, 55.0), (-3.0, 55.0)]


def feature(code: str, geometry: object) -> dict[str, object]:
    return {"type": "Feature", "properties": {"LSOA11CD": code, "LSOA11NM": "Marlshire 001A"}, "geometry": geometry}


def collection(*features: dict[str, object]) -> dict[str, object]:
    return {"type": "FeatureCollection", "features": list(features)}


def put(folder: Path, name: str, content: object) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
    return path


def test_arcs_of_a_topology_are_put_together_in_degrees(tmp_path):
    put(tmp_path, "deep/in/it.json", TOPOLOGY)

    assert read_boundaries(tmp_path) == {"E01900001": [WEST], "E01900002": [EAST]}


def test_a_topology_without_steps_holds_degrees_themselves(tmp_path):
    put(tmp_path, "it.json", {"type": "Topology", "arcs": [[*WEST, WEST[0]]], "objects": {"areas": {
        "type": "Polygon", "properties": {"LSOA11CD": "E01900001"}, "arcs": [[0]]}}})

    assert read_boundaries(tmp_path) == {"E01900001": [WEST]}


def test_features_give_all_their_rings_islands_and_holes_alike(tmp_path):
    hole = [(-3.4, 54.4), (-3.2, 54.4), (-3.2, 54.6)]
    put(tmp_path, "it.geojson", collection(
        feature("E01900001", {"type": "Polygon", "coordinates": [[*WEST, WEST[0]], [*hole, hole[0]]]}),
        feature("E01900002", {"type": "MultiPolygon", "coordinates": [[[*EAST, EAST[0]]], [[*hole, hole[0]]]]})))

    assert read_boundaries(tmp_path) == {"E01900001": [WEST, hole], "E01900002": [EAST, hole]}


def test_points_and_features_without_a_shape_outline_nothing(tmp_path):
    put(tmp_path, "it.geojson", collection(
        feature("E01900001", {"type": "Point", "coordinates": [-3, 54]}), feature("E01900002", None)))

    assert read_boundaries(tmp_path) == {}


def test_a_file_is_known_by_its_content_and_others_are_left_alone(tmp_path):
    put(tmp_path, "counts.json", {"rows": 3})
    put(tmp_path, "notes.json", "this is no JSON")
    put(tmp_path, "boundaries.csv", "a,b\n")
    put(tmp_path, "any name.json", TOPOLOGY)

    assert set(read_boundaries(tmp_path)) == {"E01900001", "E01900002"}


def test_other_codes_are_read_when_asked_for(tmp_path):
    district = feature("E01900001", {"type": "Polygon", "coordinates": [[*WEST, WEST[0]]]})
    district["properties"] = {"LAD22CD": "E07900001"}
    put(tmp_path, "districts.geojson", collection(district))

    assert read_boundaries(tmp_path) == {}
    assert read_boundaries(tmp_path, "LAD22CD") == {"E07900001": [WEST]}


def test_the_first_of_two_files_counts_for_an_area_in_both(tmp_path):
    put(tmp_path, "a.geojson", collection(feature("E01900001", {"type": "Polygon", "coordinates": [[*EAST, EAST[0]]]})))
    put(tmp_path, "b.json", TOPOLOGY)

    assert read_boundaries(tmp_path) == {"E01900001": [EAST], "E01900002": [EAST]}


@pytest.mark.parametrize("content", [
    json.dumps(TOPOLOGY)[:-20],
    TOPOLOGY | {"arcs": TOPOLOGY["arcs"][:1]},
    TOPOLOGY | {"arcs": "many"},
    TOPOLOGY | {"transform": {"scale": [1], "translate": [0, 0]}},
    {"type": "Topology"},
    {"type": "FeatureCollection", "features": [3]},
    collection(feature("E01900001", {"type": "Polygon", "coordinates": [["a", "b", "c"]]})),
    collection(feature("E01900001", {"type": "Polygon"})),
    collection() | {"features": None},
])  # fmt: skip
def test_a_broken_file_is_refused_by_its_name(tmp_path, content):
    put(tmp_path, "cut off.json", content)

    with pytest.raises(CannotUse, match=r"cut off\.json begins like a file of boundaries and is broken"):
        read_boundaries(tmp_path)


@pytest.mark.parametrize("far", [(380000.0, 520000.0), (float("nan"), 54.0), (-3.0, 91.0)])
def test_coordinates_that_are_no_degrees_are_refused(tmp_path, far):
    put(tmp_path, "grid.geojson", collection(
        feature("E01900001", {"type": "Polygon", "coordinates": [[*WEST, far]]})))

    with pytest.raises(CannotUse, match="not in degrees"):
        read_boundaries(tmp_path)


def test_an_area_has_the_outlines_of_all_that_lies_in_it(tmp_path):
    put(tmp_path, "it.json", TOPOLOGY)
    read = read_boundaries(tmp_path)

    together = outlines_of_areas(read, {"E01900001": "E01900001", "E01900002": "E01900001"})

    assert together == {"E01900001": [WEST, EAST]}
    assert outlines_of_areas(read, {}) == {}
