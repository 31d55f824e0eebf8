"""Words that have to go: personal data, somebody's safety, a court. Two people decide, a record says so, nothing stays.

The published part goes with its salt, and a record names it and the ground, so that a removal can be made but not
hidden. Then the words are taken out of everything the office keeps: what stood in the same place before, what was
typed, notes, messages, and every other text that holds the exact words. What copies elsewhere hold is out of reach,
and the page says to whom they went.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from answerable.accounts import audit
from answerable.accounts.queries import members
from answerable.accounts.roles import Member, Permission, check_may
from answerable.inspections.models import Report
from answerable.records import Entry, london_day
from answerable.records.contents import RedactionFacts
from answerable.records.verify import GROUNDS
from answerable.responses import chain, rules, slots
from answerable.responses.forgetting import GONE, forget_slot, forget_words, holds_words
from answerable.responses.holding import locked
from answerable.responses.models import ProposedRemoval, Removal, Response
from answerable.responses.rules import Refused, State

SHORTEST = 3  # characters of the exact words: fewer stand in half of all texts
_OUT = (State.WITH_REVIEWER, State.WITH_APPROVER, State.SIGNED_OFF, State.SCHEDULED)


@dataclass(frozen=True)
class Place:
    """One part of a record about this answer that is still there."""

    seq: int
    part: str
    kind: str
    version: int | None


def places_of(response: Response) -> Iterator[Place]:
    """Every part that could be removed, newest record first."""
    for entry in reversed(chain.records().entries):
        if entry.ref == response.public_ref:
            version = entry.fields.get("version")
            for part in sorted(entry.parts):
                yield Place(entry.seq, part, entry.kind, version if isinstance(version, int) else None)


@transaction.atomic
def propose_removal(
    *, report: Report, places: Collection[tuple[int, str]], ground: str, by: Member, at: datetime
) -> list[Removal]:
    """Propose to remove parts of published records. Nothing of the words themselves is kept with the proposal."""
    response, now = locked(report)
    check_may(by, Permission.WRITE)
    _check_nothing_is_out(now.state)
    there = {(place.seq, place.part) for place in places_of(response)}
    check_can_propose(places, there, ground, is_proposed=response.removal_asked)
    rows = [Removal.objects.create(response=response, seq=seq, part=part, ground=ground, proposed_by=by.person_id,
                                   proposed_at=at) for seq, part in sorted(places)]
    response.removal_asked = True
    response.save()
    audit.record(by=by, at=at, action="removal_proposed", subject="response", ref=response.public_ref,
                 report_ref=report.ref, parts=len(rows), ground=ground)
    return rows


def check_can_propose(
    places: Collection[tuple[int, str]], there: Collection[tuple[int, str]], ground: str, *, is_proposed: bool
) -> None:
    """Raise `Refused` unless parts that are there are chosen, with a ground, and nothing waits to be decided."""
    if not places or not set(places) <= set(there):
        raise Refused("Choose what has to go", field="places")
    if ground not in GROUNDS:
        raise Refused("Choose the ground", field="ground")
    if is_proposed:
        raise Refused("A removal is proposed already. An approver has to decide about it first.")


def open_removals(response: Response | None) -> list[Removal]:
    return list(Removal.objects.filter(response=response, decided_at=None)) if response else []


def check_can_remove(member: Member, rows: Collection[ProposedRemoval], colleagues: Collection[Member]) -> None:
    """A second person, an approver, decides about what somebody else proposed."""
    if not rows:
        raise Refused("Nobody has proposed to remove anything.")
    if member.person_id in {row.proposed_by for row in rows}:
        able = [m.name for m in colleagues if m.may(Permission.REMOVE_WORDS) and m.person_id != member.person_id]
        who = f"{' or '.join(able)} can." if able else "An administrator has to let another approver in."
        raise Refused(f"You cannot decide this because you proposed it. {who}")
    check_may(member, Permission.REMOVE_WORDS)


@transaction.atomic
def remove_words(*, report: Report, words: str, by: Member, at: datetime) -> list[Entry]:
    """Remove what was proposed. `words`: exact words that must be found nowhere afterwards; they are kept nowhere."""
    response, now = locked(report)
    rows = open_removals(response)
    check_can_remove(by, rows, members(london_day(at)))
    _check_nothing_is_out(now.state)
    check_exact_words(words, {(row.seq, row.part) for row in rows})
    entries = [enter_removal(response.public_ref, row, by, at) for row in rows]
    published = now.published
    newest = max((place.seq for place in places_of(response) if published and place.kind == "response"), default=0)
    for row in rows:
        forget_slot(response, row.part, keep_what_stands=row.seq < newest, at=at)
    if words:
        forget_words(words)
    response.removal_asked = False
    response.save()
    audit.record(by=by, at=at, action="words_removed", subject="response", ref=response.public_ref,
                 report_ref=report.ref, parts=len(rows), seq=entries[-1].seq)
    return entries


@transaction.atomic
def decline_removal(*, report: Report, by: Member, at: datetime) -> None:
    """Say that nothing is removed. Whoever proposed it may say so too."""
    response, _ = locked(report)
    rows = open_removals(response)
    decline(rows, by, at)
    response.removal_asked = False
    response.save()
    audit.record(by=by, at=at, action="removal_declined", subject="response", ref=response.public_ref,
                 report_ref=report.ref)


def decline(rows: Collection[ProposedRemoval], by: Member, at: datetime) -> None:
    """Close what was proposed with nothing removed. Whoever proposed it may, and who could remove it."""
    if not rows:
        raise Refused("Nobody has proposed to remove anything.")
    if by.person_id not in {row.proposed_by for row in rows}:
        check_may(by, Permission.REMOVE_WORDS)
    for row in rows:
        row.decided_by, row.decided_at = by.person_id, at
        row.save()


def enter_removal(ref: str, row: ProposedRemoval, by: Member, at: datetime) -> Entry:
    """Delete the part that was proposed, and enter the record that says so. `ref`: what the part's record is about."""
    held = chain.part_hash(row.seq, row.part)
    facts = RedactionFacts.model_validate({
        "ref": ref, "removes_seq": row.seq, "removes_part": row.part, "removes_hash": held,
        "ground": row.ground})
    entry = chain.add(facts, {}, at)
    chain.remove_part(row.seq, row.part)
    row.decided_by, row.decided_at, row.record = by.person_id, at, entry.seq
    row.save()
    return entry


def _check_nothing_is_out(state: State) -> None:
    if state in _OUT:
        words = rules.STATE_WORDS[state][0].lower()
        raise Refused(f"A version is {words}. Take it back first: it may hold the same words.")


def check_exact_words(words: str, chosen: Collection[tuple[int, str]]) -> None:
    """Refuse words that are too short, and words that another published part holds as well."""
    if not words:
        return
    slots.check_words([words])
    if len(words.strip()) < SHORTEST:
        raise Refused(f"Enter at least {SHORTEST} characters, or leave this empty", field="words")
    for entry in chain.records().entries:
        for part in entry.parts:
            if (entry.seq, part) not in chosen and holds_words(entry.value(part), words):
                raise Refused(
                    f"Record {entry.seq} holds these words too, in the part “{part}”, and is not among what was "
                    "proposed. Publish a corrected version if it is the newest, and propose all of it again.",
                    field="words")


__all__ = ["GONE", "Place", "check_can_propose", "check_can_remove", "check_exact_words", "decline",
           "decline_removal", "enter_removal", "open_removals", "places_of", "propose_removal", "remove_words"]
