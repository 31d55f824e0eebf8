"""Which days are working days in England and Wales, against the years that were announced."""

from datetime import date

import pytest

from answerable.duties.calendar import LISTED, days_from

# As announced for England and Wales; a substitute day stands for a holiday that falls on a weekend.
ANNOUNCED = {
    2022: "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27",
    2024: "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26",
    2025: "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26",
    2026: "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
    2027: "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28",
}


@pytest.mark.parametrize("year", ANNOUNCED)
def test_the_weekdays_left_out_are_those_announced(year):
    every_day = days_from(date(year, 1, 1), date(year, 12, 31))

    left_out = [day for day in every_day if day.weekday() < 5 and not LISTED.is_working_day(day)]
    assert [f"{day:%m-%d}" for day in left_out] == ANNOUNCED[year].split()


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(2024, 3, 29), "Good Friday"),
        (date(2024, 12, 25), "Christmas Day"),
        (date(2026, 12, 28), "Boxing Day (substitute day)"),
        (date(2027, 12, 25), "Saturday"),
        (date(2024, 3, 31), "Sunday"),
        (date(2024, 3, 17), "Sunday"),
        (date(2025, 3, 17), None),  # a holiday in Northern Ireland only
        (date(2024, 1, 2), None),  # a holiday in Scotland only
    ],
)
def test_a_day_is_left_out_for_a_reason_with_a_name(day, why):
    assert LISTED.why_left_out(day) == why
