"""Turns a letter's blocks of words into a PDF, and says on which page each finding begins."""

from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from answerable.cli.demonstration.letter import Letter
from answerable.cli.demonstration.letter import typeset as set_in_type

TEMPLATE = Path(__file__).parent / "letter.typ"
FONTS = ("DejaVu Sans", "DejaVu Sans", "DejaVu Sans", "Libertinus Serif", "New Computer Modern")
# The last two print as an empty box, as they do where the font of the symbols is missing.
MARKS = ("•", "‣", "▪", "■", "◼", "●", "–", "➢", "o", "\uf0b7", "\uf0a7")
SUB_MARKS = ("–", "−", "o", "◦", "‣", "-")


@dataclass
class Draft:
    """A letter being written: blocks for the template, and the findings among them in their order."""

    title: str
    blocks: list[dict[str, Any]] = field(default_factory=list)
    findings: list[dict[str, Any]] = field(default_factory=list)

    def add(self, block: str, **parts: Any) -> None:
        self.blocks.append({"is": block, **parts})

    def heading(self, text: str, level: int = 1) -> None:
        self.add("heading", text=text, level=level)

    def paragraph(self, text: str, **parts: Any) -> None:
        self.add("paragraph", text=text, **parts)

    def finding(self, item: dict[str, Any], **about: Any) -> dict[str, Any]:
        """Note an item (text, sub, footnote) as a finding; gives it back, marked, to be put in a block."""
        self.findings.append({"text": item["text"], "sub_items": item.get("sub", []), **about})
        return {**item, "finding": len(self.findings) - 1}


def look(chance: Random) -> dict[str, Any]:
    """How the letter is set: type, measure, marks and spacing, each as some real letter has it."""
    justify = chance.random() < 0.25
    mark = chance.choice(MARKS)
    leading = chance.choice((0.5, 0.6, 0.65, 0.8))
    return {
        "titled": chance.random() < 0.7,
        "font": chance.choice(FONTS),
        "size": chance.choice((9.5, 10, 10.5, 11, 12)),
        "margin": chance.choice((20, 22, 25, 28)),
        "top": chance.choice((25, 30, 35)),
        "bottom": chance.choice((22, 25, 30)),
        "leading": leading,
        "spacing": leading + chance.choice((0.35, 0.5, 0.7)),  # never so close that paragraphs run together
        "justify": justify,
        "hyphenate": justify and chance.random() < 0.5,
        "splitting": chance.choice((0, 1)),
        "numbering": chance.choice(("1.", "1.", "1)", "(1)")),
        "heading_sizes": chance.choice(([1.0, 1.0, 1.0], [1.2, 1.05, 1.0], [1.35, 1.15, 1.0])),
        "glyph_font": "DejaVu Sans",
        "glyph_size": chance.choice((0.8, 1.0)),
        "indent": chance.choice((0, 0, 4, 8)),
        "gap": chance.choice((3, 4, 5)),
        "marks": [mark, chance.choice([other for other in SUB_MARKS if other != mark])],
    }


def running_lines(chance: Random, words: str) -> tuple[dict[str, str] | None, dict[str, str] | None]:
    """Header and footer: the page number on one of them, the running words on none, one or both."""
    number = chance.choice(("n", "n", "Page n of m"))
    numbered = {"words": chance.choice((words, "")), "number": number}
    plain = chance.choice((None, {"words": words, "number": ""}))
    return (numbered, plain) if chance.random() < 0.3 else (plain, numbered)


def typeset(draft: Draft, chance: Random, *, running: str, about: dict[str, Any]) -> Letter:
    """Set the draft; `about` holds what the letter says of itself (area, dates, inspectorates)."""
    header, footer = running_lines(chance, running)
    style = look(chance)
    data = {"title": draft.title, "look": style, "header": header, "footer": footer, "blocks": draft.blocks}
    pdf, pages = set_in_type(TEMPLATE, data, tagged=chance.random() < 0.5)
    items = [{**item, "page": pages[index]} for index, item in enumerate(draft.findings)]
    expected = {"title": draft.title, **about, "items": items, "hyphenated": style["hyphenate"]}
    return Letter(pdf, expected)
