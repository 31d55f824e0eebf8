"""Where an action stands, from the words that trackers use. The words themselves are always kept.

Colours and "overdue" say how an action goes and not where it stands: green is "on track" in one office and "done" in
the next. "Superseded" does not say by what. Such words give no status unless a person says what they mean in this
tracker.
"""

from __future__ import annotations

import re

from answerable.records.commitments import Action

_WORDS = {
    Action.NOT_STARTED: (
        "not started", "not yet started", "not begun", "to start", "to do", "yet to start", "pending start",
        "planned",
    ),
    Action.UNDER_WAY: (
        "under way", "underway", "in progress", "ongoing", "on going", "started", "work in progress", "wip",
        "in train", "partially complete", "partially completed", "part complete", "partly complete", "progressing",
        "in hand", "in delivery", "being implemented", "partially implemented", "in development",
    ),
    Action.DONE: (
        "done", "complete", "completed", "closed", "implemented", "fully implemented", "delivered", "finished",
        "discharged", "action complete", "action completed", "closed complete", "complete closed",
        "completed and closed", "complete and closed", "signed off", "100", "100 complete",
    ),
    Action.STOPPED: (
        "stopped", "cancelled", "canceled", "withdrawn", "no longer required", "not progressing",
        "not being progressed", "rejected", "discontinued", "abandoned", "no longer relevant",
        "closed not implemented", "closed no longer required",
    ),
}  # fmt: skip
_BY_WORDS = {words: status for status, known in _WORDS.items() for words in known}


def plain_status(words: str) -> str:
    """The words in small letters without signs, by which the same status is told in different spellings."""
    return " ".join(re.sub(r"[^a-z0-9]+", " ", words.casefold()).split())


def status_of(words: str) -> Action | None:
    """The status that the words name, or None when they name none that is sure."""
    return _BY_WORDS.get(plain_status(words))
