"""A commitment read from its records: each says where it stands, and what happened since the record before.

The last record stands. What happened is gathered over all of them, in its order.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from answerable.records import Entry
from answerable.records.contents import (
    SIGNED,
    Action,
    CheckVerdict,
    CommitmentFacts,
    EvidencePart,
    HappenedPart,
    PromisePart,
    SignedPart,
)
from answerable.register.said import Removal, Said, less

PROMISE = "promise"
ENDED_IN_ANOTHER = (Action.REPLACED, Action.CARRIED_FORWARD)
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Stated(Said):
    """One record of a commitment. What happened is given by its number among all that ever happened to it."""

    facts: CommitmentFacts
    promise: PromisePart | None
    happened: dict[int, HappenedPart]
    evidence: dict[int, EvidencePart]
    signed: SignedPart | None


@dataclass(frozen=True)
class Happened:
    """One thing that happened, with the record that told of it. `part` is None when its words were removed."""

    number: int
    name: str  # of the part
    said: Stated
    part: HappenedPart | EvidencePart | None


@dataclass(frozen=True)
class Commitment:
    """A promise on the register. It has a record as soon as it is there."""

    ref: str
    records: tuple[Stated, ...] = ()  # oldest first

    def and_then(self, said: Stated) -> Commitment:
        return replace(self, records=(*self.records, said))

    def less(self, removal: Removal) -> Commitment:
        return replace(self, records=tuple(less(said, removal) for said in self.records))

    @property
    def order(self) -> tuple[str, int, str]:
        """`mar-c2` before `mar-c10`."""
        begins, _, number = self.ref.rpartition("-c")
        return begins, int(number) if number.isdecimal() else 0, self.ref

    @property
    def newest(self) -> Stated:
        return self.records[-1]

    @property
    def facts(self) -> CommitmentFacts:
        return self.newest.facts

    @property
    def promise(self) -> PromisePart | None:
        """As it reads now; None when the words were removed."""
        return self.newest.promise

    @property
    def happened(self) -> Iterator[Happened]:
        """Everything that happened and was told, in its order, removed words included."""
        for said in self.records:
            names = [name for name in said.entry.part_hashes if name not in (PROMISE, SIGNED)]
            for number, name in sorted((int(name.rpartition("-")[2]), name) for name in names):
                held: dict[int, HappenedPart] | dict[int, EvidencePart] = (
                    said.happened if name.startswith("happened-") else said.evidence)
                yield Happened(number, name, said, held.get(number))

    @property
    def inspectorate(self) -> HappenedPart | None:
        """What it said last; None when it has not told us (then `facts.said_on` is None) or the words were removed."""
        said = [h.part for h in self.happened if isinstance(h.part, HappenedPart) and h.part.what == "inspectorate"]
        return said[-1] if said and said[-1].said_on == self.facts.said_on else None

    @property
    def changed_on(self) -> date:
        """The day of the newest record about it."""
        return max([said.on for said in self.records] + [removal.removed_on for removal in self.removals])

    @property
    def removals(self) -> tuple[Removal, ...]:
        return tuple(removal for said in self.records for removal in said.removals)

    @property
    def is_open(self) -> bool:
        return self.facts.action in (Action.NOT_STARTED, Action.UNDER_WAY)

    @property
    def goes_on_elsewhere(self) -> bool:
        """Another commitment took its place, which is counted instead of it."""
        return self.facts.action in ENDED_IN_ANOTHER

    @property
    def is_kept(self) -> bool:
        """Its owner says it is done, and somebody else found that the evidence supports it."""
        return self.facts.action == Action.DONE and self.facts.check == CheckVerdict.SUPPORTS

    def is_past(self, day: date) -> bool:
        """Open after its date."""
        return self.is_open and self.facts.date_now is not None and self.facts.date_now < day

    def is_past_but_for_moves(self, day: date) -> bool:
        """Open after its first date, and not after the one it was moved to."""
        first, now = self.facts.first_date, self.facts.date_now
        return self.is_open and first is not None and first < day and now is not None and now >= day

    def must_be_checked_again(self, day: date) -> bool:
        """The evidence that was looked at is out of date."""
        return self.is_kept and self.facts.check_until is not None and self.facts.check_until < day

    @property
    def turns(self) -> set[date]:
        """Days on which it is counted otherwise than on the day before, though no record was entered."""
        dates = (self.facts.first_date, self.facts.date_now) if self.is_open else ()
        again = (self.facts.check_until,) if self.is_kept else ()
        return {day + _DAY for day in (*dates, *again) if day is not None and day < date.max}


def stated(entry: Entry, facts: CommitmentFacts) -> Stated:
    """One record, read."""
    happened, evidence = {}, {}
    for name in sorted(entry.parts):
        kind, _, number = name.rpartition("-")
        if kind == "happened" and (part := entry.read(name, HappenedPart)):
            happened[int(number)] = part
        elif kind == "evidence" and (piece := entry.read(name, EvidencePart)):
            evidence[int(number)] = piece
    return Stated(entry, (), facts, entry.read(PROMISE, PromisePart), happened, evidence,
                  entry.read(SIGNED, SignedPart))


__all__ = ["Commitment", "Happened", "Stated", "stated"]
