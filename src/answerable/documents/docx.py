"""Writes a document as Word reads it (Office Open XML, ECMA-376): headings, lists, tables and links as such.

Written here, part by part, and not filled into a template of somebody else's: such templates bring an author, dates,
a preview picture and parts that nobody looks at. A published file holds what it says, its title, its author (the
body) and its date.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from .blocks import BulletList, Link, Run, Strong
from .document import FACT_COLUMNS, Document, Fact, Facts, Line, in_order, link_words
from .office_files import OFFICE as _OFFICE
from .office_files import TO_PROPERTIES, content_types, properties, relationships, xml, zipped
from .office_files import element as e

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_STYLES = {"notice": "Notice", "note": "Note", "text": "Normal"}
_WIDTHS = ("2900", "6284")  # of the table's columns, in twentieths of a point; together the page less its margins


def docx(document: Document) -> bytes:
    """The Word file of a document: the same document gives the same bytes."""
    links: dict[str, str] = {}  # address to the name of its relationship
    body = e("w:body", None, *_body(document, links), _page())
    main = e("w:document", {"xmlns:w": _MAIN, "xmlns:r": _OFFICE}, body)
    return zipped((
        ("[Content_Types].xml", _content_types()),
        ("_rels/.rels", relationships(
            ("main", f"{_OFFICE}/officeDocument", "word/document.xml"),
            ("about", TO_PROPERTIES, "docProps/core.xml"))),
        ("docProps/core.xml", properties(document.title, document.author, document.dated, document.language)),
        ("word/document.xml", xml(main)),
        ("word/_rels/document.xml.rels", relationships(
            *((name, f"{_OFFICE}/{name}", f"{name}.xml") for name in ("styles", "numbering", "settings")),
            ("footer", f"{_OFFICE}/footer", "footer.xml"),
            *((name, f"{_OFFICE}/hyperlink", address) for address, name in links.items()))),
        ("word/styles.xml", _styles().encode()),
        ("word/numbering.xml", _NUMBERING.encode()),
        ("word/settings.xml", _SETTINGS.encode()),
        ("word/footer.xml", _footer(document)),
    ))


def _body(document: Document, links: dict[str, str]) -> Iterator[Element]:
    for piece in in_order(document):
        match piece:
            case Line(style, runs, level):
                yield _paragraph(f"Heading{level}" if level else _STYLES[style], _runs(runs, links))
            case BulletList(items):
                for runs in items:
                    yield _paragraph("ListBullet", _runs(runs, links))
            case Facts(facts):
                yield _table(facts, links)
                if not document.sections:
                    yield _paragraph("Normal", ())  # Word asks that a text does not end in a table


def _paragraph(style: str, runs: Iterator[Element] | tuple[Element, ...]) -> Element:
    return e("w:p", None, e("w:pPr", None, e("w:pStyle", {"w:val": style})), *runs)


def _runs(runs: tuple[Run, ...], links: dict[str, str]) -> Iterator[Element]:
    for run in runs:
        if isinstance(run, Link):
            name = links.setdefault(run.address, f"link{len(links) + 1}")
            words = run.words if link_words(run.words) else run.address
            yield e("w:hyperlink", {"r:id": name, "w:history": "1"}, _run(words, e("w:rStyle", {"w:val": "Hyperlink"})))
        elif isinstance(run, Strong):
            yield _run(run.words, e("w:b"))
        else:
            yield _run(run.words)


def _run(words: str, *properties: Element) -> Element:
    look = (e("w:rPr", None, *properties),) if properties else ()
    return e("w:r", None, *look, *_letters(words))


def _letters(words: str) -> Iterator[Element]:
    """A text with its tabs and line breaks, which are elements of their own."""
    for number, line in enumerate(words.split("\n")):
        if number:
            yield e("w:br")
        for place, letters in enumerate(line.split("\t")):
            if place:
                yield e("w:tab")
            if letters:
                yield e("w:t", {"xml:space": "preserve"}, letters)


def _table(facts: tuple[Fact, ...], links: dict[str, str]) -> Element:
    columns = (e("w:gridCol", {"w:w": width}) for width in _WIDTHS)
    heads = (_cell(width, (_run(name, e("w:b")),)) for width, name in zip(_WIDTHS, FACT_COLUMNS, strict=True))
    head = e("w:tr", None, e("w:trPr", None, e("w:cantSplit"), e("w:tblHeader")), *heads)
    rows = (e("w:tr", None, _cell(_WIDTHS[0], (_run(fact.name),)), _cell(_WIDTHS[1], _runs((fact.run,), links)))
            for fact in facts)
    look = {"w:val": "0620", "w:firstRow": "1", "w:lastRow": "0", "w:firstColumn": "0", "w:lastColumn": "0",
            "w:noHBand": "1", "w:noVBand": "1"}
    return e("w:tbl", None,
             e("w:tblPr", None, e("w:tblStyle", {"w:val": "Facts"}), e("w:tblW", {"w:w": "9184", "w:type": "dxa"}),
               e("w:tblLayout", {"w:type": "fixed"}), e("w:tblLook", look), e("w:tblCaption", {"w:val": "Details"})),
             e("w:tblGrid", None, *columns), head, *rows)


def _cell(width: str, runs: Iterator[Element] | tuple[Element, ...]) -> Element:
    return e("w:tc", None, e("w:tcPr", None, e("w:tcW", {"w:w": width, "w:type": "dxa"})), _paragraph("Cell", runs))


def _page() -> Element:
    return e("w:sectPr", None, e("w:footerReference", {"w:type": "default", "r:id": "footer"}),
             e("w:pgSz", {"w:w": "11906", "w:h": "16838"}),
             e("w:pgMar", {"w:top": "1361", "w:right": "1361", "w:bottom": "1474", "w:left": "1361",
                           "w:header": "709", "w:footer": "709", "w:gutter": "0"}))


def _footer(document: Document) -> bytes:
    page = (_run("\tPage "), e("w:fldSimple", {"w:instr": "PAGE"}, _run("1")))
    return xml(e("w:ftr", {"xmlns:w": _MAIN}, _paragraph("Footer", (_run(document.footer), *page))))


def _content_types() -> bytes:
    return content_types({
        "/word/document.xml": f"{_WORD}.document.main+xml", "/word/styles.xml": f"{_WORD}.styles+xml",
        "/word/numbering.xml": f"{_WORD}.numbering+xml", "/word/settings.xml": f"{_WORD}.settings+xml",
        "/word/footer.xml": f"{_WORD}.footer+xml"})


# --- parts that hold no word of a document ------------------------------------------------------------------
_HEADER = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_SETTINGS = f"""{_HEADER}<w:settings xmlns:w="{_MAIN}"><w:defaultTabStop w:val="720"/><w:compat>
<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>
<w:themeFontLang w:val="en-GB"/></w:settings>"""
_NUMBERING = f"""{_HEADER}<w:numbering xmlns:w="{_MAIN}"><w:abstractNum w:abstractNumId="0">
<w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/>
<w:lvlText w:val="•"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="425" w:hanging="425"/></w:pPr></w:lvl>
</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>"""


def _styles() -> str:
    headings = "".join(
        _style(f"Heading{level}", f"heading {level}", f'<w:keepNext/><w:spacing w:before="{before}" w:after="120"/>'
               f'<w:outlineLvl w:val="{level - 1}"/>', f'<w:b/><w:sz w:val="{size}"/>')
        for level, size, before in ((1, 36, 0), (2, 29, 360), (3, 25, 300), (4, 23, 240), (5, 23, 200)))
    frame = "".join(f'<w:{side} w:val="single" w:sz="8" w:space="6" w:color="0B0C0C"/>'
                    for side in ("top", "left", "bottom", "right"))
    return f"""{_HEADER}<w:styles xmlns:w="{_MAIN}"><w:docDefaults><w:rPrDefault><w:rPr>
