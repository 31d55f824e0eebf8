"""The writes of answers that were published elsewhere: bring in, put right, put forward, agree, leave out."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from answerable.accounts import audit, kept_files
from answerable.accounts.queries import members
from answerable.accounts.roles import Member
from answerable.intake import ReadAnswer
from answerable.records import Entry, london_day
from answerable.records.addresses import may_link_to
from answerable.records.contents import ImportedFacts
from answerable.records.text import text_profile
from answerable.responses import chain, old_rules, slots
from answerable.responses.old_answers import Old, OldContent, as_read, held, imported_parts, same_page
from answerable.responses.old_models import OldAnswer, OldAnswerSaved
from answerable.responses.old_rules import How, OldState
from answerable.responses.rules import Refused, TextChanged

LONGEST_ORIGINAL = 1_000_000  # characters
LONGEST_TITLE = 500


class AlreadyHere(Refused):
    """This very page was brought in before; `row` is what came of it."""

    def __init__(self, row: OldAnswer) -> None:
        super().__init__(f"This page is here already, as “{row}”.")
        self.row = row


class StaleOldAnswer(Refused):
    """Somebody else saved while this was written. Nothing was saved; `theirs` stands."""

    def __init__(self, theirs: OldAnswerSaved) -> None:
        super().__init__("Someone else changed this while you were writing. Nothing of yours is saved yet.")
        self.theirs = theirs


@transaction.atomic
def bring_in(
    *, data: bytes, read: ReadAnswer, name: str, how: How, address: str = "", by: Member | None, at: datetime
) -> OldAnswer:
    """Keep a page and what was read of it. `by` is None for a command. Nothing of it is public."""
    row = keep_page(data=data, name=name, how=how, by=by, at=at)
    record_reading(row=row, read=read, address=address, by=by, at=at)
    row.refresh_from_db()
    return row


@transaction.atomic
def keep_page(*, data: bytes, name: str, how: How, by: Member | None, at: datetime) -> OldAnswer:
    """Keep a page that will be read."""
    if by is not None:
        old_rules.check_can_bring_in(by)
    if here := same_page(kept_files.digest(data)):
        raise AlreadyHere(here)
    shown = text_profile(name)[0].replace("\n", " ").replace("\t", " ").strip()
    row = OldAnswer.objects.create(
        name=shown[-200:], sha256=kept_files.keep(data), how=how.value, state=OldState.WAITING.value,
        added_by=by.person_id if by else None, added_at=at,
    )  # fmt: skip
    _record(row, "old_answer_brought_in", by, at)
    return row


@transaction.atomic
def record_reading(
    *, row: OldAnswer, read: ReadAnswer, address: str = "", by: Member | None, at: datetime
) -> None:
    """Keep what was read of a page: it can then be put right and put forward."""
    row = _still(row, OldState.WAITING)
    if len(read.original) > LONGEST_ORIGINAL:
        raise Refused("The page holds over a million characters, more than an answer has. Save the answer alone.")
    content = as_read(read).model_copy(update={"address": address})
    _check(content)
    _save(row, 1, content, by, at)
    _move(row, OldState.READ, read=read.model_dump(mode="json"), title=content.title,
          published_on=content.published_on)
    _record(row, "old_answer_read", by, at, remarks=len(read.checks))


@transaction.atomic
def record_not_read(*, row: OldAnswer, because: str, by: Member | None, at: datetime) -> None:
    """Say why a page could not be read."""
    row = _still(row, OldState.WAITING)
    _move(row, OldState.NOT_READ, note=because)
    _record(row, "old_answer_not_read", by, at)


@transaction.atomic
def forget(*, row: OldAnswer, by: Member, at: datetime) -> None:
    """Take a page off the list that could not be read."""
    old_rules.check_can_bring_in(by)
    row = _still(row, OldState.NOT_READ)
    _record(row, "old_answer_forgotten", by, at)
    row.delete()


@transaction.atomic
def put_right(*, old: Old, content: OldContent, expected: int, by: Member, at: datetime) -> None:
    """Save the fields as somebody put them right. One that was put forward has to be put forward again."""
    old = _locked(old)
    old_rules.check_can_correct(by, old.situation())
    _check(content)
    if content == old.content:
        return
    if expected != old.number:
        raise StaleOldAnswer(old.stands)
    _save(old.row, old.number + 1, content, by, at)
    old.row.title, old.row.published_on = content.title, content.published_on
    _move(old.row, OldState.READ, proposed_by=None)
    _record(old.row, "old_answer_put_right", by, at, version=old.number + 1)


@transaction.atomic
def set_aside(*, old: Old, content: OldContent, by: Member, at: datetime) -> None:
    """Keep what somebody wrote while another saved: it never stood, and stays in the history."""
    old = _locked(old)
    old_rules.check_can_correct(by, old.situation())
    _check(content)
    _save(old.row, None, content, by, at)
    _record(old.row, "old_answer_set_aside", by, at)


@transaction.atomic
def put_forward(*, old: Old, expected: int, by: Member, at: datetime) -> None:
    """Say that it may come onto the register as it stands."""
    old = _locked(old)
    old_rules.check_can_put_forward(by, old.situation())
    _check_shown(old, expected)
    _move(old.row, OldState.PROPOSED, proposed_by=by.person_id, note="")
    _record(old.row, "old_answer_put_forward", by, at)


@transaction.atomic
def send_back(*, old: Old, note: str, by: Member, at: datetime) -> None:
    """An approver says what must be put right first."""
    old = _locked(old)
    old_rules.check_can_send_back(by, old.situation())
    if not note.strip():
        raise Refused("Say what must be put right", field="note")
    slots.check_words([note])
    _move(old.row, OldState.READ, note=note, proposed_by=None)
    _record(old.row, "old_answer_sent_back", by, at)


@transaction.atomic
def agree(*, old: Old, expected: int, by: Member, at: datetime) -> Entry:
    """A second person agrees: the record of the answer is made, and the register shows it as imported."""
    old = _locked(old)
    old_rules.check_can_agree(by, old.situation(), members(london_day(at)))
    _check_shown(old, expected)
    said, body = old.content, chain.lock()
    year = (said.published_on or said.responded_on or london_day(at)).year
    ref = chain.next_public_ref(body, year)
    facts = ImportedFacts(ref=ref, published_on=said.published_on, stated_on=said.responded_on)
    entry = chain.add(facts, imported_parts(old, london_day(old.row.added_at)), at)
    _move(old.row, OldState.ENTERED, public_ref=ref, seq=entry.seq)
    _record(old.row, "old_answer_entered", by, at, seq=entry.seq)
    return entry


@transaction.atomic
def leave_out(*, old: Old, note: str, by: Member, at: datetime) -> None:
    """Keep it off the register, with the reason."""
    old = _locked(old)
    old_rules.check_can_leave_out(by, old.situation())
    if not note.strip():
        raise Refused("Say why it is left out", field="note")
    slots.check_words([note])
    _move(old.row, OldState.LEFT_OUT, note=note, proposed_by=None)
    _record(old.row, "old_answer_left_out", by, at)


@transaction.atomic
def take_up(*, old: Old, by: Member, at: datetime) -> None:
    """Look again at one that was left out."""
    old = _locked(old)
    old_rules.check_can_take_up(by, old.situation())
    _move(old.row, OldState.READ, note="")
    _record(old.row, "old_answer_taken_up", by, at)


def _locked(old: Old) -> Old:
    return held(OldAnswer.objects.select_for_update().get(pk=old.row.pk))


def _still(row: OldAnswer, state: OldState) -> OldAnswer:
    """The row, locked, when it is still there in that state."""
    held_row = OldAnswer.objects.select_for_update().filter(pk=row.pk, state=state.value).first()
    if held_row is None:
        raise Refused("Somebody else was quicker. Look at the list again.")
    return held_row


def _check(content: OldContent) -> None:
    """What no record could hold, or nobody could open."""
    slots.check_words([content.title, content.type_of_inspection, content.key_findings, content.link_words,
                       content.heading, content.response])
    if len(content.title) > LONGEST_TITLE:
        raise Refused(f"The title has {len(content.title)} characters. It may have {LONGEST_TITLE}.", field="title")
    for field in ("link", "address"):
        address = getattr(content, field)
        if address and (address.startswith("mailto:") or not may_link_to(address)):
            raise Refused("Enter an address that begins with https:// or http://", field=field)


def _check_shown(old: Old, expected: int) -> None:
    if old.number != expected:
        raise TextChanged("This was changed while you were reading. Nothing is done. Read it again.")


def _save(row: OldAnswer, number: int | None, content: OldContent, by: Member | None, at: datetime) -> None:
    OldAnswerSaved.objects.create(old_answer=row, number=number, content=slots.written(content),
                                  by=by.person_id if by else None, at=at)


def _move(row: OldAnswer, state: OldState, **changes: object) -> None:
    row.state = state.value
    for name, value in changes.items():
        setattr(row, name, value)
    row.save()


def _record(row: OldAnswer, action: str, by: Member | None, at: datetime, **facts: audit.Fact) -> None:
    audit.record(by=by, at=at, action=action, subject="old_answer", ref=row.public_ref or str(row.pk), report_ref="",
                 **facts)
