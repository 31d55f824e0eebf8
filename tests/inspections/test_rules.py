"""The rules of checking a report, without a database."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable.inspections import rules
from answerable.inspections.rules import CannotChange, DoubtStep, ReportState

PAGE = """Areas for improvement
The force should make sure that its super-
visors check each case.
It should do so soon."""


@pytest.mark.parametrize(("words", "missing"), [
    ("It should do so soon.", []),
    ("It should do so soon and timely.", ["and", "timely"]),
    ("it SHOULD do so, soon", []),
    ("The force should make sure that its supervisors check each case.", []),
    ("The force must make sure", ["must"]),
])
def test_words_that_a_page_does_not_have_are_named(words, missing):
    assert [word for word, _, _ in rules.words_not_on_page(words, PAGE)] == missing


@given(st.lists(st.sampled_from(["alpha", "beta", "gamma", "delta"]), min_size=1, max_size=30))
def test_a_page_has_its_own_words(words):
    assert rules.words_not_on_page(" ".join(words), " ".join(words)) == []


def test_words_are_taken_out_with_the_space_before_them():
    missing = rules.words_not_on_page("do so soon and timely.", "do so soon.")

    assert rules.without_words("do so soon and timely.", missing) == "do so soon."


def test_a_finding_falls_into_sentences_and_sub_points():
    assert rules.pieces("Do this. Then do that.", ["first", "second"]) == [
        ("Do this.", False), ("Then do that.", False), ("first", True), ("second", True)]


words = st.lists(st.sampled_from(["Do this.", "Do that.", "See to it."]), min_size=1, max_size=6)


@given(words, st.lists(st.sampled_from(["one", "two", "three"]), max_size=4), st.data())
def test_splitting_loses_no_words(sentences, points, data):
    parts = rules.pieces(" ".join(sentences), points)
    starts = data.draw(st.lists(st.integers(1, max(1, len(parts) - 1)), max_size=3))

    made = rules.split_at(parts, [start for start in starts if start < len(parts)])

    said = " ".join(" ".join([text, *own]) for text, own in made)
    assert said.split() == " ".join([*sentences, *points]).split()


@pytest.mark.parametrize("how", ["text", "sub_points"])
def test_joining_loses_no_words(how):
    text, points = rules.joined(("One.", ["a"]), ("Two.", ["b"]), how)

    assert sorted(" ".join([text, *points]).split()) == ["One.", "Two.", "a", "b"]


def test_confirmed_findings_are_fixed():
    with pytest.raises(CannotChange, match="Open them again, with a reason, first"):
        rules.check_can_change_findings(ReportState.CONFIRMED)


def test_finishing_names_the_pages_that_are_open():
    with pytest.raises(CannotChange, match="4 findings are not confirmed yet: pages 6 and 9"):
        rules.check_can_finish(state=ReportState.TO_CHECK, details_confirmed=True, unconfirmed_pages=[6, 9],
                               unconfirmed=4, live=10, makes_none=False)


def test_finishing_needs_the_details_and_a_word_on_no_findings():
    with pytest.raises(CannotChange, match="details"):
        rules.check_can_finish(state=ReportState.TO_CHECK, details_confirmed=False, unconfirmed_pages=[],
                               unconfirmed=0, live=1, makes_none=False)
    with pytest.raises(CannotChange, match="Say that this report makes none"):
        rules.check_can_finish(state=ReportState.TO_CHECK, details_confirmed=True, unconfirmed_pages=[],
                               unconfirmed=0, live=0, makes_none=False)


@pytest.mark.parametrize(("code", "choice", "step"), [
    ("runs_on", "One", DoubtStep.CONFIRM), ("runs_on", "Two", DoubtStep.SPLIT),
    ("runs_on", "I will edit it", DoubtStep.EDIT), ("one_or_many", "3", DoubtStep.SPLIT),
    ("kind", "Recommendation", DoubtStep.SET_KIND),
    ("printed_twice", "Right", DoubtStep.CONFIRM), ("printed_twice", "They are two findings", DoubtStep.ADD),
    ("out_of_order", "They match the picture", DoubtStep.CONFIRM), ("out_of_order", "I will edit them", DoubtStep.EDIT),
])
def test_each_answer_leads_to_a_step(code, choice, step):
    assert rules.doubt_step(code, choice) is step


def test_every_state_and_reason_has_its_words():
    assert set(rules.REPORT_STATE_WORDS) == set(ReportState)
    assert set(rules.LEFT_OUT_WORDS) == set(rules.LeftOut)
