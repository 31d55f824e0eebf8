"""From the bytes of a text, a web page or a Word document to lines in light markup. Behind the fence only."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser

from answerable.intake.answer.labels import label
from answerable.intake.answer.sections import PageLine
from answerable.intake.content import PDF, TEXT, WEB_PAGE, WORD, promised_by, told_by_content
from answerable.intake.errors import CannotRead
from answerable.intake.html import decoded
from answerable.intake.tidy.changes import Changes
from answerable.intake.tidy.lines import Line, markup
from answerable.intake.tidy.plain import fitting
from answerable.intake.tidy.rich import blocks_of
from answerable.intake.tidy.walk import Table
from answerable.records.text import text_profile

_NO_PART_OF_THE_TEXT = frozenset({"nav", "footer", "dialog"})
_STARTS_WITH_A_TAG = re.compile(rb"[\xef\xbb\xbf\s]{0,1000}<(?:[a-z][a-z1-6]{0,10}[\s>]|!--)", re.IGNORECASE)
_LINK = re.compile(r"\[([^\[\]]{1,500})\]\(([^()\s]{1,2000})\)")
_ADVICE = "We read text, web pages saved as HTML and Word documents (.docx)."


@dataclass(frozen=True)
class Page:
    """A page's words as they stood, and its lines."""

    original: str
    lines: tuple[PageLine, ...]


def open_page(data: bytes, ending: str, changes: Changes) -> Page:
    """The page in a file; `ending` is how its name ends, or "". Raises CannotRead."""
    content = told_by_content(data)
    promised = promised_by(ending)
    if content == TEXT and _STARTS_WITH_A_TAG.match(data):
        content = WEB_PAGE  # a piece of one, without its head
    if promised and content not in promised and not {content, *promised} <= {TEXT, WEB_PAGE}:
        raise CannotRead("misnamed", f"It is named {ending} but it is {content}. {_ADVICE}")
    if content == WEB_PAGE:
        return _web_page(decoded(data), changes)
    if content == WORD:
        from answerable.intake.answer.word import as_html

        return _web_page(as_html(data), changes)
    if content == TEXT:
        return from_text(decoded(data), changes)
    if content == PDF:
        raise CannotRead("is_a_pdf", f"It is a PDF. {_ADVICE} Copy its words and paste them instead.")
    locked = " If it is a .docx, it may be locked with a password: take the password off."
    raise CannotRead("not_an_answer", f"It is {content}. {_ADVICE} Save it as one of these."
                     + (locked if "older Word" in content else ""))


def from_text(text: str, changes: Changes) -> Page:
    """The page in plain words, or in words pasted from one."""
    words = fitting(text, changes)
    if not words.strip():
        raise CannotRead("empty", "There are no words in it.")
    return Page(text_profile(text)[0], tuple(PageLine(line.rstrip()) for line in words.split("\n")))


def _web_page(html: str, changes: Changes) -> Page:
    tree = LexborHTMLParser(html)
    main = tree.css("main, [role=main]")
    root = main[0] if len(main) == 1 else tree.body
    blocks = blocks_of(root, changes, _NO_PART_OF_THE_TEXT) if root is not None else []
    del changes.counted["levels"]  # the page's own headings say where its parts begin
    lines = tuple(line for block in blocks for line in _page_lines(block, changes))
    if not any(line.words for line in lines):
        raise CannotRead("no_words", "It shows no words. Copy them from the browser and paste them instead.")
    original = "\n\n".join(_as_it_stood(block) for block in blocks)
    return Page(text_profile(original)[0], lines)


def _as_it_stood(block: Line | Table) -> str:
    """What a reader saw, a row of a table on one line; a link keeps where it led."""
    if isinstance(block, Table):
        rows = ("\t".join("\n".join(map(_as_it_stood, cell)) for cell in row) for row in block.rows if any(row))
        return "\n".join(rows)
    words = _LINK.sub(r"\1 (\2)", block.words.replace("**", ""))
    return f"- {words}" if block.kind == "item" else words


def _laid_out(block: Line | Table) -> Iterator[Line]:
    """The lines of a table: what stands beside a heading is its value, and so is what stands below a head."""
    if isinstance(block, Line):
        yield block
        return
    rows = [row for row in block.rows if any(row)]
    if len(rows) == 2 and len(rows[0]) > 1 and all(_is_label(cell) for cell in rows[0]):
        rows = [[head, value] for head, value in zip(*rows, strict=False)]
    elif len(rows) > 2 and len(rows[0]) > 1 and all(_is_label(cell) for cell in rows[0]):
        yield from (_value(line) for row in rows for cell in row for line in cell)  # a list of answers, not one
        return
    for row in rows:
        for at, cell in enumerate(row):
            yield from (_value(line) if at and _is_label(row[0]) else line for line in cell)


def _is_label(cell: list[Line]) -> bool:
    return len(cell) == 1 and label(cell[0].words) is not None


def _value(line: Line) -> Line:
    return Line(line.kind, line.words, may_label=False)


def _page_lines(block: Line | Table, changes: Changes) -> Iterator[PageLine]:
    """The lines of a block, each block parted from the next by an empty one."""
    for line in _laid_out(block):
        mark = {"item": "- ", "heading": "## "}.get(line.kind, "")
        words = markup([line], changes) if line.kind == "loose" else mark + line.words
        for part in fitting(words, changes).split("\n"):
            yield PageLine(part, line.may_label)
        yield PageLine("")
    if isinstance(block, Table) and block.rows and len(block.rows[-1]) > 1 and _is_label(block.rows[-1][0]):
        yield PageLine("", ends=any(block.rows[-1][1:]))
