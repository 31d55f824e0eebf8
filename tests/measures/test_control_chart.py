"""M6 against a slow twin in fractions, each rule by an example, and the series that are not judged."""

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from answerable.measures.control_chart import Kind, Mode, as_sequence, control_chart
from answerable.measures.months import Month

FIRST = Month(2024, 1)
values = st.lists(st.integers(0, 30), min_size=12, max_size=26)
drifting = st.lists(st.integers(-2, 4), min_size=12, max_size=26).map(
    lambda steps: [40 + sum(steps[:place]) for place in range(len(steps))])


def monthly(ys, first=FIRST):
    return {first + step: y for step, y in enumerate(ys)}


def plain_reach(ys):
    """2.66 of the mean of those ranges that are less than 3.267 of the mean range, or of all if those are zeros."""
    ranges = [abs(Fraction(b) - Fraction(a)) for a, b in pairwise(ys)]
    screen = Fraction("3.267") * sum(ranges) / len(ranges)
    assume(any(ranges))
    kept = [one for one in ranges if one < screen]
    if not any(kept):
        kept = ranges
    return Fraction("2.66") * sum(kept) / len(kept)


def plain_kinds(ys):
    """The four rules in order, each looked up point by point."""
    mean, reach = Fraction(sum(ys), len(ys)), plain_reach(ys)
    assume(reach and not any(abs(abs(y - mean) - part * reach) < Fraction(1, 10**9)
                             for y in ys for part in (1, Fraction(2, 3))))
    return mean, reach, [plain_kind(ys, place, mean, reach) for place in range(len(ys))]


def windows(ys, place, width):
    """Every run of that many points in a row of which the point is one, first to last."""
    return [range(start, start + width) for start in range(place - width + 1, place + 1)
            if start >= 0 and start + width <= len(ys)]


def plain_kind(ys, place, mean, reach):
    y = ys[place]
    if abs(y - mean) > reach:
        return "above limit" if y > mean else "below limit"
    trends = [run for run in windows(ys, place, 7) if all(ys[n + 1] > ys[n] for n in run[:-1])
              or all(ys[n + 1] < ys[n] for n in run[:-1])]
    if trends:
        last = trends[-1]
        return "trend up" if ys[last[1]] > ys[last[0]] else "trend down"
    for sign, word in ((1, "above"), (-1, "below")):
        def beyond(n, sign=sign):
            return Fraction(2, 3) * reach < sign * (ys[n] - mean) <= reach
        if beyond(place) and any(all(sign * (ys[n] - mean) > 0 for n in run) and sum(map(beyond, run)) >= 2
                                 for run in windows(ys, place, 3)):
            return f"2 of 3 {word}"
    for sign, word in ((1, "above"), (-1, "below")):
        if any(all(sign * (ys[n] - mean) > 0 for n in run) for run in windows(ys, place, 7)):
            return f"shift {word}"
    return "common cause"


@given(values | drifting)
def test_the_chart_is_that_of_the_formula(ys):
    mean, reach, kinds = plain_kinds(ys)

    chart = control_chart(monthly(ys))

    assert [one.kind.value for one in chart] == kinds
    for one in chart:
        assert (one.mean, one.lower, one.upper) == pytest.approx(
            (float(mean), float(mean - reach), float(mean + reach)), rel=1e-9, abs=1e-9)
        assert (one.near_lower, one.near_upper) == pytest.approx(
            (float(mean - reach * 2 / 3), float(mean + reach * 2 / 3)), rel=1e-9, abs=1e-9)


@settings(max_examples=40)
@given(values | drifting, st.integers(-500, 500))
def test_adding_a_constant_moves_the_limits_by_it_and_keeps_the_kinds(ys, constant):
    plain_kinds(ys)

    before, after = control_chart(monthly(ys)), control_chart(monthly([y + constant for y in ys]))

    for one, moved in zip(before, after, strict=True):
        assert moved.kind is one.kind
        assert (moved.mean, moved.lower, moved.upper) == pytest.approx(
            (one.mean + constant, one.lower + constant, one.upper + constant), rel=1e-9, abs=1e-9)


