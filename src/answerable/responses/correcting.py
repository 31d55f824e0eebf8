"""After publication: a new version that puts something right, and withdrawal. What was published stays readable.

A correction goes the whole way of an answer again: written, checked, signed by somebody else, published. To withdraw
takes two people: one proposes it with a public note, an approver agrees.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from answerable.accounts import audit
from answerable.accounts.queries import members
from answerable.accounts.roles import Member, Permission, check_may
from answerable.inspections.models import Report
from answerable.records import Entry, london_day
from answerable.records.contents import WithdrawalFacts, WrittenPart
from answerable.responses import chain, rules, slots
from answerable.responses.holding import locked, move, save_in
from answerable.responses.models import Response
from answerable.responses.queries import Draft
from answerable.responses.rules import Act, Refused, TextChanged
from answerable.responses.slots import TextContent

LONGEST_NOTE = 500  # characters of a public note on a withdrawal


@transaction.atomic
def begin_correction(*, report: Report, by: Member, at: datetime) -> None:
    """Open a published answer for a new version. What stands in public stays until the new one is published."""
    response, now = locked(report)
    rules.check_can_correct(by, now.situation())
    _empty(response, now, slots.NOTE, by, at)
    _empty(response, now, slots.OVERRIDES, by, at)
    _empty(response, now, slots.WITHDRAWAL, by, at)
    response.withdrawal_asked = False
    move(response, now, Act.CORRECT)
    audit.record(by=by, at=at, action="correction_begun", subject="response", ref=response.public_ref,
                 report_ref=report.ref)


@transaction.atomic
def leave_as_published(*, report: Report, by: Member, at: datetime) -> None:
    """Give up a new version. What was written for it stays in the history and is where the next one begins."""
    response, now = locked(report)
    rules.check_can_leave(by, now.situation())
    move(response, now, Act.LEAVE)
    audit.record(by=by, at=at, action="correction_left", subject="response", ref=response.public_ref,
                 report_ref=report.ref)


@transaction.atomic
def propose_withdrawal(*, report: Report, note: str, expected: int, by: Member, at: datetime) -> None:
    """Propose to withdraw the published answer. `note` says why, and is published with the withdrawal."""
    response, now = locked(report)
    rules.check_can_propose_withdrawal(by, now.situation())
    if not note.strip():
        raise Refused("Write the public note", field="note")
    if len(note) > LONGEST_NOTE:
        raise Refused(f"The public note has {len(note)} characters. It may have {LONGEST_NOTE}.", field="note")
    save_in(response, now, slots.WITHDRAWAL, TextContent(words=note, author=f"{by.name}, {by.post}"), expected, by, at)
    response.withdrawal_asked = True
    response.save()
    audit.record(by=by, at=at, action="withdrawal_proposed", subject="response", ref=response.public_ref,
                 report_ref=report.ref)


@transaction.atomic
def decline_withdrawal(*, report: Report, by: Member, at: datetime) -> None:
    """Say that the answer stays. Whoever proposed to withdraw it may say so too."""
    response, now = locked(report)
    if now.withdrawal is None:
        raise Refused("Nobody has proposed to withdraw this answer.")
    if by.person_id != now.withdrawal.by:
        check_may(by, Permission.SIGN_OFF)
    _empty(response, now, slots.WITHDRAWAL, by, at)
    response.withdrawal_asked = False
    response.save()
    audit.record(by=by, at=at, action="withdrawal_declined", subject="response", ref=response.public_ref,
                 report_ref=report.ref)


@transaction.atomic
def withdraw(*, report: Report, expected: int, by: Member, at: datetime) -> Entry:
    """An approver agrees, and the record says that the answer no longer stands, and why."""
    response, now = locked(report)
    rules.check_can_withdraw(by, now.situation(), members(london_day(at)))
    published, proposed = now.published, now.withdrawal
    assert published is not None
    assert published.published_at is not None
    assert proposed is not None
    if proposed.number != expected:
        raise TextChanged("The public note was changed while you were reading. Nothing is withdrawn. Read it again.")
    text = now.text(slots.WITHDRAWAL)
    assert text is not None
    answer = chain.answer_of(response.public_ref, published.published_at)
    note = WrittenPart(words=text.words, author=text.author, written_on=london_day(proposed.at))
    facts = WithdrawalFacts(ref=response.public_ref, withdraws=answer.seq, of=answer.former or None)
    entry = chain.add(facts, {"note": note}, at)
    response.withdrawal_asked = response.copies_due = False
    move(response, now, Act.WITHDRAW)
    audit.record(by=by, at=at, action="withdrawn", subject="response", ref=response.public_ref,
                 report_ref=report.ref, seq=entry.seq)
    return entry


def _empty(response: Response, now: Draft, slot: str, by: Member, at: datetime) -> None:
    """Let a slot stand empty; what stood in it stays in the history."""
    if slot in now.stands:
        empty = slots.OverridesContent() if slot == slots.OVERRIDES else TextContent(words="", author="")
        save_in(response, now, slot, empty, now.number(slot), by, at)
