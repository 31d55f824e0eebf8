"""Bringing in an old answer: the pages, from a file or pasted words to the register."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from answerable.accounts.scope import in_body
from answerable.responses.old_models import OldAnswer
from answerable.responses.old_rules import OldState
from tests.intake.old_answers import Old, as_table, as_text, as_word

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]
ADD, LIST, READING = "/office/old-answers/add/", "/office/old-answers/", "/office/old-answers/reading/"


def page(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def uploaded(client, *files):
    sent = [SimpleUploadedFile(name, data) for name, data in files]
    return client.post(ADD, {"how": "upload", "file": sent})


def brought(client, old=None):
    """The address of an old answer that was uploaded as text."""
    answer = uploaded(client, ("old.txt", as_text(old or Old())))
    assert answer.status_code == 302, answer.content.decode()
    return answer["Location"]


def do(client, address, step, **given):
    return client.post(address, {"do": step, "expected": "1", **given}, follow=True)


def test_from_upload_to_the_public_register(sign_in, cast, home):
    address = brought(sign_in(cast.asha))
    shown = page(sign_in(cast.asha), address)
    for words in ("What we read", "As it was published", "What the checks found", "What is not known",
                  "The body and the force speak in one text", "The date of response. It is not counted as in time",
                  "Add it as an imported answer", "Put right what we read"):
        assert words in shown

    do(sign_in(cast.asha), address, "put_forward")
    assert "You cannot agree" in page(sign_in(cast.asha), address)
    answer = do(sign_in(cast.ruth), address, "agree")

    assert "On the public register as MAR-2024-01" in answer.content.decode()
    assert (home / "register" / "mar" / "head.json").exists()


def test_pasted_words_are_read(sign_in, cast):
    client = sign_in(cast.asha)

    answer = client.post(ADD, {"how": "paste", "words": as_text(Old()).decode(), "address": "https://old.example/p"})

    shown = page(client, answer["Location"])
    assert "Pasted words" in shown
    assert "https://old.example/p" in shown


@pytest.mark.parametrize(("form", "sentence"), [
    ({}, "Choose how you want to bring it in"), ({"how": "upload"}, "Choose the file to upload"),
    ({"how": "paste"}, "Paste the words of the page"),
    ({"how": "paste", "words": "x", "address": "here"}, "Enter the address as the browser shows it"),
    ({"how": "upload", "file": SimpleUploadedFile("a.pdf", b"%PDF-1.7 x")}, "It is a PDF."),
])  # fmt: skip
def test_what_cannot_be_brought_in_is_said_on_the_form(sign_in, cast, form, sentence):
    answer = sign_in(cast.asha).post(ADD, form)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert "Error: " in answer.content.decode()


def test_what_is_over_the_cap_is_refused_in_words(sign_in, cast):
    answer = uploaded(sign_in(cast.asha), ("old.txt", b"x" * 52_000_000))

    assert answer.status_code == 422
    assert "The most we take at once is 50 MB" in answer.content.decode()


def test_the_same_page_again_leads_to_the_one_that_is_here(sign_in, cast):
    client = sign_in(cast.asha)
    first = brought(client)

    answer = client.post(ADD, {"how": "upload", "file": SimpleUploadedFile("b.txt", as_text(Old()))}, follow=True)

    assert answer.redirect_chain[-1][0] == first
    assert "This page is here already" in answer.content.decode()


def test_another_page_of_the_same_title_and_day_is_pointed_out(sign_in, cast):
    client = sign_in(cast.asha)
    brought(client)

    assert "Only one of them can go on the register" in page(client, brought(client, Old(response="I disagree.")))


def test_several_files_are_read_with_progress_and_what_cannot_be_read_is_said(sign_in, cast, monkeypatch):
    monkeypatch.setattr("answerable.workspace.old_answers.add.SECONDS", 0)
    client = sign_in(cast.asha)
    answer = uploaded(client, ("a.txt", as_text(Old(title="A"))), ("b.html", as_table(Old(title="B"))),
                      ("c.docx", as_word(Old(title="C"))), ("d.docx", b"PK\x03\x04word/"),
                      ("e.txt", as_text(Old(title="A"))))

    assert answer["Location"] == READING
    assert "4 pages are still to be read." in page(client, READING)
    for left in (3, 2, 1):
        client.post(READING)
        assert f"{left} page{'s are' if left > 1 else ' is'} still to be read." in page(client, READING)
    shown = client.post(READING, follow=True).content.decode()

    assert "To check (3)" in shown
    assert "Could not be read (1)" in shown
    assert "It is damaged" in shown
    with in_body(cast.marlshire.id):
        failed = OldAnswer.objects.get(state=OldState.NOT_READ.value)
    assert "taken off the list" in client.post(LIST, {"forget": failed.pk}, follow=True).content.decode()


def test_what_was_read_is_put_right_and_the_first_reading_is_kept(sign_in, cast):
    client = sign_in(cast.asha)
    address = brought(client, Old(published="soon"))
    form = {"expected": "1", "title": "Calls", "published_on-day": "3", "published_on-month": "5",
            "published_on-year": "2018", "response": "We agree."}

    answer = client.post(f"{address}put-right/", form, follow=True)

    shown = " ".join(answer.content.decode().split())
    assert "Thursday 3 May 2018" in shown
    assert "Put right by hand: the title" in shown
    assert "Waiting for help" in shown  # in the original


def test_what_is_pasted_while_putting_right_is_tidied_and_kept_as_typed(sign_in, cast):
    client = sign_in(cast.asha)
    address = brought(client)

    answer = client.post(
        f"{address}put-right/", {"expected": "1", "title": "x", "response": "• one\n• two"}, follow=True)

    assert "We tidied what you pasted, and kept it as you typed it. 2 bullets" in answer.content.decode()
    with in_body(cast.marlshire.id):
        rows = OldAnswer.objects.get().saved.order_by("id")
        assert [row.content["response"] for row in rows][1:] == ["- one\n- two", "• one\n• two"]


def test_two_people_at_once_see_both_texts(sign_in, cast):
    address = brought(sign_in(cast.asha))
    form = {"expected": "1", "title": "Calls", "response": "Tom’s words."}
    sign_in(cast.tom).post(f"{address}put-right/", form)

    answer = sign_in(cast.asha).post(f"{address}put-right/", {**form, "response": "Asha’s words."})

    assert answer.status_code == 409
    text = answer.content.decode()
    assert "What Tom Reece saved meanwhile" in text
    assert "Tom’s words." in text
    assert "Asha’s words." in text
    again = sign_in(cast.asha).post(f"{address}put-right/", {**form, "expected": "2", "response": "Both."}, follow=True)
    assert "Both." in again.content.decode()


def test_an_approver_sends_it_back_and_the_author_reads_why(sign_in, cast):
    address = brought(sign_in(cast.asha))
    do(sign_in(cast.asha), address, "put_forward")
    assert "Say what must be put right" in do(sign_in(cast.ruth), address, "send_back").content.decode()

    do(sign_in(cast.ruth), address, "send_back", note="Add the address.")

    assert "An approver sent it back: Add the address." in page(sign_in(cast.asha), address)


def test_one_is_left_out_with_a_reason_and_taken_up_again(sign_in, cast):
    client = sign_in(cast.asha)
    address = brought(client)
    do(client, address, "leave_out", note="Not ours.")
    assert "It was left out because: Not ours." in page(client, address)

    do(client, address, "take_up")

    assert "Add it as an imported answer" in page(client, address)


def test_the_page_as_given_is_a_download_that_no_browser_opens_here(sign_in, cast):
    client = sign_in(cast.asha)
    old = Old(findings="<script>alert(1)</script>")
    address = brought(client, old)

    answer = client.get(f"{address}page/")

    assert b"".join(answer.streaming_content) == as_text(old)
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert "<script>alert" not in page(client, address)


def test_what_belongs_to_another_body_is_not_found(sign_in, cast):
    address = brought(sign_in(cast.asha))

    for way in ("", "put-right/", "page/"):
        assert sign_in(cast.zoe).get(f"{address}{way}").status_code == 404
    assert "No old answers yet" in page(sign_in(cast.zoe), LIST)


def test_who_only_reads_sees_why_they_can_do_nothing(sign_in, cast):
    address = brought(sign_in(cast.asha))

    shown = page(sign_in(cast.idris), address)

    assert "Your role does not allow this" in shown
    assert "<form method=\"post\" novalidate>" not in shown
    assert sign_in(cast.idris).get(ADD).status_code == 403


def test_the_list_says_where_each_stands(sign_in, cast):
    client = sign_in(cast.asha)
    assert "No old answers yet" in page(client, LIST)
    do(client, brought(client), "put_forward")
    brought(client, Old(title="Another"))

    shown = page(client, LIST)

    assert shown.index("To check (1)") < shown.index("With an approver (1)")


def test_the_history_tells_each_step(sign_in, cast):
    client = sign_in(cast.asha)
    address = brought(client)
    do(client, address, "put_forward")
    do(sign_in(cast.ruth), address, "agree")

    shown = page(sign_in(cast.asha), address)

    for sentence in ("Asha Rahman brought this page in.", "The page was read.", "Asha Rahman put it forward.",
                     "Ruth Okafor agreed, and it was entered into the register."):
        assert sentence in shown


def test_the_office_page_leads_here(sign_in, cast):
    assert reverse("old-answers") in page(sign_in(cast.asha), "/office/")


def test_now_asks_an_approver_who_did_not_put_it_forward(sign_in, cast):
    address = brought(sign_in(cast.asha))
    assert "old answer" not in page(sign_in(cast.ruth), "/")
    do(sign_in(cast.asha), address, "put_forward")

    assert "Read 1 old answer and agree, or send back" in page(sign_in(cast.ruth), "/")
    assert "Read 1 old answer" not in page(sign_in(cast.tom), "/")
    do(sign_in(cast.ruth), address, "agree")
    assert "Read 1 old answer" not in page(sign_in(cast.ruth), "/")
