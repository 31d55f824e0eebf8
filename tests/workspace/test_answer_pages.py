"""The pages from a decision to a published answer, as people send them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
import time_machine
from django.test import Client

from answerable.accounts.models import Person
from answerable.accounts.scope import in_body
from answerable.records.contents import Branch
from answerable.responses import chain, operations, slots
from answerable.responses.models import Saved, Version
from answerable.responses.rules import State
from answerable.responses.slots import FindingContent
from tests.conftest import PASSWORD
from tests.responses.walk import Walk, confirmed_report

MORNING = "2024-11-22T09:30:00Z"


@dataclass
class Pages:
    """One report's pages, for whoever looks."""

    walk: Walk
    cast: object
    begin: Callable[[object], Client]

    def get(self, who: object, page: str) -> str:
        response = self.begin(who).get(f"/reports/{self.walk.report.ref}/{page}")
        assert response.status_code == 200, (page, response.status_code)
        return response.content.decode()

    def post(self, who: object, page: str, status: int = 302, **fields: object) -> str:
        response = self.begin(who).post(f"/reports/{self.walk.report.ref}/{page}", fields)
        assert response.status_code == status, response.content.decode()
        return response.content.decode()


@pytest.fixture
def pages(cast, home: Path):
    def begin(who):
        client = Client()
        client.force_login(Person.objects.get(id=who.person_id))
        return client

    with time_machine.travel(MORNING, tick=False), in_body(cast.marlshire.id):
        yield Pages(Walk(cast.asha, cast.tom, cast.ruth, confirmed_report(cast.asha)), cast, begin)


def test_an_answer_goes_from_decision_to_the_public_register_by_pages_alone(pages: Pages, cast, home: Path):
    pages.post(cast.asha, "duty/", decision="law", regimes="police-act-1996", why="Section 55.", expected=0)
    pages.post(cast.tom, "duty/confirm/", expected=1)
    pages.post(cast.asha, "chief-officer/record/", outcome="declined", expected=0,
               **{"received_on-day": 22, "received_on-month": 11, "received_on-year": 2024})
    for number in (1, 2, 3):
        pages.post(cast.asha, f"write/findings/{number}/", branch="action", words="We look at 40 forms.", expected=0)
    for slot in ("comments", "key-findings"):
        pages.post(cast.asha, f"write/{slot}/", words=f"Words of {slot}.", author="Helen Marsh", expected=0)
    pages.post(cast.asha, "checks/")
    version = Version.objects.get()
    pages.post(cast.ruth, "sign-off/", verdict="sign_off", shown_hash=version.content_hash, password=PASSWORD)

    pages.post(cast.asha, "publish/")

    folder = home / "register" / "mar" / "responses" / "mar-2024-01"
    assert "We look at 40 forms." in (folder / "index.html").read_text("utf-8")
    assert "Published Friday 22 November 2024, day 3 of 56." in pages.get(cast.idris, "publish/")
    history = pages.get(cast.idris, "")
    assert "Asha Rahman decided whether an answer is due: yes, by law." in history
    assert "Asha Rahman saved the key findings, version 1." in history


@pytest.mark.parametrize("page", [
    "duty/", "duty/confirm/", "dates/", "chief-officer/", "write/findings/2/", "write/comments/", "write/reply/",
    "write/key-findings/", "write/after-last-day/", "checks/", "sign-off/", "publish/",
])
def test_every_page_opens_for_everybody_who_reads_work(pages: Pages, cast, page: str, django_assert_max_num_queries):
    pages.walk.to_signed()

    for who in (cast.asha, cast.ruth, cast.idris):
        client = pages.begin(who)
        with django_assert_max_num_queries(25):
            html = client.get(f"/reports/{pages.walk.report.ref}/{page}").content.decode()
        assert html.count("<h1") == 1


def test_a_page_of_another_body_is_not_found(pages: Pages, cast):
    for page in ("duty/", "write/findings/1/", "sign-off/", "publish/"):
        assert pages.begin(cast.zoe).get(f"/reports/{pages.walk.report.ref}/{page}").status_code == 404


def test_the_reason_stands_where_the_button_would_be(pages: Pages, cast):
    pages.walk.to_written()
    pages.walk.text(slots.COMMENTS, "An approver’s words.", by=cast.ruth)
    pages.walk.send()

    html = pages.get(cast.ruth, "sign-off/")

    assert "You cannot sign this off because you wrote part of it." in html
    assert "Record my decision" not in html


