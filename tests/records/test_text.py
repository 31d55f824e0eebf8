from __future__ import annotations

import pytest
from hypothesis import given

from answerable.records.text import TextRefused, check_text, text_profile
from tests.records.texts import any_text


@given(any_text)
def test_a_text_put_into_the_profile_is_in_it_and_stays_as_it_is(text):
    taken, _ = text_profile(text)

    check_text(taken)
    assert text_profile(taken) == (taken, ())


@given(any_text)
def test_nothing_is_changed_in_silence_but_line_ends(text):
    taken, told = text_profile(text)

    assert told or taken == text.replace("\r\n", "\n").replace("\r", "\n")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("a\x00b", "a control character as character 2 (U+0000)"),
        ("a\x0bb", "a control character"),
        ("a\rb", "a control character"),
        ("a\x7fb", "a control character"),
        ("a\x85b", "a control character"),
        ("a\udc80b", "half of a broken character"),
        ("a\ufffeb", "a code that stands for no character"),
        ("a\ufdd0b", "a code that stands for no character"),
        ("a\U0010ffffb", "a code that stands for no character"),
        ("a\u202eb", "turns the direction of reading"),
        ("a\u200eb", "turns the direction of reading"),
        ("a\u2066b", "turns the direction of reading"),
        ("a\u061cb", "turns the direction of reading"),
        ("a\u200bb", "a space of no width"),
        ("\ufeffab", "a byte order mark as character 1"),
    ],
)
def test_each_kind_of_refused_character_is_named_and_can_be_taken_out(text, name):
    with pytest.raises(TextRefused, match=name.replace("(", r"\(").replace(")", r"\)").replace("+", r"\+")):
        check_text(text)
    if text != "a\rb":
        taken, told = text_profile(text)
        assert taken == "ab"
        assert len(told) == 1


@pytest.mark.parametrize("text", ["", "Line\n\tnext", "“Quotes” – dashes", "Llanfair‑yng‑Nghornwy ŵ", "😀", "\u00ad"])
def test_what_letters_are_made_of_is_taken(text):
    check_text(text)


def test_an_accent_by_itself_is_joined_to_its_letter_and_told():
    taken, told = text_profile("cafe\u0301")

    assert taken == "caf\u00e9"
    assert "look the same" in told[0]
