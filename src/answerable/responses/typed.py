"""What people typed and have not saved: one row a person and place, so that no power cut takes their words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from answerable.accounts.roles import Member
from answerable.inspections.models import Report
from answerable.responses import rules, slots
from answerable.responses.holding import locked
from answerable.responses.models import Response, TypedDraft

MOST_FIELDS = 50


@transaction.atomic
def keep_typed(
    *, report: Report, slot: str, fields: Mapping[str, Sequence[str]], opened_at_number: int, by: Member, at: datetime
) -> TypedDraft:
    """Keep a form as it stands, in the place of what the same person typed there before.

    Nothing is decided by it and nobody else sees it, so it leaves no entry in the audit trail.
    """
    response, now = locked(report)
    rules.check_can_write(by, now.situation())
    slots.shape_of(slot)
    if len(fields) > MOST_FIELDS:
        raise rules.Refused("This form has too many fields to keep.")
    for values in fields.values():
        slots.check_length(values)
    row, _ = TypedDraft.objects.update_or_create(
        response=response, slot=slot, by=by.person_id,
        defaults={"fields": {name: list(values) for name, values in fields.items()},
                  "opened_at_number": opened_at_number, "at": at},
    )
    return row


def typed(response: Response | None, slot: str, by: Member) -> TypedDraft | None:
    """What this person typed in this place and has not saved."""
    return TypedDraft.objects.filter(response=response, slot=slot, by=by.person_id).first() if response else None


@transaction.atomic
def throw_away(*, report: Report, slot: str, by: Member, at: datetime) -> None:
    """Let go of what was typed, when it was saved or is not wanted."""
    response, _ = locked(report)
    TypedDraft.objects.filter(response=response, slot=slot, by=by.person_id).delete()
