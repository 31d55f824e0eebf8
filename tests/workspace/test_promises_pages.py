"""The promises in the texts of an answer become commitments on one click, with the place of their sentence."""

from __future__ import annotations

import pytest

from answerable.accounts.scope import in_body
from answerable.commitments.events import read
from answerable.commitments.models import Commitment, PassedOver
from answerable.records.contents import Branch
from answerable.responses import operations as responses
from answerable.responses.slots import FindingContent
from tests.responses.walk import Walk, confirmed_report

SENTENCE = "Marlshire Police will train every sergeant by March 2026."


@pytest.fixture
def walk(cast, home) -> Walk:
    with in_body(cast.marlshire.id):
        walk = Walk(cast.asha, cast.tom, cast.ruth, confirmed_report(cast.asha))
        walk.propose()
        walk.confirm()
        answer = FindingContent(branch=Branch.ACTION, words=f"The report is welcome. {SENTENCE}")
        responses.answer_finding(report=walk.report, number=1, content=answer, expected=0, by=cast.asha, at=walk.at)
    return walk


def _page(client, walk: Walk) -> str:
    return client.get(f"/reports/{walk.report.ref}/promises/").content.decode()


def _send(client, walk: Walk, do: str):
    page = _page(client, walk)
    sentence = page.split('name="sentence" value="')[1].split('"')[0]
    sent = {"slot": "finding-0001", "sentence": sentence, "do": do}
    return client.post(f"/reports/{walk.report.ref}/promises/", sent)


def test_each_promise_is_marked_in_its_text_with_why_it_was_picked(walk, cast, sign_in) -> None:
    page = _page(sign_in(cast.asha), walk)

    assert f"<mark>{SENTENCE}</mark>" in page
    assert "will train" in page.split("app-promises")[1]
    assert "<mark>The report is welcome" not in page


def test_one_click_makes_a_commitment_that_knows_its_place(walk, cast, sign_in) -> None:
    answer = _send(sign_in(cast.asha), walk, "make")

    assert answer["Location"] == "/commitments/mar-c1/"
    with in_body(cast.marlshire.id):
        row = Commitment.objects.get()
        made = read(row.events.get().content)
    text = f"The report is welcome. {SENTENCE}"
    assert (row.finding, made.words) == (1, SENTENCE)
    assert text[made.found_in.start:made.found_in.end] == SENTENCE
    assert made.organisation == "Marlshire Police"
    assert made.due_on.isoformat() == "2026-03-31"


def test_a_sentence_makes_one_commitment(walk, cast, sign_in) -> None:
    client = sign_in(cast.asha)
    page = _page(client, walk)
    _send(client, walk, "make")
    sentence = page.split('name="sentence" value="')[1].split('"')[0]

    answer = client.post(f"/reports/{walk.report.ref}/promises/", {"slot": "finding-0001", "sentence": sentence})

    assert "is commitment mar-c1 already" in answer.content.decode()


def test_what_is_no_promise_is_not_asked_about_again(walk, cast, sign_in) -> None:
    client = sign_in(cast.asha)

    _send(client, walk, "pass")

    page = _page(client, walk)
    assert "Somebody said that this is not a promise." in page
    assert "Nothing waits for a decision." in page
    with in_body(cast.marlshire.id):
        assert PassedOver.objects.count() == 1


def test_a_text_that_changed_meanwhile_makes_nothing(walk, cast, sign_in) -> None:
    answer = sign_in(cast.asha).post(f"/reports/{walk.report.ref}/promises/", {
        "slot": "finding-0001", "sentence": "0" * 64, "do": "make"})

    assert answer.status_code == 422
    with in_body(cast.marlshire.id):
        assert not Commitment.objects.exists()


def test_who_only_reads_makes_no_commitment(walk, cast, sign_in) -> None:
    assert "Make this a commitment" not in _page(sign_in(cast.idris), walk)
    assert _send(sign_in(cast.asha), walk, "make").status_code == 302
    assert sign_in(cast.zoe).get(f"/reports/{walk.report.ref}/promises/").status_code == 404
