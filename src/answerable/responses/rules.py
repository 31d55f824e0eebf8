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


class ReviewVerdict(StrEnum):
    """What a reviewer says of one version, before an approver reads it."""

    READY = "ready"
    ASK_FOR_CHANGES = "ask_for_changes"
    REJECT = "reject"


class State(StrEnum):
    WRITING = "writing"
    WITH_REVIEWER = "with_reviewer"
    WITH_APPROVER = "with_approver"
    CHANGES_ASKED = "changes_asked"
    REJECTED = "rejected"
    SIGNED_OFF = "signed_off"
    SCHEDULED = "scheduled"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class Act(StrEnum):
    EDIT = "edit"
    ASK_FOR_REVIEW = "ask_for_review"
    SEND = "send"
    READY = "ready"
    SIGN_OFF = "sign_off"
    ASK_FOR_CHANGES = "ask_for_changes"
    REJECT = "reject"
    TAKE_BACK = "take_back"
    REVOKE = "revoke"
    SCHEDULE = "schedule"
    STOP = "stop"
    PUBLISH = "publish"
    CORRECT = "correct"
    LEAVE = "leave"
    WITHDRAW = "withdraw"


# What is not in this table cannot happen. A signed text cannot be edited: it is taken back or revoked first, and
# then it has to be signed again. What is published is corrected in a new version, which goes the whole way.
NEXT: dict[tuple[State, Act], State] = {
    (State.WRITING, Act.EDIT): State.WRITING,
    (State.WRITING, Act.ASK_FOR_REVIEW): State.WITH_REVIEWER,
    (State.WRITING, Act.SEND): State.WITH_APPROVER,
    (State.WRITING, Act.LEAVE): State.PUBLISHED,
    (State.WITH_REVIEWER, Act.EDIT): State.WRITING,
    (State.WITH_REVIEWER, Act.TAKE_BACK): State.WRITING,
    (State.WITH_REVIEWER, Act.READY): State.WITH_APPROVER,
    (State.WITH_REVIEWER, Act.ASK_FOR_CHANGES): State.CHANGES_ASKED,
    (State.WITH_REVIEWER, Act.REJECT): State.REJECTED,
    (State.WITH_APPROVER, Act.EDIT): State.WRITING,
    (State.WITH_APPROVER, Act.TAKE_BACK): State.WRITING,
    (State.WITH_APPROVER, Act.SIGN_OFF): State.SIGNED_OFF,
    (State.WITH_APPROVER, Act.ASK_FOR_CHANGES): State.CHANGES_ASKED,
    (State.WITH_APPROVER, Act.REJECT): State.REJECTED,
    (State.CHANGES_ASKED, Act.EDIT): State.CHANGES_ASKED,
    (State.CHANGES_ASKED, Act.ASK_FOR_REVIEW): State.WITH_REVIEWER,
    (State.CHANGES_ASKED, Act.SEND): State.WITH_APPROVER,
    (State.CHANGES_ASKED, Act.LEAVE): State.PUBLISHED,
    (State.REJECTED, Act.EDIT): State.WRITING,
    (State.REJECTED, Act.LEAVE): State.PUBLISHED,
    (State.SIGNED_OFF, Act.TAKE_BACK): State.WRITING,
    (State.SIGNED_OFF, Act.REVOKE): State.CHANGES_ASKED,
    (State.SIGNED_OFF, Act.SCHEDULE): State.SCHEDULED,
    (State.SIGNED_OFF, Act.PUBLISH): State.PUBLISHED,
    (State.SCHEDULED, Act.STOP): State.SIGNED_OFF,
    (State.SCHEDULED, Act.REVOKE): State.CHANGES_ASKED,
    (State.SCHEDULED, Act.PUBLISH): State.PUBLISHED,
    (State.PUBLISHED, Act.CORRECT): State.WRITING,
    (State.PUBLISHED, Act.WITHDRAW): State.WITHDRAWN,
    (State.WITHDRAWN, Act.CORRECT): State.WRITING,
}

STATE_WORDS: dict[State, tuple[str, str]] = {
    State.WRITING: ("Being written", "blue"),
    State.WITH_REVIEWER: ("With reviewer", "yellow"),
    State.WITH_APPROVER: ("With approver", "purple"),
    State.CHANGES_ASKED: ("Changes asked for", "orange"),
    State.REJECTED: ("Rejected", "grey"),
    State.SIGNED_OFF: ("Signed off", "green"),
    State.SCHEDULED: ("Set for a time", "green"),
    State.PUBLISHED: ("Published", "green"),
    State.WITHDRAWN: ("Withdrawn", "magenta"),
}

