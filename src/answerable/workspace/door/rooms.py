"""What lies behind a link of each purpose, and as long as something can still be sent there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from answerable.commitments.models import Commitment
from answerable.commitments.operations import standing_of
from answerable.inspections.queries import reports
from answerable.links.models import Link
from answerable.links.rules import Purpose
from answerable.responses.invitations.receiving import is_open
from answerable.responses.invitations.sources import Source
from answerable.responses.queries import draft
from answerable.workspace.door.pages import Door
from answerable.workspace.door.update import UpdateDoor


@dataclass(frozen=True)
class Room:
    """`routes`: the first word of the names of its addresses. `find` runs in the scope of the link's body."""

    routes: str
    given_to: str  # for what its link is given, in words
    find: Callable[[Link], Any]

    def start(self, link: Link) -> str:
        return reverse(f"{self.routes}-start", kwargs={"door": link.ref})


def _comments(link: Link) -> Door | None:
    now = next((draft(row) for row in reports() if row.ref == link.about), None)
    return Door(now, Source(link=link), "door", {"door": link.ref}) if now is not None and is_open(now) else None


def _update(link: Link) -> UpdateDoor | None:
    row = Commitment.objects.select_related("report").filter(ref=link.about).first()
    now = standing_of(row) if row is not None else None
    return UpdateDoor(row, now, link) if row is not None and now is not None and now.is_open else None


ROOMS = {
    Purpose.COMMENTS: Room("door", "to send comments on an inspection report", _comments),
    Purpose.UPDATE: Room("update", "to say what has happened about something that was promised", _update),
}
