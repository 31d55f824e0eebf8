"""Writes a document as an accessible PDF (PDF/UA-1).

The template is fixed and takes every word as data, so nothing a person wrote is read as markup. Typst itself
refuses to export a file that breaks the rules it can check; it reaches no network, no packages, no file but the
template, and no fonts but ours. It runs in this process: unlike a reader of uploaded files it gets only text
that people of the office signed, and one answer takes milliseconds.
"""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

import typst

from .blocks import as_data, as_runs
from .document import Document, link_words
from .glyphs import shown_or_named

_HERE = Path(str(files("answerable.documents")))
_TEMPLATE = _HERE / "response.typ"
_FONTS = Path(str(files("answerable.assets"))) / "fonts"


class CannotTypeset(Exception):
    """The PDF could not be made; the message says why, for the page."""


def typeset(document: Document) -> bytes:
    """The PDF of a document: the same document gives the same bytes.

    Raises:
        CannotTypeset: Typst refused it.
    """
    return _compiled(_TEMPLATE, document.title, _as_json(document), document.dated)


def compiled(template: Path, title: str, says: dict[str, object], dated: date) -> bytes:
    """The PDF that a template of this folder makes of data. Raises CannotTypeset."""
    return _compiled(template, title, _written(says), dated)


def _compiled(template: Path, title: str, data: str, dated: date) -> bytes:
    at = datetime(dated.year, dated.month, dated.day, tzinfo=UTC)
    try:
        made = _compiler(template).compile(input=str(template), format="pdf", sys_inputs={"document": data},
                                           pdf_standards=["ua-1"], timestamp=int(at.timestamp()))
    except typst.TypstError as error:
        raise CannotTypeset(f"The PDF of “{title}” could not be made: {error}") from error
    if not isinstance(made, bytes):
        raise CannotTypeset(f"The PDF of “{title}” did not come as one file.")
    return made


def fingerprint(document: Document) -> str:
    """What the PDF depends on, as one hash: equal fingerprints mean equal bytes."""
    return _hash_of(_TEMPLATE, _as_json(document))


def fingerprint_of(template: Path, says: dict[str, object]) -> str:
    """The same of data for another template of this folder."""
    return _hash_of(template, _written(says))


def _hash_of(template: Path, data: str) -> str:
    parts = (version("typst"), template.read_text("utf-8"), data)
    return sha256("\0".join(parts).encode()).hexdigest()


@cache
def _compiler(template: Path) -> typst.Compiler:
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(_FONTS)])
    return typst.Compiler(str(template), root=str(_HERE), font_paths=fonts, ignore_system_fonts=True)


def _as_json(document: Document) -> str:
    says: dict[str, object] = {
        "title": document.title,
        "author": document.author,
        "dated": [document.dated.year, document.dated.month, document.dated.day],
        "footer": document.footer,
        "facts": [[fact.name, as_runs((fact.run,))] for fact in document.facts],
        "sections": [
            {"heading": s.heading, "level": s.level, "note": s.note, "blocks": as_data(s.blocks)}
            for s in document.sections
        ],
        "notice": document.notice,
        "language": document.language,
    }
    return _written(says)


def _written(says: dict[str, object]) -> str:
    return json.dumps(_shown(says), ensure_ascii=False, sort_keys=True)


def _shown(value: object) -> object:
    match value:
        case str():
            return shown_or_named(value)
        case list() | tuple():
            return [_shown(item) for item in value]
        case {"kind": "link", "words": str(words), "address": str(address)}:
            return {"kind": "link", "words": shown_or_named(link_words(words) or address), "address": address}
        case dict():
            return {name: _shown(item) for name, item in value.items()}
        case _:
            return value
