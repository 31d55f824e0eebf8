"""One body that answers for a police force and for a fire and rescue service, with a report on each.

On no page, mail, file or record of the one stands the name, the chief officer's title or the word of the other.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile, is_zipfile

import pypdfium2
import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from answerable.accounts import operations as accounts
from answerable.accounts.queries import names_on
from answerable.accounts.roles import Role
from answerable.duties import regime
from answerable.messages.models import Message
from answerable.records.contents import BodyPart, Branch, ChiefOfficerOutcome
from answerable.register.letter import pack, published
from answerable.register.publishing import bake_register
from answerable.responses import chain, operations, slots
from answerable.responses.invitations import operations as invitations
from answerable.responses.slots import ChiefOfficerContent, DutyContent, FindingContent
from tests.conftest import MARLSHIRE_NAMES, NOW, PASSWORD
from tests.house.demonstration import routes
from tests.inspections.build import Words
from tests.responses.invitations.conftest import SAM, Asked
from tests.responses.reports import report_of
from tests.responses.walk import Walk
from tests.workspace.door.conftest import Visit

BOTH = {**MARLSHIRE_NAMES, "name": "Police, Fire and Crime Commissioner for Marlshire", "colour": "#1d70b8",
        "fire_name": "Marlshire Fire and Rescue Service", "fire_chief_title": "Chief Fire Officer"}
# Laws that are offered are quoted in their own words, of which a report about a service may show the police's:
FORCE = re.compile(
    r"Chief Constable|Marlshire Police|(?<!assessment of )(?<!report on )\bthe force\b(?! or service|, service)",
    re.IGNORECASE)
SERVICE = re.compile(r"Chief Fire Officer|Marlshire Fire|\bthe service\b", re.IGNORECASE)
EITHER = re.compile(r"chief officer’s comments|force or service’s position")


@dataclass
class Case:
    """One of the two reports, what has to stand on its pages, and what must not."""

    title: str
    regime: str
    chief: str
    name: str
    word: str
    wrong: re.Pattern[str]

    def walk(self, cast) -> Walk:
        found = tuple(Words(kind="recommendation", words=text) for text in ("Test every risk.", "Train everybody."))
        report = report_of(cast.asha, title=self.title, findings=found)
        return Walk(cast.asha, cast.tom, cast.ruth, report)

    def decided(self, cast, days: int = 0) -> Walk:
        """`days` later than other walks: nothing is published before what was published before it."""
        walk = self.walk(cast)
        walk.at += timedelta(days=days)
        operations.propose_duty(
            report=walk.report, content=DutyContent(decision="law", regimes=(self.regime,), why="It is asked for."),
            for_others={}, expected=0, by=walk.asha, at=walk.tick())
        walk.confirm()
        return walk

    def write(self, walk: Walk) -> None:
        for number in (1, 2):
            content = FindingContent(branch=Branch.ACTION, words="My office looks at it each quarter.",
                                     force_position="We agree.", owner="Head of Policy", by_when=date(2025, 6, 30))
            operations.answer_finding(
                report=walk.report, number=number, content=content, by=walk.asha, at=walk.tick(),
                expected=walk.now().number(slots.finding_slot(number)))
        content = ChiefOfficerContent(
            outcome=ChiefOfficerOutcome.RECEIVED, invited_on=walk.at.date(), received_on=walk.at.date(),
            words="We accept both.", author="Their deputy", came_by="account")
        operations.record_chief_officer(report=walk.report, content=content, by=walk.asha, at=walk.tick(),
                                        expected=walk.now().number(slots.CHIEF_OFFICER))
        for slot in (slots.SUMMARY, slots.COMMENTS, slots.REPLY):
            walk.text(slot, f"Words of {slot}.")


POLICE = Case("Children at risk: an inspection of Marlshire", "police-act-1996", "Chief Constable", "Marlshire Police",
              "force", SERVICE)
FIRE = Case("Fire and rescue service: an inspection of Marlshire", "fire-framework-2018", "Chief Fire Officer",
            "Marlshire Fire and Rescue Service", "service", FORCE)
CASES = pytest.mark.parametrize("case", [POLICE, FIRE], ids=["police", "fire"])


@pytest.fixture
def both(marlshire, home: Path):
    """Marlshire's commissioner, who answers for both from the first day on."""
    row = names_on(date(2021, 5, 1))
    accounts.rename_body(names=BOTH, from_on=row.from_on, by=marlshire.gwen, at=NOW)
    return marlshire


