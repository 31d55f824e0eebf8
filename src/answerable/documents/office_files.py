"""Office files as such: parts of XML in a ZIP, with the same bytes on any machine.

Parts are built as trees, so that no word is ever read as markup. They are stored and not compressed, because
compressors of different versions give different bytes; each part has the same date, the first that a ZIP can hold.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping
from datetime import date
from xml.etree.ElementTree import Element, tostring
from zipfile import ZIP_STORED, ZipFile, ZipInfo

# Names of Office Open XML (ECMA-376): what leads from part to part, and the package round them.
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TO_PROPERTIES = f"{_PACKAGE}/relationships/metadata/core-properties"

_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
_UNIX = 3  # who made the ZIP: said the same everywhere
# What XML 1.0 cannot hold (its production 2, "Char"). It becomes a visible mark and is never dropped.
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def element(tag: str, attributes: Mapping[str, str] | None = None, *children: Element | str) -> Element:
    """An element with its children; a string among them is text."""
    made = Element(tag, {name: fit(value) for name, value in (attributes or {}).items()})
    for child in children:
        if isinstance(child, Element):
            made.append(child)
        elif len(made):
            made[-1].tail = (made[-1].tail or "") + fit(child)
        else:
            made.text = (made.text or "") + fit(child)
    return made


def fit(words: str) -> str:
    """The words without what XML cannot hold, with line ends as XML has them."""
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


def properties(title: str, author: str, dated: date, language: str) -> bytes:
    """The part `docProps/core.xml`: title, author (the body, never an account), language and the day given."""
    day = f"{dated.isoformat()}T00:00:00Z"
    names = {"xmlns:cp": f"{_PACKAGE}/metadata/core-properties", "xmlns:dc": "http://purl.org/dc/elements/1.1/",
             "xmlns:dcterms": "http://purl.org/dc/terms/", "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance"}
    return xml(element(
        "cp:coreProperties", names,
        element("dc:title", None, title), element("dc:creator", None, author),
        element("dc:language", None, f"{language}-GB"),
        element("dcterms:created", {"xsi:type": "dcterms:W3CDTF"}, day),
        element("dcterms:modified", {"xsi:type": "dcterms:W3CDTF"}, day)))


def relationships(*found: tuple[str, str, str]) -> bytes:
    """Each by its name, its kind and where it leads; a link leads out of the file."""
    return xml(element("Relationships", {"xmlns": f"{_PACKAGE}/relationships"}, *(
        element("Relationship", {"Id": name, "Type": kind, "Target": target,
                                 **({"TargetMode": "External"} if kind.endswith("/hyperlink") else {})})
        for name, kind, target in found)))


def content_types(kinds: Mapping[str, str]) -> bytes:
    """The part `[Content_Types].xml`: what each part is, those named here and `docProps/core.xml`."""
    kinds = {**kinds, "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml"}
    to_parts = {"Extension": "rels", "ContentType": "application/vnd.openxmlformats-package.relationships+xml"}
    return xml(element("Types", {"xmlns": f"{_PACKAGE}/content-types"}, element("Default", to_parts),
                       element("Default", {"Extension": "xml", "ContentType": "application/xml"}),
                       *(element("Override", {"PartName": part, "ContentType": kind}) for part, kind in kinds.items())))
