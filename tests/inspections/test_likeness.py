"""How alike two texts are: what holds for any texts, and what the stems of words are."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as some

from answerable.inspections.likeness import Weights, score, shared_words, stems_of, words_of

SAID = ("records", "training", "of", "the", "custody", "officers", "supervision", "missing", "children’s", "plans",
        "timely", "response", "999", "calls", "and", "vehicles", "inspected", "inspections", "Wholly-owned", "É")
texts = some.lists(some.sampled_from(SAID), max_size=20).map(" ".join)
any_text = some.one_of(texts, some.text(max_size=60))


def weights_of(*findings: str) -> Weights:
    lists = [stems_of(text) for text in findings]
    return Weights(len(lists), Counter(stem for counts in lists for stem in counts))


@given(texts, some.lists(texts, min_size=1, max_size=6))
def test_no_text_is_more_like_another_than_like_itself(text, others):
    weights = weights_of(text, *others)

    scores = [score(stems_of(text), stems_of(other), weights) for other in others]

    assert all(0 <= value <= score(stems_of(text), stems_of(text), weights) + 1e-9 for value in scores)


@given(any_text, any_text, some.lists(texts, max_size=4))
def test_two_texts_are_as_alike_from_either_side(one, other, held):
    mine, theirs, weights = stems_of(one), stems_of(other), weights_of(*held)

    assert score(mine, theirs, weights) == pytest.approx(score(theirs, mine, weights))


@given(any_text, any_text)
def test_what_is_marked_are_whole_words_of_the_text_whose_stem_the_other_has_too(one, other):
    mine, theirs = shared_words(one, other)

    assert {word.stem for word in mine} == {word.stem for word in theirs} == stems_of(one).keys() & stems_of(other)
    for text, words in ((one, mine), (other, theirs)):
        assert [(word.start, word.end) for word in words] == sorted((word.start, word.end) for word in words)
        assert all(stems_of(text[word.start:word.end]) == {word.stem: 1} for word in words)


@given(any_text)
def test_capitals_make_no_difference(text):
    if len(text.upper()) == len(text) and text.upper().casefold() == text.casefold():
        assert stems_of(text.upper()) == stems_of(text)


def test_texts_without_a_word_in_common_are_not_alike_at_all():
    weights = weights_of("Train custody staff.", "Inspect the vehicles.")

    assert score(stems_of("Train custody staff."), stems_of("Inspect the vehicles."), weights) == 0


def test_a_text_without_words_is_like_nothing_not_even_itself():
    assert score(stems_of("of the"), stems_of("of the"), weights_of("a plan")) == 0


def test_a_rare_word_counts_more_than_one_that_stands_everywhere():
    held = ["Leaders review custody.", "Leaders review plans.", "Leaders review training.", "Leaders buy vehicles."]
    asked, weights = stems_of("Leaders clean vehicles."), weights_of(*held)

    assert score(asked, stems_of(held[3]), weights) > 2 * score(asked, stems_of(held[0]), weights)


@pytest.mark.parametrize("forms", [
    "improve improves improved improving improvement improvements", "record records recorded recording recordings",
    "agency agencies agency’s", "plan plans planned planning", "child children child's children’s",
    "assess assessed assessment assessments", "consistent consistently consistency", "share shares shared sharing",
    "match matches matched", "Force FORCE forces", "person people", "exploit exploited exploitation",
    "quick quickly", "address addresses addressed addressing"])
def test_the_forms_of_a_word_have_one_stem(forms):
    assert len(stems_of(forms)) == 1


@pytest.mark.parametrize("pair", ["police policy", "custody customer", "process progress", "victim victory",
                                  "station statute", "missing message", "care case", "999 101"])
def test_other_words_have_another_stem(pair):
    assert len(stems_of(pair)) == 2


def test_words_that_say_nothing_are_not_looked_at():
    assert [word.stem for word in words_of("They should ensure that it is of the staff")] == ["staff"]
