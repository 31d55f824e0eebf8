"""A release: an assessment is sent for signing, and an approver who wrote none of it signs, or sends it back.

Signing publishes. A release is never changed; the next one says what changed, and why.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from answerable.accounts import audit, kept_files
from answerable.accounts.roles import Member, Permission, check_may
from answerable.needs.building import parts_of
from answerable.needs.models import AnalystNote, Assessment, DataFile
from answerable.needs.rules import is_out_of_date
from answerable.records import Entry, london_day
from answerable.records.contents import SIGNED, NeedsAssessmentFacts, SignedPart
from answerable.records.text import text_profile
from answerable.responses import chain
from answerable.responses.rules import Refused, TextChanged

DECLARATION = "I have read this needs assessment, and it is what this office publishes."


def out_of_date(row: Assessment) -> bool:
    """Whether files or notes changed after it was built."""
    files = DataFile.objects.values_list("taken_in_at", "set_aside_at")
    notes = AnalystNote.objects.values_list("added_at", "taken_out_at")
    return is_out_of_date(row.built_at, (at for pair in (*files, *notes) for at in pair))


@transaction.atomic
def send(*, assessment: Assessment, by: Member, at: datetime) -> None:
    """Send it for signing, as it is."""
    check_may(by, Permission.KEEP_NEEDS)
    row = _locked(assessment)
    if row.number is not None:
        raise Refused("It was sent already.")
    if out_of_date(row):
        raise Refused("Files or notes have changed since it was built. Build it again first.")
    if Assessment.objects.exclude(sent_at=None).filter(sent_back_at=None, published_at=None).exists():
        raise Refused("Another one waits for an approver. It must be signed or sent back first.")
    highest = Assessment.objects.exclude(number=None).order_by("-number").values_list("number", flat=True).first() or 0
    # A restore may know less than was published.
    row.number = max(highest, chain.newest_number("needs_assessment", _begins(row))) + 1
    row.sent_at, row.sent_by = at, by.person_id
    row.authors = sorted({*row.authors, by.person_id})
    row.save(update_fields=["number", "sent_at", "sent_by", "authors"])
    _record(row, "assessment_sent", by, at)


@transaction.atomic
def send_back(*, assessment: Assessment, why: str, by: Member, at: datetime) -> None:
    """Send it back, and say why. Its number is not given again."""
    check_may(by, Permission.SIGN_OFF)
    words = " ".join(text_profile(why)[0].split())
    if not words:
        raise Refused("Enter what must change", field="why")
    row = _waiting(assessment)
    row.sent_back_at, row.sent_back_by, row.sent_back_why = at, by.person_id, words
    row.save(update_fields=["sent_back_at", "sent_back_by", "sent_back_why"])
    _record(row, "assessment_sent_back", by, at)


@transaction.atomic
def publish(*, assessment: Assessment, shown: str, by: Member, at: datetime) -> Entry:
    """Sign and publish it. `shown`: the fingerprint of what the approver read."""
    check_may(by, Permission.SIGN_OFF)
    row = _waiting(assessment)
    if by.person_id in row.authors:
        raise Refused("You built it, or wrote some of it. Another approver signs it.")
    parts = parts_of(row)
    if parts.content_hash != shown:
        raise TextChanged("This is not what you read. Nothing is published. Read it again.")
    signed = SignedPart(name=by.name, post=by.post, signed_on=london_day(at), declaration=DECLARATION)
    facts = NeedsAssessmentFacts(
        ref=public_ref(row), number=row.number or 1, first_month=row.first_month,
        last_month=row.last_month, method=parts.method, content_hash=parts.content_hash)
    entry = chain.add(facts, {**parts.named(), SIGNED: signed}, at)
    kept, row.sha256 = row.sha256, ""  # the record holds all of it from now on
    row.published_at, row.published_by, row.seq = entry.at, by.person_id, entry.seq
    row.save(update_fields=["published_at", "published_by", "seq", "sha256"])
    kept_files.forget_unless_named(kept)
    _record(row, "assessment_published", by, at)
    return entry


def public_ref(row: Assessment) -> str:
    """By which the register knows a release."""
    return f"{_begins(row)}{row.number}"


def _begins(row: Assessment) -> str:
    """How the public references of this body's assessments begin."""
    return f"{row.body.ref}-needs-"


def _waiting(assessment: Assessment) -> Assessment:
    row = _locked(assessment)
    if not row.is_waiting:
        raise Refused("It does not wait for an approver any more.")
    return row


def _locked(assessment: Assessment) -> Assessment:
    return Assessment.objects.select_for_update(no_key=True).get(id=assessment.id)


def _record(row: Assessment, action: str, by: Member, at: datetime) -> None:
    audit.record(by=by, at=at, action=action, subject="assessment", ref=str(row.id), number=row.number)
