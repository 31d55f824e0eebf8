"""What somebody pastes is tidied on saving: what was changed is said, and the original can stand."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from answerable.intake import tidied, tidied_html
from answerable.responses import slots
from answerable.responses.models import Saved
from answerable.responses.queries import draft
from tests.intake.test_tidy import WORD_LIST
from tests.responses.walk import Walk, confirmed_report

WORDS = "<p>We shall:</p><ul><li>look at 40 forms</li><li>publish what we find</li></ul>"
TIDY = "We shall:\n\n- look at 40 forms\n- publish what we find"


@pytest.fixture
def walk(marlshire, home):
    made = Walk(marlshire.asha, marlshire.tom, marlshire.ruth, confirmed_report(marlshire.asha))
    made.propose()
    made.confirm()
    return made


def saved(client, walk, words, slot=slots.COMMENTS):
    address = reverse("write-text", kwargs={"ref": walk.report.ref, "slot": slot})
    number = walk.now().number(slot)
    return client.post(address, {"words": words, "author": "Helen Marsh", "expected": str(number)}, follow=True)


def stands(walk, slot=slots.COMMENTS):
    return draft(walk.report).text(slot).words


def what_changed(answer):
    return re.search(r'href="([^"]+)">See what changed', answer.content.decode())[1]


def test_html_is_tidied_and_said_with_a_link_to_both_texts(sign_in, marlshire, walk):
    client = sign_in(marlshire.asha)
    answer = saved(client, walk, WORDS)

    assert stands(walk) == TIDY
    assert "We tidied what you pasted. HTML tags" in answer.content.decode()
    both = client.get(what_changed(answer)).content.decode()
    assert "As you typed or pasted it" in both
    assert "&lt;ul&gt;" in both
    assert "Use my original" in both


def test_plain_bullets_become_a_list(sign_in, marlshire, walk):
    saved(sign_in(marlshire.asha), walk, "We shall:\n• look\n• publish")

    assert stands(walk) == "We shall:\n\n- look\n- publish"


def test_the_original_is_kept_and_can_stand(sign_in, marlshire, walk):
    client = sign_in(marlshire.asha)
    address = what_changed(saved(client, walk, WORDS))
    assert Saved.objects.get(slot=slots.COMMENTS, number=None).content["words"] == WORDS

    answer = client.post(address, {"expected": "1"}, follow=True)

    assert "Your original stands." in answer.content.decode()
    assert stands(walk) == WORDS


def test_an_original_that_stands_is_not_tidied_when_it_is_saved_again(sign_in, marlshire, walk):
    client = sign_in(marlshire.asha)
    client.post(what_changed(saved(client, walk, WORDS)), {"expected": "1"})

    answer = saved(client, walk, WORDS)

    assert stands(walk) == WORDS
    assert "We tidied" not in answer.content.decode()


def test_an_original_does_not_go_over_what_somebody_saved_meanwhile(sign_in, marlshire, walk):
    client = sign_in(marlshire.asha)
    address = what_changed(saved(client, walk, WORDS))
    walk.text(slots.COMMENTS, "Tom’s words.", by=marlshire.tom)

    answer = client.post(address, {"expected": "1"})

    assert answer.status_code == 422
    assert "Somebody saved something newer meanwhile" in answer.content.decode()
    assert stands(walk) == "Tom’s words."


def test_words_that_need_no_tidying_are_saved_as_they_are(sign_in, marlshire, walk):
    words = "## Head\n\nA < B, and C & D.\n\n- one\n- two"

    answer = saved(sign_in(marlshire.asha), walk, words)

    assert stands(walk) == words
    assert "We tidied" not in answer.content.decode()
    assert not Saved.objects.filter(number=None).exists()


def test_an_answer_is_tidied_and_can_be_put_back_and_a_position_stays_as_it_came(sign_in, marlshire, walk):
    client = sign_in(marlshire.asha)
    address = reverse("write-finding", kwargs={"ref": walk.report.ref, "number": 1})

    answer = client.post(address, {"branch": "action", "words": WORDS, "force_position": "• yes\n• no",
                                   "expected": "0", "then": "back"}, follow=True)
    held = draft(walk.report).answers[1]
    assert (held.words, held.force_position) == (TIDY, "• yes\n• no")

    client.post(what_changed(answer), {"expected": "1"})
    held = draft(walk.report).answers[1]
    assert (held.words, held.force_position) == (WORDS, "• yes\n• no")


def test_the_texts_of_another_body_or_another_slot_are_not_found(sign_in, marlshire, walk):
    address = what_changed(saved(sign_in(marlshire.asha), walk, WORDS))

    assert sign_in(marlshire.zoe).get(address).status_code == 404
    assert sign_in(marlshire.asha).get(address.replace("tidied/", "tidied/9")).status_code == 404


def test_who_may_not_write_sees_both_and_no_button(sign_in, marlshire, walk):
    address = what_changed(saved(sign_in(marlshire.asha), walk, WORDS))

    shown = sign_in(marlshire.idris).get(address).content.decode()

    assert "As you typed or pasted it" in shown
    assert "Use my original" not in shown


def test_the_history_says_that_it_was_tidied(sign_in, marlshire, walk):
    client = sign_in(marlshire.asha)
    saved(client, walk, WORDS)

    history = client.get(reverse("report", kwargs={"ref": walk.report.ref})).content.decode()

    assert "A text was tidied when Asha Rahman saved it. It is kept as it was typed, too." in history


def test_the_script_gets_words_for_what_was_copied_from_word(sign_in, marlshire):
    answer = sign_in(marlshire.asha).post("/tidy/", {"html": WORD_LIST})

    assert answer.json()["words"] == "Two things:\n\n- Lights at Marlby\n- 2. A **warden**\n\nThat is all."
    assert answer.json()["said"].startswith("Pasted. Fonts")


def test_too_much_to_paste_is_refused_in_words_and_only_writers_may(sign_in, marlshire):
    answer = sign_in(marlshire.asha).post("/tidy/", {"html": "x" * 2_000_001})

    assert answer.status_code == 413
    assert "Paste it in parts" in answer.json()["said"]
    assert sign_in(marlshire.idris).post("/tidy/", {"html": "x"}).status_code == 403


def test_words_without_html_need_no_process_of_their_own(monkeypatch):
    monkeypatch.setattr("answerable.intake.fence._ask", lambda *given, **named: pytest.fail("a process was started"))

    assert tidied("• one").words == "- one"
    assert tidied("As it is – 3 < 4").changed == ()


def test_what_runs_in_the_clipboard_comes_out_as_words():
    tidy = tidied_html("<img src=x onerror=alert(1)><a href='javascript:alert(1)'>x</a><script>alert(1)</script>")

    assert tidy.words == "x"
