"""No pattern and no rule takes for ever over a text that somebody made for it."""

from __future__ import annotations

import re
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answerable.promises import MOST_CHARACTERS, details, find, finding, forms, meaning, sentences, tokens

FRAGMENTS = (
    " ", "\n", "a", "A", "A ", "Aa of ", "A. ", "'A", "‘Aa’ plan ", "- a\n", "(a", "we will, ", "has been ", "which ",
    "by March 2026 ", "the end of ", "12 March ", "20", "within six ", "\nAa: ", "we'll ", "a-a-", "Operation ",
    "The force will review. ", "We will:\n\n- ", "e.g. ", "\n \n", "not ",
)
PATTERNS = {f"{module.__name__}.{name}": pattern for module in (details, finding, forms, meaning, sentences, tokens)
            for name, pattern in vars(module).items() if isinstance(pattern, re.Pattern)}


def text_of(fragment: str, size: int) -> str:
    return (fragment * (size // len(fragment) + 1))[:size]


@pytest.mark.parametrize("name", sorted(PATTERNS))
def test_a_pattern_goes_through_a_megabyte_of_any_fragment_in_a_second(name: str):
    slow = {}
    for fragment in FRAGMENTS:
        text, begun = text_of(fragment, MOST_CHARACTERS), process_time()
        assert sum(1 for _ in PATTERNS[name].finditer(text)) <= len(text)
        slow[fragment] = process_time() - begun

    assert {fragment: took for fragment, took in slow.items() if took > 1} == {}


@pytest.mark.parametrize("fragment", FRAGMENTS)
def test_a_long_text_of_one_fragment_is_looked_through_to_its_end(fragment: str):
    begun = process_time()
    find(text_of(fragment, 200_000))

    assert process_time() - begun < 5


@settings(max_examples=20, deadline=None)
@given(st.text(st.sampled_from(" \n.,()'’:;-AaBbWwiels0123"), min_size=1, max_size=12))
def test_a_long_text_of_any_fragment_at_all_is_looked_through_to_its_end(fragment: str):
    find(text_of(fragment, 50_000))


def test_the_patterns_are_all_tried():
    assert len(PATTERNS) >= 10
