"""Roles, and what each may do: one table, read by every face. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    AUTHOR = "author"
    REVIEWER = "reviewer"
    APPROVER = "approver"
    PUBLISHER = "publisher"
    ADMINISTRATOR = "administrator"
    FORCE_CONTRIBUTOR = "force_contributor"
    AUDITOR = "auditor"
    COMMITMENT_OWNER = "commitment_owner"
    PANEL_MEMBER = "panel_member"
    ANALYST = "analyst"


ROLE_WORDS = {
    Role.AUTHOR: ("Author", "registers reports, checks what was read, writes answers"),
    Role.REVIEWER: ("Reviewer", "reads an answer as the public will, and says what must change"),
    Role.APPROVER: ("Approver", "signs off, or sends back; never what they wrote themselves"),
    Role.PUBLISHER: ("Publisher", "publishes what was signed off, now or at a set time"),
    Role.ADMINISTRATOR: ("Administrator", "lets people in and out, sets the body's names"),
    Role.FORCE_CONTRIBUTOR: ("Force contributor", "sends the force's comments and positions, and sees no answer"),
    Role.AUDITOR: ("Auditor", "reads everything, changes nothing"),
    Role.COMMITMENT_OWNER: ("Commitment owner", "gives updates and evidence on the commitments that are theirs, and "
                            "sees no report"),
    Role.PANEL_MEMBER: ("Panel member", "reads commitments and the papers for a meeting, and sees no report"),
    Role.ANALYST: ("Analyst", "takes in figures, builds the needs assessment, and sends it for signing"),
}


class Permission(StrEnum):
    READ_WORK = "read_work"  # reports, drafts, answers
    ADD_REPORT = "add_report"
    CONFIRM_FINDINGS = "confirm_findings"
    DECIDE_DUTY = "decide_duty"  # propose, and confirm what somebody else proposed
    WRITE = "write"
    NOTE = "note"  # write in the margin of what was sent
    REVIEW = "review"
    SIGN_OFF = "sign_off"
    OVERRIDE = "override"  # let a check pass, with a reason
    PUBLISH = "publish"
    SEND_COPIES = "send_copies"
    REMOVE_WORDS = "remove_words"  # second of two people
    CONTRIBUTE = "contribute"  # send the force's words
    MANAGE_PEOPLE = "manage_people"
    MANAGE_BODY = "manage_body"
    READ_AUDIT = "read_audit"
    READ_COMMITMENTS = "read_commitments"
    KEEP_COMMITMENTS = "keep_commitments"  # make them, give updates, ask to move a date
    KEEP_OWN_COMMITMENTS = "keep_own_commitments"  # of which one is the owner
    CHECK_COMMITMENTS = "check_commitments"  # against the evidence
    AGREE_MOVE = "agree_move"  # of a date, as a second person
    READ_NEEDS = "read_needs"  # the needs assessment and the files behind it
    KEEP_NEEDS = "keep_needs"  # take files in, build, add notes, send for signing


_WHO = {
    Permission.READ_WORK: {Role.AUTHOR, Role.REVIEWER, Role.APPROVER, Role.PUBLISHER, Role.AUDITOR},
    Permission.ADD_REPORT: {Role.AUTHOR},
    Permission.CONFIRM_FINDINGS: {Role.AUTHOR},
    Permission.DECIDE_DUTY: {Role.AUTHOR, Role.APPROVER},
    Permission.WRITE: {Role.AUTHOR, Role.APPROVER},  # an approver who writes can no longer sign that version
    Permission.NOTE: {Role.AUTHOR, Role.REVIEWER, Role.APPROVER},
    Permission.REVIEW: {Role.REVIEWER, Role.APPROVER},
    Permission.SIGN_OFF: {Role.APPROVER},
    Permission.OVERRIDE: {Role.APPROVER},
    Permission.PUBLISH: {Role.PUBLISHER},
    Permission.SEND_COPIES: {Role.AUTHOR, Role.APPROVER, Role.PUBLISHER},
    Permission.REMOVE_WORDS: {Role.APPROVER},
    Permission.CONTRIBUTE: {Role.FORCE_CONTRIBUTOR},
    Permission.MANAGE_PEOPLE: {Role.ADMINISTRATOR},
    Permission.MANAGE_BODY: {Role.ADMINISTRATOR},
    Permission.READ_AUDIT: {Role.ADMINISTRATOR, Role.AUDITOR},
    Permission.READ_COMMITMENTS: {Role.AUTHOR, Role.REVIEWER, Role.APPROVER, Role.PUBLISHER, Role.AUDITOR,
                                  Role.COMMITMENT_OWNER, Role.PANEL_MEMBER},
    Permission.KEEP_COMMITMENTS: {Role.AUTHOR, Role.APPROVER},
    Permission.KEEP_OWN_COMMITMENTS: {Role.AUTHOR, Role.REVIEWER, Role.APPROVER, Role.PUBLISHER,
                                      Role.COMMITMENT_OWNER},
    Permission.CHECK_COMMITMENTS: {Role.REVIEWER, Role.APPROVER},
    Permission.AGREE_MOVE: {Role.APPROVER},
    Permission.READ_NEEDS: {Role.AUTHOR, Role.REVIEWER, Role.APPROVER, Role.PUBLISHER, Role.AUDITOR, Role.ANALYST},
    Permission.KEEP_NEEDS: {Role.ANALYST},
}
PERMISSIONS: dict[Permission, frozenset[Role]] = {permission: frozenset(roles) for permission, roles in _WHO.items()}


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

    @property
    def is_here_for_commitments(self) -> bool:
        """Whether they keep or read commitments and nothing else: their first page is the list of these."""
        return bool(self.roles) and self.roles <= {Role.COMMITMENT_OWNER, Role.PANEL_MEMBER}


def check_may(member: Member, permission: Permission) -> None:
    """Raise `NotAllowed` with the roles that may, when this member may not."""
    if not member.may(permission):
        wanted = " or ".join(sorted(ROLE_WORDS[role][0].lower() for role in PERMISSIONS[permission]))
        raise NotAllowed(f"Your role does not allow this. It needs the role of {wanted}.")
