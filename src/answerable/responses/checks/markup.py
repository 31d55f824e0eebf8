"""Checks of what readers would see of the markup: leftover tags, headings that are none, words still to be written."""

from __future__ import annotations

import re
from collections.abc import Iterator

from answerable.documents import Heading, Paragraph, Strong, blocks
from answerable.responses.checks.check import WCAG, Check, Found, Text, capital, in_each, in_ours

# A tag such as </p>, or a character written as in HTML, such as &nbsp;
_TAG = re.compile(
    r"</?[a-zA-Z][a-zA-Z0-9]{0,15}(?:\s[^<>]{0,300})?/?>|<!--|&(?:[a-zA-Z]{2,8}|#\d{2,6}|#x[\da-fA-F]{2,6});")
_FENCE = re.compile(r"^(#{1,6})\s{0,3}\S")
_UNFINISHED = re.compile(
    r"\[(?:insert|add|enter|name|date|number|amount|tbc|xx)[^\[\]()]{0,60}\](?!\()|\b(?:TBC|TBA|TODO|FIXME)\b|\bX{3,10}\b"
    r"|\?{3,10}|\bLorem ipsum\b|Error! (?:Reference source|Bookmark) not", re.IGNORECASE)


def _tags(text: Text) -> Iterator[Found]:
    for tag in dict.fromkeys(found[0][:40] for found in _TAG.finditer(text.words)):
        yield Found(f"Readers would see the tag “{tag}” in {text.name}.", text.slot)


def _unfinished(text: Text) -> Iterator[Found]:
    for gap in dict.fromkeys(found[0] for found in _UNFINISHED.finditer(text.words)):
        yield Found(f"“{gap}” in {text.name} looks like words still to be written.", text.slot)


def _headings(text: Text) -> Iterator[Found]:
    """Lines meant as headings that are none, and headings with nothing under them."""
    for line in dict.fromkeys(text.words.splitlines()):
        fence = _FENCE.match(line.strip())
        if fence and not isinstance(next(iter(blocks(line)), None), Heading) and _is_meant(line, fence[1]):
            yield Found(f"“{line.strip()[:60]}” in {text.name} is no heading: begin it with “## ”.", text.slot)
    read = blocks(text.words)
    for block, following in zip(read, (*read[1:], None), strict=False):
        if isinstance(block, Heading) and (following is None or isinstance(following, Heading)):
            yield Found(f"Nothing stands under the heading “{_words(block)}” in {text.name}.", text.slot)
        elif isinstance(block, Paragraph) and len(block.runs) == 1 and isinstance(block.runs[0], Strong):
            said = f"“{_words(block)}” in {text.name} is a whole line in bold. If it is a heading, begin it with “## ”."
            yield Found(said, text.slot)


def _is_meant(line: str, fence: str) -> bool:
    """Whether a line with number signs was meant as a heading; "#1 in the list" and "#tag" were not."""
    return line.strip()[len(fence)].isspace() or len(fence) > 1


def _words(block: Heading | Paragraph) -> str:
    return capital("".join(run.words for run in block.runs).strip()[:60])


CHECKS: tuple[Check, ...] = (
    Check("tags", "No text shows a leftover HTML tag.",
          "Texts are published as they stand; a tag would be read out.", True, in_each(_tags)),
    Check("unfinished", "No text has a gap still to be filled.",
          "Texts are published as they stand, gaps included.", False, in_ours(_unfinished)),
    Check("headings", "Headings are marked as headings and stand in order.",
          "People who use a screen reader move by headings.", False, in_ours(_headings),
          source=f"{WCAG}1.3.1 (Info and Relationships) and 2.4.6 (Headings and Labels)."),
)
