"""Copies of a published answer: to whom they go, and what was recorded of each.

A copy becomes a record when somebody says that they sent it, or when the mail server took the message that carries it.
One that came back is no longer sent: the copy that the law demands is due again, and the record of it stays.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from answerable.accounts import audit
from answerable.accounts.queries import members
from answerable.accounts.roles import Member, Permission, check_may
from answerable.duties import regime
from answerable.duties.copies import DIFFER, RECIPIENTS, Copy
from answerable.inspections.models import Report
from answerable.messages import operations as messages
from answerable.messages.models import Message
from answerable.messages.rules import MessageState
from answerable.records import Entry, london_day
from answerable.records.contents import CopyRecipient, CopySentFacts, CopyWay
from answerable.responses import chain, slots
from answerable.responses.models import CopyAddress, CopySent, Response
from answerable.responses.queries import Draft, draft
from answerable.responses.rules import Refused, State

NOT_PUBLISHED = "Nothing is published yet. Copies are sent of what is published."
KIND = "copy"  # of a message that carries one


@dataclass(frozen=True)
class Line:
    """One recipient, and the copy that was recorded last as sent to them; None when none is recorded."""

    copy: Copy
    sent: CopySent | None

    @property
    def is_settled(self) -> bool:
        return self.sent is not None and self.sent.came_back_on is None


@dataclass(frozen=True)
class Proof:
    """A file that shows that a copy was sent, as `accounts.kept_files` has it."""

    name: str
    sha256: str


def copies_of(now: Draft) -> list[Line]:
    """To whom copies of the answer go, each once, under the laws by which it is due."""
    regimes = now.duty.regimes if now.duty else ()
    by_recipient: dict[str, Copy] = {}
    for copy in (copy for code in regimes for copy in regime(code).copies_to):
        by_recipient.setdefault(copy.to, copy)
    return [Line(copy, now.copies.get(copy.to)) for copy in by_recipient.values()]


def left_to_record(lines: Iterable[Line]) -> int:
    """How many copies that the law demands nobody has recorded as sent, or came back."""
    return sum(line.copy.by_law and not line.is_settled for line in lines)


def addresses() -> dict[str, str]:
    """The address of each office to which this body sends copies by mail."""
    return dict(CopyAddress.objects.values_list("to", "address"))


def check_can_record_copy(member: Member, now: Draft) -> None:
    check_may(member, Permission.SEND_COPIES)
    if now.published is None:
        raise Refused(NOT_PUBLISHED)


def published_entry(now: Draft) -> Entry | None:
    """The record of the version that is published."""
    version = now.published
    if version is None or version.published_at is None or now.response is None:
        return None
    return chain.answer_of(now.response.public_ref, version.published_at)


@transaction.atomic
def record_copy(
    *, report: Report, to: str, sent_on: date, how: CopyWay, reference: str, by: Member, at: datetime,
    proof: Proof | None = None,
) -> Entry:
    """Record that a copy of the published answer was sent. `reference` and `proof` are kept here, in no record.

    Recording a copy to the same recipient again puts the earlier one right: both stay in the chain, the last stands.
    """
    response = Response.objects.select_for_update().filter(report=report).first()
    now = draft(report)
    check_can_record_copy(by, now)
    assert response
    slots.check_words([reference])
    _check(now, to, sent_on, how, today=london_day(at))
    row = CopySent(to=to, sent_on=sent_on, how=how.value, reference=reference, by=by.person_id, at=at,
                   proof_name=proof.name if proof else "", proof_sha256=proof.sha256 if proof else "")
    return _enter(response, now, row, by=by)


@transaction.atomic
def record_left(*, message: Message, at: datetime) -> Entry | None:
    """Record the copy that a message carried, once the mail server took it; None when that is recorded already."""
    report = Report.objects.get(ref=message.report_ref)
    response = Response.objects.select_for_update().get(report=report)
    if message.left_at is None or CopySent.objects.filter(message=message).exists():
        return None
    row = CopySent(to=message.facts["to"], sent_on=london_day(message.left_at), how=CopyWay.EMAIL.value, at=at,
                   reference=message.message_id, by=message.by or 0, message=message)
    by = next((m for m in members(london_day(at)) if m.person_id == message.by), None)
    return _enter(response, draft(report), row, by=by, number=message.facts["version"])


@transaction.atomic
def came_back(*, copy: CopySent, on: date, by: Member, at: datetime) -> None:
    """Record that a copy was returned. What the register says of it stays: it was sent, on that day."""
    copy = CopySent.objects.select_for_update().select_related("version__response__report").get(id=copy.id)
    check_may(by, Permission.SEND_COPIES)
    if copy.came_back_on:
        raise Refused("It is recorded already that this copy came back.")
    if not copy.sent_on <= on <= london_day(at):
        raise Refused("The day it came back lies between the day it was sent and today", field="on")
    if copy.message is not None and copy.message.state == MessageState.LEFT:
        messages.came_back(message=copy.message, on=on, by=by, at=at)
    _return(copy, on, by, at)


@transaction.atomic
def note_returned(*, at: datetime) -> int:
    """Take over what the outbox says of messages that carried copies and came back. Safe to repeat."""
    rows = list(CopySent.objects.filter(came_back_on=None, message__came_back_on__isnull=False)
                .select_related("message", "version__response__report"))
    for copy in rows:
        assert copy.message
        assert copy.message.came_back_on
        _return(copy, copy.message.came_back_on, None, at)
    return len(rows)


def not_recorded() -> list[Message]:
    """Messages that left with a copy that no record speaks of yet."""
    return list(Message.objects.filter(kind=KIND, state=MessageState.LEFT.value, copy_sent=None).order_by("id"))


@transaction.atomic
def set_address(*, to: str, address: str, by: Member, at: datetime) -> None:
    """Say to which address an office gets its copies; empty for none."""
    check_may(by, Permission.MANAGE_BODY)
    if to not in RECIPIENTS or to in DIFFER:
        raise Refused("Choose an office from the list", field=to)
    if address:
        messages.check_address(to=address)
        CopyAddress.objects.update_or_create(to=to, defaults={"address": address})
    else:
        CopyAddress.objects.filter(to=to).delete()
    audit.record(by=by, at=at, action="copy_address_set", subject="recipient", ref=to, is_set=bool(address))


def _enter(response: Response, now: Draft, row: CopySent, *, by: Member | None, number: int | None = None) -> Entry:
    """Make the record of a copy, of the published version or of the one with this number."""
    version = next((v for v in now.versions if v.number == number), None) if number else now.published
    assert version is not None
    assert version.published_at is not None
    answer = chain.answer_of(response.public_ref, version.published_at)
    facts = CopySentFacts(ref=response.public_ref, response_seq=answer.seq, to=CopyRecipient(row.to),
                          sent_on=row.sent_on, how=CopyWay(row.how), of=answer.former or None)
    entry = chain.add(facts, {}, row.at)
    row.version, row.seq = version, entry.seq
    row.save()
    _count(response)
    audit.record(by=by, at=row.at, action="copy_recorded", subject="response", ref=response.public_ref,
                 report_ref=now.report.ref, to=row.to, how=row.how, seq=entry.seq)
    return entry


def _return(copy: CopySent, on: date, by: Member | None, at: datetime) -> None:
    copy.came_back_on = on
    copy.save()
    response = copy.version.response
    _count(response)
    audit.record(by=by, at=at, action="copy_came_back", subject="response", ref=response.public_ref,
                 report_ref=response.report.ref, to=copy.to, seq=copy.seq)


def _count(response: Response) -> None:
    """Note whether a copy that the law demands is still to be sent."""
    now = draft(response.report)
    response.copies_due = now.state != State.WITHDRAWN and left_to_record(copies_of(now)) > 0
    response.save(update_fields=["copies_due"])


def _check(now: Draft, to: str, sent_on: date, how: CopyWay, *, today: date) -> None:
    line = next((line for line in copies_of(now) if line.copy.to == to), None)
    if line is None:
        raise Refused("Choose to whom it was sent", field="to")
    published_at = now.published.published_at if now.published else None
    if published_at is None or sent_on < london_day(published_at):
        raise Refused("Date sent is before the answer was published", field="sent_on")
    if sent_on > today:
        raise Refused("Date sent is after today", field="sent_on")
    held = line.sent
    if held is not None and line.is_settled and (held.sent_on, held.how) == (sent_on, how.value):
        raise Refused("This copy is recorded already.", field="to")
