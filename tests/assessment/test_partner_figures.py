"""What is published of partners' figures, and that no small number can be worked out of it. Figures are invented."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answerable.assessment.dictionary import meaning
from answerable.assessment.partner_figures import MOST_PERIODS, NAME, parts, rate, rows
from answerable.assessment.partner_safety import Shown, linked, people
from answerable.assessment.tables import written
from answerable.datasets.partner import Aggregate, Gateway, Row

YEAR = (date(2024, 1, 1), date(2024, 12, 31))
QUARTERS = [(date(2024, 1, 1), date(2024, 3, 31)), (date(2024, 4, 1), date(2024, 6, 30)),
            (date(2024, 7, 1), date(2024, 9, 30)), (date(2024, 10, 1), date(2024, 12, 31))]
NAMES = {"E07900001": "Northmarl", "E07900002": "Southmarl"}
FORCE, NORTH, SOUTH = ("force", "E23900001"), ("lad", "E07900001"), ("lad", "E07900002")


def figure(numerator, *groups, area=FORCE, span=YEAR, gateway=Gateway.PUBLIC, source="Marlshire Council", hidden=None,
           rounding=0, denominator=None, kind="pupils", released=date(2025, 3, 1), indicator="suspensions"):
    row = Row(indicator=indicator, area_type=area[0], area_code=area[1], first_day=span[0], last_day=span[1],
              groups=groups or ("all",), source=source, gateway=gateway, purpose="Serious Violence Duty", note="")
    return Aggregate(row=row, numerator=numerator, denominator=denominator, rounding=rounding, released=released,
                     denominator_kind=kind if denominator else "",
                     hidden=hidden or ((1, 4) if numerator is None else None))


def county(north, south, **more):
    """A full table: two districts and their force, by sex and all."""
    both = [a + b for a, b in zip(north, south, strict=True)]
    return [figure(n, *group, area=area, **more)
            for area, (f, m) in ((NORTH, north), (SOUTH, south), (FORCE, both))
            for group, n in ((("f",), f), (("m",), m), (("all",), f + m))]


def numbers(figures):
    return [row["n"] for row in rows(figures)]


def said(figures):
    return " ".join(sentence for part in parts(figures, NAMES) for sentence in part.sentences)


def grids(figures):
    return [grid for part in parts(figures, NAMES) for grid in part.grids]


def test_a_full_table_is_shown_with_names_groups_source_and_day():
    figures = county((20, 30), (40, 50))

    force, districts = grids(figures)

    assert force.rows == [("E23900001", "140", "60", "80")]
    assert districts.headings == ("District", "All", "Female", "Male")
    assert districts.rows == [("Northmarl", "50", "20", "30"), ("Southmarl", "90", "40", "50")]
    assert districts.caption == "Suspensions from school by district, January to December 2024"
    assert "from Marlshire Council, released 1 March 2025. Public." in said(figures)


def test_a_small_number_takes_others_with_it_so_that_no_total_gives_it_away():
    figures = county((3, 30), (40, 50))

    [one] = linked(figures)
    _force, districts = grids(figures)

    assert one.shown is Shown.PROVED
    assert districts.rows[0][2] == "hidden"
    assert sum(cell == "hidden" for line in districts.rows for cell in line) >= 2
    assert "Numbers from 1 to 4 are hidden" in said(figures)


@pytest.mark.parametrize("gateway", [one for one in Gateway if one is not Gateway.PUBLIC])
def test_what_was_given_on_another_ground_is_in_no_byte_of_what_is_published(gateway):
    secret = figure(987654, denominator=876543, gateway=gateway, source="Source under seal", indicator="exclusions")

    public = figure(40)
    told = repr(parts([secret, public], NAMES)).encode() + written(rows([secret, public]))

    assert not any(word in told for word in (b"987654", b"987,654", b"876543", b"876,543", b"under seal", b"xclusions"))
    assert parts([secret], NAMES) == []
    assert rows([secret]) == []


def test_what_was_given_on_another_ground_tells_nothing_about_what_is_public():
    public = county((3, 30), (40, 50))

    assert rows([*public, figure(9, gateway=Gateway.S17)]) == rows(public)


def test_what_the_source_hid_stays_hidden():
    figures = county((20, 30), (40, 50))
    figures[0] = replace(figures[0], numerator=None, hidden=(1, 30))

    assert "c" in numbers(figures)
    assert "20" not in {cell for grid in grids(figures) for line in grid.rows for cell in line}


@pytest.mark.parametrize("figures", [
    [figure(3, area=NORTH), figure(40, area=SOUTH)],  # no total
    [figure(3, "f"), figure(40, "m")],  # no total
    [figure(3, span=QUARTERS[0]), *(figure(40, span=span) for span in QUARTERS[1:]), figure(123)],  # a year
    [figure(3, "10-17"), figure(30, "under25"), figure(60)],  # no whole
    [figure(None, "f"), figure(40, "m"), figure(90)],  # it does not add up with its range
    [figure(3)],
])  # fmt: skip
def test_of_what_is_no_table_with_its_totals_all_is_hidden_if_any_of_it_is_small(figures):
    assert set(numbers(figures)) == {"c"}
    assert grids(figures) == []


def test_a_small_number_of_another_period_or_indicator_hides_nothing_here():
    figures = [figure(3, span=QUARTERS[0]), figure(40, span=QUARTERS[1]),
               figure(50, span=QUARTERS[0], indicator="exclusions")]

    assert sorted(map(str, numbers(figures))) == ["40", "50", "c"]


@pytest.mark.parametrize(("figures", "shown"), [
    ([figure(100), figure(98, "f")], [100]),  # two are left
    ([figure(20, "10-17"), figure(17, "10-14")], [20]),
    ([figure(100), figure(98, span=QUARTERS[0])], [100]),
    ([figure(50, "f"), figure(50, "m"), figure(40, "under25"), figure(57, "25plus")], [40, 57]),
    ([figure(100), figure(98, area=NORTH), figure(60, area=("site", "RX1"))], [100]),
    ([figure(40, area=NORTH), figure(50, area=SOUTH)], [40, 50]),
    ([figure(60, "f"), figure(38, "m"), figure(100)], [100]),
])  # fmt: skip
def test_of_what_is_no_table_only_figures_that_have_nothing_in_common_are_shown(figures, shown):
    assert sorted(n for n in numbers(figures) if n != "c") == sorted(shown)


@pytest.mark.parametrize("other", [
    figure(42), figure(38, source="Marlshire Hospital"), figure(40, "m", "f"), figure(40, area=("force", "marlshire"))])
def test_figures_that_contradict_each_other_are_hidden_all(other):
    figures = [figure(40), other]

    assert set(numbers(figures)) == {"c"}
    assert "All of them are hidden" in said(figures)


def test_a_later_release_takes_the_place_of_an_earlier_one():
    assert numbers([figure(40), figure(44, released=date(2025, 6, 1))]) == [44]
    assert numbers([figure(40), figure(40)]) == [40]


def test_rounding_is_room_in_which_a_table_adds_up_and_is_said():
    figures = [figure(60, "f", rounding=5), figure(40, "m", rounding=5), figure(105, rounding=5)]

    assert sorted(numbers(figures)) == [40, 60, 105]
    assert "Numbers were rounded by the source, to multiples of 5." in said(figures)


def test_a_nought_that_was_rounded_may_be_a_small_number():
    assert numbers([figure(0, rounding=5)]) == ["c"]
    assert numbers([figure(0)]) == [0]


def test_a_rate_has_limits_and_stands_only_where_its_number_does():
    figures = [figure(212, denominator=8200)]

    numbers_, rates = grids(figures)

    assert numbers_.rows == [("E23900001", "212")]
    assert rates.rows == [("E23900001", "25.9 (22.5 to 29.6) of 8,200 pupils")]
    assert grids([figure(3, denominator=8200)]) == []
    assert {row["rate"] for row in rows([figure(3, denominator=8200)])} == {None}
    assert {row["denominator"] for row in rows([figure(3, denominator=8200)])} == {None}


@pytest.mark.parametrize(("n", "of"), [(4, 100), (0, 100), (98, 100), (40, None)])
def test_there_is_no_rate_of_a_few_nor_of_all_but_a_few(n, of):
    [row] = rows([figure(n, denominator=of)])

    assert (row["rate"], row["denominator"]) == (None, None)


@pytest.mark.parametrize(("of_the_hidden", "rated"), [(500, True), (3, False), (None, False)])
def test_there_are_rates_beside_a_hidden_number_only_if_denominators_do_not_narrow_it(of_the_hidden, rated):
    figures = [replace(one, denominator=500, denominator_kind="pupils") for one in county((3, 30), (40, 50))]
    figures[0] = replace(figures[0], denominator=of_the_hidden)

    told = rows(figures)

    assert "c" in {row["n"] for row in told}
    assert any(row["rate"] for row in told) == rated
    assert len(grids(figures)) == (4 if rated else 2)


def test_a_rounded_number_has_wider_limits():
    sharp, rough = rate(figure(50, denominator=1000)), rate(figure(50, denominator=1000, rounding=10))

    assert rough.lower < sharp.lower < sharp.value < sharp.upper < rough.upper


def test_many_periods_leave_the_page_and_stay_in_the_file():
    figures = [figure(40, span=(date(year, 1, 1), date(year, 12, 31))) for year in range(2000, 2020)]

    assert len(grids(figures)) == MOST_PERIODS
    assert len(rows(figures)) == 20
    assert f"8 more periods are in {NAME}" in said(figures)


def test_many_areas_leave_the_page_and_stay_in_the_file():
    figures = [figure(40, area=("lsoa21", f"E0190{number:04}")) for number in range(40)]

    assert grids(figures) == []
    assert numbers(figures) == [40] * 40


def test_without_anything_public_there_is_no_section():
    assert parts([], NAMES) == []


def test_a_text_that_a_spreadsheet_would_run_is_defused():
    assert rows([figure(40, source="=1+1")])[0]["source"] == "'=1+1"


def test_every_column_is_in_the_data_dictionary():
    assert all(meaning(NAME, column)[0] for column in rows([figure(40)])[0])


def test_groups_are_known_by_the_people_in_them():
    assert people(("f", "under25")) == people(("under25", "f")) < people(("under25",)) < people(("all",))
    assert people(("10-17",)) == people(("10-14",)) | people(("15-17",))
    assert people(("f",)) | people(("m",)) < people(("all",))  # of some it is not known
    assert people(("0-9", "10-14")) == frozenset()


MOST = 20
_a, _b, _c, _d = np.meshgrid(*[np.arange(MOST)] * 4, indexing="ij")
THINKABLE = dict(zip(
    [(area, group) for area in (NORTH, SOUTH, FORCE) for group in ("f", "m", "all")],
    [_a, _b, _a + _b, _c, _d, _c + _d, _a + _c, _b + _d, _a + _b + _c + _d], strict=True))
pairs = st.tuples(st.integers(0, 8), st.integers(0, 8))


@settings(max_examples=60, deadline=None)
@given(pairs, pairs, st.sets(st.integers(0, 8), max_size=2))
def test_whoever_reads_what_is_published_cannot_tell_a_small_number_from_another(north, south, left_out):
    """The reader tries every table of whole numbers, and knows that groups and districts add up."""
    figures = [one for place, one in enumerate(county(north, south)) if place not in left_out]
    fits = np.ones(_a.shape, dtype=bool)
    truth = {((one.row.area_type, one.row.area_code), one.row.groups[0]): one.numerator for one in figures}

    told = {((row["area_type"], row["area_code"]), row["group"]): row["n"] for row in rows(figures)}

    for cell, n in told.items():
        if n != "c":
            fits &= THINKABLE[cell] == n
    for cell, n in truth.items():
        if 1 <= n <= 4:
            assert told[cell] == "c"
            assert THINKABLE[cell][fits].min() <= 1
            assert THINKABLE[cell][fits].max() >= 4


BANDS = ("0-9", "10-14", "15-17", "18-24", "25plus", "unknown")
_ages = dict(zip(BANDS, np.meshgrid(*[np.arange(12, dtype=np.int8)] * len(BANDS), indexing="ij"), strict=True))
HELD_BY = {"all": BANDS, "under25": BANDS[:4], "10-17": BANDS[1:3], **{band: (band,) for band in BANDS}}


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from([0, 5, 6]), min_size=6, max_size=6), st.sampled_from(BANDS), st.integers(1, 4),
       st.sets(st.sampled_from([group for group in HELD_BY if group != "unknown"]), min_size=2))
def test_no_small_number_can_be_worked_out_from_bands_that_hold_each_other_not_even_one_that_nobody_gave(
        ages, few_in, few, asked):
    true = dict(zip(BANDS, ages, strict=True)) | {few_in: few}
    figures = [figure(sum(true[band] for band in HELD_BY[group]), group) for group in sorted(asked)]
    fits = np.ones(_ages["0-9"].shape, dtype=bool)

    for row in rows(figures):
        if row["n"] != "c":
            fits &= sum(_ages[band] for band in HELD_BY[row["group"]]) == row["n"]

    for bands in HELD_BY.values():
        if 1 <= sum(true[band] for band in bands) <= 4:
            thought = sum(_ages[band] for band in bands)[fits]
            assert thought.min() <= 1
            assert thought.max() >= 4
