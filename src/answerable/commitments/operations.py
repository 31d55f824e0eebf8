"""The writes of commitments. Each is atomic, holds the commitment's row, adds one event and one audit entry.

`seen` is the number of the last event that the page showed. When more has happened since, nothing is done and
`MovedOn` says so; updates and evidence decide nothing and are always added.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date, datetime
from hashlib import sha256

from django.db import transaction
from django.db.models import Max

from answerable.accounts import audit, kept_files
from answerable.accounts.models import Body
from answerable.accounts.roles import Member, Permission, check_may
from answerable.accounts.scope import current_body_id
from answerable.commitments import rules
from answerable.commitments.events import (
    CarriedForward,
    Event,
    EvidenceAdded,
    InspectorateSaid,
    Made,
    OwnerSet,
    Replaced,
    check_words,
    read,
    written,
)
from answerable.commitments.models import Commitment, EventRow, EvidenceFile, Meeting, PassedOver, StandingRow
from answerable.commitments.standing import Happened, Standing, after, standing
from answerable.inspections.models import Report
from answerable.links import operations as links
from answerable.links.rules import Purpose
from answerable.records import london_day
from answerable.responses import chain
from answerable.responses.rules import Refused

LARGEST_FILE = 20 * 1024 * 1024  # bytes
TOO_LARGE = f"This file is larger than {LARGEST_FILE // 1024 // 1024} MB. Bring a smaller one."


@transaction.atomic
def make(
    *, event: Made, report: Report | None = None, finding: int | None = None, told_in: str = "", tracker_key: str = "",
    by: Member, at: datetime,
) -> Commitment:
    """Enter a promise."""
    rules.check_may_do(type(event), by, None)
    rules.check_new(event)
    if finding is not None and (report is None or not report.findings.filter(number=finding).exists()):
        raise Refused(f"There is no finding {finding} in this report.", field="finding")
    check_words(event)
    body = Body.objects.select_for_update(no_key=True).get(id=current_body_id())
    begins = f"{body.ref}-c"
    newest = max(Commitment.objects.filter(ref__startswith=begins).aggregate(newest=Max("number"))["newest"] or 0,
                 chain.newest_number("commitment", begins))  # a restore may know less than was published
    commitment = Commitment.objects.create(ref=f"{begins}{newest + 1}", number=newest + 1, report=report,
                                           finding=finding, told_in=told_in, tracker_key=tracker_key)
    add(commitment, None, event, by, at)
    return commitment


@transaction.atomic
def happen(
    *, commitment: Commitment, event: Event, seen: int, by: Member | None, at: datetime, name: str = "", post: str = ""
) -> Standing:
    """Add one event. `name` and `post` are given by somebody outside, who has no membership (`by` is None)."""
    if isinstance(event, EvidenceAdded):
        raise TypeError("Evidence comes with its file: `add_evidence`.")
    return _happen(commitment, event, seen, by, at, name, post)


@transaction.atomic
def add_evidence(
    *, commitment: Commitment, data: bytes, name: str, event: EvidenceAdded, by: Member | None, at: datetime,
    person: str = "", post: str = "",
) -> Standing:
    """Keep a file as evidence. Number, version and fingerprint of `event` are set here; a `number` above 0 that is
    held says that the file is a newer version of that piece."""
    if not data:
        raise Refused("This file is empty. Choose another one.", field="file")
    if len(data) > LARGEST_FILE:
        raise Refused(TOO_LARGE, field="file")
    held = lock(commitment)
    now = standing_of(held)
    newest = {piece.number: piece.version for piece in now.pieces}
    number = event.number if event.number in newest else now.evidence + 1
    event = event.model_copy(update={
        "number": number, "version": newest.get(number, 0) + 1, "name": name, "size": len(data),
        "sha256": kept_files.digest(data)})
    after_it = _happen(held, event, now.number, by, at, person, post)
    EvidenceFile.objects.create(commitment=held, number=number, version=event.version, name=name, size=len(data),
                                sha256=kept_files.keep(data))
    return after_it


@transaction.atomic
def replace(
    *, commitment: Commitment, event: Made, why: str, seen: int, by: Member, at: datetime
) -> Commitment:
    """Put a new commitment in the place of this one; both stay and name each other."""
    commitment = lock(commitment)
    new = make(event=event.model_copy(update={"goes_on_from": commitment.ref}), report=commitment.report,
               finding=commitment.finding, told_in=commitment.told_in, by=by, at=at)
    _happen(commitment, Replaced(by_ref=new.ref, why=why), seen, by, at)
    return new


@transaction.atomic
def carry_forward(
    *, commitment: Commitment, report: Report, finding: int | None, event: Made, why: str, seen: int, by: Member,
    at: datetime,
) -> Commitment:
    """Go on with it under a later inspection, as a commitment of its own. `finding`: the one of that report which it
    answers now; None: none."""
    commitment = lock(commitment)
    if commitment.report_id == report.id:
        raise Refused("Choose another report than the one it was made for", field="report")
    new = make(event=event.model_copy(update={"goes_on_from": commitment.ref}), report=report, finding=finding, by=by,
               at=at)
    _happen(commitment, CarriedForward(to_ref=new.ref, why=why, finding=finding), seen, by, at)
    return new


@transaction.atomic
def record_inspectorate(
    *, commitments: Iterable[Commitment], event: InspectorateSaid, by: Member, at: datetime
) -> None:
    """What the inspectorate said of a finding, for every commitment that was made for it."""
    for commitment in commitments:
        _happen(commitment, event, 0, by, at)


@transaction.atomic
def pass_over(*, report: Report, slot: str, sentence: str, by: Member, at: datetime) -> None:
    """Say that a sentence is no promise, so that nobody is asked about it again."""
    check_may(by, Permission.KEEP_COMMITMENTS)
    _, is_new = PassedOver.objects.get_or_create(
        report=report, slot=slot, sentence_hash=hash_of(sentence), defaults={"by": by.person_id, "at": at})
    if is_new:
        audit.record(by=by, at=at, action="passed_over", subject="sentence", ref=slot, report_ref=report.ref)


@transaction.atomic
def add_meeting(*, on: date, name: str, by: Member, at: datetime) -> Meeting:
    """Enter a day on which the panel meets. A day that stands already stays as it was entered."""
    check_may(by, Permission.KEEP_COMMITMENTS)
    if not name.strip():
        raise Refused("Enter who meets", field="name")
    if Meeting.objects.filter(on=on).exists():
        raise Refused("A meeting on this day is entered already", field="on")
    meeting = Meeting.objects.create(on=on, name=name.strip(), added_by=by.person_id, added_at=at)
    audit.record(by=by, at=at, action="meeting_added", subject="meeting", ref=on.isoformat())
    return meeting


def hash_of(sentence: str) -> str:
    """By which a sentence is known again, whatever its spaces."""
    return sha256(" ".join(sentence.split()).encode()).hexdigest()


def standing_of(commitment: Commitment) -> Standing:
    """Where it stands, told from its events."""
    now = standing(happened(commitment))
    assert now is not None, "a commitment is made with its first event"
    return now


def happened(commitment: Commitment) -> list[Happened]:
    """Its events as values, oldest first."""
    return [Happened(row.number, london_day(row.at), row.by, read(row.content))
            for row in commitment.events.order_by("number")]


def lock(commitment: Commitment) -> Commitment:
    """Its row, held until the transaction ends. Take it before the body's row, never after."""
    return Commitment.objects.select_for_update(no_key=True).get(id=commitment.id)


