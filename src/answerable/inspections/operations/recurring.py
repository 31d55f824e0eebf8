"""Saying whether a finding is one that the body has been told before."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from answerable.accounts import audit
from answerable.accounts.roles import Member, Permission, check_may
from answerable.inspections.models import Finding, Recurrence, Report
from answerable.inspections.operations.versions import lock
from answerable.inspections.queries import confirmed_findings
from answerable.inspections.rules import CannotChange, Recurs, check_can_recur
from answerable.records.text import check_text

_ACTIONS = {Recurs.SAME: "recurrence_found", Recurs.NOT_SAME: "recurrence_denied"}


@transaction.atomic
def judge_recurrence(
    *, report: Report, number: int, earlier_report: Report, earlier_number: int, verdict: Recurs, note: str = "",
    by: Member, at: datetime,
) -> Recurrence:
    """Say whether finding `number` of a report is the same weakness as a finding of an earlier one.

    Nothing is written over: a later judgement of the same two findings stands, and the ones before it are kept.
    """
    check_may(by, Permission.CONFIRM_FINDINGS)
    check_text(note)
    report = lock(report)
    check_can_recur(earlier_report.published_on, report.published_on)
    row = Recurrence.objects.create(
        later=_confirmed(report, number), earlier=_confirmed(earlier_report, earlier_number), verdict=verdict.value,
        note=note, by=by.person_id, at=at)
    audit.record(by=by, at=at, action=_ACTIONS[verdict], subject="finding", ref=str(number), report_ref=report.ref,
                 earlier=earlier_number)
    return row


def _confirmed(report: Report, number: int) -> Finding:
    found = next((finding for finding in confirmed_findings(report) if finding.number == number), None)
    if found is None:
        raise CannotChange(f"The report “{report}” has no confirmed finding {number}.")
    return Finding.objects.get(id=found.finding_id)
