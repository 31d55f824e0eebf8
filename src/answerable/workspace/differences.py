"""Two texts side by side, with the words that differ marked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher


@dataclass(frozen=True)
class Run:
    """A stretch of one text; `differs` when the other text does not have it there."""

    words: str
    differs: bool


def marked(mine: str, theirs: str) -> tuple[list[Run], list[Run]]:
    """Both texts as runs. Spaces and line ends belong to the word before them, so each side reads whole."""
    left, right = (re.findall(r"\S+\s*|\s+", text) for text in (mine, theirs))
    sides: tuple[list[Run], list[Run]] = ([], [])
    matcher = SequenceMatcher(None, [w.strip() for w in left], [w.strip() for w in right], autojunk=False)
    for same, a0, a1, b0, b1 in matcher.get_opcodes():
        for side, words in ((sides[0], left[a0:a1]), (sides[1], right[b0:b1])):
            if words:
                side.append(Run("".join(words), same != "equal"))
    return sides
