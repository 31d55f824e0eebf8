"""The chief officer's door in a real browser: with and without script, wide and on a phone, to the accepted words."""

from __future__ import annotations

import re
import sqlite3
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NARROW, WIDE, Visitor, accessibility_faults, faults_by_eye

pytestmark = pytest.mark.browser

SAID = "We accept this.\n\n- Weekly checks go on."
POSITION = "Checked every Monday."


class Office:
    """Asha at the page on which she asks; each call replaces the link, so that every test has its own."""

    def __init__(self, visitor: Any) -> None:
        self.asha = visitor().sign_in("author")
        self.asha.open("/reports/")
        self.asha.follow("How Marlshire Police records crime (example)")
        self.page = self.asha.page.url + "chief-officer/"

    def new_link(self) -> str:
        page = self.asha.open(self.page).page
        if page.get_by_role("button", name="Let them send again").count():
            self.asha.press("Let them send again")
        page.get_by_text("Replace the link").first.click()
        self.asha.press("Replace the link")
        address = page.locator(".app-once").inner_text().strip()
        self.asha.press("I have sent it")
        return address

    def code(self) -> str:
        self.asha.open(self.page)
        self.asha.press("Show a code to read out")
        return re.sub(r"\D", "", self.asha.page.locator(".app-once").inner_text())


@pytest.fixture
def office(visitor) -> Office:
    return Office(visitor)


def faults(window: Visitor) -> list[str]:
    """What is wrong with the page as it stands, wide and narrow. Without script axe cannot look."""
    found = []
    for size in (WIDE, NARROW):
        window.page.set_viewport_size(size)
        found += faults_by_eye(window.page)
        if window.script:
            found += accessibility_faults(window.page)
    window.page.set_viewport_size(WIDE)
    return found


def enter(window: Visitor, address: str, code: str) -> None:
    window.open(address)
    assert faults(window) == []
    window.page.get_by_label("Code", exact=True).fill(code)
    window.press("Go on")


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_from_the_link_to_the_accepted_words(visitor, office, script):
    sam = visitor(script=script)
    enter(sam, office.new_link(), office.code())
    page = sam.page
    assert faults(sam) == []
    page.get_by_role("link", name="Comments on the whole report").click()
    assert faults(sam) == []
    page.locator("textarea").fill(SAID)
    sam.press("Save and go on")
    assert faults(sam) == []
    page.locator("textarea").first.fill(POSITION)
    sam.press("Save and come back")
    page.get_by_role("button", name="Check before you send").click()
    sam.press("Send")
    expect(page.locator(".govuk-error-summary")).to_contain_text("Enter your name and post")
    assert faults(sam) == []
    page.get_by_label("Your name").fill("Sam Bell")
    page.get_by_label("Your post").fill("Deputy Chief Constable")
    page.get_by_label("I am allowed to send these for the Chief Constable").check()
    sam.press("Send")
    expect(page.locator("h1")).to_have_text("Comments sent")
    assert faults(sam) == []

    asha = office.asha.open(office.page)
    assert faults(asha) == []
    asha.follow("Read and accept what came")
    assert faults(asha) == []
    for choice in asha.page.get_by_label("Those that came").all():
        choice.check()
    asha.press("Accept")
    expect(asha.page.locator("main")).to_contain_text("Weekly checks go on.")


def test_a_link_that_does_not_work_says_so_and_names_nobody_else(visitor, office):
    window = visitor(narrow=True)
    window.open(f"{window.sites.workspace}/i/no-such-token/")

    expect(window.page.locator("h1")).to_have_text("This link does not work now")
    assert faults(window) == []


def test_words_survive_the_end_of_the_session(visitor, office):
    for script in (True, False):
        sam = visitor(script=script)
        address = office.new_link()
        enter(sam, address, office.code())
        sam.page.get_by_role("link", name="Comments on the whole report").click()
        sam.page.locator("textarea").fill("Half a sentence that must not get lost")
        end_sessions(sam)
        sam.press("Save and come back")
        expect(sam.page.locator("h1")).to_have_text("Enter a code to go on")
        assert faults(sam) == []
        sam.page.get_by_label("Code", exact=True).fill(office.code())
        sam.press("Go on")
        if not script:
            sam.press("Check what you typed")
        expect(sam.page.locator("textarea")).to_have_value("Half a sentence that must not get lost")
        sam.page.locator("textarea").fill("")
        sam.press("Save and come back")


def end_sessions(window: Visitor) -> None:
    with sqlite3.connect(window.sites.home / "answerable.sqlite3", timeout=20) as database:
        database.execute("UPDATE links_linksession SET ends_at = '2020-01-01 00:00:00'")


def test_a_browser_that_dies_loses_no_more_than_20_seconds(visitor, office):
    sam = visitor()
    address = office.new_link()
    enter(sam, address, office.code())
    scripts: list[Any] = []
    sam.page.route("**/workspace*.js", lambda route: scripts.append(route))
    with sam.page.expect_request("**/workspace*.js"):
        sam.page.get_by_role("link", name="Comments on the whole report").click(no_wait_after=True)
    sam.page.locator("textarea").fill("Kept by itself")  # before the script has come
    for script in scripts:
        script.continue_()
    expect(sam.page.locator("[data-kept]")).to_contain_text("Draft saved", timeout=40_000)
    sam.page.locator("textarea").fill("Kept by itself twice")
    sam.page.wait_for_timeout(21_000)
    sam.context.clear_cookies()

    another = visitor()
    enter(another, address, office.code())
    another.page.get_by_role("link", name="Comments on the whole report").click()
    expect(another.page.locator("textarea")).to_have_value("Kept by itself twice")
    another.page.locator("textarea").fill("")
    another.press("Save and come back")


def test_no_other_site_learns_from_where_it_was_asked(visitor, office):
    sam = visitor()
    referrers: list[str | None] = []
    sam.context.route("https://inspectorate.example/**", lambda route: (
        referrers.append(route.request.headers.get("referer")), route.fulfill(body="the report")))
    within: list[str] = []
    sam.page.on("request", lambda request: within.append(request.headers.get("referer", "")))
    address = office.new_link()
    enter(sam, address, office.code())

    with sam.context.expect_page():
        sam.page.get_by_role("link", name="Read the report").click()
    sam.page.wait_for_timeout(500)

    assert referrers == [None]
    token = address.rstrip("/").rsplit("/", 1)[-1]
    assert [one for one in within if token in one] == []


def test_the_force_s_own_account_meets_no_fault(visitor, sites):
    from tests.browser.test_every_page import walk

    assert walk(visitor().sign_in("force_contributor"), sites.workspace, f"{sites.workspace}/") == {}
