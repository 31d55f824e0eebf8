"""What a written document says, whatever file it becomes: PDF, Word or OpenDocument."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from unicodedata import category

from answerable.records.addresses import may_link_to

from .blocks import Block, BulletList, Heading, Link, Paragraph, Run, Strong, Text, blocks


@dataclass(frozen=True)
class Section:
    """A heading with an optional note under it (who wrote it, when) and a text in light markup.

    `level` is 2 to 4. A heading inside the text stands one level deeper, so no level is left out. A `literal`
    text is somebody else's, for instance the inspectorate's: each line is a paragraph and nothing is markup.
    """

    heading: str
    words: str
    level: int = 2
    note: str = ""
    literal: bool = False

    @property
    def blocks(self) -> tuple[Block, ...]:
        if not self.literal:
            return blocks(self.words)
        return tuple(Paragraph((Text(line),)) for line in self.words.split("\n") if line.strip())


@dataclass(frozen=True)
class Fact:
    """A named value at the top of the document, which may be a link."""

    name: str
    words: str
    address: str | None = None

    @property
    def run(self) -> Run:
        if self.address is not None and may_link_to(self.address):
            return Link(self.words, self.address)
        return Text(self.words)


@dataclass(frozen=True)
class Document:
    """What a document says. `dated` is the date of the record, so that the same record gives the same bytes."""

    title: str
    author: str  # the body, never an account
    dated: date
    footer: str
    facts: tuple[Fact, ...] = ()
    sections: tuple[Section, ...] = ()
    notice: str = ""  # in a frame above the title: "This is an example."
    language: str = "en"


@dataclass(frozen=True)
class Line:
    """One paragraph of the whole document in reading order: `style` is "notice", "note", "text" or "heading"."""

    style: str
    runs: tuple[Run, ...]
    level: int = 0  # of a heading: 1 is the title


@dataclass(frozen=True)
class Facts:
    """The table of facts."""

    facts: tuple[Fact, ...]


FACT_COLUMNS = ("What", "Detail")


def in_order(document: Document) -> Iterator[Line | BulletList | Facts]:
    """The whole document in reading order, for writers that put one thing after the other."""
    if document.notice:
        yield Line("notice", (Strong(document.notice),))
    yield Line("heading", (Text(document.title),), level=1)
    if document.facts:
        yield Facts(document.facts)
    for section in document.sections:
        if section.heading:
            yield Line("heading", (Text(section.heading),), level=section.level)
        if section.note:
            yield Line("note", (Text(section.note),))
        for block in section.blocks:
            match block:
                case Heading(runs):
                    yield Line("heading", runs, level=section.level + 1)
                case Paragraph(runs):
                    yield Line("text", runs)
                case BulletList():
                    yield block


def link_words(words: str) -> str:
    """The words of a link less what nobody sees; empty when nothing is left to press."""
    seen = "".join(c for c in words if category(c) != "Cf")
    return seen if any(category(c)[0] in "LNPS" for c in seen) else ""
