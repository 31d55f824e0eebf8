"""How alike two findings are, by the words that they use. Pure; it proposes, and a person decides.

Not `inspections.likeness`, which looks for the same weakness in other words: there the weight of a word hangs on every
finding that the body has confirmed, so that two findings would be proposed as one today and not next year. Here two
reports are laid side by side whose findings are the same text or nearly. The share of the words that both use says
just that, needs no other finding, and is what the page tells people ("nearly the same words").
"""

from __future__ import annotations

import re


def likeness(one: str, other: str) -> float:
    """How many of the words that either uses are used by both, from 0 to 1. No words at all are like nothing."""
    left, right = words_used(one), words_used(other)
    return len(left & right) / len(left | right) if left | right else 0.0


def words_used(words: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", words.lower()))
