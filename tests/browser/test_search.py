"""The search finds what is on the register, marks the words, and never takes a text for markup."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from answerable.records.contents import WrittenPart
from answerable.register.search import words_of
from tests.browser.conftest import accessibility_faults, faults_by_eye
from tests.browser.served import served
from tests.records.build import Case, example_chain
from tests.register.site import thread_of

pytestmark = pytest.mark.browser

MARKUP = "Turnround <img src=x onerror=alert(1)> of <b>forms</b>"


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    out = tmp_path_factory.mktemp("register") / "site"
    chain = example_chain(30, findings=2)
    thread = thread_of(Case(days=50), findings=1)
    finding = thread.finding(1, answered=True).model_copy(update={"answer": MARKUP})
    parts = thread.answer(thread.moment(50).date()) | {
        "finding-0001": finding, "comments": WrittenPart(words=MARKUP, author="Helen Marsh", written_on=None)}
    answer = next(e for e in chain.records.entries if e.kind == "response")
    facts = answer.facts.model_copy(update={"ref": thread.ref, "published_on": thread.report_on})
    chain.append(facts, parts, chain.at)
    with served(chain.records, out) as address:
        yield address


@pytest.fixture
def page(chromium: Any, register: str) -> Iterator[Any]:
    context = chromium.new_context(viewport={"width": 360, "height": 740}, locale="en-GB")
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(f"{register}/search/")
    yield page
    context.close()
    assert complaints == []


def look_for(page: Any, words: str) -> str:
    page.get_by_label("Words to look for").fill(words)
    page.get_by_role("button", name="Search", exact=True).click()
    page.locator("#said:not(:empty), #problem:not([hidden])").first.wait_for()
    return page.locator("#said").inner_text()


def test_it_shows_pages_by_kind_with_the_words_found_marked(page):
    said = look_for(page, "custody inspections")

    assert said.endswith("“custody inspections”.")
    assert page.locator("h2", has_text="Responses (").is_visible()
    page.locator("#found mark").first.wait_for()
    assert page.locator("#found mark").first.inner_text().lower().startswith(("custody", "inspection"))
    assert page.locator("#found li").count() == int(said.split()[0])


def test_more_than_ten_of_a_kind_come_when_asked_for(page):
    look_for(page, "missing")
    findings = page.locator("section", has_text="Findings (")
    assert findings.locator("li").count() == 10

    page.get_by_role("button", name="Show more findings").click()

    assert findings.locator("li").count() == 20
    assert page.evaluate("document.activeElement.textContent").startswith("Finding ")


def test_a_text_with_markup_is_shown_as_text(page):
    assert look_for(page, "turnround") == "2 pages have “turnround”."

    page.locator("#found mark").first.wait_for()

    assert "<img src=x onerror=alert(1)>" in page.locator("#found").inner_text()
    assert page.locator("#found img, #found b").count() == 0
    assert look_for(page, "<img src=x onerror=alert(1)>") != ""
    assert page.locator("main img").count() == 0


def test_what_is_not_there_is_said_with_what_to_do(page):
    assert look_for(page, "zzz") == "No page has “zzz”. Check the spelling, or use the lists."

    look_for(page, " ? ")

    assert page.get_by_text("Enter a word of two letters or more").is_visible()
    assert page.evaluate("document.activeElement.id") == "problem"


def test_the_address_keeps_what_was_looked_for_and_the_way_back_works(page, register):
    look_for(page, "forms")
    assert page.url.endswith("?q=forms")
    look_for(page, "turnround")

    page.go_back()

    page.get_by_text("pages have “forms”").wait_for()
    assert page.get_by_label("Words to look for").input_value() == "forms"


def test_endings_of_english_words_are_no_hindrance(page):
    asked = {"recording": "record", "forces": "force", "needed": "need", "bodies": "bod", "used": "used", "s": "s"}

    told = page.evaluate("async (words) => { const m = await import('/search.js'); return words.map(m.beginnings) }",
                         list(asked))

    assert dict(zip(asked, told, strict=True)) == {w: [f"{s}y", f"{s}ies"] if w == "bodies" else [s]
                                                   for w, s in asked.items()}


def test_the_script_and_the_index_cut_texts_into_the_same_words(page):
    texts = ["Âge—café’s: O’Brien, 12½ x 3", "İstanbul ΣΟΦΟΣ straße ﬁne", "Dŵr Cymru; x_y a1 1a", "日本 ٣٤ Ⅻ ²",
             "don't", *(chr(code) * 2 for code in range(32, 0x2FF))]

    told = page.evaluate(
        "async (texts) => { const m = await import('/search.js'); return texts.map(m.wordsOf) }", texts)

    assert told == [words_of(text) for text in texts]


def test_the_page_with_results_has_no_fault(page):
    look_for(page, "missing")
    page.locator("#found mark").first.wait_for()

    assert accessibility_faults(page) == []
    assert faults_by_eye(page) == []
    page.set_viewport_size({"width": 1280, "height": 900})
    assert accessibility_faults(page) == []
    assert faults_by_eye(page) == []
