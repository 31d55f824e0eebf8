"""The indexes that the search looks into hold the words of the current pages and nothing else."""

from __future__ import annotations

import json
from collections.abc import Mapping
from itertools import accumulate

from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from answerable.records.contents import WrittenPart
from answerable.register.search import index_json, words_of
from tests.records.build import AS_AT, Case, example_records
from tests.register.site import add_version, files_of, one_response, page

INDEX = "search/2024.json"


def pages_with(files: Mapping[str, bytes], word: str, name: str = INDEX) -> list[list[int | str]]:
    index = json.loads(files[name])
    return [index["pages"][number] for number in accumulate(index["words"].get(word, []))]


def test_a_word_leads_to_the_pages_that_have_it():
    files = files_of(one_response().records, AS_AT)

    assert pages_with(files, "exploitation") == [
        [0, "mar-2024-001", "Protecting children from exploitation: an inspection of Marlshire Police", "Published"]]
    assert [found[2] for found in pages_with(files, "reported")] == [1, 2, 3, 4]
    assert pages_with(files, "forms")[0] == [
        1, 0, 1, "The force should use one test of risk for every child ..."]


def test_each_year_of_reports_has_an_index_of_its_own_and_the_page_names_them():
    files = files_of(example_records(), AS_AT)

    names = sorted(name for name in files if name.startswith("search/") and name.endswith(".json"))
    form = LexborHTMLParser(page(files, "search/")).css_first("form")

    assert names == ["search/2023.json", "search/2024.json", "search/2025.json", "search/deadlines.json"]
    assert sorted(f"search/{name}.json" for name in form.attributes["data-indexes"].split()) == names


def test_removed_words_are_in_no_index():
    chain = one_response()
    assert pages_with(files_of(chain.records, AS_AT), "progress")
    chain.remove(chain.records.entries[-1].seq, "comments", chain.at)

    assert not pages_with(files_of(chain.records, AS_AT), "progress")


def test_words_of_a_replaced_version_are_not_found():
    chain = one_response()
    new = WrittenPart(words="A zebra crossing.", author="", written_on=None)
    add_version(chain, Case(days=50), 70, {"comments": new})

    files = files_of(chain.records, AS_AT)

    assert not pages_with(files, "progress")
    assert pages_with(files, "zebra")


def test_the_rules_can_be_found_too():
    files = files_of(one_response().records, AS_AT)

    assert [2, "police-act-1996-s55"] in [found[:2] for found in pages_with(files, "comments", "search/deadlines.json")]


def test_without_a_script_the_page_says_so_and_has_the_lists():
    html = LexborHTMLParser(page(files_of(example_records(), AS_AT), "search/"))

    assert html.css_first("#without").text() == "Search needs JavaScript. These lists do not."
    assert "hidden" in html.css_first("form").attributes
    assert html.css_first('a[href="../responses/2024/"]') is not None


@given(st.lists(st.text(max_size=60), max_size=12))
def test_every_word_of_every_text_is_found_in_its_page_and_in_no_other(texts):
    index = json.loads(index_json(((number,), text) for number, text in enumerate(texts)))

    for word in {word for text in texts for word in words_of(text)}:
        assert list(accumulate(index["words"][word])) == [n for n, t in enumerate(texts) if word in words_of(t)]
    assert set(index["words"]) == {word for text in texts for word in words_of(text)}


def test_accents_case_and_signs_make_no_difference():
    assert words_of("Âge—café’s: O’Brien, 12½ x 3") == ["age", "cafe", "brien", "121", "2", "3"]
