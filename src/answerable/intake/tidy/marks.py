"""Words within a block, strong or linked, written as light markup."""

from __future__ import annotations

import re
from itertools import groupby
from typing import NamedTuple

_SPACES = re.compile(r"[^\S\n]+")
_AROUND_LINE_END = re.compile(r" ?\n ?")


class Mark(NamedTuple):
    """A piece of a block's words and how it stands out."""

    words: str
    strong: bool = False
    link: str = ""  # a whole address that may be linked to


def written(marks: list[Mark]) -> str:
    """One block in light markup: spaces are single, a line feed is a break that the author set."""
    grouped = groupby(_with_single_spaces(marks), key=lambda mark: (mark.strong, mark.link))
    return "".join(_written("".join(m.words for m in group), *how) for how, group in grouped).strip()


def _with_single_spaces(marks: list[Mark]) -> list[Mark]:
    """Spaces as a browser shows them: one between words, none at the ends of lines."""
    shown, before = [], "\n"
    for words, strong, link in marks:
        words = _AROUND_LINE_END.sub("\n", _SPACES.sub(" ", words))
        if before in (" ", "\n"):
            words = words.removeprefix(" ")
        if words:
            shown.append(Mark(words, strong, link))
            before = words[-1]
    return shown


def _written(words: str, strong: bool, link: str) -> str:
    inside = words.strip()
    if not inside or not (strong or link):
        return words
    before, after = words[: len(words) - len(words.lstrip())], words[len(words.rstrip()) :]
    if link:
        named = " ".join(inside.split()).replace("[", "(").replace("]", ")")
        return f"{before}[{named}]({link}){after}"
    lines = (f"**{line}**" if line and "*" not in line else line for line in inside.split("\n"))
    return before + "\n".join(lines) + after