def pages(client: Client, walk: Walk) -> dict[str, str]:
    """Every page about the report that somebody of the office can open."""
    found = {}
    for route in routes():
        names = list(route.pattern.converters)
        if "ref" not in names:
            continue
        for slot in slots.TEXTS if "slot" in names else [""]:
            parts = {**dict.fromkeys(names, 1), "ref": walk.report.ref, "slot": slot}
            address = reverse(route.name, kwargs={name: parts[name] for name in names})
            answer = client.get(address)
            if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
                found[f"{walk.now().state} {address}"] = answer.content.decode()
    return found


def look(case: Case, found: dict[str, str]) -> None:
    for place, text in found.items():
        assert case.wrong.findall(text) == [], place


@CASES
def test_at_every_step_the_pages_of_a_report_have_the_titles_of_its_own_service(both, sign_in, case):
    walk = case.decided(both)
    found = pages(sign_in(both.asha), walk)
    case.write(walk)
    found |= pages(sign_in(both.asha), walk)
    walk.send()
    found |= pages(sign_in(both.ruth), walk)
    walk.decide()
    walk.publish()
    walk.begin_correction()
    walk.text(slots.NOTE, "A number was wrong.")
    walk.text(slots.COMMENTS, "Other words.")
    walk.send()
    found |= pages(sign_in(both.ruth), walk)

    assert len(found) > 60
    assert sum(f"The {case.chief}’s comments" in text for text in found.values()) > 3
    assert sum(f"The {case.word}’s position" in text for text in found.values()) > 3
    look(case, found)


@CASES
def test_the_list_of_what_needs_you_names_the_chief_officer_of_each_report(both, sign_in, case):
    asked = Asked(case.decided(both))
    asked.ask(replace(SAM, post="Deputy"))

    with time_machine.travel(asked.walk.at, tick=False):
        page = sign_in(both.asha).get(reverse("now")).content.decode()

    assert f"The {case.chief}’s comments" in page
    look(case, {"now": page})


@CASES
def test_who_is_asked_reads_and_sends_under_the_right_title(both, case):
    asked = Asked(case.decided(both))
    visit = Visit(asked, asked.ask(replace(SAM, post="Deputy")), both.marlshire)
    with time_machine.travel(asked.walk.at + timedelta(minutes=5), tick=False):
        visit.open()
        visit.keep(comments="We accept both.")
        visit.post("findings/", **{"finding-0001": "We agree.", "seen-finding-0001": "0"})
        found = {page: visit.get(page) for page in ("", "whole-report/", "findings/", "check/", "none/")}
        visit.send(post="Deputy")
        found["sent/"] = visit.get("sent/")
    mails = {f"{row.kind} {row.id}": f"{row.subject}\n{row.body_text}" for row in Message.objects.all()}

    assert f"I am allowed to send these for the {case.chief}" in found["check/"]
    assert f"The {case.word}’s position on finding 1" in found["findings/"]
    assert any(f"{case.name} was inspected." in text for text in mails.values())
    assert any(f"The {case.word}’s position on finding 1" in text for text in mails.values())
    look(case, found | mails)


@CASES
def test_a_reminder_names_the_right_chief_officer(both, case):
    asked = Asked(case.decided(both))
    asked.ask(replace(SAM, post="Deputy"))
    asked.later(20)

    invitations.remind(report=asked.report, by=asked.walk.asha, at=asked.walk.at)

    text = Message.objects.get(kind="reminder").body_text
    assert f"the {case.chief}’s comments" in text
    look(case, {"reminder": text})


