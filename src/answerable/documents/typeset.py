"""Writes a published answer as an accessible PDF (PDF/UA-1).

The template is fixed and takes every word as data, so nothing a person wrote is read as markup. Typst itself
refuses to export a file that breaks the rules it can check; it reaches no network, no packages, no file but the
template, and no fonts but ours. It runs in this process: unlike a reader of uploaded files it gets only text
that people of the office signed, and one answer takes milliseconds.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from unicodedata import category

import typst

from .blocks import Block, Paragraph, Text, as_data, blocks, may_link_to
from .glyphs import shown_or_named

_HERE = Path(str(files("answerable.documents")))
_TEMPLATE = _HERE / "response.typ"
_FONTS = Path(str(files("answerable.assets"))) / "fonts"


class CannotTypeset(Exception):
    """The PDF could not be made; the message says why, for the page."""


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


@dataclass(frozen=True)
class Fact:
    """A named value at the top of the document, which may be a link."""

    name: str
    words: str
    address: str | None = None


@dataclass(frozen=True)
class Document:
    """What a PDF says. `dated` is the date of the record, so that the same record gives the same bytes."""

    title: str
    author: str  # the body, never an account
    dated: date
    footer: str
    facts: tuple[Fact, ...] = ()
    sections: tuple[Section, ...] = ()
    notice: str = ""  # in a frame above the title: "This is an example."
    language: str = "en"


def typeset(document: Document) -> bytes:
    """The PDF of a document: the same document gives the same bytes.

    Raises:
        CannotTypeset: Typst refused it.
    """
    at = datetime(document.dated.year, document.dated.month, document.dated.day, tzinfo=UTC)
    try:
        made = _compiler().compile(
            input=str(_TEMPLATE),
            format="pdf",
            sys_inputs={"document": _as_json(document)},
            pdf_standards=["ua-1"],
            timestamp=int(at.timestamp()),
        )
    except typst.TypstError as error:
        raise CannotTypeset(f"The PDF of “{document.title}” could not be made: {error}") from error
    if not isinstance(made, bytes):
        raise CannotTypeset(f"The PDF of “{document.title}” did not come as one file.")
    return made


def fingerprint(document: Document) -> str:
    """What the PDF depends on, as one hash: equal fingerprints mean equal bytes."""
    parts = (version("typst"), _TEMPLATE.read_text("utf-8"), _as_json(document))
    return sha256("\0".join(parts).encode()).hexdigest()


@cache
def _compiler() -> typst.Compiler:
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(_FONTS)])
    return typst.Compiler(str(_TEMPLATE), root=str(_HERE), font_paths=fonts, ignore_system_fonts=True)


def _as_json(document: Document) -> str:
    says: dict[str, object] = {
        "title": document.title,
        "author": document.author,
        "dated": [document.dated.year, document.dated.month, document.dated.day],
        "footer": document.footer,
        "facts": [[fact.name, _fact_runs(fact)] for fact in document.facts],
        "sections": [
            {"heading": s.heading, "level": s.level, "note": s.note, "blocks": as_data(_blocks(s))}
            for s in document.sections
        ],
        "notice": document.notice,
        "language": document.language,
    }
    return json.dumps(_shown(says), ensure_ascii=False, sort_keys=True)


def _shown(value: object) -> object:
    match value:
        case str():
            return shown_or_named(value)
        case list():
            return [_shown(item) for item in value]
        case {"kind": "link", "words": str(words), "address": str(address)}:
            return {"kind": "link", "words": shown_or_named(_link_words(words) or address), "address": address}
        case dict():
            return {name: _shown(item) for name, item in value.items()}
        case _:
            return value


def _link_words(words: str) -> str:
    """The words less what nobody sees: Typst 0.15 fails at a soft hyphen inside a link, and at an empty link."""
    seen = "".join(c for c in words if category(c) != "Cf")
    return seen if any(category(c)[0] in "LNPS" for c in seen) else ""


def _blocks(section: Section) -> tuple[Block, ...]:
    if not section.literal:
        return blocks(section.words)
    return tuple(Paragraph((Text(line),)) for line in section.words.split("\n") if line.strip())


def _fact_runs(fact: Fact) -> list[dict[str, str]]:
    if fact.address is not None and may_link_to(fact.address):
        return [{"kind": "link", "words": fact.words, "address": fact.address}]
    return [{"kind": "text", "words": fact.words}]
