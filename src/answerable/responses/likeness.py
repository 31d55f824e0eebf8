"""How alike two findings are, by the words that they use. Pure; it proposes, and a person decides."""

from __future__ import annotations

import re


def likeness(one: str, other: str) -> float:
    """How many of the words that either uses are used by both, from 0 to 1. No words at all are like nothing."""
    left, right = words_used(one), words_used(other)
    return len(left & right) / len(left | right) if left | right else 0.0


def words_used(words: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", words.lower()))
