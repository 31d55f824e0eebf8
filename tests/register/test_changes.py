"""The page of what changed shows every text of both versions, and marks what differs in words."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from answerable.documents.differences import marked
from answerable.records.contents import WrittenPart
from tests.records.build import AS_AT, Case
from tests.register.site import REF, add_version, files_of, one_response, page, thread_of
from tests.register.test_response_page import said

PATH = f"responses/{REF}/versions/2/changes/"
IN_TIME = Case(days=50)
FINDING = thread_of(IN_TIME).finding(1, answered=True)


def corrected(**changed: object):
    chain = one_response()
    parts = {"note": WrittenPart(words="A date was wrong.", author="", written_on=None), **changed}
    add_version(chain, IN_TIME, 78, parts)
    return chain


def right_date():
    return {"finding-0001": FINDING.model_copy(update={"answer": FINDING.answer.replace("28", "31")})}


def test_words_that_differ_are_told_as_removed_and_added():
    text = said(corrected(**right_date()), PATH)

    assert "look at 40 forms by removed: 28 March and publish" in text
    assert "look at 40 forms by added: 31 March and publish" in text
    assert "The office says: A date was wrong." in text


def test_every_text_of_both_versions_is_on_the_page():
    html = LexborHTMLParser(page(files_of(corrected(**right_date()).records, AS_AT), PATH))

    changed = [node.text() for node in html.css("main h2")]
    same = [node.text(strip=True) for node in html.css("summary")]

    assert changed == ["Finding 1, answer", "The same in both versions"]
    assert {"Inspection title", "Key findings", "The Commissioner's comments", "The Chief Constable's comments",
            "The Commissioner's reply", "Finding 1, words", "Finding 4, answer"} <= set(same)


def test_a_text_that_one_version_does_not_have_is_said():
    chain = corrected()
    without = one_response()
    thread = thread_of(IN_TIME)
    parts = {name: part for name, part in thread.answer(thread.moment(78).date()).items() if name != "reply"}
    facts = chain.records.entries[-1].facts
    without.append(facts, parts, thread.moment(78))

    assert "Version 2 has no such text." in said(without, PATH)


def test_removed_words_are_on_no_side_and_the_ground_is_said():
    chain = corrected(**right_date())
    chain.remove(chain.records.entries[-2].seq, "finding-0001", chain.at + timedelta(days=1))

    text = said(chain, PATH)

    assert "28 March" not in text
    assert "Finding 1: words were removed on 7 February 2025 because they held personal data." in text


def test_the_page_of_the_response_and_the_list_of_versions_lead_to_it():
    html = page(files_of(corrected().records, AS_AT), f"responses/{REF}/")

    assert html.count('href="../../responses/mar-2024-001/versions/2/changes/"') == 2


@given(st.text(alphabet="ab c\n", max_size=40), st.text(alphabet="ab c\n", max_size=40))
def test_each_side_reads_whole(before, after):
    left, right = marked(before, after)

    assert "".join(run.words for run in left) == before
    assert "".join(run.words for run in right) == after
