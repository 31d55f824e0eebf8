"""Writes about messages. Each is atomic with one audit entry; handing over is marked before it begins.

A message that was being handed over when the server stopped is never sent again by itself: it may have left.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from email.utils import make_msgid

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.views.decorators.debug import sensitive_variables

from answerable.accounts import audit, kept_files
from answerable.accounts.roles import Member, Permission, check_may
from answerable.messages import mail, queries
from answerable.messages.models import MailStopped, Message
from answerable.messages.rules import (
    BY_ONE_PERSON,
    FILE_LOST,
    HOUR,
    LONGEST_ADDRESS,
    MOST_AT_ONCE,
    OF_ONE_BODY,
    PASSING,
    STOPPED_MIDWAY,
    TO_ONE_ADDRESS,
    CannotSend,
    MessageState,
    check_body,
    check_can,
    check_subject,
    next_try,
)
from answerable.records import london_day


@dataclass(frozen=True)
class Attachment:
    """A file that goes with a message: its name there, and the SHA-256 under which `accounts.kept_files` has it."""

    name: str
    sha256: str


@dataclass(frozen=True)
class Run:
    """What one run of the outbox did."""

    left: int = 0
    failed: int = 0
    waiting: int = 0


@transaction.atomic
def queue(
    *, to: str, subject: str, body: str, kind: str, by: Member | None, at: datetime, report_ref: str = "",
    places: Iterable[str] = (), facts: Mapping[str, str | int] | None = None, attachments: Iterable[Attachment] = (),
) -> Message:
    """Write a message that leaves with the next run, or at once by `send_now`.

    `places`: names of secrets that stand in `body` in braces, `{link}` or `{code}`. What comes in their place is given
    to `send_now` and never kept, so such a message does not leave by itself.
    """
    check_address(to=to)
    check_subject(subject)
    check_body(body)
    _check_limits(to, by, at)
    message = Message.objects.create(
        to=to, subject=subject, body_text=body, kind=kind, report_ref=report_ref, places=list(places),
        facts=dict(facts or {}),
        attachments=[{"name": a.name, "sha256": a.sha256} for a in attachments],
        by=by.person_id if by else None, created_at=at, next_try_at=at,
    )
    _note(message, "message_written", by, at, kind=kind)
    return message


def check_address(*, to: str) -> None:
    """Raise `CannotSend` unless this is one address."""
    try:
        validate_email(to)
    except ValidationError:
        raise CannotSend("Enter an email address such as name@example.org", field="to") from None
    if len(to) > LONGEST_ADDRESS:
        raise CannotSend(f"The address is longer than {LONGEST_ADDRESS} characters. Look at it again.", field="to")


def _check_limits(to: str, by: Member | None, at: datetime) -> None:
    """Refuse what would make this office a source of mail that nobody wants."""
    of_the_hour = Message.objects.filter(created_at__gt=at - HOUR)
    if of_the_hour.filter(to__iexact=to).count() >= TO_ONE_ADDRESS.most:
        raise CannotSend(TO_ONE_ADDRESS.sentence, field="to")
    if by is not None and of_the_hour.filter(by=by.person_id).count() >= BY_ONE_PERSON.most:
        raise CannotSend(BY_ONE_PERSON.sentence)
    if of_the_hour.count() >= OF_ONE_BODY.most:
        raise CannotSend(OF_ONE_BODY.sentence)


@sensitive_variables("secrets")
def send_now(message: Message, *, secrets: Mapping[str, str] | None = None, at: datetime) -> bool:
    """Hand a waiting message over in this request; whether it left.

    `secrets` ("link", "code") stand in the mail and nowhere else. Without a mail server the message keeps waiting,
    and whoever made the secret can give it another way, then record that (`sent_by_hand`).
    Never inside a transaction: that a message is being handed over must be known before it is.
    """
    secrets = secrets or {}
    if missing := set(message.places) - set(secrets):
        raise CannotSend(f"The message has a place for a {min(missing)}, and none was given.")
    if not mail.is_set_up() or queries.is_stopped() or not _take(message, at):
        return False
    error = mail.hand_over(message, secrets, today=london_day(at))
    _settle(message, error, at, may_wait=not message.places)
    return not error


def send_waiting(*, at: datetime) -> Run:
    """Hand over what waits and is due, a bounded number, oldest first. Two runs at once share the messages."""
    lost = _give_up_what_stopped_midway(at)
    due = Message.objects.filter(state=MessageState.WAITING.value, places=[], next_try_at__lte=at).order_by("id")
    left = failed = 0
    if mail.is_set_up() and not queries.is_stopped():
        for message in due[:MOST_AT_ONCE]:
            if send_now(message, at=at):
                left += 1
            elif message.state == MessageState.FAILED:
                failed += 1
            elif message.last_error in ("no_connection", "sign_in_refused"):
                break  # the next one would meet the same
    waiting = Message.objects.filter(state=MessageState.WAITING.value).count()
    return Run(left=left, failed=failed + lost, waiting=waiting)


@transaction.atomic(durable=True)
def _take(message: Message, at: datetime) -> bool:
    """Mark, before it begins, that this message is being handed over; False when another run has it."""
    message_id = make_msgid(domain=mail.domain())
    free = Message.objects.filter(id=message.id, state=MessageState.WAITING.value, being_sent_since__isnull=True)
    if not free.update(being_sent_since=at, message_id=message_id):
        return False
    message.refresh_from_db()
    return True


@transaction.atomic(durable=True)
def _settle(message: Message, error: str, at: datetime, *, may_wait: bool = True) -> None:
    """Keep what came of handing it over."""
    message.attempts += 1
    message.being_sent_since = message.next_try_at = None
    message.last_error = error
    if not error:
        message.state, message.left_at = MessageState.LEFT.value, at
    else:
        again = next_try(message.attempts, at) if error in PASSING and may_wait else None
        message.state = (MessageState.WAITING if again else MessageState.FAILED).value
        message.next_try_at = again
    message.save()
    _note(message, f"message_{message.state}", None, at, error=error)


@transaction.atomic
def _give_up_what_stopped_midway(at: datetime) -> int:
    """Messages whose handing over never ended. Nobody knows whether they left, so a person decides."""
    rows = list(Message.objects.select_for_update().filter(
        state=MessageState.WAITING.value, being_sent_since__lt=at - STOPPED_MIDWAY))
    for message in rows:
        _become(message, MessageState.FAILED, last_error="not_known")
        _note(message, "message_failed", None, at, error="not_known")
    return len(rows)


@transaction.atomic
def try_again(*, message: Message, by: Member, at: datetime) -> Message:
    """Let a message that failed wait again. One that came back stays as it is known, and a new one is written."""
    message = _check("try_again", message, by)
    if message.state == MessageState.FAILED:
        _become(message, MessageState.WAITING, next_try_at=at, attempts=0, last_error="")
        _note(message, "message_tried_again", by, at)
        return message
    _become(message, MessageState.STOPPED)
    return queue(to=message.to, subject=message.subject, body=message.body_text, kind=message.kind, by=by, at=at,
                 report_ref=message.report_ref, facts=message.facts,
                 attachments=[Attachment(a["name"], a["sha256"]) for a in message.attachments])


@transaction.atomic
def stop(*, message: Message, by: Member, at: datetime) -> None:
    """Say that a message need not leave, or that nothing more is to be done about it."""
    message = _check("stop", message, by)
    _become(message, MessageState.STOPPED)
    _note(message, "message_stopped", by, at)


@transaction.atomic
def sent_by_hand(*, message: Message, by: Member, at: datetime) -> None:
    """Record that somebody sent the message another way."""
    message = _check("sent_by_hand", message, by)
    _become(message, MessageState.BY_HAND, left_at=at)
    _note(message, "message_sent_by_hand", by, at)


@transaction.atomic
def came_back(*, message: Message, on: date, by: Member, at: datetime) -> None:
    """Record that a message that left was returned, on a day."""
    message = _check("came_back", message, by)
    if message.left_at and on < london_day(message.left_at):
        raise CannotSend("It came back on a day before it left", field="on")
    if on > london_day(at):
        raise CannotSend("The day it came back is after today", field="on")
    _become(message, MessageState.CAME_BACK, came_back_on=on)
    _note(message, "message_came_back", by, at)


@transaction.atomic
def forget_files(*, report_ref: str, at: datetime) -> None:
    """Delete what was enclosed with messages about a report, because words in it had to go, and its hashes with it.

    Such a message says that its file is lost. One that waits fails: what it says is enclosed no longer is.
    """
    for message in Message.objects.select_for_update().filter(report_ref=report_ref).exclude(attachments=[]):
        for enclosed in message.attachments:
            kept_files.forget(enclosed["sha256"])
        message.attachments, message.last_error = [], FILE_LOST
        if message.state == MessageState.WAITING:
            _become(message, MessageState.FAILED)
            _note(message, "message_failed", None, at, error=FILE_LOST)
        message.save()


@transaction.atomic
def stop_all(*, by: Member, at: datetime) -> None:
    """Let no message of this body leave until somebody lets them."""
    check_may(by, Permission.MANAGE_BODY)
    _, is_new = MailStopped.objects.get_or_create(defaults={"at": at, "by": by.person_id})
    if is_new:
        audit.record(by=by, at=at, action="mail_stopped", subject="mail", ref="all")


@transaction.atomic
def start_all(*, by: Member, at: datetime) -> None:
    check_may(by, Permission.MANAGE_BODY)
    if MailStopped.objects.all().delete()[0]:
        audit.record(by=by, at=at, action="mail_started", subject="mail", ref="all")


def _check(step: str, message: Message, by: Member) -> Message:
    """The message as it is now, locked, if this step may be taken with it."""
    held = Message.objects.select_for_update().get(id=message.id)
    check_can(step, by, MessageState(held.state), report_ref=held.report_ref, by=held.by,
              has_places=bool(held.places), file_lost=held.last_error == FILE_LOST)
    if held.being_sent_since:
        raise CannotSend("It is being sent at this moment. Look again in a minute.")
    return held


def _become(message: Message, state: MessageState, **values: object) -> None:
    message.state, message.next_try_at, message.being_sent_since = state.value, None, None
    for name, value in values.items():
        setattr(message, name, value)
    message.save()


def _note(message: Message, action: str, by: Member | None, at: datetime, **facts: str) -> None:
    audit.record(by=by, at=at, action=action, subject="message", ref=str(message.id), report_ref=message.report_ref,
                 **{name: value for name, value in facts.items() if value})
