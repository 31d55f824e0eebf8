"""From a file to a published answer, as people do it: an officer, a second person, a reader. Without script.

The letter has 40 findings and is about an invented place. The officer puts right what a reader could get wrong in
each of the ways the pages offer, and the public register then shows what was signed, word for word.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from answerable.cli.demonstration.letter import example_letter
from tests.browser.conftest import faults_by_eye

pytestmark = pytest.mark.browser

ANSWER = "My office will look at this each quarter, and publish what it sees. Costs & benefits: both."


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    file = tmp_path / "letter.pdf"
    file.write_bytes(example_letter(40, dated=date(2026, 3, 2), due=date(2026, 6, 10)).pdf)
    return file


def test_a_report_becomes_a_published_answer_without_script(visitor, sites, letter):
    asha, rana, ruth = (visitor(script=False).sign_in(role) for role in ("author", "reviewer", "approver"))

    report = add_report(asha, letter)
    put_right_what_was_read(asha, report)
    confirm_the_rest(asha, report)
    decide(asha, report)
    confirm_the_decision(ruth, report)
    write(asha, report)
    review(rana, report)
    sign(ruth, report)
    publish(asha, report)

    read_in_public(visitor(script=False), sites)
    checked = sites.run("verify", str(sites.home / "register" / "mar"))
    assert checked.returncode == 0, checked.stdout


def add_report(asha: Any, letter: Path) -> str:
    page = asha.open("/reports/add/").page
    asha.press("Read the report")
    expect(page.get_by_role("alert")).to_contain_text("Choose how you want to add the report")
    page.get_by_label("Upload the report").check()
    page.locator("input[type=file]").set_input_files(letter)
    asha.press("Read the report")
    asha.press("See whether it is ready")
    expect(page.get_by_role("heading", level=1)).to_contain_text("newer copy")
    page.get_by_label("It is another report").check()
    asha.press("Save")
    return "/".join(page.url.split("/")[:5]) + "/"


def put_right_what_was_read(asha: Any, report: str) -> None:
    """Edit, join, split, leave out, put back and add, each from the page of findings and back to it."""
    page = asha.open(f"{report}confirm/").page
    expect(page.locator("main")).to_contain_text("found 40 findings")
    asha.open(f"{report}confirm/pages/2/")
    assert page.locator("svg image").count() >= 1
    assert page.locator("svg rect").count() >= 10, "findings are outlined on the picture"
    assert faults_by_eye(page) == []

    asha.follow("Edit finding 4")
    page.get_by_label("Words").fill("")
    asha.press("Save finding 4")
    expect(page.get_by_role("alert")).to_contain_text("Enter the words of the finding")
    asha.open(f"{report}confirm/pages/2/").follow("Edit finding 4")
    page.get_by_label("Words").fill(page.get_by_label("Words").input_value() + " Invented addition.")
    asha.press("Save finding 4")
    expect(page.get_by_role("alert")).to_contain_text("does not have these words")
    page.get_by_label("No, take them out").check()
    asha.press("Save finding 4")
    expect(page.locator("h1")).to_contain_text("Page 2")

    asha.follow("Join finding 6")
    page.get_by_role("radio").nth(0).check()
    page.get_by_label("As one text").check()
    asha.press("See the result")
    asha.press("Join")
    expect(page.locator("main")).to_contain_text("Page 2")

    asha.open(f"{report}confirm/pages/2/").follow("Leave out finding 9")
    asha.press("Leave out")
    expect(page.get_by_role("alert")).to_contain_text("Choose why finding 9 is left out")
    page.get_by_label("Not something the inspectorate wants acted on").check()
    asha.press("Leave out")
    asha.open(f"{report}confirm/left-out/")
    page.get_by_role("button", name="Put back").last.click()
    asha.open(f"{report}confirm/pages/2/").follow("Leave out finding 9")
    page.get_by_label("Read wrongly").check()
    asha.press("Leave out")

    asha.open(f"{report}confirm/pages/1/").follow("Split finding 2")
    page.get_by_role("checkbox").first.check()
    asha.press("See the result")
    asha.press("Split into 2")
    expect(page.locator("h1")).to_contain_text("Page 1: 3 findings")

    asha.open(f"{report}confirm/pages/2/").follow("Add a finding from this page")
    page.get_by_label("Or type its words").fill("The reach of early help offered in the evening.")
    page.get_by_label("Area for improvement").check()
    asha.press("Add finding")
    expect(page.locator("main")).to_contain_text("The reach of early help offered in the evening.")


def confirm_the_rest(asha: Any, report: str) -> None:
    page = asha.open(f"{report}confirm/details/").page
    asha.press("These are right")
    asha.open(f"{report}confirm/")
    numbers = sorted({int(link.split("/pages/")[1].split("/")[0]) for link in page.eval_on_selector_all(
        "a[href*='/confirm/pages/']", "links => links.map(link => link.getAttribute('href'))")})
    for number in numbers:
        asha.open(f"{report}confirm/pages/{number}/")
        for question in page.locator(".app-doubt").all():
            question.get_by_role("radio").first.check()
        button = page.get_by_role("button", name=re.compile(r"^Confirm \d"))
        if button.count():
            button.click()
    asha.open(f"{report}confirm/finish/")
    page.get_by_role("button", name=re.compile(r"^Confirm \d+ findings$")).click()
    expect(page.locator("main")).to_contain_text("confirmed")


def decide(asha: Any, report: str) -> None:
    page = asha.open(f"{report}duty/").page
    asha.press("Save the decision")
    expect(page.get_by_role("alert")).to_contain_text("Choose whether an answer is due")
    page.get_by_label("Yes, by our practice").check()
    page.get_by_label("Why", exact=True).fill("Another authority owes the statement. Policing was part of it.")
    asha.press("Save the decision")


def confirm_the_decision(ruth: Any, report: str) -> None:
    ruth.open(f"{report}duty/confirm/")
    ruth.press("Confirm the decision")
    expect(ruth.page.locator("main")).to_contain_text("confirmed")


def write(asha: Any, report: str) -> None:
    page = asha.open(f"{report}write/findings/1/").page
    page.get_by_label("Action taken or proposed").check()
    page.get_by_label("What has been or will be done, or the reason").fill(ANSWER)
    page.get_by_text("This answer also covers other findings").click()
    for box in page.get_by_role("checkbox").all():
        box.check()
    page.get_by_role("button", name="Save and").first.click()
    comments = "I welcome this report. The child was born on 3 March 2011.\n\n- one point\n- another"
    texts = {"comments": comments, "key-findings": "In short."}
    for slot, words in texts.items():
        asha.open(f"{report}write/{slot}/")
        page.get_by_label("Text").fill(words)
        asha.press("Save and come back")
    asha.open(f"{report}chief-officer/record/")
    page.get_by_role("radio").last.check()
    asha.press("Save")
    asha.open(f"{report}checks/")
    expect(page.locator("main")).to_contain_text("Must be put right (1)")
    asha.open(f"{report}write/comments/")
    page.get_by_label("Text").fill("I welcome this report.\n\n- one point\n- another")
    asha.press("Save and come back")
    asha.open(f"{report}checks/")
    asha.press("Send to review")
    expect(page.locator("main")).to_contain_text("You cannot review")


def review(rana: Any, report: str) -> None:
    page = rana.open(f"{report}review/").page
    expect(page.locator("main")).to_contain_text(ANSWER)
    page.get_by_label("Ready to sign off").check()
    rana.press("Record my decision")
    expect(page.locator("main")).to_contain_text("ready to sign off")


def sign(ruth: Any, report: str) -> None:
    page = ruth.open(f"{report}sign-off/").page
    expect(page.locator("main")).to_contain_text(ANSWER)
    page.get_by_label("Sign off", exact=True).check()
    page.get_by_label("Your password").fill(ruth.sites.sign_ins["approver"]["password"])
    ruth.press("Record my decision")
    expect(page.locator("main")).to_contain_text("Signed off")


def publish(asha: Any, report: str) -> None:
    page = asha.open(f"{report}publish/").page
    asha.press("Publish")
    expect(page.locator(".govuk-panel")).to_contain_text("Published")


def read_in_public(reader: Any, sites: Any) -> None:
    page = reader.open(f"{sites.register}/").page
    reader.follow("Joint targeted area inspection of Marlshire")
    expect(page.locator("main")).to_contain_text(ANSWER)
    assert page.locator("main li").filter(has_text="one point").count() == 1
