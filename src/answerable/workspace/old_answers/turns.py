"""What old answers ask of somebody now: one row for all of them, because there may be hundreds."""

from __future__ import annotations

from answerable.accounts.roles import Member
from answerable.responses.old_models import OldAnswer
from answerable.responses.old_rules import OldState
from answerable.responses.turns import Turn


def old_answer_turns(member: Member) -> list[Turn]:
    """Those that wait for an approver, but for those that this one put forward."""
    waiting = OldAnswer.objects.filter(state=OldState.PROPOSED.value).exclude(proposed_by=member.person_id).count()
    if not waiting:
        return []
    label = f"Read {waiting} old {'answer' if waiting == 1 else 'answers'} and agree, or send back"
    return [Turn(label, "old-answers", {}, "Answers published elsewhere", "An author put them forward.", None)]
