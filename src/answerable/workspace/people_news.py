"""What people have to know, or agree to, about who may sign in and sign: shown on "Now"."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from answerable.accounts.models import AuditEntry
from answerable.accounts.one_time_codes import may_agree, open_codes
from answerable.accounts.queries import approvers_asked_for
from answerable.accounts.roles import Member, Permission, Role
from answerable.responses.turns import Turn
from answerable.workspace.audit_words import sentences

TOLD_FOR = timedelta(days=14)
TOLD = ("approver_asked", "approver_agreed", "approver_refused", "help_asked", "help_agreed", "help_refused",
        "code_made", "code_used", "account_linked")


def people_turns(member: Member, today: date) -> list[Turn]:
    """Things that wait for a second person, whom this member can be."""
    rows = []
    if member.roles & {Role.ADMINISTRATOR, Role.APPROVER}:
        rows = [Turn("Agree, or refuse", "help-person", {"person_id": code.person_id},
                     f"{code.person.name} is to be let in anew", "It waits for a second person.", None)
                for code in open_codes() if code.agreed_at is None and may_agree(member, code)]
    if member.may(Permission.MANAGE_PEOPLE):
        rows += [Turn("Agree, or refuse", "approver-asked", {"person_id": row.person_id},
                      f"{row.person.name} is to become an approver", "It waits for another administrator.", None)
                 for row in approvers_asked_for(today)
                 if member.person_id not in (row.approver_asked_by, row.person_id)]
    return rows


def told_lately(member: Member, at: datetime) -> list[tuple[datetime, str]]:
    """What every administrator is told: nobody can arrange it alone without the others seeing it."""
    if not member.may(Permission.MANAGE_PEOPLE):
        return []
    entries = AuditEntry.objects.filter(action__in=TOLD, at__gt=at - TOLD_FOR)
    return [(entry.at, said) for entry, said in sentences(list(entries))]
