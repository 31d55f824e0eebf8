"""Reminders that leave by themselves: at most one before the reply date and one after it, where the office wants it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from answerable.inspections.models import Report
from answerable.messages import mail
from answerable.records import london_day
from answerable.responses.holding import locked
from answerable.responses.invitations.models import Invitation
from answerable.responses.invitations.operations import remind_now
from answerable.responses.invitations.receiving import is_open
from answerable.responses.invitations.rules import ENDED, reminder_due


def remind_due(at: datetime) -> int:
    """Write every reminder that is due; how many. Without a mail server none: a person finds it under Now."""
    if not mail.is_set_up():
        return 0
    states = [state.value for state in ENDED]
    rows = Invitation.objects.filter(reminds=True).exclude(address="").exclude(response__state__in=states)
    return sum(_remind(row.response.report, at) for row in rows.select_related("response__report"))


@transaction.atomic
def _remind(report: Report, at: datetime) -> bool:
    """Whether it was due: looked at again under the lock, since two runs may meet."""
    _, now = locked(report)
    invitation = now.invitation
    if invitation is None or not is_open(now):
        return False
    if reminder_due(invitation, has_word=now.has_word, today=london_day(at)) is None:
        return False
    remind_now(now, invitation, None, at)
    return True
