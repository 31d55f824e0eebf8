"""When people are told, by the rules alone."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from answerable.reminders.rules import (
    CAN_BE_TOLD,
    PROPOSED,
    Kind,
    Step,
    Told,
    When,
    check_ladder,
    comes_on,
    date_sentence,
    due,
    may_leave,
    step_words,
)
from answerable.responses.rules import Refused

DAY = date(2025, 3, 28)
OWNER, AUTHOR = (Told.OWNER,), (Told.AUTHOR,)


def test_what_is_proposed_can_be_set():
    for kind in Kind:
        assert check_ladder(kind, PROPOSED[kind]) == PROPOSED[kind]


@pytest.mark.parametrize(("kind", "steps", "sentence"), [
    (Kind.COMMITMENT, [Step(1, ())], "Choose who is told"),
    (Kind.COMMITMENT, [Step(1, OWNER), Step(1, AUTHOR)], "on the same day"),
    (Kind.COMMITMENT, [Step(366, OWNER)], "365 days"),
    (Kind.COMMITMENT, [Step(number, OWNER) for number in range(7)], "6 steps at most"),
    (Kind.ANSWER, [Step(1, OWNER)], "has no owner"),
])
def test_steps_that_cannot_be_taken_are_refused(kind, steps, sentence):
    with pytest.raises(Refused, match=sentence):
        check_ladder(kind, steps)


def test_steps_stand_in_the_order_of_their_days():
    assert [step.days for step in check_ladder(Kind.COMMITMENT, [Step(14, AUTHOR), Step(-7, OWNER)])] == [-7, 14]


@pytest.mark.parametrize(("day", "days"), [
    (date(2025, 3, 20), []), (date(2025, 3, 21), [-7]), (date(2025, 3, 28), [-7]), (date(2025, 3, 29), [-7, 1]),
    (date(2025, 4, 11), [-7, 1, 14]),
])
def test_a_step_is_due_from_its_day_on(day, days):
    assert [step.days for step in due(PROPOSED[Kind.COMMITMENT], DAY, day)] == days


@pytest.mark.parametrize(("comes", "on_friday", "on_saturday"), [
    (When.DAILY, True, True), (When.WEEKDAY, True, False), (When.NEVER, False, False)])
def test_the_digest_comes_on_the_days_that_somebody_chose(comes, on_friday, on_saturday):
    assert (comes_on(comes, DAY), comes_on(comes, date(2025, 3, 29))) == (on_friday, on_saturday)


def test_nothing_leaves_before_seven_in_london():
    assert not may_leave(datetime(2025, 3, 28, 6, 59, tzinfo=UTC))
    assert may_leave(datetime(2025, 3, 28, 7, 0, tzinfo=UTC))
    assert may_leave(datetime(2025, 6, 28, 6, 0, tzinfo=UTC))  # summer time


def test_a_step_and_a_date_read_as_sentences():
    assert step_words(Step(-7, OWNER)) == "7 days before: the owner"
    assert step_words(Step(1, (Told.OWNER, Told.AUTHOR))) == "1 day after: the owner and the authors"
    assert step_words(Step(0, AUTHOR)) == "on the day: the authors"
    assert date_sentence(DAY, "Friday 28 March 2025", DAY) == "The date is today, Friday 28 March 2025."
    assert date_sentence(DAY, "it", date(2025, 3, 27)) == "The date is it, in 1 day."
    assert date_sentence(DAY, "it", date(2025, 3, 31)) == "The date was it, 3 days ago."


def test_an_answer_tells_no_owner():
    assert Told.OWNER not in CAN_BE_TOLD[Kind.ANSWER]
