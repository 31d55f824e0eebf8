"""The sentences of a clock, and dates as people write them."""

import os
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable.duties import rule, start_clock
from answerable.duties.words import (
    day_sentence,
    format_date,
    format_long_date,
    london_day,
    responded_sentence,
)

FIFTY_SIX = start_clock(rule("police-act-1996-s55"), date(2024, 11, 20))
WORKING = start_clock(rule("joint-area-reviews-2015-r4"), date(2024, 5, 16))
MONTH = start_clock(rule("specified-information-2011-16b"), date(2025, 4, 10))
PLAN = start_clock(rule("fire-framework-2018-action-plan"), date(2024, 11, 20))
PRACTICE = start_clock(rule("practice"), date(2024, 11, 20))
NOT_RECEIVED = start_clock(rule("joint-area-reviews-2015-r4"), None)


@pytest.mark.parametrize(
    ("clock", "today", "sentence"),
    [
        (FIFTY_SIX, date(2024, 11, 19), "Day 1 is Wednesday 20 November 2024. Publish by Tuesday 14 January 2025."),
        (FIFTY_SIX, date(2024, 11, 20), "Day 1 of 56. Publish by Tuesday 14 January 2025."),
        (FIFTY_SIX, date(2024, 12, 30), "Day 41 of 56. Publish by Tuesday 14 January 2025."),
        (FIFTY_SIX, date(2025, 1, 14), "Today is the last day (day 56 of 56)."),
        (FIFTY_SIX, date(2025, 1, 15), "The last day was Tuesday 14 January 2025, 1 day ago."),
        (FIFTY_SIX, date(2025, 1, 17), "The last day was Tuesday 14 January 2025, 3 days ago."),
        (FIFTY_SIX, date(2027, 11, 1), "The last day was Tuesday 14 January 2025, 1,021 days ago."),
        (WORKING, date(2024, 7, 15), "Working day 41 of 70. Send by Friday 23 August 2024."),
        (WORKING, date(2024, 7, 14), "After working day 40 of 70. Send by Friday 23 August 2024."),
        (WORKING, date(2024, 8, 23), "Today is the last day (working day 70 of 70)."),
        (MONTH, date(2025, 4, 20), "Publish by Friday 9 May 2025."),
        (MONTH, date(2025, 5, 9), "Today is the last day."),
        (MONTH, date(2025, 5, 12), "The last day was Friday 9 May 2025, 3 days ago."),
        (PLAN, date(2025, 1, 1), "A plan is due. No date is set in law."),
        (PRACTICE, date(2025, 1, 1), "No last day is set."),
        (NOT_RECEIVED, date(2024, 6, 1), "The last day is not known: the day the report is received is not known."),
    ],
)
def test_where_a_clock_stands_today(clock, today, sentence):
    assert day_sentence(clock, today) == sentence


@pytest.mark.parametrize(
    ("clock", "responded_on", "sentence"),
    [
        (
            FIFTY_SIX,
            date(2025, 1, 9),
            "Published Thursday 9 January 2025, day 51 of 56. The last day was Tuesday 14 January 2025.",
        ),
        (
            FIFTY_SIX,
            date(2025, 1, 17),
            "Published Friday 17 January 2025, day 59. The last day was Tuesday 14 January 2025, 3 days earlier.",
        ),
        (
            FIFTY_SIX,
            date(2024, 11, 19),
            "Published Tuesday 19 November 2024, before day 1. The last day was Tuesday 14 January 2025.",
        ),
        (
            WORKING,
            date(2024, 8, 27),
            "Sent Tuesday 27 August 2024, working day 71. The last day was Friday 23 August 2024, 4 days earlier.",
        ),
        (MONTH, date(2025, 5, 8), "Published Thursday 8 May 2025. The last day was Friday 9 May 2025."),
        (PLAN, date(2025, 1, 9), "Published Thursday 9 January 2025. A plan is due. No date is set in law."),
        (FIFTY_SIX, None, "Date of response not known. It is not counted as in time."),
    ],
)
def test_when_an_answer_came(clock, responded_on, sentence):
    assert responded_sentence(clock, responded_on) == sentence


@given(st.dates(min_value=date(2017, 5, 2), max_value=date(2060, 1, 1)), st.dates())
def test_a_sentence_never_praises_or_blames(published_on, responded_on):
    clock = start_clock(rule("police-act-1996-s55"), published_on)

    words = responded_sentence(clock, responded_on).lower()
    assert not any(word in words for word in ("late", "overdue", "missed", "failed", "deadline"))


def test_dates_are_british_in_tables_and_where_a_person_acts():
    assert format_date(date(2025, 1, 4)) == "4 January 2025"
    assert format_long_date(date(2025, 1, 14)) == "Tuesday 14 January 2025"


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2025, 7, 1, 23, 30, tzinfo=UTC), date(2025, 7, 2)),  # summer: it is half past midnight
        (datetime(2025, 1, 14, 23, 59, tzinfo=UTC), date(2025, 1, 14)),
        (datetime(2025, 3, 30, 0, 59, tzinfo=UTC), date(2025, 3, 30)),  # the night the clocks go forward
        (datetime(2025, 10, 25, 23, 0, tzinfo=UTC), date(2025, 10, 26)),  # the night before they go back
        (datetime(2025, 1, 15, 13, 59, tzinfo=timezone(timedelta(hours=14))), date(2025, 1, 14)),
    ],
)
def test_the_day_is_londons(moment, day):
    assert london_day(moment) == day


def test_a_moment_without_a_time_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        london_day(datetime(2025, 1, 14, 12, 0))  # noqa: DTZ001 - the naive moment is the case


def test_no_date_comes_from_the_servers_time_zone():
    program = (
        "from datetime import UTC, date, datetime;"
        "from answerable.duties import rule, start_clock;"
        "from answerable.duties.words import london_day;"
        "print(start_clock(rule('joint-area-reviews-2015-r4'), date(2024, 5, 16)).due_on,"
        " london_day(datetime(2025, 1, 14, 23, 30, tzinfo=UTC)))"
    )

    answers = {
        subprocess.run(  # another process, because a time zone is read when Python starts
            [sys.executable, "-c", program],
            env={**os.environ, "TZ": zone},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        for zone in ("Pacific/Kiritimati", "Etc/GMT+12", "Europe/London")
    }

    assert answers == {"2024-08-23 2025-01-14"}
