"""Reports that number each "Recommendation 1" where it arises, and often list all again in an annex."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from answerable.intake import details, sections
from answerable.intake.blocks import Block
from answerable.intake.dates import deadline
from answerable.intake.headings import is_annex
from answerable.intake.report import Layout, Report, compose
from answerable.intake.shapes import Doubt, Kind, ReadFinding, ReadReport

NAME = "numbered"
_NAMED = re.compile(r"(?P<kind>recommendation|area for improvement|cause of concern)\s+(?P<number>\d{1,3})\b\s*[:.–—-]?\s*(?P<words>.*)",
                    re.IGNORECASE | re.DOTALL)
_OF_CONTENTS = re.compile(r"\d{1,3}|.*(?:\. ?){3,}\d*", re.DOTALL)  # a page number after dots
_IN_CONTENTS = re.compile(r".*\.{3}.*|[.\s]*\d{1,3}", re.DOTALL)  # dots and the number of a page
_AREA = re.compile(r".*\b(?:by|of|in|at) (?:the )?(?P<area>[A-Z][\w’-]+(?: (?:[A-Z][\w’-]+|and|of|upon))*?)"
                   r"(?: (?:Police|Constabulary|Fire and Rescue Service|Council))?$")
_TITLE = re.compile(r"inspection|report|review", re.IGNORECASE)


def recognises(report: Report) -> bool:
    return sum(bool(_named(b)) for b in report.blocks) >= 1


def _named(block: Block) -> re.Match[str] | None:
    match = _NAMED.match(block.text) if not block.marker else None
    return match if match and not _OF_CONTENTS.fullmatch(match["words"]) else None


def read(report: Report) -> ReadReport:
    title = details.title(report.blocks, _TITLE)
    match = _AREA.match(title)
    return compose(
        report, layout=NAME, title=title, area=match["area"] if match else "",
        inspectorates=details.inspectorates(report.opening), inspection_type="", findings=_once(_all(report.blocks)))


def _all(blocks: Sequence[Block]) -> Iterator[ReadFinding]:
    """Every numbered finding wherever it is printed."""
    for index, block in enumerate(blocks):
        if match := _named(block):
            words = [match["words"]] if match["words"] else []
            yield from _finding(block, match, words, blocks[index + 1:])


def _finding(block: Block, match: re.Match[str], words: list[str], following: Sequence[Block]) -> Iterator[ReadFinding]:
    """The words beside or under the name: one paragraph, its list, and whatever shares its frame."""
    parts, points = [block], []
    for later in following:
        if later.kind == "heading" or _named(later) or (later.first.box is None) != (block.first.box is None):
            break
        framed = block.first.box is not None
        if later.kind == "item" and (framed or words):
            points.append(later.text)
        elif not words or (framed and not points):
            words.append(later.text)
        else:
            break
        parts.append(later)
    text = " ".join(words)
    if text:
        date_words, on = deadline(text)
        own = parts if match["words"] else parts[1:]
        yield ReadFinding(
            kind=Kind(match["kind"].casefold().replace(" ", "_")), number=match["number"],
            heading=match["kind"], text=text, sub_items=tuple(points), page=own[0].page,
            date_words=date_words, date_on=on, places=tuple(place for part in own for place in part.places))


def _once(found: Iterator[ReadFinding]) -> list[ReadFinding]:
    """Each number once. The first printing stands; when the second says otherwise, a person must look."""
    kept: dict[tuple[Kind, str], ReadFinding] = {}
    for item in found:
        first = kept.setdefault((item.kind, item.number), item)
        if first is not item and SequenceMatcher(None, first.text, item.text).ratio() < 0.95 and not first.doubts:
            kept[item.kind, item.number] = first.model_copy(update={"doubts": (Doubt(
                code="printed_twice", question=f"{item.heading} {item.number} stands on page {item.page} in other words. "
                "We counted it once.", choices=("Right", "They are two findings")),)})
    return list(kept.values())


LAYOUT = Layout(NAME, recognises, read)
