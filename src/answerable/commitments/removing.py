"""Words of a published commitment that have to go, as those of an answer do (`responses.removing`): two people decide.

The published part goes with its salt, and a record says so. Then the words go from the events they were made from, from
where the commitment stood, and from the kept file, when the part told of a file that the public may know of.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from answerable.accounts import audit, kept_files
from answerable.accounts.queries import members
from answerable.accounts.roles import Member, Permission, check_may
from answerable.commitments.contents import PROMISE
from answerable.commitments.events import EvidenceAdded, MoveDecided, read
from answerable.commitments.models import Commitment, EventRow, EvidenceFile, PartRemoval, StandingRow
from answerable.commitments.operations import columns, happened, lock
from answerable.commitments.standing import Standing, after
from answerable.records import Entry, london_day
from answerable.records.contents import SIGNED, CommitmentFacts, EvidenceAccess
from answerable.responses import chain
from answerable.responses.forgetting import GONE, forget_words
from answerable.responses.removing import (
    Place,
    check_can_propose,
    check_can_remove,
    check_exact_words,
    decline,
    enter_removal,
)
from answerable.responses.rules import Refused

_WRITTEN = frozenset({  # fields of events that hold what somebody wrote; the others are codes, numbers and days
    "words", "how_known", "owner", "organisation", "depends_on", "date_source", "tracker_status", "sentence", "why",
    "note", "title", "name", "sha256", "why_restricted", "word", "source",
})
_OF_PROMISE = ("made", "reworded", "owner_set", "depends_on_set", "first_date_set")
_NOT_OF_PROMISE = frozenset({"why"})  # of those events: why something was changed stands in a part of its own


def places_of(commitment: Commitment) -> Iterator[Place]:
    """Every part that could be removed, newest record first."""
    for entry in reversed(chain.records().entries):
        if entry.kind == "commitment" and entry.ref == commitment.ref:
            for part in sorted(entry.parts):
                yield Place(entry.seq, part, entry.kind, int(entry.fields["version"]))


@transaction.atomic
def propose_removal(
    *, commitment: Commitment, places: Collection[tuple[int, str]], ground: str, by: Member, at: datetime
) -> list[PartRemoval]:
    """Propose to remove parts of published records. Nothing of the words themselves is kept with the proposal."""
    held = lock(commitment)
    check_may(by, Permission.KEEP_COMMITMENTS)
    there = {(place.seq, place.part) for place in places_of(held)}
    check_can_propose(places, there, ground, is_proposed=bool(open_removals(held)))
    rows = [PartRemoval.objects.create(commitment=held, seq=seq, part=part, ground=ground, proposed_by=by.person_id,
                                       proposed_at=at) for seq, part in sorted(places)]
    _audit(held, "removal_proposed", by, at, parts=len(rows), ground=ground)
    return rows


def open_removals(commitment: Commitment) -> list[PartRemoval]:
    return list(PartRemoval.objects.filter(commitment=commitment, decided_at=None))


@transaction.atomic
def remove_words(*, commitment: Commitment, words: str, by: Member, at: datetime) -> list[Entry]:
    """Remove what was proposed. `words`: exact words that must be found nowhere afterwards; they are kept nowhere."""
    held = lock(commitment)
    rows = open_removals(held)
    check_can_remove(by, rows, members(london_day(at)))
    check_exact_words(words, {(row.seq, row.part) for row in rows})
    _check_same_files(held, rows)
    records = {entry.seq: entry for entry in chain.records().entries
               if entry.kind == "commitment" and entry.ref == held.ref}
    newest = records[max(records)]
    entries = [enter_removal(held.ref, row, by, at) for row in rows]
    still_said = set() if any((row.seq, row.part) == (newest.seq, PROMISE) for row in rows) else _texts(newest)
    for row in rows:
        _forget(held, records[row.seq], row.part, still_said)
    _stand_anew(held)
    if words:
        forget_words(words)
    _audit(held, "words_removed", by, at, parts=len(rows), seq=entries[-1].seq)
    return entries


def _check_same_files(commitment: Commitment, rows: Collection[PartRemoval]) -> None:
    """Raise `Refused` when a file that has to go would go on standing on the register as other evidence."""
    evidence = [_number(row.part) for row in rows if row.part.startswith("evidence-")]
    gone = {row.content["sha256"] for row in EventRow.objects.filter(
        commitment=commitment, kind="evidence_added", number__in=evidence, content__access=EvidenceAccess.PUBLIC)}
    going = {(row.commitment_id, _number(row.part)) for row in PartRemoval.objects.filter(decided_at=None)
             if row.part.startswith("evidence-")}
    published = dict(StandingRow.objects.filter(until_at=None).values_list("commitment_id", "published"))
    for row in EventRow.objects.filter(kind="evidence_added", content__access=EvidenceAccess.PUBLIC).select_related(
            "commitment"):
        at_hand = (row.commitment_id, row.number) in going or row.number > published[row.commitment_id]
        if row.content["sha256"] in gone and not at_hand:
            raise Refused(f"Evidence {row.content['number']} of {row.commitment.ref} is the same file as one that "
                          "would go. Have its removal proposed too, so that the file is nowhere.")


def _number(part: str) -> int:
    return int(part.rpartition("-")[2])


@transaction.atomic
def decline_removal(*, commitment: Commitment, by: Member, at: datetime) -> None:
    """Say that nothing is removed. Whoever proposed it may say so too."""
    held = lock(commitment)
    decline(open_removals(held), by, at)
    _audit(held, "removal_declined", by, at)


def forget_part(commitment: Commitment, seq: int, part: str) -> None:
    """Let go of what a part was made from that a record already says was removed, as after a restore."""
    records = {entry.seq: entry for entry in chain.records().entries
               if entry.kind == "commitment" and entry.ref == commitment.ref}
    newest = records[max(records)]
    _forget(commitment, records[seq], part, set() if (seq, part) == (newest.seq, PROMISE) else _texts(newest))
    _stand_anew(commitment)


def _forget(commitment: Commitment, entry: Entry, part: str, still_said: set[str]) -> None:
    """Let go of what a part of a record was made from. `still_said`: texts that the newest record still tells."""
    events = EventRow.objects.filter(commitment=commitment)
    if part == SIGNED:
        events.filter(kind="published", content__seq=entry.seq).update(name=GONE, post=GONE)
    elif part == PROMISE:
        facts = entry.facts
        assert isinstance(facts, CommitmentFacts)
        for row in events.filter(kind__in=_OF_PROMISE, number__lte=facts.events):
            _blank(row, still_said, _NOT_OF_PROMISE)
        if commitment.told_in and commitment.told_in not in still_said:
            commitment.told_in = GONE
            commitment.save(update_fields=["told_in"])
    else:
        for row in events.filter(number=int(part.rpartition("-")[2])):  # none: it was not brought back
            _forget_event(row)


def _forget_event(row: EventRow) -> None:
    event = read(row.content)
    if isinstance(event, MoveDecided):  # the part tells of the asking too
        asked = EventRow.objects.filter(commitment=row.commitment, kind="move_asked", number__lt=row.number).last()
        assert asked is not None, "nobody decides on what was not asked"
        _forget_event(asked)
    elif isinstance(event, EvidenceAdded) and event.access == EvidenceAccess.PUBLIC:
        EvidenceFile.objects.filter(sha256=event.sha256).delete()
        kept_files.forget_unless_named(event.sha256)
    row.post = GONE
    _blank(row, set(), frozenset())


def _blank(row: EventRow, still_said: set[str], but: frozenset[str]) -> None:
    row.content = _without(row.content, still_said, but)
    row.save(update_fields=["content", "post"])


def _without(content: Mapping[str, Any], still_said: set[str], but: frozenset[str]) -> dict[str, Any]:
    """The content of an event with what was written in it replaced, so that it keeps its shape."""
    changed: dict[str, Any] = {}
    for name, value in content.items():
        if isinstance(value, dict):
            changed[name] = _without(value, still_said, but)
        elif isinstance(value, str) and value and name in _WRITTEN - but and value not in still_said:
            changed[name] = GONE
        else:
            changed[name] = value
    return changed


def _texts(entry: Entry) -> set[str]:
    """What the promise of a record says, text by text; nothing when it was removed before."""
    promise = entry.value(PROMISE) or {}
    return {value for value in promise.values() if value}


def _stand_anew(commitment: Commitment) -> None:
    """Tell from the events again where the commitment stood after each."""
    now: Standing | None = None
    for one in happened(commitment):
        now = after(now, one)
        StandingRow.objects.filter(commitment=commitment, number=one.number).update(**columns(now))


def _audit(commitment: Commitment, action: str, by: Member, at: datetime, **facts: str | int) -> None:
    audit.record(by=by, at=at, action=action, subject="commitment", ref=commitment.ref,
                 report_ref=commitment.report.ref if commitment.report else "", **facts)
