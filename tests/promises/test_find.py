"""Where a promise stands, what it names, and what holds for any text."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable.promises import MOST_CHARACTERS, TextTooLong, find
from answerable.promises.sentences import sentences

TEXTS = st.text(st.sampled_from("\n .:,-()'’“”weWill has been is to the The force Marlshire 206"), max_size=200)
WORDS = st.lists(st.sampled_from(
    ["we", "will", "has", "been", "is", "to", "not", "the", "force", "Marlshire", "which", "that", "and", ",", ".",
     "\n\n", "- ", ":", "plan", "review", "continue", "being", "done", "(", ")", "committed", "if", "work", "2026"]),
    max_size=60).map(" ".join)  # fmt: skip


def test_a_promise_says_where_it_stands_and_why():
    text = "We thank the inspectors.\n\nThe force will publish\nits plan by March 2026. Crime fell."

    [found] = find(text)

    assert text[found.start : found.end] == found.sentence == "The force will publish\nits plan by March 2026."
    assert (found.actor, found.date, found.last_day) == ("The force", "by March 2026", date(2026, 3, 31))
    assert found.why == "“will publish” after “The force”: the answering side says what it will do."


@pytest.mark.parametrize(("words", "day"), [
    ("by March 2026", date(2026, 3, 31)), ("by 3 March 2026", date(2026, 3, 3)),
    ("in February 2028", date(2028, 2, 29)),
    ("by the end of March 2026", date(2026, 3, 31)), ("by the end of 2026", date(2026, 12, 31)),
    ("by early 2026", None), ("in the spring", None), ("within six months", None), ("from April 2026", None),
    ("by 31 June 2026", None), ("in the coming months", None), ("next year", None), ("by March", None),
])  # fmt: skip
def test_the_last_day_is_known_only_where_it_is_exact(words, day):
    [found] = find(f"We will publish the plan {words}.")

    assert found.date is not None
    assert found.last_day == day


def test_what_nobody_names_is_not_known():
    [found] = find("A new policy is being written.")

    assert (found.actor, found.date, found.last_day, found.named) == (None, None, None, ())


@pytest.mark.parametrize(("sentence", "named"), [
    ("We will extend the ‘Brighter Evenings’ programme.", ("Brighter Evenings",)),
    ("The force has joined the Marlshire Knife Crime Board.", ("Marlshire Knife Crime Board",)),
    ("We will go on with Operation Lantern.", ("Operation Lantern",)),
])  # fmt: skip
def test_programmes_and_groups_are_named(sentence, named):
    [found] = find(sentence)

    assert found.named == named


def test_items_take_their_kind_with_the_words_before_the_list():
    text = "The force will:\n\n- hold a day of training\n\n- consider a joint unit\n\nWe have:\n- appointed a lead\n"

    found = find(text)

    assert [(one.sentence, one.kind) for one in found] == [
        ("hold a day of training", "will"), ("consider a joint unit", "exploring"), ("appointed a lead", "done")]
    assert [one.actor for one in found] == ["The force", "The force", "We"]


def test_items_take_the_date_of_the_words_before_the_list_unless_they_have_their_own():
    found = find("By June 2025 we will:\n- publish a plan\n- train our call handlers by May 2025")

    assert [(one.date, one.last_day) for one in found] == [
        ("June 2025", date(2025, 6, 30)), ("by May 2025", date(2025, 5, 31))]


def test_items_under_words_without_a_verb_take_their_kind():
    text = "Next steps:\n\n- Publish the plan by March 2026\n\nProgress to date:\n\n- a new policy"

    assert [(one.kind, one.date) for one in find(text)] == [("will", "by March 2026"), ("done", None)]


def test_items_that_others_found_or_ask_for_are_no_promises():
    assert find("Inspectors say that the force should:\n\n- publish a plan\n\n- officers will be trained") == []
    assert [one.kind for one in find("We will ensure that:\n\n- officers are trained")] == ["will"]


def test_short_forms_end_no_sentence():
    text = "Supt. Field will write to Dr. Hart, e.g. about No. 4. She has been asked."

    assert [one.text for one in sentences(text)] == [
        "Supt. Field will write to Dr. Hart, e.g. about No. 4.", "She has been asked."]


def test_a_text_that_is_too_long_is_refused_with_a_sentence():
    with pytest.raises(TextTooLong, match="1,000,000"):
        find("a" * (MOST_CHARACTERS + 1))


@given(st.one_of(st.text(max_size=300), TEXTS, WORDS))
def test_any_text_is_looked_through_and_each_promise_stands_where_it_says(text):
    found = find(text)

    assert [text[one.start : one.end] for one in found] == [one.sentence for one in found]
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(one.why.endswith(".") for one in found)
    assert find(text) == found


@given(st.one_of(st.text(max_size=300), TEXTS, WORDS))
def test_splitting_loses_no_word(text):
    pieces = sentences(text)

    kept = "".join(text[a.end : b.start] for a, b in pairwise(pieces))
    around = (text[: pieces[0].start] + kept + text[pieces[-1].end :]) if pieces else text
    assert all(piece.text == text[piece.start : piece.end] and piece.text.strip() for piece in pieces)
    assert not any(part.isalpha() and len(part) > 1 for part in around.split())


def test_a_month_is_nobody_who_acts() -> None:
    (found,) = find("A further 200 officers are due to be trained by March 2026.")

    assert (found.actor, found.date) == (None, "by March 2026")
