"""What analysts add: a note on a series, a conclusion that rests on a measure. Neither is changed; it is taken out."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from answerable.accounts import audit
from answerable.accounts.roles import Member, Permission, check_may
from answerable.measures.months import Month
from answerable.needs.models import AnalystNote
from answerable.needs.rules import GROUPS, MEASURES
from answerable.records.text import text_profile
from answerable.responses.checks.people import personal_data_in
from answerable.responses.rules import Refused


def annotate(*, group: str, month: str, words: str, by: Member, at: datetime) -> AnalystNote:
    """Note on a series what else happened from a month on, such as a change of recording."""
    try:
        Month.read(month)
    except ValueError:
        raise Refused("Enter a month like 2025-04", field="month") from None
    return _add("series_annotated", by, at, group=group, month=month, words=_line(words))


def conclude(*, group: str, rests_on: str, words: str, by: Member, at: datetime) -> AnalystNote:
    """Say what you conclude, and on which measure of which series it rests."""
    if rests_on not in MEASURES:
        raise Refused("Choose what it rests on", field="rests_on")
    return _add("conclusion_added", by, at, group=group, rests_on=rests_on, words=_line(words))


@transaction.atomic
def take_out(*, note: AnalystNote, by: Member, at: datetime) -> None:
    """Take a note or a conclusion out of what is built from now on."""
    check_may(by, Permission.KEEP_NEEDS)
    row = AnalystNote.objects.select_for_update(no_key=True).get(id=note.id)
    if row.taken_out_at is not None:
        raise Refused("It was taken out already.")
    row.taken_out_at, row.taken_out_by = at, by.person_id
    row.save(update_fields=["taken_out_at", "taken_out_by"])
    audit.record(by=by, at=at, action="note_taken_out", subject="assessment", ref=str(row.id))


@transaction.atomic
def _add(action: str, by: Member, at: datetime, **says: str) -> AnalystNote:
    check_may(by, Permission.KEEP_NEEDS)
    if says["group"] not in GROUPS:
        raise Refused("Choose a series", field="group")
    if not says["words"]:
        raise Refused("Enter the words", field="words")
    if found := next(personal_data_in(says["words"]), None):
        raise Refused(f"This looks like {found}. A needs assessment is about no person: take it out", field="words")
    row = AnalystNote.objects.create(added_at=at, added_by=by.person_id, **says)
    audit.record(by=by, at=at, action=action, subject="assessment", ref=str(row.id))
    return row


def _line(words: str) -> str:
    return " ".join(text_profile(words)[0].split())