def test_a_decision_without_a_choice_is_asked_for_again(pages: Pages, cast):
    html = pages.post(cast.asha, "duty/", status=422, why="Because.", expected=0)

    assert "<title>Error: " in html
    assert "Choose whether an answer is due" in html
    assert "Because." in html


@pytest.mark.parametrize(("page", "sent", "field"), [
    ("duty/", {"decision": "law", "why": "Section 55."}, "regimes"),
    ("duty/", {"decision": "law", "regimes": "police-act-1996"}, "why"),
    ("chief-officer/record/", {"outcome": "received", "received_on-day": 22, "received_on-month": 11,
                        "received_on-year": 2024}, "words"),
    ("chief-officer/record/", {"outcome": "none_received"}, "reply_by"),
])
def test_what_is_wrong_is_said_at_its_own_field(pages: Pages, cast, page: str, sent: dict, field: str):
    if page != "duty/":
        pages.walk.propose()

    html = pages.post(cast.asha, page, status=422, expected=0, **sent)

    assert f'href="#{field}"' in html
    assert f'id="{field}"' in html


def test_a_number_that_no_page_sends_is_taken_as_none(pages: Pages, cast):
    pages.walk.propose()

    pages.post(cast.asha, "write/findings/1/", branch="action", words="We look.", expected="9" * 5000)

    assert pages.walk.now().answers[1].words == "We look."


def test_a_wrong_password_signs_nothing(pages: Pages, cast):
    pages.walk.to_written()
    version = pages.walk.send()

    pages.post(cast.ruth, "sign-off/", status=422, verdict="sign_off", shown_hash=version.content_hash, password="x")

    assert pages.walk.now().state == State.WITH_APPROVER


def test_an_approver_is_told_when_the_text_changed_while_they_read(pages: Pages, cast):
    pages.walk.to_written()
    shown = pages.walk.send().content_hash
    pages.walk.text(slots.COMMENTS, "Other words.")

    html = pages.post(cast.ruth, "sign-off/", status=422, verdict="sign_off", shown_hash=shown, password=PASSWORD)

    assert "Nothing is signed" in html


def test_two_people_at_one_text_see_both_and_lose_nothing(pages: Pages, cast):
    pages.walk.propose()
    pages.walk.text(slots.COMMENTS, "Ours was first.")

    html = pages.post(cast.tom, "write/comments/", status=409, words="Mine came later.", author="H", expected=0)

    assert "Someone else changed this" in html
    assert "differs: " in html
    pages.post(cast.tom, "write/comments/", words="Mine came later.", author="H", expected=1, seen="yes",
               settle="theirs")
    kept = [row.content["words"] for row in Saved.objects.filter(slot=slots.COMMENTS)]
    assert kept == ["Ours was first.", "Mine came later."]
    assert pages.walk.now().text(slots.COMMENTS).words == "Ours was first."


def test_a_text_made_from_both_begins_with_both(pages: Pages, cast):
    pages.walk.propose()
    pages.walk.text(slots.COMMENTS, "Same.\n\nTheirs.")
    pages.post(cast.tom, "write/comments/", words="Same.\n\nMine.", author="H", expected=1, seen="yes", settle="both")
    aside = Saved.objects.get(number=None)

    html = pages.get(cast.tom, f"write/comments/?with={aside.id}")

    assert "Same.\n\nTheirs.\n\nMine." in html


def test_a_form_made_from_both_keeps_everything_that_its_writer_chose(pages: Pages, cast):
    pages.walk.propose()
    pages.walk.answer(1, "Theirs.")
    address = _both(pages, cast, 1, branch="no_action", words="Mine.", force_position="We decline.", also=["2"])

    html = pages.get(cast.tom, address)

    assert "Theirs.\n\nMine.</textarea>" in html
    assert "We decline.</textarea>" in html
    assert re.search(r'value="no_action"\s+checked', html)
    assert re.search(r'value="2"\s+checked', html)
    assert "Saved by Asha Rahman" in html
    assert re.search(r'value="action"\s+checked', pages.get(cast.tom, address + "&rest=theirs"))


def test_a_form_made_from_both_takes_nothing_back_that_its_writer_did_not_touch(pages: Pages, cast):
    pages.walk.propose()
    pages.walk.answer(1, "First.")
    newer = FindingContent(branch=Branch.ACTION, words="First.", force_position="It came meanwhile.")
    operations.answer_finding(report=pages.walk.report, number=1, content=newer, expected=1, by=cast.asha,
                              at=pages.walk.tick())

    html = pages.get(cast.tom, _both(pages, cast, 2, opened="1", branch="action", words="Mine."))

    assert "It came meanwhile.</textarea>" in html


