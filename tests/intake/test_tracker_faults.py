"""Whatever a file is, its reader gives a tracker or a sentence that says what to do, and never anything else."""

from __future__ import annotations

import io
import itertools
import random
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answerable.intake import CannotRead, read_tracker
from answerable.intake.tracker.reading import read
from answerable.intake.tracker.shapes import ReadTracker
from tests.intake.test_mutations import damaged
from tests.intake.workbooks import of_rows, packed, sheet_xml, text_cell, written

SOUND = of_rows([["Ref", "Action", "Due"], ["A1", "Train", 1], ["A2", "Plan", 2.5]])
ONE_ROW = f'<row r="1">{text_cell("A1", "Action")}{text_cell("B1", "Due")}</row>'
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in itertools.pairwise("abcdefghi")) + "]>"
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


def bomb() -> bytes:
    return packed(sheet_xml(ONE_ROW + "<row/>" * 10), parts={"xl/worksheets/sheet1.xml": b" " * 210_000_000})


def lying() -> bytes:
    """A part that unfolds to more than the list says."""
    data = packed("x" * 5_000)
    return data.replace((5_000).to_bytes(4, "little"), (50).to_bytes(4, "little"))


def with_macros() -> bytes:
    return packed(sheet_xml(ONE_ROW), parts={"xl/vbaProject.bin": b"x"})


def locked() -> bytes:
    data = bytearray(SOUND)
    data[data.find(b"PK\x01\x02") + 8] |= 1  # the flag of the first part in the list at the end
    return bytes(data)


