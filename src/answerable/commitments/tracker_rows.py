"""A row of a tracker as the events of a commitment, and how all its rows stand to what is here. Pure.

What a tracker says sets less here than there: "done" closes nothing without evidence, so such a row comes in as under
way, with the tracker's word kept. A date that nobody knows stays not known, and its words are kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from answerable.commitments.events import ActionSet, Event, Made, Updated, check_words
from answerable.commitments.rules import check_new
from answerable.duties.dates import format_date
from answerable.intake.tracker.convert import Converted, TrackerRow
from answerable.intake.tracker.days import When, short
from answerable.intake.tracker.statuses import plain_status
from answerable.records.contents import Action, DateFrom
from answerable.responses.rules import Refused

LONGEST_TOLD_IN = 200  # characters, as its column takes them
# Said of a first date, these mean that there is none beside the date now. Any other word without a day is asked about.
_NO_DATE = frozenset(("", "n a", "na", "none", "no", "tbc", "tba", "not applicable", "not known", "unknown", "not set"))
_DIFFERS = {
    "promise": "the promise", "owner": "the owner", "organisation": "the organisation", "due": "the date now",
    "original_due": "the first date", "status_words": "the status", "report": "the report", "update": "the update",
    "updated": "the day of the update",
}
_TOO_LONG = {"words": "its promise or its update", "owner": "its owner", "organisation": "its organisation",
             "date_source": "what it says of its date", "tracker_status": "its status", "why": "its status"}


@dataclass(frozen=True)
class Planned:
    """What a row would become: the commitment's first event, and those that follow it at once."""

    row: TrackerRow
    key: str  # by which the commitment is known again
    made: Made
    then: tuple[Event, ...]
    told_in: str

    @property
    def says_done(self) -> bool:
        return self.row.status == Action.DONE


@dataclass(frozen=True)
class Here:
    """A row that was brought in before: the reference of its commitment, and what the row said then."""

    ref: str
    said: Mapping[str, Any]


@dataclass(frozen=True)
class Differing:
    """A row that says something else than when it was brought in. Nothing is changed by it."""

    number: int
    ref: str
    what: tuple[str, ...]


@dataclass(frozen=True)
class Sorted:
    """Every row below the headings, once: to be made, here already, here but different, not taken, or empty."""

    new: tuple[Planned, ...]
    here: tuple[tuple[int, str], ...]  # row and reference
    differing: tuple[Differing, ...]
    not_taken: tuple[tuple[int, tuple[str, ...]], ...]  # row and reasons
    empty: tuple[int, ...]


def sort(converted: Converted, here: Mapping[str, Here], *, tracker: str, date_from: DateFrom | None) -> Sorted:
    """How the rows of a tracker stand to what was brought in from it; `here` is by key."""
    new: list[Planned] = []
    same: list[tuple[int, str]] = []
    differing: list[Differing] = []
    not_taken = [(row.number, row.reasons) for row in converted.rejected]
    for row in converted.accepted:
        if (known := here.get(key_of(row, tracker))) is not None:
            what = differences(row, known.said)
            if what:
                differing.append(Differing(row.number, known.ref, what))
            else:
                same.append((row.number, known.ref))
            continue
        try:
            new.append(planned(row, tracker=tracker, date_from=date_from))
        except Refused as reason:
            not_taken.append((row.number, (str(reason),)))
    return Sorted(tuple(new), tuple(same), tuple(differing), tuple(sorted(not_taken)), converted.empty)


def key_of(row: TrackerRow, tracker: str) -> str:
    """By which the row is known again. Two trackers may each have a reference 1, so that a reference counts within
    the tracker of that name; a promise without one is the same wherever it stands."""
    if not row.reference:
        return row.key
    return sha256(f"tracker\x1f{tracker_name(tracker)}\x1f{row.key}".encode()).hexdigest()


def tracker_name(name: str) -> str:
    """The name of a tracker without what differs between two spellings of it."""
    return " ".join(name.casefold().split())


def planned(row: TrackerRow, *, tracker: str, date_from: DateFrom | None) -> Planned:
    """What the row becomes. Raises `Refused` with a sentence that names the row."""
    made = Made(words=row.promise, owner=row.owner, organisation=row.organisation, tracker_status=row.status_words,
                **_dates(row, tracker, date_from))
    then = tuple(_then(row))
    for event in (made, *then):
        try:
            check_words(event)
        except Refused as reason:
            what = _TOO_LONG.get(reason.field, "it")
            raise Refused(f"Row {row.number}: {what} cannot be kept. {reason}.") from None
    check_new(made)
    told_in = row.report if row.report and len(row.report) <= LONGEST_TOLD_IN else tracker
    return Planned(row, key_of(row, tracker), made, then, told_in)


def said(row: TrackerRow) -> dict[str, Any]:
    """What the row says in the tracker's own words, to be compared when it comes again."""
    return row.model_dump(mode="json", include=set(_DIFFERS))


def differences(row: TrackerRow, before: Mapping[str, Any]) -> tuple[str, ...]:
    """What the row says otherwise than before, in words."""
    now = said(row)
    return tuple(words for name, words in _DIFFERS.items() if name in before and before[name] != now[name])


def _dates(row: TrackerRow, tracker: str, date_from: DateFrom | None) -> dict[str, Any]:
    first, now = row.original_due, row.due
    if first.on is None and now.on is not None and plain_status(first.words) not in _NO_DATE:
        raise Refused(f"Row {row.number} says “{short(first.words)}” for its first date, which names no day, and "
                      f"{format_date(now.on)} for its date now. Give the day of the first.")
    due_on = first.on or now.on
    if due_on is None:
        return {"date_source": _without_day(first, now)}
    if date_from is None:
        raise Refused(f"Row {row.number} has a date. Say who set the dates in this tracker.")
    source = f"In {tracker}" if now.on or not now.words else f"In {tracker}; its date now is given as “{now.words}”"
    return {"due_on": due_on, "date_from": date_from, "date_source": source,
            "moved_before_to": now.on if first.on and now.on != first.on else None}


def _without_day(*whens: When) -> str:
    words = next((when.words for when in reversed(whens) if when.words), "")
    return f"The tracker says “{words}”" if words else ""


def _then(row: TrackerRow) -> Iterable[Event]:
    says = f"The tracker says “{row.status_words}”."
    if row.status == Action.UNDER_WAY:
        yield ActionSet(action=Action.UNDER_WAY)
    elif row.status == Action.DONE:
        yield ActionSet(action=Action.UNDER_WAY, why=f"{says} The evidence has still to be brought.")
    elif row.status == Action.STOPPED:
        yield ActionSet(action=Action.STOPPED, why=says)
    if row.update:
        on = format_date(row.updated.on) if row.updated.on else row.updated.words
        dated = f"Its day in the tracker: {on}." if on else "The tracker gives no day for it."
        yield Updated(words=f"{row.update}\n\n{dated}")
