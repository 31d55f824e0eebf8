"""Moments as the record writes them (UTC, whole seconds), and the day they fall on in law (Europe/London)."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.ASCII)


class NotAMoment(ValueError):
    """The value says no moment that the record could hold."""


def moment_text(at: datetime) -> str:
    """`2025-01-09T10:02:03Z`: UTC, cut to whole seconds. Refuses a time without a zone."""
    if at.tzinfo is None:
        raise NotAMoment("A moment in the record needs a time zone.")
    return at.astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat() + "Z"


def read_moment(text: object) -> datetime:
    """The moment that `moment_text` wrote. Refuses every other way of writing it."""
    if not isinstance(text, str) or not MOMENT.fullmatch(text):
        raise NotAMoment("A moment in the record is written like 2025-01-09T10:02:03Z.")
    try:
        return datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    except ValueError:
        raise NotAMoment(f"{text} is no day or time of the calendar.") from None


def london_day(at: datetime) -> date:
    """The day in law: 23:30 UTC in summer already belongs to the next day."""
    return at.astimezone(LONDON).date()
