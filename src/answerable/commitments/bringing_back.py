"""After a restore: commitments that the public register tells of and the database lacks, made again from their records.

A record tells what happened by number, so each thing that happened gets its number back. What no record tells is lost:
who asked for a move, the words between two changes of them, whose the commitment is here, and files that are gone. A
commitment whose records do not lead to where they say that it stands is left for people.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path

from django.db import transaction

from answerable.accounts import kept_files
from answerable.commitments import events as e
from answerable.commitments.contents import PROMISE
from answerable.commitments.models import Commitment, EventRow, EvidenceFile, StandingRow
from answerable.commitments.operations import columns, standing_of
from answerable.commitments.removing import forget_part
from answerable.commitments.standing import Happened, Standing, after
from answerable.records import Entry, london_day
from answerable.records.contents import (
    CommitmentFacts,
    EvidencePart,
    HappenedPart,
    PromisePart,
    RedactionFacts,
)
from answerable.records.evidence import check_files
from answerable.responses.models import Response

BY_HAND = "where a commitment stands"


class _CannotTell(Exception):
    """The records do not say enough to make the commitment again."""


def bring_back(entries: Sequence[Entry], at: datetime, folder: Path | None = None) -> list[str]:
    """Take records that came back into the chain, in their order. Returns what people have to look at.

    `folder`: the copy of the register that they came from, whose files of evidence are kept again.
    """
    if folder is not None:
        _keep_files(folder, entries)
    by_hand = []
    for entry in entries:
        facts = entry.facts
        if isinstance(facts, RedactionFacts):
            commitment = Commitment.objects.filter(ref=facts.ref).first()
            if commitment is not None:
                forget_part(commitment, facts.removes_seq, facts.removes_part)
        elif isinstance(facts, CommitmentFacts):
            try:
                with transaction.atomic():
                    _tell(entry, facts)
            except (_CannotTell, ValueError, AssertionError):
                by_hand.append(f"record {entry.seq} ({entry.ref}): {BY_HAND}")
    return by_hand


def _keep_files(folder: Path, entries: Sequence[Entry]) -> None:
    """Keep each file of evidence that is the one its record tells: else the next bake would leave it out."""
    for file, wrong in check_files(folder, entries):
        if not wrong:
            kept_files.keep((folder / file.path).read_bytes())


def _tell(entry: Entry, facts: CommitmentFacts) -> None:
    """Add what a record tells and the database does not know. Raises `_CannotTell`."""
    promise = entry.read(PROMISE, PromisePart)
    if promise is None or entry.removed:
        raise _CannotTell
    row = Commitment.objects.filter(ref=facts.ref).first()
    now = standing_of(row) if row is not None else None
    if row is None:
        row = _begin(facts, promise)
        now = _add(row, None, 1, _made(entry, facts, promise), _noon(facts.made_on), "")
    assert now is not None
    if now.published > facts.events or now.number > facts.events:
        raise _CannotTell  # something else happened here since
    for number, event, on, post in _events(entry, facts, promise, now):
        now = _add(row, now, number, event, _noon(on), post)
    if not _agree(now, facts):
        raise _CannotTell
    _add(row, now, facts.events + 1, e.Published(seq=entry.seq, up_to=facts.events), entry.at, "")


def _begin(facts: CommitmentFacts, promise: PromisePart) -> Commitment:
    response = Response.objects.filter(public_ref=facts.answer).first() if facts.answer else None
    if facts.answer and response is None:
        raise _CannotTell
    number = facts.ref.rpartition("-c")[2]
    if not number.isdecimal():
        raise _CannotTell
    return Commitment.objects.create(
        ref=facts.ref, number=int(number), report=response.report if response else None, finding=facts.finding,
        told_in=promise.told_in)


def _made(entry: Entry, facts: CommitmentFacts, promise: PromisePart) -> e.Made:
    told = [part for _, part in _happened(entry)]
    later = any(part.what == "first_date" for part in told)  # the first date was set afterwards
    moves = [part for part in told if part.what == "move"]
    before = moves[0].date_before if moves else facts.date_now
    return e.Made(
        words=promise.words, how_known=promise.how_known, owner=promise.owner, organisation=promise.organisation,
        depends_on=promise.depends_on, due_on=None if later else facts.first_date,
        date_from=None if later else facts.date_from, date_source="" if later else promise.date_source,
        moved_before_to=before if not later and before != facts.first_date else None)


def _happened(entry: Entry) -> Iterator[tuple[int, HappenedPart]]:
    for name in sorted(entry.parts):
        if name.startswith("happened-") and (part := entry.read(name, HappenedPart)):
            yield int(name.rpartition("-")[2]), part


def _events(
    entry: Entry, facts: CommitmentFacts, promise: PromisePart, now: Standing
) -> Iterator[tuple[int, e.Event, date, str]]:
    """What the record tells that is not known here, by number, with its day and the post of whoever did it."""
    pieces = [(int(name.rpartition("-")[2]), entry.read(name, EvidencePart)) for name in entry.parts
              if name.startswith("evidence-")]
    told: list[tuple[int, HappenedPart | EvidencePart]] = [*_happened(entry), *((n, p) for n, p in pieces if p)]
    last = now.number
    for number, part in sorted(told, key=lambda one: one[0]):
        if number <= now.number:
            continue
        if isinstance(part, EvidencePart):
            yield number, _evidence(part), part.added_on, ""
        else:
            if part.what in ("move", "move_not_agreed") and now.asked_to is None and part.date_after is not None:
                if number - 1 <= last:
                    raise _CannotTell
                yield number - 1, e.MoveAsked(to=part.date_after, why=part.words), part.on, part.by
            yield number, _event(part, facts, promise), part.on, part.agreed_by or part.by
        last = number


def _evidence(part: EvidencePart) -> e.EvidenceAdded:
    return e.EvidenceAdded(
        number=part.number, version=part.version, title=part.title, name=part.file or "", sha256=part.sha256 or "",
        size=part.size or 0, about_on=part.about_on, strength=part.strength, access=part.access,
        why_restricted=part.why_restricted, good_until=part.good_until)


def _event(part: HappenedPart, facts: CommitmentFacts, promise: PromisePart) -> e.Event:
    """The event that a part was made from, as far as the part tells it. Raises `ValueError` for what is not whole."""
    kind, fields = _EVENTS[part.what]
    return e.read({"kind": kind, **fields(part, facts, promise)})


Fields = Callable[[HappenedPart, CommitmentFacts, PromisePart], dict[str, object]]
_EVENTS: dict[str, tuple[str, Fields]] = {
    "reworded": ("reworded", lambda part, _, promise: {
        "words": promise.words, "how_known": promise.how_known, "why": part.words}),
    "owner": ("owner_set", lambda part, _, promise: {
        "owner": promise.owner, "organisation": promise.organisation, "why": part.words}),
    "depends_on": ("depends_on_set", lambda part, _, promise: {"depends_on": promise.depends_on, "why": part.words}),
    "first_date": ("first_date_set", lambda part, facts, _: {
        "due_on": part.date_after, "date_from": facts.date_from, "date_source": part.words}),
    "move": ("move_decided", lambda part, *_: {"agreed": True}),
    "move_not_agreed": ("move_decided", lambda part, *_: {"agreed": False, "note": part.words}),
    "update": ("updated", lambda part, *_: {"words": part.words}),
    "action": ("action_set", lambda part, *_: {"action": part.action, "why": part.words}),
    "check": ("checked", lambda part, *_: {
        "verdict": part.verdict, "evidence": part.evidence or (), "note": part.words}),
    "inspectorate": ("inspectorate_said", lambda part, *_: {
        "word": part.said, "on": part.said_on, "source": part.source}),
    "reopened": ("reopened", lambda part, *_: {"why": part.words}),
    "replaced": ("replaced", lambda part, *_: {"by_ref": part.other, "why": part.words}),
    "carried_forward": ("carried_forward", lambda part, *_: {"to_ref": part.other, "why": part.words}),
}


def _agree(now: Standing, facts: CommitmentFacts) -> bool:
    """Whether what was told leads to where the record says that it stands."""
    return (
        (now.first_date, now.date_now, now.moves, now.action, now.check_verdict, now.inspectorate_on, now.updated_on)
        == (facts.first_date, facts.date_now, facts.moves, facts.action, facts.check, facts.said_on, facts.updated_on))


def _add(
    row: Commitment, now: Standing | None, number: int, event: e.Event, at: datetime, post: str
) -> Standing:
    EventRow.objects.create(commitment=row, number=number, kind=event.kind, content=e.written(event), at=at, by=None,
                            name="", post=post)
    result = after(now, Happened(number, london_day(at), None, event))
    StandingRow.objects.filter(commitment=row, until_at__isnull=True).update(until_at=at)
    StandingRow.objects.create(commitment=row, from_at=at, **columns(result))
    if isinstance(event, e.EvidenceAdded) and event.sha256 and kept_files.path_of(event.sha256).exists():
        EvidenceFile.objects.create(commitment=row, number=event.number, version=event.version, size=event.size,
                                    name=event.name or "evidence", sha256=event.sha256)
    return result


def _noon(day: date) -> datetime:
    """A moment on that day in London, whatever the season: the record tells the day."""
    return datetime.combine(day, time(12), UTC)
