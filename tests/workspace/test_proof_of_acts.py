"""What cannot be taken back is sent only by whoever showed within five minutes that it is them; nothing else asks."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from pathlib import Path

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from answerable.accounts.models import Person
from answerable.responses.removing import open_removals, places_of
from answerable.responses.rules import State
from answerable.workspace.kept import TOLD
from tests.conftest import PASSWORD
from tests.responses.walk import Walk, confirmed_report

MORNING = "2024-12-02T10:00:00Z"
ASKED = "Show that it is you"


@pytest.fixture
def walk(marlshire, home: Path):
    """A published answer."""
    walk = Walk(marlshire.asha, marlshire.tom, marlshire.ruth, confirmed_report(marlshire.asha))
    walk.to_published()
    return walk


@pytest.fixture
def ruth(walk: Walk):
    """Ruth, ten minutes after she signed in."""
    client = Client()
    with time_machine.travel(MORNING, tick=False) as clock:
        client.force_login(Person.objects.get(id=walk.ruth.person_id))
        client.get("/")
        clock.shift(timedelta(minutes=10))
        yield client


def at(walk: Walk, name: str) -> str:
    return reverse(name, kwargs={"ref": walk.report.ref})


def removal_proposed(walk: Walk) -> None:
    response = walk.now().response
    assert response
    walk.propose_removal([next((p.seq, p.part) for p in places_of(response) if p.part == "comments")])


def kept_of(html: str) -> str:
    found = re.search(r'name="kept" value="([^"]*)"', html)
    assert found
    return unescape(found.group(1))


@pytest.mark.parametrize("agree", ["yes", "no"])
def test_a_withdrawal_is_decided_only_after_a_fresh_proof(walk: Walk, ruth: Client, agree: str):
    walk.propose_withdrawal()
    asked = ruth.post(at(walk, "withdraw"), {"agree": agree, "expected": "1"})
    assert (asked.status_code, walk.now().state, walk.now().withdrawal is None) == (403, State.PUBLISHED, False)
    assert ASKED in asked.content.decode()

    ruth.post(reverse("prove"), {"password": PASSWORD})
    ruth.post(at(walk, "withdraw"), {"agree": agree, "expected": "1"})

    assert walk.now().state == (State.WITHDRAWN if agree == "yes" else State.PUBLISHED)
    assert walk.now().withdrawal is None or agree == "yes"


@pytest.mark.parametrize("agree", ["yes", "no"])
def test_a_removal_is_decided_only_after_a_fresh_proof(walk: Walk, ruth: Client, agree: str):
    removal_proposed(walk)
    asked = ruth.post(at(walk, "decide-removal"), {"agree": agree, "words": ""})
    assert asked.status_code == 403
    assert len(open_removals(walk.now().response)) == 1

    ruth.post(reverse("prove"), {"password": PASSWORD})
    ruth.post(at(walk, "decide-removal"), {"agree": agree, "words": ""})

    assert not open_removals(walk.now().response)
    assert "comments" in {p.part for p in places_of(walk.now().response)} or agree == "yes"


@pytest.mark.parametrize(("page", "to", "fields"), [
    ("correct", "withdraw", {"agree": "yes", "expected": "1"}), ("correct", "withdraw", {"agree": "no"}),
    ("remove-words", "decide-removal", {"agree": "yes", "words": "Quicksilver"}),
    ("remove-words", "decide-removal", {"agree": "no"}),
])
def test_after_the_proof_one_stands_on_the_page_again_with_what_one_typed(walk: Walk, ruth: Client, page, to, fields):
    walk.propose_withdrawal()
    removal_proposed(walk)
    asked = ruth.post(at(walk, to), fields, headers={"Referer": f"http://testserver{at(walk, page)}"})
    kept = kept_of(asked.content.decode())
    ruth.post(reverse("prove"), {"password": PASSWORD, "kept": kept})

    back = ruth.post(at(walk, page), {"show-kept": kept})

    assert back.status_code == 200
    assert TOLD in back.content.decode()
    assert fields.get("words", "") in back.content.decode()
    assert len(open_removals(walk.now().response)) == 1


def test_to_propose_either_needs_no_proof(walk: Walk, ruth: Client):
    sent = ruth.post(at(walk, "correct"), {"way": "withdraw", "note": "The report was withdrawn.", "expected": "0"})

    assert sent.status_code == 302
    assert walk.now().withdrawal is not None


def test_an_assessment_is_published_only_after_a_fresh_proof_and_written_without(walk: Walk, ruth: Client):
    assert ruth.post(at(walk, "assessment"), {"publish": "yes", "expected": "1"}).status_code == 403
    assert ruth.post(at(walk, "assessment"), {"words": "A summary.", "link": "", "expected": "0"}).status_code != 403


def test_an_old_answer_is_agreed_to_only_after_a_fresh_proof_and_sent_back_without(ruth: Client, sign_in, marlshire):
    sent = sign_in(marlshire.asha).post(reverse("add-old-answer"), {
        "how": "paste", "words": "We agree with the report.", "address": "https://old.example/page"})
    address = sent["Location"]

    assert ruth.post(address, {"do": "agree", "expected": "1"}).status_code == 403
    assert ruth.post(address, {"do": "leave_out", "note": "Twice.", "expected": "1"}).status_code == 302


@pytest.mark.parametrize("name", ["add-person", "change-place", "help-person", "approver-asked"])
def test_roles_are_given_and_taken_only_after_a_fresh_proof(cast, client: Client, name: str):
    with time_machine.travel(MORNING, tick=False) as clock:
        client.force_login(Person.objects.get(id=cast.gwen.person_id))
        client.get("/")
        clock.shift(timedelta(minutes=10))
        parts = {} if name == "add-person" else {"person_id": cast.tom.person_id}

        sent = client.post(reverse(name, kwargs=parts), {"post": "x", "roles": ["author"], "leaves": "yes"})

    assert sent.status_code == 403
    assert ASKED in sent.content.decode()
