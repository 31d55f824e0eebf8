"""Office files as such: parts of XML in a ZIP, with the same bytes on any machine.

Parts are built as trees, so that no word is ever read as markup. They are stored and not compressed, because
compressors of different versions give different bytes; each part has the same date, the first that a ZIP can hold.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping
from xml.etree.ElementTree import Element, tostring
from zipfile import ZIP_STORED, ZipFile, ZipInfo

_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
_UNIX = 3  # who made the ZIP: said the same everywhere
# What XML 1.0 cannot hold (its production 2, "Char"). It becomes a visible mark and is never dropped.
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def element(tag: str, attributes: Mapping[str, str] | None = None, *children: Element | str) -> Element:
    """An element with its children; a string among them is text."""
    made = Element(tag, {name: _fit(value) for name, value in (attributes or {}).items()})
    for child in children:
        if isinstance(child, Element):
            made.append(child)
        elif len(made):
            made[-1].tail = (made[-1].tail or "") + _fit(child)
        else:
            made.text = (made.text or "") + _fit(child)
    return made


def _fit(words: str) -> str:
    return _NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", words.replace("\r\n", "\n").replace("\r", "\n"))


def xml(root: Element) -> bytes:
    made: bytes = tostring(root, encoding="UTF-8", xml_declaration=True)
    return made


def zipped(parts: Iterable[tuple[str, bytes]]) -> bytes:
    """A ZIP of the parts in their order."""
    file = io.BytesIO()
    with ZipFile(file, "w", ZIP_STORED) as archive:
        for name, content in parts:
            info = ZipInfo(name, _FIRST_DAY)
            info.create_system, info.external_attr = _UNIX, 0o644 << 16
            archive.writestr(info, content)
    return file.getvalue()
