"""One entry of the records as it was said, and words that were taken off the register since."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from answerable.records import Entry, london_day
from answerable.records.contents import RedactionFacts


@dataclass(frozen=True)
class Removal:
    """Words that were taken off the register: which, when and on what ground."""

    place: tuple[str, int]  # of the entry that held the words: former body, or "", and number
    part: str
    removed_on: date
    ground: str
    hash: str
    shown_by: int  # number of the record that says so

    @property
    def seq(self) -> int:
        return self.place[1]


@dataclass(frozen=True)
class Said:
    """One entry about a report. A part of it that was removed or never given is None."""

    entry: Entry
    removals: tuple[Removal, ...]

    @property
    def on(self) -> date:
        """The day it was entered."""
        return london_day(self.entry.at)


def removal_of(entry: Entry, facts: RedactionFacts) -> Removal:
    place = (facts.of or entry.former, facts.removes_seq)
    on = london_day(entry.at)
    return Removal(place, facts.removes_part, on, facts.ground, facts.removes_hash, entry.seq)


OneSaid = TypeVar("OneSaid", bound=Said | None)


def less(said: OneSaid, removal: Removal) -> OneSaid:
    """The same with the removal noted, if it is one of its own; its words are gone already."""
    if said is None or said.entry.place != removal.place:
        return said
    return replace(said, removals=(*said.removals, removal))
