"""Sentences and syllables: the readers of words that checks are made of."""

from __future__ import annotations

import pytest

from answerable.responses.checks.sentences import is_english, prose, reading, sentences, syllables


@pytest.mark.parametrize(("words", "read"), [
    ("We met. They came.", ["We met.", "They came."]),
    ("Dr. Smith met us. See s. 55 of the Act.", ["Dr. Smith met us.", "See s. 55 of the Act."]),
    ("It cost £3.5 million. “Good.” He left!", ["It cost £3.5 million.", "“Good.”", "He left!"]),
    ("## A heading\n\nWe [met](https://a.example/).\n\n- one item\n- two", ["We met.", "one item", "two"]),
    ("no full stop", ["no full stop"]),
    ("", []),
])
def test_sentences_are_read_without_markup(words: str, read: list[str]):
    assert list(sentences(words)) == read


def test_prose_keeps_paragraphs_and_items_and_leaves_out_headings_and_markup():
    words = "## A heading\n\nWe **will**:\n\n- [meet](https://a.example/)\n- part"

    assert prose(words) == "We will:\n\n- meet\n- part"


@pytest.mark.parametrize(("word", "count"), [
    ("police", 2), ("force", 1), ("people", 2), ("the", 1), ("accountability", 6), ("looked", 1), ("wanted", 2),
    ("offices", 3), ("tables", 2), ("violence", 2), ("be", 1), ("why", 1), ("Constable’s", 3)])
def test_syllables_are_counted_by_spelling_which_misses_vowels_that_meet(word: str, count: int):
    assert syllables(word) == count


def test_the_grade_is_that_of_the_formula():
    read = reading(["The force looked at the new form."])  # 7 words, 7 syllables

    assert read is not None
    assert read.grade == pytest.approx(0.39 * 7 + 11.8 * 1 - 15.59)
    assert reading(["", "..."]) is None


def test_english_is_told_from_other_languages():
    assert is_english(["We look at the form that is used by the force."])
    assert not is_english(["Mae’r heddlu wedi dechrau defnyddio’r ffurflen newydd."])
    assert not is_english([])
