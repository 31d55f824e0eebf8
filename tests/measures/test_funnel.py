"""M7 against a slow twin whose Poisson chances are added up one by one."""

import math

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from answerable.measures.counts import Count
from answerable.measures.funnel import Place, funnel
from answerable.measures.months import Month
from answerable.measures.rates import rates

MONTH = Month(2025, 7)
places = st.tuples(st.integers(0, 60), st.integers(1_000, 90_000))


def of(units):
    counts = [Count(f"place {number:02}", MONTH, "robbery", n) for number, (n, _people) in enumerate(units)]
    return rates(counts, [MONTH], {f"place {number:02}": people for number, (_n, people) in enumerate(units)})


def plain_quantile(share, mean):
    """The least count whose chance of that or fewer reaches the share, drawn back by how far it overshoots."""
    chance = reached = math.exp(-mean)
    count, before = 0, 0.0
    while reached < share:
        count += 1
        chance *= mean / count
        before, reached = reached, reached + chance
    return max(0.0, count - (reached - share) / (reached - before))


def plain_percentile(values, percent):
    values = sorted(values)
    whole, part = divmod((len(values) - 1) * percent, 100)
    above = values[min(whole + 1, len(values) - 1)]
    return values[whole] + (above - values[whole]) * part / 100


def plain_funnel(units):
    overall = sum(n for n, _people in units) / sum(people for _n, people in units)
    z = [2 * (n**0.5 - (overall * people) ** 0.5) for n, people in units]
    low, high = plain_percentile(z, 10), plain_percentile(z, 90)
    phi = math.fsum(min(max(one, low), high) ** 2 for one in z) / len(z) if len(units) >= 10 else None
    rows = []
    for (_n, people), one in zip(units, z, strict=True):
        expected = overall * people
        limits = [plain_quantile(share, expected) * 12_000 / people for share in (0.025, 0.975, 0.001, 0.999)]
        adjusted = None if phi is None else one / max(1, phi) ** 0.5
        rows.append((expected, limits, one, phi, adjusted))
    return rows


def plain_place(z):
    if z is None:
        return "not judged: fewer than 10 units"
    far = "far " if abs(z) > 3.090232306167813 else ""
    return "within" if abs(z) <= 1.959963984540054 else f"{far}above" if z > 0 else f"{far}below"


@settings(max_examples=50)
@given(st.lists(places, min_size=1, max_size=16))
def test_the_funnel_is_that_of_the_formula(units):
    assume(any(n for n, _people in units))

    found = funnel(of(units))

    for one, (expected, limits, z, phi, adjusted) in zip(found, plain_funnel(units), strict=True):
        assert one.expected == pytest.approx(expected, rel=1e-9)
        assert [one.lower95, one.upper95, one.lower998, one.upper998] == pytest.approx(limits, rel=1e-6, abs=1e-6)
        assert one.z == pytest.approx(z, rel=1e-9, abs=1e-9)
        assert one.phi == (None if phi is None else pytest.approx(phi, rel=1e-9))
        assert one.z_adjusted == (None if adjusted is None else pytest.approx(adjusted, rel=1e-9, abs=1e-9))
        assert one.funnel.value == plain_place(one.z_adjusted)


@settings(max_examples=50)
@given(st.lists(places, min_size=1, max_size=9))
def test_fewer_than_ten_places_are_not_judged(units):
    assert {(one.phi, one.z_adjusted, one.funnel) for one in funnel(of(units))} <= {(None, None, Place.TOO_FEW_UNITS)}


@settings(max_examples=30)
@given(st.lists(places, min_size=10, max_size=14))
def test_limits_of_998_in_a_thousand_hold_those_of_95_in_a_hundred(units):
    for one in funnel(of(units)):
        assert one.lower998 <= one.lower95 <= one.upper95 <= one.upper998


@settings(max_examples=30)
@given(st.lists(places, min_size=10, max_size=14))
def test_adjusting_for_over_dispersion_never_makes_a_place_stand_out_more(units):
    assert all(abs(one.z_adjusted) <= abs(one.z) for one in funnel(of(units)))


def test_ten_places_are_judged():
    units = [(20, 10_000)] * 9 + [(60, 10_000)]

    assert [one.funnel for one in funnel(of(units))][-1] in (Place.ABOVE, Place.FAR_ABOVE)


def test_places_of_equal_rates_are_all_within():
    assert {one.funnel for one in funnel(of([(20, 10_000), (40, 20_000)] * 6))} == {Place.WITHIN}


def test_a_place_without_a_rate_stands_in_no_funnel():
    some = rates([Count("marlshire", MONTH, "robbery", 5), Count("eastmere", MONTH, "robbery", 5)], [MONTH],
                 {"marlshire": 60_000})

    assert [one.rate.key for one in funnel(some)] == ["marlshire"]


def test_a_group_without_events_has_no_funnel():
    assert funnel(of([(0, 10_000)] * 12)) == []


def test_groups_are_judged_apart():
    units = [(20, 10_000)] * 9
    mixed = of(units) + rates([Count("tarnbridge", MONTH, "weapons", 9)], [MONTH], {"tarnbridge": 10_000})

    assert {one.funnel for one in funnel(mixed)} == {Place.TOO_FEW_UNITS}
