"""An answer that is being written, for which Asha asks the chief officer."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from answerable.links.models import Link
from answerable.responses import slots
from answerable.responses.invitations import operations, receiving
from answerable.responses.invitations.operations import Addressee, Sent
from answerable.responses.invitations.rules import Answered
from answerable.responses.invitations.sources import Source
from answerable.responses.invitations.words import proposed_message
from tests.responses.walk import Walk

SAM = Addressee("Sam Bell", "Deputy Chief Constable", "sam@force.example")
REPLY_BY = date(2024, 12, 3)


class Asked:
    """One invitation, seen from both sides."""

    def __init__(self, walk: Walk) -> None:
        self.walk, self.report = walk, walk.report

    def ask(self, to: Addressee = SAM, reply_by: date | None = REPLY_BY, **changed) -> Sent:
        from answerable.accounts.queries import names_on

        now = self.walk.now()
        message = proposed_message(now, names_on(self.walk.at.date()), self.walk.asha)
        values = {"message": message, "reminds": True, "by": self.walk.asha,
                  "expected": now.number(slots.CHIEF_OFFICER), **changed}
        return operations.ask(report=self.report, to=to, reply_by=reply_by, at=self.walk.tick(), **values)

    def source(self) -> Source:
        link = operations.link_of(self.report)
        assert isinstance(link, Link)
        return Source(link=link)

    def keep(self, source: Source | None = None, seen: dict[str, int] | None = None, **texts: str) -> None:
        """`comments` for the whole report, `finding_0001` for a position."""
        parts = {name.replace("_", "-"): words for name, words in texts.items()}
        source = source or self.source()
        held = {part: row.number for part, row in receiving.begun(self.walk.now(), source).items()}
        receiving.keep_texts(report=self.report, source=source, texts=parts, seen=held if seen is None else seen,
                             at=self.walk.tick())

    def send(self, answered: Answered = Answered.COMMENTS, source: Source | None = None, **changed):
        source = source or self.source()
        shown = receiving.fingerprint(receiving.begun(self.walk.now(), source))
        values = {"name": "Sam Bell", "post": "Deputy Chief Constable", "declares": True, "shown": shown, **changed}
        return receiving.send_comments(report=self.report, source=source, answered=answered, at=self.walk.tick(),
                                       **values)

    def accept(self, choices: dict[str, str] | None = None, expected: dict[str, int] | None = None, by=None) -> None:
        now = self.walk.now()
        numbers = {slot: now.number(slot) for slot in [slots.CHIEF_OFFICER, *receiving.parts_of(now)]}
        receiving.accept(report=self.report, received_id=now.to_accept.id if now.to_accept else 0,
                         choices=choices or {}, expected=expected or numbers, by=by or self.walk.asha,
                         at=self.walk.tick())

    def later(self, days: int) -> datetime:
        self.walk.at += timedelta(days=days)
        return self.walk.at


@pytest.fixture
def asked(walk: Walk) -> Asked:
    walk.propose()
    walk.confirm()
    return Asked(walk)
