"""M8 against the mean-difference definition, in fractions."""

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answerable.measures.concentration import concentration, curve

counts = st.lists(st.integers(0, 9) | st.integers(0, 300), max_size=40)
some_events = counts.filter(any)


def plain_gini(xs):
    """The mean difference between any two areas over twice their mean."""
    pairs = sum(abs(a - b) for a in xs for b in xs)
    return Fraction(pairs, 2 * len(xs) * sum(xs))


def plain_adjusted(xs):
    """Bernasco and Steenbeek's: with fewer events than areas, compared with one event in each of as many areas."""
    n, c = len(xs), sum(xs)
    pairs = Fraction(sum(abs(a - b) for a in xs for b in xs), 2)  # the same as the sum over ranks
    return max(Fraction(1, c), Fraction(1, n)) * pairs / c - max(Fraction(n, c), 1) + 1


def plain_share_in_top(xs, percent):
    many = 0
    while Fraction(many) < Fraction(percent, 100) * len(xs):
        many += 1
    return Fraction(sum(sorted(xs, reverse=True)[:many]), sum(xs))


def plain_share_of_areas(xs, percent):
    many = 0
    while sum(sorted(xs, reverse=True)[:many]) < Fraction(percent, 100) * sum(xs):
        many += 1
    return Fraction(many, len(xs))


@given(some_events)
def test_concentration_is_that_of_the_formula(xs):
    found = concentration("robbery", xs)

    assert (found.areas, found.total, found.areas_with_any) == (len(xs), sum(xs), sum(1 for x in xs if x))
    assert (found.gini, found.gini_adjusted) == pytest.approx(
        (float(plain_gini(xs)), float(plain_adjusted(xs))), rel=1e-12, abs=1e-12)
    assert (found.share_in_top_5pct_areas, found.share_in_top_10pct_areas, found.share_in_top_20pct_areas) == (
        pytest.approx([float(plain_share_in_top(xs, top)) for top in (5, 10, 20)], rel=1e-12))
    assert (found.share_of_areas_for_25pct, found.share_of_areas_for_50pct, found.share_of_areas_for_80pct) == (
        pytest.approx([float(plain_share_of_areas(xs, part)) for part in (25, 50, 80)], rel=1e-12))


@settings(max_examples=40)
@given(some_events, st.integers(2, 50))
def test_the_gini_index_is_unchanged_by_scaling(xs, times):
    assert concentration("robbery", [times * x for x in xs]).gini == pytest.approx(
        concentration("robbery", xs).gini, rel=1e-12, abs=1e-12)


@given(st.integers(1, 40), st.integers(0, 200))
def test_the_adjusted_index_is_nought_for_one_event_in_each_of_some_areas(events, empty):
    assert concentration("robbery", [1] * events + [0] * empty).gini_adjusted == pytest.approx(0, abs=1e-12)


@settings(max_examples=40)
@given(some_events)
def test_both_indices_lie_between_nought_and_one(xs):
    found = concentration("robbery", xs)

    assert -1e-12 <= found.gini_adjusted <= 1
    assert 0 <= found.gini < 1


@given(some_events)
def test_the_adjusted_index_is_the_plain_one_when_there_are_as_many_events_as_areas(xs):
    found = concentration("robbery", xs)

    if found.total >= found.areas:
        assert found.gini_adjusted == pytest.approx(found.gini, rel=1e-12, abs=1e-12)


@settings(max_examples=40)
@given(some_events, st.randoms(use_true_random=False))
def test_concentration_does_not_depend_on_the_order_of_areas(xs, chance):
    shuffled = list(xs)
    chance.shuffle(shuffled)

    assert concentration("robbery", shuffled) == concentration("robbery", xs)


@pytest.mark.parametrize("xs", [[], [0], [0] * 12])
def test_no_events_have_no_concentration(xs):
    found = concentration("robbery", xs)

    assert (found.areas, found.total, found.areas_with_any) == (len(xs), 0, 0)
    assert (found.gini, found.gini_adjusted, found.share_in_top_10pct_areas, found.share_of_areas_for_50pct) == (
        None, None, None, None)
    assert curve(xs) == []


@given(some_events)
def test_the_curve_rises_from_nothing_to_everything_and_never_steeper(xs):
    points = curve(xs)
    steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(points)]

    assert (points[0], points[-1]) == ((0.0, 0.0), (1.0, 1.0))
    assert [share for _areas, share in points[1:]] == pytest.approx(
        [sum(sorted(xs, reverse=True)[:many]) / sum(xs) for many in range(1, len(xs) + 1)])
    assert all(later[1] <= before[1] + 1e-12 for before, later in pairwise(steps))
