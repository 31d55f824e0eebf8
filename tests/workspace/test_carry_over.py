"""An answer begun from the one to a like finding of another report: shown first, filled in, saved only when sent."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from answerable.accounts.models import Person
from answerable.accounts.scope import in_body
from answerable.responses import slots
from answerable.responses.models import Saved, TypedDraft
from tests.responses.reports import FINDINGS, report_of
from tests.responses.walk import Walk, confirmed_report

RECORDS = "The force should improve its records of what children say to officers."
OURS = "My office will look at 40 records."


@pytest.fixture
def earlier(marlshire, home: Path):
    """A report whose third finding is answered in a draft; it is the morning after."""
    with time_machine.travel("2024-11-22T09:30:00Z", tick=False):
        walk = Walk(marlshire.asha, marlshire.tom, marlshire.ruth, confirmed_report(marlshire.asha))
        walk.propose()
        walk.confirm()
        walk.answer(3, OURS)
        yield walk


@pytest.fixture
def later(earlier: Walk) -> Walk:
    """A later report with a like finding, of which an answer is due."""
    findings = (replace(FINDINGS[0], words=RECORDS), replace(FINDINGS[0], words="Buy vehicles together."))
    walk = Walk(earlier.asha, earlier.tom, earlier.ruth, report_of(earlier.asha, title="Later", findings=findings),
                earlier.at)
    walk.propose()
    walk.confirm()
    return walk


@pytest.fixture
def ask(later: Walk):
    """A function: a page of a finding of the later report, as Asha or another sees it, or what was sent."""
    def asked(name: str, number: int = 1, who=later.asha, status: int = 200, query: str = "", **fields: object) -> str:
        client = Client()
        client.force_login(Person.objects.get(id=who.person_id))
        address = reverse(name, kwargs={"ref": later.report.ref, "number": number}) + query
        answer = client.post(address, fields) if fields else client.get(address)
        assert answer.status_code == status, answer.content.decode()
        return " ".join(answer.content.decode().split())

    return asked


def carry(walk: Walk) -> str:
    """The query that begins from what stands for the third finding of a report."""
    rows = Saved.objects.filter(response__report=walk.report, slot=slots.finding_slot(3), number__isnull=False)
    return f"?carry={rows.order_by('number').last().id}"


def test_the_page_shows_both_findings_the_answer_and_whether_it_is_published(earlier: Walk, ask):
    html = ask("carry-over")

    for words in ("This report, finding 1", "That report, finding 3", "Report published 20 November 2024.", OURS,
                  "Our answer there: action taken or proposed", "Not published", "Begin from this answer",
                  f"/write/findings/1/{carry(earlier)}"):
        assert words in html
    assert '<span class="govuk-visually-hidden">differs: </span>' in html
    assert "/write/findings/1/carry-over/" in ask("write-finding")


def test_a_published_answer_is_shown_with_its_day(earlier: Walk, ask):
    earlier.write_everything()
    earlier.send()
    earlier.decide()
    earlier.publish()

    html = ask("carry-over")

    assert "on 21 November 2024</p>" in html
    assert "Not published" not in html


def test_an_answer_in_a_withdrawn_response_says_so(earlier: Walk, ask):
    earlier.write_everything()
    earlier.send()
    earlier.decide()
    earlier.publish()
    earlier.propose_withdrawal()
    earlier.withdraw()

    html = ask("carry-over")

    assert "Withdrawn</strong> These words were published on 21 November 2024." in html


def test_a_finding_that_none_is_like_says_so(ask):
    assert "No other report that we answered has a finding" in ask("carry-over", 2)
    ask("carry-over", 9, status=404)


def test_the_form_is_filled_and_says_whose_words_these_are(earlier: Walk, later: Walk, ask):
    before = Saved.objects.count()

    html = ask("write-finding", query=carry(earlier))

    assert f"{OURS}</textarea>" in html
    assert 'value="action" checked' in html
    assert "finding 3 of “Protecting children from exploitation: an inspection of Marlshire Police”" in html
    assert "Nothing of it is saved until" in html
    assert "Saving replaces it" not in html
    assert (Saved.objects.count(), later.now().answers[1].words) == (before, "")


def test_what_is_carried_over_is_saved_only_as_it_was_sent(earlier: Walk, later: Walk, ask):
    ask("write-finding", status=302, query=carry(earlier), branch="action", words="Ours, and 20 more.", expected=0)

    assert later.now().answers[1].words == "Ours, and 20 more."
    assert earlier.now().answers[3].words == OURS


def test_an_answer_that_stands_is_said_to_be_replaced_and_stays_in_the_history(earlier: Walk, later: Walk, ask):
    later.answer(1, "What stood first.")
    html = ask("write-finding", query=carry(earlier))
    assert "This finding has an answer already. Saving replaces it" in html
    assert "What stood first." in html

    ask("write-finding", status=302, query=carry(earlier), branch="action", words=OURS, expected=1)

    held = Saved.objects.filter(response__report=later.report, slot=slots.finding_slot(1)).order_by("number")
    assert [row.content["words"] for row in held] == ["What stood first.", OURS]


def test_the_position_of_the_force_stays_that_of_this_report(earlier: Walk, later: Walk, ask):
    later.answer(1)
    ask("write-finding", status=302, branch="action", words="x", force_position="We accept it.", expected=1)

    assert "We accept it.</textarea>" in ask("write-finding", query=carry(earlier))


def test_what_was_typed_and_not_saved_is_told_and_not_kept_over(earlier: Walk, later: Walk, ask):
    address = reverse("typed", kwargs={"ref": later.report.ref, "slot": slots.finding_slot(1)})
    assert f'data-keep="{address}"' in ask("write-finding", query=carry(earlier))
    client = Client()
    client.force_login(Person.objects.get(id=later.asha.person_id))
    client.post(address, {"words": "Half a sentence", "expected": "0"})

    html = ask("write-finding", query=carry(earlier))

    assert "What you typed here before and did not save goes when you save this." in html
    assert "Go on with what you typed" in html
    assert "data-keep" not in html
    assert "data-tidy" in html
    assert TypedDraft.objects.get().fields["words"] == ["Half a sentence"]


def test_a_problem_keeps_what_was_sent_and_says_again_whose_words_these_are(earlier: Walk, ask):
    html = ask("write-finding", status=422, query=carry(earlier), branch="no_action", words="", expected=0)

    assert "Write the action, or the reason for none" in html
    assert 'value="no_action" checked' in html
    assert "finding 3 of “Protecting children" in html


@pytest.mark.parametrize("query", ["?carry=", "?carry=x", "?carry=0", "?carry=99999999", "?carry=-1"])
def test_an_answer_that_there_is_not_is_not_found_and_what_was_typed_is_saved_all_the_same(
    later: Walk, ask, query: str
):
    ask("write-finding", status=404, query=query)

    ask("write-finding", status=302, query=query, branch="action", words="Typed.", expected=0)

    assert later.now().answers[1].words == "Typed."


def test_an_answer_of_another_body_is_not_found_and_not_shown(ask, cast):
    with in_body(cast.tarnbridge.id):
        theirs = Walk(cast.zoe, cast.zoe, cast.yusuf, report_of(cast.zoe, title="Theirs"))
        theirs.propose()
        theirs.answer(3, "Words of Tarnbridge.")
        query = carry(theirs)

    ask("write-finding", status=404, query=query)
    assert "Words of Tarnbridge." not in ask("write-finding", status=422, query=query, words="", expected=0)
    assert "Words of Tarnbridge." not in ask("carry-over")


def test_whoever_may_not_write_reads_the_answers_and_is_told_why_none_can_be_begun(cast, ask, earlier: Walk):
    html = ask("carry-over", who=cast.rana)

    assert OURS in html
    assert "Begin from this answer" not in html
    assert "app-reason" in html
    assert "<textarea" not in ask("write-finding", who=cast.rana, query=carry(earlier))
    assert "The answer below comes from" not in ask("write-finding", who=cast.rana, query=carry(earlier))
