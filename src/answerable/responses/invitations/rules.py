"""When the chief officer may be asked, reminded and heard, and how long their link lasts. Pure."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Protocol
from zoneinfo import ZoneInfo

from answerable.accounts.roles import Member, Permission, check_may
from answerable.duties.dates import format_date, format_long_date
from answerable.responses.rules import Refused, Situation, State, check_can_write

LONDON = ZoneInfo("Europe/London")
PROPOSED_DAY = 14  # of the period in which the answer is due: the project's proposal, no law gives a number
GRACE = timedelta(days=14)  # a link outlasts the last day by this, so that what is late can still be sent
REMIND_BEFORE = timedelta(days=3)
REMIND_AFTER = timedelta(days=7)  # the second reminder leaves the day after; later than this it does not leave at all
LINK_PLACE = "{link}"
COMMENTS = "comments"  # the part of what is sent that is about the whole report

ENDED = (State.PUBLISHED, State.WITHDRAWN)


class Way(StrEnum):
    LINK = "link"
    ACCOUNT = "account"


class Answered(StrEnum):
    COMMENTS = "comments"
    DECLINED = "declined"  # there will be no comments


class Reminder(StrEnum):
    BEFORE = "before"  # the day by which they were asked to reply
    AFTER = "after"


class Asked(Protocol):
    """What the rules need to know of an invitation."""

    asked_on: date
    reply_by: date
    reminds: bool
    reminded_before_at: datetime | None
    reminded_after_at: datetime | None


def check_can_ask(member: Member, now: Situation, *, is_asked: bool, is_recorded: bool) -> None:
    check_can_write(member, now)
    if is_asked:
        raise Refused("They were asked already. Change the date, or replace the link.")
    if is_recorded:
        raise Refused("What came of it is recorded already.")


def check_reply_by(reply_by: date | None, today: date) -> date:
    if reply_by is None:
        raise Refused("Enter the reply date", field="reply_by")
    if reply_by <= today:
        raise Refused("Reply date must be after today", field="reply_by")
    return reply_by


def after_last_day(reply_by: date | None, due_on: date | None) -> str:
    """The warning when comments may come too late for the answer; empty otherwise."""
    if reply_by is None or due_on is None or reply_by <= due_on:
        return ""
    return f"Reply date is after the last day for publishing, {format_long_date(due_on)}"


def proposed_day(day_one: date | None) -> date | None:
    """Day 14 of the period, as a hint."""
    return day_one + timedelta(days=PROPOSED_DAY - 1) if day_one else None


def link_ends_on(reply_by: date, due_on: date | None) -> date:
    """The last day on which the link works."""
    return max(reply_by, due_on or reply_by) + GRACE


def end_of(day: date) -> datetime:
    """The moment at which a day in London is over."""
    return datetime.combine(day + timedelta(days=1), time(), LONDON)


def check_message(message: str) -> None:
    if LINK_PLACE not in message:
        raise Refused(f"Keep {LINK_PLACE} in the message. The link stands there when it leaves.", field="message")


def reminder_of(asked: Asked, today: date) -> Reminder:
    """Which of the two reminders one sent today would be."""
    return Reminder.BEFORE if today <= asked.reply_by else Reminder.AFTER


def check_can_remind(member: Member, asked: Asked, *, has_word: bool, today: date) -> None:
    """At most one reminder before the reply date and one after it, sent by hand or by itself."""
    check_may(member, Permission.WRITE)
    if has_word:
        raise Refused("They have answered, so there is nothing to remind them of.")
    if today == asked.asked_on:
        raise Refused("They were asked today.")
    sent_at = asked.reminded_before_at if reminder_of(asked, today) == Reminder.BEFORE else asked.reminded_after_at
    if sent_at is not None:
        raise Refused(f"They were reminded on {format_date(sent_at.astimezone(LONDON).date())}. They are reminded at "
                      "most once before the reply date and once after it.")


def reminder_due(asked: Asked, *, has_word: bool, today: date) -> Reminder | None:
    """The reminder that is due today, if the office wants them to leave by themselves."""
    if not asked.reminds or has_word:
        return None
    first_on = asked.reply_by - REMIND_BEFORE
    if first_on <= today <= asked.reply_by and asked.asked_on < first_on and asked.reminded_before_at is None:
        return Reminder.BEFORE
    if asked.reply_by < today <= asked.reply_by + REMIND_AFTER and asked.reminded_after_at is None:
        return Reminder.AFTER
    return None


def declaration(chief_title: str) -> str:
    """What they tick before they send."""
    return f"I am allowed to send these for the {chief_title}"


def check_can_send(*, has_sent: bool) -> None:
    if has_sent:
        raise Refused("Comments were sent already. Telephone the office to change them.")
