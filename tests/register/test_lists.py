"""The home page's figure and the lists."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from answerable.records.contents import Basis, BodyFacts, KeyFacts
from answerable.records.keys import public_line
from answerable.register.figure import figure_of
from answerable.register.list_pages import said_slug
from answerable.register.reading import read_register
from tests.records.build import AS_AT, BEGINS, KEY, ORIGIN, Case, Chain, Thread, body, example_records
from tests.register.site import REPORT_ON, files_of, one_response, page, thread_of


def register_of(*cases: Case | None) -> Chain:
    """A report each day; None is one that nobody answers."""
    chain = Chain()
    chain.append(KeyFacts(ref=ORIGIN, public_key=public_line(KEY)), {}, BEGINS)
    chain.append(BodyFacts(ref=ORIGIN), {"body": body()}, BEGINS)
    for day, case in enumerate(cases):
        report_on = REPORT_ON + timedelta(days=day)
        thread = Thread(f"mar-2024-{day + 1:03d}", case or Case(days=0), report_on, day, 1)
        thread.write_answer_due(chain, BEGINS + timedelta(days=1))
        if case is not None:
            chain.append(*_answer(thread), chain.records.entries[-1].at)
    return chain


def _answer(thread: Thread):
    own = Chain()
    thread.write_response(own, thread.moment(thread.case.days))
    entry = own.records.entries[0]
    on = thread.moment(thread.case.days).date()
    return entry.facts, thread.answer(on)


def figure(chain: Chain, as_at=AS_AT):
    return figure_of(read_register(chain.records, as_at))


def test_the_figure_counts_reports_with_a_last_day_in_law_and_nothing_else():
    in_time, after, practice = Case(days=55), Case(days=56), Case(days=90, basis=Basis.PRACTICE)

    told = figure(register_of(in_time, in_time, after, practice, None, Case(days=3, has_last_day=False)))

    assert (told.base, told.by_it, told.after_it, told.none, told.unknown) == (4, 2, 1, 1, 0)


def test_a_last_day_that_has_not_come_is_not_counted_yet():
    chain = register_of(Case(days=10), None)
    last_day = REPORT_ON + timedelta(days=55)

    assert figure(chain, last_day - timedelta(days=1)).base == 0
    assert figure(chain, last_day).base == 1
    assert figure(chain, last_day + timedelta(days=1)).base == 2


def test_below_five_the_home_page_gives_counts_only():
    text = page(files_of(register_of(Case(days=10), None).records, AS_AT), "")

    assert "2 reports had a last day in law from 14 January 2025 to 31 March 2026." in text
    assert "Response published by it: 1. Published after it: 0. No response: 1. No known date: 0." in text
    assert "%" not in LexborHTMLParser(text).css_first("main").text()


def test_from_five_on_the_home_page_gives_the_sentence():
    text = LexborHTMLParser(page(files_of(register_of(*[Case(days=9)] * 4, Case(days=80), None).records, AS_AT), ""))
    words = " ".join(text.css_first(".register-figure").text().split())

    assert words == (
        "4 of 6 responses with a last day in law were published by it, from 14 January 2025 to 31 March 2026. "
        "1 was published after it, 1 has no response, 0 have no known date."
    )


def test_an_empty_register_says_so():
    text = page(files_of(register_of().records, AS_AT), "")

    assert "No answer is due." in text
    assert "No last day in law had come by 31 March 2026" in text


def test_a_report_without_a_response_is_among_the_answers_due_with_its_last_day():
    text = page(files_of(one_response(answered=False).records, AS_AT), "")

    assert "Protecting children from exploitation: an inspection of Marlshire Police" in text
    assert "14 January 2025" in text


def test_the_newest_yearly_assessment_of_the_force_stands_in_a_prominent_place():
    due = thread_of(Case(days=50)).due()
    yearly = due.clocks[0].model_copy(update={"rule": "specified-information-2011-16b"})
    changed = {"due": due.model_copy(update={"clocks": (*due.clocks, yearly)})}

    with_it, without = (page(files_of(one_response(changed=c).records, AS_AT), "") for c in (changed, {}))

    assert "Latest yearly assessment of Marlshire Police" in with_it
    assert 'href="https://inspectorate.example/reports/mar-2024-001/"' in with_it
    assert "Latest yearly assessment" not in without


def test_every_report_stands_on_the_list_once_fifty_a_page():
    files = files_of(example_records(120, findings=1), AS_AT)
    pages = ["responses/", "responses/page-2/", "responses/page-3/"]

    links = [
        node.attributes["href"]
        for path in pages
        for node in LexborHTMLParser(page(files, path)).css("tbody th a")
    ]

    assert len(links) == len(set(links)) == 121
    assert "responses/page-4/index.html" not in files


def test_pages_that_depend_on_the_day_say_it():
    files = files_of(example_records(), AS_AT)

    for path in ("", "responses/", "data/", "check/"):
        assert "This register as at Tuesday 31 March 2026." in page(files, path)


@given(st.text(max_size=100))
def test_any_name_becomes_a_part_of_an_address(name):
    slug = said_slug(name)

    assert 1 <= len(slug) <= 80
    assert set(slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


@pytest.mark.parametrize(("name", "slug"), [("HMICFRS & Ofsted", "hmicfrs-ofsted"), ("Âge", "age")])
def test_names_read_well_in_addresses(name, slug):
    assert said_slug(name) == slug
