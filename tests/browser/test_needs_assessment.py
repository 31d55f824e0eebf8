"""From a month that is published to a release that anybody can check: an analyst, then an approver, then the public."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from playwright.sync_api import expect

from answerable.cli.demonstration import crime
from tests.browser.conftest import NARROW, WIDE, Visitor, accessibility_faults, faults_by_eye

pytestmark = pytest.mark.browser

FORCE = "Marlshire Police"
LONG = 120_000  # milliseconds: reading files and building, on a machine that does other things as well


def faults(window: Visitor) -> list[str]:
    """What is wrong with the page as it stands, wide and narrow. Without script axe cannot look."""
    found = []
    for size in (NARROW, WIDE):
        window.page.set_viewport_size(size)
        found += faults_by_eye(window.page) + (accessibility_faults(window.page) if window.script else [])
    return found


def file(name: str, content: bytes) -> Any:
    return {"name": name, "mimeType": "text/csv", "buffer": content}


@pytest.mark.parametrize(("script", "after"), [(True, 1), (False, 2)], ids=["with script", "without script"])
def test_a_month_that_comes_later_is_taken_in_built_signed_and_published(visitor, sites, script, after):
    month = crime.months(datetime.now(UTC).date())[-1] + after
    nia = visitor(script=script).sign_in("analyst")
    page = nia.page
    page.set_default_timeout(LONG)
    nia.open("/violence/data/")
    page.get_by_label("Files", exact=True).set_input_files([
        file(f"{month}-marlshire-street.csv", crime.street_file(FORCE, [month])), file("letter.csv", b"Dear Nia,\n")])
    nia.press("Take in")
    expect(page.locator("main")).to_contain_text("letter.csv: not taken in.")
    expect(page.locator("main")).to_contain_text(f"{month}-marlshire-street.csv: Recorded crime, month by month")
    assert faults(nia) == []

    nia.open("/violence/assessment/").follow("Note what happened to a series")
    page.get_by_label("Series").select_option("robbery")
    page.get_by_label("From which month on").fill(str(month))
    page.get_by_label("What happened").fill(f"A patrol began in {month.in_words}.")
    assert faults(nia) == []
    nia.press("Keep the note")
    nia.follow("Add a conclusion that rests on a measure")
    page.get_by_label("Series").select_option("robbery")
    page.get_by_label("Rests on").select_option("CHANGE")
    page.get_by_label("What you conclude").fill(f"Robbery is looked at again after {month.in_words}.")
    assert faults(nia) == []
    nia.press("Keep the conclusion")

    nia.press("Build")
    if not script:
        assert faults(nia) == []
        nia.press("Build now")
    expect(page.locator("main")).to_contain_text("Built. Read it through", timeout=LONG)
    expect(page.locator("main")).to_contain_text(f"Robbery is looked at again after {month.in_words}.")
    assert faults(nia) == []
    nia.follow("Send it for signing")
    assert faults(nia) == []
    nia.press("Send")
    expect(page.locator("main")).to_contain_text("It waits for an approver.")
    assert page.get_by_role("link", name="Sign, or send back").count() == 0

    release = sign(visitor(script=script).sign_in("approver"))
    public = visitor(script=script).open(f"{sites.register}/needs-assessments/{release}/")
    expect(public.page.locator("main")).to_contain_text("What changed since the last release")
    expect(public.page.get_by_role("listitem").filter(has_text="Data: added")).to_contain_text(month.in_words)
    assert faults(public) == []
    folder = sites.home / "register" / "mar" / "needs-assessments" / release
    assert str(month) in json.loads((folder / "assessment.json").read_text("utf-8"))["months"]
    checked = sites.run("verify", str(sites.home / "register" / "mar"))
    assert checked.returncode == 0, checked.stdout + checked.stderr


def sign(ruth: Visitor) -> str:
    """Ruth reads, signs and publishes; the public reference of what she published."""
    page = ruth.page
    page.set_default_timeout(LONG)
    page.get_by_role("link", name="Sign, or send back").first.click()
    assert faults(ruth) == []
    ruth.press("Sign and publish")
    if page.get_by_label("Your password").count():
        page.get_by_label("Your password").fill(ruth.sites.sign_ins["approver"]["password"])
        page.get_by_role("button").filter(has_text="Go on").click()
    expect(page.locator("main")).to_contain_text("Signed and published.", timeout=LONG)
    number = page.locator("table").get_by_role("link").first.inner_text().split()[0]
    return f"mar-needs-{number}"
