"""Writes a document as OpenDocument text (ISO/IEC 26300): headings, lists, tables and links as such.

Beside `docx`, and for the same reason without anybody's template.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from .blocks import BulletList, Link, Run, Strong
from .document import FACT_COLUMNS, Document, Fact, Facts, Line, in_order, link_words
from .office_files import element as e
from .office_files import xml, zipped

_KIND = "application/vnd.oasis.opendocument.text"
_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
_NAMES = {
    **{f"xmlns:{name}": f"{_OASIS}:{name}:1.0" for name in ("office", "text", "table", "style", "meta")},
    "xmlns:fo": f"{_OASIS}:xsl-fo-compatible:1.0", "xmlns:svg": f"{_OASIS}:svg-compatible:1.0",
    "xmlns:xlink": "http://www.w3.org/1999/xlink", "xmlns:dc": "http://purl.org/dc/elements/1.1/",
    "office:version": "1.3",
}
_STYLES = {"notice": "Notice", "note": "Note", "text": "Words"}
_LINK = {"xlink:type": "simple", "text:style-name": "Link"}
_SPACES = re.compile(r"(\n|\t|(?<![^ \t\n]) | {2,})")


def odt(document: Document) -> bytes:
    """The OpenDocument file of a document: the same document gives the same bytes."""
    body = e("office:body", None, e("office:text", None, *_body(document)))
    return zipped((
        ("mimetype", _KIND.encode()),  # first, so that a file's kind can be seen in its first bytes
        ("content.xml", xml(e("office:document-content", _NAMES, body))),
        ("styles.xml", xml(e("office:document-styles", _NAMES, _styles(document), *_page(document)))),
        ("meta.xml", _about(document)),
        ("META-INF/manifest.xml", _manifest()),
    ))


def _body(document: Document) -> Iterator[Element]:
    for piece in in_order(document):
        match piece:
            case Line(_, runs, level) if level:
                names = {"text:style-name": f"Heading_20_{level}", "text:outline-level": str(level)}
                yield e("text:h", names, *_runs(runs))
            case Line(style, runs):
                yield _paragraph(_STYLES[style], *_runs(runs))
            case BulletList(items):
                yield e("text:list", {"text:style-name": "Bullets"}, *(
                    e("text:list-item", None, _paragraph("Item", *_runs(runs))) for runs in items))
            case Facts(facts):
                yield _table(facts)


def _paragraph(style: str, *content: Element | str) -> Element:
    return e("text:p", {"text:style-name": style}, *content)


def _runs(runs: tuple[Run, ...]) -> Iterator[Element | str]:
    for run in runs:
        if isinstance(run, Link):
            words = run.words if link_words(run.words) else run.address
            yield e("text:a", {**_LINK, "xlink:href": run.address}, *_letters(words))
        elif isinstance(run, Strong):
            yield e("text:span", {"text:style-name": "Strong"}, *_letters(run.words))
        else:
            yield from _letters(run.words)


def _letters(words: str) -> Iterator[Element | str]:
    """A text with its tabs, line breaks and the spaces that would otherwise run together (part 3, 6.1.2)."""
    for part in _SPACES.split(words):
        if part == "\n":
            yield e("text:line-break")
        elif part == "\t":
            yield e("text:tab")
        elif part and not part.strip(" "):
            yield e("text:s", {"text:c": str(len(part))})
        elif part:
            yield part


def _table(facts: tuple[Fact, ...]) -> Element:
    head = e("table:table-row", None, *(_cell("Head", name) for name in FACT_COLUMNS))
    rows = (e("table:table-row", None, _cell("Words", *_letters(fact.name)), _cell("Words", *_runs((fact.run,))))
            for fact in facts)
    return e("table:table", {"table:name": "Details"}, e("table:table-column", {"table:number-columns-repeated": "2"}),
             e("table:table-header-rows", None, head), *rows)


def _cell(style: str, *content: Element | str) -> Element:
    return e("table:table-cell", {"office:value-type": "string", "table:style-name": "Cell"},
             _paragraph(style, *content))


def _styles(document: Document) -> Element:
    font = {"fo:font-family": "Arial", "fo:font-size": "11.5pt", "fo:language": document.language, "fo:country": "GB"}
    bullet = e("text:list-level-style-bullet", {"text:level": "1", "text:bullet-char": "•"},
               e("style:list-level-properties", {"text:space-before": "0.3cm", "text:min-label-width": "0.6cm"}))
    edge = {"fo:border-bottom": "0.5pt solid #8d9297", "fo:padding": "0.1cm"}
    return e(
        "office:styles", None,
        e("style:default-style", {"style:family": "paragraph"}, e("style:text-properties", font)),
        *(_style(f"Heading_20_{level}", {"fo:margin-top": above, "fo:margin-bottom": "0.2cm",
                                         "fo:keep-with-next": "always"},
                 {"fo:font-size": size, "fo:font-weight": "bold"}, level=level)
          for level, size, above in ((1, "18pt", "0cm"), (2, "14.5pt", "0.6cm"), (3, "12.5pt", "0.5cm"),
                                     (4, "11.5pt", "0.4cm"), (5, "11.5pt", "0.35cm"))),
        _style("Words", {"fo:margin-bottom": "0.28cm", "fo:line-height": "125%"}, {}),
        _style("Item", {"fo:margin-bottom": "0.14cm", "fo:line-height": "125%"}, {}),
        _style("Note", {"fo:margin-bottom": "0.28cm"}, {"fo:color": "#484949"}),
        _style("Head", {"fo:margin-bottom": "0cm"}, {"fo:font-weight": "bold"}),
        _style("Notice", {"fo:border": "1pt solid #0b0c0c", "fo:padding": "0.25cm", "fo:margin-bottom": "0.5cm"}, {}),
        _style("Footer", {}, {"fo:font-size": "9pt", "fo:color": "#484949"}),
        e("style:style", {"style:name": "Strong", "style:family": "text"},
          e("style:text-properties", {"fo:font-weight": "bold"})),
        e("style:style", {"style:name": "Link", "style:family": "text"},
          e("style:text-properties", {"fo:color": "#1a65a6", "style:text-underline-style": "solid"})),
        e("style:style", {"style:name": "Cell", "style:family": "table-cell"},
          e("style:table-cell-properties", edge)),
        e("text:list-style", {"style:name": "Bullets"}, bullet),
    )


def _style(name: str, paragraph: dict[str, str], letters: dict[str, str], *, level: int = 0) -> Element:
    names = {"style:name": name, "style:display-name": name.replace("_20_", " "), "style:family": "paragraph",
             **({"style:default-outline-level": str(level)} if level else {})}
    return e("style:style", names, e("style:paragraph-properties", paragraph), e("style:text-properties", letters))


def _page(document: Document) -> tuple[Element, Element]:
    """The page's size, and its footer."""
    size = {"fo:page-width": "21cm", "fo:page-height": "29.7cm", "fo:margin": "2.4cm"}
    number = e("text:page-number", {"text:select-page": "current"}, "1")
    footer = e("style:footer", None, _paragraph("Footer", *_letters(document.footer), ", page ", number))
    return (
        e("office:automatic-styles", None, e("style:page-layout", {"style:name": "Page"}, e(
            "style:page-layout-properties", size), e("style:footer-style"))),
        e("office:master-styles", None, e(
            "style:master-page", {"style:name": "Standard", "style:page-layout-name": "Page"}, footer)),
    )


def _about(document: Document) -> bytes:
    day = f"{document.dated.isoformat()}T00:00:00"
    return xml(e("office:document-meta", _NAMES, e(
        "office:meta", None,
        e("dc:title", None, document.title), e("meta:initial-creator", None, document.author),
        e("dc:creator", None, document.author), e("meta:creation-date", None, day), e("dc:date", None, day),
        e("dc:language", None, f"{document.language}-GB"))))


def _manifest() -> bytes:
    files = {"/": _KIND, "content.xml": "text/xml", "styles.xml": "text/xml", "meta.xml": "text/xml"}
    names = {"xmlns:manifest": f"{_OASIS}:manifest:1.0", "manifest:version": "1.3"}
    return xml(e("manifest:manifest", names, *(
        e("manifest:file-entry", {"manifest:full-path": path, "manifest:media-type": kind})
        for path, kind in files.items())))
