"""Goes through a piece of HTML as a browser would show it and gives its blocks of words in light markup.

Without recursion, so that no depth of nesting can exhaust it. Runs behind the fence only: it loads the parser.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import quote

from selectolax.lexbor import LexborNode

from answerable.intake.tidy.changes import Changes
from answerable.intake.tidy.lines import Line
from answerable.intake.tidy.marks import Mark, written
from answerable.records.addresses import may_link_to

HEADINGS = {f"h{level}" for level in range(1, 7)}
_BLOCKS = HEADINGS | {
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dir", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "header", "hgroup", "hr", "html", "legend", "li", "main",
    "menu", "nav", "ol", "option", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead",
    "tr", "ul",
}  # fmt: skip
_LISTS = {"ul", "ol", "menu", "dir"}
_UNSEEN = {
    "script", "style", "template", "noscript", "iframe", "object", "embed", "svg", "math", "head", "title", "audio",
    "video", "canvas", "map", "input", "select", "textarea", "button", "meta", "link", "xml",
}  # fmt: skip
_SLANTED = {"i", "em", "u", "cite", "dfn", "ins", "var"}
_FONTS = re.compile(r"font|colou?r|background|size", re.IGNORECASE)
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_HEAVY = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_WORD_ITEM = re.compile(r"mso-list\s*:\s*l\d", re.IGNORECASE)
_WORD_MARKER = re.compile(r"mso-list\s*:\s*ignore", re.IGNORECASE)
_NEAR = 4  # how many elements outwards a heading or kept line ends are looked for
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.\s-]{0,30}:")
_NUMBER = re.compile(r"\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)]", re.IGNORECASE)


@dataclass
class Table:
    """The cells of a table, each with its lines; `headed` when the first row says what the columns hold."""

    rows: list[list[list[Line]]] = field(default_factory=list)
    headed: bool = False


@dataclass
class _Item:
    """A list item that is open: whether it has given its line, and the number printed before it."""

    marker: str = ""
    line: int | None = None


class Walk:
    """`through(root)` fills `blocks`; `skip` names elements that are no part of the text."""

    def __init__(self, changes: Changes, skip: frozenset[str] = frozenset()) -> None:
        self.blocks: list[Line | Table] = []
        self._changes = changes
        self._skip = _UNSEEN | skip
        self._marks: list[Mark] = []
        self._open: list[str] = []  # tags of the blocks around
        self._strong = self._ignored = 0
        self._links: list[tuple[str, str, int]] = []  # target, address, where among the marks its words begin
        self._items: list[_Item] = []
        self._numbers: list[int | None] = []  # of the lists around: the last number, None without numbers
        self._tables: list[Table] = []
        self._cells: list[list[Line]] = []

    def through(self, root: LexborNode) -> None:
        node: LexborNode | None = root
        while node is not None:
            entered = self._enter(node)
            if entered and node.first_child is not None:
                node = node.first_child
                continue
            if entered:
                self._leave(node)
            while node is not None and node.next is None and node.mem_id != root.mem_id:
                node = node.parent
                if node is not None:
                    self._leave(node)
            node = None if node is None or node.mem_id == root.mem_id else node.next
        self._close()

    def _enter(self, node: LexborNode) -> bool:
        if node.is_text_node:
            self._text(node.text_content or "")
            return False
        if not node.is_element_node or self._is_hidden(node):
            return False
        tag, said = str(node.tag), node.attributes
        style = said.get("style") or ""
        self._note_looks(tag, style, said)
        if tag == "br":
            self._marks.append(Mark("\n"))
        elif tag == "img":
            self._changes.count("picture")
        elif tag == "a":
            self._begin_link(said)
        if _is_strong(tag, style):
            self._strong += 1
        if _WORD_MARKER.search(style):
            self._marks.clear()
            self._ignored += 1
        if tag in _BLOCKS:
            self._begin_block(tag, node, style)
        return True

    def _leave(self, node: LexborNode) -> None:
        tag, style = str(node.tag), node.attributes.get("style") or ""
        if tag == "a":
            self._end_link()
        if _is_strong(tag, style):
            self._strong -= 1
        if _WORD_MARKER.search(style):
            self._end_marker()
        if tag in _BLOCKS:
            self._end_block(tag, style)

    def _is_hidden(self, node: LexborNode) -> bool:
        said = node.attributes
        hidden = "hidden" in said or bool(_HIDING.search(said.get("style") or ""))
        if hidden or str(node.tag) in self._skip:
            self._changes.count("hidden", bool(node.text(deep=True).strip()))
            return True
        return False

    def _note_looks(self, tag: str, style: str, said: dict[str, str | None]) -> None:
        if tag in _SLANTED:
            self._changes.count("slanted")
        if tag == "font" or _FONTS.search(style):
            self._changes.count("fonts")
        if tag in HEADINGS and tag != "h2":
            self._changes.count("levels")

    def _text(self, words: str) -> None:
        if "\n" in words and "pre" in self._open[-_NEAR:]:
            for at, line in enumerate(words.split("\n")):
                self._marks.append(Mark("\n" if at else ""))
                self._text(line)
            return
        words = " ".join(f"x{words}x".split())[1:-1] if words.strip() else " " * bool(words)
        self._marks.append(Mark(words, bool(self._strong), self._links[-1][1] if self._links else ""))

    # Links

    def _begin_link(self, said: dict[str, str | None]) -> None:
        """A link to nowhere is written as one; what tidies the words afterwards tells of it."""
        target = (said.get("href") or "").strip()
        address = quote(target, safe="!#$%&'*+,/:;=?@[]~", encoding="utf-8")
        nowhere = "#" if target in ("", "#") and "href" in said else ""
        self._links.append((target, address if may_link_to(address) else nowhere, len(self._marks)))

    def _end_link(self) -> None:
        if self._links:
            target, address, start = self._links.pop()
            if target and not address and any(mark.words.strip() for mark in self._marks[start:]):
                self._changes.count("unsafe_link" if _SCHEME.match(target) else "inside_link")

    # Blocks

    def _begin_block(self, tag: str, node: LexborNode, style: str) -> None:
        self._close()
        self._open.append(tag)
        if tag in _LISTS:
            self._changes.count("nested", bool(self._items))
            self._changes.count("numbered", tag == "ol")
            start = node.attributes.get("start") or "1"
            self._numbers.append((int(start) if re.fullmatch("[0-9]{1,4}", start) else 1) - 1 if tag == "ol" else None)
        elif tag == "li":
            self._items.append(_Item(self._next_number()))
        elif _WORD_ITEM.search(style):
            self._items.append(_Item())
        elif tag == "table":
            self._tables.append(Table())
        elif tag == "tr" and self._tables:
            self._tables[-1].rows.append([])
        elif tag in ("td", "th") and self._tables and self._tables[-1].rows:
            self._cells.append([])
            if len(self._tables[-1].rows) == 1:
                self._tables[-1].headed = tag == "th" and (self._tables[-1].headed or not self._tables[-1].rows[0])

    def _end_block(self, tag: str, style: str) -> None:
        self._close()
        if self._open:
            self._open.pop()
        if tag in _LISTS and self._numbers:
            self._numbers.pop()
        elif (tag == "li" or _WORD_ITEM.search(style)) and self._items:
            self._items.pop()
        elif tag in ("td", "th") and self._cells and self._tables and self._tables[-1].rows:
            self._tables[-1].rows[-1].append(self._cells.pop())
        elif tag == "table" and self._tables:
            self._end_table(self._tables.pop())

    def _end_table(self, table: Table) -> None:
        if self._cells:  # a table in a cell: its words are the cell's
            self._cells[-1].extend(line for row in table.rows for cell in row for line in cell)
            self._changes.count("laid_out")
        else:
            self.blocks.append(table)

    def _next_number(self) -> str:
        if not self._numbers or self._numbers[-1] is None:
            return ""
        self._numbers[-1] += 1
        return f"{self._numbers[-1]}. "

    def _end_marker(self) -> None:
        """Word prints the bullet or the number of an item as words before it; a number says something."""
        number = "".join(mark.words for mark in self._marks).strip()
        self._marks.clear()
        self._ignored = max(0, self._ignored - 1)
        if self._items and _NUMBER.fullmatch(number):
            self._items[-1].marker = f"{number} "
        self._changes.count("bullets", not _NUMBER.fullmatch(number))

    def _close(self) -> None:
        words, self._marks = written(self._marks), []
        if not words:
            return
        lines = self._cells[-1] if self._cells else self.blocks
        if self._items:
            self._add_to_item(lines, self._items[-1], words)
        elif any(tag in HEADINGS for tag in self._open[-_NEAR:]):
            lines.append(Line("heading", words.replace("**", "")))
        elif self._open and self._open[-1] in _LISTS:
            lines.append(Line("loose", words))
        else:
            lines.append(Line("paragraph", words))

    def _add_to_item(self, lines: list[Line] | list[Line | Table], item: _Item, words: str) -> None:
        """An item's first words make its line; further paragraphs of it go on in that line."""
        words = words.replace("\n", " ")
        before = lines[item.line] if item.line is not None and item.line == len(lines) - 1 else None
        if isinstance(before, Line):
            lines[-1] = Line("item", f"{before.words} {words}")
            return
        item.line = len(lines)
        lines.append(Line("item", item.marker + words))


def _is_strong(tag: str, style: str) -> bool:
    return tag in ("b", "strong") or bool(tag not in _BLOCKS and _HEAVY.search(style))
