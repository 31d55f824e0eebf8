"""From a file of figures to a second release: an analyst on a phone, an approver, a reader; with and without script.

Each journey takes in a month of its own and counts the releases before it, so that either can be run first or alone.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

import pytest
from playwright.sync_api import expect

from answerable.cli.demonstration import crime
from answerable.measures.months import Month
from answerable.records import london_day
from tests.browser.conftest import NARROW, WIDE, Visitor, accessibility_faults, faults_by_eye

pytestmark = pytest.mark.browser

FORCE = "Marlshire Police"
SLOW = 120_000  # milliseconds: files are read behind the fence, every measure is calculated
CHANGED = "What changed since the last release"


@pytest.mark.parametrize(("script", "later"), [(False, 1), (True, 2)], ids=["without script", "with script"])
def test_a_month_that_came_becomes_a_second_signed_release(visitor, sites, script, later):
    month = crime.months(london_day(datetime.now(UTC)))[-1] + later
    before = releases(visitor(), sites)
    nia = visitor(narrow=True, script=script).sign_in("analyst")

    take_in(nia, month)
    add_note(nia, month, f"A month on trial, {month} (example).")
    conclude(nia, f"Robbery needs a second look after {month} (example).")
    build(nia)
    built = nia.page.url
    expect(nia.page.locator("main")).to_contain_text(f"Robbery needs a second look after {month} (example).")
    expect(nia.page.locator("main")).to_contain_text(CHANGED)
    given = tables(nia)
    send(nia)
    nia.open(f"{built}sign/")
    expect(nia.page.get_by_role("button", name="Sign and publish")).to_have_count(0)
    sign(visitor(script=script).sign_in("approver"), built)

    reader = visitor(narrow=True, script=script)
    assert releases(reader, sites) == before + 1
    read_in_public(reader, f"Robbery needs a second look after {month} (example).")
    public = {link.get_attribute("download"): fetched(reader, link)
              for link in reader.page.locator("a[download]").all()}
    assert public == given
    checked = sites.run("verify", str(sites.home / "register" / "mar"))
    assert checked.returncode == 0, checked.stdout


def look(window: Visitor) -> None:
    """No fault on the page as it stands, wide and narrow. Without script axe cannot look."""
    size = window.page.viewport_size
    found = []
    for each in (WIDE, NARROW):
        window.page.set_viewport_size(each)
        found += faults_by_eye(window.page)
        if window.script:
            found += accessibility_faults(window.page)
    window.page.set_viewport_size(size)
    assert found == [], window.page.url


def take_in(nia: Visitor, month: Month) -> None:
    page = nia.open("/violence/assessment/").page
    look(nia)
    nia.follow("Data we hold")
    look(nia)
    page.get_by_label("Files").set_input_files([
        {"name": f"{month}-marlshire-street.csv", "mimeType": "text/csv",
         "buffer": crime.street_file(FORCE, [month])},
        {"name": "minutes.csv", "mimeType": "text/csv", "buffer": b"Item,Decision\n1,Agreed\n"},
    ])
    page.get_by_role("button", name="Take in", exact=True).click(timeout=SLOW)
    came = page.locator("main li")
    expect(came.filter(has_text=f"{month}-marlshire-street.csv")).to_contain_text("rows.", timeout=SLOW)
    expect(came.filter(has_text="minutes.csv")).to_contain_text("not taken in. It is no street file")
    look(nia)


def add_note(nia: Visitor, month: Month, words: str) -> None:
    page = nia.open("/violence/assessment/note/").page
    look(nia)
    page.get_by_label("Series").select_option(label="Robbery")
    page.get_by_label("From which month on").fill(str(month))
    page.get_by_label("What happened").fill(words)
    nia.press("Keep the note")
    expect(page.locator("main")).to_contain_text(words)


def conclude(nia: Visitor, words: str) -> None:
    page = nia.open("/violence/assessment/conclusion/").page
    look(nia)
    page.get_by_label("Series").select_option(label="Robbery")
    page.get_by_label("Rests on").select_option(index=1)
    page.get_by_label("What you conclude").fill(words)
    nia.press("Keep the conclusion")
    expect(page.locator("main")).to_contain_text(words)
    look(nia)


def build(nia: Visitor) -> None:
    """With script the page sends itself; without, its button does."""
    nia.press("Build")
    if not nia.script:
        expect(nia.page.locator("h1")).to_have_text("Building the needs assessment")
        look(nia)
        nia.page.get_by_role("button", name="Build now").click(timeout=SLOW, no_wait_after=True)
    expect(nia.page).to_have_url(re.compile(r"/violence/assessment/\d+/$"), timeout=SLOW)
    look(nia)


def tables(nia: Visitor) -> dict[str, bytes]:
    """Each table of what was built by its name, as the workspace gives it."""
    links = nia.page.locator("#files-of-it + ul a").all()
    assert links
    return {link.inner_text(): fetched(nia, link) for link in links}


def fetched(window: Visitor, link: Any) -> bytes:
    answer = window.context.request.get(link.evaluate("link => link.href"))
    assert answer.ok
    return bytes(answer.body())


def send(nia: Visitor) -> None:
    nia.page.get_by_role("link", name="Send it for signing").click()
    look(nia)
    nia.press("Send")
    expect(nia.page.locator("main")).to_contain_text("It waits for an approver.")
    look(nia)


def sign(ruth: Visitor, built: str) -> None:
    page = ruth.open(built).page
    expect(page.locator("main")).to_contain_text(CHANGED)
    look(ruth)
    page.get_by_role("link", name="Sign, or send back").click()
    look(ruth)
    page.get_by_role("button", name="Sign and publish").click(timeout=SLOW)
    again = page.get_by_label("Your password")
    expect(again.or_(page.get_by_text("Signed and published.")).first).to_be_visible(timeout=SLOW)
    if again.count():  # she signed in more than five minutes ago: the machine is slow
        again.fill(ruth.sites.sign_ins["approver"]["password"])
        page.locator("main button").click(timeout=SLOW)
    expect(page.get_by_text("Signed and published.")).to_be_visible(timeout=SLOW)
    look(ruth)


def releases(reader: Visitor, sites: Any) -> int:
    """How many stand on the register; the reader is left on that page."""
    reader.open(f"{sites.register}/needs-assessments/")
    look(reader)
    return int(reader.page.locator("tbody tr").count())


def read_in_public(reader: Visitor, words: str) -> None:
    page = reader.page
    page.locator("tbody a").first.click()
    expect(page.locator("main")).to_contain_text(CHANGED)
    expect(page.locator("main")).to_contain_text(words)
    look(reader)