HOSTILE = {
    "a bomb": (bomb, "too_large"),
    "a list that lies": (lying, "damaged"),
    "a billion laughs": (lambda: packed(LAUGHS + sheet_xml(ONE_ROW.replace("Action", "&i;"))), "own_xml"),
    "a file of this machine": (lambda: packed(OUTSIDE + sheet_xml(ONE_ROW.replace("Action", "&a;"))), "own_xml"),
    "laughs in the list of parts": (
        lambda: packed(sheet_xml(ONE_ROW), parts={"_rels/.rels": LAUGHS + "<x/>"}), "own_xml"),
    "macros": (with_macros, "macros"),
    "macros by name": (lambda: SOUND, "macros"),
    "macros by kind": (lambda: packed(sheet_xml(ONE_ROW), parts={
        "[Content_Types].xml": '<Types><Override ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/>'
                               "</Types>"}), "macros"),
    "macros of 1992": (lambda: packed(sheet_xml(ONE_ROW), parts={"xl/macrosheets/sheet1.xml": "<x/>"}), "macros"),
    "a locked part": (locked, "password"),
    "an old or locked workbook": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "not_a_tracker"),
    "a page of the web": (lambda: b"<html><table><tr><td>Action</table>", "not_a_tracker"),
    "a PDF": (lambda: b"%PDF-1.7 x", "not_a_tracker"),
    "another ZIP": (lambda: packed("", without=tuple(f"xl/{n}" for n in ("workbook.xml", "_rels/workbook.xml.rels",
                                                                          "worksheets/sheet1.xml"))), "not_a_tracker"),
    "a picture": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(50), "not_a_tracker"),
    "bytes": (lambda: bytes(range(256)) * 4, "not_text"),
    "two parts of one name": (
        lambda: packed(sheet_xml(ONE_ROW), parts={"XL/Worksheets/Sheet1.xml": "<x/>"}), "damaged"),
    "half of it": (lambda: SOUND[: len(SOUND) // 2], "damaged"),
    "no sheet": (lambda: packed("", without=("xl/worksheets/sheet1.xml",)), "damaged"),
    "broken XML": (lambda: packed("<worksheet><sheetData><row>"), "damaged"),
    "a row above the one before": (lambda: packed(sheet_xml('<row r="5"/><row r="2"/>')), "damaged"),
    "a row that no sheet has": (lambda: packed(sheet_xml('<row r="1048577"/>')), "damaged"),
    "a text that is not there": (lambda: packed(sheet_xml('<row><c t="s"><v>7</v></c></row>')), "damaged"),
    "a number that is none": (lambda: packed(sheet_xml("<row><c><v>nan</v></c></row>")), "damaged"),
    "a column far out": (lambda: packed(sheet_xml(f"<row>{text_cell('XFD1', 'x')}</row>")), "too_many_columns"),
    "a text too long": (lambda: packed(sheet_xml(f"<row>{text_cell('A1', 'x' * 400_000)}</row>")), "too_long"),
    "too many rows": (lambda: b"Action,Due\n" + b"a,b\n" * 20_001, "too_many_rows"),
    "too many sheets": (lambda: written(lambda book: [book.add_worksheet() for _ in range(101)]), "too_many_sheets"),
    "nothing": (lambda: packed(sheet_xml("")), "nothing_in_it"),
    "empty lines": (lambda: b"\n,,\n\n", "nothing_in_it"),
    "an open quotation": (lambda: b'Action,Due\n"Train,1\nPlan,2\n', "quotation"),
    "no bytes": (lambda: b"", "empty"),
}  # fmt: skip
NAMES = {"macros by name": "tracker.xlsm"}


@pytest.mark.parametrize("what", HOSTILE)
def test_what_cannot_be_read_is_refused_in_the_fence_with_a_sentence(what):
    make, code = HOSTILE[what]

    with pytest.raises(CannotRead) as refused:
        read_tracker(make(), name=NAMES.get(what))

    assert refused.value.code == code
    assert refused.value.sentence.endswith(".")
    assert "PDF" not in refused.value.sentence or what == "a PDF"


def test_huge_dimensions_and_a_million_empty_rows_cost_nothing():
    rows = ONE_ROW + "".join(f'<row r="{n}"><c r="A{n}" s="1"/></row>' for n in range(2, 1_000_002))
    data = packed(sheet_xml(rows, before='<dimension ref="A1:XFD1048576"/>'))

    sheet, = read_tracker(data, name="tracker.xlsx").sheets

    assert [row.number for row in sheet.rows] == [1]


def test_links_to_other_workbooks_are_not_followed_and_are_told():
    outside = ('<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship '
               'Id="a" Type="x/externalLinkPath" Target="file:///etc/passwd" TargetMode="External"/></Relationships>')
    data = packed(sheet_xml(ONE_ROW), parts={
        "xl/externalLinks/externalLink1.xml": "<externalLink/>",
        "xl/externalLinks/_rels/externalLink1.xml.rels": outside})

    assert read_tracker(data).notes == (
        "It leads to other workbooks. They were not asked, and the values saved with the file are read.",)


def test_a_sheet_that_leads_outside_the_file_is_not_fetched():
    related = ('<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship '
               'Id="s" Type="x/worksheet" Target="https://example.org/x" TargetMode="External"/></Relationships>')

    with pytest.raises(CannotRead) as refused:
        read_tracker(packed("", parts={"xl/_rels/workbook.xml.rels": related}))

    assert refused.value.code == "damaged"


def gives_a_tracker_or_a_sentence(data: bytes, ending: str = "") -> bool:
    try:
        return isinstance(read(data, ending), ReadTracker)
    except CannotRead as refused:
        return refused.sentence.endswith(".")


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace")),
       st.sampled_from(["", ".csv", ".xlsx", ".xlsm"]))
def test_any_bytes_give_a_tracker_or_a_sentence(data, ending):
    assert gives_a_tracker_or_a_sentence(data, ending)


@pytest.mark.parametrize("seed", range(60))
def test_a_damaged_workbook_gives_a_tracker_or_a_sentence(seed):
    assert gives_a_tracker_or_a_sentence(damaged(SOUND, seed))


@pytest.mark.parametrize("seed", range(150))
def test_a_workbook_with_odd_parts_gives_a_tracker_or_a_sentence(seed):
    chance = random.Random(seed)
    with zipfile.ZipFile(io.BytesIO(SOUND)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = chance.choice(sorted(parts))
    words = bytearray(parts[name])
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(words))
        words[at : at + chance.randint(0, 3)] = bytes(chance.choice(b'"<>/0123456789AzsrtE-. :') for _ in range(2))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for one, content in {**parts, name: bytes(words)}.items():
            archive.writestr(one, content)

    assert gives_a_tracker_or_a_sentence(out.getvalue())
