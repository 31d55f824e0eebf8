"""Sam of the force holds a link that Asha's office made, and a browser of their own."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from answerable.accounts.scope import in_body
from answerable.responses.invitations import operations
from answerable.responses.invitations.operations import Sent
from answerable.responses.queries import Draft, draft
from tests.responses.conftest import walk  # noqa: F401 (fixture)
from tests.responses.invitations.conftest import SAM, Asked
from tests.responses.walk import Walk, confirmed_report


class Visit:
    """One link in one browser."""

    def __init__(self, asked: Asked, sent: Sent, body) -> None:
        self.asked, self.sent, self.body, self.client = asked, sent, body, Client()
        self.address = f"/i/{sent.token}/"
        self.door = f"/comments/{sent.link.ref}/"

    def read_out(self) -> str:
        """A code, as somebody of the office reads it out."""
        with in_body(self.body.id):
            return operations.code_to_read_out(report=self.asked.report, by=self.asked.walk.asha, at=self.asked.walk.at)

    def open(self) -> Visit:
        answer = self.client.post(self.address, {"do": "open", "code": self.read_out()})
        assert (answer.status_code, answer["Location"]) == (302, self.door)
        return self

    def get(self, page: str = "") -> str:
        answer = self.client.get(self.door + page)
        assert answer.status_code == 200, answer
        return answer.content.decode()

    def post(self, page: str, **fields):
        return self.client.post(self.door + page, {name.replace("_", "-"): value for name, value in fields.items()})

    def keep(self, **fields):
        return self.post("whole-report/", then="back", **fields)

    def send(self, page: str = "check/", **changed):
        shown = re.search(r'name="shown" value="(\w+)"', self.get(page))[1]
        return self.post(page, **{"shown": shown, "name": "Sam Bell", "post": "Deputy Chief Constable",
                                  "declares": "yes", **changed})

    def now(self) -> Draft:
        with in_body(self.body.id):
            return draft(self.asked.report)


def visit_of(body, asha, tom, ruth) -> Visit:
    with in_body(body.id):
        asked = Asked(Walk(asha, tom, ruth, confirmed_report(asha)))
        asked.walk.propose()
        asked.walk.confirm(ruth)
        return Visit(asked, asked.ask(SAM), body)


@pytest.fixture
def visit(cast, home) -> Visit:
    """The clock stands a few minutes after Asha asked. No body is set: a request at the door brings its own."""
    made = visit_of(cast.marlshire, cast.asha, cast.tom, cast.ruth)
    with time_machine.travel(made.asked.walk.at + timedelta(minutes=5), tick=False) as clock:
        made.clock = clock
        made.asked.walk.at += timedelta(minutes=5)
        yield made


@pytest.fixture
def theirs(cast, visit) -> Visit:
    """Another body's link, for a report with the same title."""
    return visit_of(cast.tarnbridge, cast.zoe, cast.zoe, cast.yusuf)
