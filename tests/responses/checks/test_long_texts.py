"""No check takes for ever over a text that somebody made for it: a quadratic pattern would not end before evening."""

from __future__ import annotations

import re

import pytest

from answerable.inspections import rules
from answerable.responses import judgement, proposals
from answerable.responses.checks import results
from tests.responses.checks.drafts import TITLES, TODAY, draft_of

FRAGMENTS = (
    " ", "[", "[a](", "[here](x", "[a](b)", "](", "<a ", "</", "&a", "section 33 ", "s.33 of the ", "www.", "a.a-",
    "[a](a.b ", "\n", "#", "# a\n", "https://", "[insert ", "?", "X",
)
PATTERNS = [p for module in (judgement, proposals, rules) for p in vars(module).values() if isinstance(p, re.Pattern)]


@pytest.mark.parametrize("fragment", FRAGMENTS)
def test_a_megabyte_of_any_fragment_is_checked_to_its_end(fragment: str):
    text = "[a](" + fragment * (1_000_000 // len(fragment))

    assert results(draft_of(text), TITLES, TODAY)
    for pattern in PATTERNS:
        assert sum(1 for _ in pattern.finditer(text)) <= len(text)


def test_the_patterns_beside_the_checks_are_tried_too():
    assert len(PATTERNS) >= 6
