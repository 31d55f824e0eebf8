"""M13: weighted sums, and the refusal to guess a weight."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable.measures.harm import harm

CATEGORIES = ("Burglary", "Drugs", "Robbery")
counts = st.lists(st.tuples(st.sampled_from(["eastmere", "marlshire"]), st.sampled_from(CATEGORIES),
                            st.integers(0, 50)), max_size=12)
weights = st.dictionaries(st.sampled_from(CATEGORIES), st.integers(0, 900).map(lambda eighths: eighths / 8))


@given(counts, weights)
def test_harm_is_the_weighted_sum_and_nothing_where_a_weight_is_missing(table, weighing):
    found, missing = harm(table, weighing)

    assert missing == sorted({category for _key, category, _n in table if category not in weighing})
    assert [one.key for one in found] == sorted({key for key, _category, _n in table})
    for one in found:
        rows = [(category, n) for key, category, n in table if key == one.key]
        n = sum(n for _category, n in rows)
        assert one.n == n
        if any(category not in weighing for category, _n in rows):
            assert (one.harm, one.mean_weight) == (None, None)
        else:
            whole = sum(n * Fraction(weighing[category]) for category, n in rows)
            assert one.harm == float(whole)
            assert one.mean_weight == (pytest.approx(float(whole / n)) if n else None)


@given(counts)
def test_equal_weights_of_one_give_the_counts(table):
    assert all(one.harm == one.n for one in harm(table, dict.fromkeys(CATEGORIES, 1.0))[0])


def test_a_category_without_a_weight_empties_the_sum_even_where_none_was_counted():
    found, missing = harm([("marlshire", "Robbery", 4), ("marlshire", "Drugs", 0), ("eastmere", "Robbery", 2)],
                          {"Robbery": 100.0})

    assert [(one.key, one.harm) for one in found] == [("eastmere", 200.0), ("marlshire", None)]
    assert missing == ["Drugs"]


def test_no_counts_have_no_harm():
    assert harm([], {}) == ([], [])
