"""Where a commitment stands, told from its events. Pure.

Three statuses stand beside one another, and none follows from another: what its owner says of the *action*, what
somebody else found when they *checked* it against evidence, and what the *inspectorate* last said.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import reduce, singledispatch

from answerable.commitments.events import (
    ActionSet,
    CarriedForward,
    Checked,
    DependsOnSet,
    Event,
    EvidenceAdded,
    FirstDateSet,
    InspectorateSaid,
    Made,
    MoveAsked,
    MoveDecided,
    OwnerSet,
    Published,
    Reopened,
    Replaced,
    Reworded,
    Updated,
)
from answerable.records.contents import Action, CheckVerdict, DateFrom, EvidenceAccess

OPEN = (Action.NOT_STARTED, Action.UNDER_WAY)


@dataclass(frozen=True)
class Happened:
    """An event with its number, the London day on which it happened, and who did it (None: somebody outside)."""

    number: int
    on: date
    by: int | None
    event: Event


@dataclass(frozen=True)
class Piece:
    """The newest version of one piece of evidence."""

    number: int
    version: int
    good_until: date | None
    access: EvidenceAccess


@dataclass(frozen=True)
class Standing:
    """Where a commitment stands after an event. Every field but `pieces` is a column of `StandingRow`."""

    words: str
    how_known: str
    owner: str
    owner_id: int | None
    organisation: str
    depends_on: str
    first_date: date | None
    date_from: DateFrom | None
    date_now: date | None
    moves: int  # how often the date was moved
    asked_to: date | None  # the date that somebody asks to move to; None: nobody asks
    asked_by: int | None
    action: Action
    action_on: date  # since when
    said_done_by: int | None
    check_verdict: CheckVerdict | None  # None: not checked since it was last said to be done
    checked_on: date | None
    check_until: date | None  # the last day on which what was looked at is good; None: it does not age
    inspectorate: str  # its own word; empty: it has not told us
    inspectorate_on: date | None
    updated_on: date | None  # None: no update yet
    evidence: int  # pieces
    published: int  # number of the last event that the register tells of; 0: not published
    number: int  # of the last event
    pieces: tuple[Piece, ...] = ()

    @property
    def is_open(self) -> bool:
        return self.action in OPEN

    @property
    def is_kept(self) -> bool:
        """Its owner says it is done, and somebody else found that the evidence supports it."""
        return self.action == Action.DONE and self.check_verdict == CheckVerdict.SUPPORTS

    def is_past(self, day: date) -> bool:
        """Open after its date."""
        return self.is_open and self.date_now is not None and self.date_now < day

    def is_past_but_for_moves(self, day: date) -> bool:
        """Open after its first date, and not after the one it was moved to."""
        return (self.is_open and self.first_date is not None and self.first_date < day
                and self.date_now is not None and self.date_now >= day)

    def must_be_checked_again(self, day: date) -> bool:
        """The evidence that closed it is out of date."""
        return self.is_kept and self.check_until is not None and self.check_until < day


def standing(happened: Iterable[Happened]) -> Standing | None:
    """Where it stands after all of these, in their order; None before the first."""
    return reduce(lambda now, one: after(now, one), happened, None)


def after(now: Standing | None, one: Happened) -> Standing:
    """Where it stands after one more event."""
    if isinstance(one.event, Made):
        if now is not None:
            raise ValueError("A commitment is made once.")
        return _made(one.event, one)
    if now is None:
        raise ValueError("A commitment begins by being made.")
    return _after(one.event, replace(now, number=one.number), one)


@singledispatch
def _after(event: Event, now: Standing, one: Happened) -> Standing:
    raise TypeError(event)


@_after.register
def _reworded(event: Reworded, now: Standing, one: Happened) -> Standing:
    return replace(now, words=event.words, how_known=event.how_known)


@_after.register
def _owner_set(event: OwnerSet, now: Standing, one: Happened) -> Standing:
    return replace(now, owner=event.owner, owner_id=event.owner_id, organisation=event.organisation)


@_after.register
def _depends_on_set(event: DependsOnSet, now: Standing, one: Happened) -> Standing:
    return replace(now, depends_on=event.depends_on)


@_after.register
def _first_date_set(event: FirstDateSet, now: Standing, one: Happened) -> Standing:
    if now.first_date is not None:
        raise ValueError("The first date is set once.")
    return replace(now, first_date=event.due_on, date_now=event.due_on, date_from=event.date_from)


@_after.register
def _move_asked(event: MoveAsked, now: Standing, one: Happened) -> Standing:
    return replace(now, asked_to=event.to, asked_by=one.by)


@_after.register
def _move_decided(event: MoveDecided, now: Standing, one: Happened) -> Standing:
    moved = replace(now, date_now=now.asked_to, moves=now.moves + 1) if event.agreed else now
    return replace(moved, asked_to=None, asked_by=None)


@_after.register
def _updated(event: Updated, now: Standing, one: Happened) -> Standing:
    return replace(now, updated_on=one.on)


@_after.register
def _action_set(event: ActionSet, now: Standing, one: Happened) -> Standing:
    return _anew(now, Action(event.action), one)


@_after.register
def _evidence_added(event: EvidenceAdded, now: Standing, one: Happened) -> Standing:
    piece = Piece(event.number, event.version, event.good_until, event.access)
    pieces = (*(p for p in now.pieces if p.number != event.number), piece)
    return replace(now, pieces=pieces, evidence=len(pieces))


@_after.register
def _checked(event: Checked, now: Standing, one: Happened) -> Standing:
    days = [p.good_until for p in now.pieces if p.number in event.evidence and p.good_until is not None]
    return replace(now, check_verdict=event.verdict, checked_on=one.on, check_until=min(days, default=None))


@_after.register
def _inspectorate_said(event: InspectorateSaid, now: Standing, one: Happened) -> Standing:
    return replace(now, inspectorate=event.word, inspectorate_on=event.on)


@_after.register
def _reopened(event: Reopened, now: Standing, one: Happened) -> Standing:
    return _anew(now, Action.UNDER_WAY, one)


@_after.register
def _replaced(event: Replaced, now: Standing, one: Happened) -> Standing:
    return replace(now, action=Action.REPLACED, action_on=one.on, asked_to=None, asked_by=None)


@_after.register
def _carried_forward(event: CarriedForward, now: Standing, one: Happened) -> Standing:
    return replace(now, action=Action.CARRIED_FORWARD, action_on=one.on, asked_to=None, asked_by=None)


@_after.register
def _published(event: Published, now: Standing, one: Happened) -> Standing:
    return replace(now, published=event.up_to)


def _anew(now: Standing, action: Action, one: Happened) -> Standing:
    """With another status of the action: what was checked was checked of the former one. What ends asks no date."""
    ends = action not in OPEN
    return replace(now, action=action, action_on=one.on, said_done_by=one.by if action == Action.DONE else None,
                   check_verdict=None, checked_on=None, check_until=None, asked_to=None if ends else now.asked_to,
                   asked_by=None if ends else now.asked_by)


def _made(event: Made, one: Happened) -> Standing:
    moved = event.moved_before_to is not None and event.moved_before_to != event.due_on
    return Standing(
        words=event.words, how_known=event.how_known, owner=event.owner, owner_id=event.owner_id,
        organisation=event.organisation, depends_on=event.depends_on, first_date=event.due_on,
        date_from=event.date_from, date_now=event.moved_before_to if moved else event.due_on, moves=int(moved),
        asked_to=None, asked_by=None, action=Action.NOT_STARTED, action_on=one.on, said_done_by=None,
        check_verdict=None, checked_on=None, check_until=None, inspectorate="", inspectorate_on=None, updated_on=None,
        evidence=0, published=0, number=one.number,
    )
