"""Promises found in the texts of an answer, and what became of each: a commitment, no promise, or not decided yet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from answerable.commitments.events import LONGEST_LINE, Made, Place
from answerable.commitments.models import EventRow, PassedOver
from answerable.commitments.operations import hash_of
from answerable.inspections.models import Report
from answerable.promises import MOST_CHARACTERS, Kind, Promise, find
from answerable.records.contents import DateFrom

# Who speaks in these words is the office itself; whoever reads the commitment has to know who that is.
_SELF = frozenset({"i", "we", "it", "they", "my office", "this", "he", "she"})


@dataclass(frozen=True)
class Found:
    """One sentence that reads like a promise, in the text of a slot."""

    slot: str
    promise: Promise
    commitment: str  # reference of the commitment that was made of it; empty: none
    is_passed_over: bool

    @property
    def is_open(self) -> bool:
        """Nobody has decided about it. What is done already need not become a commitment."""
        return not self.commitment and not self.is_passed_over and self.promise.kind != Kind.DONE

    @property
    def hash(self) -> str:
        return hash_of(self.promise.sentence)


def found_in(report: Report | None, texts: Mapping[str, str]) -> dict[str, list[Found]]:
    """The promises of each text, by its slot, in the order of the text. Without a report: of an old answer."""
    made = dict(_made(report, texts))
    passed = set(PassedOver.objects.filter(report=report).values_list("slot", "sentence_hash")) if report else set()
    result: dict[str, list[Found]] = {}
    for slot, text in texts.items():
        held = []
        for promise in find(text[:MOST_CHARACTERS]):
            key = (slot, hash_of(promise.sentence))
            held.append(Found(slot, promise, made.get(key, ""), key in passed))
        result[slot] = held
    return result


def event_of(found: Found) -> Made:
    """The commitment that a sentence makes. What it does not say stays unknown, and is asked for."""
    promise = found.promise
    actor = (promise.actor or "").strip()
    place = Place(slot=found.slot, start=promise.start, end=promise.end, sentence=promise.sentence)
    return Made(
        words=promise.sentence, organisation="" if actor.casefold() in _SELF else actor[:LONGEST_LINE],
        due_on=promise.last_day, date_from=DateFrom.SET_LOCALLY if promise.last_day else None,
        date_source=f"In the answer: “{promise.date}”"[:LONGEST_LINE] if promise.date else "", found_in=place)


def old_slot(number: int) -> str:
    """The slot of an answer that was published elsewhere and brought in."""
    return f"old-answer-{number}"


def _made(report: Report | None, slots: Iterable[str]) -> Iterator[tuple[tuple[str, str], str]]:
    rows = EventRow.objects.filter(commitment__report=report, kind="made", content__found_in__slot__in=list(slots))
    rows = rows.select_related("commitment")
    for row in rows:
        place = row.content.get("found_in")
        if place:
            yield (place["slot"], hash_of(place["sentence"])), row.commitment.ref
