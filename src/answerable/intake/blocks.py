"""From lines to the parts of a text: headings, list items, paragraphs, each with its words joined."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from answerable.intake.flow import Flow, broken_word
from answerable.intake.lines import Line
from answerable.intake.shapes import Place

_ENDED = re.compile(r"[.?!:;][’”'\")\]]*\d{0,2}$")
# A sentence that starts so goes on from the one before it.
_LEANS_BACK = re.compile(r"(This|These|Those|They|Their|It|Its|He|She|However|Therefore|As a result|In addition|"
                         r"Also|For example|Consequently)\b")
# Words that make compounds with a hyphen: where a line ends after one, the hyphen is the author's.
_FIRST_PARTS = {"multi", "self", "well", "non", "co", "long", "short", "high", "low", "cross", "ex", "mid", "part",
                "full", "half"}
_NUMBERED_START = re.compile(r"(?:Recommendation|Area for improvement|Cause of concern) \d{1,3}\b\s*[:.–—]")
_KNOWN_HEADING_LENGTH = 160
_BROKEN = re.compile(r"[\w)]-$|\u00ad$")
_SAME_INDENT = 7.0  # points
_LIST_DASH = 1.2  # of the size of the letters: the words of a point stand further from its dash


@dataclass(eq=False)
class Block:
    """A heading, a list item or a paragraph."""

    kind: Literal["heading", "item", "paragraph"]
    lines: list[Line]
    text: str = ""
    runs_on: int | None = None  # the page on which it may or may not go on: the words before could be all

    @property
    def first(self) -> Line:
        return self.lines[0]

    @property
    def last(self) -> Line:
        return self.lines[-1]

    @property
    def page(self) -> int:
        return self.first.page

    @property
    def marker(self) -> str:
        return self.first.marker

    @property
    def places(self) -> tuple[Place, ...]:
        return places(self.lines)


def blocks(flow: Flow) -> list[Block]:
    """The parts of the body in order."""
    found: list[Block] = []
    latest: dict[object, Block] = {}  # what is open in each column of a table, and outside tables
    first_rows: dict[tuple[int, float], float] = {}  # where the first row of a table on a page starts
    for line in _without_repeated_heads(flow.lines):
        column = line.cell.column if line.cell else None
        block = latest.get(column)
        if block and line.marker and _is_wrapped(line, block, flow):
            line = replace(line, marker="", text=f"{line.marker} {line.text}", text_x=line.x0)
        kind = _kind(line, flow)
        if line.cell and line.cell.top > first_rows.setdefault((line.page, line.cell.region_top), line.cell.top) + 3 \
                and block and block.last.page != line.page:
            block = None  # only the first row on a page can be the rest of a row
        if block and block.kind == kind == "paragraph" and _is_open_question(line, block, flow):
            block.runs_on = line.page
        if block and _continues(line, kind, block, flow):
            block.lines.append(line)
        else:
            block = Block(kind, [line])
            found.append(block)
            if column is None:
                latest.clear()
        latest[column] = block
    for block in found:
        block.text = joined([x.text for x in block.lines], flow)
    return found


def _without_repeated_heads(lines: tuple[Line, ...]) -> Iterator[Line]:
    """The lines without a table's first row where a later page prints it again."""
    heads: dict[tuple[str, int], int] = {}  # with the last page that has it
    page, at_top = 0, False
    for line in lines:
        if line.page != page:
            page, at_top = line.page, True
        column = line.cell.column if line.cell else -1
        framed = line.box is not None or line.cell is not None
        if at_top and framed and line.bold and heads.get((line.text, column)) == line.page - 1:
            heads[line.text, column] = line.page
            continue
        if framed and line.bold:
            heads[line.text, column] = line.page
        at_top = False
        yield line


def _kind(line: Line, flow: Flow) -> Literal["heading", "item", "paragraph"]:
    short = len(line.text) < _KNOWN_HEADING_LENGTH
    large = line.size >= 1.1 * flow.body_size
    if line.marker and not (line.marker[0].isdigit() and (large or line.bold)):
        return "item"
    if short and (line.bold or large):
        return "heading"
    return "item" if line.marker else "paragraph"


def _continues(line: Line, kind: str, block: Block, flow: Flow) -> bool:
    """Whether a line belongs to the open block rather than starting one of its own."""
    last = block.last
    if line.marker or kind == "item":
        return False
    if _NUMBERED_START.match(line.text) and _has_ended(block):
        return False
    if kind == "heading" or block.kind == "heading":
        return kind == block.kind and _one_heading(line, last, flow)
    if line.page == last.page:
        return _same_paragraph(line, block, flow)
    if line.page > last.page + 1 or not _stand_alike(line, last):
        return False
    if not _has_ended(block) and line.text[:1].islower():
        return True
    if line.cell and not flow.fills_page(last):
        return False
    if flow.is_full(last, line):
        if not _has_ended(block) and not flow.starts_sentence(line.text):
            return True
        if block.kind == "paragraph" and (cut := flow.is_cut(last)) is not None:
            return cut
        if _LEANS_BACK.match(line.text):
            return True
    hanging = block.kind == "item" and block.first.text_x - block.first.x0 > _SAME_INDENT / 2
    return hanging and abs(line.text_x - block.first.text_x) < _SAME_INDENT


