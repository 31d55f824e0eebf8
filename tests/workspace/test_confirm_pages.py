"""Checking what was read, on a report of 40 findings: every action of the confirm pages."""

from __future__ import annotations

import re

import pytest

from answerable.inspections import queries
from tests.inspections.build import (
    DETAILS,
    confirm_everything,
    edited,
    finished,
    one,
    read,
    report_to_check,
    words_of,
)
from tests.workspace.forms import at, seen

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home", "marlshire")]


def details_form(**change):
    return {"version": 1, "title": DETAILS.title, "inspectorates": "Ofsted\nHMICFRS", "area": "Marlshire",
            "inspection_type": "JTAI", "published_on-day": "20", "published_on-month": "11",
            "published_on-year": "2024", "link": "", **change}


def said(answer):
    """The page in words."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()).replace("&#39;", "'"))


def test_the_overview_says_what_was_found_page_by_page(asha, report):
    page = said(asha.get(at("confirm", report)))

    assert "We read 11 pages and found 40 findings. Nothing counts until you confirm it." in page
    assert "0 of 40 findings confirmed, 0 left out" in page
    assert "The report says it makes 40. We found 40." in page
    assert "Page 3: 4 findings (1 question)" in page
    assert "Pages where we found nothing (1)" in page


def test_details_as_read_are_confirmed_with_where_the_date_stands(asha, report):
    asha.post(at("confirm-details", report), details_form())

    held = queries.report(report.ref)
    assert held.published_on_source == "as printed on page 1"
    assert held.details_confirmed_at is not None


def test_a_date_that_a_person_gives_needs_its_source(asha, report):
    page = said(asha.post(at("confirm-details", report), details_form(**{"published_on-day": "19"})))

    assert "Say where you found the date" in page


def test_without_a_date_the_details_are_not_confirmed(asha, report):
    empty = {"published_on-day": "", "published_on-month": "", "published_on-year": ""}

    page = said(asha.post(at("confirm-details", report), details_form(**empty)))

    assert "Enter the date the report was published. The clock counts from it." in page


def test_a_report_is_not_from_the_future(asha, report):
    page = said(asha.post(at("confirm-details", report),
                          details_form(**{"published_on-year": "2099", "source": "inspectorate_page"})))

    assert "The date published, 20 November 2099, is in the future" in page


def test_a_page_shows_the_exact_words_with_outlines_and_cut_outs(asha, report):
    html = asha.get(at("confirm-page", report, page=2)).content.decode()

    assert words_of(1) in html
    assert 'aria-label="Picture of page 2; its words are below"' in html
    assert html.count('class="app-outline"') == 4
    assert html.count('class="app-cut-out"') == 4
    assert "Confirm 4 findings and go to page 3" in html


def test_a_page_is_confirmed_in_one_press_and_the_next_one_opens(asha, report):
    answer = asha.post(at("confirm-page", report, page=2), seen(report, 2))

    assert answer.headers["Location"] == at("confirm-page", report, page=3)
    assert queries.progress(report).confirmed == 4


def test_a_question_has_no_ready_made_answer_and_must_be_answered(asha, report):
    page = asha.get(at("confirm-page", report, page=3)).content.decode()
    answer = asha.post(at("confirm-page", report, page=3), seen(report, 3))

    assert "checked" not in page
    assert answer.status_code == 422
    assert "Answer the question about finding 7" in said(answer)
    assert queries.progress(report).confirmed == 0


@pytest.mark.parametrize(("choice", "confirmed", "leads_to"), [
    ("One", 4, "confirm-page"), ("Two", 3, "split-finding"), ("I will edit it", 3, "edit-finding")])
def test_what_is_answered_leads_on(asha, report, choice, confirmed, leads_to):
    answer = asha.post(at("confirm-page", report, page=3), {**seen(report, 3), "doubt-7-runs_on": choice})

    parts = {"page": 4} if leads_to == "confirm-page" else {"serial": 7}
    assert answer.headers["Location"] == at(leads_to, report, **parts)
    assert queries.progress(report).confirmed == confirmed


def test_a_finding_changed_meanwhile_is_not_confirmed_and_the_others_are(asha, report, marlshire):
    form = seen(report, 2)
    edited(report, 2, words_of(2), marlshire.tom)

    page = said(asha.post(at("confirm-page", report, page=2), form))

    assert "Finding 2 was changed by Tom Reece at 10:42am while you had this page open." in page
    assert "the other 3 are confirmed" in page
    assert one(report, 2).state == "proposed"
    assert one(report, 1).state == "confirmed"


def test_an_edit_keeps_the_former_words_and_returns_to_the_finding(asha, report):
    answer = asha.post(at("edit-finding", report, serial=3), {
        "version": 1, "kind": "recommendation", "words": words_of(3).replace(" They should do so soon.", "")})

    assert answer.headers["Location"].endswith("#finding-3")
    assert "soon" not in one(report, 3).words
    assert queries.former(one(report, 3))[0].content["words"] == words_of(3)


def test_earlier_words_can_be_gone_back_to(asha, report, marlshire):
    edited(report, 3, "Shorter.", marlshire.tom)
    [former] = queries.former(one(report, 3))

    history = asha.get(at("finding-history", report, serial=3)).content.decode()
    form = asha.get(at("edit-finding", report, serial=3), {"from": former.id}).content.decode()

    assert f"?from={former.id}" in history
    assert words_of(3) in form
    assert one(report, 3).words == "Shorter."


def test_words_that_the_page_does_not_have_are_asked_about(asha, report):
    form = {"version": 1, "kind": "recommendation", "words": words_of(3).replace("soon", "soon and timely")}

    asked = asha.post(at("edit-finding", report, serial=3), form)

    assert "Page 2 does not have these words: ‘and’, ‘timely’. Does the picture?" in said(asked)
    assert one(report, 3).version == 1


@pytest.mark.parametrize(("keep", "end"), [("keep", "soon and timely."), ("drop", "soon.")])
def test_the_answer_about_such_words_is_done(asha, report, keep, end):
    form = {"version": 1, "kind": "recommendation", "words": words_of(3).replace("soon", "soon and timely"),
            "asked": "‘and’, ‘timely’", "keep": keep}

    asha.post(at("edit-finding", report, serial=3), form)

    assert one(report, 3).words.endswith(end)


def test_two_writers_see_both_texts_and_nothing_is_lost(asha, report, marlshire):
    edited(report, 3, words_of(3)[:-1], marlshire.tom)
    form = {"version": 1, "kind": "recommendation", "words": words_of(3)[:40]}

    conflict = asha.post(at("edit-finding", report, serial=3), {**form, "asked": "", "keep": "keep"})
    kept = asha.post(at("edit-finding", report, serial=3), {**form, "version": 2, "settle": "theirs"})

    assert conflict.status_code == 409
    assert "Someone else changed this" in said(conflict)
    assert "Saved by Tom Reece at 10:42am" in said(conflict)
    assert kept.status_code == 302
    assert one(report, 3).words == words_of(3)[:-1]
    assert {row.content["words"] for row in queries.former(one(report, 3))} == {words_of(3), words_of(3)[:40].strip()}


@pytest.mark.parametrize(("settle", "words"), [("mine", words_of(3)[:40].strip()), ("both", words_of(3)[:-1])])
def test_mine_is_kept_or_a_text_is_made_from_both(asha, report, marlshire, settle, words):
    edited(report, 3, words_of(3)[:-1], marlshire.tom)

    answer = asha.post(at("edit-finding", report, serial=3), {
        "version": 2, "kind": "recommendation", "words": words_of(3)[:40], "settle": settle})

    assert one(report, 3).words == words
    assert answer.status_code == (302 if settle == "mine" else 200)


def test_joining_shows_the_result_first(asha, report):
    query = {"see": "yes", "with": "2", "how": "sub_points"}
    result = said(asha.get(at("join-finding", report, serial=1), query))
    refused = asha.post(at("join-finding", report, serial=1),
                        {"version": 1, "other_version": 1, "with": "2", "how": "sub_points"})
    asha.post(at("join-finding", report, serial=1),
              {"version": 1, "other_version": 1, "with": "2", "how": "sub_points", "kind": "recommendation"})

    assert "The result" in result
    assert "Choose which kind the joined finding is" in said(refused)
    assert one(report, 1).sub_points == [words_of(2)]
    assert one(report, 2).left_out_reason == "joined"


def test_splitting_shows_the_result_first(asha, report):
    result = said(asha.get(at("split-finding", report, serial=1), {"see": "yes", "starts": "1"}))
    asha.post(at("split-finding", report, serial=1), {"version": 1, "starts": "1"})

    assert "Split into 2" in result
    assert one(report, 1).words == words_of(1).partition(". ")[0] + "."
    assert one(report, 41).words == "They should do so soon."
    assert [row.serial for row in queries.findings_on(report, 2)] == [1, 41, 2, 3, 4]


@pytest.mark.parametrize(("name", "query", "words"), [
    ("join-finding", {"see": "yes"}, "Choose the finding to join"),
    ("split-finding", {"see": "yes"}, "Tick where a new finding starts"),
])
def test_what_is_not_chosen_is_asked_for(asha, report, name, query, words):
    assert words in said(asha.get(at(name, report, serial=1), query))


def test_a_finding_is_left_out_for_a_reason_and_put_back(asha, report):
    nothing = asha.post(at("leave-out", report, serial=5), {"version": 1})
    asha.post(at("leave-out", report, serial=5), {"version": 1, "reason": "same", "same_as": "4"})
    listed = said(asha.get(at("left-out", report)))
    asha.post(at("put-back", report, serial=5), {"version": 2})

    assert "Choose why finding 5 is left out" in said(nothing)
    assert "The same as another finding: finding 4" in listed
    assert one(report, 5).state == "proposed"


def test_a_finding_is_added_from_ticked_lines_in_its_place(asha, report):
    answer = asha.post(at("add-finding", report, page=1), {"kind": "recommendation", "lines": ["0"]})

    made = one(report, 41)
    assert answer.headers["Location"].endswith("#finding-41")
    assert made.words == "Protecting children in Marlshire"
    assert made.places[0]["page"] == 1
    assert made.position < one(report, 1).position


def test_a_finding_is_added_from_typed_words_or_asked_for(asha, report):
    nothing = asha.post(at("add-finding", report, page=2), {"kind": "recommendation"})
    asha.post(at("add-finding", report, page=2), {"kind": "recommendation", "words": "Typed by hand."})

    assert "Tick the lines, or type the words" in said(nothing)
    assert one(report, 41).words == "Typed by hand."


def test_the_last_step_fixes_numbers_in_the_reports_order(asha, report, marlshire):
    asha.post(at("leave-out", report, serial=2), {"version": 1, "reason": "read_wrongly"})
    asha.post(at("add-finding", report, page=1), {"kind": "recommendation", "words": "Missed before."})
    early = asha.post(at("finish", report))
    confirm_everything(report, marlshire.asha)
    asha.post(at("finish", report))

    found = queries.confirmed_findings(report)
    assert "40 findings are not confirmed yet" in said(early)
    assert [row.number for row in found] == list(range(1, 41))
    assert found[0].words == "Missed before."
    assert found[2].words == words_of(3)


def test_nothing_counts_before_the_last_step(report, marlshire):
    confirm_everything(report, marlshire.asha)

    assert queries.confirmed_findings(report) == []


def test_confirmed_findings_are_changed_only_after_opening_them_with_a_reason(asha, marlshire):
    report = finished(marlshire.asha)

    refused = asha.post(at("leave-out", report, serial=1), {"version": 1, "reason": "read_wrongly"})
    silent = asha.post(at("open-again", report), {"reason": ""})
    asha.post(at("open-again", report), {"reason": "The inspectorate corrected its letter."})
    asha.post(at("leave-out", report, serial=4), {"version": 1, "reason": "read_wrongly"})
    asha.post(at("add-finding", report, page=1), {"kind": "recommendation", "words": "A new one."})
    counts_meanwhile = len(queries.confirmed_findings(report))
    confirm_everything(report, marlshire.asha)
    asha.post(at("finish", report))

    assert refused.status_code == 409
    assert "Say why the findings are opened again" in said(silent)
    assert counts_meanwhile == 4
    assert [row.number for row in queries.confirmed_findings(report)] == [1, 2, 3, 5]


def test_a_report_may_make_no_findings(asha, marlshire):
    report = report_to_check(marlshire.asha, read(0))
    asha.post(at("confirm-details", report), details_form())

    neither = asha.post(at("confirm", report))
    asha.post(at("confirm", report), {"none": "none"})

    assert "Choose whether this report makes findings" in said(neither)
    assert queries.report(report.ref).makes_none


def test_pages_with_nothing_on_them_are_looked_through_or_not(asha, report):
    shown = said(asha.get(at("other-pages", report)))
    asha.post(at("other-pages", report), {"seen": "yes"})

    assert "Page 1" in shown
    assert queries.report(report.ref).other_pages_seen_at is not None
