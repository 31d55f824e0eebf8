"""What is found: a promise, its kind and why it was picked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as Day
from enum import StrEnum


class Kind(StrEnum):
    """What the act of a promise is: done, in hand, to come, being looked at, or being watched."""

    DONE = "done"
    UNDER_WAY = "under_way"
    WILL = "will"
    EXPLORING = "exploring"
    MONITORING = "monitoring"


@dataclass(frozen=True)
class Promise:
    """A sentence in which the answering side tells of an act that somebody could later check.

    `sentence` is the given text from `start` to `end`. `actor` and `date` are words of the sentence, or of what it
    hangs on as an item of a list; None where there are none. `named` are programmes, plans and groups it names.
    `last_day` is the last day of the time that `date` names, None where that is not exact ("in the spring", "within
    six months"). `rule` is the code of the rule that picked it, `why` one sentence for people.
    """

    sentence: str
    kind: Kind
    actor: str | None
    date: str | None
    last_day: Day | None
    named: tuple[str, ...]
    rule: str
    why: str
    start: int
    end: int
