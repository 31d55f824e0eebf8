"""The days that are proposed to an office inside a period."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable.duties import rule, rules, start_clock
from answerable.duties.practice import OWN_DATES, proposed_day

days = st.dates(min_value=date(2021, 5, 31), max_value=date(2060, 12, 31))
counting_rules = st.sampled_from([one for one in rules() if one.length])


def test_in_56_days_they_are_days_14_28_42_and_49():
    clock = start_clock(rule("police-act-1996-s55"), date(2024, 11, 20))

    assert [proposed_day(own, clock) for own in OWN_DATES] == [
        date(2024, 12, 3), date(2024, 12, 17), date(2024, 12, 31), date(2025, 1, 7)]


@given(counting_rules, days)
def test_in_any_period_they_stand_in_order_and_before_the_last_day(one, trigger_on):
    clock = start_clock(one, trigger_on)

    proposed = [proposed_day(own, clock) for own in OWN_DATES]

    assert proposed == sorted(proposed)
    assert trigger_on <= proposed[0]
    assert proposed[-1] < clock.due_on


@given(st.sampled_from([one for one in rules() if one.length and one.length.unit == "working day"]), days)
def test_in_working_days_each_is_a_working_day(one, trigger_on):
    clock = start_clock(one, trigger_on)

    assert all(clock.calendar.is_working_day(proposed_day(own, clock)) for own in OWN_DATES)


@pytest.mark.parametrize("code", ["practice", "fire-framework-2018-action-plan"])
def test_without_a_last_day_none_is_proposed(code: str):
    clock = start_clock(rule(code), date(2024, 11, 20))

    assert [proposed_day(own, clock) for own in OWN_DATES] == [None] * len(OWN_DATES)
