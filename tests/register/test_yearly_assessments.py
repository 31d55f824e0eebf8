"""The yearly assessment of the force has a page of its own, with the report, the summary and a link to the comments."""

from __future__ import annotations

from datetime import date, timedelta

from answerable.duties import rule, start_clock
from answerable.records.contents import AssessmentFacts, AssessmentPart
from answerable.register.yearly_assessments import PATH, RULE
from tests.records.build import AS_AT, Case, Chain
from tests.register.site import REF, REPORT_ON, files_of, one_response, page, thread_of
from tests.register.test_response_page import said


def due_with(**changed):
    due = thread_of(Case(days=50)).due()
    clock = start_clock(rule(RULE), REPORT_ON)
    yearly = due.clocks[0].model_copy(
        update={"rule": RULE, "due_on": clock.due_on, "working": clock.working, **changed})
    return due.model_copy(update={"clocks": (*due.clocks, yearly)})


def assessed(*, answered: bool = True, words: str = "Good in two of three.") -> Chain:
    chain = one_response(changed={"due": due_with()}) if answered else one_response(answered=False)
    summary = AssessmentPart(words=words, link="https://inspectorate.example/reports/summary/")
    chain.append(AssessmentFacts(ref=REF), {"summary": summary}, chain.at + timedelta(days=1))
    return chain


def test_it_has_the_report_the_summary_the_comments_and_the_last_day_with_its_working():
    html, text = page(files_of(assessed().records, AS_AT), PATH), said(assessed(), PATH)

    assert "Yearly assessment of Marlshire Police" in text
    assert 'href="https://inspectorate.example/reports/mar-2024-001/"' in html
    assert "Good in two of three." in text
    assert 'href="https://inspectorate.example/reports/summary/"' in html
    assert 'href="../responses/mar-2024-001/">Our response' in html
    assert "Published 9 January 2025." in text
    assert "Thursday 19 December 2024" in text
    assert "The summary was entered on this register on 10 January 2025, stated by the office." in text
    assert "(SI 2011/3050), Schedule, paragraphs 7B and 16B" in text


def test_until_there_are_comments_it_says_that_there_are_none():
    text = said(assessed(answered=False), PATH)

    assert "No response is on this register." in text
    assert "Our response" not in text


def test_until_there_is_a_summary_it_says_that_it_is_not_there():
    assert "The summary assessment is not on this register." in said(one_response(changed={"due": due_with()}), PATH)


def test_the_home_page_shows_it_in_a_prominent_place():
    html = page(files_of(assessed().records, AS_AT), "")

    assert "Latest yearly assessment of Marlshire Police" in html
    assert 'href="./yearly-assessment/"' in html


def test_a_body_to_which_the_rule_was_never_applied_has_no_such_page():
    usual = files_of(one_response().records, AS_AT)
    excepted = due_with(mark="does_not_apply", mark_reason="The Common Council is not elected under the Act.")

    for files in (usual, files_of(one_response(changed={"due": excepted}).records, AS_AT)):
        assert f"{PATH}index.html" not in files
        assert "yearly assessment" not in page(files, "")


def test_the_assessments_of_earlier_years_are_listed():
    chain = assessed()
    later = thread_of(Case(days=50))
    facts = chain.records.entries[-2].facts.model_copy(
        update={"ref": "mar-2025-001", "published_on": date(2025, 11, 20)})
    parts = later.answer(date(2026, 1, 9)) | {
        "report": later.report().model_copy(update={"title": "PEEL 2025"}), "due": due_with()}
    chain.append(facts, parts, chain.at + timedelta(days=300))

    text = said(chain, PATH)

    assert text.index("PEEL 2025") < text.index("Earlier years") < text.index("Protecting children from exploitation")


def test_removed_words_of_a_summary_are_named():
    chain = assessed()
    chain.remove(chain.records.entries[-1].seq, "summary", chain.at + timedelta(days=2))

    text = said(chain, PATH)

    assert "The summary of the assessment: words were removed on 12 January 2025" in text
    assert "Good in two of three" not in text
