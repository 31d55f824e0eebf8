"""The states of a message, what may happen to it next, and how many may be written. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from answerable.accounts.roles import Member, NotAllowed, Permission
from answerable.records.text import TextRefused, check_text


class MessageState(StrEnum):
    WAITING = "waiting"
    LEFT = "left"  # the mail server took it; whether it arrived nobody has said
    FAILED = "failed"
    CAME_BACK = "came_back"
    STOPPED = "stopped"
    BY_HAND = "by_hand"  # somebody sent it another way


class CannotSend(Exception):
    """A message cannot be written, sent or changed. The message says why and what to do.

    `field`: which value stands in the way; empty when none does.
    """

    def __init__(self, sentence: str, *, field: str = "") -> None:
        super().__init__(sentence)
        self.field = field


FILE_LOST = "file_lost"
# What went wrong, as kept with a message, to the sentence that the page shows.
ERRORS: Mapping[str, str] = {
    "no_connection": "The mail server could not be reached.",
    "sign_in_refused": "The mail server refused our user name or password.",
    "try_later": "The mail server asked us to try later.",
    "address_refused": "The mail server refused the address. Look at it letter by letter.",
    "refused": "The mail server refused the message.",
    "not_known": "The connection ended while the message was being handed over. It may have left, or not. "
    "Look in the mailbox it was sent from before you try again.",
    FILE_LOST: "A file that goes with it is no longer there.",
    "no_server": "No mail server is set up.",
}
PASSING = frozenset({"no_connection", "sign_in_refused", "try_later"})  # tried again by itself

WAITS = tuple(timedelta(minutes=m) for m in (1, 5, 15, 60, 240, 720))  # after the first attempt, the second, ...
STOPPED_MIDWAY = timedelta(minutes=15)  # longer than any hand-over takes
MOST_AT_ONCE = 50  # messages tried in one run
LONGEST_SUBJECT = 200
LONGEST_ADDRESS = 254  # RFC 5321, as erratum 1690 counts
HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Limit:
    """How many messages may be written in an hour, and the sentence that refuses the next."""

    most: int
    sentence: str


TO_ONE_ADDRESS = Limit(10, "10 messages went to this address within an hour. Wait an hour, or telephone.")
BY_ONE_PERSON = Limit(60, "You have sent 60 messages within an hour. Wait an hour before you send more.")
OF_ONE_BODY = Limit(300, "Your office has sent 300 messages within an hour. Wait an hour before you send more.")

_STEPS: Mapping[str, frozenset[MessageState]] = {
    "try_again": frozenset({MessageState.FAILED, MessageState.CAME_BACK}),
    "stop": frozenset({MessageState.WAITING, MessageState.FAILED, MessageState.CAME_BACK}),
    "sent_by_hand": frozenset({MessageState.WAITING, MessageState.FAILED, MessageState.CAME_BACK}),
    "came_back": frozenset({MessageState.LEFT}),
}


def filled(body: str, secrets: Mapping[str, str]) -> str:
    """The text with its secrets where their names stand in braces; what a secret holds is not looked at again."""
    if not secrets:
        return body
    places = re.compile(r"\{(" + "|".join(map(re.escape, secrets)) + r")\}")
    return places.sub(lambda place: secrets[place[1]], body)


def check_subject(subject: str) -> None:
    """A subject is one line: a line break in it would begin a header of the mail."""
    if not subject.strip():
        raise CannotSend("Write the subject", field="subject")
    if len(subject) > LONGEST_SUBJECT:
        raise CannotSend(f"The subject is longer than {LONGEST_SUBJECT} characters. Shorten it.", field="subject")
    if "\n" in subject or "\t" in subject or _is_refused(subject):
        raise CannotSend("The subject holds a line break or another character that mail cannot carry. Remove it.",
                         field="subject")


def check_body(body: str) -> None:
    if not body.strip():
        raise CannotSend("Write the message", field="body")
    try:
        check_text(body)
    except TextRefused as reason:
        raise CannotSend(str(reason), field="body") from None


def _is_refused(words: str) -> bool:
    try:
        check_text(words)
    except TextRefused:
        return True
    return False


def check_can(step: str, member: Member, state: MessageState, *, report_ref: str, by: int | None,
              has_places: bool = False, file_lost: bool = False) -> None:
    """Whether somebody may take this step. `by` wrote it; one about a report is everybody's who sends copies."""
    is_theirs = by == member.person_id or (report_ref and member.may(Permission.SEND_COPIES))
    if not (is_theirs or member.may(Permission.MANAGE_BODY)):
        raise NotAllowed("Only an administrator, or whoever wrote the message, may do this.")
    if state not in _STEPS[step]:
        raise CannotSend(_WHY_NOT[step])
    if step == "try_again" and has_places:
        raise CannotSend("It held a link or a code, of which nothing is kept. Make a new one where it was made first.")
    if step == "try_again" and file_lost:
        raise CannotSend("What was enclosed is no longer there. Send it again from the page on which it was written.")


_WHY_NOT = {
    "try_again": "Only a message that failed or came back can be tried again.",
    "stop": "Only a message that waits, failed or came back can be stopped.",
    "sent_by_hand": "Only a message that waits, failed or came back can be recorded as sent by hand.",
    "came_back": "Only a message that left can come back.",
}


def next_try(attempts: int, at: datetime) -> datetime | None:
    """When to try again after so many attempts; None when it is time to give up."""
    return at + WAITS[attempts - 1] if attempts <= len(WAITS) else None
