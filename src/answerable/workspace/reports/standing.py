"""What a person cannot do with a report now: the sentence that stands where the button would be."""

from __future__ import annotations

from answerable.accounts.roles import Member, NotAllowed, Permission, check_may
from answerable.inspections.models import Report
from answerable.inspections.rules import CannotChange, ReportState, check_can_change_findings


def why_not_change(report: Report, member: Member) -> str:
    """Why this member cannot change or confirm findings now; empty when they can."""
    try:
        check_may(member, Permission.CONFIRM_FINDINGS)
        check_can_change_findings(ReportState(report.state))
    except (NotAllowed, CannotChange) as refusal:
        return str(refusal)
    return ""


def why_not(member: Member, permission: Permission) -> str:
    """Why this member may not; empty when they may."""
    try:
        check_may(member, permission)
    except NotAllowed as refusal:
        return str(refusal)
    return ""
