""" "Have we been told this before?": what the page shows, and what people say with its buttons."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from answerable.inspections.models import Recurrence
from answerable.inspections.recurrences import FoundIn, recurrences
from answerable.inspections.rules import Recurs
from answerable.inspections.similar import told_before
from answerable.responses.answered_then import answered_then
from answerable.workspace.reports.told_before import marked
from answerable.workspace.reports.years import years_of
from tests.responses.walk import PUBLISHED_ON, Walk, confirmed_report
from tests.workspace.forms import at
from tests.workspace.test_confirm_pages import said

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home", "marlshire")]

EARLIER = "Response vehicles are not inspected before each shift, and some leave with worn tyres."
NOW_SAID = "The force does not inspect its response vehicles before a shift; tyres were worn."


@pytest.fixture
def reports(marlshire):
    """A report of two years before, and one that says the same of the vehicles."""
    first = confirmed_report(marlshire.asha, words=(EARLIER, "Custody is dark."),
                             published_on=PUBLISHED_ON - timedelta(days=730))
    return first, confirmed_report(marlshire.asha, words=("Leaders publish no plan.", NOW_SAID))


@pytest.fixture
def asha(sign_in, marlshire):
    return sign_in(marlshire.asha)


def judge(client, reports, verdict="same", **more):
    first, second = reports
    return client.post(at("told-before", second), {
        "number": 2, "earlier": first.ref, "earlier_number": 1, "verdict": verdict, "note": "", **more})


def marks(answer) -> list[str]:
    return re.findall(r"<mark[^>]*>([^<]+)</mark>", answer.content.decode())


def test_each_finding_stands_beside_the_earlier_ones_with_the_words_that_both_have_marked(asha, reports):
    answer = asha.get(at("told-before", reports[1]))

    page = said(answer)
    assert "1 of 2 findings is like one of an earlier report" in page
    assert "Words in both: response, vehicles, inspected, shift, worn, tyres." in page
    assert marks(answer) == ["inspect", "response", "vehicles", "shift", "tyres", "worn",
                             "Response", "vehicles", "inspected", "shift", "worn", "tyres"]


def test_a_report_that_says_nothing_again_says_so(asha, reports):
    assert "No finding of an earlier report shares enough words" in said(asha.get(at("told-before", reports[0])))


def test_the_report_and_the_answer_form_lead_there(asha, reports, marlshire):
    address = at("told-before", reports[1])
    walk = Walk(marlshire.asha, marlshire.tom, marlshire.ruth, reports[1])
    walk.propose()
    walk.confirm()

    assert address in asha.get(at("report", reports[1])).content.decode()
    form = asha.get(at("write-finding", reports[1], number=2)).content.decode()
    assert "1 earlier finding is like this one" in form
    assert f"{address}#finding-2" in form
    assert "like this one" not in asha.get(at("write-finding", reports[1], number=1)).content.decode()


def test_a_person_says_that_it_is_the_same_weakness_and_the_page_says_who_and_shows_the_years(asha, reports):
    answer = judge(asha, reports, note="The same garage")

    assert answer.status_code == 302
    page = said(asha.get(at("told-before", reports[1])))
    assert "The same weakness Asha Rahman" in page
    assert "The same garage" in page
    assert "Found in 2 reports: 2022 and 2024." in page
    assert "said that finding 2 is the same weakness as finding 1 of an earlier report" in said(
        asha.get(at("report", reports[1])))


def test_a_later_judgement_stands_and_the_earlier_one_is_still_told(asha, reports):
    judge(asha, reports)
    judge(asha, reports, "not_same")

    page = said(asha.get(at("told-before", reports[1])))
    assert "What was said of the two before" in page
    assert "Found in" not in page
    assert Recurrence.objects.count() == 2


def test_what_was_said_stays_on_the_page_when_the_words_are_no_longer_alike(asha, reports, marlshire, monkeypatch):
    judge(asha, reports)
    monkeypatch.setattr("answerable.inspections.similar.SHOWN_FROM", 1.1)

    assert "Found in 2 reports" in said(asha.get(at("told-before", reports[1])))


def test_who_may_not_confirm_findings_sees_the_page_without_its_buttons(sign_in, marlshire, reports):
    client = sign_in(marlshire.ruth)

    page = client.get(at("told-before", reports[1]))

    assert 'name="verdict"' not in page.content.decode()
    assert judge(client, reports).status_code == 403
    assert not Recurrence.objects.exists()


@pytest.mark.parametrize("wrong", [{"verdict": "perhaps"}, {"number": "x"}, {"earlier_number": "9"}])
def test_what_no_button_sends_is_refused_with_a_sentence(asha, reports, wrong):
    answer = judge(asha, reports, **wrong)

    assert answer.status_code == 422
    assert not Recurrence.objects.exists()


def test_a_report_of_another_body_cannot_be_linked_with(asha, reports):
    assert judge(asha, reports, earlier="000000000000").status_code == 404


def test_the_published_answer_stands_there_and_a_draft_does_not(asha, reports, marlshire):
    first, second = reports
    walk = Walk(marlshire.asha, marlshire.tom, marlshire.ruth, first)
    walk.to_written()
    walk.answer(1, words="We bought new tyres.")
    assert "We bought new tyres" not in said(asha.get(at("told-before", second)))

    walk.send()
    walk.decide()
    walk.publish()

    assert answered_then([(first.id, 1)])[first.id, 1].words == "We bought new tyres."
    assert "We bought new tyres." in said(asha.get(at("told-before", second)))


def test_lines_are_kept_and_every_shared_word_is_a_run_of_its_own(reports):
    like = told_before(reports[1])[2][0]

    lines = marked(f"{EARLIER}\nAgain.", like.theirs)

    assert ["".join(run.words for run in line) for line in lines] == [EARLIER, "Again."]
    assert [run.words for run in lines[0] if run.is_shared] == [
        "Response", "vehicles", "inspected", "shift", "worn", "tyres"]


def test_the_years_between_are_on_the_line_too():
    found = [FoundIn(date(year, 5, 1), "A report", f"r{year}", 1) for year in (2016, 2019)]

    years = years_of(found)

    assert years.sentence == "Found in 2 reports: 2016 and 2019."
    assert [(point.year, point.is_found) for point in years.points] == [
        (2016, True), (2017, False), (2018, False), (2019, True)]
    assert years_of(found[:1]) is None


def test_what_people_say_is_read_by_the_two_findings(asha, reports):
    judge(asha, reports)
    row = Recurrence.objects.get()

    assert recurrences().verdict(row.later_id, row.earlier_id) is Recurs.SAME
