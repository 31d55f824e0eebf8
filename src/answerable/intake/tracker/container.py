"""The parts of a workbook, unfolded piece by piece and counted while they unfold, because their own list may lie."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Callable, Iterator
from xml.parsers import expat

from answerable.intake.errors import CannotRead
from answerable.intake.tracker.limits import MOST_PARTS, MOST_UNFOLDED

_PIECE = 1 << 16
DAMAGED = "It is damaged and cannot be opened. Open it in Excel, save it again and try that copy."
_UNFOLDS = (f"It unfolds to over {MOST_UNFOLDED // 1_000_000} MB. A sheet may be formatted down to its last row: "
            "delete the empty rows below the table, save it and try again.")
Attributes = dict[str, str]


class Container:
    """An open workbook. Raises CannotRead for what is damaged, locked, too large or not a workbook without macros."""

    def __init__(self, data: bytes) -> None:
        self._left = MOST_UNFOLDED
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError) as error:
            raise CannotRead("damaged", DAMAGED) from error
        parts = self._zip.infolist()
        if len(parts) > MOST_PARTS:
            raise CannotRead("too_large", f"It has {len(parts):,} parts inside, more than a workbook has.")
        if any(part.flag_bits & 1 for part in parts):
            raise CannotRead("password", "It is locked with a password. Take the password off.")
        self._parts = {_plain(part.filename): part for part in parts}
        if len(self._parts) < len(parts):  # two readers could see two different sheets
            raise CannotRead("damaged", DAMAGED)
        self.names = frozenset(self._parts)

    def part(self, name: str) -> Iterator[bytes]:
        """The bytes of a part in pieces; a part that is not there is a damaged workbook."""
        part = self._parts.get(_plain(name))
        if part is None:
            raise CannotRead("damaged", DAMAGED)
        try:
            with self._zip.open(part) as opened:
                while piece := opened.read(_PIECE):
                    self._left -= len(piece)
                    if self._left < 0:
                        raise CannotRead("too_large", _UNFOLDS)
                    yield piece
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError) as error:
            raise CannotRead("damaged", DAMAGED) from error

    def read(self, name: str, started: Callable[[str, Attributes], None], ended: Callable[[str], None] | None = None,
             text: Callable[[str], None] | None = None) -> None:  # fmt: skip
        """Read a part as XML, with names without their namespaces; XML that declares names of its own is refused."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = _refuse
        parser.StartElementHandler = lambda tag, attributes: started(tag.rpartition(" ")[2], attributes)
        if ended:
            parser.EndElementHandler = lambda tag: ended(tag.rpartition(" ")[2])
        if text:
            parser.CharacterDataHandler = text
        try:
            for piece in self.part(name):
                parser.Parse(piece, False)
            parser.Parse(b"", True)
        except (expat.ExpatError, ValueError, LookupError) as error:
            raise CannotRead("damaged", DAMAGED) from error

    def related(self, name: str) -> dict[str, tuple[str, str]]:
        """Where a part leads inside the workbook: by its name, the last word of the kind, and the part."""
        folder, file = posixpath.split(name)
        found: dict[str, tuple[str, str]] = {}

        def started(tag: str, attributes: Attributes) -> None:
            if tag == "Relationship" and attributes.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, attributes.get("Target", "")))
                kind = attributes.get("Type", "").rpartition("/")[2]
                found[attributes.get("Id", "")] = (kind, target.lstrip("/"))

        relations = posixpath.join(folder, "_rels", f"{file}.rels")
        if _plain(relations) in self._parts:
            self.read(relations, started)
        return found


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").casefold()


def _refuse(*_: object) -> None:
    raise CannotRead("own_xml", "Its XML declares names of its own, which no spreadsheet program writes. Open it in "
                     "Excel, save it again and try that copy.")
