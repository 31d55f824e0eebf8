"""Words that a force or its chief officer sent by a link or an account: changed only by saying that they no longer are.

Pure over a `Draft`.
"""

from __future__ import annotations

from answerable.responses import slots
from answerable.responses.queries import Draft
from answerable.responses.rules import Refused
from answerable.responses.slots import ChiefOfficerContent, FindingContent

NOT_THEIRS = "not_theirs"  # the field with which somebody says so


def has_their_comments(now: Draft) -> bool:
    """Whether what stands as the chief officer's comments is what they sent through this software."""
    return now.chief_officer is not None and now.chief_officer.came_by in ("link", "account")


def has_their_position(now: Draft, number: int) -> bool:
    """Whether the position that stands on a finding is word for word one that was sent and accepted."""
    stands = now.answer(number).force_position
    return bool(stands) and any(
        row.accepted_at is not None and row.positions.get(str(number)) == stands for row in now.received)


def check_comments(now: Draft, content: ChiefOfficerContent, *, says_not_theirs: bool) -> None:
    """Raise `Refused` for a change of their comments that is not said to be one."""
    held = now.chief_officer
    if held is None or says_not_theirs or not has_their_comments(now):
        return
    if (held.outcome, held.words) != (content.outcome, content.words):
        raise Refused("These are the words that they sent. Tick that what you save is no longer what they sent, or "
                      "leave the words and what came of it as they are.", field=NOT_THEIRS)


def check_position(now: Draft, number: int, content: FindingContent, *, says_not_theirs: bool) -> None:
    """Raise `Refused` for a change of the position that they sent, when it is not said to be one."""
    if says_not_theirs or not has_their_position(now, number):
        return
    if content.force_position != now.answers[number].force_position:
        raise Refused("This position is in the words that they sent. Tick that what you save is no longer what they "
                      "sent, or leave it as it is.", field=NOT_THEIRS)


def is_changed(now: Draft, slot: str, content: ChiefOfficerContent | FindingContent) -> bool:
    """Whether saving this changes words that they sent, for the audit trail."""
    try:
        if isinstance(content, ChiefOfficerContent):
            check_comments(now, content, says_not_theirs=False)
        else:
            check_position(now, int(slot.removeprefix(slots.FINDING)), content, says_not_theirs=False)
    except Refused:
        return True
    return False
