"""Two bodies in one installation, each with words that nobody else has: neither finds anything of the other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import time_machine
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from answerable.accounts import operations as accounts
from answerable.accounts.models import Person
from answerable.accounts.queries import membership_of
from answerable.accounts.roles import Member, Role
from answerable.accounts.scope import in_body
from answerable.cli.demonstration import crime
from answerable.commitments import operations as commitments
from answerable.commitments.events import EvidenceAdded, Made, Updated
from answerable.commitments.models import Commitment
from answerable.inspections import operations as inspections
from answerable.inspections.models import Report
from answerable.messages import operations as messages
from answerable.needs import data, noting
from answerable.records.contents import DateFrom, EvidenceAccess, EvidenceStrength
from answerable.register.publishing import bake_register
from answerable.responses import slots
from tests.conftest import NOW, PASSWORD, TODAY
from tests.house.demonstration import routes
from tests.inspections.build import read, report_to_check
from tests.responses.walk import START, Walk, confirmed_report

LATER = "2024-12-20T10:42:00Z"
MINE, THEIRS = "marzipan", "quicksilver"


class Office:
    """Everybody of one body, whose every text holds the body's word, and a tag that no check finds."""

    def __init__(self, body, ref: str, word: str) -> None:
        self.body, self.word = body, word
        self.says = f'{word}"><script/{word}>\'{{{{{word}}}}}'
        with in_body(body.id):
            self.asha, self.tom, self.ruth, self.all = (
                self.person(ref, name, roles) for name, roles in (
                    ("asha", [Role.AUTHOR, Role.PUBLISHER]), ("tom", [Role.AUTHOR]), ("ruth", [Role.APPROVER]),
                    ("all", list(Role))))
            self.walk = Walk(self.asha, self.tom, self.ruth, self.report())

    def person(self, ref: str, name: str, roles: list[Role]) -> Member:
        row = accounts.add_person(email=f"{name}@{ref}.test.example", name=f"{name} {self.says}", post=self.says,
                                  roles=roles, password=PASSWORD, by=None, at=NOW)
        member = membership_of(row, TODAY)
        assert member is not None
        return member

    def report(self) -> Report:
        row = confirmed_report(self.asha, words=(self.says, f"Second {self.says}"))
        details = inspections.Details(
            title=f"Inspection {self.says}", inspectorates=(f"HMICFRS {self.says}",), inspection_type=self.says,
            area=self.says, published_on=row.published_on, published_on_source=self.says, reply_asked_on=None,
            link=f"https://{self.word}.example/")
        return inspections.confirm_details(report=row, version=row.version, details=details, by=self.asha, at=START)

    def rename(self) -> None:
        """Give the body names with its word in them, as an administrator would."""
        names = dict.fromkeys(("name", "short_name", "holder_name", "force_name", "contact"), self.says)
        accounts.rename_body(
            names={**names, "holder_title": self.word, "chief_title": self.word, "website": ""},
            from_on=TODAY, by=self.all, at=NOW)

    def work(self) -> None:
        """Publish one answer; leave another half written, and a file to check."""
        with in_body(self.body.id):
            self.rename()
            self.publish(self.walk)
            half = replace(self.walk, report=self.report())
            half.propose()
            half.confirm()
            half.text(slots.SUMMARY, self.says)
            value = read(3, title=f"Letter {self.says}")
            report_to_check(self.asha, value, data=f"%PDF {self.word} {half.report.ref}".encode())
            messages.queue(to=f"clerk@{self.word}.example", subject=self.says, body=self.says, kind="notice",
                           by=self.asha, at=START)
            self.promise(half.report)
            self.assess()
            bake_register()

    def promise(self, report: Report) -> None:
        """A commitment whose every text holds the body's word, with an update and a file."""
        row = commitments.make(
            event=Made(words=self.says, how_known=self.says, owner=self.says, organisation=self.says,
                       depends_on=self.says, due_on=TODAY, date_from=DateFrom.SET_LOCALLY, date_source=self.says),
            report=report, finding=1, by=self.asha, at=START)
        commitments.happen(commitment=row, event=Updated(words=self.says), seen=1, by=self.asha, at=START)
        shows = EvidenceAdded(
            number=0, version=1, title=self.says, name="", sha256="", size=0, about_on=TODAY,
            strength=EvidenceStrength.STATED, access=EvidenceAccess.PUBLIC)
        commitments.add_evidence(commitment=row, data=self.says.encode(), name=f"{self.word}.txt", event=shows,
                                 by=self.asha, at=START)

    def assess(self) -> None:
        """A file of figures, and a note on a series, that hold the body's word."""
        name, content = next(crime.tables())
        [came] = data.take_in(data=content, name=f"{self.word} {name}", by=self.all, at=START)
        assert came.taken
        noting.annotate(group="core", month="2024-05", words=self.says, by=self.all, at=START)
        noting.conclude(group="core", rests_on="CHANGE", words=self.says, by=self.all, at=START)

    def publish(self, walk: Walk) -> None:
        walk.propose()
        walk.confirm()
        walk.chief_officer()
        for finding in walk.now().findings:
            walk.answer(finding.number, words=self.says)
        for slot in (slots.SUMMARY, slots.COMMENTS, slots.REPLY):
            walk.text(slot, self.says)
        walk.send()
        walk.decide()
        walk.publish()

    def refs(self) -> list[str]:
        with in_body(self.body.id):
            return [*Report.objects.order_by("id").values_list("ref", flat=True),
                    *Commitment.objects.order_by("id").values_list("ref", flat=True)]


