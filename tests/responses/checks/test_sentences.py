"""Sentences, syllables, promises: the readers of words that checks are made of."""

from __future__ import annotations

import pytest

from answerable.responses.checks.promises import promise
from answerable.responses.checks.sentences import is_english, reading, sentences, syllables


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


OPEN = {
    "We will review the policy.": "no owner and no date",
    "It will look at each form.": "no owner and no date",
    "My office will look at 40 forms.": "no date",
    "The Chief Constable will publish the plan.": "no date",
    "Marlshire Police will train its call handlers.": "no date",
    "We are planning to visit each station.": "no owner and no date",
    "A review will be carried out by June 2025.": "no owner",
    "The policy will be reviewed.": "no owner and no date",
}
CLOSED = (
    "My office will look at 40 forms by 28 March 2025.", "We will review the policy within six months.",
    "I will publish the plan next spring.", "The policy will be reviewed by the panel each quarter.",
)
NO_PROMISE = (
    "We will not review the policy.", "This will ensure that children are safe.", "The force should review it.",
    "We welcome the report.", "We have reviewed the policy.", "It will help us.", "The report will be important.",
    "She left a will.", "Where there is a will, there is a way.",
)


@pytest.mark.parametrize(("sentence", "lacks"), OPEN.items())
def test_a_promise_without_owner_or_date_says_what_it_lacks(sentence: str, lacks: str):
    made = promise(sentence)

    assert made is not None
    assert made.lacks == lacks


@pytest.mark.parametrize("sentence", CLOSED)
def test_a_promise_with_both_lacks_nothing(sentence: str):
    made = promise(sentence)

    assert made is not None
    assert made.lacks == ""


@pytest.mark.parametrize("sentence", NO_PROMISE)
def test_what_promises_nothing_is_no_promise(sentence: str):
    assert promise(sentence) is None
