"""The tables of last days, which the calculator looks up, say what the rules say."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from answerable.duties import rule, rules, start_clock
from answerable.duties.dates import format_long_date
from answerable.register.deadline_pages import counted_rules, table_of, years_of
from tests.records.build import AS_AT
from tests.register.site import files_of, one_response, page


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return files_of(one_response().records, AS_AT)


@given(st.data())
def test_a_row_of_a_table_is_the_rule_s_own_answer(data):
    chosen = data.draw(st.sampled_from(counted_rules()))
    row = data.draw(st.sampled_from(table_of(chosen, data.draw(st.sampled_from(list(years_of(chosen)))))))

    assert row.due_on == start_clock(chosen, row.on).due_on


def test_a_table_begins_with_the_day_on_which_the_rule_came_into_force():
    first = table_of(rule("police-act-1996-s55"), 2017)[0]

    assert first.on == date(2017, 5, 2)


def test_a_table_page_has_one_row_a_day_with_an_address_of_its_own(files):
    table = LexborHTMLParser(page(files, "deadlines/police-act-1996-s55/2024/"))

    assert len(table.css("tbody tr")) == 366
    row = table.css_first("#d-2024-11-20")
    assert row.css_first("td").text() == format_long_date(date(2025, 1, 14))


def test_a_last_day_beyond_the_announced_bank_holidays_says_that_it_may_move(files):
    table = LexborHTMLParser(page(files, "deadlines/joint-area-reviews-2015-r4/2027/"))

    assert "may move" in table.css_first("#d-2027-12-01").text()
    assert "may move" not in table.css_first("#d-2027-01-04").text()


def test_every_rule_is_explained_with_its_source(files):
    text = page(files, "deadlines/")

    for known in rules():
        assert f'id="{known.code}"' in text
    main = LexborHTMLParser(text).css_first("main").text()
    assert all(known.source.citation in main for known in rules())


def test_three_rules_of_56_days_stand_side_by_side_and_differ(files):
    rows = LexborHTMLParser(page(files, "deadlines/")).css("tbody tr")

    assert [row.css("td")[-1].text() for row in rows] == [
        "Tuesday 14 January 2025", "Tuesday 14 January 2025", "Wednesday 15 January 2025"]


def test_without_a_script_the_calculator_leads_to_every_table(files):
    pages = (name for name in files if name.startswith("deadlines/") and name.count("/") == 3)
    tables = {name.removesuffix("index.html") for name in pages}
    calculator = LexborHTMLParser(page(files, "deadlines/work-out/"))

    links = {n.attributes["href"].removeprefix("../../") for n in calculator.css("main a")}

    assert tables <= links
    assert "hidden" in calculator.css_first("#calculator").attributes
