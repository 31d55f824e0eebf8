"""Copies of a published answer: to whom they go, and what somebody recorded of each. Nothing is sent from here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from answerable.accounts import audit
from answerable.accounts.roles import Member, Permission, check_may
from answerable.duties import regime
from answerable.duties.copies import Copy
from answerable.inspections.models import Report
from answerable.records import Entry, london_day
from answerable.records.contents import CopyRecipient, CopySentFacts, CopyWay
from answerable.responses import chain, slots
from answerable.responses.models import CopySent, Response
from answerable.responses.queries import Draft, draft
from answerable.responses.rules import Refused

NOT_PUBLISHED = "Nothing is published yet. Copies are sent of what is published."


@dataclass(frozen=True)
class Line:
    """One recipient, and the copy that stands as sent to them; None when none is recorded."""

    copy: Copy
    sent: CopySent | None


def copies_of(now: Draft) -> list[Line]:
    """To whom copies of the answer go, each once, under the laws by which it is due."""
    regimes = now.duty.regimes if now.duty else ()
    by_recipient: dict[str, Copy] = {}
    for copy in (copy for code in regimes for copy in regime(code).copies_to):
        by_recipient.setdefault(copy.to, copy)
    return [Line(copy, now.copies.get(copy.to)) for copy in by_recipient.values()]


def left_to_record(lines: Iterable[Line]) -> int:
    """How many copies that the law demands nobody has recorded as sent."""
    return sum(line.copy.by_law and line.sent is None for line in lines)


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
    *, report: Report, to: str, sent_on: date, how: CopyWay, reference: str, by: Member, at: datetime
) -> Entry:
    """Record that a copy of the published answer was sent. `reference` is kept here and enters no record.

    Recording a copy to the same recipient again puts the earlier one right: both stay in the chain, the last stands.
    """
    response = Response.objects.select_for_update().filter(report=report).first()
    now = draft(report)
    check_can_record_copy(by, now)
    answer = published_entry(now)
    assert response
    assert now.published
    assert answer
    slots.check_words([reference])
    _check(now, to, sent_on, how, today=london_day(at))
    facts = CopySentFacts(
        ref=response.public_ref, response_seq=answer.seq, to=CopyRecipient(to), sent_on=sent_on, how=how)
    entry = chain.add(facts, {}, at)
    CopySent.objects.create(version=now.published, to=to, sent_on=sent_on, how=how.value, reference=reference,
                            seq=entry.seq, by=by.person_id, at=at)
    response.copies_due = left_to_record(copies_of(draft(report))) > 0
    response.save()
    audit.record(by=by, at=at, action="copy_recorded", subject="response", ref=response.public_ref,
                 report_ref=report.ref, to=to, how=how.value, seq=entry.seq)
    return entry


def _check(now: Draft, to: str, sent_on: date, how: CopyWay, *, today: date) -> None:
    line = next((line for line in copies_of(now) if line.copy.to == to), None)
    if line is None:
        raise Refused("Choose to whom it was sent", field="to")
    published_at = now.published.published_at if now.published else None
    if published_at is None or sent_on < london_day(published_at):
        raise Refused("Date sent is before the answer was published", field="sent_on")
    if sent_on > today:
        raise Refused("Date sent is after today", field="sent_on")
    if line.sent is not None and (line.sent.sent_on, line.sent.how) == (sent_on, how.value):
        raise Refused("This copy is recorded already.", field="to")
