"""The map of areas, on outlines made here."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answerable.assessment.pictures import HOT_AREAS, PERSISTENCE, map_picture
from answerable.assessment.pictures.outlines import lined, projected, simplified
from answerable.documents.illustrated import Picture
from answerable.measures import hot_areas, persistence

_SVG = "{http://www.w3.org/2000/svg}"
_FIGURE = re.compile(r"-?(?:\d+\.?\d*|\.\d+)")


def square(lon: float, lat: float, side: float) -> list[tuple[float, float]]:
    return [(lon, lat), (lon + side, lat), (lon + side, lat + side), (lon, lat + side)]


COUNTY = {
    "E01900001": [square(-3, 54, 0.5)],
    "E01900002": [square(-2.5, 54, 0.5)],
    "E01900003": [square(-3, 54.5, 0.5), square(-2.4, 54.6, 0.05)],
    **{f"E0190001{place}": [square(-2.3 + place * 0.011, 54.7, 0.01)] for place in range(4)},
}
KINDS = {"E01900001": "never", "E01900002": "occasional", "E01900003": "recurrent",
         **{f"E0190001{place}": "persistent" for place in range(4)}}  # fmt: skip


def root(picture: Picture) -> ElementTree.Element:
    return ElementTree.fromstring(picture.svg)


def points(d: str) -> list[tuple[float, float]]:
    """Every point of a path; after `l` each is told from the one before."""
    found: list[tuple[float, float]] = []
    for command, figures in re.findall(r"([MLl])([^MLlZ]*)", d):
        numbers = [float(one) for one in _FIGURE.findall(figures)]
        for x, y in zip(numbers[::2], numbers[1::2], strict=True):
            found.append((found[-1][0] + x, found[-1][1] + y) if command == "l" else (x, y))
    return found


def assert_inside(picture: Picture) -> None:
    _x, _y, width, height = map(float, root(picture).attrib["viewBox"].split())
    drawn = [point for one in root(picture).iter(f"{_SVG}path") for point in points(one.attrib["d"])]
    for one in root(picture).iter(f"{_SVG}rect"):
        x, y, wide, tall = (float(one.attrib[name]) for name in ("x", "y", "width", "height"))
        drawn += [(x, y), (x + wide, y + tall)]
    assert drawn
    assert [p for p in drawn if not (-0.3 <= p[0] <= width + 0.3 and -0.3 <= p[1] <= height + 0.3)] == []


def test_the_map_is_an_image_with_a_row_for_each_area():
    picture = map_picture("Areas & months", COUNTY, KINDS, PERSISTENCE, {"E01900001": "Marl <east>"})

    svg = root(picture)
    assert svg.attrib["role"] == "img"
    assert (svg[0].text, svg[1].text) == ("Areas & months", picture.description)
    assert picture.table.rows[0] == ("E01900010", "persistent", "A")
    assert picture.table.rows[-1] == ("Marl <east> (E01900001)", "never", "the map")
    assert sorted(KINDS.values()) == sorted(row[1] for row in picture.table.rows)
    assert_inside(picture)


def test_the_map_has_no_style_no_script_no_name_and_no_colour():
    for element in root(map_picture("Map", COUNTY, KINDS, PERSISTENCE)).iter():
        assert not {"style", "id", "href"} & set(element.attrib)
        assert element.tag.removeprefix(_SVG) in {"svg", "title", "desc", "path", "rect", "text"}
        assert {element.attrib.get(name, "none") for name in ("fill", "stroke")} <= {"none", "currentColor"}


def test_every_kind_that_a_measure_gives_has_a_look():
    assert [look.kind for look in PERSISTENCE] == [str(kind) for kind in persistence.Kind]
    assert [look.kind for look in HOT_AREAS] == [str(kind) for kind in hot_areas.Kind]


def test_small_areas_that_crowd_are_enlarged_and_the_window_is_named():
    picture = map_picture("Map", COUNTY, KINDS, PERSISTENCE)

    assert "Below it, 1 part is enlarged." in picture.description
    assert [text.text for text in root(picture).iter(f"{_SVG}text")].count("A") == 2
    assert "too small to see" not in picture.svg


def test_a_small_area_alone_gets_a_diamond():
    alone = {code: kind for code, kind in KINDS.items() if not code.startswith("E0190001") or code == "E01900010"}

    picture = map_picture("Map", {code: COUNTY[code] for code in alone}, alone, PERSISTENCE)

    assert "too small to see" in picture.svg
    assert "enlarged" not in picture.description


def test_an_area_without_a_figure_is_hatched_and_not_known():
    picture = map_picture("Map", COUNTY, {"E01900001": "never"}, PERSISTENCE)

    assert ("E01900002", "not known", "the map") in picture.table.rows
    assert "Not known, no figure for this area: 6." in picture.description


def test_an_area_without_an_outline_is_told_and_stays_in_the_table():
    picture = map_picture("Map", COUNTY, KINDS | {"E01900099": "persistent"}, PERSISTENCE)

    assert ("E01900099", "persistent", "not drawn: no outline") in picture.table.rows
    assert "Without an outline: 1." in picture.description
    assert "A map of 7 areas." in picture.description


def test_a_kind_without_a_look_and_an_empty_map_are_refused():
    with pytest.raises(ValueError, match="no look: warm"):
        map_picture("Map", COUNTY, {"E01900001": "warm"}, HOT_AREAS)
    with pytest.raises(ValueError, match="no outline"):
        map_picture("Map", {}, KINDS, PERSISTENCE)


def test_a_degree_of_longitude_is_as_much_shorter_as_the_latitude_says():
    ring = projected({"a": [square(-3, 59, 2)]})["a"][0]

    assert ring[1][0] - ring[0][0] == pytest.approx(1.0)  # the cosine of 60 degrees is a half
    assert ring[2][1] < ring[1][1], "north is up"


def test_a_simplified_ring_keeps_its_corners_and_drops_what_lies_on_the_line():
    ring = [(0.0, 0.0), (5.0, 0.1), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0)]

    assert simplified(ring, 0.3) == [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0)]


def test_hatching_leaves_holes_out():
    lines = lined([square(0, 0, 10), square(4, 4, 2)], gap=5)

    assert lines == "M0 0L10 0M0 5L4 5M6 5L10 5"


_PLACE = st.tuples(st.floats(-5, 1), st.floats(50, 55))


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.from_regex(r"E01[0-9]{6}", fullmatch=True), st.tuples(
    st.lists(st.lists(_PLACE, min_size=3, max_size=12), min_size=1, max_size=3),
    st.sampled_from([look.kind for look in PERSISTENCE])), min_size=1, max_size=25))
def test_any_outlines_stay_inside(areas):
    picture = map_picture("Map", {code: rings for code, (rings, _kind) in areas.items()},
                          {code: kind for code, (_rings, kind) in areas.items()}, PERSISTENCE)

    assert_inside(picture)
    assert len(picture.table.rows) == len(areas)