@settings(max_examples=40)
@given(values | drifting)
def test_a_series_upside_down_has_the_opposite_signals(ys):
    plain_kinds(ys)
    opposite = str.maketrans({"▲": "▼", "▼": "▲"})

    def said(chart):
        return [one.kind.value.replace("above", "▲").replace("up", "▲").replace("below", "▼").replace("down", "▼")
                for one in chart]

    assert [one.translate(opposite) for one in said(control_chart(monthly(ys)))] == said(
        control_chart(monthly([-y for y in ys])))


@given(st.integers(0, 11).flatmap(lambda many: st.lists(st.integers(0, 30), min_size=many, max_size=many)))
def test_fewer_than_twelve_months_have_no_chart(ys):
    assert control_chart(monthly(ys)) == []


@given(st.integers(0, 500) | st.floats(0, 500), st.integers(12, 30))
def test_a_constant_series_has_no_signal(y, many):
    assert {one.kind for one in control_chart(monthly([y] * many))} == {Kind.COMMON_CAUSE}


@settings(max_examples=40)
@given(values, values)
def test_a_gap_splits_a_series_into_charts_of_their_own(before, after):
    later = FIRST + (len(before) + 1)

    both = control_chart(monthly(before) | monthly(after, later))

    assert both == control_chart(monthly(before)) + control_chart(monthly(after, later))


def test_twelve_months_with_a_gap_have_no_chart():
    assert control_chart(monthly([5, 9, 4, 8, 6, 7]) | monthly([5, 9, 4, 8, 6, 7], FIRST + 7)) == []


def test_months_are_charted_in_their_order_however_they_come():
    series = monthly([5, 9, 4, 8, 6, 7, 5, 9, 4, 8, 6, 7])

    assert control_chart(dict(reversed(series.items()))) == control_chart(series)


@given(values)
def test_a_sequence_takes_months_as_if_none_were_missing_and_says_so(ys):
    gappy = as_sequence({FIRST + 2 * step: y for step, y in enumerate(ys)})

    assert {one.mode for one in gappy} == {Mode.SEQUENCE}
    assert [one.kind for one in gappy] == [one.kind for one in control_chart(monthly(ys))]


def kinds(*ys):
    return [one.kind.value for one in control_chart(monthly(ys))]


def test_a_point_beyond_a_limit_is_named():
    assert kinds(10, 12, 10, 12, 10, 12, 30, 12, 10, 12, 10, 12, 10, 12)[6] == "above limit"


def test_a_leap_in_a_series_that_stands_still_is_beyond_the_limit_and_nothing_else_is():
    assert [kind for kind in kinds(*[5] * 11, 500) if "limit" in kind] == ["above limit"]


def test_seven_points_that_rise_are_a_trend_and_six_are_not():
    start = (20, 24, 20, 24, 20)

    assert kinds(*start, 21, 22, 23, 24, 25, 26, 20, 24, 20).count("trend up") == 7
    assert kinds(*start, 21, 22, 23, 24, 25, 20, 24, 20, 24).count("trend up") == 0


def test_where_two_trends_share_a_point_the_later_one_has_it():
    up_and_down = kinds(20, 21, 22, 23, 24, 25, 26, 25, 24, 23, 22, 21, 20)

    inside = [kind for kind in up_and_down if kind.startswith("trend")]
    assert up_and_down[6] in ("trend down", "above limit")
    assert inside == sorted(inside, reverse=True)


def test_a_point_on_the_mean_breaks_a_shift():
    seven = [11, 13, 11, 13, 11, 13, 11, 5, 9, 5, 9, 5, 9, 15, 5, 9]
    assert "shift above" in kinds(*seven)

    broken = kinds(12, 14, 12, 10, 12, 14, 12, 8, 6, 8, 10, 8, 6, 8, 10, 10)

    assert not any(kind.startswith("shift") for kind in broken)


def test_no_months_have_no_chart():
    assert control_chart({}) == []
    assert as_sequence({}) == []
