"""Every version that was sent can be read again, published or not, and any two compared."""

from __future__ import annotations

import pytest

from answerable.responses import slots
from tests.workspace.test_answer_pages import Pages, pages  # noqa: F401 (a fixture)


@pytest.fixture
def thrice(pages: Pages, cast) -> Pages:  # noqa: F811
    """An answer that was sent three times, each time with other comments, and never published."""
    pages.walk.to_written()
    pages.walk.ask_for_review()
    pages.walk.note_in_margin("Which cases?", by=cast.rana)
    for words in ("Words of the second.", "Words of the third."):
        pages.walk.text(slots.COMMENTS, words)
        pages.walk.ask_for_review()
    return pages


def test_before_anything_is_sent_the_page_says_so(pages: Pages, cast):  # noqa: F811
    assert "Nothing has been sent for review or sign-off yet." in pages.get(cast.idris, "versions/")


def test_every_version_is_listed_with_who_sent_it_and_what_became_of_it(pages: Pages, cast):  # noqa: F811
    pages.walk.to_written()
    pages.walk.ask_for_review()
    pages.walk.review(by=cast.rana)
    pages.walk.decide()
    pages.walk.publish()

    html = pages.get(cast.idris, "versions/")

    for said in ("Version 1", "Sent by Asha Rahman", "Found ready by Rana Webb", "Signed off by Ruth Okafor",
                 "Published 21 November 2024"):
        assert said in html
    assert "Compare two versions" not in html


def test_an_earlier_version_that_was_never_published_is_read_again_with_its_notes(thrice: Pages, cast):
    html = thrice.get(cast.idris, "versions/1/")

    assert "Words of comments." in html
    assert "Words of the third." not in html
    assert "Which cases?" in html
    assert "This version was not published." in html


def test_any_two_versions_are_compared(thrice: Pages, cast):
    html = thrice.get(cast.idris, "versions/?older=1&newer=2")

    assert "What changed from version 1 to version 2" in html
    assert "the second" in html
    assert "the third" not in html
    assert html.count("app-two") == 1  # of the parts only the comments differ


@pytest.mark.parametrize("query", ["older=1&newer=1", "older=1&newer=9", "older=one&newer=2", "newer=2"])
def test_two_versions_that_cannot_be_compared_are_asked_for_again(thrice: Pages, cast, query):
    answer = thrice.begin(cast.idris).get(f"/reports/{thrice.walk.report.ref}/versions/?{query}")

    assert answer.status_code == 422
    assert "Choose two different versions" in answer.content.decode()


def test_a_version_that_there_is_not_is_not_found(thrice: Pages, cast):
    for who, number in ((cast.idris, 4), (cast.zoe, 1)):
        assert thrice.begin(who).get(f"/reports/{thrice.walk.report.ref}/versions/{number}/").status_code == 404
