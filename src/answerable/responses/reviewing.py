"""From the written answer to the signed one: review, notes in the margin, handing on, revoking a sign-off."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from answerable.accounts import audit
from answerable.accounts.queries import members, names_on
from answerable.accounts.roles import Member, Permission, check_may
from answerable.inspections.models import Report
from answerable.messages import operations as messages
from answerable.messages.models import Message
from answerable.messages.rules import CannotSend
from answerable.records import content_hash, london_day
from answerable.responses import rules, slots
from answerable.responses.contents import response_parts
from answerable.responses.holding import locked, move
from answerable.responses.models import MarginNote, Review, Version
from answerable.responses.operations import check_still_shown, fix_version, open_checks
from answerable.responses.rules import Act, Refused, ReviewVerdict, TextChanged

_ACTS = {
    ReviewVerdict.READY: Act.READY,
    ReviewVerdict.ASK_FOR_CHANGES: Act.ASK_FOR_CHANGES,
    ReviewVerdict.REJECT: Act.REJECT,
}


@transaction.atomic
def ask_for_review(*, report: Report, by: Member, at: datetime) -> Version:
    """Fix the exact words and put them before a reviewer."""
    response, now = locked(report)
    rules.check_can_ask_for_review(by, now.situation(open_checks(now, at)), members(london_day(at)))
    version = fix_version(response, now, by, at)
    move(response, now, Act.ASK_FOR_REVIEW)
    audit.record(by=by, at=at, action="sent_for_review", subject="response", ref=response.public_ref,
                 report_ref=report.ref, version=version.number)
    return version


@transaction.atomic
def review(
    *, report: Report, shown_hash: str, verdict: ReviewVerdict, note: str, by: Member, at: datetime
) -> Review:
    """What the reviewer says of the words they were shown. A version that is ready goes to an approver as it is."""
    response, now = locked(report)
    check_still_shown(now, shown_hash)
    rules.check_can_review(by, now.situation(), members(london_day(at)))
    version = now.version
    assert version is not None
    if content_hash(response_parts(now)) != version.content_hash:
        raise TextChanged("The report or its findings were changed after this was sent. Send it for review again.")
    if verdict != ReviewVerdict.READY and not note.strip():
        raise Refused("Say what must change", field="note")
    slots.check_words([note])
    row = Review.objects.create(version=version, verdict=verdict.value, note=note, by=by.person_id, at=at)
    move(response, now, _ACTS[verdict])
    audit.record(by=by, at=at, action=f"review_{verdict.value}", subject="response", ref=response.public_ref,
                 report_ref=report.ref, version=version.number)
    return row


@transaction.atomic
def note_in_margin(*, report: Report, version: int, part: str, words: str, by: Member, at: datetime) -> MarginNote:
    """Write a note beside one part of a version that was sent."""
    response, now = locked(report)
    rules.check_can_note(by, now.situation())
    row = Version.objects.filter(response=response, number=version).first()
    if row is None or part not in row.contents:
        raise Refused("That part is not in this version. Open the page again.")
    if not words.strip():
        raise Refused("Write the note", field="words")
    slots.check_words([words])
    noted = MarginNote.objects.create(version=row, part=part, words=words, by=by.person_id, at=at)
    audit.record(by=by, at=at, action="noted", subject="note", ref=str(noted.id), report_ref=report.ref,
                 version=version)
    return noted


@transaction.atomic
def settle_note(*, report: Report, note_id: int, by: Member, at: datetime) -> None:
    """Say that a note is dealt with. It stays readable."""
    response, _ = locked(report)
    check_may(by, Permission.NOTE)
    row = MarginNote.objects.filter(version__response=response, id=note_id).first()
    if row is None:
        raise Refused("There is no such note here.")
    if row.settled_at is not None:
        return
    row.settled_by, row.settled_at = by.person_id, at
    row.save()
    audit.record(by=by, at=at, action="note_settled", subject="note", ref=str(note_id), report_ref=report.ref)


@transaction.atomic
def hand_on(*, report: Report, to: int, by: Member, at: datetime, address: str = "") -> Message | None:
    """Ask another approver in particular, and write to them. Every approver may still decide.

    `address`: of the page on which they decide. The message, which waits in the outbox, holds no word of the answer.
    None when too many messages went there within the hour: they are asked all the same, and their "Now" says so.
    """
    response, now = locked(report)
    other = next((m for m in members(london_day(at)) if m.person_id == to), None)
    rules.check_can_hand_on(by, now.situation(), other)
    response.handed_to = to
    response.save()
    audit.record(by=by, at=at, action="handed_on", subject="response", ref=response.public_ref,
                 report_ref=report.ref, to=to)
    assert other is not None
    return _write_to_approver(report, other, by, at, address)


def _write_to_approver(report: Report, to: Member, by: Member, at: datetime, address: str) -> Message | None:
    where = f"\n\n{address}" if address else ""
    text = (f"{by.name} asks you to decide about our answer to the report “{report.title}”.\n\n"
            f"Sign in. It stands under “Now”.{where}\n\n"
            f"Every approver may still decide. Questions: {by.name}, {names_on(london_day(at)).contact}")
    try:
        return messages.queue(to=to.email, subject="An answer waits for your decision",
                              body=text, kind="handed_on", by=by, at=at, report_ref=report.ref)
    except CannotSend:
        return None


@transaction.atomic
def revoke(*, report: Report, why: str, by: Member, at: datetime) -> None:
    """Take a sign-off back before publication. The version can then never be published."""
    response, now = locked(report)
    rules.check_can_revoke(by, now.situation())
    if not why.strip():
        raise Refused("Say why the sign-off is revoked", field="why")
    slots.check_words([why])
    signed = now.sign_off
    assert signed is not None
    signed.revoked_by, signed.revoked_at, signed.why_revoked = by.person_id, at, why
    signed.save()
    move(response, now, Act.REVOKE, publish_at=None, publish_set_by=None)
    audit.record(by=by, at=at, action="revoked", subject="response", ref=response.public_ref, report_ref=report.ref,
                 version=now.versions[-1].number)
