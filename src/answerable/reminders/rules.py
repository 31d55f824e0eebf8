"""When people are told by themselves: the digest's days, and the steps of the ladder before and after a date. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from answerable.accounts.roles import Role
from answerable.records.moments import LONDON
from answerable.responses.rules import Refused

FROM_HOUR = 7  # of the London day: nothing leaves by itself earlier
FARTHEST = 365  # days before or after a date
MOST_STEPS = 6
SATURDAY = 5


class When(StrEnum):
    """How often somebody wants the digest."""

    WEEKDAY = "weekday"
    DAILY = "daily"
    NEVER = "never"


WHEN_WORDS = {
    When.WEEKDAY: "On weekdays", When.DAILY: "Every day", When.NEVER: "Never"}


class Kind(StrEnum):
    """What has a date that a ladder counts to."""

    COMMITMENT = "commitment"
    ANSWER = "answer"


class Told(StrEnum):
    """Whom a step tells."""

    OWNER = "owner"
    AUTHOR = "author"
    REVIEWER = "reviewer"
    APPROVER = "approver"


TOLD_WORDS = {
    Told.OWNER: "the owner", Told.AUTHOR: "the authors", Told.REVIEWER: "the reviewers", Told.APPROVER: "the approvers"}
ROLE_OF = {Told.AUTHOR: Role.AUTHOR, Told.REVIEWER: Role.REVIEWER, Told.APPROVER: Role.APPROVER}
CAN_BE_TOLD = {Kind.COMMITMENT: tuple(Told), Kind.ANSWER: (Told.AUTHOR, Told.REVIEWER, Told.APPROVER)}


@dataclass(frozen=True)
class Step:
    """`days`: after the date; below 0, before it."""

    days: int
    who: tuple[Told, ...]

    def day(self, on: date) -> date:
        """The day on which it is taken, for that date."""
        return on + timedelta(days=self.days)


# What is proposed, and stands until the office says otherwise. No law gives these numbers.
PROPOSED: dict[Kind, tuple[Step, ...]] = {
    Kind.COMMITMENT: (Step(-7, (Told.OWNER,)), Step(1, (Told.OWNER, Told.AUTHOR)), Step(14, (Told.APPROVER,))),
    Kind.ANSWER: (Step(-7, (Told.AUTHOR,)), Step(-4, (Told.REVIEWER,)), Step(-2, (Told.APPROVER,))),
}


def may_leave(at: datetime) -> bool:
    return at.astimezone(LONDON).hour >= FROM_HOUR


def comes_on(when: When, day: date) -> bool:
    """Whether the digest comes on that day."""
    return when == When.DAILY or (when == When.WEEKDAY and day.weekday() < SATURDAY)


def check_ladder(kind: Kind, steps: Iterable[Step]) -> tuple[Step, ...]:
    """The steps in their order. Raises `Refused` for steps that cannot be taken."""
    ordered = tuple(sorted(steps, key=lambda step: step.days))
    if len(ordered) > MOST_STEPS:
        raise Refused(f"Set {MOST_STEPS} steps at most")
    if len({step.days for step in ordered}) < len(ordered):
        raise Refused("Two steps are on the same day. Make one of them.")
    for step in ordered:
        if abs(step.days) > FARTHEST:
            raise Refused(f"A step can be {FARTHEST} days before or after the date at most")
        if not step.who:
            raise Refused("Choose who is told at each step")
        if not set(step.who) <= set(CAN_BE_TOLD[kind]):
            raise Refused("An answer has no owner. Choose a role.")
    return ordered


def due(steps: Sequence[Step], on: date, today: date) -> tuple[Step, ...]:
    """The steps of a date whose day has come, the newest last."""
    return tuple(step for step in steps if step.day(on) <= today)


def days_words(days: int) -> str:
    """ "7 days before", "on the day", "1 day after"."""
    if days == 0:
        return "on the day"
    count = abs(days)
    return f"{count} {'day' if count == 1 else 'days'} {'before' if days < 0 else 'after'}"


def step_words(step: Step) -> str:
    """ "7 days before: the owner"."""
    *first, last = [TOLD_WORDS[who] for who in step.who]
    return f"{days_words(step.days)}: {', '.join(first)}{' and ' if first else ''}{last}"


def date_sentence(on: date, long: str, today: date) -> str:
    """Where a date stands; `long` is the date in words."""
    days = (on - today).days
    if days == 0:
        return f"The date is today, {long}."
    if days > 0:
        return f"The date is {long}, in {days} {'day' if days == 1 else 'days'}."
    return f"The date was {long}, {-days} {'day' if days == -1 else 'days'} ago."
