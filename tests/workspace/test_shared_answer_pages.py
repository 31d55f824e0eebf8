"""The pages on which one response answers two reports, and on which the yearly assessment goes on the website."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from answerable.responses import operations
from answerable.responses.queries import draft
from answerable.responses.slots import DutyContent
from tests.responses.reports import FINDINGS, report_of
from tests.responses.walk import Walk, confirmed_report


@pytest.fixture
def walk(marlshire, home):
    """The report on the force, confirmed as one to answer; it is the morning after."""
    with time_machine.travel("2024-11-22T09:30:00Z", tick=False):
        walk = Walk(marlshire.asha, marlshire.tom, marlshire.ruth, confirmed_report(marlshire.asha))
        walk.propose()
        walk.confirm()
        yield walk


@pytest.fixture
def page(sign_in):
    """A function: a page of a report, as somebody sees it or sends it."""
    def ask(who, report, name, status=200, query="", **fields):
        client, address = sign_in(who), reverse(name, kwargs={"ref": report.ref})
        response = client.post(address, fields) if fields else client.get(address + query)
        assert response.status_code == status, response.content.decode()
        return response.content.decode()

    return ask


def test_a_national_report_is_answered_in_the_response_to_the_report_on_the_force(walk: Walk, page, marlshire, home):
    report = report_of(walk.asha, title="Child protection: a national report", published_on=date(2024, 11, 21),
                       findings=(FINDINGS[1], FINDINGS[0]))
    page(walk.asha, report, "duty", 302, decision="shared", regimes="police-act-1996", why="Section 55.", expected=0)
    assert "One response is enough" not in page(walk.asha, report, "report")
    assert "one response is enough" in page(walk.asha, report, "answered-in")
    chosen = page(walk.asha, report, "answered-in", query="?in=mar-2024-01")
    assert "Proposed: finding 2, which uses nearly the same words." in chosen

    missing = page(walk.asha, report, "answered-in", 422, answered_in="mar-2024-01", expected=1, **{"covers-1": "2"})
    assert "Say which finding covers finding 2." in missing
    page(walk.asha, report, "answered-in", 302, answered_in="mar-2024-01", expected=1,
         **{"covers-1": "2", "covers-2": "1"})
    shown = page(walk.tom, report, "confirm-duty")
    assert "is covered by finding 2 of the other" in shown
    page(walk.tom, report, "confirm-duty", 302, expected=2)

    html = page(walk.tom, report, "report")
    assert "which is not published yet." in html
    assert "Answered in our response to “Protecting children from exploitation" in html
    assert "It also answers “Child protection: a national report”" in page(walk.tom, walk.report, "report")
    assert "Nothing is written here." in page(walk.tom, report, "checks")


def test_it_gets_a_response_of_its_own_after_all(walk: Walk, page):
    report = report_of(walk.asha, title="A national report", published_on=date(2024, 11, 21), findings=FINDINGS[:1])
    page(walk.asha, report, "duty", 302, decision="shared", regimes="police-act-1996", why="Section 55.", expected=0)
    page(walk.asha, report, "answered-in", 302, answered_in="mar-2024-01", expected=1, **{"covers-1": "1"})

    page(walk.tom, report, "answered-in", 302, alone="yes", expected=2)

    assert draft(report).duty.answered_in == ""
    assert draft(report).answered_by is None


def test_saving_the_decision_again_keeps_the_response_that_was_chosen(walk: Walk, page):
    report = report_of(walk.asha, title="A national report", published_on=date(2024, 11, 21), findings=FINDINGS[:1])
    page(walk.asha, report, "duty", 302, decision="shared", regimes="police-act-1996", why="Section 55.", expected=0)
    page(walk.asha, report, "answered-in", 302, answered_in="mar-2024-01", expected=1, **{"covers-1": "1"})

    page(walk.asha, report, "duty", 302, decision="shared", regimes="police-act-1996", why="Better words.", expected=2)

    assert (draft(report).duty.why, draft(report).duty.answered_in) == ("Better words.", "mar-2024-01")


def test_a_response_of_another_body_is_never_offered(walk: Walk, page, cast):
    report = report_of(walk.asha, title="A national report", published_on=date(2024, 11, 21), findings=FINDINGS[:1])
    operations.propose_duty(
        report=report, content=DutyContent(decision="law", regimes=("police-act-1996",), why="x"), for_others={},
        expected=0, by=walk.asha, at=walk.tick())

    assert "Choose the response in which" in page(
        walk.asha, report, "answered-in", 422, answered_in="tarn-2024-01", expected=1)


def test_the_assessment_is_written_by_one_and_published_by_another(walk: Walk, page, marlshire):
    report = report_of(walk.asha, title="PEEL 2023–25: an inspection of Marlshire Police")
    page(walk.asha, report, "duty", 302, decision="law", regimes=["police-act-1996", "specified-information-2011"],
         why="A yearly assessment.", expected=0)
    assert "has to confirm first" in page(walk.asha, report, "assessment")
    page(walk.tom, report, "confirm-duty", 302, expected=1)
    assert "Publish by Thursday 19 December 2024." in page(walk.asha, report, "assessment")

    empty = page(walk.asha, report, "assessment", 422, words="", link="javascript:x", expected=0)
    assert "Write the summary" in empty
    page(walk.asha, report, "assessment", 302, words="The force is **good**.", link="", expected=0)
    assert "because you wrote it" in page(walk.asha, report, "assessment")
    page(walk.ruth, report, "assessment", 302, publish="yes", expected=1)

    assert "Published Friday 22 November 2024. The last day was Thursday 19 December 2024." in page(
        walk.asha, report, "assessment")
    assert "Ruth Okafor published the yearly assessment." in page(walk.asha, report, "report")
    assert "In time" in page(walk.asha, report, "dates")


def test_a_report_without_that_law_has_no_such_page_to_fill_in(walk: Walk, page):
    html = page(walk.asha, walk.report, "assessment")

    assert "No law that was chosen for this report asks for a page on the website." in html
    assert "<textarea" not in html
