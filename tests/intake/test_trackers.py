"""A tracker is read as it stands: sheets, rows by their numbers, typed cells; and what is not shown is said."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from answerable.documents.table import Column, Kind, Table, as_csv
from answerable.documents.xlsx import xlsx
from answerable.intake import read_tracker
from answerable.intake.tracker.reading import read
from answerable.intake.tracker.shapes import CellKind, ReadSheet
from tests.intake.workbooks import of_rows, packed, sheet_xml, text_cell, written
from tests.records.texts import texts

HEADINGS = ["Ref", "Action", "Target date"]


def only_sheet(data: bytes) -> ReadSheet:
    sheet, = read(data, "").sheets
    return sheet


def words_of(sheet: ReadSheet) -> list[tuple[int, list[str]]]:
    return [(row.number, [cell.words for cell in row.cells]) for row in sheet.rows]


def csv_words(data: bytes) -> list[tuple[int, list[str]]]:
    return words_of(only_sheet(data))


def test_a_workbook_is_read_in_the_fence_with_typed_cells():
    data = of_rows([HEADINGS, ["A1", "Train every officer", date(2026, 3, 31)], ["A2", "Publish", 46112]])

    sheet, = read_tracker(data, name="tracker.xlsx").sheets

    assert (sheet.name, sheet.header_row, [row.number for row in sheet.rows]) == ("Tracker", 1, [1, 2, 3])
    day, number = sheet.rows[1].cell(3), sheet.rows[2].cell(3)
    assert (day.kind, day.on, day.words) == (CellKind.DATE, date(2026, 3, 31), "31 March 2026")
    assert (number.kind, number.number, number.words) == (CellKind.NUMBER, 46112, "46112")


def test_a_csv_file_is_read_in_the_fence():
    sheet, = read_tracker("Ref,Action\r\nA1,Café – “open”\r\n".encode("cp1252"), name="tracker.csv").sheets

    assert words_of(sheet) == [(1, ["Ref", "Action"]), (2, ["A1", "Café – “open”"])]


def test_rows_without_anything_are_left_out_and_numbers_stay():
    data = of_rows([["Plan of Marlshire"], [], HEADINGS, [], [None, "Train"], ["  "]])

    sheet = only_sheet(data)

    assert words_of(sheet) == [(1, ["Plan of Marlshire"]), (3, HEADINGS), (5, ["Train"])]
    assert sheet.header_row == 3
    assert sheet.rows[2].cells[0].column == 2


def test_a_formula_gives_the_value_that_was_saved_and_is_noted():
    def fill(book):
        sheet = book.add_worksheet()
        sheet.write_formula("A1", '="Done"', None, "Done")
        sheet.write_formula("B1", "=1+1", None, 2)
        sheet.write_formula("C1", "=A1", None, "")
        sheet.write_formula("D1", "=1/0", None, "#DIV/0!")

    sheet = only_sheet(written(fill))

    assert [(cell.words, cell.is_formula) for cell in sheet.rows[0].cells] == [
        ("Done", True), ("2", True), ("", True), ("#DIV/0!", True)]
    assert sheet.notes == (
        "Cells with formulas: 4. They are read as the values saved with the file.",
        "Formulas without a saved value: 1. Open the file in Excel and save it to have them.",
        "Cells that show an error of Excel: 1.")


def test_hidden_sheets_are_named_and_not_read_and_hidden_rows_are_read():
    def fill(book):
        shown, hidden = book.add_worksheet("Shown"), book.add_worksheet("Names")
        shown.write_string("A1", "x")
        shown.set_row(0, None, None, {"hidden": True})
        shown.set_column(3, 3, None, None, {"hidden": True})
        hidden.write_string("A1", "Canary")
        hidden.hide()

    read_it = read(written(fill), "")

    assert [(sheet.name, sheet.hidden, len(sheet.rows)) for sheet in read_it.sheets] == [
        ("Shown", False, 1), ("Names", True, 0)]
    assert "Canary" not in read_it.model_dump_json()
    assert read_it.notes == ("Hidden sheets, which were not read: 'Names'. Show them in Excel to have them read.",)
    assert read_it.sheets[0].rows[0].hidden
    assert read_it.sheets[0].notes == ("Hidden rows: 1. They are read like the others.",
                                       "Some columns are hidden. They are read like the others.")


def test_a_merged_cell_speaks_for_each_row_that_it_reaches_over():
    rows = ("".join(f'<row r="{n}">{text_cell(f"B{n}", "x")}</row>' for n in (2, 3)))
    rows = f'<row r="1">{text_cell("A1", "Report")}{text_cell("B1", "Action")}</row>' + rows.replace(
        '<row r="2">', f'<row r="2">{text_cell("A2", "PEEL")}')
    sheet = only_sheet(packed(sheet_xml(rows, after='<mergeCells><mergeCell ref="A2:A9"/></mergeCells>')))

    assert words_of(sheet) == [(1, ["Report", "Action"]), (2, ["PEEL", "x"]), (3, ["PEEL", "x"])]
    assert [row.cell(1).from_above for row in sheet.rows] == [False, False, True]
    assert sheet.notes == ("Cells filled from a merged cell above them: 1.",)


@pytest.mark.parametrize(("code", "value", "kind", "words", "shows_day"), [
    ("dd/mm/yy", 46112, CellKind.DATE, "31 March 2026", True),
    ("[$-809]d mmmm yyyy;@", 46112, CellKind.DATE, "31 March 2026", True),
    ("dd/mm/yyyy hh:mm", 46112.5, CellKind.DATE, "31 March 2026, 12:00", True),
    ("mmm-yy", 46082, CellKind.DATE, "March 2026", False),
    ("yyyy", 46082, CellKind.DATE, "2026", False),
    ("hh:mm", 0.5, CellKind.NUMBER, "0.5", True),
    ('0.0 "days"', 2.5, CellKind.NUMBER, "2.5", True),
    ("0%", 0.35, CellKind.NUMBER, "35%", True),
    ("000", 7, CellKind.NUMBER, "007", True),
    ("General", 0.1, CellKind.NUMBER, "0.1", True),
])  # fmt: skip
def test_how_a_number_looks_says_whether_it_is_a_day(code, value, kind, words, shows_day):
    def fill(book):
        book.add_worksheet().write_number("A1", value, book.add_format({"num_format": code}))

    cell = only_sheet(written(fill)).rows[0].cells[0]

    assert (cell.kind, cell.words, cell.shows_day) == (kind, words, shows_day)


def test_days_of_a_workbook_that_counts_from_1904_are_the_same_days():
    def fill(book):
        book.add_worksheet().write_datetime("A1", datetime(2026, 3, 31), book.add_format({"num_format": 14}))  # noqa: DTZ001

    sheet = only_sheet(written(fill, date_1904=True))

    assert sheet.counts_from_1904
    assert sheet.rows[0].cells[0].on == date(2026, 3, 31)


def test_texts_that_cells_share_come_without_how_they_are_pronounced():
    shared = ('<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><r><t>Tra</t></r><r><t>in</t></r>'
              "<rPh><t>NOT</t></rPh></si><si><t>_x0041__x005F_x0042_</t></si></sst>")
    related = ('<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
               '<Relationship Id="s" Type="x/worksheet" Target="worksheets/sheet1.xml"/>'
               '<Relationship Id="t" Type="x/sharedStrings" Target="/xl/shared.xml"/></Relationships>')
    rows = '<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="b"><v>1</v></c><c t="d"><v>2026-03-31</v></c></row>'

    sheet = only_sheet(packed(sheet_xml(rows), parts={"xl/shared.xml": shared, "xl/_rels/workbook.xml.rels": related}))

    assert words_of(sheet) == [(1, ["Train", "A_x0042_", "Yes", "31 March 2026"])]


@pytest.mark.parametrize(("encoding", "mark"), [
    ("utf-8", b""), ("utf-8-sig", b""), ("cp1252", b""), ("utf-16", b""), ("utf-16-le", b""),
    ("utf-16-be", b"\xfe\xff"),
])  # fmt: skip
def test_csv_is_read_in_the_letters_that_programs_write(encoding, mark):
    text = "Ref,Action\r\nA1,Spend £5 – “now”\r\n"

    assert csv_words(mark + text.encode(encoding)) == [(1, ["Ref", "Action"]), (2, ["A1", "Spend £5 – “now”"])]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_csv_is_read_with_the_separator_that_it_has(separator):
    lines = [["Ref", "Action", "Date"], ["A1", "Plan; train, check", "1"], ["A2", "Go, now", "2"]]
    quoted = [[f'"{cell}"' if set(",;\t ") & set(cell) else cell for cell in line] for line in lines]

    assert csv_words("\n".join(separator.join(line) for line in quoted).encode()) == list(enumerate(lines, 1))


def test_a_line_that_names_the_separator_for_excel_is_no_row():
    assert csv_words(b"sep=;\r\nRef;Action\r\nA1;a,b\r\n") == [(1, ["Ref", "Action"]), (2, ["A1", "a,b"])]


def test_a_cell_of_several_lines_is_one_row_as_a_spreadsheet_counts():
    assert csv_words(b'Ref,Action\n\nA1,"one\ntwo"\nA2,three\n') == [
        (1, ["Ref", "Action"]), (3, ["A1", "one\ntwo"]), (4, ["A2", "three"])]


def test_a_csv_file_that_begins_like_a_picture_is_still_text():
    assert csv_words(b"BMKFA action,Due\nTrain,1\n")[0] == (1, ["BMKFA action", "Due"])


def shown(value: object) -> str:
    if isinstance(value, bool):
        return "Yes" if value else "No"
    return str(value)


cells = texts | st.integers(-(10**14), 10**14) | st.dates(date(1900, 3, 1), date(9999, 12, 31)) | st.booleans()


@settings(max_examples=150, deadline=None)
@example([["", "", "\n"]])  # a line end alone is no word, quoted or not
@given(st.lists(st.lists(cells, min_size=3, max_size=3), max_size=4))
def test_what_was_written_is_read_back_from_excel_and_from_csv(rows):
    columns = tuple(Column(key, key.upper(), Kind.TEXT) for key in "abc")
    table = Table("T", "Marlshire (example)", date(2026, 3, 3), columns,
                  tuple(dict(zip("abc", row, strict=True)) for row in rows))
    expected = {(number, column): value for number, row in enumerate(rows, 2) for column, value in enumerate(row, 1)
                if shown(value).strip()}

    from_excel = {(row.number, cell.column): cell for row in only_sheet(xlsx(table)).rows[1:] for cell in row.cells}
    from_csv = {(row.number, cell.column): cell for row in only_sheet(as_csv(table)).rows[1:] for cell in row.cells}

    assert from_excel.keys() == from_csv.keys() == expected.keys()
    for place, value in expected.items():
        assert from_csv[place].words == shown(value)
        if isinstance(value, date):
            assert from_excel[place].on == value
        elif isinstance(value, int) and not isinstance(value, bool):
            assert from_excel[place].number == value
        else:
            assert from_excel[place].words == shown(value)
