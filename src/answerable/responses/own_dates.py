"""Days that an office sets itself inside a running period. They are proposed, never imposed, and never published."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from answerable.accounts import audit
from answerable.accounts.roles import Member, Permission, check_may
from answerable.duties.practice import OWN_DATES, OwnDate, proposed_day
from answerable.duties.words import format_date, format_long_date
from answerable.inspections.models import Report
from answerable.responses import slots
from answerable.responses.holding import locked, save_in
from answerable.responses.queries import Draft
from answerable.responses.rules import Refused
from answerable.responses.slots import OwnDatesContent


@dataclass(frozen=True)
class Milestone:
    own: OwnDate
    proposed_on: date
    set_on: date | None  # None: the office has not set it


def milestones(now: Draft) -> tuple[Milestone, ...]:
    """What is proposed in the clock of the answer, with what is set; nothing for a clock without a last day."""
    clock = now.clock
    if clock is None or clock.due_on is None:
        return ()
    days = ((own, proposed_day(own, clock.clock)) for own in OWN_DATES)
    return tuple(Milestone(own, day, now.own_dates.get(own.code)) for own, day in days if day is not None)


def sentence(now: Draft, code: str) -> str:
    """The office's own date for one thing, for a row that asks for it; empty when none is set."""
    day = now.own_dates.get(code)
    return f"Our own date for this: {format_long_date(day)}." if day else ""


def check_can_set(member: Member, now: Draft) -> None:
    check_may(member, Permission.WRITE)
    if now.duty is None or not now.duty.decision.is_due:
        raise Refused("Decide first whether an answer is due.")
    if now.published is not None:
        raise Refused("This answer is published. There is nothing left to set a date for.")
    if not milestones(now):
        raise Refused("No last day is known, so there is none to set dates by.")


@transaction.atomic
def set_own_dates(*, report: Report, content: OwnDatesContent, expected: int, by: Member, at: datetime) -> None:
    """Set the office's own dates; one that is not named is no longer set."""
    response, now = locked(report)
    check_can_set(by, now)
    _check(now, content)
    if save_in(response, now, slots.OWN_DATES, content, expected, by, at) is not None:
        audit.record(by=by, at=at, action="own_dates_set", subject="response", ref=report.ref, report_ref=report.ref,
                     count=len(content.own))


def _check(now: Draft, content: OwnDatesContent) -> None:
    names = {milestone.own.code: milestone.own.purpose for milestone in milestones(now)}
    for code, day in content.own.items():
        if code not in names:
            raise Refused("Choose the dates from the page.")
        if now.due_on is not None and day >= now.due_on:
            raise Refused(f"{names[code]} date must be before the last day, {format_long_date(now.due_on)}",
                          field=f"own-{code}")
        began = now.report.published_on
        if began is not None and day < began:
            raise Refused(f"{names[code]} date is before the report was published, {format_date(began)}",
                          field=f"own-{code}")
