"""The way of an answer that was published elsewhere into the register, and who may take it a step. Pure.

It was published once already, so it needs no sign-off. But nothing comes onto the register that only one person has
looked at: somebody puts it forward, and an approver who changed none of it agrees.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from answerable.accounts.roles import Member, Permission, check_may
from answerable.responses.rules import Refused


class How(StrEnum):
    """How the page came here."""

    UPLOAD = "upload"
    PASTE = "paste"
    FOLDER = "folder"


class OldState(StrEnum):
    WAITING = "waiting"  # kept, and not read yet
    NOT_READ = "not_read"  # could not be read; the note says why
    READ = "read"
    PROPOSED = "proposed"
    ENTERED = "entered"
    LEFT_OUT = "left_out"


OLD_STATE_WORDS: dict[OldState, tuple[str, str]] = {
    OldState.WAITING: ("Reading", "blue"),
    OldState.NOT_READ: ("Could not be read", "orange"),
    OldState.READ: ("To check", "blue"),
    OldState.PROPOSED: ("With approver", "purple"),
    OldState.ENTERED: ("Imported", "green"),
    OldState.LEFT_OUT: ("Left out", "grey"),
}


@dataclass(frozen=True)
class OldSituation:
    """Where an old answer stands, as far as the rules need it."""

    state: OldState
    authors: frozenset[int]  # who put it forward or changed what was read
    lacks: str = ""  # why it cannot go on yet, in a sentence


def check_can_bring_in(member: Member) -> None:
    check_may(member, Permission.WRITE)


def check_can_correct(member: Member, now: OldSituation) -> None:
    check_may(member, Permission.WRITE)
    _check_open(now)


def check_can_put_forward(member: Member, now: OldSituation) -> None:
    check_may(member, Permission.WRITE)
    _check_open(now)
    if now.state == OldState.PROPOSED:
        raise Refused("This is with an approver already.")
    if now.lacks:
        raise Refused(now.lacks)


def check_can_leave_out(member: Member, now: OldSituation) -> None:
    check_may(member, Permission.WRITE)
    _check_open(now)


def check_can_take_up(member: Member, now: OldSituation) -> None:
    """Look again at one that was left out."""
    check_may(member, Permission.WRITE)
    if now.state != OldState.LEFT_OUT:
        raise Refused("This was not left out.")


def check_can_send_back(member: Member, now: OldSituation) -> None:
    check_may(member, Permission.SIGN_OFF)
    _check_put_forward(now)


def check_can_agree(member: Member, now: OldSituation, colleagues: Iterable[Member]) -> None:
    """Enter it into the register: an approver who changed none of it."""
    _check_put_forward(now)
    if member.person_id in now.authors:
        others = [m.name for m in colleagues if m.may(Permission.SIGN_OFF) and m.person_id not in now.authors]
        able = f"{' or '.join(others)} can." if others else "Nobody else here can: an administrator lets somebody in."
        raise Refused(f"You cannot agree to this because you put it forward or changed it. {able}")
    check_may(member, Permission.SIGN_OFF)
    if now.lacks:
        raise Refused(now.lacks)


def _check_put_forward(now: OldSituation) -> None:
    _check_open(now)
    if now.state != OldState.PROPOSED:
        raise Refused("Nobody has put this forward yet.")


def _check_open(now: OldSituation) -> None:
    if now.state == OldState.ENTERED:
        raise Refused("This is on the register. What was entered does not change.")
    if now.state == OldState.LEFT_OUT:
        raise Refused("This was left out. Take it up again first.")
