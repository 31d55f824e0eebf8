"""Writes a table as Excel reads it (Office Open XML, ECMA-376): headings as such, days as days, texts as texts.

Written here, part by part, for the reasons given in `docx`. No cell is ever a formula or a link: a text is a string,
and one that looks like a formula has Excel's own mark of a quoted text, so that it stays one when somebody edits it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from html import escape
from xml.etree.ElementTree import Element

from answerable.records.formulas import begins_a_formula

from .office_files import OFFICE, TO_PROPERTIES, content_types, fit, properties, relationships, xml, zipped
from .office_files import element as e
from .table import Column, Kind, Table, Value, shown

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
MOST_LETTERS = 32_767  # of a cell, in UTF-16 units, as Excel counts
_CUT = " … (cut here: Excel holds no more in one cell; the CSV file has all of it)"
_MOST_ROWS = 1_048_576
_MOST_FIGURES = 15  # that a number keeps in Excel; one with more is written as text
_DAY_ZERO = date(1899, 12, 30)  # day 0, counted so that every day from 1 March 1900 on has Excel's number
_FIRST_DAY = date(1900, 3, 1)  # Excel takes 1900 for a leap year, so earlier days are written as text
_HEADING, _TEXT, _QUOTED, _NUMBER, _DAY = "1", "2", "3", "4", "5"  # places in the list of looks below
_WIDTHS = {  # least and most of a column, in letters
    Kind.TEXT: (10, 40), Kind.LONG_TEXT: (40, 70), Kind.NUMBER: (8, 16), Kind.DATE: (18, 24), Kind.YES_NO: (8, 16),
}  # fmt: skip
# What Excel would read as an escaped letter; its underscore is escaped in turn (ECMA-376, ST_Xstring).
_LIKE_AN_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f\ud800-\udfff\ufffe\uffff]+")


def xlsx(table: Table) -> bytes:
    """The workbook of a table: the same table gives the same bytes. Raises ValueError for too many rows."""
    if len(table.rows) >= _MOST_ROWS:
        raise ValueError(f"Excel holds {_MOST_ROWS - 1:,} rows under a heading; these are {len(table.rows):,}.")
    return zipped((
        ("[Content_Types].xml", content_types({
            "/xl/workbook.xml": f"{_SHEET}.sheet.main+xml", "/xl/styles.xml": f"{_SHEET}.styles+xml",
            "/xl/worksheets/sheet1.xml": f"{_SHEET}.worksheet+xml", "/xl/tables/table1.xml": f"{_SHEET}.table+xml"})),
        ("_rels/.rels", relationships(
            ("main", f"{OFFICE}/officeDocument", "xl/workbook.xml"), ("about", TO_PROPERTIES, "docProps/core.xml"))),
        ("docProps/core.xml", properties(table.title, table.author, table.dated, table.language)),
        ("xl/workbook.xml", _workbook(table)),
        ("xl/_rels/workbook.xml.rels", relationships(
            ("sheet", f"{OFFICE}/worksheet", "worksheets/sheet1.xml"), ("styles", f"{OFFICE}/styles", "styles.xml"))),
        ("xl/styles.xml", _looks()),
        ("xl/worksheets/sheet1.xml", _worksheet(table)),
        ("xl/worksheets/_rels/sheet1.xml.rels", relationships(("table", f"{OFFICE}/table", "../tables/table1.xml"))),
        ("xl/tables/table1.xml", _as_a_table(table)),
    ))  # fmt: skip


def column_letters(number: int) -> str:
    """The letters over a column, counted from 1: A, B, … Z, AA."""
    letters = ""
    while number:
        number, place = divmod(number - 1, 26)
        letters = chr(ord("A") + place) + letters
    return letters


def sheet_name(title: str) -> str:
    """The title as Excel takes it for the name of a sheet: 31 letters, without some signs, never empty."""
    name = _NOT_IN_A_NAME.sub(" ", title)
    name = " ".join(name.split())
    while len(name.encode("utf-16-le")) > 62:
        name = name[:-1]
    name = name.strip("' ")
    return name if name and name.casefold() != "history" else "Table"


def _workbook(table: Table) -> bytes:
    name = sheet_name(table.title)
    quoted = name.replace("'", "''")
    return xml(e("workbook", {"xmlns": _MAIN, "xmlns:r": OFFICE},
                 e("sheets", None, e("sheet", {"name": name, "sheetId": "1", "r:id": "sheet"})),
                 e("definedNames", None,  # the headings come again on each printed page
                   e("definedName", {"name": "_xlnm.Print_Titles", "localSheetId": "0"}, f"'{quoted}'!$1:$1"))))


def _worksheet(table: Table) -> bytes:
    first_below = {"ySplit": "1", "topLeftCell": "A2", "activePane": "bottomLeft", "state": "frozen"}
    view = e("sheetView", {"tabSelected": "1", "workbookViewId": "0"},
             e("pane", first_below), e("selection", {"pane": "bottomLeft"}))
    frame = xml(e("worksheet", {"xmlns": _MAIN, "xmlns:r": OFFICE},
                 e("sheetPr", None, e("pageSetUpPr", {"fitToPage": "1"})),
                 e("sheetViews", None, view),
                 e("cols", None, *_widths(table)),
                 e("sheetData"),
                 e("pageSetup", {"paperSize": "9", "orientation": "landscape", "fitToHeight": "0"}),
                 e("tableParts", {"count": "1"}, e("tablePart", {"r:id": "table"}))))
    before, after = frame.split(b"<sheetData />")
    # The rows as text: as elements, 50,000 of them take a gigabyte and half a minute.
    return b"".join((before, b"<sheetData>", *(row.encode() for row in _rows(table)), b"</sheetData>", after))


def _widths(table: Table) -> Iterator[Element]:
    for number, column in enumerate(table.columns, 1):
        least, most = _WIDTHS[column.kind]
        words = [f"{column.heading}   ", *(shown(row[column.key]) for row in table.rows)]  # a button stands by it
        longest = max(len(line) for text in words for line in text.split("\n"))
        width = str(min(max(longest + 2, least), most))
        yield e("col", {"min": str(number), "max": str(number), "width": width, "customWidth": "1"})


def _rows(table: Table) -> Iterator[str]:
    letters = [column_letters(number) for number in range(1, len(table.columns) + 1)]
    headings = (_words(f"{letter}1", column.heading, _HEADING)
                for letter, column in zip(letters, table.columns, strict=True))
    yield f'<row r="1">{"".join(headings)}</row>'
    for number, line in enumerate(table.lines, 2):
        cells = (_cell(f"{letter}{number}", value) for letter, value in zip(letters, line, strict=True))
        yield f'<row r="{number}">{"".join(cells)}</row>'


def _cell(place: str, value: Value) -> str:
    """A cell by what it holds and not by its column, so that "Not known" may stand among days."""
    if value is None or value == "":
        return ""
    if isinstance(value, date) and value >= _FIRST_DAY:
        return f'<c r="{place}" s="{_DAY}"><v>{(value - _DAY_ZERO).days}</v></c>'
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        figures = shown(value)
        if sum(map(str.isdigit, figures)) <= _MOST_FIGURES and Decimal(value).is_finite():
            return f'<c r="{place}" s="{_NUMBER}"><v>{figures}</v></c>'
    words = shown(value)
    return _words(place, words, _QUOTED if begins_a_formula(words) else _TEXT)


def _words(place: str, words: str, look: str) -> str:
    text = escape(fit(_escaped(_cut(words))), quote=False)
    return f'<c r="{place}" s="{look}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def _cut(words: str) -> str:
    if len(words) <= MOST_LETTERS // 2:  # none takes more than two units
        return words
    units = words.encode("utf-16-le", "replace")
    if len(units) <= 2 * MOST_LETTERS:
        return words
    return units[: 2 * (MOST_LETTERS - len(_CUT))].decode("utf-16-le", "ignore") + _CUT


def _escaped(words: str) -> str:
    return _LIKE_AN_ESCAPE.sub("_x005F_", words)


def _as_a_table(table: Table) -> bytes:
    """The rows as what Excel calls a table, which tells a screen reader where the headings are."""
    last = f"{column_letters(len(table.columns))}{max(len(table.rows), 1) + 1}"  # Excel wants one row below at least
    return xml(e("table", {"xmlns": _MAIN, "id": "1", "name": "Table1", "displayName": "Table1", "ref": f"A1:{last}",
                           "totalsRowShown": "0"},
                 e("autoFilter", {"ref": f"A1:{last}"}),
                 e("tableColumns", {"count": str(len(table.columns))}, *_named(table.columns)),
                 e("tableStyleInfo", {"showFirstColumn": "0", "showLastColumn": "0", "showRowStripes": "0",
                                      "showColumnStripes": "0"})))


def _named(columns: tuple[Column, ...]) -> Iterator[Element]:
    for number, column in enumerate(columns, 1):
        yield e("tableColumn", {"id": str(number), "name": _escaped(column.heading)})


def _looks() -> bytes:
    """How cells look, in the order of the places named above: plain, heading, text, quoted text, number, day."""
    letters = (e("sz", {"val": "11"}), e("name", {"val": "Arial"}), e("family", {"val": "2"}))
    fills = ({"patternType": "none"}, {"patternType": "gray125"})  # Excel expects these two first
    grey = e("patternFill", {"patternType": "solid"}, e("fgColor", {"rgb": "FFE8EAEC"}))
    line = e("bottom", {"style": "medium"}, e("color", {"rgb": "FF0B0C0C"}))
    sides = ("left", "right", "top")
    plain = {"numFmtId": "0", "fontId": "0", "fillId": "0", "borderId": "0"}
    top, wrapped = {"vertical": "top"}, {"vertical": "top", "wrapText": "1"}

    def look(alignment: dict[str, str], **other: str) -> Element:
        return e("xf", {**plain, "xfId": "0", "applyAlignment": "1", **other}, e("alignment", alignment))

    return xml(e("styleSheet", {"xmlns": _MAIN},
        _counted("numFmts", e("numFmt", {"numFmtId": "164", "formatCode": "d\\ mmmm\\ yyyy"})),
        _counted("fonts", e("font", None, *letters), e("font", None, e("b"), *letters)),
        _counted("fills", *(e("fill", None, e("patternFill", fill)) for fill in fills), e("fill", None, grey)),
        _counted("borders", e("border", None, *map(e, (*sides, "bottom", "diagonal"))),
                 e("border", None, *map(e, sides), line, e("diagonal"))),
        _counted("cellStyleXfs", e("xf", plain)),
        _counted("cellXfs", e("xf", {**plain, "xfId": "0"}),
                 look(wrapped, fontId="1", fillId="2", borderId="1", applyFont="1", applyFill="1", applyBorder="1"),
                 look(wrapped), look(wrapped, quotePrefix="1"), look(top),
                 look(top, numFmtId="164", applyNumberFormat="1")),
        _counted("cellStyles", e("cellStyle", {"name": "Normal", "xfId": "0", "builtinId": "0"})),
    ))  # fmt: skip


def _counted(name: str, *inside: Element) -> Element:
    return e(name, {"count": str(len(inside))}, *inside)
