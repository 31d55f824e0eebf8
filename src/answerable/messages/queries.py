"""Reads about messages."""

from __future__ import annotations

from django.db.models import Q

from answerable.messages.models import MailStopped, Message
from answerable.messages.rules import MessageState

NEEDS_SOMEBODY = (MessageState.FAILED.value, MessageState.CAME_BACK.value)


def failed() -> list[Message]:
    """Messages that somebody has to do something about, newest first."""
    return list(Message.objects.filter(state__in=NEEDS_SOMEBODY))


def by_group() -> dict[str, list[Message]]:
    """Every message that failed or waits, and the newest hundred of the others."""
    waiting = Message.objects.filter(state=MessageState.WAITING.value)
    settled = Message.objects.exclude(Q(state=MessageState.WAITING.value) | Q(state__in=NEEDS_SOMEBODY))
    return {"failed": failed(), "waiting": list(waiting), "left": list(settled[:100])}


def about(report_ref: str, kind: str) -> list[Message]:
    """The messages of one kind about a report, newest first."""
    return list(Message.objects.filter(report_ref=report_ref, kind=kind))


def is_stopped() -> bool:
    """Whether an administrator has stopped all mail of this body."""
    return MailStopped.objects.exists()
