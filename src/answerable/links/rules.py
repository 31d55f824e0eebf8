"""What a link may be used for, how long, and how often a code may be asked for and tried. Pure.

Mail scanners open every link and press the buttons behind it, so the link alone opens nothing. A code goes to the
same address, or is read out by telephone; it opens a session of one working day on the one object of the link.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol


class Purpose(StrEnum):
    COMMENTS = "comments"  # the chief officer's comments on one report
    UPDATE = "update"  # what has happened since, on one commitment whose owner is outside


PURPOSE_WORDS = {Purpose.COMMENTS: "Send comments on a report", Purpose.UPDATE: "Give an update on a commitment"}


class Ending(StrEnum):
    """Why a link ended before its last day."""

    WITHDRAWN = "withdrawn"
    REPLACED = "replaced"
    CLOSED = "closed"  # what it was for is done


CODE_LASTS = timedelta(minutes=10)
CODE_ANEW = timedelta(minutes=1)  # sooner, the code that was just sent stands: a double press makes no second one
CODE_DIGITS = 6
TRIES_OF_A_CODE = 5
CODES_A_DAY = 12  # asked for by whoever holds the link; with the tries of each, 60 guesses in a million a day
SESSION_LASTS = timedelta(hours=8)
MOST_OPENINGS = 200  # how often one link can be opened with a code

NO_CODES_LEFT = (
    "12 codes were asked for today, which is the most. Telephone the office: they can read a code out to you."
)


class CodeRefused(Exception):
    """A code was not made, or did not open the link. The message says what to do."""


class Lasting(Protocol):
    """What the rules need to know of a link."""

    ends_at: datetime
    ended_at: datetime | None
    opened: int


def is_live(link: Lasting, at: datetime) -> bool:
    return link.ended_at is None and at < link.ends_at and link.opened < MOST_OPENINGS


def looks_like_a_code(typed: str) -> bool:
    return len(typed) == CODE_DIGITS and typed.isascii() and typed.isdigit()


def session_ends(began_at: datetime, link_ends_at: datetime) -> datetime:
    return min(began_at + SESSION_LASTS, link_ends_at)
