"""What comes from outside: texts that are begun and sent, and accepting them into the draft.

Nothing that a link or an account of the force sends is part of the body's draft. A person of the body accepts it,
and where somebody had written other words, chooses between the two.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from django.db import transaction

from answerable.accounts import audit
from answerable.accounts.queries import names_on
from answerable.accounts.roles import Member, Permission, check_may
from answerable.duties.dates import format_date
from answerable.inspections.models import Report
from answerable.messages import operations as messages
from answerable.messages.models import Message
from answerable.messages.rules import CannotSend
from answerable.records import london_day
from answerable.records.contents import ChiefOfficerOutcome
from answerable.responses import slots
from answerable.responses.holding import Stale, edited, locked, save_in, to_write
from answerable.responses.invitations import words
from answerable.responses.invitations.models import BegunText, Invitation, Received
from answerable.responses.invitations.rules import COMMENTS, ENDED, Answered, Way, check_can_send, declaration
from answerable.responses.invitations.sources import Source
from answerable.responses.queries import Draft, draft
from answerable.responses.rules import Refused, TextChanged
from answerable.responses.slots import ChiefOfficerContent

TAKEN, KEPT = "taken", "kept"  # of two texts: the one that came, or the one that stood
LONGEST_NAME = 120


class BegunMoved(Refused):
    """Somebody else with the same link kept another text meanwhile; `theirs` stands."""

    def __init__(self, part: str, theirs: BegunText) -> None:
        super().__init__("Someone else changed this while you were writing. Nothing is saved yet. Their words stand "
                         "above yours: make one text of both, and save again.", field=part)
        self.theirs = theirs


class Differs(StrEnum):
    """How a text that came stands to the one that is there."""

    NEW = "new"
    SAME = "same"
    OTHER = "other"


def is_open(now: Draft) -> bool:
    """Whether words for this report can still be begun and sent."""
    return (now.invitation is not None and now.duty is not None and now.duty.decision.is_due
            and now.state not in ENDED)


def begun(now: Draft, source: Source) -> dict[str, BegunText]:
    """The texts that this source has begun, by part."""
    rows = BegunText.objects.filter(invitation=now.invitation, whose=source.whose)
    return {row.part: row for row in rows}


def parts_of(now: Draft) -> list[str]:
    return [COMMENTS, *(slots.finding_slot(finding.number) for finding in now.findings)]


@transaction.atomic
def keep_texts(
    *, report: Report, source: Source, texts: Mapping[str, str], seen: Mapping[str, int], at: datetime
) -> None:
    """Keep texts until they are sent. `seen`: how often each had been saved when the form was opened."""
    now, invitation = _to_send(report, source)
    allowed = set(parts_of(now))
    held = begun(now, source)
    changed = False
    for part, text in texts.items():
        if part not in allowed:
            raise Refused("There is no such finding in this report.")
        slots.check_words([text])
        row = held.get(part)
        if text == (row.words if row else ""):
            continue
        if row is not None and row.number != seen.get(part, 0):
            raise BegunMoved(part, row)
        row = row or BegunText(invitation=invitation, whose=source.whose, part=part, number=0)
        row.words, row.number, row.at = text, row.number + 1, at
        row.save()
        changed = True
    if changed and invitation.begun_at is None:
        invitation.begun_at = at
        invitation.save()
        _note(report, source, "comments_begun", at)


def fingerprint(texts: Mapping[str, BegunText]) -> str:
    """What somebody was shown before they sent it."""
    parts = sorted((part, row.words) for part, row in texts.items() if row.words.strip())
    return hashlib.sha256(repr(parts).encode()).hexdigest()


@transaction.atomic
def send_comments(
    *, report: Report, source: Source, answered: Answered, name: str, post: str, declares: bool, shown: str,
    at: datetime,
) -> Received:
    """Send what was begun, or that there will be no comments, in the chief officer's name."""
    now, invitation = _to_send(report, source)
    texts = begun(now, source)
    if fingerprint(texts) != shown:
        raise TextChanged("The words were changed while you were reading. Nothing is sent. Read them again.")
    comments = texts[COMMENTS].words if COMMENTS in texts else ""
    if answered == Answered.COMMENTS and not comments.strip():
        raise Refused("Write the comments, or choose that there will be none", field=COMMENTS)
    if answered == Answered.DECLINED and comments.strip():
        raise Refused("You wrote comments. Send them, or remove them first.", field=COMMENTS)
    for field, value in (("name", name), ("post", post)):
        if not value.strip():
            raise Refused("Enter your name and post", field=field)
    slots.check_words((name, post))
    chief_title = now.inspected(names_on(london_day(at))).chief
    if not declares:
        raise Refused(f"Tick that you are allowed to send these for the {chief_title}", field="declares")
    positions = {str(finding.number): row.words for finding in now.findings
                 if (row := texts.get(slots.finding_slot(finding.number))) and row.words.strip()}
    received = Received.objects.create(
        invitation=invitation, way=source.way.value, link_ref=source.link_ref, person_id=source.person_id,
        answered=answered.value, words=comments, positions=positions, name=name, post=post,
        declaration=declaration(chief_title), at=at)
    _note(report, source, "comments_received", at, answered=answered.value)
    return received


