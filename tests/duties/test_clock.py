"""How clocks count, for every rule and any day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable.duties import (
    Clock,
    DutyError,
    Unit,
    date_of_day,
    day_number,
    rule,
    rules,
    start_clock,
    was_in_time,
)
from answerable.duties.calendar import LISTED, AddedHoliday

days = st.dates(min_value=date(2021, 5, 31), max_value=date(2060, 12, 31))
day_rules = st.sampled_from([one for one in rules() if one.length and one.length.unit is Unit.CALENDAR_DAY])
working_rules = st.sampled_from([one for one in rules() if one.length and one.length.unit is Unit.WORKING_DAY])
month_rules = st.sampled_from([one for one in rules() if one.length and one.length.unit is Unit.MONTH])
counting_rules = st.one_of(day_rules, working_rules, month_rules)


def counted(clock: Clock) -> int:
    assert clock.rule.length is not None
    return clock.rule.length.number


def between(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


@given(day_rules, days)
def test_a_period_of_n_days_that_counts_its_first_ends_n_less_1_days_later(one, trigger_on):
    clock = start_clock(one, trigger_on)

    later = counted(clock) - 1 if one.length.counts_trigger_day else counted(clock)
    assert clock.due_on == trigger_on + timedelta(days=later)
    assert clock.left_out == ()


@given(working_rules, days)
def test_a_count_of_working_days_begins_and_ends_on_a_working_day(one, trigger_on):
    clock = start_clock(one, trigger_on)

    assert LISTED.is_working_day(clock.day_one)
    assert LISTED.is_working_day(clock.due_on)
    assert clock.day_one > trigger_on


@given(working_rules, days)
def test_the_days_left_out_and_the_days_counted_are_all_the_days_there_are(one, trigger_on):
    clock = start_clock(one, trigger_on)

    every_day = between(trigger_on + timedelta(days=1), clock.due_on)
    left_out = [out.day for out in clock.left_out]
    assert left_out == [day for day in every_day if LISTED.why_left_out(day)]
    assert len(every_day) - len(left_out) == counted(clock)


@given(working_rules, days)
def test_the_working_names_every_holiday_that_is_left_out(one, trigger_on):
    clock = start_clock(one, trigger_on)

    words = " ".join(clock.working)
    assert all(out.why in words for out in clock.left_out if out.why not in {"Saturday", "Sunday"})


@given(counting_rules, days, st.integers(min_value=0, max_value=400))
def test_a_later_start_never_gives_an_earlier_last_day(one, trigger_on, later):
    first, second = start_clock(one, trigger_on), start_clock(one, trigger_on + timedelta(days=later))

    assert first.due_on <= second.due_on


@given(month_rules, days)
def test_a_month_is_28_to_31_days_and_ends_before_the_same_day_of_the_next(one, trigger_on):
    clock = start_clock(one, trigger_on)

    length = (clock.due_on - trigger_on).days + 1
    assert 28 <= length <= 31
    after = clock.due_on + timedelta(days=1)
    assert after.day == trigger_on.day or after.day == 1


@given(st.one_of(day_rules, working_rules), days, st.integers(min_value=1, max_value=90))
def test_the_date_of_a_numbered_day_has_that_number(one, trigger_on, number):
    clock = start_clock(one, trigger_on)

    assert day_number(clock, date_of_day(clock, number)) == number
    assert date_of_day(clock, counted(clock)) == clock.due_on


@given(counting_rules, days)
def test_the_working_holds_the_rule_its_source_and_the_last_day(one, trigger_on):
    clock = start_clock(one, trigger_on)

    words = "\n".join(clock.working)
    assert words.startswith(one.in_words)
    assert one.source.citation in words
    assert f"{clock.due_on.day} " in words
    assert all(sentence.endswith((".", ")")) for sentence in clock.working)


holidays = st.builds(
    AddedHoliday, announced_on=days, day=days, name=st.just("Added holiday"), source=st.just("a proclamation"))


@given(counting_rules, days, st.lists(holidays, max_size=6), holidays)
def test_adding_a_holiday_never_brings_a_last_day_forward(one, trigger_on, added, more):
    before = start_clock(one, trigger_on, added)

    assert start_clock(one, trigger_on, [*added, more]).due_on >= before.due_on


@given(st.one_of(day_rules, month_rules), days, st.lists(holidays, max_size=6))
def test_calendar_days_and_months_never_move_for_a_holiday(one, trigger_on, added):
    assert start_clock(one, trigger_on, added) == start_clock(one, trigger_on)


@given(working_rules, days, st.lists(st.integers(min_value=1, max_value=90), max_size=6))
def test_with_added_holidays_as_many_days_are_counted_and_each_that_is_passed_over_is_named(one, trigger_on, later):
    added = [AddedHoliday(trigger_on, trigger_on + timedelta(days=n), f"Holiday {n}", "a proclamation") for n in later]

    clock = start_clock(one, trigger_on, added)

    every_day = between(trigger_on + timedelta(days=1), clock.due_on)
    assert len(every_day) - len(clock.left_out) == counted(clock)
    passed = {out.day: out.why for out in clock.left_out}
    weekdays = [h for h in added if h.day <= clock.due_on and LISTED.is_working_day(h.day)]
    assert all(passed[h.day] == h.name and h.name in " ".join(clock.working) for h in weekdays)


@given(working_rules, days, st.integers(min_value=1, max_value=90))
def test_a_holiday_announced_after_the_last_day_moves_nothing(one, trigger_on, later):
    plain = start_clock(one, trigger_on)
    day = trigger_on + timedelta(days=later)

    late = AddedHoliday(plain.due_on + timedelta(days=1), day, "Told too late", "a proclamation")

    assert start_clock(one, trigger_on, [late]).due_on == plain.due_on


@given(working_rules, days, st.permutations(range(1, 7)))
def test_the_order_in_which_holidays_are_added_changes_nothing(one, trigger_on, order):
    added = [AddedHoliday(trigger_on, trigger_on + timedelta(days=n), f"Holiday {n}", "x") for n in order]

    assert start_clock(one, trigger_on, added) == start_clock(one, trigger_on, sorted(added))


def test_the_working_of_56_days_can_be_read_aloud():
    clock = start_clock(rule("police-act-1996-s55"), date(2024, 11, 20))

    assert "Day 1 is Wednesday 20 November 2024." in clock.working
    assert "Day 56, the last day, is Tuesday 14 January 2025." in clock.working
    assert any(sentence.startswith("In force from 2 May 2017.") for sentence in clock.working)


def test_the_working_of_70_working_days_names_what_is_left_out_and_where_the_list_is_from():
    clock = start_clock(rule("joint-area-reviews-2015-r4"), date(2024, 5, 16))

    left_out = "28 Saturdays and Sundays and 1 bank holiday (Spring Bank Holiday, 27 May 2024) are left out."
    assert left_out in clock.working
    assert any("software library holidays, version " in sentence for sentence in clock.working)
    assert not any("may move" in sentence for sentence in clock.working)


def test_a_count_beyond_the_years_announced_says_that_it_may_move():
    one = rule("joint-area-reviews-2015-r4")

    inside, beyond = start_clock(one, date(2027, 9, 1)), start_clock(one, date(2027, 12, 1))
    warning = "Bank holidays after 2027 are not announced; this date may move."
    assert warning not in inside.working
    assert warning in beyond.working


def test_calendar_days_never_wait_for_an_announcement():
    clock = start_clock(rule("police-act-1996-s55"), date(2044, 12, 1))

    assert not any("announced" in sentence for sentence in clock.working)


def test_without_a_trigger_day_there_is_no_last_day_and_the_reason_is_said():
    clock = start_clock(rule("joint-area-reviews-2015-r4"), None)

    assert clock.due_on is None
    assert "No last day can be counted: the day the report is received is not known." in clock.working


def test_a_rule_without_a_period_gives_no_last_day_and_never_an_invented_one():
    clock = start_clock(rule("fire-framework-2018-action-plan"), date(2025, 3, 4))

    assert clock.due_on is None
    assert "A plan is due. No date is set in law." in clock.working
    assert any("Not yet checked against the source." in sentence for sentence in clock.working)


def test_a_year_that_is_a_typing_mistake_is_asked_about():
    with pytest.raises(DutyError, match="Check the year"):
        start_clock(rule("practice"), date(9999, 12, 31))


@pytest.mark.parametrize(
    ("responded_on", "in_time"),
    [(date(2025, 1, 14), True), (date(2025, 1, 15), False), (None, None)],
)
def test_an_answer_is_in_time_up_to_and_on_the_last_day_and_unknown_is_neither(responded_on, in_time):
    clock = start_clock(rule("police-act-1996-s55"), date(2024, 11, 20))

    assert was_in_time(clock, responded_on) is in_time


def test_where_no_date_is_set_no_answer_is_in_time_or_after_it():
    clock = start_clock(rule("practice"), date(2024, 11, 20))

    assert was_in_time(clock, date(2025, 1, 1)) is None
    assert day_number(clock, date(2025, 1, 1)) is None
    assert date_of_day(clock, 14) is None
