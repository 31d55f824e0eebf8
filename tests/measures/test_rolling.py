"""M5: sums over consecutive months against a slow twin."""

from hypothesis import given
from hypothesis import strategies as st

from answerable.measures.counts import Count
from answerable.measures.months import Month
from answerable.measures.rolling import rolling
from tests.measures.generated import tables

SOME = st.integers(0, 8).map(lambda step: Month(2024, 9) + step)


def plain_sum(table, key, group, month, width):
    """Each count that lies in the window, found by looking at all of them."""
    window = [one.n for one in table if (one.key, one.group) == (key, group)
              and 0 <= (month.year - one.month.year) * 12 + month.number - one.month.number < width]
    return len(window), sum(window) if len(window) == width else None


@given(tables(SOME), st.integers(1, 5))
def test_a_rolling_sum_is_that_of_all_months_of_its_window(table, width):
    found = {(one.key, one.group, one.month): (one.months_present, one.sum) for one in rolling(table, width)}

    assert found == {(one.key, one.group, one.month): plain_sum(table, one.key, one.group, one.month, width)
                     for one in table}


@given(tables(SOME))
def test_sums_of_one_month_are_the_counts(table):
    assert [(one.key, one.group, one.month, one.sum) for one in rolling(table, 1)] == sorted(
        (one.key, one.group, one.month, one.n) for one in table)


@given(tables(SOME), st.integers(1, 12))
def test_a_sum_over_a_missing_month_is_unknown(table, width):
    assert all((one.sum is None) == (one.months_present < width) for one in rolling(table, width))


def test_a_year_ends_in_the_month_it_is_given_for_and_needs_all_twelve():
    counts = [Count("marlshire", Month(2024, 6) + step, "robbery", 1 + step) for step in range(13)]

    last = rolling(counts, 12)[-2:]

    assert [(str(one.month), one.sum) for one in last] == [("2025-05", 78), ("2025-06", 90)]
    assert rolling(counts[:5] + counts[6:], 12)[-1].sum is None


def test_no_counts_give_no_sums():
    assert rolling([], 12) == []
