"""The page on which somebody decides whether an answer is due, and by whom each finding is answered."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from answerable.accounts.models import BodyNames
from answerable.accounts.scope import in_body
from answerable.records.contents import Branch
from answerable.responses.queries import draft
from tests.responses.reports import addressed, report_of


@pytest.fixture
def page(sign_in, cast):
    """A function: a report's page of that name, as Asha sees it or sends it."""
    def ask(report, name="duty", status=200, **fields):
        client: Client = sign_in(cast.asha)
        address = reverse(name, kwargs={"ref": report.ref})
        response = client.post(address, fields) if fields else client.get(address)
        assert response.status_code == status, response.content.decode()
        return response.content.decode()

    return ask


def is_a(body, *capacities: str) -> None:
    row = BodyNames.objects.get()
    row.capacities = list(capacities)
    row.save()


def test_the_page_says_what_the_body_is_and_rules_out_what_others_owe(marlshire, home, page):
    report = report_of(marlshire.asha, title="Marlshire Fire and Rescue Service: an inspection")
    is_a(marlshire, "elected_policing")

    html = page(report)

    assert "This body is recorded as: Elected local policing body" in html
    assert "owed by another body: fire and rescue authority in England" in html


def test_the_page_says_when_nobody_recorded_what_the_body_is(marlshire, home, page):
    report = report_of(marlshire.asha, title="Marlshire Fire and Rescue Service: an inspection")

    assert "It is not recorded what this body is" in page(report)


def test_all_findings_of_one_addressee_are_given_to_another_body_at_once(marlshire, home, page):
    report = report_of(marlshire.asha, title="A report on fraud",
                       findings=addressed("The Home Office", "Chief constables", "The Home Office"))
    assert "All 2 findings addressed to The Home Office" in page(report)

    page(report, status=302, decision="law", regimes="police-act-1996", why="Section 55.", expected="0",
         **{"all-1": "The Home Office answers for itself."})

    answers = draft(report).answers
    assert [answers[n].branch for n in (1, 2, 3)] == [Branch.OTHER_BODY, None, Branch.OTHER_BODY]
    assert answers[3].words == "The Home Office answers for itself."


def test_a_row_keeps_the_reason_of_its_own(marlshire, home, page):
    report = report_of(marlshire.asha, title="A report on fraud", findings=addressed("The force", "The force"))

    page(report, status=302, decision="law", regimes="police-act-1996", why="Section 55.", expected="0",
         **{"all-1": "Another force.", "other-2": "The council."})

    assert [answer.words for answer in draft(report).answers.values()] == ["Another force.", "The council."]


def test_a_page_on_the_website_alone_is_no_law_to_answer_by(marlshire, home, page):
    report = report_of(marlshire.asha, title="PEEL: an inspection of Marlshire Police")

    html = page(report, status=422, decision="law", regimes="specified-information-2011", why="x", expected="0")

    assert "Choose the law under which the report itself is answered." in html


def test_a_super_complaint_is_answered_by_the_practice_that_is_chosen(marlshire, home, page):
    report = report_of(marlshire.asha, title="A report on a super-complaint")
    assert "Report on a super-complaint" in page(report)

    page(report, status=302, decision="practice", practice="super-complaints-2018", why="It asks us.", expected="0")

    assert draft(report).regime.code == "super-complaints-2018"


def test_the_office_records_what_the_body_is(sign_in, cast):
    client = sign_in(cast.gwen)
    with in_body(cast.marlshire.id):
        held = BodyNames.objects.get()
    names = {name: getattr(held, name) for name in (
        "name", "short_name", "holder_title", "holder_name", "force_name", "chief_title", "colour", "contact")}

    client.post(reverse("body-names"), {**names, "from_on-day": "21", "from_on-month": "11", "from_on-year": "2024",
                                        "capacities": ["fire", "elected_policing"]})

    with in_body(cast.marlshire.id):
        assert BodyNames.objects.last().capacities == ["elected_policing", "fire"]


def test_what_is_no_capacity_is_refused_at_the_page(sign_in, cast):
    answer = sign_in(cast.gwen).post(reverse("body-names"), {"capacities": ["king"]})

    assert "Choose from the list what the body is" in answer.content.decode()
