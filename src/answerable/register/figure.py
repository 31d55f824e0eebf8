"""The one figure of the register: how many responses were published by the last day that the law gives.

Every report falls into exactly one group below, and each group is a list of its own, so that anybody can count again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum

from answerable.register import words
from answerable.register.answers import Answer, Register
from answerable.register.frame import Frame

File = tuple[str, bytes]


class Counted(Enum):
    """How a report is counted: the name of its list, and what is in it."""

    BY_IT = ("Published by the last day", "The first version was published on the last day or before it.")
    AFTER_IT = ("Published after the last day", "The first version was published on a day after it.")
    NONE = ("No response, last day come", "The last day has come, and no response is on this register.")
    UNKNOWN = ("Date of response not known", "There is a response. It is not counted as published by the last day.")
    NOT_COME = ("Not counted: last day not come", "The last day is after the day of this page.")
    NO_LAST_DAY = ("Not counted: no last day", "The law sets no last day, or it is not known.")
    PRACTICE = ("Not counted: our practice", "No law we know of requires a response.")
    IMPORTED = ("Not counted: imported", "Answered before this register began; no last day is known.")
    NOT_DUE = ("Not counted: no answer due", "It was decided that the report asks no answer.")

    @property
    def words(self) -> str:
        return self.value[0]

    @property
    def meaning(self) -> str:
        return self.value[1]

    @property
    def in_base(self) -> bool:
        return self in _BASE


_BASE = (Counted.BY_IT, Counted.AFTER_IT, Counted.NONE, Counted.UNKNOWN)


def counted_as(answer: Answer, as_at: date) -> Counted:
    """By the first version: a correction does not move its day, and a withdrawn response keeps its count."""
    if not answer.has_statement:
        return Counted.NOT_DUE if answer.is_not_due else Counted.IMPORTED
    if not answer.by_law:
        return Counted.PRACTICE
    if answer.due_on is None:
        return Counted.NO_LAST_DAY
    if answer.due_on > as_at:
        return Counted.NOT_COME
    if answer.responded_on is None:
        return Counted.UNKNOWN if answer.is_answered else Counted.NONE
    return Counted.BY_IT if answer.responded_on <= answer.due_on else Counted.AFTER_IT


@dataclass(frozen=True)
class Figure:
    """How many of the reports with a last day in law, up to a day, have a response published by it."""

    by_it: int
    after_it: int
    none: int
    unknown: int
    first_day: date | None

    @property
    def base(self) -> int:
        return self.by_it + self.after_it + self.none + self.unknown


def figure_of(register: Register) -> Figure:
    counted = [(answer, counted_as(answer, register.as_at)) for answer in register.reports]
    numbers = Counter(group for _, group in counted)
    days = [answer.due_on for answer, group in counted if group.in_base and answer.due_on]
    return Figure(
        by_it=numbers[Counted.BY_IT],
        after_it=numbers[Counted.AFTER_IT],
        none=numbers[Counted.NONE],
        unknown=numbers[Counted.UNKNOWN],
        first_day=min(days, default=None),
    )


def how_counted_page(frame: Frame, register: Register, lists: dict[str, str]) -> File:
    """`lists`: the address of the list of each group that has one, by the group's words."""
    numbers = Counter(counted_as(answer, register.as_at) for answer in register.reports)
    return frame.page(
        "how-counted.html",
        "how-counted/",
        title="How responses are counted",
        stated=words.stated_for(register.as_at),
        as_at=register.as_at,
        figure=figure_of(register),
        groups=[(group, numbers[group], lists.get(group.words)) for group in Counted],
    )


def counted_words(register: Register, answer: Answer) -> Iterator[str]:
    yield counted_as(answer, register.as_at).words