@pytest.fixture
def offices(cast, home: Path) -> Iterator[tuple[Office, Office]]:
    with time_machine.travel(LATER, tick=False):
        mine, theirs = Office(cast.marlshire, "mar", MINE), Office(cast.tarnbridge, "tarn", THEIRS)
        mine.work()
        theirs.work()
        yield mine, theirs


def addresses(refs: list[str]) -> Iterator[str]:
    for route in routes():
        names = list(route.pattern.converters)
        for ref in refs if {"ref", "commitment"} & set(names) else [""]:
            for slot in slots.TEXTS if "slot" in names else [""]:
                for number in range(1, 8) if set(names) - {"ref", "commitment", "slot", "scale", "act"} else [1]:
                    parts = {**dict.fromkeys(names, number), "ref": ref, "commitment": ref, "slot": slot, "scale": 1,
                             "act": "update"}
                    yield reverse(route.name, kwargs={name: parts[name] for name in names})


def signed_in(member: Member) -> Client:
    client = Client()
    client.force_login(Person.objects.get(id=member.person_id))
    return client


DRAWN_ANEW = {reverse(name) for name in ("add-app", "app-picture", "add-key")}  # a secret for every look


def pages(client: Client, refs: list[str], *, downloads: bool = True) -> dict[str, bytes]:
    """What each address gives to somebody, without what is drawn anew for every page. `downloads`: also what no
    browser shows as a page, which comes as it was brought."""
    found = {}
    for address in addresses(refs):
        answer = client.get(address)
        if not downloads and answer.get("Content-Disposition", "").startswith("attachment"):
            continue
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        found[address] = re.sub(rb'name="csrfmiddlewaretoken" value="\w+"', b"", content)
    return found


def test_no_answer_to_one_body_holds_a_word_of_the_other(offices):
    mine, theirs = offices

    found = pages(signed_in(mine.all), mine.refs() + theirs.refs())

    assert [address for address, content in found.items() if THEIRS.encode() in content] == []
    assert sum(MINE.encode() in content for content in found.values()) > 50


def test_nothing_that_one_body_writes_changes_what_the_other_is_shown(offices):
    mine, theirs = offices
    client = signed_in(mine.all)
    before = pages(client, mine.refs())

    theirs.walk = replace(theirs.walk, report=report_of(theirs))
    theirs.work()

    after = pages(client, mine.refs())
    assert [address for address in before if before[address] != after[address] and address not in DRAWN_ANEW] == []


def report_of(office: Office) -> Report:
    with in_body(office.body.id):
        return office.report()


def test_the_register_of_one_body_holds_no_word_of_the_other(offices, home: Path):
    call_command("bake", body="mar", out=home / "out")

    for folder in (home / "register" / "mar", home / "out"):
        files = [path.read_bytes() for path in folder.rglob("*") if path.is_file()]
        assert [content for content in files if THEIRS.encode() in content] == []
        assert sum(MINE.encode() in content for content in files) > 10


def test_words_that_look_like_markup_are_words_on_every_page(offices):
    mine, _ = offices

    found = pages(signed_in(mine.all), mine.refs(), downloads=False)

    assert [address for address, content in found.items() if f"<script/{MINE}".encode() in content] == []
    assert sum(f"&lt;script/{MINE}".encode() in content for content in found.values()) > 50
