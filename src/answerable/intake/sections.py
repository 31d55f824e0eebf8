"""Finds the findings: the list, table or paragraphs under each heading that announces them."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from answerable.intake import headings
from answerable.intake.blocks import Block
from answerable.intake.dates import deadline
from answerable.intake.details import asks_for_an_answer
from answerable.intake.shapes import Doubt, Kind, ReadFinding
from answerable.intake.tables import Cell

_NONE = re.compile(r"(?:there (?:are|were) (?:currently )?no\b|no (?:areas?|priority|recommendations?|causes?)\b"
                   r"|none\b|inspectors (?:did not identify|found no|identified no)\b"
                   r"|(?:this|the) (?:inspection|report|visit) (?:did not identify|identified no|makes no|has no)\b"
                   r"|not applicable\b|n/a\b)", re.IGNORECASE)
_TABLE_HEAD = re.compile(r"(?:responsible|lead|accountable) (?:body|bodies|partners?|organisations?|agenc(?:y|ies))",
                         re.IGNORECASE)
_DEEPER = 6.0  # points that a nested list is set in
_SMALLER = 0.6  # points between the letters of a heading and of one below it


@dataclass
class Section:
    """A heading that announces findings, and what stands under it."""

    heading: str
    kinds: tuple[Kind, ...]
    subheading: str = ""
    size: float = 0.0  # of the letters of the heading
    framed: bool = False  # the heading stands in a table or box
    column: int | None = None  # of a table, that which such a heading stands over
    body: list[Block] = field(default_factory=list)
    is_list: bool = False  # points have marks here, so that a paragraph is a lead-in or an aside


def sections(blocks: Sequence[Block], *, themes: bool) -> list[Section]:
    """The sections that announce findings. `themes`: an unknown heading before a list is a theme of it,
    instead of the end of the section."""
    found: list[Section] = []
    section: Section | None = None
    broken_off: Section | None = None  # by an example under a heading of its own
    story: Block | None = None  # the last block of the example that we are in
    for index, block in enumerate(blocks):
        if story is not None and _in_story(block, story):
            story = block
            continue
        story = None
        heading = _as_heading(block)
        if not heading:
            if section:
                section.body.append(block)
        elif headings.tells_a_story(heading):
            story = block
            if not _is_framed(block):
                section, broken_off = None, section or broken_off
        elif kinds := headings.kinds(heading):
            if section and kinds == section.kinds and _is_said_again(block, section):
                section.body.clear()  # what stood between was a lead-in
            else:
                section = Section(heading, kinds, size=block.first.size, framed=_is_framed(block))
                found.append(section)
            broken_off = None
            section.column = block.first.cell.column if block.first.cell else None
        elif (around := section or (broken_off if themes else None)) and _is_theme(
                block, blocks[index + 1:index + 2], around, themes=themes and around is section,
                is_broken_off=around is broken_off):
            section = Section(around.heading, around.kinds, heading, around.size, framed=_is_framed(block))
            found.append(section)
        elif block.first.cell is None:  # in a table of several columns it is the head of a column
            section = None
            broken_off = None if headings.ends_a_list(heading) else broken_off
    for section in found:
        alike = [s for s in found if s is section or (themes and s.heading == section.heading)]
        section.is_list = any(b.kind == "item" for s in alike for b in s.body)
    return found


def _as_heading(block: Block) -> str:
    """The words of a heading, or of a plain line that says what a heading says."""
    bare = len(block.text) < 90 and not re.search(r"[(:–—] ?\w", block.text)
    says = len(block.lines) == 1 and block.kind == "paragraph" and bare and (
        headings.kinds(block.text) or headings.ends_a_list(block.text))
    return block.text if block.kind == "heading" or says else ""


def _is_framed(block: Block) -> bool:
    return block.first.box is not None or block.first.cell is not None


def _in_story(block: Block, story: Block) -> bool:
    """Whether a block still belongs to an example: within its frame, over a page break too."""
    if story.first.box is None or block.first.box is None:
        return False
    if block.page == story.last.page:
        return block.first.box == story.last.box
    return not headings.kinds(_as_heading(block)) and not headings.names_one(block.text)


def _is_said_again(block: Block, section: Section) -> bool:
    """Whether the first row of a table repeats the heading that stands above the table."""
    return _is_framed(block) and not section.framed and not any(_is_framed(b) or b.kind == "item" for b in section.body)


def _is_theme(block: Block, following: Sequence[Block], around: Section, *, themes: bool,
              is_broken_off: bool) -> bool:
    """Whether a heading stands within the section `around`. Without `themes` it may as well end it: it is one
    where a list like that before an example goes on, or where the section began with such a heading."""
    if headings.ends_a_list(block.text) or block.kind != "heading" or block.first.cell or not following:
        return False
    after = following[0]
    if themes:
        return not (after.kind == "heading" and (headings.kinds(after.text) or headings.ends_a_list(after.text)))
    points = [b for b in around.body if b.kind == "item"]
    if after.kind == "item" and (not points or _sort(after.marker) == _sort(points[0].marker)):
        return is_broken_off or not around.body or bool(around.subheading)
    is_below = block.first.size < around.size - _SMALLER
    return is_below and after.kind == "paragraph" and (not around.body or bool(around.subheading))


def findings(section: Section) -> list[ReadFinding]:
    """The findings of one section, in order."""
    body = [b for b in section.body if not _TABLE_HEAD.fullmatch(b.text)]
    if any(b.first.cell for b in body):
        return _from_table(section, [b for b in body if b.first.cell])
    rows = [b for b in body if b.first.box is not None and b.first.ruled]
    if len(rows) > 1 and all(b.kind == "paragraph" for b in rows):
        return _from_rows(section, body)
    if section.is_list:
        return _from_list(section, body)
    return _from_paragraphs(section, body)


def _from_list(section: Section, body: list[Block]) -> list[ReadFinding]:
    found: list[ReadFinding] = []
    top: Block | None = None
    if len(body) > 1 and _asks_for_all(section, body[0], body[1]):
        whole = finding(section, body[0])
        for block in body[1:]:
            whole = _with_more(whole, block)
        return [whole.model_copy(update={"doubts": (*whole.doubts, _one_or_many(len(whole.sub_items)))})]
    for block in body:
        if block.kind != "item":
            continue
        if top is None or not found or not _is_nested(block, top):
            if not says_none(block.text):
                found.append(finding(section, block))
                top = block
        else:
            found[-1] = _with_more(found[-1], block)
    return found


def _asks_for_all(section: Section, lead: Block, first: Block) -> bool:
    """Whether the words before a list ask for all of it by a day: "By 1 May 2026, the force should:"."""
    asks = lead.kind == "paragraph" and lead.text.endswith("should:") and bool(deadline(lead.text)[0])
    return asks and section.kinds == (Kind.RECOMMENDATION,) and first.kind == "item" and not number(first.marker)


def _one_or_many(points: int) -> Doubt:
    return Doubt(code="one_or_many", question=f"A list of {points} follows these words. Is this one finding or "
                 f"{points}?", choices=("One", str(points), "I will edit it"))


def _is_nested(block: Block, top: Block) -> bool:
    """Whether an item is a sub-point of the list whose items look like `top`."""
    same_sort = _sort(block.marker) == _sort(top.marker)
    if block.page == top.page or not same_sort:
        deeper = block.first.x0 > top.first.x0 + _DEEPER
        return deeper or (not same_sort and _sort(top.marker) == "number" and block.first.x0 > top.first.x0 - 1)
    return block.first.x0 > top.first.x0 + _DEEPER


def _sort(marker: str) -> str:
    letters = marker.strip("().")
    if letters[:1].isdigit():
        return "number"
    return "letter" if letters.isalpha() else marker


def _from_rows(section: Section, body: list[Block]) -> list[ReadFinding]:
    """A table of one column: what stands between two rules is one finding, its list its sub-points."""
    found: list[ReadFinding] = []
    for block in body:
        if block.first.box is None or says_none(block.text):
            continue
        if found and not block.first.ruled:
            found[-1] = _with_more(found[-1], block)
        else:
            found.append(finding(section, block))
    return found


def _from_table(section: Section, body: list[Block]) -> list[ReadFinding]:
    """A table of several columns: the one under the heading, or with most words, says what is wanted, the
    others of whom. Where every row says of whom, a row that does not at the top of a page is the rest of one."""
    width: Counter[int] = Counter()
    for block in body:
        width[_cell(block).column] += len(block.text)
    points = width.most_common(1)[0][0] if section.column is None else section.column
    found: list[ReadFinding] = []
    bodies, each_has_body = "", True
    previous: tuple[int, Cell] | None = None
    for block in body:
        cell = _cell(block)
        if cell.column != points:
            continue
        beside = [b.text for b in body if b.page == block.page and _cell(b).column != points
                  and _cell(b).top - 3 <= cell.top < _cell(b).bottom - 3]
        bodies = " ".join(text for text in beside if not text.isdigit()) or bodies
        rest_of_row = previous is not None and block.page > previous[0] and not beside and each_has_body
        if found and (rest_of_row or (block.page, cell) == previous):
            found[-1] = _with_more(found[-1], block)
        elif not says_none(block.text):
            each_has_body = each_has_body and bool(beside)
            one = finding(section, block, addressed_to=bodies)
            found.append(one.model_copy(update={"number": next((t for t in beside if t.isdigit()), one.number)}))
        previous = (block.page, cell)
    return found


def _cell(block: Block) -> Cell:
    assert block.first.cell is not None  # only blocks of tables come here
    return block.first.cell


def _with_more(item: ReadFinding, block: Block) -> ReadFinding:
    """A finding with a further block of its row: a sub-point or a paragraph."""
    places = item.places + block.places
    if block.kind == "item":
        return item.model_copy(update={"sub_items": (*item.sub_items, block.text), "places": places})
    return item.model_copy(update={"text": f"{item.text} {block.text}", "places": places})


def _from_paragraphs(section: Section, body: list[Block]) -> list[ReadFinding]:
    """No marks: each paragraph, or each row of a table of one column, is a finding. What asks for an answer to
    the priority actions above it is none."""
    found: list[ReadFinding] = []
    for block in body:
        answers = bool(found) and Kind.PRIORITY_ACTION in section.kinds and asks_for_an_answer(block.text)
        if block.kind == "paragraph" and not says_none(block.text) and not block.text.endswith(":") and not answers:
            found.append(finding(section, block))
    return found


def once(found: Sequence[ReadFinding]) -> list[ReadFinding]:
    """Each point once where a report prints its list again, in an annex or a summary. The first printing
    stands; when the second says otherwise under the same number, a person must look."""
    kept: list[ReadFinding] = []
    for item in found:
        first = next((k for k in kept if _is_same(k, item)), None)
        if first is None:
            kept.append(item)
        elif _letters(first) != _letters(item):
            kept[kept.index(first)] = first.model_copy(update={"doubts": (*first.doubts, Doubt(
                code="printed_twice", question=f"Page {item.page} has this again in other words. We counted it once.",
                choices=("Right", "They are two findings")))})
    return kept


def _is_same(first: ReadFinding, second: ReadFinding) -> bool:
    if first.kind != second.kind:
        return False
    if _letters(first) == _letters(second):
        return True
    later = first.number and first.number == second.number and second.page > first.page
    return bool(later) and SequenceMatcher(None, first.text.split(), second.text.split()).ratio() > 0.7


def _letters(item: ReadFinding) -> str:
    return re.sub(r"\W", "", "".join([item.text, *item.sub_items]).casefold())


def says_none(text: str) -> bool:
    """Whether a point says that there are no such points."""
    return bool(_NONE.match(text)) and len(text) < 200


def finding(section: Section, block: Block, *, addressed_to: str = "") -> ReadFinding:
    """One block of a section as a finding."""
    words, on = deadline(block.text)
    return ReadFinding(
        kind=section.kinds[0], number=number(block.marker), heading=section.heading, subheading=section.subheading,
        text=block.text, page=block.page, addressed_to=addressed_to, date_words=words, date_on=on,
        places=block.places, doubts=(*_kind_doubt(section), *_runs_on_doubt(block)))


def number(marker: str) -> str:
    """The number printed before a point; a bullet is none."""
    return marker.strip("().") if marker[:2].strip("(")[:1].isdigit() else ""


def _kind_doubt(section: Section) -> tuple[Doubt, ...]:
    if len(section.kinds) < 2:
        return ()
    return (Doubt(code="kind", question="The heading names two kinds. Which is this?",
                  choices=tuple(kind.value for kind in section.kinds)),)


def _runs_on_doubt(block: Block) -> tuple[Doubt, ...]:
    if block.runs_on is None:
        return ()
    return (Doubt(code="runs_on", question=f"The list runs on to page {block.runs_on}. Is this one finding or two?",
                  choices=("One", "Two", "I will edit it")),)
