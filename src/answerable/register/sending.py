"""Sending copies by mail, and entering what was sent.

The message is written, handed over, and only when the mail server took it does the copy become a record. Whatever
stops in between is taken up by the next `settle`, which `answerable catch_up` calls.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction

from answerable.accounts import kept_files
from answerable.accounts.roles import Member
from answerable.inspections.models import Report
from answerable.messages import mail
from answerable.messages import operations as messages
from answerable.messages import queries as outbox
from answerable.messages.models import Message
from answerable.messages.operations import Attachment
from answerable.messages.rules import MessageState
from answerable.records import london_day
from answerable.register import letter
from answerable.register.letter import Published
from answerable.register.publishing import bake_register
from answerable.responses import chain, copies
from answerable.responses.copies import KIND, Line, addresses, check_can_record_copy, copies_of
from answerable.responses.queries import Draft, draft
from answerable.responses.rules import Refused

NO_MAIL_SERVER = "No mail server is set up. Take the pack, send it yourself, then record it."


@dataclass(frozen=True)
class Row:
    """One recipient on the page: the copy, the newest message that carries it, and where things stand."""

    line: Line
    message: Message | None
    address: str  # where mail to them goes; empty when nobody entered one

    @property
    def state(self) -> str:
        """ "to_send", "waiting", "failed", "sent", "no_proof" or "came_back"."""
        sent, message = self.line.sent, self.message
        if message is not None and (sent is None or sent.at < message.created_at):
            match message.state:
                case MessageState.WAITING.value:
                    return "waiting"
                case MessageState.FAILED.value:
                    return "failed"
                case MessageState.LEFT.value:
                    return "sent"  # and about to be recorded
        if sent is None:
            return "to_send"
        if sent.came_back_on is not None:
            return "came_back"
        return "sent" if sent.message_id or sent.reference or sent.proof_sha256 else "no_proof"

    @property
    def may_be_mailed(self) -> bool:
        return bool(self.address) and self.state in ("to_send", "failed", "came_back")


def rows(now: Draft) -> list[Row]:
    """To whom copies go, and what became of each."""
    known = addresses()
    number = now.published.number if now.published else 0
    newest: dict[str, Message] = {}
    for message in outbox.about(now.report.ref, KIND):
        if message.facts["version"] == number:
            newest.setdefault(message.facts["to"], message)
    return [Row(line, newest.get(line.copy.to), known.get(line.copy.to, "")) for line in copies_of(now)]


def published(now: Draft) -> Published | None:
    """What the records say of the newest published version."""
    ref = now.response.public_ref if now.response else ""
    return letter.published(chain.records_about(ref)) if ref and now.published else None


def address_of(now: Draft) -> str:
    """Where the answer stands in public; empty when the installation does not know its register's address."""
    if not settings.REGISTER_ADDRESS or now.response is None or not now.response.public_ref:
        return ""
    return f"{settings.REGISTER_ADDRESS.rstrip('/')}/responses/{now.response.public_ref}/"


def check_can_send(member: Member, now: Draft) -> None:
    check_can_record_copy(member, now)
    if not mail.is_set_up():
        raise Refused(NO_MAIL_SERVER)


def send_by_mail(*, report: Report, to: Iterable[str], by: Member, at: datetime) -> list[Message]:
    """Write the messages to these offices, hand them over, and enter what left. Raises `Refused` or `CannotSend`.

    `DidNotFinish` is raised with the copies entered when the public register could not be written.
    """
    now = draft(report)
    check_can_send(by, now)
    wanted = set(to)
    found = [row for row in rows(now) if row.line.copy.to in wanted]
    if not found or not all(row.may_be_mailed for row in found):
        raise Refused("Nothing was sent: what is left to send has changed. Look at the table again.")
    written = _write(now, found, by, at)
    for message in written:
        messages.send_now(message, at=at)
    settle(at=at)
    return written


@transaction.atomic
def _write(now: Draft, found: list[Row], by: Member, at: datetime) -> list[Message]:
    """The messages, all or none. What failed or came back before needs nobody any more."""
    of = published(now)
    assert of is not None
    assert now.published is not None
    written = []
    for row in found:
        copy = row.line.copy
        words = letter.letter_to(copy, of, address_of(now))
        enclosed = letter.pack(copy, of, address_of(now), dated=london_day(at)) if copy.by_law else {}
        if row.message is not None and row.message.state in outbox.NEEDS_SOMEBODY:
            messages.stop(message=row.message, by=by, at=at)
        written.append(messages.queue(
            to=row.address, subject=words.subject, body=words.text, kind=KIND, by=by, at=at,
            report_ref=now.report.ref, facts={"to": copy.to, "version": now.published.number},
            attachments=[Attachment(name, kept_files.keep(data)) for name, data in enclosed.items()]))
    return written


def settle(*, at: datetime) -> int:
    """Enter copies whose message left, take note of those that came back; how many there were of both."""
    entered = [copies.record_left(message=message, at=at) for message in copies.not_recorded()]
    count = sum(entry is not None for entry in entered)
    returned = copies.note_returned(at=at)
    if count:
        bake_register()
    return count + returned
