"""What readers would see of the markup."""

from __future__ import annotations

import pytest

from tests.responses.checks.drafts import found, of_chief_officer


@pytest.mark.parametrize("words", [
    "<p>Hello</p>", "We saw <strong class='x'>progress", "a&nbsp;b", "caf&#233;", "<br/>", "<!-- note -->"])
def test_a_leftover_tag_is_shown_to_the_writer(words: str):
    assert found("tags", words)


@pytest.mark.parametrize("words", [
    "Fewer than 5 < 6 and 7 > 6.", "Research & Development; other things", "a < b and c > d, <3", "AT&T; B&Q"])
def test_signs_that_are_no_tags_are_left_alone(words: str):
    assert found("tags", words) == []


def test_each_tag_is_named_once_and_also_in_the_words_of_others():
    assert found("tags", of_chief_officer("<p>One</p><p>Two</p>")) == [
        "Readers would see the tag “<p>” in the Chief Constable’s comments.",
        "Readers would see the tag “</p>” in the Chief Constable’s comments."]


@pytest.mark.parametrize("words", [
    "We met on [insert date].", "It costs £XXX.", "The date is TBC.", "See Error! Reference source not found.",
    "Who asked ????"])
def test_a_gap_still_to_be_filled_is_told(words: str):
    assert found("unfinished", words)


@pytest.mark.parametrize("words", [
    "[name of the report](https://a.example/)", "Really?", "Part XIX is not ours, nor is it [sic].", "We do."])
def test_whole_words_are_left_alone(words: str):
    assert found("unfinished", words) == []


@pytest.mark.parametrize(("words", "told"), [
    ("# Next\n\nWe act.", "“# Next” in the Commissioner’s comments is no heading: begin it with “## ”."),
    ("### Next\n\nWe act.", "“### Next” in the Commissioner’s comments is no heading: begin it with “## ”."),
    ("##Next\n\nWe act.", "“##Next” in the Commissioner’s comments is no heading: begin it with “## ”."),
    ("## One\n\n## Two\n\nWe act.", "Nothing stands under the heading “One” in the Commissioner’s comments."),
    ("We act.\n\n## Last", "Nothing stands under the heading “Last” in the Commissioner’s comments."),
    ("**Next steps**\n\nWe act.", "“Next steps” in the Commissioner’s comments is a whole line in bold. "
     "If it is a heading, begin it with “## ”."),
])
def test_a_heading_out_of_order_is_told(words: str, told: str):
    assert found("headings", words) == [told]


@pytest.mark.parametrize("words", [
    "## Next steps\n\nWe act.", "#1 in the list", "#marlshire", "**We** act.", "## One\n\n- an item"])
def test_a_heading_in_order_is_left_alone(words: str):
    assert found("headings", words) == []
