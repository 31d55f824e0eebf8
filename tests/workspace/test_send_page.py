"""The page "Send copies"."""

from __future__ import annotations

import io
from pathlib import Path
from zipfile import ZipFile

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile

from answerable.accounts.scope import in_body
from answerable.register.publishing import bake_register
from answerable.responses import chain
from answerable.responses.copies import published_entry, set_address
from tests.responses.walk import BY_LAW, Walk, confirmed_report


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
    return {"do": "record", "to": to, "how": how, "reference": "OUR/REF/7",
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


def test_the_words_for_the_message_name_reference_and_fingerprint(walk: Walk, cast, sign_in):
    html = sign_in(cast.asha).get(address(walk)).content.decode()

    assert "as section 55(6) requires." in html
    assert "What is published stands on the public register under the reference mar-2024-01." in html
    assert ("It contains an explanation for each of the 3 recommendations, the Chief Constable’s comments and the "
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


@pytest.fixture
def addressed(walk: Walk, cast, mail_server, settings):
    """The two offices that the law names have addresses, and there is a mail server."""
    settings.REGISTER_ADDRESS = "https://answers.marlshire.example"
    for to in BY_LAW:
        set_address(to=to, address=f"{to.replace('_', '-')}@there.example", by=cast.gwen, at=walk.tick())
    return mail_server


def test_two_copies_leave_by_one_press_and_the_table_says_so(walk: Walk, cast, sign_in, addressed):
    client = sign_in(cast.asha)
    assert "Send 2 copies by email" in client.get(address(walk)).content.decode()

    answer = client.post(address(walk), {"do": "mail", "to": BY_LAW}, follow=True)

    html = answer.content.decode()
    assert "2 copies sent. The public register says so." in html
    assert html.count(">Sent</strong>") == 2
    assert "by email</button>" not in html
    assert len(addressed.took) == 2


def test_a_copy_that_failed_says_why_and_can_be_sent_again(walk: Walk, cast, sign_in, addressed):
    addressed.answers["RCPT"] = "550 no such box"
    client = sign_in(cast.asha)

    html = client.post(address(walk), {"do": "mail", "to": BY_LAW}, follow=True).content.decode()

    assert "0 copies sent." in html
    assert "The mail server refused the address." in html
    assert "Send 2 copies by email" in html
    assert "Send the copy to HM Inspectors of Constabulary again" in client.get("/").content.decode()


def test_a_copy_that_came_back_is_to_be_sent_again(walk: Walk, cast, sign_in, addressed):
    client = sign_in(cast.asha)
    client.post(address(walk), {"do": "mail", "to": BY_LAW})
    given = {"do": "came_back", "returned": "secretary_of_state",
             "returned_on-day": 25, "returned_on-month": 11, "returned_on-year": 2024}

    wrong = client.post(address(walk), {**given, "returned_on-day": 26})
    assert "The day it came back lies between the day it was sent and today" in wrong.content.decode()
    html = client.post(address(walk), given, follow=True).content.decode()

    assert "Came back</strong> 25 November 2024" in html
    assert "Send 1 copy by email" in html
    first = client.get("/").content.decode()
    assert "Something failed" in first
    assert "Send the copy to the Secretary of State again" in first
    assert "It came back on 25 November 2024." in first


def test_without_a_mail_server_the_pack_is_taken_and_the_page_says_so(walk: Walk, cast, sign_in):
    client = sign_in(cast.asha)
    assert "No mail server is set up. Take the pack, send it yourself, then record it." in (
        client.get(address(walk)).content.decode())

    answer = client.get(f"{address(walk)}pack/secretary_of_state/")

    assert "attachment" in answer["Content-Disposition"]
    assert "sandbox" in answer["Content-Security-Policy"]
    with ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as archive:
        assert archive.namelist() == ["letter.pdf", "letter.docx", "response.pdf", "response.docx", "record.json"]
    assert client.get(f"{address(walk)}pack/nobody/").status_code == 404


def test_a_proof_is_kept_and_given_back_as_a_file_only(walk: Walk, cast, sign_in):
    client = sign_in(cast.asha)
    page = b"<script>alert(1)</script>"
    proof = SimpleUploadedFile("re\u202eceipt.html", page, content_type="text/html")

    client.post(address(walk), {**copy(how="portal"), "reference": "", "proof": proof})

    html = client.get(address(walk)).content.decode()
    assert "Sent</strong>" in html
    assert "receipt.html" in html
    row = walk.now().copies["secretary_of_state"]
    answer = client.get(f"{address(walk)}proof/{row.id}/")
    assert b"".join(answer.streaming_content) == page
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment")
    assert client.get(f"{address(walk)}proof/{row.id + 1}/").status_code == 404


def test_a_copy_without_reference_or_file_has_no_proof_yet(walk: Walk, cast, sign_in):
    client = sign_in(cast.asha)

    client.post(address(walk), {**copy(), "reference": ""})

    assert "No proof yet" in client.get(address(walk)).content.decode()


def test_a_proof_that_is_empty_or_too_large_is_refused_and_nothing_recorded(walk: Walk, cast, sign_in, monkeypatch):
    monkeypatch.setattr("answerable.workspace.answers.send.LARGEST_PROOF", 10)
    client, before = sign_in(cast.asha), chain.newest_head()
    for content, sentence in ((b"", "The file is empty"), (b"x" * 11, "The largest we keep as proof is 10 MB")):
        proof = SimpleUploadedFile("receipt.pdf", content)

        answer = client.post(address(walk), {**copy(), "proof": proof})

        assert answer.status_code == 422
        assert sentence in answer.content.decode()
    assert chain.newest_head() == before


def test_a_person_of_another_body_finds_neither_page_pack_nor_proof(walk: Walk, cast, sign_in):
    client = sign_in(cast.zoe)

    for path in ("", "pack/secretary_of_state/", "proof/1/"):
        assert client.get(f"{address(walk)}{path}").status_code == 404
