"""What may happen to a commitment now, and who may do it. Pure: values go in, `Refused` says why not.

Two people stand behind whatever eases a promise: one asks to move a date and another agrees; the owner says that it is
done and somebody else checks it.
"""

from __future__ import annotations

from datetime import date
from functools import singledispatch

from pydantic import BaseModel

from answerable.accounts.roles import Member, NotAllowed, Permission, check_may
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
from answerable.commitments.standing import Standing
from answerable.records.contents import Action, CheckVerdict, EvidenceAccess
from answerable.responses.rules import Refused


class MovedOn(Refused):
    """Something happened to the commitment after its page was opened. Nothing was done."""


# The least that somebody needs for each event. Owners may do `_BY_OWNER` to what is theirs without it.
_PERMISSION: dict[type, Permission] = {
    Made: Permission.KEEP_COMMITMENTS,
    Reworded: Permission.KEEP_COMMITMENTS,
    OwnerSet: Permission.KEEP_COMMITMENTS,
    DependsOnSet: Permission.KEEP_COMMITMENTS,
    FirstDateSet: Permission.KEEP_COMMITMENTS,
    MoveAsked: Permission.KEEP_COMMITMENTS,
    MoveDecided: Permission.AGREE_MOVE,
    Updated: Permission.KEEP_COMMITMENTS,
    ActionSet: Permission.KEEP_COMMITMENTS,
    EvidenceAdded: Permission.KEEP_COMMITMENTS,
    Checked: Permission.CHECK_COMMITMENTS,
    InspectorateSaid: Permission.KEEP_COMMITMENTS,
    Reopened: Permission.KEEP_COMMITMENTS,
    Replaced: Permission.KEEP_COMMITMENTS,
    CarriedForward: Permission.KEEP_COMMITMENTS,
    Published: Permission.SIGN_OFF,
}
_BY_OWNER = (Updated, MoveAsked, EvidenceAdded, ActionSet)
BY_LINK = (Updated, MoveAsked, EvidenceAdded)  # what an owner outside can send; somebody in the office does the rest
# What adds to the history and decides nothing can be done from a page that is no longer new.
NEVER_STALE = (Updated, EvidenceAdded, InspectorateSaid)

_ENDED = {
    Action.STOPPED: "This commitment was stopped. Open it again to go on with it.",
    Action.REPLACED: "Another commitment took the place of this one. Go on with that one.",
    Action.CARRIED_FORWARD: "This commitment was carried forward to a later inspection. Go on with that one.",
    Action.DONE: "This commitment is said to be done. Open it again first.",
}


def check_may_do(kind: type[BaseModel], by: Member | None, now: Standing | None) -> None:
    """Raise `NotAllowed` when this member, or somebody outside with a link (None), may not do this kind of thing."""
    if by is None:
        if not issubclass(kind, BY_LINK):
            raise NotAllowed("A link lets its holder give an update, bring evidence or ask for a new date. No more.")
        return
    is_owner = now is not None and now.owner_id is not None and now.owner_id == by.person_id
    if is_owner and issubclass(kind, _BY_OWNER) and by.may(Permission.KEEP_OWN_COMMITMENTS):
        return
    check_may(by, _PERMISSION[kind])


@singledispatch
def check_can_happen(event: Event, now: Standing, by: Member | None, today: date) -> None:
    """Raise `Refused` when it makes no sense as things stand."""
    raise TypeError(event)


@check_can_happen.register
def _(event: Reworded, now: Standing, by: Member | None, today: date) -> None:
    _need(event.words, "Enter what is promised", "words")
    _need(event.why, "Say why the words change", "why")


@check_can_happen.register
def _(event: OwnerSet, now: Standing, by: Member | None, today: date) -> None:
    _need(event.owner or event.organisation, "Enter who will do it: a post, or an organisation", "owner")
    if now.owner or now.organisation:
        _need(event.why, "Say why the owner changes", "why")


@check_can_happen.register
def _(event: DependsOnSet, now: Standing, by: Member | None, today: date) -> None:
    if now.depends_on:
        _need(event.why, "Say why this changes", "why")


@check_can_happen.register
def _(event: FirstDateSet, now: Standing, by: Member | None, today: date) -> None:
    if now.first_date is not None:
        raise Refused("The first date is set and does not change. Ask to move the date.", field="due_on")
    _check_open(now)


@check_can_happen.register
def _(event: MoveAsked, now: Standing, by: Member | None, today: date) -> None:
    _check_open(now)
    _need(event.why, "Say why the date should move", "why")
    if now.date_now is None:
        raise Refused("There is no date to move. Set the first date.", field="to")
    if event.to == now.date_now:
        raise Refused("This is the date it has. Enter another one.", field="to")
    if now.asked_to is not None:
        raise Refused("Somebody has asked to move this date already. An approver decides on that first.")


