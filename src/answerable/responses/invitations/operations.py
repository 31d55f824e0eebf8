"""What the office does about its invitation: ask, change the date, replace or withdraw the link, remind.

Each is atomic, takes the response's row first, and leaves one audit entry beside those of the link and the message.
A link's token comes back once, for the message that carries it or for a person who hands it over.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.views.decorators.debug import sensitive_variables

from answerable.accounts import audit
from answerable.accounts.queries import names_on
from answerable.accounts.roles import Member, Permission, check_may
from answerable.inspections.models import Report
from answerable.links import operations as links
from answerable.links.models import Link
from answerable.links.queries import link_for
from answerable.links.rules import Purpose
from answerable.messages import operations as messages
from answerable.messages.models import Message
from answerable.messages.rules import CannotSend
from answerable.records import london_day
from answerable.responses import rules, slots
from answerable.responses.holding import edited, locked, save_in, to_write
from answerable.responses.invitations import words
from answerable.responses.invitations.models import BegunText, Invitation
from answerable.responses.invitations.rules import (
    LINK_PLACE,
    Reminder,
    check_can_ask,
    check_can_remind,
    check_message,
    check_reply_by,
    end_of,
    link_ends_on,
    reminder_of,
)
from answerable.responses.invitations.sources import whose_link
from answerable.responses.models import Response
from answerable.responses.queries import Draft
from answerable.responses.rules import Refused
from answerable.responses.slots import ChiefOfficerContent


@dataclass(frozen=True)
class Addressee:
    name: str
    post: str
    address: str = ""


@dataclass(frozen=True)
class Sent:
    """A link with its token, and the message in which it stands as `{link}`; None when there is no address."""

    link: Link
    token: str
    message: Message | None


def link_of(report: Report) -> Link | None:
    """The newest link for comments on a report, live or ended."""
    return link_for(Purpose.COMMENTS, report.ref)


def last_day_of(link: Link) -> date:
    """The last whole day on which a link works."""
    return london_day(link.ends_at - timedelta(seconds=1))


@sensitive_variables("token")
@transaction.atomic
def ask(
    *, report: Report, to: Addressee, reply_by: date | None, message: str, reminds: bool, expected: int, by: Member,
    at: datetime,
) -> Sent:
    """Invite the chief officer to comment, with a link of their own."""
    today = london_day(at)
    response, now = locked(report)
    _check_asking(now, by)
    day = check_reply_by(reply_by, today)
    _check_addressee(to)
    check_message(message)
    ends_on = link_ends_on(day, now.clock.due_on if now.clock else None)
    filled = words.filled_message(message, day, ends_on)
    invitation = Invitation.objects.create(
        response=response, name=to.name, post=to.post, address=to.address, message=filled, asked_on=today,
        asked_by=by.person_id, asked_at=at, reply_by=day, first_reply_by=day, reminds=reminds)
    _save_asked(response, now, invitation, expected, by, at)
    audit.record(by=by, at=at, action="comments_asked", subject="response", ref=report.ref, report_ref=report.ref)
    return _give_link(report, now, invitation, by, at)


@transaction.atomic
def record_asked(
    *, report: Report, to: Addressee, how: str, asked_on: date | None, reply_by: date | None, expected: int,
    by: Member, at: datetime,
) -> Invitation:
    """Record that the chief officer was asked in another way: no link is made."""
    response, now = locked(report)
    _check_asking(now, by)
    if not how.strip():
        raise Refused("Enter how they were asked", field="how")
    if asked_on is None:
        raise Refused("Enter the day they were asked", field="asked_on")
    if asked_on > london_day(at):
        raise Refused("The day they were asked cannot be after today", field="asked_on")
    if reply_by is None:
        raise Refused("Enter the reply date", field="reply_by")
    if reply_by <= asked_on:
        raise Refused("Reply date must be after the day they were asked", field="reply_by")
    _check_named(to)
    invitation = Invitation.objects.create(
        response=response, name=to.name, post=to.post, how=how, asked_on=asked_on, asked_by=by.person_id, asked_at=at,
        reply_by=reply_by, first_reply_by=reply_by)
    _save_asked(response, now, invitation, expected, by, at)
    audit.record(by=by, at=at, action="comments_asked_otherwise", subject="response", ref=report.ref,
                 report_ref=report.ref)
    return invitation


@transaction.atomic
def change_date(*, report: Report, reply_by: date | None, expected: int, by: Member, at: datetime) -> None:
    """Give another day to reply by. The first one stays, and is part of what is published."""
    response, now = to_write(report, by)
    invitation = _invitation(now)
    invitation.reply_by = check_reply_by(reply_by, london_day(at))
    invitation.save()
    _save_asked(response, now, invitation, expected, by, at)
    link = link_of(report)
    if link is not None and link.ended_at is None:
        links.move_end(link=link, ends_at=_link_ends(now, invitation), by=by, at=at)
    audit.record(by=by, at=at, action="reply_date_changed", subject="response", ref=report.ref, report_ref=report.ref)


@sensitive_variables("token")
@transaction.atomic
def renew_link(*, report: Report, to: Addressee, by: Member, at: datetime) -> Sent:
    """A new link; the former one ends. Texts that were begun go along when the address is the same."""
    check_may(by, Permission.WRITE)
    _, now = locked(report)
    invitation, former = _invitation(now), link_of(report)
    _check_open(now)
    _check_addressee(to)
    is_same = former is not None and former.to == to.address
    invitation.name, invitation.post, invitation.address = to.name, to.post, to.address
    if not invitation.message:  # they were asked in another way, and get a link now
        invitation.message = words.filled_message(
            words.proposed_message(now, names_on(london_day(at)), by), invitation.reply_by,
            link_ends_on(invitation.reply_by, now.clock.due_on if now.clock else None))
    invitation.save()
    sent = _give_link(report, now, invitation, by, at)
    if former is not None and is_same:
        BegunText.objects.filter(invitation=invitation, whose=whose_link(former)).update(whose=whose_link(sent.link))
    return sent


@transaction.atomic
def withdraw_link(*, report: Report, by: Member, at: datetime) -> None:
    """End the link without a new one. What was sent by it stays."""
    check_may(by, Permission.WRITE)
    link = link_of(report)
    if link is None or link.ended_at is not None:
        raise Refused("There is no link that works.")
    links.withdraw(link=link, by=by, at=at)


def code_to_read_out(*, report: Report, by: Member, at: datetime) -> str:
    """A code for whoever holds the link, to be read to them by telephone; the one before it no longer works."""
    check_may(by, Permission.WRITE)
    link = link_of(report)
    if link is None:
        raise Refused("There is no link that works.")
    code = links.make_code(link=link, by=by, at=at)
    assert code is not None
    return code


@transaction.atomic
def remind(*, report: Report, by: Member, at: datetime) -> Message | None:
    """Remind them by hand. None when there is no address: then the reminder is only recorded."""
    _, now = locked(report)
    invitation, today = _invitation(now), london_day(at)
    _check_open(now)
    check_can_remind(by, invitation, has_word=now.has_word, today=today)
    return remind_now(now, invitation, by, at)


def remind_now(now: Draft, invitation: Invitation, by: Member | None, at: datetime) -> Message | None:
    """Write the reminder and note that it was sent; `by` is None when it leaves by itself."""
    report, today = now.report, london_day(at)
    which = reminder_of(invitation, today)
    if which == Reminder.BEFORE:
        invitation.reminded_before_at = at
    else:
        invitation.reminded_after_at = at
    invitation.save()
    audit.record(by=by, at=at, action="comments_reminded", subject="response", ref=report.ref, report_ref=report.ref)
    if not invitation.address:
        return None
    names = names_on(today)
    subject, text = words.reminder(invitation, names, now.inspected(names).chief, today)
    return messages.queue(to=invitation.address, subject=subject, body=text, kind="reminder", by=by, at=at,
                          report_ref=report.ref)


@transaction.atomic
def close_link(*, report: Report, by: Member | None, at: datetime) -> None:
    """The answer is published: nothing more can be sent."""
    links.close(purpose=Purpose.COMMENTS, about=report.ref, by=by, at=at)


def _check_asking(now: Draft, by: Member) -> None:
    recorded = now.chief_officer is not None and now.chief_officer.outcome is not None
    check_can_ask(by, now.situation(), is_asked=now.invitation is not None, is_recorded=recorded)


def _check_open(now: Draft) -> None:
    if now.state in (rules.State.PUBLISHED, rules.State.WITHDRAWN):
        raise Refused("The answer is published. Comments can no longer be part of it.")


def _check_addressee(to: Addressee) -> None:
    _check_named(to)
    if not to.address:
        return
    try:
        validate_email(to.address)
    except ValidationError:
        raise Refused("Enter an email address such as name@example.org", field="address") from None


def _check_named(to: Addressee) -> None:
    if not to.name.strip():
        raise Refused("Enter the name of the person you ask", field="name")
    if not to.post.strip():
        raise Refused("Enter their post", field="post")
    slots.check_words((to.name, to.post))


def _invitation(now: Draft) -> Invitation:
    if now.invitation is None:
        raise Refused("Nobody was asked yet.")
    return now.invitation


def _save_asked(
    response: Response, now: Draft, invitation: Invitation, expected: int, by: Member, at: datetime
) -> None:
    held = now.chief_officer or ChiefOfficerContent()
    moved = invitation.first_reply_by if invitation.first_reply_by != invitation.reply_by else None
    content = held.model_copy(update={
        "invited_on": invitation.asked_on, "reply_by": invitation.reply_by, "first_reply_by": moved})
    save_in(response, now, slots.CHIEF_OFFICER, content, expected, by, at)
    edited(response)


def _link_ends(now: Draft, invitation: Invitation) -> datetime:
    return end_of(link_ends_on(invitation.reply_by, now.clock.due_on if now.clock else None))


@sensitive_variables("token")
def _give_link(report: Report, now: Draft, invitation: Invitation, by: Member, at: datetime) -> Sent:
    link, token = links.make(
        purpose=Purpose.COMMENTS, about=report.ref, report_ref=report.ref,
        for_whom=f"{invitation.name}, {invitation.post}", to=invitation.address, ends_at=_link_ends(now, invitation),
        by=by, at=at)
    if not invitation.address:
        return Sent(link, token, None)
    try:
        message = messages.queue(
            to=invitation.address, subject=words.subject(invitation.reply_by), body=invitation.message,
            kind="invitation", by=by, at=at, report_ref=report.ref, places=(LINK_PLACE.strip("{}"),))
    except CannotSend as reason:
        fields = {"to": "address", "body": "message"}
        raise Refused(str(reason), field=fields.get(reason.field, "message")) from None
    return Sent(link, token, message)
