"""A document of sentences, pictures and tables, and its PDF (PDF/UA-1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from importlib.resources import files
from pathlib import Path

from answerable.documents.typeset import compiled, fingerprint_of

_TEMPLATE = Path(str(files("answerable.documents"))) / "illustrated.typ"


@dataclass(frozen=True, slots=True)
class Grid:
    """A table. The first cell of a row is its heading; all cells are words."""

    caption: str
    headings: Sequence[str]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing with the table that it is drawn from: who cannot see the one reads the other."""

    svg: str
    title: str
    description: str
    table: Grid

    def __html__(self) -> str:
        """The drawing as a page takes it in: whoever draws escapes the words in it."""
        return self.svg


@dataclass(frozen=True, slots=True)
class Part:
    """A heading with what stands under it, in this order."""

    code: str  # of its address on the page
    heading: str
    level: int = 2
    sentences: Sequence[str] = ()
    points: Sequence[str] = ()  # a list of short sentences
    pictures: Sequence[Picture] = ()
    grids: Sequence[Grid] = ()


@dataclass(frozen=True, slots=True)
class Illustrated:
    """The whole document. The same document gives the same bytes."""

    title: str
    subtitle: str
    author: str
    dated: date
    footer: str
    parts: Sequence[Part]
    notice: str = ""  # in a frame above the title: "This is an example."
    language: str = "en"


def illustrated_pdf(document: Illustrated) -> bytes:
    """The PDF. Raises CannotTypeset."""
    return compiled(_TEMPLATE, document.title, _says(document), document.dated)


def illustrated_fingerprint(document: Illustrated) -> str:
    """What the PDF depends on, as one hash: equal fingerprints mean equal bytes."""
    return fingerprint_of(_TEMPLATE, _says(document))


def _says(document: Illustrated) -> dict[str, object]:
    return asdict(document) | {"dated": [document.dated.year, document.dated.month, document.dated.day]}
