"""`answerable start`: an office begins with its own names, and no page of it calls the holder by another's title."""

from __future__ import annotations

import json
import re
import stat
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from answerable.accounts import operations as accounts
from answerable.accounts.models import AuditEntry, Body, BodyNames, Membership, Person
from answerable.accounts.one_time_codes import WrongCode, use_code
from answerable.accounts.queries import membership_of, names_on
from answerable.accounts.roles import Role
from answerable.accounts.scope import in_body
from answerable.duties import names_of_all
from answerable.register.publishing import bake_register
from answerable.responses import operations, slots
from answerable.responses.models import ChainEntry
from answerable.responses.slots import TextContent
from tests.conftest import NOW, PASSWORD, TODAY
from tests.house.demonstration import routes
from tests.responses.walk import Walk, confirmed_report


@dataclass
class Office(Walk):
    """A walk in which texts are the holder's of this office."""

    def text(self, slot, words, by=None, expected=None):
        held = self.now().number(slot)
        names = names_on(TODAY)
        content = TextContent(words=words, author=f"{names.holder_name}, {names.holder_title}")
        operations.write_text(report=self.report, slot=slot, content=content, expected=held, by=by or self.asha,
                              at=self.tick())
        return self.now()


@pytest.fixture
def start(db, home: Path, monkeypatch):
    monkeypatch.setenv("ANSWERABLE_PASSWORD", "a long enough first password")

    def run(*arguments: object) -> str:
        out = StringIO()
        call_command("start", "--administrator", "gwen@office.example", "--administrator-name", "Gwen Pryce",
                     *map(str, arguments), stdout=out)
        return out.getvalue()

    return run


def people_of(body: Body) -> tuple:
    rows = [accounts.add_person(email=f"{name}@office.example".lower(), name=name, post="Officer", roles=list(Role),
                                password=PASSWORD, by=None, at=NOW) for name in ("Asha", "Tom", "Ruth")]
    return tuple(membership_of(row, TODAY) for row in rows)


def every_page(client, report) -> dict[str, str]:
    pages = {}
    for route in routes():
        parts = {name: {"ref": report.ref, "slot": slots.COMMENTS}.get(name, 1) for name in route.pattern.converters}
        answer = client.get(reverse(route.name, kwargs=parts))
        if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
            pages[route.name] = answer.content.decode()
    return pages


@pytest.mark.parametrize(("words", "ref", "title", "wrong"), [
    ("Police and Crime Commissioner for Durham", "durham", "Commissioner", ("Mayor", "Fire and Crime")),
    ("West Yorkshire mayor", "westyorks", "Mayor", ("Commissioner",)),
    ("Police, Fire and Crime Commissioner for Essex", "essex", "Commissioner", ("Mayor", "Police and Crime Comm")),
])
def test_an_office_has_its_own_names_and_titles_on_every_page(start, home, client, words, ref, title, wrong):
    start("--body", words, "--holder-name", "Ada Finch", "--contact", "01632 960001")
    body = Body.objects.get(ref=ref)
    with in_body(body.id):
        asha, tom, ruth = people_of(body)
        office = Office(asha, tom, ruth, confirmed_report(asha))
        office.to_written()
        client.force_login(Person.objects.get(email="asha@office.example"))
        pages = every_page(client, office.report)
        office.send()
        office.decide()
        office.publish()
        bake_register()

    public = {str(path): path.read_text("utf-8") for path in (home / "register" / ref).rglob("*")
              if path.suffix in {".html", ".xml", ".json", ".csv"} and path.name != "bodies.csv"}
    assert len(pages) > 20
    assert title in pages["write-text"]
    assert names_of_all(BodyNames.every_body.get()) in public[str(home / "register" / ref / "index.html")]
    for name, text in (pages | public).items():
        assert [word for word in wrong if word in text] == [], name


def test_start_writes_the_body_its_key_and_its_administrator_and_nothing_else(start, home):
    said = start("--body", "durham")

    with in_body(Body.objects.get().id):
        assert [m.roles for m in Membership.objects.all()] == [["administrator"]]
        assert sorted(a.action for a in AuditEntry.objects.all()) == ["body_added", "person_added"]
        assert (ChainEntry.objects.count(), names_on(TODAY).holder_name) == (0, "Not stated")
    assert stat.S_IMODE((home / "keys" / "durham").stat().st_mode) == 0o600
    assert "SHA256:" in said
    assert "Not stated yet: the name of the Commissioner." in said


