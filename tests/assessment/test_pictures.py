"""Pictures of invented figures: what is in them, what never is, and that the table says all of it."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answerable.assessment.notes import Annotation
from answerable.assessment.pictures import (
    changes_by_place,
    concentration_curve,
    deprivation_steps,
    funnel_plot,
    gap_strip,
    rates_by_place,
    run_of_months,
)
from answerable.assessment.pictures.run_of_months import NO_LIMITS
from answerable.documents.illustrated import Picture
from answerable.measures.change import changes
from answerable.measures.concentration import curve
from answerable.measures.control_chart import Kind, as_sequence, control_chart
from answerable.measures.counts import Count, Status
from answerable.measures.funnel import funnel
from answerable.measures.gradient import decile_rates
from answerable.measures.months import Month, all_between
from answerable.measures.rates import rates

_SVG = "{http://www.w3.org/2000/svg}"
_2023 = [Month(2023, number) for number in range(1, 13)]
_2024 = [Month(2024, number) for number in range(1, 13)]
_NAMES = {"MAR": "Marlshire", "OST": "Osterley & the <Fens>", "WEN": "Wendale"}


def _counts(**of_place: list[int]) -> list[Count]:
    return [Count(key, month, "core", n) for key, series in of_place.items()
            for month, n in zip([*_2023, *_2024], series, strict=False)]


def _run(series: dict[Month, float], **more) -> Picture:
    states = dict.fromkeys(series, Status.PRESENT)
    return run_of_months("By month", series, control_chart(series), **{"states": states, **more})


def _rates(places: int = 3, least: int = 1) -> list:
    counts = [Count(f"P{place:02}", month, "core", least + place * (1 + month.number % 3))
              for place in range(places) for month in _2023]
    return rates(counts, _2023, {f"P{place:02}": 2000 + 900 * place for place in range(places)})


def every_picture() -> list[Picture]:
    many = _counts(MAR=[9] * 12 + [16] * 12, OST=[3] * 24, WEN=[0] * 12 + [2] * 12)
    return [
        _run(dict(zip(_2023, [3, 4, 5, 4, 3, 4, 5, 4, 30, 4, 5, 3], strict=True)),
             notes=[Annotation("core", Month(2023, 4), "recording changed from April 2023")]),
        _run({Month(2019, 2): 4.0, Month(2024, 3): 5.0}),
        gap_strip("Files", {Month(2023, 1): Status.PRESENT, Month(2023, 3): Status.SUSPECT}),
        rates_by_place("Rates", _rates(), _NAMES),
        changes_by_place("Changes", changes(many, _2023, _2024), _NAMES, "2023 to 2024"),
        funnel_plot("Funnel", funnel(_rates(3)), _NAMES),
        funnel_plot("Funnel", funnel(_rates(24)), _NAMES),
        concentration_curve("Curve", curve([9, 4, 1, 0, 0])),
        deprivation_steps("Steps", decile_rates("core", [(1, 1500, 90), (5, 1400, 30), (10, 1600, 12)], 1.0)),
    ]


def root(picture: Picture) -> ElementTree.Element:
    return ElementTree.fromstring(picture.svg)


def words(picture: Picture) -> str:
    return " ".join(text.text or "" for text in root(picture).iter(f"{_SVG}text"))


def extent(picture: Picture) -> list[tuple[float, float]]:
    """Every point that is drawn or written at."""
    points = []
    for element in root(picture).iter():
        given = element.attrib
        for x, y in (("x", "y"), ("x1", "y1"), ("x2", "y2"), ("cx", "cy")):
            if x in given:
                points.append((float(given[x]), float(given[y])))
        if "width" in given and "x" in given:
            points.append((float(given["x"]) + float(given["width"]), float(given["y"]) + float(given["height"])))
        numbers = [float(one) for one in re.findall(r"-?[\d.]+", given.get("d", ""))]
        points += list(zip(numbers[::2], numbers[1::2], strict=True))
    return points


@pytest.mark.parametrize("picture", every_picture(), ids=lambda one: one.title)
def test_a_picture_is_one_image_with_a_name_a_description_and_a_table(picture):
    svg = root(picture)

    assert svg.attrib["role"] == "img"
    assert [one.tag for one in svg][:2] == [f"{_SVG}title", f"{_SVG}desc"]
    assert (svg[0].text, svg[1].text) == (picture.title, picture.description)
    assert picture.table.rows
    assert all(len(row) == len(picture.table.headings) and all(row) for row in picture.table.rows)


@pytest.mark.parametrize("picture", every_picture(), ids=lambda one: one.title)
def test_a_picture_has_no_style_no_script_and_no_colour_of_its_own(picture):
    for element in root(picture).iter():
        assert element.tag not in (f"{_SVG}style", f"{_SVG}script", f"{_SVG}image", f"{_SVG}a")
        assert not [name for name in element.attrib if name in ("style", "id") or name.startswith("on")]
        assert {element.attrib.get(name, "none") for name in ("fill", "stroke")} <= {"none", "currentColor"}


@pytest.mark.parametrize("picture", every_picture(), ids=lambda one: one.title)
def test_nothing_is_drawn_outside_the_picture(picture):
    assert_inside(picture)


def assert_inside(picture: Picture) -> None:
    _x, _y, width, height = map(float, root(picture).attrib["viewBox"].split())
    assert [point for point in extent(picture) if not (-0.1 <= point[0] <= width + 0.1
                                                       and -0.1 <= point[1] <= height + 0.1)] == []


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.integers(0, 60), st.integers(0, 10**7), min_size=1),
       st.dictionaries(st.integers(0, 60), st.sampled_from(Status), min_size=1), st.integers(0, 60),
       st.text(st.characters(categories=("L", "N", "P", "S", "Zs")), max_size=120))
def test_any_run_of_months_stays_inside_and_has_a_row_for_each_month(values, states, noted, note):
    first = Month(2020, 1)
    series = {first + place: float(n) for place, n in values.items()}
    picture = run_of_months("By month", series, control_chart(series), notes=[Annotation("core", first + noted, note)],
                            states={first + place: state for place, state in states.items()})

    span = all_between(first + min([*values, *states]), first + max([*values, *states]))
    assert_inside(picture)
    assert [row[0] for row in picture.table.rows] == [month.in_words for month in span]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=40))
def test_any_rates_curve_and_steps_stay_inside(counts):
    months = _2023[:1]
    found = rates([Count(f"P{place:02}", months[0], "core", n) for place, n in enumerate(counts)], months,
                  {f"P{place:02}": 10 + place for place in range(len(counts))})

    assert_inside(rates_by_place("Rates", found, {}))
    assert_inside(deprivation_steps("Steps", decile_rates("core", [(place % 10 + 1, 40, n) for place, n
                                                                   in enumerate(counts)], 1.0)))
    if any(counts):
        assert_inside(concentration_curve("Curve", curve(counts)))
        assert_inside(funnel_plot("Funnel", funnel(found), {}))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 5000), st.integers(0, 5000)), min_size=1, max_size=20))
def test_any_changes_stay_inside(pairs):
    counts = [Count(f"P{place}", month, "core", n) for place, pair in enumerate(pairs)
              for month, n in zip((_2023[0], _2024[0]), pair, strict=True)]

    assert_inside(changes_by_place("Changes", changes(counts, _2023[:1], _2024[:1]), {}, "January, 2023 to 2024"))


def test_the_line_never_crosses_a_month_that_is_missing():
    series = dict.fromkeys([*_2023[:3], *_2023[4:6]], 5.0)

    lines = [one.attrib["d"] for one in root(_run(series)).iter(f"{_SVG}path")
             if one.attrib.get("stroke-width") == "1.2"]

    assert [line.count("L") + 1 for line in lines] == [3, 2]


def test_a_missing_month_is_not_known_in_the_table_and_never_nought():
    picture = _run({Month(2023, 1): 5.0, Month(2023, 3): 6.0})

    assert [row[1:3] for row in picture.table.rows] == [
        ["5", "file held"], ["not known", "no file"], ["6", "file held"]]
    assert "There is a gap for February 2023." in picture.description


def test_without_twelve_months_in_a_row_there_are_no_limits_and_the_picture_says_why():
    series = dict.fromkeys([*_2023[:6], *_2024[:6]], 5.0)

    picture = run_of_months("By month", series, as_sequence(series), states={})

    assert " ".join(words(picture).split()).endswith(NO_LIMITS)
    assert "Limits" not in picture.table.headings
    assert "upper" not in words(picture)


def test_limits_stand_where_months_were_judged_and_have_their_values_beside_them():
    picture = _run({month: 5.0 + month.number % 2 for month in _2023})

    assert "upper 8.2" in words(picture)
    assert "mean 5.5" in words(picture)
    assert "No month is a signal." in picture.description


def test_a_signal_has_another_shape_and_is_named():
    series = dict(zip(_2023, [3.0, 4, 5, 4, 3, 4, 5, 4, 30, 4, 5, 3], strict=True))

    picture = _run(series)

    signals = [point for point in control_chart(series) if point.kind is not Kind.COMMON_CAUSE]
    diamonds = [one for one in root(picture).iter(f"{_SVG}path") if one.attrib["d"].endswith("Z")]
    assert len(diamonds) == len(signals) > 0
    assert "above limit" in words(picture)
    assert "September 2023, above limit" in picture.description


def test_a_note_is_a_dashed_line_with_its_words_and_stands_in_the_table():
    picture = _run(dict.fromkeys(_2023, 5.0), notes=[Annotation("core", Month(2023, 4), "Recording changed")])

    assert [one for one in root(picture).iter(f"{_SVG}line") if one.attrib.get("stroke-dasharray") == "5 3"]
    assert "Recording changed" in words(picture)
    assert picture.table.rows[3][-1] == "Recording changed"


def test_names_are_escaped():
    picture = changes_by_place("A & B <c>", changes(_counts(OST=[30] * 24), _2023, _2024), _NAMES, "2023 to 2024")

    assert "Osterley & the <Fens>" in words(picture)
    assert "<Fens>" not in picture.svg


def test_a_place_without_a_rate_comes_last_and_says_why():
    found = rates(_counts(MAR=[9] * 12, OST=[3] * 11), _2023, {"MAR": 5000, "OST": 4000})

    picture = rates_by_place("Rates", found, _NAMES)

    assert [row[0] for row in picture.table.rows] == ["Marlshire", "Osterley & the <Fens>"]
    assert picture.table.rows[1][2:4] == ("not known", "not known")
    assert "no rate: a month is missing" in words(picture)


def test_each_change_carries_its_statement():
    many = _counts(MAR=[9] * 12 + [16] * 12, OST=[30] * 24, WEN=[0] * 12 + [0] * 12)

    picture = changes_by_place("Changes", changes(many, _2023, _2024), _NAMES, "2023 to 2024")

    assert [row[-1] for row in picture.table.rows] == ["increase", "no clear change", "too few to say"]
    for statement in ("increase", "no clear change", "too few to say"):
        assert statement in words(picture)


def test_fewer_than_ten_places_are_drawn_in_the_funnel_and_not_judged():
    picture = funnel_plot("Funnel", funnel(_rates(3)), _NAMES)

    assert "No place is judged: there are fewer than 10." in picture.description
    assert [one.attrib["d"] for one in root(picture).iter(f"{_SVG}path") if one.attrib["d"].endswith("Z")] == []


def test_a_tenth_without_areas_is_said_to_be_none():
    picture = deprivation_steps("Steps", decile_rates("core", [(1, 1500, 90), (10, 1600, 12)], 1.0))

    assert words(picture).count("none") == 8
    assert [row[0] for row in picture.table.rows] == ["1", "10"]


def test_the_curve_says_how_few_areas_hold_half():
    picture = concentration_curve("Curve", curve([50, 20, 20, 10]))

    assert "50% in 25%" in words(picture)
    assert ("50%", "25%") in list(picture.table.rows)