WHOSE_TURN: dict[State, Permission | None] = {
    State.WRITING: Permission.WRITE,
    State.WITH_REVIEWER: Permission.REVIEW,
    State.WITH_APPROVER: Permission.SIGN_OFF,
    State.CHANGES_ASKED: Permission.WRITE,
    State.REJECTED: Permission.WRITE,
    State.SIGNED_OFF: Permission.PUBLISH,
    State.SCHEDULED: None,  # nobody's: it is published when its time comes
    State.PUBLISHED: None,
    State.WITHDRAWN: None,
}

_NOT_SIGNED = "Nobody has signed this off yet. Only signed words can be published."
_IS_FIXED = (
    "This answer is signed off, so its words are fixed. Take it back to change it; it then has to be signed off again."
)
_WHY_NOT: dict[tuple[State, Act], str] = {
    (State.SIGNED_OFF, Act.EDIT): _IS_FIXED,
    (State.SCHEDULED, Act.EDIT): (
        "This answer is signed off and set to be published. Stop that, and take the answer back, to change it."
    ),
    (State.PUBLISHED, Act.EDIT): (
        "This answer is published. What was published does not change: correct it in a new version."
    ),
    (State.WITHDRAWN, Act.EDIT): "This answer is withdrawn. To answer anew, begin a new version.",
    (State.WITH_REVIEWER, Act.SEND): "This answer is with a reviewer. Take it back, or wait for the review.",
    (State.WITH_REVIEWER, Act.ASK_FOR_REVIEW): "This answer is with a reviewer already.",
    (State.WITH_APPROVER, Act.SEND): "This answer is with an approver already.",
    (State.WITH_APPROVER, Act.ASK_FOR_REVIEW): "This answer is with an approver already.",
    (State.REJECTED, Act.SEND): "This version was rejected. Change the text first.",
    (State.REJECTED, Act.ASK_FOR_REVIEW): "This version was rejected. Change the text first.",
    (State.WRITING, Act.READY): "Nobody has asked for a review. The answer is still being written.",
    (State.WITH_APPROVER, Act.READY): "The review is done. The answer is with an approver.",
    (State.WRITING, Act.SIGN_OFF): "This answer has not been sent for sign-off yet.",
    (State.WITH_REVIEWER, Act.SIGN_OFF): "This answer is with a reviewer. It comes to an approver after the review.",
    (State.CHANGES_ASKED, Act.SIGN_OFF): "Changes were asked for. They have not been made and sent yet.",
    (State.SIGNED_OFF, Act.SIGN_OFF): "This answer is signed off already.",
    (State.SCHEDULED, Act.SIGN_OFF): "This answer is signed off already.",
    (State.SCHEDULED, Act.TAKE_BACK): "This answer is set to be published. Stop that first, then take it back.",
    (State.WRITING, Act.PUBLISH): _NOT_SIGNED,
    (State.WITH_REVIEWER, Act.PUBLISH): _NOT_SIGNED,
    (State.WITH_APPROVER, Act.PUBLISH): _NOT_SIGNED,
    (State.PUBLISHED, Act.PUBLISH): "This answer is published already.",
    (State.PUBLISHED, Act.REVOKE): "This answer is published. A sign-off can be revoked only before that.",
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
    is_published: bool = False  # a version stands on the public register
    withdrawal_by: int | None = None  # who proposed to withdraw the published answer
    answered_in: str = ""  # title of another report, the response to which answers this one too

    def after(self, act: Act) -> State:
        """The next state. Raises `Refused` when this cannot happen now."""
        if act == Act.LEAVE and not self.is_published:
            raise Refused("Nothing is published yet, so there is nothing to leave as it is.")
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
        able = able_to(colleagues, Permission.DECIDE_DUTY, frozenset({member.person_id}))
        raise Refused(f"You cannot confirm this because you proposed it. {able}")


def check_can_set_dates(member: Member, now: Situation) -> None:
    check_may(member, Permission.WRITE)
    if now.decision is None or not now.decision.is_due:
        raise Refused("Decide first whether an answer is due.")
    now.after(Act.EDIT)


def check_can_write(member: Member, now: Situation) -> None:
    check_can_set_dates(member, now)
    _check_own(now)


def _check_own(now: Situation) -> None:
    if now.answered_in:
        raise Refused(f"This report is answered in our response to “{now.answered_in}”. Nothing is written here.")


def check_can_send(member: Member, now: Situation) -> None:
    _check_may_go_on(member, now, Act.SEND, "can be sent for sign-off")


def check_can_ask_for_review(member: Member, now: Situation, colleagues: Iterable[Member]) -> None:
    _check_may_go_on(member, now, Act.ASK_FOR_REVIEW, "can be reviewed")
    if not any(m.may(Permission.REVIEW) and m.person_id not in now.authors for m in colleagues):
        raise Refused("Nobody here can review this: everybody with the role wrote part of it.")


def _check_may_go_on(member: Member, now: Situation, act: Act, what: str) -> None:
    check_may(member, Permission.WRITE)
    if not now.is_confirmed:
        raise Refused("A second person has to confirm first that an answer is due.")
    _check_own(now)
    now.after(act)
    if now.to_put_right:
        raise Refused(f"{_checks(now.to_put_right)} before this {what}.")


def check_can_review(member: Member, now: Situation, colleagues: Iterable[Member]) -> None:
    """Say that it is ready, ask for changes or reject: a reviewer who wrote none of the words."""
    if now.state != State.WITH_REVIEWER:
        now.after(Act.READY)
    if member.person_id in now.authors:
        able = able_to(colleagues, Permission.REVIEW, now.authors)
        raise Refused(f"You cannot review this because you wrote part of it. {able}")
    check_may(member, Permission.REVIEW)


def check_can_note(member: Member, now: Situation) -> None:
    """Write in the margin of what was sent."""
    check_may(member, Permission.NOTE)
    if now.state not in (State.WITH_REVIEWER, State.WITH_APPROVER, State.CHANGES_ASKED):
        raise Refused("Notes are written on words that were sent for review or sign-off.")


def check_can_decide(member: Member, now: Situation, colleagues: Iterable[Member]) -> None:
    """Sign off, ask for changes or reject: an approver who wrote none of the words."""
    if now.state != State.WITH_APPROVER:
        now.after(Act.SIGN_OFF)
    if member.person_id in now.authors:
        able = able_to(colleagues, Permission.SIGN_OFF, now.authors)
        raise Refused(f"You cannot sign this off because you wrote part of it. {able}")
    check_may(member, Permission.SIGN_OFF)


def check_can_hand_on(member: Member, now: Situation, to: Member | None) -> None:
    """Hand a version that waits for sign-off to another approver."""
    check_may(member, Permission.SIGN_OFF)
    if now.state != State.WITH_APPROVER:
        now.after(Act.SIGN_OFF)
    if to is None or not to.may(Permission.SIGN_OFF) or to.person_id == member.person_id:
        raise Refused("Choose another approver", field="to")
    if to.person_id in now.authors:
        raise Refused(f"{to.name} wrote part of it, so they cannot sign it off.", field="to")


def check_can_revoke(member: Member, now: Situation) -> None:
    """Take a sign-off back before publication."""
    check_may(member, Permission.SIGN_OFF)
    now.after(Act.REVOKE)


def check_can_take_back(member: Member, now: Situation) -> None:
    check_may(member, Permission.WRITE)
    now.after(Act.TAKE_BACK)


def check_can_publish(member: Member, now: Situation) -> None:
    check_may(member, Permission.PUBLISH)
    now.after(Act.PUBLISH)


def check_can_schedule(member: Member, now: Situation) -> None:
    """Set the time at which signed words are published."""
    check_may(member, Permission.PUBLISH)
    now.after(Act.SCHEDULE)


def check_can_stop(member: Member, now: Situation) -> None:
    """Stop a publication that is set for a time. Whoever may write, sign or publish can: stopping harms nothing."""
    if not (member.may(Permission.PUBLISH) or member.may(Permission.SIGN_OFF)):
        check_may(member, Permission.WRITE)
    now.after(Act.STOP)


def check_can_correct(member: Member, now: Situation) -> None:
    """Begin a new version of a published answer."""
    check_may(member, Permission.WRITE)
    now.after(Act.CORRECT)


def check_can_leave(member: Member, now: Situation) -> None:
    """Give up a new version and leave what is published as it is."""
    check_may(member, Permission.WRITE)
    now.after(Act.LEAVE)


def check_can_propose_withdrawal(member: Member, now: Situation) -> None:
    check_may(member, Permission.WRITE)
    now.after(Act.WITHDRAW)


def check_can_withdraw(member: Member, now: Situation, colleagues: Iterable[Member]) -> None:
    """An approver agrees to withdraw what somebody else proposed to withdraw."""
    now.after(Act.WITHDRAW)
    if now.withdrawal_by is None:
        raise Refused("Nobody has proposed to withdraw this answer.")
    if member.person_id == now.withdrawal_by:
        able = able_to(colleagues, Permission.SIGN_OFF, frozenset({member.person_id}))
        raise Refused(f"You cannot agree to this because you proposed it. {able}")
    check_may(member, Permission.SIGN_OFF)


def able_to(colleagues: Iterable[Member], permission: Permission, excluded: frozenset[int]) -> str:
    names = [m.name for m in colleagues if m.may(permission) and m.person_id not in excluded]
    if not names:
        return "Nobody else here can: an administrator has to let somebody in."
    return f"{' or '.join(names)} can."


def _checks(number: int) -> str:
    return "1 check has to be put right" if number == 1 else f"{number} checks have to be put right"
