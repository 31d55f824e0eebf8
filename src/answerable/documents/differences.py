"""Two texts side by side, with the words that differ marked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

_MOST_COMPARED = 20_000_000  # words of one text times words of the other


@dataclass(frozen=True)
class Run:
    """A stretch of one text; `differs` when the other text does not have it there."""

    words: str
    differs: bool


def aligned(mine: list[str], theirs: list[str]) -> Sequence[tuple[str, int, int, int, int]]:
    """Which stretches of the two lists agree, as `difflib` says it. In long lists, what stands there often is no
    anchor: comparing each of its places with each would take hours."""
    is_long = len(mine) * len(theirs) > _MOST_COMPARED
    return SequenceMatcher(None, mine, theirs, autojunk=is_long).get_opcodes()


def marked(mine: str, theirs: str) -> tuple[list[Run], list[Run]]:
    """Both texts as runs. Spaces and line ends belong to the word before them, so each side reads whole."""
    left, right = (re.findall(r"\S+\s*|\s+", text) for text in (mine, theirs))
    sides: tuple[list[Run], list[Run]] = ([], [])
    for same, a0, a1, b0, b1 in aligned([w.strip() for w in left], [w.strip() for w in right]):
        for side, words in ((sides[0], left[a0:a1]), (sides[1], right[b0:b1])):
            if words:
                side.append(Run("".join(words), same != "equal"))
    return sides
