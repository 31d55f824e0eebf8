"""Words of a released assessment that have to go, as those of an answer do (`responses.removing`): two people decide.

The published part goes with its salt, and a record says so. Builds that were not released go as well, because they
were made of the same notes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime

from django.db import transaction

from answerable.accounts import audit, kept_files
from answerable.accounts.queries import members
from answerable.accounts.roles import Member, Permission, check_may
from answerable.needs.models import Assessment, AssessmentRemoval
from answerable.needs.releasing import public_ref
from answerable.records import Entry, london_day
from answerable.responses import chain
from answerable.responses.forgetting import forget_words
from answerable.responses.removing import (
    Place,
    check_can_propose,
    check_can_remove,
    check_exact_words,
    decline,
    enter_removal,
)


def places_of(assessment: Assessment) -> Iterator[Place]:
    """Every part of its record that could be removed."""
    if assessment.seq is not None:
        for part in chain.values(assessment.seq):
            yield Place(assessment.seq, part, "needs_assessment", assessment.number)


def open_removals(assessment: Assessment) -> list[AssessmentRemoval]:
    return list(AssessmentRemoval.objects.filter(assessment=assessment, decided_at=None))


@transaction.atomic
def propose_removal(
    *, assessment: Assessment, places: Collection[tuple[int, str]], ground: str, by: Member, at: datetime
) -> list[AssessmentRemoval]:
    """Propose to remove parts of a release. Nothing of the words themselves is kept with the proposal."""
    check_may(by, Permission.KEEP_NEEDS)
    held = _locked(assessment)
    there = {(place.seq, place.part) for place in places_of(held)}
    check_can_propose(places, there, ground, is_proposed=bool(open_removals(held)))
    rows = [AssessmentRemoval.objects.create(assessment=held, seq=seq, part=part, ground=ground,
                                             proposed_by=by.person_id, proposed_at=at) for seq, part in sorted(places)]
    _record(held, "removal_proposed", by, at, parts=len(rows), ground=ground)
    return rows


@transaction.atomic
def remove_words(*, assessment: Assessment, words: str, by: Member, at: datetime) -> list[Entry]:
    """Remove what was proposed. `words`: exact words that must be found nowhere afterwards; they are kept nowhere."""
    held = _locked(assessment)
    rows = open_removals(held)
    check_can_remove(by, rows, members(london_day(at)))
    check_exact_words(words, {(row.seq, row.part) for row in rows})
    entries = [enter_removal(public_ref(held), row, by, at) for row in rows]
    for built in Assessment.objects.filter(published_at=None):
        kept_files.forget(built.sha256)
        built.delete()
    if words:
        forget_words(words)
    _record(held, "words_removed", by, at, parts=len(rows), seq=entries[-1].seq)
    return entries


@transaction.atomic
def decline_removal(*, assessment: Assessment, by: Member, at: datetime) -> None:
    """Say that nothing is removed. Whoever proposed it may say so too."""
    held = _locked(assessment)
    decline(open_removals(held), by, at)
    _record(held, "removal_declined", by, at)


def _locked(assessment: Assessment) -> Assessment:
    return Assessment.objects.select_for_update(no_key=True).get(id=assessment.id)


def _record(assessment: Assessment, action: str, by: Member, at: datetime, **facts: str | int) -> None:
    audit.record(by=by, at=at, action=f"assessment_{action}", subject="assessment", ref=str(assessment.id),
                 report_ref="", **facts)
