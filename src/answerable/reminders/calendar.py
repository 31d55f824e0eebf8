"""Somebody's own dates as a calendar to subscribe to: last days of answers, and dates of commitments.

Whoever finds the address of such a calendar reads it without a sign-in. So it holds no title and no words: a reference,
a day, and what kind of day it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from icalendar import Calendar, Event

from answerable.accounts.models import BodyNames, Person
from answerable.accounts.queries import membership_of
from answerable.accounts.roles import Member, Permission
from answerable.commitments.queries import standings
from answerable.records import london_day
from answerable.reminders.models import CalendarAddress
from answerable.responses.queries import drafts


@dataclass(frozen=True)
class Day:
    """One day in a calendar. `key` stays the same when the day moves, so that a reader moves it too."""

    key: str
    on: date
    summary: str


def reader_of(address: CalendarAddress, today: date) -> Member | None:
    """Whose calendar it is, while they have a place in that body."""
    person = Person.objects.filter(id=address.person_id, is_active=True).first()
    member = membership_of(person, today) if person else None
    return member if member is not None and member.body_id == address.body_id else None


def days_of(member: Member) -> Iterator[Day]:
    """Every day to come or passed of what is still open and this member may see."""
    if member.may(Permission.READ_WORK):
        for draft in drafts():
            on = draft.clock.due_on if draft.clock else None
            if on is not None and draft.published is None and draft.answered_by is None:
                yield Day(f"answer-{draft.report.ref}", on, "Last day to publish an answer")
    if member.may(Permission.READ_COMMITMENTS):
        rows = standings().filter(is_open=True, date_now__isnull=False).order_by("date_now", "id")
        for row in rows if _sees_all(member) else rows.filter(owner_id=member.person_id):
            assert row.date_now is not None
            yield Day(f"commitment-{row.commitment.ref}", row.date_now, f"Commitment {row.commitment.ref}: date")


def ics(days: Iterator[Day], names: BodyNames, at: datetime) -> bytes:
    """The days as iCalendar (RFC 5545): one all-day event each."""
    calendar = Calendar()
    calendar.add("prodid", "-//Answerable//Workspace//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", f"Dates: {names.short_name}")
    for day in days:
        event = Event()
        event.add("uid", f"{day.key}@{names.body.ref}.answerable")
        event.add("dtstamp", at)
        event.add("dtstart", day.on)
        event.add("dtend", day.on + timedelta(days=1))
        event.add("summary", day.summary)
        event.add("description", f"See the workspace. As at {london_day(at).isoformat()}.")
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _sees_all(member: Member) -> bool:
    """Somebody who is only an owner gets what is theirs."""
    return member.may(Permission.READ_WORK) or member.may(Permission.KEEP_COMMITMENTS) or not member.may(
        Permission.KEEP_OWN_COMMITMENTS)
