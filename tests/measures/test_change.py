"""M4 against a slow twin and a library, and the cases in which nothing may be said."""

import math
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.rates import test_poisson_2indep as poisson_test

from answerable.measures.change import Statement, changes, dispersion, latest_with_earlier, ratio_limits
from answerable.measures.counts import Count
from answerable.measures.months import Month
from tests.measures.generated import events, months, tables

BASE = [Month(2024, number) for number in (1, 2, 3, 4)]
NEW = [Month(2025, number) for number in (1, 2, 3, 4)]
DAYS = (121, 120)
monthly = st.lists(events, min_size=4, max_size=4)


def two_years(base, new, key="marlshire"):
    return [Count(key, month, "robbery", n) for month, n in zip((*BASE, *NEW), (*base, *new), strict=True)]


def change(base, new, **rest):
    return changes(two_years(base, new), BASE, NEW, **rest)[0]


def plain_p(base: int, new: int) -> float:
    """The sum of the chances of every split of the events that is no likelier than the one seen."""
    share, whole = Fraction(DAYS[1], sum(DAYS)), base + new
    chance = [math.comb(whole, k) * share**k * (1 - share) ** (whole - k) for k in range(whole + 1)]
    return float(sum(one for one in chance if one <= chance[new]))


def plain_dispersion(base, new) -> float:
    pairs = [(a, b) for a, b in zip(base, new, strict=True) if a or b]
    if len(pairs) < 3 or not sum(base) or not sum(new):
        return 1.0
    square, whole = Fraction(), sum(base) + sum(new)
    for a, b in pairs:
        for seen, total in ((a, sum(base)), (b, sum(new))):
            expected = Fraction((a + b) * total, whole)
            square += (seen - expected) ** 2 / expected
    return float(max(Fraction(1), square / (len(pairs) - 1)))


def normal_tails(z: float) -> float:
    return math.erfc(abs(z) / math.sqrt(2))


@given(st.integers(0, 40), st.integers(0, 40))
def test_the_exact_p_is_the_chance_of_every_split_no_likelier(base, new):
    found = change([base, 0, 0, 0], [new, 0, 0, 0])

    assert found.p_exact == pytest.approx(plain_p(base, new), rel=1e-9)


@settings(max_examples=40)
@given(events.filter(bool), events.filter(bool))
def test_the_exact_p_is_that_of_the_library(base, new):
    found = change([base, 0, 0, 0], [new, 0, 0, 0])

    assert found.p_exact == pytest.approx(
        poisson_test(new, DAYS[1], base, DAYS[0], method="exact-cond").pvalue, rel=1e-9)


@given(monthly, monthly)
def test_the_dispersion_is_pearsons_chi_square_over_its_degrees_of_freedom(base, new):
    assert dispersion(base, new) == pytest.approx(plain_dispersion(base, new), rel=1e-9)


@settings(max_examples=40)
@given(monthly, monthly)
def test_the_adjusted_p_is_that_of_the_log_ratio_widened_by_the_dispersion(base, new):
    found, a, b = change(base, new), sum(base), sum(new)

    if a and b:
        ratio = (b / DAYS[1]) / (a / DAYS[0])
        wanted = normal_tails(math.log(ratio) / math.sqrt(plain_dispersion(base, new) * (1 / a + 1 / b)))
        assert found.rate_ratio == pytest.approx(ratio, rel=1e-9)
        assert found.p_adjusted == pytest.approx(wanted, rel=1e-7, abs=1e-300)
    else:
        assert found.p_adjusted == found.p_exact


@given(events, events)
def test_the_limits_of_the_ratio_leave_two_and_a_half_percent_on_each_side(base, new):
    """Clopper and Pearson's definition: at a limit, what was seen or more extreme has a chance of 2.5%."""
    low, high = ratio_limits(base, new, *DAYS)

    def at_most(events_seen, ratio):
        share = ratio * DAYS[1] / (DAYS[0] + ratio * DAYS[1])
        return math.fsum(math.exp(math.lgamma(base + new + 1) - math.lgamma(k + 1) - math.lgamma(base + new - k + 1)
                                  + k * math.log(share) + (base + new - k) * math.log1p(-share))
                         for k in range(events_seen + 1))

    assert (low is None) == (not base + new)
    assert (high is None) == (not base)
    if new:
        assert 1 - at_most(new - 1, low) == pytest.approx(0.025, rel=1e-6)
    elif base:
        assert low == 0
    if base:
        assert at_most(new, high) == pytest.approx(0.025, rel=1e-6)


@settings(max_examples=40)
@given(st.lists(st.tuples(monthly, monthly), min_size=1, max_size=6))
def test_q_is_that_of_benjamini_and_hochberg_over_the_table(places):
    counts = [one for number, (base, new) in enumerate(places) for one in two_years(base, new, f"place {number:02}")]

    found = changes(counts, BASE, NEW)

    wanted = multipletests([one.p_adjusted for one in found], method="fdr_bh")[1]
    assert [one.q_bh for one in found] == pytest.approx(list(wanted), rel=1e-9)


