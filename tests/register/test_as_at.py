"""The pages of past days: each says what the records said by then, and stays as it is."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from answerable.records import Records, london_day
from answerable.records.contents import BodyFacts, WithdrawalFacts
from answerable.register.reading import newest_day, read_register, registers_by_day
from tests.records.build import AS_AT, BEGINS, body, example_chain, example_records
from tests.register.made import registers
from tests.register.site import files_of, one_response, page

FIRST = BEGINS.date()


def day_pages(files):
    """The pages of single days, by day."""
    names = (name for name in files if name.startswith("as-at/2"))
    return {date.fromisoformat(name.split("/")[1]): files[name].decode() for name in names}


def figure_in(html: str) -> str:
    return " ".join(LexborHTMLParser(html).css_first(".register-figure").text().split())


@pytest.mark.parametrize("responses", [0, 3, 6])
def test_each_page_has_the_figures_of_the_home_page_of_a_register_baked_for_that_day(responses):
    records = example_records(responses, findings=1, removed=responses > 0)

    pages = day_pages(files_of(records, AS_AT))

    assert len(pages) > responses
    for day, html in pages.items():
        assert figure_in(html) == figure_in(page(files_of(records, day), ""))


@settings(deadline=None, max_examples=40)
@given(registers(), st.integers(0, 1500))
def test_a_day_between_two_has_the_state_of_the_earlier_one(records, days):
    day = newest_day(records) if days > 1200 else FIRST + timedelta(days=days)

    listed = list(registers_by_day(records, day))
    asked = read_register(records, day)

    assert listed[-1].answers == asked.answers
    assert listed[-1].body == asked.body
    for past in listed:
        assert past.answers == read_register(records, past.as_at).answers


@settings(deadline=None, max_examples=10)
@given(registers(max_reports=4), st.integers(2, 30))
def test_later_records_change_no_page_of_a_past_day(records, cut):
    earlier = Records(records.entries[: max(2, cut)], ())
    until = newest_day(earlier)

    before, after = (day_pages(files_of(r, newest_day(r))) for r in (earlier, records))

    assert {day: html for day, html in after.items() if day < until} == {
        day: html for day, html in before.items() if day < until
    }


def test_new_names_of_the_body_change_no_page_of_a_past_day():
    chain = example_chain(3, findings=1)
    before = day_pages(files_of(chain.records, AS_AT))
    logo = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
    renamed = body().model_copy(update={"name": "Mayor of Wexcombe", "logo_png": logo})
    chain.append(BodyFacts(ref="mar"), {"body": renamed}, chain.at + timedelta(days=200))

    after = day_pages(files_of(chain.records, newest_day(chain.records)))

    assert {day: after[day] for day in before if day < newest_day(chain.records)} == before
    assert "Mayor of Wexcombe" in after[newest_day(chain.records)]


def test_a_removal_takes_the_words_from_the_pages_of_past_days_too():
    chain = one_response()
    chain.remove(chain.records.entries[-1].seq, "report", chain.at + timedelta(days=5))
    chain.remove(chain.records.entries[-3].seq, "report", chain.at + timedelta(days=5))

    files = files_of(chain.records, AS_AT)

    assert not [name for name, content in files.items() if b"Protecting children from exploitation" in content]
    assert "Report mar-2024-001" in day_pages(files)[london_day(chain.records.entries[-3].at)]


def test_a_page_names_what_was_entered_on_the_day_and_the_record_it_ends_with():
    chain = one_response()
    seq = chain.records.entries[-1].seq
    chain.append(WithdrawalFacts(ref="mar-2024-001", withdraws=seq), {}, chain.at + timedelta(days=9))

    pages = day_pages(files_of(chain.records, AS_AT))

    assert "Response published: Protecting children" in pages[date(2025, 1, 9)]
    assert "A last day in law came" in pages[date(2025, 1, 14)]
    assert "Response withdrawn: Protecting children" in pages[date(2025, 1, 18)]
    assert chain.records.entries[-1].hash in pages[date(2025, 1, 18)]
    assert "Withdrawn" not in pages[date(2025, 1, 14)]


def test_the_list_of_days_leads_to_each_and_says_what_a_day_between_has():
    files = files_of(example_records(), AS_AT)
    html = page(files, "as-at/")

    links = {link.attributes["href"] for link in LexborHTMLParser(html).css("dl a")}

    assert links == {f"../as-at/{day}/" for day in day_pages(files)}
    assert "For a day between two of them, open the earlier one" in html
    assert "Nothing had been published before 9 January 2023" in html


def test_before_any_report_a_page_says_that_nothing_had_been_published():
    assert "Nothing had been published by that day." in day_pages(files_of(example_records(), AS_AT))[FIRST]
