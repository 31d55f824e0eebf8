"""What may happen to a response now, and whose turn it is. Pure: values go in, a reason is raised.

Each `check_can_...` raises `Refused` with the sentence that the page shows in the button's place;
`reason_against` answers with the same sentence, or with nothing when it may be done.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import ParamSpec

from answerable.accounts.roles import Member, NotAllowed, Permission, check_may

Given = ParamSpec("Given")


class Refused(Exception):
    """Something cannot be done now. The message says why and what to do, in a sentence for the page.

    `field`: which value of what was asked stands in the way; empty when none does.
    """

    def __init__(self, sentence: str, *, field: str = "") -> None:
        super().__init__(sentence)
        self.field = field


class TextChanged(Refused):
    """The words moved on between what was shown and what was decided. Nothing was done."""


NO_LAW = "Choose the law under which the report itself is answered. A page on the website is a duty beside it."


class Decision(StrEnum):
    """Whether an answer is due."""

    LAW = "law"
    PRACTICE = "practice"
    NOT_DUE = "not_due"
    NOT_KNOWN = "not_known"

    @property
    def is_due(self) -> bool:
        return self in (Decision.LAW, Decision.PRACTICE)


class Verdict(StrEnum):
    """What an approver says of one version."""

    SIGN_OFF = "sign_off"
    ASK_FOR_CHANGES = "ask_for_changes"
    REJECT = "reject"


class State(StrEnum):
    WRITING = "writing"
    WITH_APPROVER = "with_approver"
    CHANGES_ASKED = "changes_asked"
    REJECTED = "rejected"
    SIGNED_OFF = "signed_off"
    PUBLISHED = "published"


class Act(StrEnum):
    EDIT = "edit"
    SEND = "send"
    SIGN_OFF = "sign_off"
    ASK_FOR_CHANGES = "ask_for_changes"
    REJECT = "reject"
    TAKE_BACK = "take_back"
    PUBLISH = "publish"


# What is not in this table cannot happen. A signed text cannot be edited: it is taken back first, and then it
# has to be signed again.
NEXT: dict[tuple[State, Act], State] = {
    (State.WRITING, Act.EDIT): State.WRITING,
    (State.WRITING, Act.SEND): State.WITH_APPROVER,
    (State.WITH_APPROVER, Act.EDIT): State.WRITING,
    (State.WITH_APPROVER, Act.TAKE_BACK): State.WRITING,
    (State.WITH_APPROVER, Act.SIGN_OFF): State.SIGNED_OFF,
    (State.WITH_APPROVER, Act.ASK_FOR_CHANGES): State.CHANGES_ASKED,
    (State.WITH_APPROVER, Act.REJECT): State.REJECTED,
    (State.CHANGES_ASKED, Act.EDIT): State.CHANGES_ASKED,
    (State.CHANGES_ASKED, Act.SEND): State.WITH_APPROVER,
    (State.REJECTED, Act.EDIT): State.WRITING,
    (State.SIGNED_OFF, Act.TAKE_BACK): State.WRITING,
    (State.SIGNED_OFF, Act.PUBLISH): State.PUBLISHED,
}

STATE_WORDS: dict[State, tuple[str, str]] = {
    State.WRITING: ("Being written", "blue"),
    State.WITH_APPROVER: ("With approver", "purple"),
    State.CHANGES_ASKED: ("Changes asked for", "orange"),
    State.REJECTED: ("Rejected", "grey"),
    State.SIGNED_OFF: ("Signed off", "green"),
    State.PUBLISHED: ("Published", "green"),
}

WHOSE_TURN: dict[State, Permission | None] = {
    State.WRITING: Permission.WRITE,
    State.WITH_APPROVER: Permission.SIGN_OFF,
    State.CHANGES_ASKED: Permission.WRITE,
    State.REJECTED: Permission.WRITE,
    State.SIGNED_OFF: Permission.PUBLISH,
    State.PUBLISHED: None,
}

_WHY_NOT: dict[tuple[State, Act], str] = {
    (State.SIGNED_OFF, Act.EDIT): (
        "This answer is signed off, so its words are fixed. Take it back to change it; it then has to be "
        "signed off again."
    ),
    (State.PUBLISHED, Act.EDIT): "This answer is published. What was published does not change.",
    (State.WITH_APPROVER, Act.SEND): "This answer is with an approver already.",
    (State.REJECTED, Act.SEND): "This version was rejected. Change the text first.",
    (State.WRITING, Act.SIGN_OFF): "This answer has not been sent for sign-off yet.",
    (State.CHANGES_ASKED, Act.SIGN_OFF): "Changes were asked for. They have not been made and sent yet.",
    (State.SIGNED_OFF, Act.SIGN_OFF): "This answer is signed off already.",
    (State.WRITING, Act.PUBLISH): "Nobody has signed this off yet. Only signed words can be published.",
    (State.WITH_APPROVER, Act.PUBLISH): "Nobody has signed this off yet. Only signed words can be published.",
    (State.PUBLISHED, Act.PUBLISH): "This answer is published already.",
}


@dataclass(frozen=True)
class Situation:
    """Where a response stands, as far as the rules need it."""

    state: State
    decision: Decision | None = None  # None: nobody has proposed one
    proposed_by: int | None = None
    is_confirmed: bool = False  # a second person agreed that an answer is due, or not due
    authors: frozenset[int] = frozenset()  # everyone who changed any of the words in hand
    to_put_right: int = 0  # checks that stop publication

    def after(self, act: Act) -> State:
        """The next state. Raises `Refused` when this cannot happen now."""
        try:
            return NEXT[self.state, act]
        except KeyError:
            words = STATE_WORDS[self.state][0].lower()
            default = f"This cannot be done while the answer is in the state “{words}”."
            raise Refused(_WHY_NOT.get((self.state, act), default)) from None


def reason_against(check: Callable[Given, None], *args: Given.args, **kwargs: Given.kwargs) -> str:
    """The sentence with which a check refuses; empty when it does not."""
    try:
        check(*args, **kwargs)
    except (Refused, NotAllowed) as reason:
        return str(reason)
    return ""


def check_can_propose(member: Member, now: Situation) -> None:
    check_may(member, Permission.DECIDE_DUTY)
    if now.is_confirmed and now.decision and now.decision.is_due:
        raise Refused("A second person has confirmed that an answer is due, and the public register says so.")


def check_can_confirm(member: Member, now: Situation, colleagues: Iterable[Member]) -> None:
    check_may(member, Permission.DECIDE_DUTY)
    if now.decision is None or now.decision == Decision.NOT_KNOWN:
        raise Refused("There is no decision to confirm yet. Decide whether an answer is due first.")
    if now.is_confirmed:
        raise Refused("This decision is confirmed already.")
    if member.person_id == now.proposed_by:
        able = _able(colleagues, Permission.DECIDE_DUTY, frozenset({member.person_id}))
        raise Refused(f"You cannot confirm this because you proposed it. {able}")


def check_can_write(member: Member, now: Situation) -> None:
    check_may(member, Permission.WRITE)
    if now.decision is None or not now.decision.is_due:
        raise Refused("Decide first whether an answer is due.")
    now.after(Act.EDIT)


def check_can_send(member: Member, now: Situation) -> None:
    check_may(member, Permission.WRITE)
    if not now.is_confirmed:
        raise Refused("A second person has to confirm first that an answer is due.")
    now.after(Act.SEND)
    if now.to_put_right:
        raise Refused(f"{_checks(now.to_put_right)} before this can be sent for sign-off.")


def check_can_decide(member: Member, now: Situation, colleagues: Iterable[Member]) -> None:
    """Sign off, ask for changes or reject: an approver who wrote none of the words."""
    if now.state != State.WITH_APPROVER:
        now.after(Act.SIGN_OFF)
    if member.person_id in now.authors:
        able = _able(colleagues, Permission.SIGN_OFF, now.authors)
        raise Refused(f"You cannot sign this off because you wrote part of it. {able}")
    check_may(member, Permission.SIGN_OFF)


def check_can_take_back(member: Member, now: Situation) -> None:
    check_may(member, Permission.WRITE)
    now.after(Act.TAKE_BACK)


def check_can_publish(member: Member, now: Situation) -> None:
    check_may(member, Permission.PUBLISH)
    now.after(Act.PUBLISH)


def _able(colleagues: Iterable[Member], permission: Permission, excluded: frozenset[int]) -> str:
    names = [m.name for m in colleagues if m.may(permission) and m.person_id not in excluded]
    if not names:
        return "Nobody else here can: an administrator has to let somebody in."
    return f"{' or '.join(names)} can."


def _checks(number: int) -> str:
    return "1 check has to be put right" if number == 1 else f"{number} checks have to be put right"
