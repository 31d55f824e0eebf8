"""Where an action stands, from the words that trackers use. The words themselves are always kept.

Colours and "overdue" say how an action goes and not where it stands: green is "on track" in one office and "done" in
the next. They give no status unless a person says what the word means in this tracker.
"""

from __future__ import annotations

import re
from enum import StrEnum


class LocalStatus(StrEnum):
    """The owner's word on an action; None beside it means that nobody here knows."""

    NOT_STARTED = "not_started"
    UNDER_WAY = "under_way"
    DONE = "done"
    STOPPED = "stopped"


_WORDS = {
    LocalStatus.NOT_STARTED: (
        "not started", "not yet started", "not begun", "to start", "to do", "yet to start", "pending start",
        "planned",
    ),
    LocalStatus.UNDER_WAY: (
        "under way", "underway", "in progress", "ongoing", "on going", "started", "work in progress", "wip",
        "in train", "partially complete", "partially completed", "part complete", "partly complete", "progressing",
        "in hand", "in delivery", "being implemented", "partially implemented", "in development",
    ),
    LocalStatus.DONE: (
        "done", "complete", "completed", "closed", "implemented", "fully implemented", "delivered", "finished",
        "discharged", "action complete", "action completed", "closed complete", "complete closed",
        "completed and closed", "complete and closed", "signed off", "100", "100 complete",
    ),
    LocalStatus.STOPPED: (
        "stopped", "cancelled", "canceled", "withdrawn", "superseded", "no longer required", "not progressing",
        "not being progressed", "rejected", "discontinued", "abandoned", "no longer relevant",
        "closed not implemented", "closed no longer required", "closed superseded",
    ),
}  # fmt: skip
_BY_WORDS = {words: status for status, known in _WORDS.items() for words in known}


def plain_status(words: str) -> str:
    """The words in small letters without signs, by which the same status is told in different spellings."""
    return " ".join(re.sub(r"[^a-z0-9]+", " ", words.casefold()).split())


def status_of(words: str) -> LocalStatus | None:
    """The status that the words name, or None when they name none that is sure."""
    return _BY_WORDS.get(plain_status(words))
