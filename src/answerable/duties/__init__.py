"""When an answer is due, by which law, and how that was counted: the law as dated, cited data.

Nothing here reads a clock, a file or a setting. A day goes in; a last day and its working come out.
"""

from answerable.duties.calendar import AddedHoliday
from answerable.duties.catalogue import regime, regimes, rule, rules
from answerable.duties.clock import Clock, LeftOut, asked_for, date_of_day, day_number, start_clock, was_in_time
from answerable.duties.law import (
    Capacity,
    Covered,
    DutyError,
    Force,
    Form,
    Length,
    NotInForce,
    Point,
    Regime,
    Rule,
    Source,
    Standing,
    Unit,
    UnknownRule,
)
from answerable.duties.services import Inspected, Named, Service, inspected, names_of_all, services

__all__ = [
    "AddedHoliday",
    "Capacity",
    "Clock",
    "Covered",
    "DutyError",
    "Force",
    "Form",
    "Inspected",
    "LeftOut",
    "Length",
    "Named",
    "NotInForce",
    "Point",
    "Regime",
    "Rule",
    "Service",
    "Source",
    "Standing",
    "Unit",
    "UnknownRule",
    "asked_for",
    "date_of_day",
    "day_number",
    "inspected",
    "names_of_all",
    "regime",
    "regimes",
    "rule",
    "rules",
    "services",
    "start_clock",
    "was_in_time",
]
