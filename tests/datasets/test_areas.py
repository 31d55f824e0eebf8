"""Stable areas, and the reference tables that they are made of."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable.datasets.areas import Lookups, stable_areas
from answerable.datasets.errors import CannotUse
from answerable.datasets.reference import read_reference

from .made import DISTRICTS, MERGED, OLD, SPLIT, folder, new_codes, write

pairs = st.sets(st.tuples(st.sampled_from([f"old{n}" for n in range(9)]),
                          st.sampled_from([f"new{n}" for n in range(9)])), min_size=1, max_size=20)


def areas_of(pairs):
    old = {a for a, _b in pairs}
    return stable_areas(Lookups(pairs, dict.fromkeys(old, "D"), {"D": "Northmarl"}, {}, {}, dict.fromkeys(old, 10),
                                {a: int(a[3:]) + 1 for a in old}))


@given(pairs)
def test_two_codes_lie_in_one_area_exactly_when_a_way_of_pairs_joins_them(pairs):
    _areas, area_of = areas_of(pairs)
    group = {code: {code} for pair in pairs for code in pair}
    for a, b in pairs:  # joined by hand
        joined = group[a] | group[b]
        for code in joined:
            group[code] = joined

    for a, members in group.items():
        assert {code for code in area_of if area_of[code] == area_of[a]} == members
        assert area_of[a] == min(code for code in members if code.startswith("old"))


@given(pairs)
def test_residents_add_up_and_ranks_are_weighted_by_them(pairs):
    areas, area_of = areas_of(pairs)

    assert sum(area.population for area in areas) == 10 * len({a for a, _b in pairs})
    for area in areas:
        ranks = [int(code[3:]) + 1 for code in area_of if area_of[code] == area.code and code.startswith("old")]
        assert area.rank == pytest.approx(sum(ranks) / len(ranks))


@pytest.fixture(scope="module")
def reference(tmp_path_factory):
    return read_reference(folder(tmp_path_factory.mktemp("whole")), date(2025, 3, 1))


def test_tables_are_known_by_their_columns_and_the_year_is_read(reference):
    assert reference.population_year == 2019
    assert len(reference.files) == 5


def test_a_split_and_a_merger_each_make_one_area(reference):
    assert {reference.area_of[code] for code in (SPLIT, *new_codes(SPLIT))} == {SPLIT}
    assert {reference.area_of[code] for code in (*MERGED, *new_codes(MERGED[0]))} == {MERGED[0]}
    assert len(reference.areas) == len(OLD) - 1


def test_a_district_with_several_rows_in_the_lookup_counts_its_residents_once(reference):
    assert sum(area.population for area in reference.areas) == sum(1500 + 10 * place for place in range(len(OLD)))


def test_thousands_are_read_with_their_separators(reference):
    assert next(area for area in reference.areas if area.code == OLD[0]).population == 1500


def test_a_district_that_ended_counts_to_its_successor_from_that_day(tmp_path):
    root = folder(tmp_path)

    def authorities(day):
        return {area.authority_name for area in read_reference(root, day).areas}

    assert authorities(date(2023, 3, 31)) == set(DISTRICTS.values())
    assert authorities(date(2023, 4, 1)) == {"Marlshire", "Tarnbridge"}


def test_without_a_table_that_is_needed_it_says_which_and_what_columns_it_has(tmp_path):
    root = folder(tmp_path)
    (root / "reference" / "two.csv").unlink()

    wanted = r"which district lies in which police area\..*columns like LAD19CD, PFA19CD, PFA19NM\."
    with pytest.raises(CannotUse, match=wanted):
        read_reference(root, date(2025, 3, 1))


def test_without_residents_there_are_no_populations(tmp_path):
    root = folder(tmp_path)
    (root / "reference" / "three.csv").unlink()

    assert {area.population for area in read_reference(root, date(2025, 3, 1)).areas} == {None}


def test_a_number_that_is_none_is_refused(tmp_path):
    root = folder(tmp_path)
    write(root / "reference" / "four.csv", ("LSOA code (2011)", "Index of Multiple Deprivation (IMD) Rank"),
          [(OLD[0], "first")])

    with pytest.raises(CannotUse, match=r"four\.csv has a number that is none"):
        read_reference(root, date(2025, 3, 1))