@settings(max_examples=40)
@given(monthly, monthly)
def test_swapping_the_periods_inverts_the_ratio_and_keeps_p(base, new):
    on, back = (changes(two_years(base, new), *periods)[0] for periods in ((BASE, NEW), (NEW, BASE)))

    assert on.p_exact == pytest.approx(back.p_exact, rel=1e-9)
    assert on.p_adjusted == pytest.approx(back.p_adjusted, rel=1e-9)
    assert on.dispersion == pytest.approx(back.dispersion, rel=1e-9)
    assert on.difference == -back.difference
    if on.rate_ratio and back.rate_ratio:
        assert on.rate_ratio * back.rate_ratio == pytest.approx(1, rel=1e-9)
        assert on.rr_lower * back.rr_upper == pytest.approx(1, rel=1e-9)
    opposite = {Statement.INCREASE: Statement.DECREASE, Statement.DECREASE: Statement.INCREASE}
    assert on.statement == opposite.get(back.statement, back.statement)


@settings(max_examples=40)
@given(monthly, monthly)
def test_the_statement_is_the_first_rule_that_applies(base, new):
    found = change(base, new)
    p = max(found.p_exact, found.p_adjusted)
    assume(abs(p - 0.05) > 1e-9)

    a, b = sum(base), sum(new)
    wanted = ("too few to say" if a < 10 and b < 10 else "no clear change" if p >= 0.05
              else "increase" if Fraction(b, DAYS[1]) > Fraction(a, DAYS[0]) else "decrease")
    assert found.statement.value == wanted


@settings(max_examples=40)
@given(monthly, monthly, st.sampled_from([*BASE, *NEW]))
def test_a_change_with_a_suspect_month_is_calculated_and_not_judged(base, new, month):
    sure, doubted = change(base, new), change(base, new, suspect={("marlshire", month)})

    assert doubted.statement is Statement.NOT_JUDGED
    assert (doubted.rate_ratio, doubted.p_exact, doubted.p_adjusted) == (sure.rate_ratio, sure.p_exact, sure.p_adjusted)


def test_a_suspect_month_of_another_place_or_another_period_doubts_nothing():
    suspect = {("eastmere", BASE[0]), ("marlshire", Month(2023, 1))}

    assert change([30] * 4, [60] * 4, suspect=suspect).statement is Statement.INCREASE


@given(monthly, monthly)
def test_no_percentage_below_a_base_of_fifty(base, new):
    found = change(base, new)

    if sum(base) < 50:
        assert found.pct_change is None
    else:
        assert found.pct_change == pytest.approx(float(Fraction(100 * (sum(new) - sum(base)), sum(base))), rel=1e-12)


def test_fifty_events_in_the_base_are_enough_for_a_percentage_and_forty_nine_are_not():
    assert change([50, 0, 0, 0], [60, 0, 0, 0]).pct_change == 20
    assert change([49, 0, 0, 0], [60, 0, 0, 0]).pct_change is None


@pytest.mark.parametrize(("base", "new", "few"), [(9, 9, True), (0, 9, True), (10, 0, False), (0, 10, False)])
def test_fewer_than_ten_in_both_periods_are_too_few_to_say(base, new, few):
    assert (change([base, 0, 0, 0], [new, 0, 0, 0]).statement is Statement.TOO_FEW) == few


def test_nothing_in_both_periods_has_no_ratio_and_no_limits():
    nothing = change([0] * 4, [0] * 4)

    assert (nothing.rate_ratio, nothing.rr_lower, nothing.rr_upper, nothing.p_exact) == (None, None, None, 1.0)
    assert nothing.statement is Statement.TOO_FEW


def test_a_base_of_nothing_has_no_ratio_and_a_limit_on_one_side():
    risen = change([0] * 4, [10] * 4)

    assert (risen.rate_ratio, risen.rr_upper) == (None, None)
    assert risen.rr_lower > 1
    assert risen.statement is Statement.INCREASE


def test_the_day_more_of_a_leap_year_counts():
    same_each_day = changes([Count("marlshire", Month(2024, 2), "robbery", 290),
                             Count("marlshire", Month(2025, 2), "robbery", 280)], [Month(2024, 2)], [Month(2025, 2)])[0]

    assert (same_each_day.base_days, same_each_day.new_days) == (29, 28)
    assert same_each_day.rate_ratio == pytest.approx(1)
    assert same_each_day.p_adjusted == pytest.approx(1)


def test_months_that_do_not_pair_are_refused():
    with pytest.raises(ValueError, match="not the same months of the year"):
        changes(two_years([1] * 4, [1] * 4), BASE, NEW[:3])


@settings(max_examples=40)
@given(tables(st.sampled_from([*BASE, *NEW])))
def test_a_place_that_lacks_a_month_is_left_out_and_no_other(table):
    wanted = {(one.key, one.group) for one in table
              if all(any((two.key, two.group, two.month) == (one.key, one.group, month) for two in table)
                     for month in (BASE[0], NEW[0]))}

    assert {(one.key, one.group) for one in changes(table, BASE[:1], NEW[:1])} == wanted


def test_no_counts_give_no_changes():
    assert changes([], BASE, NEW) == []


@given(st.lists(months, max_size=30))
def test_the_latest_year_is_paired_with_each_earlier_one_over_the_months_of_both(some):
    latest = max((month.year for month in some), default=None)

    found = latest_with_earlier(some)

    wanted = []
    for year in range(2018, latest or 0):
        numbers = [n for n in range(1, 13) if Month(year, n) in some and Month(latest, n) in some]
        if numbers:
            wanted.append(([Month(year, n) for n in numbers], [Month(latest, n) for n in numbers]))
    assert found == wanted
