"""The page on which words of a commitment are taken off the register."""

from __future__ import annotations

from pathlib import Path

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from answerable.accounts.models import Person
from answerable.commitments import removing
from answerable.commitments.events import Updated
from answerable.register.publishing import register_folder
from tests.commitments.test_removing import WORD, Told
from tests.conftest import PASSWORD

PAGE = "/commitments/mar-c1/remove/"


@pytest.fixture
def told(marlshire, home: Path):
    """A published commitment with a name in it."""
    told = Told(marlshire, words=f"Ask {WORD}.")
    told.happen(Updated(words=f"{WORD} was asked."))
    told.publish()
    with time_machine.travel("2024-12-02T10:00:00Z", tick=False):
        yield told


def client_of(member) -> Client:
    client = Client()
    client.force_login(Person.objects.get(id=member.person_id))
    return client


def test_one_person_proposes_and_an_approver_removes(told, marlshire) -> None:
    asha, ruth = client_of(marlshire.asha), client_of(marlshire.ruth)
    places = [f"{p.seq}:{p.part}" for p in removing.places_of(told.row) if p.part != "signed"]

    proposed = asha.post(PAGE, {"ground": "personal_data", "places": places}, follow=True)
    assert "Proposed. An approver has to decide" in proposed.content.decode()
    assert "because you proposed it" in proposed.content.decode()
    ruth.post(reverse("prove"), {"password": PASSWORD})
    done = ruth.post(f"{PAGE}decide/", {"agree": "yes", "words": WORD}, follow=True)

    assert "Removed. The register says which part went" in done.content.decode()
    assert removing.open_removals(told.row) == []
    files = [path for path in register_folder().rglob("*") if path.is_file()]
    assert [path for path in files if WORD.encode() in path.read_bytes()] == []
    assert "What was promised: words were removed" in (register_folder() / "check/index.html").read_text("utf-8")


def test_it_is_decided_only_after_a_fresh_proof(told, marlshire) -> None:
    (place, *_) = removing.places_of(told.row)
    told.propose((place.seq, place.part))
    ruth = client_of(marlshire.ruth)
    with time_machine.travel("2024-12-02T10:00:00Z", tick=False) as clock:
        ruth.get(PAGE)
        clock.shift(600)

        asked = ruth.post(f"{PAGE}decide/", {"agree": "yes", "words": ""})

    assert "Show that it is you" in asked.content.decode()
    assert len(removing.open_removals(told.row)) == 1


def test_each_part_is_named_by_what_it_tells(told, marlshire) -> None:
    page = client_of(marlshire.asha).get(PAGE).content.decode()

    assert "Record 1: What was promised" in page
    assert "Record 1: Update (entry 2)" in page


def test_nothing_chosen_is_said_beside_the_question(told, marlshire) -> None:
    answer = client_of(marlshire.asha).post(PAGE, {"ground": "safety"})

    assert answer.status_code == 422
    assert "Choose what has to go" in answer.content.decode()


def test_who_only_reads_sees_why_there_is_no_form(told, marlshire) -> None:
    page = client_of(marlshire.gwen).get(PAGE)

    assert page.status_code in (200, 403)
    assert b'name="places"' not in page.content


def test_a_commitment_that_is_not_there_is_not_found(marlshire, home) -> None:
    assert client_of(marlshire.asha).get("/commitments/mar-c9/remove/").status_code == 404
