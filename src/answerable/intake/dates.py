"""Dates in prose, as printed and as days."""

import re
from datetime import date
from typing import NamedTuple

_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
           "november", "december")
_MONTH = "|".join(f"{m}|{m[:3]}\\.?" for m in _MONTHS) + "|sept\\.?"
_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?"
_ORDINAL = r"(?:st|nd|rd|th)?\s+(?:of\s+)?"
DAY = re.compile(rf"\b{_WEEKDAY}(?P<day>[0-3]?\d){_ORDINAL}(?P<month>{_MONTH}),?\s+(?P<year>20\d\d)\b",
                 re.IGNORECASE)
_FIGURES = re.compile(r"\b(?P<day>[0-3]?\d)(?P<mark>[/.-])(?P<month>[01]?\d)(?P=mark)(?P<year>20\d\d)\b")
_DATE = rf"(?:the\s+)?(?:end\s+of\s+)?(?:{_WEEKDAY}[0-3]?\d{_ORDINAL})?(?:{_MONTH})\s+20\d\d"
_SPAN = (r"(?:the\s+next\s+)?(?:\d+|one|two|three|four|five|six|nine|twelve|eighteen)\s+(?:working\s+)?"
         r"(?:days?|weeks?|months?|years?)")
_DEADLINE = re.compile(rf"\b(?:by|before|no later than|not later than|within|until)\s+(?P<words>{_DATE}|{_SPAN})\b",
                       re.IGNORECASE)


class Day(NamedTuple):
    """A date and where in the text it stands."""

    on: date
    words: str
    start: int


def days(text: str) -> list[Day]:
    """Every whole date that a text names, in order; impossible ones are left out."""
    found = []
    for match in [*DAY.finditer(text), *_FIGURES.finditer(text)]:
        month = match["month"].casefold().rstrip(".")
        number = int(month) if month.isdigit() else next(
            i for i, name in enumerate(_MONTHS, 1) if name.startswith(month[:3]))
        try:
            found.append(Day(date(int(match["year"]), number, int(match["day"])), match[0], match.start()))
        except ValueError:
            continue
    return sorted(found, key=lambda d: d.start)


def deadline(text: str) -> tuple[str, date | None]:
    """The date or span by which a text wants something done, as printed, and the day if it names one."""
    match = _DEADLINE.search(text)
    if not match:
        return "", None
    named = days(match["words"])
    return match[0], named[0].on if named else None
