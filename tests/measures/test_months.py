"""Months of a year: read, counted on, and parted where one is missing."""

import calendar
import re
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answerable.measures.months import Month, all_between, stretches
from tests.measures.generated import months


def next_one(month: Month) -> Month:
    return Month(month.year + 1, 1) if month.number == 12 else Month(month.year, month.number + 1)


@given(months)
def test_a_month_is_read_as_it_is_written(month):
    assert Month.read(str(month)) == month


@given(st.text(max_size=9))
def test_nothing_else_is_read_as_a_month(words):
    if re.fullmatch("[0-9]{4}-[0-9]{2}", words, re.ASCII) and words[:4] != "0000" and 1 <= int(words[5:]) <= 12:
        return

    with pytest.raises(ValueError, match="is not a month"):
        Month.read(words)


@pytest.mark.parametrize("words", ["", "2025", "2025-7", "2025-00", "2025-13", "2025-07 ", "2025-07\n", "25-07",
                                   "2025-07-01", "July 2025", "٢٠٢٥-07", "0000-07"])
def test_a_near_miss_is_not_read_as_a_month(words):
    with pytest.raises(ValueError, match="Write the year and the month, like 2025-07"):
        Month.read(words)


@given(months, st.integers(0, 40))
def test_months_are_counted_on_one_by_one(month, many):
    there = month
    for _step in range(many):
        there = next_one(there)

    assert month + many == there
    assert there + -many == month


@given(months)
def test_a_month_has_the_days_from_its_first_to_the_next_ones_first(month):
    assert month.days == (next_one(month).first_day - month.first_day).days
    assert month.first_day == date(month.year, month.number, 1)


def test_february_has_a_day_more_in_a_leap_year():
    assert (Month(2023, 2).days, Month(2024, 2).days) == (28, 29)


@given(months)
def test_a_month_in_words_names_the_month_and_the_year(month):
    assert month.in_words == f"{calendar.month_name[month.number]} {month.year}"


@given(months, months)
def test_months_are_in_the_order_of_their_days(one, other):
    assert (one < other) == (one.first_day < other.first_day)


@settings(max_examples=40)
@given(st.lists(months, max_size=30))
def test_stretches_part_wherever_a_month_is_missing_and_lose_none(some):
    parts = stretches(some)

    assert [month for part in parts for month in part] == sorted(set(some))
    for part in parts:
        assert all(next_one(before) == after for before, after in pairwise(part))
    for before, after in pairwise(parts):
        assert next_one(before[-1]) < after[0]


@given(months, months)
def test_all_months_between_are_those_of_all_days_between(first, last):
    days = (last.first_day - first.first_day).days
    every = dict.fromkeys(Month(day.year, day.month) for day in
                          (first.first_day + timedelta(days=n) for n in range(days + 1)))

    assert list(all_between(first, last)) == list(every)