def write_receipt(*, received: Received, report: Report, to: str, at: datetime) -> Message | None:
    """A receipt with every word, to whoever was asked; None when there is no address, or too many went there."""
    if not to:
        return None
    day = london_day(at)
    names = names_on(day)
    subject, text = words.receipt(received, names, draft(report).inspected(names), report.title, format_date(day))
    try:
        return messages.queue(to=to, subject=subject, body=text, kind="receipt", by=None, at=at, report_ref=report.ref)
    except CannotSend:
        return None


def differs(now: Draft, received: Received) -> dict[str, Differs]:
    """For each part that came, how it stands to what is there now."""
    chief = now.chief_officer
    found = {COMMENTS: Differs.NEW}
    if chief is not None and chief.outcome is not None:
        same = chief.outcome == _outcome(received) and chief.words == received.words
        found[COMMENTS] = Differs.SAME if same else Differs.OTHER
    for number, text in received.positions.items():
        if int(number) not in now.answers:
            continue  # the findings were opened again and this one is gone
        stands = now.answers[int(number)].force_position
        found[slots.finding_slot(int(number))] = (
            Differs.NEW if not stands.strip() else Differs.SAME if stands == text else Differs.OTHER)
    return found


@transaction.atomic
def accept(
    *, report: Report, received_id: int, choices: Mapping[str, str], expected: Mapping[str, int], by: Member,
    at: datetime,
) -> None:
    """Take what came into the draft. Where other words stand, `choices` says for each part which ones do."""
    response, now = to_write(report, by)
    received = now.to_accept
    if received is None or received.id != received_id:
        raise Refused("There is nothing here to accept: it was accepted, or they were let send it again.")
    for part, how in differs(now, received).items():
        if how == Differs.OTHER and choices.get(part) not in (TAKEN, KEPT):
            raise Refused("Choose which words stand", field=part)
        if how == Differs.SAME or (how == Differs.OTHER and choices[part] == KEPT):
            continue
        slot = slots.CHIEF_OFFICER if part == COMMENTS else part
        try:
            save_in(response, now, slot, _content(now, received, part), expected.get(slot, 0), by, at)
        except Stale:
            raise TextChanged("Someone changed these words while you were reading. Nothing is accepted. Read both "
                              "again.") from None
    edited(response)
    Received.objects.filter(id=received.id).update(accepted_by=by.person_id, accepted_at=at)
    audit.record(by=by, at=at, action="comments_accepted", subject="response", ref=report.ref, report_ref=report.ref)


@transaction.atomic
def let_send_again(*, report: Report, by: Member, at: datetime) -> None:
    """Let those who sent something send it anew. What they sent stays, and so does what was accepted."""
    check_may(by, Permission.WRITE)
    _, now = locked(report)
    received = now.newest_received
    if received is None or not is_open(now):
        raise Refused("There is nothing that could be sent again.")
    Received.objects.filter(id=received.id).update(returned_by=by.person_id, returned_at=at)
    audit.record(by=by, at=at, action="comments_let_again", subject="response", ref=report.ref, report_ref=report.ref)


def _to_send(report: Report, source: Source) -> tuple[Draft, Invitation]:
    """The draft under its lock, if words can still be sent for it."""
    source.check()
    _, now = locked(report)
    if now.invitation is None or not is_open(now):
        raise Refused("This is closed: nothing can be sent for this report any more.")
    check_can_send(has_sent=now.newest_received is not None)
    return now, now.invitation


def _content(now: Draft, received: Received, part: str) -> slots.Content:
    if part != COMMENTS:
        number = int(part.removeprefix(slots.FINDING))
        return now.answers[number].model_copy(update={"force_position": received.positions[str(number)]})
    held = now.chief_officer or ChiefOfficerContent()
    return held.model_copy(update={
        "outcome": _outcome(received), "received_on": london_day(received.at), "words": received.words,
        "author": f"{received.name}, {received.post}", "came_by": Way(received.way).value})


def _outcome(received: Received) -> ChiefOfficerOutcome:
    declined = received.answered == Answered.DECLINED
    return ChiefOfficerOutcome.DECLINED if declined else ChiefOfficerOutcome.RECEIVED


def _note(report: Report, source: Source, action: str, at: datetime, **facts: str) -> None:
    audit.record(by=source.member, at=at, action=action, subject="response", ref=report.ref, report_ref=report.ref,
                 by_way_of=source.way.value, **facts)
