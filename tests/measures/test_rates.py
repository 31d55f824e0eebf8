"""M3 against a slow twin, limits against a library, and what a rate may never do."""

from dataclasses import astuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats.rates import confint_poisson

from answerable.measures.counts import Count
from answerable.measures.months import Month
from answerable.measures.rates import Flag, limits, rates
from tests.measures.generated import PLACES, tables

YEAR = [Month(2025, number) for number in range(1, 13)]
QUARTER = YEAR[:3]
residents = st.dictionaries(st.sampled_from(PLACES), st.one_of(st.none(), st.just(0), st.integers(1, 90_000)))


def plain_limits(n: int) -> tuple[float, float]:
    """As the formula sheet has it: exact below 10, which a library gives; Byar's from 10."""
    z = 1.959963984540054
    if n < 10:
        low, high = confint_poisson(n, 1, method="exact-c", alpha=0.05)
        return (0.0 if n == 0 else float(low)), float(high)
    low = n * (1 - 1 / (9 * n) - z / (3 * n**0.5)) ** 3
    return low, (n + 1) * (1 - 1 / (9 * (n + 1)) + z / (3 * (n + 1) ** 0.5)) ** 3


def plain_rates(table, months, population):
    """Place by place and group by group, looked up anew each time."""
    def total(key, group):
        return sum(one.n for one in table if (one.key, one.group) == (key, group) and one.month in months)

    def held(key, group):
        return sum(1 for one in table if (one.key, one.group) == (key, group) and one.month in months)

    years = len(months) / 12
    rows = []
    for key, group in sorted({(one.key, one.group) for one in table if one.month in months}):
        whole = [place for place in PLACES if population.get(place) and held(place, group) == len(months)]
        people = sum(population[place] for place in whole)
        comparator = 1000 * sum(total(place, group) for place in whole) / (people * years) if people else None
        n, base = total(key, group), (population.get(key) or 0) * years
        if held(key, group) < len(months):
            rows.append((key, group, n, None, None, None, comparator, "month absent"))
        elif not base:
            rows.append((key, group, n, None, None, None, comparator, "no denominator"))
        else:
            low, high = (1000 * limit / base for limit in plain_limits(n))
            flag = "higher" if low > comparator else "lower" if high < comparator else "similar"
            rows.append((key, group, n, 1000 * n / base, low, high, comparator, flag))
    return rows


def same(got, wanted):
    return got == wanted if isinstance(wanted, str) or wanted is None else got == pytest.approx(wanted, rel=1e-9)


@given(tables(st.sampled_from(YEAR[:5])), st.sampled_from([YEAR[:1], YEAR[:2], QUARTER]), residents)
def test_rates_are_those_of_the_formula(table, months, population):
    wanted = plain_rates(table, months, population)

    found = [(one.key, one.group, one.n, one.rate, one.lower, one.upper, one.comparator, one.flag.value)
             for one in rates(table, months, population)]

    assert len(found) == len(wanted)
    assert all(same(*pair) for got, row in zip(found, wanted, strict=True) for pair in zip(got, row, strict=True))


@pytest.mark.parametrize("n", range(10))
def test_limits_below_ten_events_are_exact(n):
    low, high = confint_poisson(n, 1, method="exact-c", alpha=0.05)

    assert limits(n) == pytest.approx((0 if n == 0 else low, high), rel=1e-9)


@given(st.integers(10, 1_000_000))
def test_limits_from_ten_events_are_within_a_quarter_of_a_percent_of_the_exact_ones(n):
    low, high = confint_poisson(n, 1, method="exact-c", alpha=0.05)

    assert limits(n) == pytest.approx((low, high), rel=0.0025)


@given(st.integers(0, 100_000))
def test_limits_hold_the_count_and_rise_with_it(n):
    low, high = limits(n)
    low_of_more, high_of_more = limits(n + 1)

    assert low < n or n == low == 0
    assert n < high
    assert low < low_of_more
    assert high < high_of_more


@given(st.integers(0, 5_000), st.integers(1, 90_000), st.integers(1, 90_000))
def test_limits_bracket_the_rate_and_shrink_with_population(n, people, more):
    def alone(population):
        return rates([Count("marlshire", YEAR[0], "robbery", n)], YEAR[:1], {"marlshire": population})[0]

    small, large = alone(people), alone(people + more)

    assert small.lower <= small.rate <= small.upper
    assert large.upper - large.lower < small.upper - small.lower


@given(st.integers(0, 500), st.integers(1, 90_000))
def test_a_place_alone_is_similar_to_itself(n, people):
    only = rates([Count("marlshire", YEAR[0], "robbery", n)], YEAR[:1], {"marlshire": people})[0]

    assert only.flag is Flag.SIMILAR
    assert only.comparator == pytest.approx(only.rate, rel=1e-12)


def test_a_rate_is_of_a_year_whatever_the_months():
    counts = [Count("marlshire", month, "robbery", 10) for month in YEAR]

    quarter, year = (rates(counts, months, {"marlshire": 60_000})[0] for months in (QUARTER, YEAR))

    assert quarter.rate == year.rate == pytest.approx(2.0)
    assert (quarter.years, year.years) == (0.25, 1.0)


@settings(max_examples=40)
@given(tables(st.sampled_from(YEAR[:4])), residents)
def test_no_rate_where_a_month_is_absent_or_nobody_counted_the_residents(table, population):
    for one in rates(table, QUARTER, population):
        whole = one.months == len(QUARTER) and population.get(one.key)

        assert (one.rate is not None) == bool(whole)
        assert (one.rate is None) == (one.lower is None) == (one.upper is None)
        assert (one.flag in (Flag.MONTH_ABSENT, Flag.NO_DENOMINATOR)) == (not whole)


def test_an_absent_month_is_said_before_a_missing_denominator():
    counts = [Count("marlshire", QUARTER[0], "robbery", 3)]

    assert rates(counts, QUARTER, {})[0].flag is Flag.MONTH_ABSENT
    assert rates(counts, QUARTER[:1], {})[0].flag is Flag.NO_DENOMINATOR


def test_a_place_without_a_rate_does_not_move_the_comparator():
    whole = [Count("marlshire", month, "robbery", 10) for month in QUARTER]
    part = [Count("eastmere", QUARTER[0], "robbery", 900)]
    uncounted = [Count("tarnbridge", month, "robbery", 900) for month in QUARTER]

    found = {one.key: one for one in rates(
        whole + part + uncounted, QUARTER, {"marlshire": 60_000, "eastmere": 100, "tarnbridge": None})}

    assert {one.comparator for one in found.values()} == {found["marlshire"].rate}


@settings(max_examples=40)
@given(tables(st.sampled_from(YEAR[:4])), residents, st.randoms(use_true_random=False))
def test_rates_do_not_depend_on_the_order_of_counts(table, population, chance):
    shuffled = list(table)
    chance.shuffle(shuffled)

    assert [astuple(one) for one in rates(shuffled, QUARTER, population)] == [
        astuple(one) for one in rates(table, QUARTER, population)]


def test_no_counts_give_no_rates():
    assert rates([], QUARTER, {"marlshire": 1000}) == []


@given(st.integers(10, 400), st.integers(2, 30))
def test_the_larger_of_two_places_with_one_rate_is_never_flagged(n, times):
    counts = [Count("eastmere", YEAR[0], "robbery", n), Count("marlshire", YEAR[0], "robbery", n * times)]

    found = rates(counts, YEAR[:1], {"eastmere": 1000, "marlshire": 1000 * times})

    assert {one.flag for one in found} == {Flag.SIMILAR}