<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:eastAsia="Arial" w:cs="Arial"/><w:sz w:val="23"/><w:szCs w:val="23"/>
<w:lang w:val="en-GB" w:eastAsia="en-GB" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>
<w:spacing w:after="160" w:line="300" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>
<w:style w:type="character" w:default="1" w:styleId="Letters"><w:name w:val="Default Paragraph Font"/></w:style>
<w:style w:type="table" w:default="1" w:styleId="Plain"><w:name w:val="Normal Table"/><w:tblPr><w:tblCellMar>
<w:left w:w="108" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>
{headings}{_style("Note", "Note", "", '<w:color w:val="484949"/>')}
{_style("Notice", "Notice", f'<w:pBdr>{frame}</w:pBdr><w:spacing w:after="300"/>', "")}
{_style("Cell", "Cell", '<w:spacing w:before="60" w:after="60"/>', "")}
{_style("ListBullet", "List Bullet", '<w:numPr><w:numId w:val="1"/></w:numPr><w:spacing w:after="80"/>', "")}
{_style("Footer", "footer", '<w:tabs><w:tab w:val="right" w:pos="9184"/></w:tabs><w:spacing w:after="0"/>',
        '<w:color w:val="484949"/><w:sz w:val="18"/>')}
<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/><w:rPr><w:color w:val="1A65A6"/>
<w:u w:val="single"/></w:rPr></w:style>
<w:style w:type="table" w:styleId="Facts"><w:name w:val="Facts"/><w:basedOn w:val="Plain"/><w:tblPr><w:tblBorders>
<w:bottom w:val="single" w:sz="4" w:space="0" w:color="8D9297"/>
<w:insideH w:val="single" w:sz="4" w:space="0" w:color="8D9297"/></w:tblBorders></w:tblPr></w:style></w:styles>"""


def _style(code: str, name: str, paragraph: str, letters: str) -> str:
    return (f'<w:style w:type="paragraph" w:styleId="{code}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/>'
            f"<w:next w:val=\"Normal\"/><w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{letters}</w:rPr></w:style>")
