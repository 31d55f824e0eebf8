"""Roles, and what each may do: one table, read by every face. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    AUTHOR = "author"
    APPROVER = "approver"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"


ROLE_WORDS = {
    Role.AUTHOR: ("Author", "registers reports, checks what was read, writes answers"),
    Role.APPROVER: ("Approver", "signs off, or sends back; never what they wrote themselves"),
    Role.ADMINISTRATOR: ("Administrator", "lets people in and out, sets the body's names"),
    Role.AUDITOR: ("Auditor", "reads everything, changes nothing"),
}


class Permission(StrEnum):
    READ_WORK = "read_work"  # reports, drafts, answers
    ADD_REPORT = "add_report"
    CONFIRM_FINDINGS = "confirm_findings"
    DECIDE_DUTY = "decide_duty"  # propose, and confirm what somebody else proposed
    WRITE = "write"
    SIGN_OFF = "sign_off"
    PUBLISH = "publish"
    MANAGE_PEOPLE = "manage_people"
    MANAGE_BODY = "manage_body"
    READ_AUDIT = "read_audit"


_AUTHOR, _APPROVER, _ADMINISTRATOR, _AUDITOR = Role
PERMISSIONS: dict[Permission, frozenset[Role]] = {
    Permission.READ_WORK: frozenset({_AUTHOR, _APPROVER, _AUDITOR}),
    Permission.ADD_REPORT: frozenset({_AUTHOR}),
    Permission.CONFIRM_FINDINGS: frozenset({_AUTHOR}),
    Permission.DECIDE_DUTY: frozenset({_AUTHOR, _APPROVER}),
    Permission.WRITE: frozenset({_AUTHOR, _APPROVER}),  # an approver who writes can no longer sign that version
    Permission.SIGN_OFF: frozenset({_APPROVER}),
    Permission.PUBLISH: frozenset({_AUTHOR, _APPROVER}),
    Permission.MANAGE_PEOPLE: frozenset({_ADMINISTRATOR}),
    Permission.MANAGE_BODY: frozenset({_ADMINISTRATOR}),
    Permission.READ_AUDIT: frozenset({_ADMINISTRATOR, _AUDITOR}),
}


class NotAllowed(Exception):
    """Somebody may not do this. The message is the sentence that the page shows in the button's place."""


@dataclass(frozen=True)
class Member:
    """A person in one body, as operations see them (`by=`)."""

    person_id: int
    name: str
    email: str
    post: str
    body_id: int
    roles: frozenset[Role]

    def may(self, permission: Permission) -> bool:
        return bool(self.roles & PERMISSIONS[permission])


def check_may(member: Member, permission: Permission) -> None:
    """Raise `NotAllowed` with the roles that may, when this member may not."""
    if not member.may(permission):
        wanted = " or ".join(sorted(ROLE_WORDS[role][0].lower() for role in PERMISSIONS[permission]))
        raise NotAllowed(f"Your role does not allow this. It needs the role of {wanted}.")
