"""The pictures of the guide, taken from the product itself: a picture whose page has gone or changed its heading fails.

They are taken into a temporary folder. To renew those of the guide, run this module with PICTURES=1.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.browser.conftest import ROOT, Visitor

pytestmark = pytest.mark.browser

PICTURES = ROOT / "docs" / "guide" / "pictures"
LARGEST = 120_000  # bytes
TALLEST = {True: 1100, False: 1250}  # pixels, by whether the picture is narrow
JOINT, CRIME = "Joint targeted area inspection of Marlshire", "How Marlshire Police records crime (example)"
CHILDREN = "Protecting children from exploitation: an inspection of Marlshire Police (example)"
ROADS = "Roads policing: a national inspection (example)"
Step = Callable[[Visitor], object]


def no_step(window: Visitor) -> None:
    """The page is shown as it opens."""


def unfold(words: str) -> Step:
    return lambda window: window.page.get_by_text(words).first.click()


def split_in_two(window: Visitor) -> None:
    window.follow("Split finding 2")
    window.page.get_by_role("checkbox").nth(1).check()
    window.press("See the result")


def go_to_the_decision(window: Visitor) -> None:
    window.follow("Go to the decision")


def upload_half_a_file(window: Visitor) -> None:
    window.page.get_by_label("Upload the report").check()
    half = (b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n" * 3)
    window.page.locator("input[type=file]").set_input_files(
        {"name": "report.pdf", "mimeType": "application/pdf", "buffer": half})
    window.press("Read the report")
    expect(window.page.get_by_role("heading", level=1)).to_have_text("We could not read this file", timeout=60_000)


def save_over_a_colleague(window: Visitor) -> None:
    """Asha has the page open; Tom saves; then she does."""
    tom = Visitor(window.context.browser, window.sites).sign_in("second_author").open(window.page.url)
    answer = "What has been or will be done, or the reason"
    tom.page.get_by_label(answer).fill("I have asked the force for weekly figures. They will be published quarterly.")
    tom.press("Save and come back")
    tom.context.close()
    window.page.get_by_label(answer).fill("I have asked the force for daily figures, and will publish them each month.")
    window.press("Save and come back")


@dataclass(frozen=True)
class Picture:
    name: str
    role: str  # a key of the demonstration's sign-ins; empty: a reader of the register
    heading: str  # words of the main heading
    address: str  # below the report when there is one, else below the site
    report: str = ""  # title; the newest of that title
    step: Step = no_step
    narrow: bool = False
    as_seen: bool = False  # what the window shows, not the page from its top


TABLE = (
    Picture("register-home-wide", "", "Responses to inspections", "/"),
    Picture("what-needs-you-now", "author", "What needs you now", "/"),
    Picture("add-a-report", "author", "Add a report", "/reports/add/"),
    Picture("the-report", "author", CRIME, "", CRIME),
    Picture("what-was-read", "author", "Check what we read", "confirm/", JOINT),
    Picture("a-page-of-findings", "author", "Page 1: 2 findings", "confirm/pages/1/", JOINT),
    Picture("split-a-finding", "author", "Split finding 2", "confirm/pages/1/", JOINT, split_in_two),
    Picture("is-an-answer-due", "author", "Is an answer due?", "duty/", JOINT),
    Picture("dates-that-apply", "author", "Dates that apply", "dates/", CRIME, unfold("How this was counted")),
    Picture("answer-to-a-finding", "author", "Answer to finding 1", "write/findings/1/", CRIME),
    Picture("checks", "author", "Checks before publishing", "checks/", CRIME),
    Picture("sign-off-narrow", "approver", "Sign off", "sign-off/", ROADS, narrow=True),
    Picture("decision-narrow", "approver", "Sign off", "sign-off/", ROADS, go_to_the_decision, narrow=True,
            as_seen=True),
    Picture("published", "author", "Publish the answer", "publish/", CHILDREN),
    Picture("send-copies", "author", "Send copies", "send/", "Police custody in Marlshire (example)"),
    Picture("a-response", "", f"Response: {CHILDREN}", "/responses/", step=lambda window: window.follow(CHILDREN)),
    Picture("people-and-roles", "administrator", "People and roles", "/office/people/"),
    Picture("someone-else-changed-this", "author", "Someone else changed this", "write/findings/1/", CRIME,
            save_over_a_colleague),
    Picture("data-we-hold", "analyst", "Data we hold", "/violence/data/"),
    Picture("needs-assessment", "analyst", "Needs assessment", "/violence/assessment/"),
    Picture("could-not-read", "author", "We could not read this file", "/reports/add/", step=upload_half_a_file),
)


@pytest.mark.parametrize("picture", TABLE, ids=lambda picture: picture.name)
def test_the_page_of_a_picture_opens_and_is_the_one_meant(visitor: Any, tmp_path: Path, picture: Picture) -> None:
    window = visitor(narrow=picture.narrow)
    open_page(window, picture)
    picture.step(window)

    assert picture.heading in window.page.locator("h1").inner_text()
    file = (PICTURES if os.environ.get("PICTURES") == "1" else tmp_path) / f"{picture.name}.png"
    file.write_bytes(taken(window.page, picture))
    assert file.stat().st_size <= LARGEST


def test_the_folder_of_pictures_holds_these_and_no_others() -> None:
    assert {file.name for file in PICTURES.iterdir()} == {f"{picture.name}.png" for picture in TABLE}


def open_page(window: Visitor, picture: Picture) -> None:
    if not picture.role:
        window.open(f"{window.sites.register}{picture.address}")
    elif not picture.report:
        window.sign_in(picture.role).open(picture.address)
    else:
        window.sign_in(picture.role).open("/reports/").follow(picture.report)
        window.open(f"{window.page.url}{picture.address}")


def taken(page: Any, picture: Picture) -> bytes:
    """The page as PNG, from its top to its foot or to a height that a reader takes in, in few colours."""
    image = Image.open(BytesIO(page.screenshot(full_page=not picture.as_seen, animations="disabled")))
    image = image.crop((0, 0, image.width, min(image.height, TALLEST[picture.narrow])))
    out = BytesIO()
    image.convert("RGB").quantize(64).save(out, "PNG", optimize=True)
    return out.getvalue()
