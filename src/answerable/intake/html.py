"""Reads a saved web page as a browser would, without its menus, scripts and hidden parts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from answerable.intake.errors import CannotRead
from answerable.intake.passages import Passage, WebPage

_SKIPPED = {
    "script", "style", "template", "noscript", "nav", "footer", "iframe", "object", "embed", "svg", "math",
    "button", "select", "option", "textarea", "input", "dialog", "head", "title", "audio", "video", "canvas",
    "map",
}  # fmt: skip
_SKIPPED_ROLES = {
    "navigation", "contentinfo", "search", "dialog", "alertdialog", "banner", "menu", "menubar",
}  # fmt: skip
_INLINE = {
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i",
    "img", "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup",
    "time", "tt", "u", "var", "wbr",
}  # fmt: skip
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_DEEPEST = 200  # elements one inside the other; what lies deeper counts as lying at this depth

_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s{0,5}=\s{0,5}["']?\s{0,5}([a-z0-9_-]{1,40})""", re.IGNORECASE)
_ENCODINGS = re.compile(r"utf-?8|utf-?16(?:le|be)?|windows-125[0-8]|iso-8859-(?:[2-9]|1[0-6])")


def read_page(data: bytes) -> WebPage:
    """The words of the page. Raises CannotRead when it shows none."""
    tree = LexborHTMLParser(decoded(data))
    walk = _Walk()
    if tree.body is not None:
        walk.through(_main_part(tree) or tree.body)
    if not walk.passages:
        raise CannotRead("no_words", "This web page has no words in it: they are fetched when it is open. "
                         "Copy them from the browser and paste them instead.")
    return WebPage(_title(tree), _named(tree), tuple(walk.passages))


def title_of(data: bytes) -> str:
    """What the page calls itself: its title, or its first heading; "" when it has neither."""
    tree = LexborHTMLParser(decoded(data))
    return (_named(tree) or _first_heading(tree))[:200]


def decoded(data: bytes) -> str:
    """The text by its byte order mark, by what the page says of itself, or as UTF-8 or Windows' Western set."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    said = _CHARSET.search(data[:4096])
    named = said[1].decode("ascii").lower() if said else ""
    if _ENCODINGS.fullmatch(named) and not named.startswith("utf-16"):  # a page that can say so is not UTF-16
        return data.decode(named, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("windows-1252", "replace")


def _title(tree: LexborHTMLParser) -> str:
    # Sites add their own name to the title of each page, behind a bar or a dash.
    return _first_heading(tree) or re.split(r"\s[|–—-]\s", _named(tree))[0]


def _named(tree: LexborHTMLParser) -> str:
    title = tree.css_first("title")
    return _words(title) if title is not None else ""


def _first_heading(tree: LexborHTMLParser) -> str:
    heading = tree.css_first("h1")
    return _words(heading) if heading is not None else ""


def _main_part(tree: LexborHTMLParser) -> LexborNode | None:
    main = tree.css("main, [role=main]")
    return main[0] if len(main) == 1 else None


def _words(node: LexborNode) -> str:
    return " ".join(node.text(deep=True).split())


@dataclass
class _Walk:
    """Goes through a tree without recursion, so that no depth of nesting can exhaust it."""

    passages: list[Passage] = field(default_factory=list)
    _open: list[LexborNode] = field(default_factory=list)
    _words: list[tuple[str, bool]] = field(default_factory=list)  # and whether they stand out
    _started: set[int] = field(default_factory=set)  # list items that have given a passage
    _counted: dict[int, int] = field(default_factory=dict)  # numbered lists, and the number printed last

    def through(self, root: LexborNode) -> None:
        for node, is_end in _events(root):
            if node.is_text_node:
                self._words.append((node.text_content or "", self._stands_out()))
            elif node.tag == "br":
                self._words.append((" ", True))
            elif is_end:
                if node.tag not in _INLINE:
                    self._close_passage()
                self._open.pop()
            else:
                if node.tag not in _INLINE:
                    self._close_passage()
                self._open.append(node)
                self._count(node)
        self._close_passage()

    def _count(self, node: LexborNode) -> None:
        if node.tag == "ol":
            start = node.attributes.get("start") or ""
            self._counted[node.mem_id] = int(start) - 1 if re.fullmatch("[0-9]{1,4}", start) else 0
        elif node.tag == "li" and node.parent is not None and node.parent.mem_id in self._counted:
            self._counted[node.parent.mem_id] += 1

    def _stands_out(self) -> bool:
        return any(node.tag in ("b", "strong") for node in self._open[-6:])

    def _close_passage(self) -> None:
        text = " ".join("".join(words for words, _ in self._words).split())
        strong = all(stands_out for words, stands_out in self._words if words.strip())
        self._words.clear()
        if not text:
            return
        boxes = tuple(node.mem_id for node in self._open[:_DEEPEST] if node.tag not in _INLINE)
        around = self._open[::-1][:_DEEPEST]
        heading = next((node for node in around if node.tag in _HEADINGS), None)
        item = next((node for node in around if node.tag == "li"), None)
        if heading is not None:
            self.passages.append(Passage("heading", text, level=_HEADINGS[str(heading.tag)], boxes=boxes))
        elif item is None:
            self.passages.append(Passage("paragraph", text, strong=strong, boxes=boxes))
        elif item.mem_id not in self._started:
            self._started.add(item.mem_id)
            depth = sum(node.tag in ("ul", "ol") for node in around)
            number = self._counted.get(item.parent.mem_id) if item.parent is not None else None
            self.passages.append(
                Passage("item", text, level=depth, number=str(number or ""), strong=strong, boxes=boxes)
            )
        else:  # a second paragraph of the same item
            self.passages.append(Passage("paragraph", text, level=1, boxes=boxes))


def _events(root: LexborNode) -> Iterator[tuple[LexborNode, bool]]:
    """Every shown element at its start (False) and its end (True), and every text once."""
    node: LexborNode | None = root
    while node is not None:
        if _is_shown(node):
            yield node, False
            if node.is_element_node and node.first_child is not None:
                node = node.first_child
                continue
            if node.is_element_node and node.tag != "br":
                yield node, True
        while node is not None and node.next is None and node.mem_id != root.mem_id:
            node = node.parent
            if node is not None:
                yield node, True
        node = None if node is None or node.mem_id == root.mem_id else node.next


def _heads_a_column(node: LexborNode) -> bool:
    """Whether a cell stands in a row of several heads, which say what the columns hold."""
    row = node.parent
    cells = [cell.tag for cell in row.iter()] if row is not None else []
    return len(cells) > 1 and set(cells) == {"th"}


def _is_shown(node: LexborNode) -> bool:
    if not node.is_element_node:
        return bool(node.is_text_node)
    if node.tag in _SKIPPED or (node.tag == "th" and _heads_a_column(node)):
        return False
    said = node.attributes
    return not (
        "hidden" in said
        or said.get("aria-hidden") == "true"
        or said.get("role") in _SKIPPED_ROLES
        or _HIDING.search(said.get("style") or "")
    )
