"""One audit entry for each thing done, written in the same transaction as the thing."""

from __future__ import annotations

from datetime import datetime

from answerable.accounts.models import AuditEntry
from answerable.accounts.roles import Member

Fact = str | int | bool | None


def record(
    *, by: Member | None, at: datetime, action: str, subject: str, ref: str, report_ref: str = "", **facts: Fact
) -> AuditEntry:
    """Add one entry. `facts` are codes and numbers: "finding=12", "version=3"; never words that people wrote."""
    return AuditEntry.objects.create(
        at=at, person_id=by.person_id if by else None, action=action, subject=subject,
        subject_ref=ref, report_ref=report_ref, facts=facts,
    )
