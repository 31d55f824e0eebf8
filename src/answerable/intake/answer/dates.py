"""The one day that a field of a page names, as people write days in the United Kingdom: the day before the month."""

from __future__ import annotations

import re
from datetime import date

from answerable.intake.dates import days

_ISO = re.compile(r"\b(20\d\d)-(\d\d)-(\d\d)\b")
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def one_day(words: str) -> date | None:
    """The day, if the words name exactly one; None for none, several, an impossible one or one in doubt."""
    found = {day.on for day in days(" ".join(words.split()))}
    for year, month, day in _ISO.findall(words):
        try:
            found.add(date(int(year), int(month), int(day)))
        except ValueError:
            return None
    if len(found) != 1:
        return None
    named = found.pop()
    said = {day for day in _WEEKDAYS if re.search(rf"\b{day[:3]}", words, re.IGNORECASE)}
    return named if said <= {_WEEKDAYS[named.weekday()]} else None