def _one_heading(line: Line, last: Line, flow: Flow) -> bool:
    step = max(1.45, 1.15 * flow.leading / flow.body_size) * line.size
    close = line.page == last.page and 0 < line.base - last.base < step
    alike = abs(line.size - last.size) < 0.6 and line.colour == last.colour and line.italic == last.italic
    return close and alike and line.cell == last.cell and line.box == last.box and not line.ruled


def _same_paragraph(line: Line, block: Block, flow: Flow) -> bool:
    last = block.last
    if line.cell != last.cell or line.box != last.box or (line.ruled and block.kind != "item"):
        return False
    leading = max(flow.leading, 1.0) * max(1.0, line.size / flow.body_size)
    hanging = block.kind == "item" and block.first.text_x - block.first.x0 > _SAME_INDENT / 2
    if hanging and abs(line.x0 - block.first.x0) < 3 and _has_ended(block) and not flow.is_full(last, line):
        return False  # back at the mark's edge: the list has ended
    if 0 < line.base - last.base < (1.28 if flow.is_full(last, line) else 1.07) * leading:
        return True
    if hanging and abs(line.text_x - block.first.text_x) < 3:  # a second paragraph of the same item
        return 0 < line.base - last.base < 3 * leading and not line.ruled
    return not _has_ended(block) and 0 < line.base - last.base < 2 * leading and last.text[-1:].islower() \
        and line.text[:1].islower()


def _stand_alike(line: Line, last: Line) -> bool:
    """Whether both or neither stand in a box, and in a table of several columns."""
    return (line.box is None) == (last.box is None) and (line.cell is None) == (last.cell is None)


def _is_wrapped(line: Line, block: Block, flow: Flow) -> bool:
    """Whether what looks like the mark of a point is the next word of the sentence before it: a number, or a dash."""
    if line.marker == "•" or (line.marker == "–" and line.text_x - line.x0 > _LIST_DASH * line.size):
        return False
    if block.kind == "heading" or abs(line.x0 - block.first.text_x) >= 2 or _has_ended(block):
        return False
    if line.marker.strip("().")[:1] in "23456789":  # a nested list would start at 1
        return True
    return flow.is_full(block.last, replace(line, text=line.marker, first=0.9 * line.size))


def _is_open_question(line: Line, block: Block, flow: Flow) -> bool:
    """Whether nothing on paper tells if words over a page break are one paragraph or two."""
    last = block.last
    over = line.page == last.page + 1 and _stand_alike(line, last) and flow.fills_page(last)
    return over and _has_ended(block) and flow.is_full(last, line) and flow.is_cut(last) is None


def _has_ended(block: Block) -> bool:
    """Whether the words so far could be all: they end as a sentence does."""
    return bool(_ENDED.search(block.last.text))


def joined(texts: list[str], flow: Flow) -> str:
    """Lines as one text. A hyphen at a line end is the author's unless the report breaks words itself."""
    whole = ""
    for text in texts:
        if whole.endswith("\u00ad"):
            whole = whole[:-1] + text
        elif _BROKEN.search(whole) and text[:1].isalnum() and not re.match(r"(and|or|to)\s", text):
            whole = (whole[:-1] if flow.splits_words and _is_split(whole, text, flow) else whole) + text
        else:
            whole = f"{whole} {text}" if whole else text
    return " ".join(whole.replace("\u00ad", "").split())


def _is_split(before: str, after: str, flow: Flow) -> bool:
    """Whether the word across a line end is written without its hyphen elsewhere, or is no compound of words."""
    head, tail = broken_word(before, after)
    if f"{head}-{tail}" in flow.vocabulary or head in _FIRST_PARTS:
        return False
    if head + tail in flow.vocabulary:
        return True
    return not flow.knows(head) or not flow.knows(tail)


def places(lines: list[Line]) -> tuple[Place, ...]:
    """One box for each page and column that the lines stand in."""
    return tuple(_places(lines))


def _places(lines: list[Line]) -> Iterator[Place]:
    group: list[Line] = []
    for line in lines:
        if group and (line.page != group[-1].page or line.base < group[-1].base - 1):
            yield _box(group)
            group = []
        group.append(line)
    if group:
        yield _box(group)


def _box(lines: list[Line]) -> Place:
    return Place(page=lines[0].page, x0=round(min(x.x0 for x in lines) - 2, 1), y0=round(min(x.top for x in lines), 1),
                 x1=round(max(x.x1 for x in lines) + 2, 1), y1=round(max(x.bottom for x in lines) + 1, 1))
