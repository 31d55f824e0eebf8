"""M11 against a slow twin in fractions, a library's slope, and simulated limits."""

import math
from fractions import Fraction
from random import Random

import pytest
import statsmodels.api as sm
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from answerable.measures.gradient import decile_rates, gradient
from answerable.measures.rates import limits

Z = 1.959963984540054
area = st.tuples(st.integers(1, 10), st.integers(500, 4_000), st.integers(0, 200))
areas = st.lists(area, max_size=40)


@st.composite
def maps(draw):
    """Areas of five deciles or more."""
    deciles = draw(st.sets(st.integers(1, 10), min_size=5))
    return [(decile, draw(st.integers(500, 4_000)), draw(st.integers(0, 200))) for decile in sorted(deciles)]


def plain_deciles(some, years):
    rows, people_in_all = {}, sum(people for _decile, people, _n in some)
    for decile in {one[0] for one in some}:
        n = sum(events for where, _people, events in some if where == decile)
        people = sum(people for where, people, _events in some if where == decile)
        less_deprived = sum(people for where, people, _events in some if where > decile)
        rows[decile] = (n, people, Fraction(1000 * n) / people / years,
                        (Fraction(less_deprived) + Fraction(people, 2)) / people_in_all)
    return rows


def plain_line(rows):
    """Slope and intercept that least squares give, each resident counting once."""
    whole = sum(people for _n, people, _rate, _x in rows)
    x_mean = sum(people * x for _n, people, _rate, x in rows) / whole
    y_mean = sum(people * rate for _n, people, rate, _x in rows) / whole
    slope = (sum(people * (x - x_mean) * (rate - y_mean) for _n, people, rate, x in rows)
             / sum(people * (x - x_mean) ** 2 for _n, people, _rate, x in rows))
    return slope, y_mean - slope * x_mean


@given(areas, st.sampled_from([Fraction(1, 4), Fraction(1), Fraction(7, 4)]))
def test_the_rates_of_deciles_are_those_of_the_formula(some, years):
    found = decile_rates("core", some, float(years))

    wanted = plain_deciles(some, years)
    assert [one.imd_decile for one in found] == sorted(wanted, reverse=True)
    for one in found:
        n, people, rate, ridit = wanted[one.imd_decile]
        low, high = (limit / (people * float(years) / 1000) for limit in limits(n))
        assert (one.n, one.population) == (n, people)
        assert one.areas == sum(1 for decile, _people, _n in some if decile == one.imd_decile)
        assert (one.rate, one.ridit, one.lower, one.upper) == pytest.approx(
            (float(rate), float(ridit), low, high), rel=1e-9)


@given(maps())
def test_the_slope_and_its_ends_are_those_of_the_formula(some):
    found = gradient(decile_rates("core", some, 1.0))

    slope, at_least = plain_line(list(plain_deciles(some, Fraction(1)).values()))
    assert (found.sii, found.rate_least, found.rate_most) == pytest.approx(
        (float(slope), float(at_least), float(at_least + slope)), rel=1e-9, abs=1e-9)
    assert found.deciles == len(some)


@settings(max_examples=40)
@given(maps())
def test_the_slope_is_that_of_the_library(some):
    rows = decile_rates("core", some, 1.0)

    found = gradient(rows)

    line = sm.WLS([one.rate for one in rows], sm.add_constant([one.ridit for one in rows]),
                  weights=[one.population for one in rows]).fit()
    assert (found.rate_least, found.sii) == pytest.approx(tuple(line.params), rel=1e-9, abs=1e-9)


@settings(max_examples=3)
@given(st.integers(0, 10_000))
def test_the_limits_are_those_of_simulated_rates(seed):
    """Each decile's rate drawn anew around itself: 4,000 slopes, whose spread is known to about 1.1% a time."""
    chance = Random(seed)
    some = [(decile, chance.randint(20_000, 40_000), 2_000 + 600 * (10 - decile)) for decile in range(1, 11)]
    rows = decile_rates("core", some, 1.0)

    found = gradient(rows)

    def drawn():
        return [(one.n, one.population, chance.gauss(one.rate, (one.upper - one.lower) / (2 * Z)), one.ridit)
                for one in rows]
    lines = [plain_line(drawn()) for _draw in range(4000)]
    slopes = [slope for slope, _least in lines]
    logs = [math.log((least + slope) / least) for slope, least in lines]
    assert (found.sii_upper - found.sii_lower) / (2 * Z) == pytest.approx(spread(slopes), rel=0.06)
    assert math.log(found.rii_upper / found.rii_lower) / (2 * Z) == pytest.approx(spread(logs), rel=0.06)


def spread(values):
    mean = math.fsum(values) / len(values)
    return math.sqrt(math.fsum((one - mean) ** 2 for one in values) / (len(values) - 1))


@settings(max_examples=40)
@given(maps())
def test_the_limits_stand_around_the_index(some):
    found = gradient(decile_rates("core", some, 1.0))

    assert found.sii_lower < found.sii < found.sii_upper
    if found.rii:
        assert found.rii_lower < found.rii < found.rii_upper
        assert found.rii_lower * found.rii_upper == pytest.approx(found.rii ** 2, rel=1e-9)


@given(st.lists(st.integers(1, 4), min_size=5, max_size=10), st.integers(1, 20))
def test_equal_rates_have_no_slope(sizes, per_thousand):
    some = [(decile, 1000 * size, per_thousand * size) for decile, size in enumerate(sizes, 1)]

    found = gradient(decile_rates("core", some, 1.0))

    assert found.sii == pytest.approx(0, abs=1e-9)
    assert found.rii == pytest.approx(1, rel=1e-9)


@settings(max_examples=40)
@given(maps())
def test_the_slope_changes_its_sign_with_reversed_deciles(some):
    turned = [(11 - decile, people, n) for decile, people, n in some]

    on, back = gradient(decile_rates("core", some, 1.0)), gradient(decile_rates("core", turned, 1.0))

    assert back.sii == pytest.approx(-on.sii, rel=1e-9, abs=1e-9)
    assert (back.rate_least, back.rate_most) == pytest.approx((on.rate_most, on.rate_least), rel=1e-9, abs=1e-9)


@settings(max_examples=40)
@given(maps())
def test_the_relative_index_is_empty_when_the_line_is_not_positive_at_an_end(some):
    found = gradient(decile_rates("core", some, 1.0))
    assume(min(abs(found.rate_least), abs(found.rate_most)) > 1e-9)

    positive = found.rate_least > 0 and found.rate_most > 0
    assert [part is not None for part in (found.rii, found.rii_lower, found.rii_upper)] == [positive] * 3
    if positive:
        assert found.rii == pytest.approx(found.rate_most / found.rate_least, rel=1e-9)


def test_crime_in_the_most_deprived_decile_alone_has_a_slope_and_no_relative_index():
    found = gradient(decile_rates("core", [(decile, 1000, 900 * (decile == 1)) for decile in range(1, 11)], 1.0))

    assert found.sii > 0
    assert found.rate_least < 0
    assert found.rii is None


@given(st.lists(area.filter(lambda one: one[0] < 5), max_size=20))
def test_fewer_than_five_deciles_have_no_gradient(some):
    assert gradient(decile_rates("core", some, 1.0)) is None


@settings(max_examples=40)
@given(areas, st.randoms(use_true_random=False))
def test_the_order_of_areas_changes_nothing(some, chance):
    shuffled = list(some)
    chance.shuffle(shuffled)

    assert decile_rates("core", shuffled, 1.0) == decile_rates("core", some, 1.0)


def test_no_areas_have_no_deciles():
    assert decile_rates("core", [], 1.0) == []
