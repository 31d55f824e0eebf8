"""M12 with totals among the figures, against every table of whole numbers that a reader could have in mind."""


import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answerable.measures.totals import Given, Sum, exact, hidden, protect, reach, rounded

# Two by two with both margins: places 0 1 | 2, 3 4 | 5, and 6 7 | 8.
SUMS = (Sum(2, (0, 1)), Sum(5, (3, 4)), Sum(8, (6, 7)), Sum(6, (0, 3)), Sum(7, (1, 4)), Sum(8, (2, 5)))
INSIDE = (0, 1, 3, 4)
MOST = 16  # of a number that a reader has in mind: far above what is generated
_a, _b, _c, _d = np.meshgrid(*[np.arange(MOST)] * 4, indexing="ij")
THINKABLE = np.stack([_a, _b, _a + _b, _c, _d, _c + _d, _a + _c, _b + _d, _a + _b + _c + _d])

ways = st.sampled_from(["exact", "exact", "exact", "rounded", "hidden"])


@st.composite
def tables(draw, ways=ways):
    """Nine figures of a true table, each as its holder may give it."""
    a, b, c, d = (draw(st.integers(0, 7)) for _ in range(4))
    true = [a, b, a + b, c, d, c + d, a + c, b + d, a + b + c + d]
    return true, [_told(n, draw(ways)) for n in true]


def _told(n, way):
    if way == "hidden" and 1 <= n <= 4:
        return hidden(1, 4)
    return rounded(5 * round(n / 5), 5) if way == "rounded" else exact(n)


def thinkable(told, gone):
    fits = np.ones(THINKABLE.shape[1:], dtype=bool)
    for place, one in enumerate(told):
        if not (one.open and place in gone):
            fits &= (THINKABLE[place] >= one.low) & (THINKABLE[place] <= one.high)
    return fits


@settings(max_examples=60, deadline=None)
@given(tables())
def test_what_is_small_is_hidden_and_can_still_be_any_small_number(table):
    _true, told = table

    gone = protect(told, SUMS)

    if gone is not None:
        fits = thinkable(told, gone)
        for place, one in enumerate(told):
            if one.small():
                thought = THINKABLE[place][fits]
                assert place in gone
                assert thought.min() <= 1
                assert thought.max() >= 4


@settings(max_examples=60, deadline=None)
@given(tables(), st.sets(st.sampled_from(INSIDE)))
def test_what_a_reader_can_work_out_is_what_all_possible_tables_say(table, more):
    _true, told = table
    gone = {place for place, one in enumerate(told) if not one.open} | more
    fits = thinkable(told, gone)
    shown = [place for place in (2, 5, 6, 7, 8) if told[place].open]

    for place in gone:
        low, high = reach(told, SUMS, gone, place)

        assert low == pytest.approx(THINKABLE[place][fits].min(), abs=1e-6)
        if len(shown) == 5:  # nothing is without end then
            assert high == pytest.approx(THINKABLE[place][fits].max(), abs=1e-6)


@settings(deadline=None)
@given(tables(st.just("exact")))
def test_a_table_with_nothing_small_hides_nothing(table):
    true, told = table

    if all(n == 0 or n >= 5 for n in true):
        assert protect(told, SUMS) == frozenset()


@settings(max_examples=40, deadline=None)
@given(tables())
def test_a_true_table_always_fits_its_sums(table):
    true, told = table

    assert all(one.low <= n <= one.high for n, one in zip(true, told, strict=True))
    for place in range(9):
        low, high = reach(told, SUMS, range(9), place)
        assert low <= true[place] <= high


@pytest.mark.parametrize("told", [[9, 9, 20], [9, 9, 17], [9, 0, 20]])
def test_figures_that_do_not_add_up_are_not_safe(told):
    assert protect([exact(n) for n in told], [Sum(2, (0, 1))]) is None


def test_rounding_is_room_in_which_figures_add_up():
    assert protect([exact(9), exact(9), rounded(20, 5)], [Sum(2, (0, 1))]) == frozenset()


def test_what_was_hidden_before_stays_hidden_with_the_whole_of_its_range():
    told = [hidden(1, 7), exact(20), exact(24), exact(11), exact(35)]

    gone = protect(told, [Sum(4, (0, 1, 3)), Sum(4, (2, 3))])

    assert gone is None or reach(told, [Sum(4, (0, 1, 3)), Sum(4, (2, 3))], gone, 0) == (1, 7)


def test_a_small_figure_beside_a_total_takes_another_with_it():
    assert protect([exact(3), exact(30), exact(8), exact(41)], [Sum(3, (0, 1, 2))]) == {0, 2}


def test_a_small_total_is_hidden_too():
    assert 2 in protect([exact(0), exact(3), exact(3)], [Sum(2, (0, 1))])


def test_a_figure_that_stands_alone_is_hidden_if_it_is_small():
    assert protect([exact(3), exact(9)], []) == {0}


@pytest.mark.parametrize(("one", "small"), [
    (exact(0), False), (exact(1), True), (exact(4), True), (exact(5), False), (rounded(0, 5), True),
    (rounded(5, 5), False), (hidden(1, 4), True), (hidden(0, 0), False), (hidden(5, 99), False)])  # fmt: skip
def test_small_is_what_may_be_from_one_to_four_and_a_nought_only_if_it_is_exact(one, small):
    assert Given.small(one) == small
