"""The public calculator looks a last day up in the register's tables, and leads to them without a script."""

from __future__ import annotations

import re
from typing import Any

import pytest

pytestmark = pytest.mark.browser


def work_out(page: Any, day: str, month: str, year: str) -> None:
    page.get_by_label("Day", exact=True).fill(day)
    page.get_by_label("Month", exact=True).fill(month)
    page.get_by_label("Year", exact=True).fill(year)
    page.get_by_role("button", name="Work out the last day").click()


def test_it_gives_the_last_day_with_its_working(visitor, sites):
    page = visitor().open(f"{sites.register}/deadlines/work-out/").page

    work_out(page, "20", "11", "2024")

    answer = page.get_by_role("status")
    answer.get_by_text("The last day is Tuesday 14 January 2025").wait_for()
    assert "Police Act 1996, section 55(5A)" in answer.inner_text()
    answer.get_by_role("link", name="See it in the table").click()
    assert page.url.endswith("/deadlines/police-act-1996-s55/2024/#d-2024-11-20")


def test_a_day_before_the_rule_is_answered_with_the_days_that_can_be_asked(visitor, sites):
    page = visitor().open(f"{sites.register}/deadlines/work-out/").page

    for asked in (("1", "5", "2017"), ("31", "2", "2024"), ("", "", "")):
        work_out(page, *asked)

        assert page.get_by_text("Enter a date between 2 May 2017 and 31 December 2027").is_visible()
        assert page.evaluate("document.activeElement.id") == "problem"


def test_without_a_script_a_table_is_two_links_away(visitor, sites):
    page = visitor(script=False).open(f"{sites.register}/deadlines/work-out/").page
    assert not page.get_by_role("button", name="Work out the last day").is_visible()

    page.get_by_role("link", name=re.compile("^2024 ?: Comments on a report about a police force$")).click()

    assert page.locator("#d-2024-11-20").inner_text().endswith("Tuesday 14 January 2025")
