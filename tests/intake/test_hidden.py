"""What a file holds and does not show is found behind the fence, whatever the file is called."""

from __future__ import annotations

import io
import zipfile

import docx
import openpyxl
import pikepdf
import pytest
from openpyxl.comments import Comment
from PIL import Image

from answerable.intake import CannotRead, hidden_in


def saved(thing, *args, **more) -> bytes:
    into = io.BytesIO()
    thing.save(into, *args, **more)
    return into.getvalue()


def zipped(**parts: str) -> bytes:
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w") as file:
        for name, words in parts.items():
            file.writestr(name.replace("__", "/").replace("_xml", ".xml"), words)
    return into.getvalue()


def test_comments_hidden_text_tracked_changes_and_the_author_of_a_word_file() -> None:
    document = docx.Document()
    document.core_properties.author = "Ann Smith"
    run = document.add_paragraph("Seen.").add_run("Not seen.")
    run.font.hidden = True
    document.add_comment(run, "Is this right?")
    run._r.addprevious(run._r.makeelement("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}del", {}))

    found = hidden_in(saved(document)).found

    assert "Its author is given as “Ann Smith”." in found
    assert "Comments: 1." in found
    assert "Tracked changes, with what was taken out: 1." in found
    assert "Pieces of text that are set not to be seen: 1." in found


def test_hidden_sheets_rows_columns_and_comments_of_a_workbook() -> None:
    book = openpyxl.Workbook()
    book.properties.creator = ""
    sheet = book.active
    sheet["A1"], sheet["B2"] = "seen", "not seen"
    sheet["A1"].comment = Comment("why?", "Ann")
    sheet.row_dimensions[2].hidden = True
    sheet.column_dimensions["B"].hidden = True
    book.create_sheet("Names").sheet_state = "hidden"

    found = hidden_in(saved(book)).found

    assert {"Comments: 1.", "Sheets that are hidden: 1.", "Rows that are hidden: 1.",
            "Columns, or runs of columns, that are hidden: 1."} <= set(found)


def test_notes_and_tracked_changes_of_an_open_document() -> None:
    content = ('<o:d xmlns:o="urn:o" xmlns:t="urn:t"><t:tracked-changes><t:changed-region/></t:tracked-changes>'
               '<o:annotation/><t:table-row t:visibility="collapse"/></o:d>')

    found = hidden_in(zipped(content_xml=content, mimetype="x")).found

    assert found == ("Tracked changes, with what was taken out: 1.", "Comments: 1.", "Rows that are hidden: 1.")


def test_notes_attached_files_and_the_author_of_a_pdf() -> None:
    pdf = pikepdf.new()
    page = pdf.add_blank_page()
    page.Annots = pdf.make_indirect(pikepdf.Array([pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[0, 0, 9, 9], Contents="Who said so?")]))
    pdf.docinfo["/Author"] = "Ann Smith"
    pdf.attachments["names.txt"] = b"names"

    assert hidden_in(saved(pdf)).found == (
        "Its author is given as “Ann Smith”.", "Files are attached to it: 1.", "Notes or marks were put on pages: 1.")


def test_text_of_a_pdf_that_is_not_seen() -> None:
    pdf = pikepdf.new()
    page = pdf.add_blank_page()
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)))
    page.Contents = pdf.make_stream(b"BT /F1 12 Tf 3 Tr 50 50 Td (Ann Smith) Tj ET")

    assert hidden_in(saved(pdf)).found == (
        "Text that is there and not seen, as under a scanned picture, on pages: 1.",)


def test_the_place_and_the_maker_of_a_picture() -> None:
    picture = Image.new("RGB", (9, 9))
    told = picture.getexif()
    told[0x8825] = {1: "N", 2: (51.0, 0.0, 0.0)}
    told[315] = "Ann Smith"

    assert hidden_in(saved(picture, "JPEG", exif=told)).found == (
        "It tells where it was taken (GPS).", "Who took it is given as “Ann Smith”.")


def test_a_file_with_nothing_hidden_and_a_plain_text_say_so() -> None:
    for data in (b"date,forms\r\n2025,40\r\n", saved(Image.new("RGB", (9, 9)), "PNG")):
        told = hidden_in(data)
        assert (told.searched, told.found) == (True, ())


@pytest.mark.parametrize("data", [b"<html>", b"\xd0\xcf\x11\xe0 old Word", b"{\\rtf1", zipped(other="x")])
def test_a_kind_that_is_not_known_is_said_not_to_have_been_searched(data) -> None:
    assert not hidden_in(data).searched


@pytest.mark.parametrize("data", [b"%PDF-1.7 broken", b"PK\x03\x04 broken", b"\xff\xd8\xff broken"])
def test_a_damaged_file_ends_in_a_sentence(data) -> None:
    with pytest.raises(CannotRead, match="damaged"):
        hidden_in(data)