@check_can_happen.register
def _(event: MoveDecided, now: Standing, by: Member | None, today: date) -> None:
    if now.asked_to is None:
        raise Refused("Nobody asks to move this date.")
    if by is not None and by.person_id == now.asked_by:
        raise Refused("You asked for this yourself. Another approver decides on it.")
    if by is not None and by.person_id == now.owner_id:
        raise Refused("This commitment is yours. Another approver decides on its date.")
    if not event.agreed:
        _need(event.note, "Say why the date stays", "note")


@check_can_happen.register
def _(event: Updated, now: Standing, by: Member | None, today: date) -> None:
    _need(event.words, "Enter what has happened", "words")


@check_can_happen.register
def _(event: ActionSet, now: Standing, by: Member | None, today: date) -> None:
    _check_open(now)
    if event.action == Action.DONE and not now.evidence:
        raise Refused("Bring the evidence first. Without any, nothing can be said to be done.", field="action")
    if event.action == Action.STOPPED:
        _need(event.why, "Say why it is stopped. The reason is published.", "why")
    if event.action == now.action:
        raise Refused("This is how it stands already.", field="action")


@check_can_happen.register
def _(event: EvidenceAdded, now: Standing, by: Member | None, today: date) -> None:
    _need(event.title, "Say what this shows", "title")
    if event.about_on > today:
        raise Refused("Evidence cannot be about a day that has not come", field="about_on")
    if event.access == EvidenceAccess.RESTRICTED:
        _need(event.why_restricted, "Say why this is not published. The reason is published.", "why_restricted")
    if event.good_until is not None and event.good_until < event.about_on:
        raise Refused("It cannot be out of date before the day it is about", field="good_until")


@check_can_happen.register
def _(event: Checked, now: Standing, by: Member | None, today: date) -> None:
    if now.action != Action.DONE:
        raise Refused("Nobody says that this is done. It is checked when its owner says so.")
    if by is not None and by.person_id in (now.owner_id, now.said_done_by):
        raise Refused("Somebody other than the owner, and than whoever said it is done, checks it.")
    if not event.evidence:
        raise Refused("Choose the evidence that you looked at", field="evidence")
    if not set(event.evidence) <= {piece.number for piece in now.pieces}:
        raise Refused("Choose from the evidence that is held", field="evidence")
    if event.verdict == CheckVerdict.DOES_NOT_SUPPORT:
        _need(event.note, "Say what the evidence does not show", "note")


@check_can_happen.register
def _(event: InspectorateSaid, now: Standing, by: Member | None, today: date) -> None:
    _need(event.word, "Enter the inspectorate’s own word", "word")
    _need(event.source, "Say where it said so", "source")
    if event.on > today:
        raise Refused("The day on which it said so cannot be after today", field="on")


@check_can_happen.register
def _(event: Reopened, now: Standing, by: Member | None, today: date) -> None:
    if now.is_open:
        raise Refused("This commitment is open.")
    if now.action in (Action.REPLACED, Action.CARRIED_FORWARD):
        raise Refused(_ENDED[now.action])
    _need(event.why, "Say why it is opened again", "why")


@check_can_happen.register(Replaced)
@check_can_happen.register(CarriedForward)
def _(event: Replaced | CarriedForward, now: Standing, by: Member | None, today: date) -> None:
    if now.action in (Action.REPLACED, Action.CARRIED_FORWARD):
        raise Refused(_ENDED[now.action])
    _need(event.why, "Say why", "why")


@check_can_happen.register
def _(event: Published, now: Standing, by: Member | None, today: date) -> None:
    if not now.published < event.up_to <= now.number:
        raise Refused("Only what has happened and is not published yet can be published.")


def check_new(event: Made) -> None:
    """Raise `Refused` for a commitment that does not say what is promised, or whose dates make no sense."""
    _need(event.words, "Enter what is promised", "words")
    if event.due_on is not None and event.date_from is None:
        raise Refused("Say who set this date: the inspectorate, or this office", field="date_from")
    if event.moved_before_to is not None and event.due_on is None:
        raise Refused("Enter the first date as well as the present one", field="due_on")


def _check_open(now: Standing) -> None:
    if not now.is_open:
        raise Refused(_ENDED[now.action])


def _need(words: str, sentence: str, field: str) -> None:
    if not words.strip():
        raise Refused(sentence, field=field)
