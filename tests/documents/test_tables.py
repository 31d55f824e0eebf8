"""Tables: read back by libraries of others, every value is there, and no text is a formula."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
import time
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from zipfile import ZIP_STORED, ZipFile

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answerable.documents.table import Column, Kind, Table, as_csv, as_json
from answerable.documents.xlsx import MOST_LETTERS, column_letters, sheet_name, xlsx
from answerable.records.formulas import as_written, begins_a_formula, defused
from tests.records.texts import texts

COLUMNS = (
    Column("ref", "Reference"), Column("promise", "Promise", Kind.LONG_TEXT), Column("due_on", "Due date", Kind.DATE),
    Column("days_late", "Days late", Kind.NUMBER), Column("kept", "Kept", Kind.YES_NO),
)  # fmt: skip
TABLE = Table("Promises of Marlshire: as at 3 March 2026", "Marlshire Police and Crime Commissioner (example)",
              date(2026, 3, 3), COLUMNS, (
    {"ref": "MAR-1", "promise": "Review £5 – “spot” checks\nevery month", "due_on": date(2026, 3, 31), "days_late": 0,
     "kept": True},
    {"ref": "=1+1", "promise": "-2 officers", "due_on": "Not known", "days_late": None, "kept": False},
))  # fmt: skip
FORMULAS = ["=1+1", "+44 1632 960000", "-2", "@SUM(A1)", "\t=1", "\n=1", " =1", "＝1", '=HYPERLINK("https://example.org")']
days = st.dates(date(1900, 3, 1), date(9999, 12, 31))
cells = texts | st.integers() | days | st.booleans() | st.none() | st.sampled_from(FORMULAS)


def of_one(value: object) -> Table:
    return replace(TABLE, columns=COLUMNS[:1], rows=({"ref": value},))


def read_xlsx(data: bytes) -> list[tuple[object, ...]]:
    sheet, = openpyxl.load_workbook(io.BytesIO(data)).worksheets
    return [tuple(cell.value for cell in row) for row in sheet.iter_rows()]


def read_csv(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_days_numbers_and_texts_come_back_from_excel_as_such():
    assert read_xlsx(xlsx(TABLE)) == [
        ("Reference", "Promise", "Due date", "Days late", "Kept"),
        ("MAR-1", "Review £5 – “spot” checks\nevery month", datetime(2026, 3, 31), 0, "Yes"),  # noqa: DTZ001
        ("=1+1", "-2 officers", "Not known", None, "No"),
    ]


def test_csv_has_a_heading_line_days_as_figures_and_a_mark_that_excel_needs():
    data = as_csv(TABLE)

    assert data.startswith(b"\xef\xbb\xbfReference,")
    assert read_csv(data)[1:] == [
        ["MAR-1", "Review £5 – “spot” checks\nevery month", "2026-03-31", "0", "Yes"],
        ["'=1+1", "'-2 officers", "Not known", "", "No"]]


def test_json_has_every_value_exactly_and_says_what_the_columns_are():
    whole = json.loads(as_json(TABLE))

    assert whole["rows"][1] == {"ref": "=1+1", "promise": "-2 officers", "due_on": "Not known", "days_late": None,
                                "kept": False}
    assert whole["rows"][0]["due_on"] == "2026-03-31"
    assert whole["columns"][2] == {"key": "due_on", "heading": "Due date", "kind": "date"}


@settings(max_examples=150)
@given(cells)
def test_no_cell_of_excel_is_a_formula_or_a_link(value):
    with ZipFile(io.BytesIO(xlsx(of_one(value)))) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    book = openpyxl.load_workbook(io.BytesIO(xlsx(of_one(value))))

    assert "<f" not in sheet
    assert all(cell.data_type != "f" and cell.hyperlink is None for row in book.active.iter_rows() for cell in row)
    assert 't="inlineStr"' in sheet


@given(texts | st.sampled_from(FORMULAS))
def test_no_cell_of_csv_begins_a_formula_and_every_text_can_be_read_back(text):
    (_, *rows) = read_csv(as_csv(of_one(text)))
    read = rows[0][0] if rows and rows[0] else ""

    assert not begins_a_formula(read)
    assert as_written(read) == text


@given(st.text(max_size=20))
def test_what_the_rule_makes_of_a_text_it_takes_back(text):
    assert as_written(defused(text)) == text


@pytest.mark.parametrize("text", ["'Tis", "plain", "2026", "a=b", "'", ""])
def test_a_text_that_runs_nowhere_is_as_it_was_written_by_others(text):
    assert as_written(text) == text


@pytest.mark.parametrize("text", FORMULAS)
def test_a_text_like_a_formula_stays_a_text_when_somebody_edits_it_in_excel(text):
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx(of_one(text)))).active

    assert sheet["A2"].quotePrefix
    assert not openpyxl.load_workbook(io.BytesIO(xlsx(of_one("plain")))).active["A2"].quotePrefix


@settings(max_examples=100)
@given(days | st.integers(-(10**15) + 1, 10**15 - 1))
def test_days_and_numbers_are_themselves_in_excel(value):
    (_, (read,)) = read_xlsx(xlsx(of_one(value)))

    assert (read.date() if isinstance(read, datetime) else read) == value


@pytest.mark.parametrize(("value", "words"), [
    (date(1897, 5, 1), "1897-05-01"), (12345678901234567, "12345678901234567"),
    (Decimal("0.1234567890123456789"), "0.1234567890123456789"), (Decimal("NaN"), "NaN"),
])  # fmt: skip
def test_what_excel_would_change_is_written_as_words(value, words):
    assert read_xlsx(xlsx(of_one(value)))[1] == (words,)


def test_a_text_longer_than_a_cell_is_cut_and_says_so_and_is_whole_in_csv():
    text = "é𝄞" * 20_000

    (cut,) = read_xlsx(xlsx(of_one(text)))[1]

    assert len(cut.encode("utf-16-le")) // 2 <= MOST_LETTERS
    assert cut.endswith("the CSV file has all of it)")
    assert read_csv(as_csv(of_one(text)))[1] == [text]


def test_letters_that_excel_takes_for_an_escape_are_escaped():
    with ZipFile(io.BytesIO(xlsx(of_one("_x0041_ and _x41_")))) as archive:
        assert "_x005F_x0041_ and _x41_" in archive.read("xl/worksheets/sheet1.xml").decode()


def test_headings_are_marked_frozen_and_printed_again_and_columns_are_wide_enough():
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx(TABLE))).active

    assert sheet.freeze_panes == "A2"
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.tables["Table1"].ref == "A1:E3"
    assert sheet.tables["Table1"].column_names == [column.heading for column in COLUMNS]
    assert sheet["A1"].font.bold
    assert not sheet["A2"].font.bold
    assert [sheet.column_dimensions[name].width for name in "ABCDE"] == [14, 40, 18, 14, 9]
    assert sheet["C2"].number_format == "d\\ mmmm\\ yyyy"


def test_a_table_without_rows_is_a_file_with_headings():
    empty = replace(TABLE, rows=())

    assert read_xlsx(xlsx(empty)) == [tuple(column.heading for column in COLUMNS)]
    assert len(read_csv(as_csv(empty))) == 1
    assert json.loads(as_json(empty))["rows"] == []


def test_the_file_names_the_body_its_title_and_its_day_and_nobody_else():
    about = openpyxl.load_workbook(io.BytesIO(xlsx(TABLE))).properties

    assert (about.title, about.creator, about.lastModifiedBy, about.created.date(), about.modified.date()) == (
        TABLE.title, TABLE.author, None, TABLE.dated, TABLE.dated)


def test_there_is_no_part_that_nobody_named_and_no_date_of_today():
    with ZipFile(io.BytesIO(xlsx(TABLE))) as archive:
        assert {info.filename for info in archive.infolist()} == {
            "[Content_Types].xml", "_rels/.rels", "docProps/core.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels",
            "xl/styles.xml", "xl/worksheets/sheet1.xml", "xl/worksheets/_rels/sheet1.xml.rels", "xl/tables/table1.xml"}
        assert {(info.date_time, info.compress_type) for info in archive.infolist()} == {
            ((1980, 1, 1, 0, 0, 0), ZIP_STORED)}


@pytest.mark.parametrize("write", ["xlsx.xlsx", "table.as_csv", "table.as_json"])
def test_the_same_table_gives_the_same_bytes_in_another_process(write):
    module, name = write.split(".")
    code = (f"import sys; from tests.documents.test_tables import TABLE; from answerable.documents.{module} "
            f"import {name} as write; sys.stdout.buffer.write(write(TABLE))")
    elsewhere = {**os.environ, "TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "7"}

    other = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, env=elsewhere).stdout

    assert other == {"as_csv": as_csv, "as_json": as_json, "xlsx": xlsx}[name](TABLE)


@pytest.mark.parametrize(("title", "name"), [
    ("Promises", "Promises"), ("a/b: [c]?", "a b c"), ("'quoted'", "quoted"), ("", "Table"), ("History", "Table"),
    ("x" * 40, "x" * 31), ("𝄞" * 20, "𝄞" * 15),
])  # fmt: skip
def test_a_title_becomes_a_name_that_a_sheet_may_have(title, name):
    assert sheet_name(title) == name


def test_columns_have_letters_as_in_excel():
    assert [column_letters(n) for n in (1, 26, 27, 702, 703, 16384)] == ["A", "Z", "AA", "ZZ", "AAA", "XFD"]


@pytest.mark.parametrize("wrong", [
    {"columns": ()}, {"columns": (*COLUMNS, Column("other", "due DATE"))}, {"columns": COLUMNS[:2]},
    {"columns": COLUMNS[:1], "rows": ({"ref": datetime(2026, 3, 3, tzinfo=UTC)},)},
])  # fmt: skip
def test_a_table_that_does_not_fit_together_is_refused(wrong):
    with pytest.raises(ValueError, match=r"column|moment"):
        replace(TABLE, **wrong)


@pytest.mark.parametrize(("key", "heading"), [("", "A"), ("a", ""), ("a", "two\nlines"), ("a", "x" * 256)])
def test_a_column_without_a_key_or_a_heading_of_one_line_is_refused(key, heading):
    with pytest.raises(ValueError, match="heading"):
        Column(key, heading)


def test_fifty_thousand_rows_are_a_workbook_in_seconds():
    columns = tuple(Column(f"c{number}", f"Column {number}") for number in range(18))
    row = {column.key: "Train every officer who stops drivers (example)" for column in columns}
    table = Table(title="Long", author="Marlshire", dated=date(2025, 3, 31), columns=columns, rows=(row,) * 50_000)

    began = time.process_time()
    written = xlsx(table)

    assert len(written) > 50_000
    assert time.process_time() - began < 15  # some three on a small machine; as elements it took twenty and more
