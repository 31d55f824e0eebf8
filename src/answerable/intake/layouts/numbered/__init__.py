"""Reports that number each "Recommendation 1" where it arises, and often list all again in an annex."""

import re
from collections.abc import Iterator, Sequence

from answerable.intake import details, sections
from answerable.intake.blocks import Block
from answerable.intake.dates import deadline
from answerable.intake.report import Layout, Report, compose
from answerable.intake.shapes import Kind, ReadFinding, ReadReport

NAME = "numbered"
_NAMED = re.compile(r"(?P<kind>recommendation|area for improvement|cause of concern)\s+"
                    r"(?P<number>\d{1,3}(?:\.\d{1,2})?)\b(?:\s*\((?:(?:for|to) )?(?P<to>[^()]{2,120})\))?"
                    r"\s*[:.–—-]?\s*(?P<words>.*)", re.IGNORECASE | re.DOTALL)
_OF_CONTENTS = re.compile(r"\d{1,3}|.*(?:[.…] ?){3,}\d*", re.DOTALL)  # a page number after dots
_AREA = re.compile(r".*\b(?:by|of|in|at) (?:the )?(?P<area>[A-Z][\w’-]+(?: (?:[A-Z][\w’-]+|and|of|upon))*?)"
                   r"(?: (?:Police|Constabulary|Fire and Rescue Service|Council))?$")
_ASKS = re.compile(r"\b(?:should|must|needs? to|is to|are to)\b", re.IGNORECASE)
_LONGEST_TITLE = 100  # characters
_TITLE = re.compile(r"inspection|report|review", re.IGNORECASE)


def recognises(report: Report) -> bool:
    return any(map(_named, report.blocks)) or any(item.number for item in report.findings(themes=False))


def read(report: Report) -> ReadReport:
    title = details.title(report.blocks, _TITLE)
    match = _AREA.match(title)
    return compose(
        report, layout=NAME, title=title, area=match["area"] if match else "",
        inspectorates=details.inspectorates(report.opening), inspection_type="",
        findings=sorted(_all(report.blocks), key=lambda item: (item.page, item.places[0].y0)))


def _named(block: Block) -> re.Match[str] | None:
    match = None if block.marker else _NAMED.match(block.text)
    return match if match and not _OF_CONTENTS.fullmatch(match["words"]) else None


def _all(blocks: Sequence[Block]) -> Iterator[ReadFinding]:
    """Every numbered finding wherever it is printed, and the lists beside them."""
    rest = list(blocks)
    named: set[str] = set()  # kinds that have names and numbers here
    for index, block in enumerate(blocks):
        if match := _named(block):
            named.add(match["kind"].casefold().replace(" ", "_"))
            parts = _parts(block, match, blocks[index + 1:])
            rest = [b for b in rest if b not in parts[1:]]
            if match["words"] or len(parts) > 1:
                yield _finding(match, parts, title=_title(match, parts))
    for section in sections.sections([b for b in rest if not _named(b)], themes=False):
        if section.is_list or section.kinds[0] not in named:
            yield from sections.findings(section)


def _parts(block: Block, match: re.Match[str], following: Sequence[Block]) -> list[Block]:
    """The name, the words beside or under it, their list, and whatever shares their frame."""
    parts, framed = [block], block.first.box is not None
    has_words = bool(match["words"]) and not _is_title(match, block, following)
    for later in following:
        if later.kind == "heading" or _named(later) or (later.first.box is not None) != framed:
            break
        if has_words and later.kind != "item" and not framed:
            break
        has_words = True
        parts.append(later)
    return parts


def _is_title(match: re.Match[str], block: Block, following: Sequence[Block]) -> bool:
    """Whether the words beside the name are a title over the words that ask, as in "Recommendation 4: Training"."""
    words, below = match["words"], following[0].text if following and following[0].kind == "paragraph" else ""
    short = block.kind == "heading" and len(words) < _LONGEST_TITLE and not words.endswith(".")
    return bool(short and not _ASKS.search(words) and _ASKS.search(below))


def _title(match: re.Match[str], parts: list[Block]) -> str:
    return match["words"] if len(parts) > 1 and _is_title(match, parts[0], parts[1:]) else ""


def _finding(match: re.Match[str], parts: list[Block], *, title: str) -> ReadFinding:
    beside = "" if title else match["words"]
    own = parts if beside else parts[1:]
    words = [beside, *(b.text for b in parts[1:] if b.kind != "item")]
    text = " ".join(w for w in words if w) or own[0].text
    date_words, on = deadline(text)
    return ReadFinding(
        kind=Kind(match["kind"].casefold().replace(" ", "_")), number=match["number"], heading=match["kind"],
        subheading=title, addressed_to=match["to"] or "",
        text=text, sub_items=tuple(b.text for b in own if b.kind == "item" and b.text != text), page=own[0].page,
        date_words=date_words, date_on=on, places=tuple(place for part in own for place in part.places))


LAYOUT = Layout(NAME, recognises, read)