@CASES
def test_somebody_with_an_account_sends_under_the_right_title(both, case):
    asked = Asked(case.decided(both))
    asked.ask(replace(SAM, post="Deputy"))
    person = accounts.add_person(email="pat@outside.example", name="Pat Lowe", post="Staff Officer",
                                 roles=[Role.FORCE_CONTRIBUTOR], password=PASSWORD, by=None, at=NOW)
    client = Client()
    client.force_login(person)

    found = {page: client.get(f"/asked/{asked.report.ref}/{page}").content.decode()
             for page in ("", "whole-report/", "findings/", "check/", "none/")}

    assert f"{case.chief}’s comments" in found[""]
    look(case, found)


def text_of(file: Path | bytes) -> str:
    """The words of a file, whatever it is."""
    data = file if isinstance(file, bytes) else file.read_bytes()
    if data.startswith(b"%PDF"):
        read = pypdfium2.PdfDocument(data)
        return " ".join(" ".join(page.get_textpage().get_text_range() for page in read).split())
    if is_zipfile(BytesIO(data)):
        with ZipFile(BytesIO(data)) as held:
            return "\n".join(re.sub(r"<[^>]+>", " ", held.read(name).decode())
                             for name in held.namelist() if name.endswith(".xml"))
    return data.decode()


@pytest.fixture
def public(both, home: Path) -> dict[str, Case]:
    """Both answers published, each in a second version; the reference of each."""
    refs = {}
    for days, case in enumerate((POLICE, FIRE)):
        walk = case.decided(both, days)
        case.write(walk)
        walk.send()
        walk.decide()
        refs[walk.publish().response.public_ref] = case
        walk.begin_correction()
        walk.text(slots.NOTE, "A number was wrong.")
        walk.answer(1, words="My office looks at it each month.")
        walk.send()
        walk.decide()
        walk.publish()
    bake_register()
    return refs


def test_everything_public_of_an_answer_has_the_titles_of_its_own_service(public, home):
    for ref, case in public.items():
        folder = home / "register" / "mar" / "responses" / ref
        found = {str(path): text_of(path) for path in folder.rglob("*") if path.is_file() and path.suffix != ".gz"}

        assert {Path(name).suffix for name in found} >= {".html", ".json", ".pdf", ".docx", ".odt"}
        page = found[str(folder / "index.html")]
        assert f"The {case.chief}&#39;s comments" in page or f"The {case.chief}'s comments" in page
        assert f"an account of the {case.word}" in page
        assert any(f"Position of {case.name}" in text for text in found.values())
        look(case, found)


def test_a_letter_with_a_copy_has_the_titles_of_its_own_service(public, both):
    copy = regime("police-act-1996").copies_to[0]
    for ref, case in public.items():
        held = published(chain.records_about(ref))
        assert held is not None
        files = pack(copy, held, "", dated=date(2025, 1, 10))

        assert f"the {case.chief}’s comments" in text_of(files["letter.pdf"])
        look(case, {f"{case.word} {name}": text_of(data) for name, data in files.items()})


def test_the_register_says_of_which_services_it_tells_and_its_record_names_both(public, home):
    front = (home / "register" / "mar" / "index.html").read_text("utf-8")
    stated = next(entry.read("body", BodyPart) for entry in chain.records().entries if entry.kind == "body")

    assert "reports about Marlshire Police and Marlshire Fire and Rescue Service" in front
    assert (stated.force_name, stated.chief_title) == ("Marlshire Police", "Chief Constable")
    assert (stated.fire_name, stated.fire_chief_title) == ("Marlshire Fire and Rescue Service", "Chief Fire Officer")


def test_before_anybody_decided_which_law_applies_the_words_are_neutral(both, sign_in):
    walk = FIRE.walk(both)
    found = pages(sign_in(both.asha), walk)

    assert any(EITHER.search(text) for text in found.values())
    for case in (POLICE, FIRE):
        look(case, found)
