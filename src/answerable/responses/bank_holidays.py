"""Bank holidays that were announced after the list of the software was made: an administrator adds them.

Every clock of working days that still ran on the day of the announcement counts them from then on.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from answerable.accounts import audit
from answerable.accounts.roles import Member, Permission, check_may
from answerable.duties import AddedHoliday
from answerable.duties.calendar import LISTED
from answerable.duties.words import format_date, format_long_date
from answerable.records import london_day
from answerable.responses import slots
from answerable.responses.models import BankHoliday
from answerable.responses.queries import Draft, drafts
from answerable.responses.rules import Refused


@transaction.atomic
def add_holiday(*, holiday: AddedHoliday, by: Member, at: datetime) -> list[Draft]:
    """Count a bank holiday from now on. The answers whose last day moved, each with an entry in its history."""
    check_may(by, Permission.MANAGE_BODY)
    _check(holiday, london_day(at))
    slots.check_words([holiday.name, holiday.source])
    before = _last_days()
    BankHoliday.objects.create(
        day=holiday.day, name=holiday.name, announced_on=holiday.announced_on, source=holiday.source,
        added_by=by.person_id, added_at=at)
    audit.record(by=by, at=at, action="holiday_added", subject="bank_holiday", ref=holiday.day.isoformat())
    return _tell(before, by, at)


@transaction.atomic
def take_out_holiday(*, day: date, by: Member, at: datetime) -> list[Draft]:
    """Count a day no longer that was added by mistake. It stays on the page, as taken out."""
    check_may(by, Permission.MANAGE_BODY)
    row = BankHoliday.objects.select_for_update().filter(day=day, taken_out_at=None).first()
    if row is None:
        raise Refused(f"{format_date(day)} is not among the bank holidays that were added.")
    before = _last_days()
    row.taken_out_by, row.taken_out_at = by.person_id, at
    row.save()
    audit.record(by=by, at=at, action="holiday_taken_out", subject="bank_holiday", ref=day.isoformat())
    return _tell(before, by, at)


def _check(holiday: AddedHoliday, today: date) -> None:
    if not holiday.name.strip():
        raise Refused("Enter the name of the bank holiday", field="name")
    if not holiday.source.strip():
        raise Refused("Enter where it was announced", field="source")
    known = LISTED.why_left_out(holiday.day)
    if known is not None:
        raise Refused(f"{format_long_date(holiday.day)} is left out already: {known}", field="day")
    if BankHoliday.objects.filter(day=holiday.day, taken_out_at=None).exists():
        raise Refused(f"{format_long_date(holiday.day)} was added already", field="day")
    if holiday.announced_on > today:
        raise Refused("The day of the announcement is after today", field="announced_on")
    if holiday.announced_on >= holiday.day:
        raise Refused("The announcement must come before the holiday. Check both days", field="announced_on")


def _last_days() -> dict[int, dict[str, date | None]]:
    """The last day of every clock that may still run, by id of the report and code of the rule."""
    return {draft.report.id: {due.code: due.clock.due_on for due in draft.clocks} for draft in drafts()}


def _tell(before: Mapping[int, Mapping[str, date | None]], by: Member, at: datetime) -> list[Draft]:
    """Leave an entry with each report of which a last day moved."""
    moved = []
    for draft in drafts():
        was = before.get(draft.report.id, {})
        changed = [due for due in draft.clocks if was.get(due.code) != due.clock.due_on]
        for due in changed:
            earlier, later = was.get(due.code), due.clock.due_on
            audit.record(by=by, at=at, action="last_day_moved", subject="clock", ref=due.code,
                         report_ref=draft.report.ref, was=earlier.isoformat() if earlier else None,
                         now=later.isoformat() if later else None)
        moved += [draft] if changed else []
    return moved
