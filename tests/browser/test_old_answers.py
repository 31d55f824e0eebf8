"""Bringing in an old answer in a real browser, and pasting from a word processor, with and without script."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import accessibility_faults, faults_by_eye
from tests.intake.old_answers import Old, as_table, as_text, as_word

pytestmark = pytest.mark.browser
LIST = "/office/old-answers/"
PASTE = """(area, html) => {
  const held = new DataTransfer();
  held.setData("text/html", html);
  held.setData("text/plain", "plain");
  area.focus();
  area.dispatchEvent(new ClipboardEvent("paste", { clipboardData: held, bubbles: true, cancelable: true }));
}"""


def fine(window: Any) -> None:
    assert accessibility_faults(window.page) == []
    assert faults_by_eye(window.page) == []


@pytest.mark.parametrize("narrow", [False, True])
def test_from_a_file_to_the_register_without_script(visitor, sites, tmp_path, narrow):
    title = f"Old answer {'on a phone' if narrow else 'on a desk'}"
    file = tmp_path / "old.html"
    file.write_bytes(as_table(Old(title=title)))
    asha, ruth = (visitor(script=False, narrow=narrow).sign_in(role) for role in ("author", "approver"))

    asha.open(LIST).press("Bring in an old answer")
    asha.page.get_by_label("Upload the page").check()
    asha.page.locator("input[type=file]").set_input_files(file)
    asha.press("Read the page")
    expect(asha.page.get_by_role("heading", level=1)).to_contain_text(title)
    assert faults_by_eye(asha.page) == []
    asha.press("Add it as an imported answer")
    ruth.open(LIST).follow(title)
    ruth.press("Agree, and put it on the register")

    expect(ruth.page.get_by_text("On the public register as")).to_be_visible()
    reader = visitor(script=False).open(f"{sites.register}/responses/")
    reader.follow(title)
    expect(reader.page.get_by_role("main")).to_contain_text("It is not counted as in time")


def test_several_files_are_read_while_the_page_is_open(visitor, tmp_path):
    files = []
    for name, data in (("a.txt", as_text(Old(title="First of several"))), ("b.docx", as_word(Old(title="Second")))):
        (tmp_path / name).write_bytes(data)
        files.append(tmp_path / name)
    asha = visitor().sign_in("author").open(f"{LIST}add/")

    asha.page.get_by_label("Upload the page").check()
    asha.page.locator("input[type=file]").set_input_files(files)
    asha.press("Read the page")

    expect(asha.page.get_by_text("All pages are read.")).to_be_visible()
    expect(asha.page.get_by_role("link", name="First of several")).to_be_visible()
    fine(asha)


def test_every_page_of_an_old_answer_is_accessible(visitor):
    for narrow in (False, True):
        asha = visitor(narrow=narrow).sign_in("author")
        for address in ("", "add/", "1/", "2/", "2/put-right/"):
            fine(asha.open(f"{LIST}{address}"))


def test_what_is_pasted_from_a_word_processor_comes_out_as_light_markup(visitor):
    asha = visitor().sign_in("author").open(f"{LIST}2/put-right/")
    area = asha.page.locator("textarea[name=response]")
    before = area.input_value()
    area.press("Control+End")

    area.evaluate(PASTE, "<p style='font-family:Arial'>Two:</p><ul><li>one</li><li>two</li></ul>")

    expect(area).to_have_value(f"{before}Two:\n\n- one\n- two")
    expect(asha.page.locator("[data-kept]")).to_contain_text("Fonts, colours and sizes were left out.")
    area.press("Control+z")
    expect(area).to_have_value(before)
