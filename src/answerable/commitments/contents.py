"""A commitment as the parts of a record: where it stands, and what happened since it was last published. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import singledispatch

from answerable.commitments import events as e
from answerable.commitments.standing import Happened, Standing, after, standing
from answerable.records import content_hash
from answerable.records.contents import (
    Action,
    CommitmentFacts,
    EvidenceAccess,
    EvidencePart,
    HappenedPart,
    PromisePart,
    Shape,
    numbered,
)
from answerable.records.evidence import LARGEST_PUBLISHED, public_name

PROMISE = "promise"


@dataclass(frozen=True)
class Told:
    """An event with the post of whoever did it, as the record prints it."""

    happened: Happened
    post: str


@dataclass(frozen=True)
class About:
    """What the record says of the commitment that no event tells."""

    ref: str
    answer: str | None  # public reference of the response it was made in
    finding: int | None
    finding_words: str
    told_in: str
    version: int  # of the record to be made


def parts_of(about: About, told: Sequence[Told]) -> dict[str, Shape]:
    """The parts of the next record: the promise as it reads now, and whatever happened since the last record."""
    happened = [one.happened for one in told]
    now = _standing(happened)
    parts: dict[str, Shape] = {PROMISE: _promise(about, happened, now)}
    before: Standing | None = None
    asked: tuple[e.MoveAsked, Told] | None = None
    newest = {piece.number: piece.version for piece in now.pieces}
    for one in told:
        if isinstance(one.happened.event, e.MoveAsked):
            asked = (one.happened.event, one)
        if one.happened.number > now.published and before is not None:
            parts |= dict(_parts(one, before, asked, newest))
        before = after(before, one.happened)
    return parts


def facts_of(about: About, told: Sequence[Told], parts: Mapping[str, Shape]) -> CommitmentFacts:
    """The fields of the next record."""
    happened = [one.happened for one in told]
    now = _standing(happened)
    return CommitmentFacts(
        ref=about.ref, version=about.version, answer=about.answer, finding=about.finding, made_on=happened[0].on,
        first_date=now.first_date, date_from=now.date_from, date_now=now.date_now, moves=now.moves, action=now.action,
        action_on=now.action_on, check=now.check_verdict, checked_on=now.checked_on, check_until=now.check_until,
        said_on=now.inspectorate_on, updated_on=now.updated_on, events=now.number, content_hash=content_hash(parts),
    )


def _standing(happened: Sequence[Happened]) -> Standing:
    now = standing(happened)
    assert now is not None
    return now


def _promise(about: About, happened: Sequence[Happened], now: Standing) -> PromisePart:
    first = next((one.event for one in happened if isinstance(one.event, e.FirstDateSet)), happened[0].event)
    return PromisePart(
        words=now.words, how_known=now.how_known, owner=now.owner, organisation=now.organisation,
        depends_on=now.depends_on, date_source=first.date_source if isinstance(first, e.Made | e.FirstDateSet) else "",
        told_in=about.told_in, finding_words=about.finding_words,
    )


def _parts(
    one: Told, before: Standing, asked: tuple[e.MoveAsked, Told] | None, newest: Mapping[int, int]
) -> Iterator[tuple[str, Shape]]:
    """The part that tells of an event; none for what is nobody's business outside: who asked, what was published."""
    event, number = one.happened.event, one.happened.number
    if isinstance(event, e.EvidenceAdded):
        yield numbered("evidence", number), _evidence(event, one.happened.on, newest[event.number])
    elif isinstance(event, e.MoveDecided):
        assert asked is not None
        yield numbered("happened", number), _move(event, one, before, *asked)
    elif (part := _told(event, one, before)) is not None:
        yield numbered("happened", number), part


def _evidence(event: e.EvidenceAdded, added_on: date, newest: int) -> EvidencePart:
    restricted = event.access == EvidenceAccess.RESTRICTED
    return EvidencePart(
        number=event.number, version=event.version, title="" if restricted else event.title, about_on=event.about_on,
        added_on=added_on, strength=event.strength, access=event.access, why_restricted=event.why_restricted,
        good_until=event.good_until, sha256=None if restricted else event.sha256,
        size=None if restricted else event.size, file=_file(event, newest),
    )


def _file(event: e.EvidenceAdded, newest: int) -> str | None:
    """The name of the file in public; None when the file stays with the office.

    So does a version that has a newer one before anybody signed it: a cleaned file takes its place.
    """
    if event.access == EvidenceAccess.RESTRICTED or event.size > LARGEST_PUBLISHED or event.version < newest:
        return None
    return public_name(event.title, event.name)


def _move(event: e.MoveDecided, one: Told, before: Standing, ask: e.MoveAsked, asker: Told) -> HappenedPart:
    return HappenedPart(
        what="move" if event.agreed else "move_not_agreed", on=one.happened.on, by=asker.post,
        words=ask.why if event.agreed else event.note, date_before=before.date_now, date_after=ask.to,
        agreed_by=one.post,
    )


@singledispatch
def _told(event: e.Event, one: Told, before: Standing) -> HappenedPart | None:
    return None


@_told.register
def _(event: e.Reworded, one: Told, before: Standing) -> HappenedPart:
    return HappenedPart(what="reworded", on=one.happened.on, by=one.post, words=event.why)


@_told.register
def _(event: e.OwnerSet, one: Told, before: Standing) -> HappenedPart:
    return HappenedPart(what="owner", on=one.happened.on, by=one.post, words=event.why)


@_told.register
def _(event: e.DependsOnSet, one: Told, before: Standing) -> HappenedPart:
    return HappenedPart(what="depends_on", on=one.happened.on, by=one.post, words=event.why)


@_told.register
def _(event: e.FirstDateSet, one: Told, before: Standing) -> HappenedPart:
    return HappenedPart(what="first_date", on=one.happened.on, by=one.post, words=event.date_source,
                        date_after=event.due_on)


@_told.register
def _(event: e.Updated, one: Told, before: Standing) -> HappenedPart:
    return HappenedPart(what="update", on=one.happened.on, by=one.post, words=event.words)


@_told.register
def _(event: e.ActionSet, one: Told, before: Standing) -> HappenedPart:
    return HappenedPart(what="action", on=one.happened.on, by=one.post, words=event.why, action=Action(event.action))


@_told.register
def _(event: e.Checked, one: Told, before: Standing) -> HappenedPart:
    return HappenedPart(what="check", on=one.happened.on, by=one.post, words=event.note, verdict=event.verdict,
                        evidence=event.evidence)


@_told.register
def _(event: e.InspectorateSaid, one: Told, before: Standing) -> HappenedPart:
    return HappenedPart(what="inspectorate", on=one.happened.on, by=one.post, words="", said=event.word,
                        said_on=event.on, source=event.source)


@_told.register
def _(event: e.Reopened, one: Told, before: Standing) -> HappenedPart:
    return HappenedPart(what="reopened", on=one.happened.on, by=one.post, words=event.why)


@_told.register
def _(event: e.Replaced, one: Told, before: Standing) -> HappenedPart:
    return HappenedPart(what="replaced", on=one.happened.on, by=one.post, words=event.why, other=event.by_ref)


@_told.register
def _(event: e.CarriedForward, one: Told, before: Standing) -> HappenedPart:
    return HappenedPart(what="carried_forward", on=one.happened.on, by=one.post, words=event.why, other=event.to_ref)
