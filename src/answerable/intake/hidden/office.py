"""What a file of Word, Excel, PowerPoint or OpenDocument holds that is not seen. Behind the fence only."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from answerable.intake.hidden.shapes import Hidden
from answerable.intake.tracker.container import Attributes, Container

_TRUE = frozenset({"1", "true", "on"})
_LONGEST = 200
# Sentences, in the order in which they are told; how often each was met comes after it.
_SAID = {
    "change": "Tracked changes, with what was taken out",
    "comment": "Comments",
    "vanish": "Pieces of text that are set not to be seen",
    "sheet": "Sheets that are hidden",
    "row": "Rows that are hidden",
    "column": "Columns, or runs of columns, that are hidden",
    "slide": "Slides that are hidden",
    "notes": "Slides with a speaker's notes",
    "other": "Other files packed inside it",
    "link": "Links to other workbooks, with what was last read from them",
    "custom": "Properties that somebody or a program added",
    "macro": "Programs (macros)",
}
_PEOPLE = {"creator": "Its author is given as", "lastModifiedBy": "Last saved by", "initial-creator": "First author",
           "Company": "Its organisation is given as", "Manager": "A manager is given as"}
_CHANGES = frozenset({"ins", "del", "moveFrom", "moveTo", "changed-region"})
_KINDS = (  # of parts of the file, by their name
    ("comment", re.compile(r"(word/comments\.xml|(xl|ppt)/(.*/)?(threadedcomment|comment)s?[^/]*\.xml)")),
    ("notes", re.compile(r"ppt/notesslides/[^/]*\.xml")),
    ("other", re.compile(r"(word|xl|ppt)/embeddings/.*")),
    ("link", re.compile(r"xl/externallinks/[^/]*\.xml")),
    ("macro", re.compile(r".*vbaproject\.bin|basic/.*\.xml")),
)
_READ = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml|xl/workbook\.xml"
                   r"|xl/worksheets/[^/]*\.xml|ppt/slides/[^/]*\.xml|content\.xml")
_WORDS = re.compile(r"docprops/(core|app)\.xml|meta\.xml")


def hidden_in_office(data: bytes) -> Hidden:
    """Raises CannotRead. A ZIP folder of another kind is not searched."""
    container = Container(data)
    if not container.names & {"[content_types].xml", "content.xml"}:
        return Hidden(searched=False)
    return Hidden(found=(*_people(container), *_counted(container)))


def _people(container: Container) -> Iterator[str]:
    said: dict[str, str] = {}
    within = [""]

    def started(tag: str, _: Attributes) -> None:
        within[0] = tag

    def text(piece: str) -> None:
        if within[0] in _PEOPLE:
            said[within[0]] = (said.get(within[0], "") + piece)[:_LONGEST]

    def ended(_: str) -> None:
        within[0] = ""

    for name in sorted(container.names):
        if _WORDS.fullmatch(name):
            container.read(name, started, ended, text)
    yield from (f"{_PEOPLE[name]} “{value.strip()}”." for name, value in said.items() if value.strip())


def _counted(container: Container) -> Iterator[str]:
    met: Counter[str] = Counter()

    def started(tag: str, attributes: Attributes) -> None:
        kind = _kind(tag, {name.rpartition(" ")[2]: value for name, value in attributes.items()})
        if kind:
            met[kind] += 1

    for name in sorted(container.names):
        met.update(kind for kind, shape in _KINDS if shape.fullmatch(name))
        if _READ.fullmatch(name):
            container.read(name, started)
        elif name == "docprops/custom.xml":
            container.read(name, lambda tag, _: met.update(["custom"] if tag == "property" else []))
    yield from (f"{sentence}: {met[kind]:,}." for kind, sentence in _SAID.items() if met[kind])


def _kind(tag: str, said: Attributes) -> str:
    """What an element of the file says is hidden; empty when nothing."""
    if tag in _CHANGES:
        return "change"
    if tag == "annotation":
        return "comment"
    if tag in ("vanish", "webHidden") and said.get("val", "1") in _TRUE:
        return "vanish"
    if tag == "sheet" and said.get("state", "visible") != "visible":
        return "sheet"
    hidden = said.get("hidden") in _TRUE or said.get("visibility") in ("collapse", "filter")
    if hidden and tag in ("row", "table-row"):
        return "row"
    if hidden and tag in ("col", "table-column"):
        return "column"
    if tag == "sld" and said.get("show", "1") not in _TRUE:
        return "slide"
    if tag in ("table-properties", "text-properties") and said.get("display") in ("false", "none"):
        return "sheet" if tag == "table-properties" else "vanish"
    return ""
