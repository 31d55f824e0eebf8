"""Dates in prose."""

from datetime import date

import pytest

from answerable.intake.dates import days, deadline


@pytest.mark.parametrize("words", [
    "5 April 2016", "5th of April 2016", "Tuesday 5 April, 2016", "5 Apr 2016", "05/04/2016",
])
def test_a_day_is_read_in_the_ways_that_letters_print_it(words: str) -> None:
    assert [day.on for day in days(f"Sent on {words}.")] == [date(2016, 4, 5)]


def test_days_that_no_calendar_has_are_left_out() -> None:
    assert days("on 31 June 2024 or 30/13/2024") == []


@pytest.mark.parametrize(("text", "expected"), [
    ("By 31 March 2026, the force should act.", ("By 31 March 2026", date(2026, 3, 31))),
    ("The force should act by the end of May 2026.", ("by the end of May 2026", None)),
    ("Within six months, the force should act.", ("Within six months", None)),
    ("By then the force should act.", ("", None)),
    ("The plan of 3 March 2026 should be kept.", ("", None)),
])
def test_a_deadline_keeps_its_words_and_its_day_if_it_names_one(text: str, expected: tuple[str, date | None]) -> None:
    assert deadline(text) == expected
