"""The letters keep what they promise: the labels agree with the pages, and the example says what it is."""

import pypdfium2
import pytest

from answerable.cli.demonstration.letter import example_letter
from tests.letters import LAYOUTS, letter


@pytest.mark.parametrize("layout", LAYOUTS)
def test_labels_name_the_page_on_which_the_words_begin(layout: str) -> None:
    for seed in range(10):
        drawn = letter(layout, seed)
        pages = [letters_of(page) for page in pages_of(drawn.pdf)]

        for item in drawn.expected["items"]:
            assert letters_of(item["text"])[:20] in pages[item["page"] - 1]


def test_every_page_of_the_example_letter_says_that_it_is_one() -> None:
    pages = pages_of(example_letter(40).pdf)

    assert len(pages) > 2
    assert all("EXAMPLE" in page and "invented area" in page for page in pages)


def test_a_finding_of_the_example_letter_runs_over_the_end_of_a_page() -> None:
    example = example_letter()

    second = example.expected["items"][1]

    assert second["page"] == 1
    assert letters_of(second["sub_items"][-1]) in letters_of(pages_of(example.pdf)[1])


@pytest.mark.parametrize("findings", [5, 6, 40])
def test_the_example_letter_has_as_many_findings_as_asked(findings: int) -> None:
    assert len({item["text"] for item in example_letter(findings).expected["items"]}) == findings


def pages_of(pdf: bytes) -> list[str]:
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf)]


def letters_of(text: str) -> str:
    """The text without anything that typesetting may change: spaces, hyphens, marks."""
    return "".join(letter for letter in text if letter.isalnum())
