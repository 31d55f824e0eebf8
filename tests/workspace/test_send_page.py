"""The page "Send copies"."""

from __future__ import annotations

from pathlib import Path

import pytest
import time_machine

from answerable.accounts.scope import in_body
from answerable.register.publishing import bake_register
from answerable.responses import chain
from answerable.responses.copies import published_entry
from tests.responses.walk import Walk, confirmed_report


@pytest.fixture
def walk(cast, home: Path):
    with in_body(cast.marlshire.id):
        walk = Walk(cast.asha, cast.tom, cast.ruth, confirmed_report(cast.asha))
        walk.to_published()
        bake_register()
        with time_machine.travel("2024-11-25T10:00:00Z", tick=False):
            yield walk


def address(walk: Walk) -> str:
    return f"/reports/{walk.report.ref}/send/"


def copy(day: int | str = 22, to: str = "secretary_of_state", how: str = "post") -> dict[str, object]:
    return {"to": to, "how": how, "reference": "OUR/REF/7",
            "sent_on-day": day, "sent_on-month": 11 if day else "", "sent_on-year": 2024 if day else ""}


def test_a_copy_recorded_by_page_stands_on_the_public_register(walk: Walk, cast, sign_in, home: Path):
    client = sign_in(cast.asha)

    assert client.post(address(walk), copy()).status_code == 302

    assert "OUR/REF/7" in client.get(address(walk)).content.decode()
    public = home / "register" / "mar"
    page = (public / "responses" / "mar-2024-01" / "index.html").read_text("utf-8")
    assert page.count("The Secretary of State, 22 November 2024, by post.") == 2
    assert [str(file) for file in public.rglob("*") if file.is_file() and b"OUR/REF/7" in file.read_bytes()] == []
    history = client.get(f"/reports/{walk.report.ref}/").content.decode()
    assert "Asha Rahman recorded a copy as sent to the Secretary of State." in history


def test_the_words_for_the_message_name_address_reference_and_fingerprint(walk: Walk, cast, sign_in):
    html = sign_in(cast.asha).get(address(walk)).content.decode()

    assert "as section 55(6) requires. They stand at /responses/mar-2024-01/ under the reference mar-2024-01." in html
    assert ("They contain an explanation for each of the 3 recommendations, the Chief Constable’s comments and the "
            "Commissioner’s reply.") in html
    assert f"Fingerprint of the published record: {published_entry(walk.now()).hash}." in html


@pytest.mark.parametrize(("fields", "sentence"), [
    (copy(""), "Enter the date it was sent"),
    (copy(20), "Date sent is before the answer was published"),
    (copy(26), "Date sent is after today"),
    (copy(to=""), "Choose to whom it was sent"),
    (copy(to="somebody"), "Choose to whom it was sent"),
    (copy(how=""), "Choose how it was sent"),
])
def test_what_is_missing_or_cannot_be_is_told_and_nothing_recorded(walk: Walk, cast, sign_in, fields, sentence: str):
    before = chain.newest_head()

    answer = sign_in(cast.asha).post(address(walk), fields)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert chain.newest_head() == before


def test_an_auditor_sees_what_was_sent_and_has_no_form(walk: Walk, cast, sign_in):
    html = sign_in(cast.idris).get(address(walk)).content.decode()

    assert "To send" in html
    assert "Record this copy as sent" not in html
