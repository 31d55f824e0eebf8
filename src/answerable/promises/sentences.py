"""The sentences of a text with their places in it, and the lead-in that each item of a list hangs on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_BREAK = re.compile(r"\n[^\S\n]*\n")
_ITEM = re.compile(r"^[^\S\n]{0,8}(?:[-*•–·▪◦]|\d{1,2}[.)]|\(?[a-z]\))[^\S\n]+", re.MULTILINE)
_LABELLED = re.compile(r"^[A-Z][\w ]{2,40}:[\t ]", re.MULTILINE)  # "Date published: 3 May", a line of its own
_END = re.compile(r"[.!?]['\"’”)\]]{0,3}\s+(?=['\"‘“(\[]{0,2}[A-Z\d£])")
_SHORTENED = re.compile(
    r"(?:^|[\s(])(?:[A-Z](?:\.[A-Z]){0,4}|Mr|Mrs|Ms|Dr|Prof|St|Sgt|Insp|Supt|Cllr|Hon|No|Nos|para|paras|pp?|ss?|cf|vs"
    r"|e\.g|i\.e|etc|approx|Rec|Recs|Art|Ch|Vol|Fig|Ltd)\.$", re.IGNORECASE)
_LONGEST_SHORT_FORM = 12


@dataclass(frozen=True)
class Sentence:
    """A sentence or item of a list: `text` is the whole text from `start` to `end`.

    `lead_in` is what an item hangs on ("We will:"), empty for everything else.
    """

    text: str
    start: int
    end: int
    lead_in: str = ""
    is_item: bool = False

    @property
    def is_lead_in(self) -> bool:
        return not self.is_item and self.text.endswith(":")


def sentences(text: str) -> list[Sentence]:
    """Every sentence in order; no word of the text is left out, marks of list items and white space are."""
    found: list[Sentence] = []
    lead_in = ""
    for start, end, is_item in _passages(text):
        pieces = [Sentence(text[a:b], a, b, lead_in if is_item else "", is_item) for a, b in _split(text, start, end)]
        if pieces and not is_item:
            lead_in = pieces[-1].text if pieces[-1].is_lead_in else ""
        found += pieces
    return found


def _passages(text: str) -> Iterator[tuple[int, int, bool]]:
    """Paragraphs and items: where each begins and ends, and whether it is an item."""
    place = 0
    stops = {found.start() for pattern in (_BREAK, _LABELLED) for found in pattern.finditer(text)}
    for stop in [*sorted(stops - {0}), len(text)]:
        marks = list(_ITEM.finditer(text, place, stop))
        yield place, marks[0].start() if marks else stop, False
        for mark, ends in zip(marks, [*(later.start() for later in marks[1:]), stop], strict=False):
            yield mark.end(), ends, True
        place = stop


def _split(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    begin = start
    for stop in _END.finditer(text, start, end):
        before = text[max(begin, stop.start() - _LONGEST_SHORT_FORM) : stop.start() + 1]
        if not _SHORTENED.search(before):
            yield from _trimmed(text, begin, stop.end())
            begin = stop.end()
    yield from _trimmed(text, begin, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    if piece.strip():
        yield start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())
