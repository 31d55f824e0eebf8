"""Reads about invitations."""

from __future__ import annotations

from answerable.responses.invitations.models import Invitation
from answerable.responses.invitations.receiving import is_open
from answerable.responses.invitations.rules import ENDED
from answerable.responses.queries import Draft, drafts_of


def asked_of_the_force() -> list[Draft]:
    """The reports for which comments were asked and can still be sent, the nearest reply date first."""
    states = [state.value for state in ENDED]
    rows = Invitation.objects.exclude(response__state__in=states).select_related("response__report")
    return [now for now in drafts_of([row.response.report for row in rows.order_by("reply_by", "id")]) if is_open(now)]
