"""No check takes for ever over a text that somebody made for it. A quadratic pattern would take minutes here;
`bench/check_texts.py` measures a megabyte."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answerable.inspections import rules
from answerable.responses import judgement, proposals
from answerable.responses.checks import results
from tests.responses.checks.drafts import TITLES, TODAY, draft_of

FRAGMENTS = (
    " ", "[", "[a](", "[here](x", "[a](b)", "](", "<a ", "</", "&a", "section 33 ", "s.33 of the ", "www.", "a.a-",
    "[a](a.b ", "\n", "#", "# a\n", "https://", "[insert ", "?", "X",
    "AB ", "A. ", "Aa ", "Aa Bb, 14, ", "12 ", "999 000 0018 ", "07 ", "a@a.", "he was autistic ", "We will review. ",
    "born 1 May 2009 ", "in the next a ", "AA1 1AA ",
)
PATTERNS = [p for module in (judgement, proposals, rules) for p in vars(module).values() if isinstance(p, re.Pattern)]


@pytest.mark.parametrize("fragment", FRAGMENTS)
def test_a_long_text_of_one_fragment_is_checked_to_its_end(fragment: str):
    text = "[a](" + fragment * (100_000 // len(fragment))

    assert results(draft_of(text), TITLES, TODAY)
    for pattern in PATTERNS:
        assert sum(1 for _ in pattern.finditer(text)) <= len(text)


def test_the_patterns_beside_the_checks_are_tried_too():
    assert len(PATTERNS) >= 6


@settings(max_examples=20)
@given(st.text(st.sampled_from(" \n.,()[]<>#/@&'-:§AaBbWwel0123456789"), min_size=1, max_size=12))
def test_a_long_text_of_any_fragment_at_all_is_checked_to_its_end(fragment: str):
    text = fragment * (100_000 // len(fragment))

    assert results(draft_of(text), TITLES, TODAY)
