"""A workbook of Excel (.xlsx): which sheets it has, what is hidden, and what is refused. Behind the fence only."""

from __future__ import annotations

from dataclasses import dataclass, field

from answerable.intake.errors import CannotRead
from answerable.intake.tracker.container import DAMAGED, Attributes, Container
from answerable.intake.tracker.fields import header_row
from answerable.intake.tracker.limits import MOST_LETTERS, MOST_SHEETS, Room
from answerable.intake.tracker.shapes import CellKind, ReadSheet, ReadTracker
from answerable.intake.tracker.sheet import Found, Meanings, read_sheet
from answerable.intake.tracker.values import Look, look_of

_MACROS = ("vbaproject.bin", "vbadata.xml")
_LONGEST_NAME = 255


@dataclass
class _Listed:
    """What the workbook's own part lists: sheets as name, whether hidden, and the name of where they lead."""

    sheets: list[tuple[str, bool, str]] = field(default_factory=list)
    counts_from_1904: bool = False

    def started(self, tag: str, attributes: Attributes) -> None:
        if tag == "sheet":
            leads = next((value for name, value in attributes.items() if name.endswith(" id")), "")
            hidden = attributes.get("state", "visible") != "visible"
            self.sheets.append((attributes.get("name", "")[:_LONGEST_NAME], hidden, leads))
        elif tag == "workbookPr":
            self.counts_from_1904 = attributes.get("date1904") in ("1", "true")


def read_workbook(data: bytes) -> ReadTracker:
    """The sheets of a workbook. Raises CannotRead."""
    container = Container(data)
    main = _main_part(container)
    _refuse_what_runs(container, main)
    listed = _Listed()
    container.read(main, listed.started)
    if not 0 < len(listed.sheets) <= MOST_SHEETS:
        raise CannotRead("too_many_sheets", f"It has {len(listed.sheets):,} sheets. We read 1 to {MOST_SHEETS}.")
    related = container.related(main)
    parts = dict(related.values())
    meanings = Meanings(
        shared=_shared_texts(container, parts["sharedStrings"]) if "sharedStrings" in parts else [],
        looks=_looks(container, parts["styles"]) if "styles" in parts else [],
        counts_from_1904=listed.counts_from_1904,
    )
    room, sheets = Room(), []
    for name, hidden, leads in listed.sheets:
        kind, part = related.get(leads, ("", ""))
        if hidden:
            sheets.append(ReadSheet(name=name, hidden=True))
        elif kind == "worksheet":
            sheets.append(_as_sheet(name, read_sheet(container, part, meanings, room), meanings))
        elif not kind:
            raise CannotRead("damaged", DAMAGED)
    return ReadTracker(kind="excel", sheets=tuple(sheets), notes=tuple(_notes(container, sheets)))


def _main_part(container: Container) -> str:
    found = [part for kind, part in container.related("").values() if kind == "officeDocument"]
    if len(found) != 1:
        raise CannotRead("damaged", DAMAGED)
    return found[0]


def _refuse_what_runs(container: Container, main: str) -> None:
    if main.endswith(".bin"):
        raise CannotRead("binary_workbook", "It is a binary workbook (.xlsb). Save it as an Excel workbook (.xlsx).")
    runs = any(name.endswith(_MACROS) or "/macrosheets/" in name for name in container.names)
    kinds: list[str] = []
    container.read("[Content_Types].xml", lambda _, attributes: kinds.append(attributes.get("ContentType", "")))
    if runs or any("macroenabled" in kind.casefold() or "vbaproject" in kind.casefold() for kind in kinds):
        raise CannotRead("macros", "It has macros, which are programs. Save it as an Excel workbook without (.xlsx).")


def _shared_texts(container: Container, part: str) -> list[str]:
    """The texts that cells share, in order; how a word is pronounced is not part of it."""
    texts: list[str] = []
    words: list[str] = []
    state = {"listens": False, "aside": 0, "letters": 0}

    def started(tag: str, _: Attributes) -> None:
        if tag == "si":
            words.clear()
            state["letters"] = 0
        elif tag == "rPh":
            state["aside"] += 1
        elif tag == "t":
            state["listens"] = not state["aside"]

    def ended(tag: str) -> None:
        if tag == "t":
            state["listens"] = False
        elif tag == "rPh":
            state["aside"] -= 1
        elif tag == "si":
            texts.append("".join(words))

    def text(piece: str) -> None:
        if state["listens"]:
            state["letters"] += len(piece)
            if state["letters"] > 8 * MOST_LETTERS:
                raise CannotRead("too_long", f"A cell has over {MOST_LETTERS:,} letters, more than Excel holds.")
            words.append(piece)

    container.read(part, started, ended, text)
    return texts


def _looks(container: Container, part: str) -> list[Look]:
    """How cells show numbers, in the order that cells refer to."""
    codes: dict[str, str] = {}
    looks: list[Look] = []
    inside = {"cellXfs": False}

    def started(tag: str, attributes: Attributes) -> None:
        if tag == "numFmt":
            codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif tag == "cellXfs":
            inside["cellXfs"] = True
        elif tag == "xf" and inside["cellXfs"]:
            number = attributes.get("numFmtId", "0")
            looks.append(look_of(codes.get(number, ""), int(number)))

    def ended(tag: str) -> None:
        if tag == "cellXfs":
            inside["cellXfs"] = False

    container.read(part, started, ended)
    return looks


def _as_sheet(name: str, found: Found, meanings: Meanings) -> ReadSheet:
    rows = tuple(found.rows)
    return ReadSheet(name=name, header_row=header_row(rows), rows=rows, counts_from_1904=meanings.counts_from_1904,
                     notes=tuple(_sheet_notes(found)))


def _sheet_notes(found: Found) -> list[str]:
    cells = [cell for row in found.rows for cell in row.cells]
    formulas = [cell for cell in cells if cell.is_formula and not cell.from_above]
    unsaved = sum(not cell.words for cell in formulas)
    hidden = sum(row.hidden for row in found.rows)
    above = sum(cell.from_above for cell in cells)
    errors = sum(cell.kind == CellKind.ERROR for cell in cells)
    said = (
        (len(formulas), f"Cells with formulas: {len(formulas):,}. They are read as the values saved with the file."),
        (unsaved, f"Formulas without a saved value: {unsaved:,}. Open the file in Excel and save it to have them."),
        (errors, f"Cells that show an error of Excel: {errors:,}."),
        (hidden, f"Hidden rows: {hidden:,}. They are read like the others."),
        (found.hidden_columns, "Some columns are hidden. They are read like the others."),
        (above, f"Cells filled from a merged cell above them: {above:,}."),
    )
    return [sentence for count, sentence in said if count]


def _notes(container: Container, sheets: list[ReadSheet]) -> list[str]:
    hidden = [f"'{sheet.name}'" for sheet in sheets if sheet.hidden]
    said = (
        (hidden, f"Hidden sheets, which were not read: {', '.join(hidden)}. Show them in Excel to have them read."),
        (any("/externallinks/" in name for name in container.names),
         "It leads to other workbooks. They were not asked, and the values saved with the file are read."),
        (any("/comments" in name or "/threadedcomments/" in name for name in container.names),
         "It has comments on cells. They were not read."),
    )
    return [sentence for is_so, sentence in said if is_so]
