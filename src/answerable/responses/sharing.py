"""One response for two reports: a report whose findings another report shares is answered in the response to that one.

Every finding must be matched with one of the other report, or be for another body. Where a finding stands in one report
only, each report needs a response of its own. A second person confirms, and the record then names the response.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from answerable.accounts import audit
from answerable.accounts.roles import Member, Permission, check_may
from answerable.inspections.models import Report
from answerable.inspections.queries import ConfirmedFinding
from answerable.records.contents import Branch
from answerable.responses import slots
from answerable.responses.holding import locked, save_in
from answerable.responses.likeness import likeness
from answerable.responses.other_answers import OtherAnswer, to_share_with
from answerable.responses.queries import Draft
from answerable.responses.rules import Refused, State

ALIKE = 0.6  # of the words that two findings use, so many are the same in findings that we propose to match


def check_can_share(member: Member, now: Draft) -> None:
    check_may(member, Permission.DECIDE_DUTY)
    if now.duty is None or not now.duty.decision.is_due:
        raise Refused("Decide first whether an answer is due.")
    if now.published is not None:
        raise Refused("This report has a published response of its own.")
    if now.state not in (State.WRITING, State.REJECTED, State.CHANGES_ASKED):
        raise Refused("The answer to this report has been sent on. Take it back first.")
    if now.also_answers:
        raise Refused(f"The response to this report answers “{now.also_answers[0].report}” too.")


@transaction.atomic
def share_answer(
    *, report: Report, answered_in: str, covers: Mapping[int, int], expected: int, by: Member, at: datetime
) -> None:
    """Propose that the response to another report answers this one too.

    `covers`: number of a finding here -> number of the finding there whose answer covers it.
    """
    _, now = locked(report)
    check_can_share(by, now)
    other = next((one for one in to_share_with(report) if one.ref == answered_in), None)
    if other is None:
        raise Refused("Choose the response in which this report is answered", field="answered_in")
    _check_every_finding(now, other, covers)
    _decide(now, answered_in, covers, expected, by, at)


@transaction.atomic
def answer_alone(*, report: Report, expected: int, by: Member, at: datetime) -> None:
    """Propose that this report gets a response of its own after all."""
    _, now = locked(report)
    check_can_share(by, now)
    if now.duty is None or not now.duty.answered_in:
        raise Refused("This report has a response of its own already.")
    _decide(now, "", {}, expected, by, at)


def check_covers(now: Draft) -> None:
    """Refuse to confirm a decision that rests on a response which does not stand, or leaves a finding out."""
    if now.duty is None or not now.duty.answered_in:
        return
    other = now.answered_by
    if other is None or not other.is_confirmed or other.answered_in:
        raise Refused("The response in which this report was to be answered is no longer due. Decide again.")
    if other.is_withdrawn:
        raise Refused(f"Our response to “{other.report}” is withdrawn. Decide again how this report is answered.")
    if now.also_answers:
        raise Refused(f"The response to this report answers “{now.also_answers[0].report}” too.")
    _check_every_finding(now, other, now.duty.covers)


def proposed_covers(mine: Sequence[ConfirmedFinding], theirs: Sequence[ConfirmedFinding]) -> dict[int, int]:
    """For each finding the one of the other report that uses nearly the same words; a person decides."""
    found = {}
    for finding in mine:
        alike, number = max(((likeness(finding.words, other.words), -other.number) for other in theirs),
                            default=(0.0, 0))
        if alike >= ALIKE:
            found[finding.number] = -number
    return found


def _decide(now: Draft, answered_in: str, covers: Mapping[int, int], expected: int, by: Member, at: datetime) -> None:
    assert now.duty is not None
    assert now.response is not None
    content = now.duty.model_copy(update={"answered_in": answered_in, "covers": dict(covers)})
    if save_in(now.response, now, slots.DUTY, content, expected, by, at) is not None:
        now.response.confirmed_by = now.response.confirmed_at = None
        now.response.save()
        audit.record(by=by, at=at, action="shared" if answered_in else "not_shared", subject="response",
                     ref=now.report.ref, report_ref=now.report.ref, answered_in=answered_in)


def _check_every_finding(now: Draft, other: OtherAnswer, covers: Mapping[int, int]) -> None:
    for finding in now.findings:
        if now.answers[finding.number].branch == Branch.OTHER_BODY:
            continue
        if finding.number not in covers:
            raise Refused(
                f"Say which finding covers finding {finding.number}. Where a finding stands in one report only, each "
                "report needs a response of its own.", field=f"covers-{finding.number}")
        if other.finding(covers[finding.number]) is None:
            raise Refused(f"There is no finding {covers[finding.number]} in “{other.report}”.",
                          field=f"covers-{finding.number}")
