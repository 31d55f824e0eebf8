"""An owner outside gives an update in a real browser: with and without script, wide and on a phone."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visitor
from tests.browser.test_door import enter, faults

pytestmark = pytest.mark.browser

SAID = "20 of 40 forms are looked at."


class Office:
    """Asha at the page of the link; each call replaces it, so that every test has its own."""

    def __init__(self, visitor: Any) -> None:
        self.asha: Visitor = visitor().sign_in("author")
        page = self.asha.open("/commitments/new/").page
        page.get_by_label("What is promised").fill("Look at 40 forms and publish the result.")
        page.get_by_label("Organisation").first.fill("Marlshire Council")
        for name, value in (("due_on-day", "28"), ("due_on-month", "3"), ("due_on-year", "2031")):
            page.locator(f'[name="{name}"]').fill(value)
        page.locator('[name="date_from"]').last.check()
        page.locator("main form button").last.click()
        self.asha.follow("Give an owner outside the office a link for updates")
        page.wait_for_url("**/link/")
        self.page = page.url

    def new_link(self) -> str:
        page = self.asha.open(self.page).page
        assert faults(self.asha) == []
        page.get_by_label("Name").fill("Kim Lund")
        page.locator("main form button").last.click()
        page.locator(".app-once").wait_for()  # the page that the form leads to
        assert faults(self.asha) == []
        return page.locator(".app-once").inner_text().strip()

    def code(self) -> str:
        self.asha.open(self.page)
        self.asha.press("Show a code to read out")
        return re.sub(r"\D", "", self.asha.page.locator(".app-once").inner_text())


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_from_the_link_to_the_update_that_the_office_reads(visitor, script):
    office, kim = Office(visitor), visitor(script=script)
    enter(kim, office.new_link(), office.code())
    page = kim.page
    expect(page.locator("h1")).to_have_text("Update: Look at 40 forms and publish the result.")
    assert faults(kim) == []
    kim.press("Send update")
    expect(page.locator(".govuk-error-summary")).to_contain_text("Choose whether it is done")
    assert faults(kim) == []
    page.locator("#words").fill(SAID)
    page.get_by_label("Not sure").check()
    for name, value in (("to-day", "30"), ("to-month", "5"), ("to-year", "2031"), ("why", "The forms come late."),
                        ("name", "Kim Lund"), ("post", "Director")):
        page.locator(f'[name="{name}"]').fill(value)
    kim.press("Send update")
    expect(page.locator("h1")).to_have_text("Update sent")
    assert faults(kim) == []

    main = office.asha.open(office.page.replace("/link/", "/")).page.locator("main")
    expect(main).to_contain_text(SAID)
    expect(main).to_contain_text("Kim Lund, Director")
    expect(main).to_contain_text("Somebody asks to move the date to 30 May 2031")


def test_the_pages_of_reminders_have_no_fault(visitor):
    gwen = visitor().sign_in("administrator").open("/office/reminders/")
    assert faults(gwen) == []
    gwen.page.locator('[name="days-1"]').first.fill("soon")
    gwen.page.get_by_role("button", name="Save these steps").first.click()
    expect(gwen.page.locator(".govuk-error-summary")).to_contain_text("Enter the days as a number")
    assert faults(gwen) == []

    gwen.open("/you/reminders/")
    assert faults(gwen) == []
    gwen.press("Make an address")
    expect(gwen.page.locator(".app-once")).to_contain_text("/calendar/")
    assert faults(gwen) == []