def test_a_body_that_is_there_is_left_alone(start):
    start("--body", "durham")

    with pytest.raises(CommandError, match=r"durham has been started here already\. Nothing was changed"):
        start("--body", "durham", "--holder-name", "Ada Finch")

    assert BodyNames.every_body.get().holder_name == "Not stated"


def test_a_body_that_is_not_listed_brings_its_names_in_a_file(start, tmp_path):
    file = tmp_path / "names.json"
    names = {"ref": "wex", "name": "Mayor of Wexcombe", "short_name": "the Mayor’s office", "holder_title": "Mayor",
             "force_name": "Wexcombe Police", "chief_title": "Chief Constable"}
    file.write_text(json.dumps(names))

    said = start("--names", file, "--website", "https://wex.example")

    assert "Mayor for Wexcombe Police (Chief Constable)" in said
    assert BodyNames.every_body.get().website == "https://wex.example"


@pytest.mark.parametrize(("stated", "sentence"), [
    ("[]", "must be one object"), ("{", "cannot be read as JSON"), ('{"ref": 5}', "each a text"),
    ('{"ref": "wex", "title": "Mayor"}', "has 'title', which is no name of a body"),
    ('{"ref": "wex", "name": "Mayor of Wexcombe"}', "lacks chief_title"),
    ('{"ref": "wex", "name": "Mayor", "short_name": "us", "holder_title": "Mayor", "fire_name": "Wexcombe Fire"}',
     "lacks fire_chief_title"),
])
def test_a_file_of_names_that_will_not_do_is_refused_in_a_sentence(start, tmp_path, stated, sentence):
    (tmp_path / "names.json").write_text(stated)

    with pytest.raises(CommandError, match=sentence):
        start("--names", tmp_path / "names.json")

    assert Body.objects.count() == 0


def test_what_the_list_does_not_know_is_asked_for_and_what_it_has_from_memory_is_told(start):
    with pytest.raises(CommandError, match=r"does not know who signs for Surrey County Council\. Add --holder-title"):
        start("--body", "Surrey County Council")

    said = start("--body", "Surrey County Council", "--holder-title", "Cabinet Member")

    assert "Please compare: “Surrey County Council” stands in the list from memory." in said


def test_when_the_password_is_too_short_nothing_is_left_behind(start, home, monkeypatch):
    monkeypatch.setenv("ANSWERABLE_PASSWORD", "short")

    with pytest.raises(CommandError, match="too short"):
        start("--body", "durham")

    assert Body.objects.count() == 0
    assert not (home / "keys").exists()


@pytest.mark.parametrize(("words", "capacities"), [
    ("Cumbria", ["elected_policing", "fire"]), ("City of London", ["common_council"]),
])
def test_an_office_starts_as_what_the_list_says_it_is(start, words: str, capacities: list[str]):
    start("--body", words, "--holder-title", "Head")

    assert BodyNames.every_body.get().capacities == capacities


def test_without_a_password_the_administrator_gets_a_code_that_counts_once(start, monkeypatch):
    monkeypatch.delenv("ANSWERABLE_PASSWORD")

    said = start("--body", "durham")
    code = re.search(r"with the code ([0-9A-Z-]+)\.", said)[1]
    use_code(email="gwen@office.example", code=code, password="a password of her own", at=timezone.now())

    assert Person.objects.get().check_password("a password of her own")
    with pytest.raises(WrongCode):
        use_code(email="gwen@office.example", code=code, password="another password", at=timezone.now())


def test_a_body_that_answers_for_both_has_the_names_of_both(start):
    said = start("--body", "Cumbria")

    names = BodyNames.every_body.get()
    assert (names.force_name, names.chief_title) == ("Cumbria Constabulary", "Chief Constable")
    assert (names.fire_name, names.fire_chief_title) == ("Cumbria Fire and Rescue Service", "Chief Fire Officer")
    assert ("Commissioner for Cumbria Constabulary (Chief Constable) and Cumbria Fire and Rescue Service "
            "(Chief Fire Officer).") in said


def test_a_fire_authority_has_no_police_force(start):
    start("--body", "bedsfire")

    names = BodyNames.every_body.get()
    assert (names.force_name, names.chief_title) == ("", "")
    assert (names.fire_name, names.fire_chief_title) == ("Bedfordshire Fire and Rescue Service", "Chief Fire Officer")
