"""M10 against a slow twin: the nearest-rank percentile found by counting."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answerable.measures.persistence import Kind, persistence

events_or_absent = st.none() | st.integers(0, 5) | st.integers(0, 60)


@st.composite
def tables(draw, cell=events_or_absent):
    months = draw(st.integers(1, 8))
    month = st.lists(cell, min_size=months, max_size=months)
    return {f"E{number:02}": draw(month) for number in range(draw(st.integers(1, 14)))}


def plain_edge(there):
    """The least count that at least nine in ten of the areas do not exceed."""
    return min(n for n in there if 10 * sum(1 for other in there if other <= n) >= 9 * len(there))


def plain_persistence(table):
    found = {}
    for code, counts in table.items():
        held = high = 0
        for month, n in enumerate(counts):
            if n is None:
                continue
            held += 1
            high += n >= max(3, plain_edge([row[month] for row in table.values() if row[month] is not None]))
        share = Fraction(high, held) if held else Fraction()
        kind = ("persistent" if share >= Fraction(3, 4) else "recurrent" if share >= Fraction(1, 2)
                else "occasional" if share else "never")
        found[code] = (held, high, float(share), kind)
    return found


@given(tables())
def test_persistence_is_that_of_the_formula(table):
    found = {one.area_code: (one.months, one.months_high, one.share, one.kind.value)
             for one in persistence("core", table)}

    assert found == plain_persistence(table)


@settings(max_examples=40)
@given(tables(), st.randoms(use_true_random=False))
def test_renaming_the_areas_changes_nothing_else(table, chance):
    names = list(table)
    chance.shuffle(names)
    new = dict(zip(table, names, strict=True))

    before = persistence("core", table)
    after = {one.area_code: one for one in persistence("core", {new[code]: row for code, row in table.items()})}

    assert [(one.months, one.months_high) for one in before] == [
        (after[new[one.area_code]].months, after[new[one.area_code]].months_high) for one in before]


@settings(max_examples=40)
@given(tables(), st.integers(0, 8))
def test_an_absent_month_is_not_in_the_divisor(table, place):
    longer = {code: [*row[:place], None, *row[place:]] for code, row in table.items()}

    assert persistence("core", longer) == persistence("core", table)


@settings(max_examples=40)
@given(tables(cell=st.integers(0, 2)))
def test_fewer_than_three_in_a_month_are_never_high(table):
    assert {one.kind for one in persistence("core", table)} == {Kind.NEVER}


@settings(max_examples=40)
@given(tables(cell=st.none()))
def test_an_area_of_which_no_month_is_held_is_never_high(table):
    assert {(one.months, one.share, one.kind) for one in persistence("core", table)} == {(0, 0.0, Kind.NEVER)}


@pytest.mark.parametrize(("high", "kind"), [(4, Kind.PERSISTENT), (3, Kind.PERSISTENT), (2, Kind.RECURRENT),
                                            (1, Kind.OCCASIONAL), (0, Kind.NEVER)])
def test_an_area_is_named_by_its_share_of_months_high(high, kind):
    table = {"E00": [9] * high + [0] * (4 - high)} | {f"E{number:02}": [0] * 4 for number in range(1, 10)}

    assert persistence("core", table)[0].kind is kind


def test_no_areas_give_no_rows():
    assert persistence("core", {}) == []