def _both(pages: Pages, cast, expected: int, opened: str = "", **fields: object) -> str:
    """Where somebody gets to who saved second and chose to make one of both."""
    seen = {"expected": expected, "opened": opened, "seen": "yes", "settle": "both", **fields}
    answer = pages.begin(cast.tom).post(f"/reports/{pages.walk.report.ref}/write/findings/1/", seen)
    return answer["Location"].partition(f"/reports/{pages.walk.report.ref}/")[2]


def test_a_bake_that_fails_leaves_the_record_and_can_be_tried_again(pages: Pages, cast, home: Path):
    pages.walk.to_signed()
    (home / "register" / "mar").mkdir(parents=True)
    stranger = home / "register" / "mar" / "somebodys-file"
    stranger.write_text("not ours")

    html = pages.post(cast.asha, "publish/", status=422)

    assert "Publishing did not finish. The register is as it was." in html
    assert chain.records().entries[-1].kind == "response"
    assert "Try publishing again" in pages.begin(cast.asha).get("/").content.decode()
    stranger.unlink()
    pages.post(cast.asha, "publish/", again="yes")
    assert (home / "register" / "mar" / "head.json").exists()
    assert "Try publishing again" not in pages.begin(cast.asha).get("/").content.decode()


def test_characters_that_cannot_be_published_are_told(pages: Pages, cast):
    pages.walk.propose()
    client = pages.begin(cast.asha)

    sent = {"words": "Zero\u200bwidth", "author": "H", "expected": 0}
    html = client.post(f"/reports/{pages.walk.report.ref}/write/comments/", sent, follow=True).content.decode()

    assert "1 × a space of no width was removed" in html


def test_two_people_who_decide_at_once_see_both_decisions(pages: Pages, cast):
    pages.walk.propose()

    html = pages.post(cast.tom, "duty/", status=409, decision="not_due", why="It is about another force.", expected=0)

    assert "Is an answer due?: " in html
    pages.post(cast.tom, "duty/", decision="not_due", why="It is about another force.", expected=1, seen="yes",
               settle="mine")
    assert pages.walk.now().duty.decision.value == "not_due"


def test_after_the_last_day_publishing_says_that_no_reason_is_given(pages: Pages, cast):
    pages.walk.to_signed()

    with time_machine.travel("2025-01-17T10:00:00Z", tick=False):
        html = pages.get(cast.asha, "publish/")

    assert "The last day was Tuesday 14 January 2025, 3 days ago, and the signed words give no reason." in html


def test_dates_take_a_dispute_only_with_its_reason(pages: Pages, cast):
    pages.walk.propose()
    code = pages.walk.now().clock.clock.rule.code

    html = pages.post(cast.asha, "dates/", status=422, expected=0, **{f"mark-{code}": "disputed"})

    assert "Say why this is disputed" in html
    pages.post(cast.asha, "dates/", expected=0, **{f"mark-{code}": "disputed", f"reason-{code}": "It came late."})
    assert "It came late." in pages.get(cast.asha, "dates/")


def test_an_approver_sends_back_with_words_only(pages: Pages, cast):
    pages.walk.to_written()
    shown = {"shown_hash": pages.walk.send().content_hash, "password": PASSWORD, "verdict": "ask_for_changes"}

    assert "Say what must change" in pages.post(cast.ruth, "sign-off/", status=422, **shown)
    pages.post(cast.ruth, "sign-off/", note="Say by when.", **shown)

    assert "Say by when." in pages.get(cast.asha, "checks/")


def test_a_signed_answer_is_taken_back_by_a_button_of_its_own(pages: Pages, cast):
    pages.walk.to_signed()

    pages.post(cast.asha, "take-back/")

    assert pages.walk.now().state == State.WRITING


def test_what_an_approver_reads_is_what_is_published_and_no_tag_of_it_works(pages: Pages, cast):
    pages.walk.to_written()
    pages.walk.text(slots.SUMMARY, "Fewer than 5 < 6 & \"more\" <3")
    pages.walk.send()

    html = pages.get(cast.ruth, "sign-off/")

    assert "Fewer than 5 &lt; 6 &amp; &#34;more&#34; &lt;3" in html
