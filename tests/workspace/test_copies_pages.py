"""The office's ledger of copies, and the addresses to which they go."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from answerable.accounts.scope import in_body
from answerable.responses.copies import addresses
from answerable.responses.models import CopySent
from tests.responses.walk import Walk, confirmed_report

ADDRESSES = "/office/who-gets-copies/"


@pytest.fixture
def walk(cast, home: Path):
    with in_body(cast.marlshire.id):
        walk = Walk(cast.asha, cast.tom, cast.ruth, confirmed_report(cast.asha))
        walk.to_published()
        walk.record_copy()
        yield walk


def test_the_ledger_shows_every_copy_with_its_answer_day_way_and_proof(walk: Walk, cast, sign_in):
    html = sign_in(cast.idris).get("/office/copies/").content.decode()

    for words in ("mar-2024-01, version 1", "The Secretary of State", "21 November 2024, by email", "OUR/REF/7",
                  "Asha Rahman", "Take all 1 as CSV"):
        assert words in html


def test_the_csv_holds_the_same_and_no_formula(walk: Walk, cast, sign_in):
    CopySent.objects.update(reference='=HYPERLINK("http://evil.example")', proof_name="+1")

    answer = sign_in(cast.idris).get("/office/copies.csv")

    row, = csv.DictReader(io.StringIO(answer.content.decode()))
    assert (row["sent_on"], row["to"], row["answer"], row["how"], row["state"]) == (
        "2024-11-21", "the Secretary of State", "mar-2024-01", "email", "Sent")
    assert row["reference"] == '\'=HYPERLINK("http://evil.example")'
    assert row["proof"] == "'+1"


def test_an_empty_ledger_says_what_will_stand_here(cast, sign_in):
    assert "No copy is recorded yet." in sign_in(cast.asha).get("/office/copies/").content.decode()


def test_an_administrator_enters_changes_and_takes_away_addresses(walk: Walk, cast, sign_in):
    client = sign_in(cast.gwen)

    client.post(ADDRESSES, {"secretary_of_state": " copies@minister.example ", "police_and_crime_panel": "p@c.example"})
    assert addresses() == {"secretary_of_state": "copies@minister.example", "police_and_crime_panel": "p@c.example"}
    client.post(ADDRESSES, {"secretary_of_state": "new@minister.example", "police_and_crime_panel": ""})

    assert addresses() == {"secretary_of_state": "new@minister.example"}
    assert "new@minister.example" in client.get(ADDRESSES).content.decode()


def test_what_is_no_address_is_told_and_what_was_typed_stays(walk: Walk, cast, sign_in):
    answer = sign_in(cast.gwen).post(ADDRESSES, {"secretary_of_state": "copies at minister"})

    html = answer.content.decode()
    assert answer.status_code == 422
    assert "Enter an email address such as name@example.org" in html
    assert "copies at minister" in html
    assert addresses() == {}


def test_who_differs_from_report_to_report_has_no_address_here(cast, sign_in):
    html = sign_in(cast.gwen).get(ADDRESSES).content.decode()

    assert 'name="coroner"' not in html
    assert 'name="secretary_of_state"' in html