def _happen(
    commitment: Commitment, event: Event, seen: int, by: Member | None, at: datetime, name: str = "", post: str = ""
) -> Standing:
    held = lock(commitment)
    now = standing_of(held)
    rules.check_may_do(type(event), by, now)
    if now.number != seen and not isinstance(event, rules.NEVER_STALE):
        raise rules.MovedOn("Something has happened to this commitment since you opened the page. Nothing was done. "
                            "Read what happened, and decide again.")
    rules.check_can_happen(event, now, by, london_day(at))
    check_words(event)
    return add(held, now, event, by, at, name, post)


def add(
    commitment: Commitment, now: Standing | None, event: Event, by: Member | None, at: datetime, name: str = "",
    post: str = "",
) -> Standing:
    number = now.number + 1 if now else 1
    EventRow.objects.create(
        commitment=commitment, number=number, kind=event.kind, content=written(event), at=at,
        by=by.person_id if by else None, name=by.name if by else name, post=by.post if by else post)
    result = after(now, Happened(number, london_day(at), by.person_id if by else None, event))
    StandingRow.objects.filter(commitment=commitment, until_at__isnull=True).update(until_at=at)
    StandingRow.objects.create(commitment=commitment, from_at=at, **columns(result))
    if number > 1 and (not result.is_open or isinstance(event, OwnerSet)):  # a link is its owner's, while it is open
        links.close(purpose=Purpose.UPDATE, about=commitment.ref, by=by, at=at)
    audit.record(by=by, at=at, action=f"commitment_{event.kind}", subject="commitment", ref=commitment.ref,
                 report_ref=commitment.report.ref if commitment.report else "", event=number)
    return result


def columns(value: Standing) -> dict[str, object]:
    """A standing as the columns of `StandingRow`."""
    held = asdict(value)
    del held["pieces"]
    return held | {"is_open": value.is_open}

