"""Worked cases that a lawyer can check by hand: a sentence, a rule, a day, and the last day that it gives.

They are the tests of the counting and they are printed in the manual, so what is promised is what is tested.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from answerable.duties.calendar import AddedHoliday


@dataclass(frozen=True)
class Case:
    sentence: str
    rule: str
    trigger_on: date
    due_on: date | None  # None: no date is set


@dataclass(frozen=True)
class Moved:
    """A bank holiday that an office added to the list, and what it does to a last day."""

    sentence: str
    rule: str
    trigger_on: date
    added: tuple[AddedHoliday, ...]
    due_on: date  # without it
    moved_to: date  # the same day, where it moves nothing


@dataclass(frozen=True)
class Refusal:
    """A day to which a rule does not apply."""

    sentence: str
    rule: str
    trigger_on: date


_S55 = "police-act-1996-s55"
_16B = "specified-information-2011-16b"
_STATEMENT = "joint-area-reviews-2015-r4"
_WEBSITE = "joint-area-reviews-2015-r3"
_IOPC = "police-reform-act-2002-28b"
_CORONER = "coroners-investigations-2013-r29"

CASES = (
    Case("The day of publication is day 1.", _S55, date(2024, 11, 20), date(2025, 1, 14)),
    Case("The count runs through the end of summer time.", _S55, date(2024, 9, 10), date(2024, 11, 4)),
    Case("The first day on which the rule applies.", _S55, date(2017, 5, 2), date(2017, 6, 26)),
    Case("A last day that is a Sunday does not move.", _S55, date(2024, 1, 8), date(2024, 3, 3)),
    Case("A last day on Christmas Day does not move.", _S55, date(2024, 10, 31), date(2024, 12, 25)),
    Case("A leap day is a day like any other.", _S55, date(2024, 1, 5), date(2024, 2, 29)),
    Case("No period was set for a report published earlier.", f"{_S55}-before-2017", date(2017, 5, 1), None),
    Case("One month beginning with the 10th ends on the 9th.", _16B, date(2024, 4, 10), date(2024, 5, 9)),
    Case("One month beginning with the 1st is that month.", _16B, date(2024, 4, 1), date(2024, 4, 30)),
    Case("One month may cross the end of a year.", _16B, date(2024, 12, 15), date(2025, 1, 14)),
    Case("June has no 31st.", _16B, date(2021, 5, 31), date(2021, 6, 30)),
    Case("February has no 31st.", _16B, date(2023, 1, 31), date(2023, 2, 28)),
    Case("February has no 30th in a leap year.", _16B, date(2024, 1, 30), date(2024, 2, 29)),
    Case("February has a 29th in a leap year.", _16B, date(2024, 1, 29), date(2024, 2, 28)),
    Case("14 weeks, and 1 day more for a bank holiday.", _STATEMENT, date(2024, 5, 16), date(2024, 8, 23)),
    Case("14 weeks, and 3 days more for Christmas.", _STATEMENT, date(2024, 11, 1), date(2025, 2, 12)),
    Case("Received on a Saturday: day 1 is the Monday.", _STATEMENT, date(2025, 1, 4), date(2025, 4, 11)),
    Case("Good Friday and Easter Monday move the last day.", _STATEMENT, date(2025, 1, 11), date(2025, 4, 22)),
    Case("6 weeks, and 1 day more for a bank holiday.", _WEBSITE, date(2024, 5, 16), date(2024, 6, 28)),
    Case("A bank holiday proclaimed once counts too.", _WEBSITE, date(2022, 9, 1), date(2022, 10, 14)),
    Case("The day the recommendation was made is day 1.", _IOPC, date(2024, 11, 20), date(2025, 1, 14)),
    Case("The day the report is sent is not day 1.", _CORONER, date(2024, 11, 20), date(2025, 1, 15)),
    Case("A plan is due, by no fixed date.", "fire-framework-2018-action-plan", date(2024, 11, 20), None),
    Case("An answer by practice has no last day.", "practice", date(2024, 11, 20), None),
)

# Invented, as the names say: what a proclamation of later years may do.
_WEDNESDAY = AddedHoliday(date(2025, 2, 3), date(2025, 2, 19), "Bank holiday (example)", "an invented announcement")
_SATURDAY = AddedHoliday(date(2025, 2, 3), date(2025, 2, 22), "Saturday holiday (example)", "an invented announcement")
_AFTER_IT = AddedHoliday(date(2025, 2, 3), date(2025, 4, 14), "Next day (example)", "an invented announcement")
_TOO_LATE = AddedHoliday(date(2025, 4, 14), date(2025, 3, 5), "Told too late (example)", "an invented announcement")

MOVED = (
    Moved("A bank holiday inside the count moves the last day over the weekend.", _STATEMENT, date(2025, 1, 4),
          (_WEDNESDAY,), date(2025, 4, 11), date(2025, 4, 14)),
    Moved("A holiday on the day to which the last day moved moves it again.", _STATEMENT, date(2025, 1, 4),
          (_WEDNESDAY, _AFTER_IT), date(2025, 4, 11), date(2025, 4, 15)),
    Moved("A holiday on a Saturday moves nothing: that day did not count.", _STATEMENT, date(2025, 1, 4),
          (_SATURDAY,), date(2025, 4, 11), date(2025, 4, 11)),
    Moved("A holiday after the last day moves nothing.", _STATEMENT, date(2025, 1, 4),
          (_AFTER_IT,), date(2025, 4, 11), date(2025, 4, 11)),
    Moved("A holiday announced when the period was over moves nothing.", _STATEMENT, date(2025, 1, 4),
          (_TOO_LATE,), date(2025, 4, 11), date(2025, 4, 11)),
    Moved("A period of calendar days never moves.", _S55, date(2025, 1, 4),
          (_WEDNESDAY,), date(2025, 2, 28), date(2025, 2, 28)),
    Moved("A period of one month never moves.", _16B, date(2025, 1, 20),
          (_WEDNESDAY,), date(2025, 2, 19), date(2025, 2, 19)),
)

REFUSALS = (
    Refusal("A report published a day too early for the 56 days.", _S55, date(2017, 5, 1)),
    Refusal("The older rule ends where the newer begins.", f"{_S55}-before-2017", date(2017, 5, 2)),
    Refusal("The amending Order was not yet in force.", _16B, date(2021, 5, 30)),
    Refusal("The Regulations of 2015 were not yet in force.", _STATEMENT, date(2015, 11, 8)),
    Refusal("The paragraph had not yet been inserted.", _IOPC, date(2014, 9, 30)),
    Refusal("The Regulations of 2013 were not yet in force.", _CORONER, date(2013, 7, 24)),
    Refusal("The Framework had not yet effect.", "fire-framework-2018-action-plan", date(2018, 5, 31)),
)

# The same day under the three rules of 56 days that begin in different ways.
SIDE_BY_SIDE = (_S55, _IOPC, _CORONER)
SIDE_BY_SIDE_ON = date(2024, 11, 20)
