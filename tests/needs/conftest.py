"""An analyst of Marlshire, and the files of its invented county."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import pytest

from answerable.accounts import operations as accounts
from answerable.accounts.queries import membership_of
from answerable.accounts.roles import Member, Role
from answerable.cli.demonstration import crime
from answerable.needs import building, data, releasing
from answerable.needs.models import Assessment
from tests.conftest import NOW, PASSWORD, TODAY

FORCE = "Marlshire Police"
HELD = crime.months(date(2024, 11, 21))


@dataclass
class County:
    """Nia, who analyses, with the moment of what she does next."""

    nia: Member
    ruth: Member
    at = NOW

    def now(self):
        """A minute after whatever was done before."""
        self.at += timedelta(minutes=1)
        return self.at

    def take_in(self, content: bytes, name: str) -> data.Came:
        [came] = data.take_in(data=content, name=name, by=self.nia, at=self.now())
        return came

    def everything(self, months=HELD[:-1]) -> None:
        """All files but the last month's."""
        self.take_in(crime.street_file(FORCE, months), "marlshire-street.csv")
        for name, content in crime.tables():
            assert self.take_in(content, name).taken

    def build(self, **changed: str) -> Assessment:
        asked = {"force": FORCE, "first": "", "last": ""} | changed
        return building.build(**asked, by=self.nia, at=self.now())

    def release(self) -> Assessment:
        row = self.build()
        releasing.send(assessment=row, by=self.nia, at=self.now())
        releasing.publish(assessment=row, shown=building.parts_of(row).content_hash, by=self.ruth, at=self.now())
        return Assessment.objects.get(id=row.id)


def analyst(body) -> Member:
    row = accounts.add_person(email=f"nia@{body.ref}.example", name="Nia Clarke", post="Crime Analyst",
                              roles=[Role.ANALYST], password=PASSWORD, by=None, at=NOW)
    member = membership_of(row, TODAY)
    assert member is not None
    return member


@pytest.fixture
def county(marlshire, home) -> County:
    return County(analyst(marlshire.marlshire), marlshire.ruth)
