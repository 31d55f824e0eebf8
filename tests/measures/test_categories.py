"""The groups that categories are counted in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable.measures.categories import CATEGORY_GROUP, CODES, COUNTS_IN, GROUP, UNMAPPED, known


@given(st.sampled_from(["", "knife", "Core", "weapons ", UNMAPPED]) | st.text(max_size=3))
def test_an_unknown_group_is_refused_with_the_list_of_those_there_are(code):
    with pytest.raises(ValueError, match="There is no group") as refused:
        known(code)

    assert all(one in str(refused.value) for one in CODES)


@pytest.mark.parametrize("code", CODES)
def test_a_known_group_is_found_by_its_code(code):
    assert known(code).code == code


def test_anti_social_behaviour_counts_in_no_sum():
    assert COUNTS_IN["asb"] == ("asb",)


def test_a_category_that_nobody_mapped_counts_in_all_crime_only():
    assert COUNTS_IN[UNMAPPED] == ("all_crime",)


@pytest.mark.parametrize("base", sorted(set(CATEGORY_GROUP.values()) - {"asb"}))
def test_every_other_category_counts_once_in_its_group_and_in_all_crime(base):
    assert COUNTS_IN[base].count(base) == 1
    assert COUNTS_IN[base].count("all_crime") == 1


def test_the_wide_sum_holds_all_of_the_core():
    assert set(GROUP["core"].sums) < set(GROUP["wide"].sums) < set(GROUP["all_crime"].sums)


def test_no_sum_adds_up_another_sum():
    assert [code for group in GROUP.values() for code in group.sums if GROUP.get(code) and GROUP[code].sums] == []
