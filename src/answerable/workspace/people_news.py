"""What people have to know about who may sign in and sign: shown on "Now"."""

from __future__ import annotations

from datetime import datetime, timedelta

from answerable.accounts.models import AuditEntry
from answerable.accounts.roles import Member, Permission
from answerable.workspace.audit_words import sentences

TOLD_FOR = timedelta(days=14)
TOLD = ("approver_asked", "approver_agreed", "approver_refused", "help_asked", "help_agreed", "help_refused",
        "code_made", "code_used", "account_linked")


def told_lately(member: Member, at: datetime) -> list[tuple[datetime, str]]:
    """What every administrator is told: nobody can arrange it alone without the others seeing it."""
    if not member.may(Permission.MANAGE_PEOPLE):
        return []
    entries = AuditEntry.objects.filter(action__in=TOLD, at__gt=at - TOLD_FOR)
    return [(entry.at, said) for entry, said in sentences(list(entries))]
