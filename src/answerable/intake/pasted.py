"""Reads words copied off a web page: lines, of which some are what headings say and some begin with a bullet."""

import re
from collections.abc import Iterator

from answerable.intake.errors import CannotRead
from answerable.intake.headings import ends_a_list, kinds
from answerable.intake.passages import Passage, WebPage

_BULLET = re.compile(r"[•●▪■◦‣⁃*·–-]\s+")
_LONGEST_HEADING = 120  # characters
_TITLE = re.compile(r"(?!.*\b(?:should|must|needs?)\b)[A-Z][^.;:,]{2,58}[^.;:,\s]")
_NAMED, _WITHIN = 2, 3  # ranks: "Recommendations", and "Recommendation 4" under it


def read_words(words: str) -> WebPage:
    """The lines as passages. Raises CannotRead when there are none."""
    lines = [" ".join(line.split()) for line in words.splitlines()]
    shown = [line for line in lines if line]
    if not shown:
        raise CannotRead("empty", "There are no words to read.")
    title = shown[0] if len(shown[0]) <= _LONGEST_HEADING else ""
    return WebPage(title, title, tuple(_passages(shown)))


def _passages(lines: list[str]) -> Iterator[Passage]:
    for before, line, after in zip(["", *lines], lines, [*lines[1:], ""], strict=False):
        bullet = _BULLET.match(line)
        if bullet:
            yield Passage("item", line[bullet.end() :], level=1)
        elif before.endswith((".", "?", "!")) and after.endswith(".") and _is_title(line):
            yield Passage("heading", line, level=_WITHIN)
        elif _is_heading(line):
            yield Passage("heading", line, level=_WITHIN if re.search(r"\d[:.]?$|\d \(.*\)$", line) else _NAMED)
        else:
            yield Passage("paragraph", line)


def _is_title(line: str) -> bool:
    """Whether a line between two sentences reads like the title of what follows it."""
    return bool(_TITLE.fullmatch(line)) and not kinds(line) and not ends_a_list(line)


def _is_heading(line: str) -> bool:
    is_short = len(line) <= _LONGEST_HEADING and not line.endswith((".", ";", ","))
    return is_short and bool(kinds(line) or ends_a_list(line))
