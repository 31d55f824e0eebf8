"""Publishing: the record is entered first, in one transaction; then the register is baked from all records.

A bake that fails leaves the entry and the register as it was. The public register is up to date when it carries
the newest signed head; `is_finished` compares the two, so nothing has to be remembered.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

from django.conf import settings

from answerable.accounts import kept_files
from answerable.accounts.models import Body
from answerable.accounts.roles import Member
from answerable.accounts.scope import current_body_id
from answerable.commitments import removing as commitments
from answerable.commitments.models import Commitment
from answerable.inspections.models import Report
from answerable.needs import removing as needs
from answerable.needs.models import Assessment
from answerable.records import Entry
from answerable.records.contents import CopyWay
from answerable.register.baking import bake
from answerable.register.reading import newest_day
from answerable.register.swap import Baked, CannotBake, forget_before
from answerable.responses import (
    assessment,
    bringing_in,
    chain,
    continuity,
    copies,
    correcting,
    last_day,
    operations,
    removing,
    scheduling,
)
from answerable.responses.forgetting import forget_on_disk
from answerable.responses.old_answers import Old
from answerable.responses.rules import Refused


class DidNotFinish(Exception):
    """The record is entered, and the public register does not show it yet."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            "Publishing did not finish. The register is as it was. Try again; if it fails twice, tell your "
            "administrator."
        )
        self.reason = reason


def publish(*, report: Report, by: Member, at: datetime) -> Entry:
    """Publish the signed answer. Raises `Refused` with nothing done, or `DidNotFinish` with the record entered."""
    entry = operations.publish(report=report, by=by, at=at)
    bake_register()
    return entry


def confirm_duty(*, report: Report, expected: int, by: Member, at: datetime) -> Entry:
    """Confirm the decision whether an answer is due; the public register then says so."""
    entry = operations.confirm_duty(report=report, expected=expected, by=by, at=at)
    bake_register()
    return entry


def publish_assessment(*, report: Report, expected: int, by: Member, at: datetime) -> Entry:
    """Publish the yearly assessment; it then has a public page of its own."""
    entry = assessment.publish_assessment(report=report, expected=expected, by=by, at=at)
    bake_register()
    return entry


def record_last_day(*, report: Report, shown: Mapping[str, str | None], by: Member, at: datetime) -> Entry:
    """Record the last day that is counted now; the public register then gives it."""
    entry = last_day.record_last_day(report=report, shown=shown, by=by, at=at)
    bake_register()
    return entry


def record_copy(
    *, report: Report, to: str, sent_on: date, how: CopyWay, reference: str, by: Member, at: datetime,
    proof: copies.Proof | None = None,
) -> Entry:
    """Record a copy as sent; the public page of the answer then says so."""
    entry = copies.record_copy(
        report=report, to=to, sent_on=sent_on, how=how, reference=reference, by=by, at=at, proof=proof)
    bake_register()
    return entry


def withdraw(*, report: Report, expected: int, by: Member, at: datetime) -> Entry:
    """Withdraw the published answer; its public page then says so, and why."""
    entry = correcting.withdraw(report=report, expected=expected, by=by, at=at)
    bake_register()
    return entry


def remove_words(*, report: Report, words: str, by: Member, at: datetime) -> list[Entry]:
    """Remove words of published records; afterwards no register and no database of ours has them."""
    entries = removing.remove_words(report=report, words=words, by=by, at=at)
    _bake_and_forget()
    return entries


def remove_words_of_commitment(*, commitment: Commitment, words: str, by: Member, at: datetime) -> list[Entry]:
    """The same for words of the records of a commitment."""
    entries = commitments.remove_words(commitment=commitment, words=words, by=by, at=at)
    _bake_and_forget()
    return entries


def remove_words_of_assessment(*, assessment: Assessment, words: str, by: Member, at: datetime) -> list[Entry]:
    """The same for words of a released needs assessment."""
    entries = needs.remove_words(assessment=assessment, words=words, by=by, at=at)
    _bake_and_forget()
    return entries


def _bake_and_forget() -> None:
    bake_register()
    forget_before(register_folder())
    forget_on_disk()


def publish_what_is_set(at: datetime) -> list[Entry]:
    """Publish every answer of the body whose time has come. Safe to repeat and to run twice at once.

    An answer that cannot be published does not hold up the others: the last reason is raised when all were tried.
    """
    entries: list[Entry] = []
    refused: Refused | None = None
    for report in scheduling.due(at):
        try:
            entry = scheduling.publish_set(report=report, at=at)
        except Refused as reason:
            refused = reason
        else:
            entries += [entry] if entry is not None else []
    if entries or not is_finished():
        bake_register()
    if refused is not None:
        raise refused
    return entries


def agree_to_old_answer(*, old: Old, expected: int, by: Member, at: datetime) -> Entry:
    """Enter an answer that was published elsewhere; the public register then shows it as imported."""
    entry = bringing_in.agree(old=old, expected=expected, by=by, at=at)
    bake_register()
    return entry


def bake_register() -> Baked:
    """Write the body's public register from its records, as at the day of the newest. Safe to repeat."""
    while True:
        records = chain.records()
        try:
            baked = bake(records, as_at=newest_day(records), out=register_folder(), address=settings.REGISTER_ADDRESS,
                         kept=kept_files.read_if_there)
        except (CannotBake, OSError) as reason:
            raise DidNotFinish(str(reason)) from reason
        if records.head is None or chain.newest_head() == records.head.head_bytes:
            return baked  # otherwise somebody published meanwhile, and their bake may have come before ours


def is_finished(body_ref: str = "") -> bool:
    """Whether the public register carries the newest head. `body_ref`: of the body in scope, for who has it at hand."""
    head = chain.newest_head()
    if head is None:
        return True
    try:
        return (register_folder(body_ref) / "head.json").read_bytes() == head
    except OSError:
        return False


def register_folder(body_ref: str = "") -> Path:
    return continuity.register_folder(body_ref or Body.objects.get(id=current_body_id()).ref)
