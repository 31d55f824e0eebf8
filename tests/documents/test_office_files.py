"""Word and OpenDocument: read back by libraries of others, every word is there, as heading, list, table or link."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree
from zipfile import ZIP_STORED, ZipFile

import docx as word_library
import odfdo
import pytest
from docx.table import Table
from hypothesis import given, settings
from hypothesis import strategies as st

from answerable.documents import BulletList
from answerable.documents.document import Document, Fact, Facts, Section, in_order
from answerable.documents.docx import docx
from answerable.documents.odt import odt
from tests.documents.test_typeset import DOCUMENT
from tests.records.texts import texts

WRITERS = [docx, odt]
XML_MARKUP = '<w:p/> &amp; &#60;b&#62; ]]> <!-- x --> <?php ?> "quoted" \'single\' </text:p> &lt;script&gt;'


def read_docx(data: bytes) -> list[tuple[str, str]]:
    """Style and words of each paragraph, in order; a table's cells each as "cell"."""
    found = []
    for block in word_library.Document(io.BytesIO(data)).iter_inner_content():
        if isinstance(block, Table):
            found += [("cell", cell.text) for row in block.rows for cell in row.cells]
        else:
            found.append((block.style.name, block.text))
    return found


def words_of(block: odfdo.Element) -> str:
    """The words of a paragraph; the library would show a link with its address."""
    words = block.inner_text
    for link in block.get_elements(".//text:a"):
        words = words.replace(f"[{link.inner_text}]({link.get_attribute('xlink:href')})", link.inner_text)
    return words


def read_odt(data: bytes) -> list[tuple[str, str]]:
    found = []
    for block in odfdo.Document(io.BytesIO(data)).body.children:
        if block.tag == "text:h":
            found.append((f"Heading {block.level}", words_of(block)))
        elif block.tag == "text:list":
            found += [("List Bullet", words_of(item.get_element("text:p"))) for item in block.children]
        elif block.tag == "table:table":
            found += [("cell", words_of(cell)) for cell in block.get_elements("//table:table-cell/text:p")]
        else:
            found.append((block.get_attribute("text:style-name"), words_of(block)))
    return [(name.replace("Words", "Normal"), words) for name, words in found]


def expected(document: Document) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    styles = {"notice": "Notice", "note": "Note", "text": "Normal"}
    for piece in in_order(document):
        if isinstance(piece, Facts):
            found += [("cell", words) for words in ("What", "Detail")]
            found += [("cell", words) for fact in piece.facts for words in (fact.name, fact.words)]
        elif isinstance(piece, BulletList):
            found += [("List Bullet", "".join(run.words for run in runs)) for runs in piece.items]
        else:
            name = f"Heading {piece.level}" if piece.level else styles[piece.style]
            found.append((name, "".join(run.words for run in piece.runs)))
    return found


READERS: list[tuple[Callable[[Document], bytes], Callable[[bytes], list[tuple[str, str]]]]] = [
    (docx, read_docx), (odt, read_odt)]


@pytest.mark.parametrize(("write", "read"), READERS)
def test_headings_lists_tables_and_paragraphs_come_back_as_such(write, read):
    assert read(write(DOCUMENT)) == expected(DOCUMENT)
    assert ("Heading 3", "Next") in expected(DOCUMENT)
    assert ("List Bullet", "second") in expected(DOCUMENT)


@pytest.mark.parametrize(("write", "read"), READERS)
@settings(max_examples=150)
@given(text=texts, other=texts)
def test_any_text_of_the_record_survives(write, read, text: str, other: str):
    words = f"{text}\n\n## {other}\n\n- {text}\n\n**{other}** and {text}"
    document = Document(
        text, other, date(2025, 1, 9), text, (Fact(text, other),), notice=other,
        sections=(Section(other, words, note=text), Section(text, other, level=3, literal=True)))

    assert read(write(document)) == expected(document)


@pytest.mark.parametrize(("write", "read"), READERS)
def test_what_looks_like_markup_of_the_format_comes_back_as_text(write, read):
    document = replace(DOCUMENT, title=XML_MARKUP, footer=XML_MARKUP, sections=(Section(XML_MARKUP, XML_MARKUP),))

    assert read(write(document)) == expected(document)


@pytest.mark.parametrize("write", WRITERS)
@given(text=st.text(max_size=30))
def test_a_text_that_no_record_could_hold_stops_nothing(write, text: str):
    with ZipFile(io.BytesIO(write(Document(text, text, date(2025, 1, 9), text)))) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                ElementTree.fromstring(archive.read(name))


@pytest.mark.parametrize("lines", ["a  b", "a\tb", " a", "a ", "  ", "a \n b", "one\n\ttwo   three"])
@pytest.mark.parametrize(("write", "read"), READERS)
def test_spaces_tabs_and_line_breaks_are_kept(write, read, lines: str):
    assert read(write(replace(DOCUMENT, title=lines)))[1] == ("Heading 1", lines)


def test_links_of_a_word_document_are_relationships_that_lead_out():
    sections = (Section("H", "[one](https://a.example/?x=1&y=2) and [two](mailto:a@b.example)"),)
    read = word_library.Document(io.BytesIO(docx(replace(DOCUMENT, facts=(), sections=sections))))

    links = [link for paragraph in read.paragraphs for link in paragraph.hyperlinks]

    assert [(link.text, link.address) for link in links] == [
        ("one", "https://a.example/?x=1&y=2"), ("two", "mailto:a@b.example")]
    outside = [r.target_ref for r in read.part.rels.values() if r.is_external]
    assert outside == ["https://a.example/?x=1&y=2", "mailto:a@b.example"]


def test_links_of_an_opendocument_text_have_their_words_and_address():
    read = odfdo.Document(io.BytesIO(odt(DOCUMENT)))

    assert [(a.get_attribute("xlink:href"), a.inner_text) for a in read.body.get_elements("//text:a")] == [
        ("https://inspectorate.example/7/", "the report")]


@pytest.mark.parametrize("write", WRITERS)
def test_a_link_of_nothing_that_can_be_seen_shows_its_address(write):
    data = write(replace(DOCUMENT, facts=(), sections=(Section("H", "[\xad](https://a.example/)"),)))

    assert ("Normal", "https://a.example/") in (read_docx(data) if write is docx else read_odt(data))


def test_a_word_table_says_which_row_is_its_head_and_what_it_is():
    table, = word_library.Document(io.BytesIO(docx(DOCUMENT))).tables

    assert [bool(row._tr.xpath("./w:trPr/w:tblHeader")) for row in table.rows] == [True, False, False]
    assert table._tbl.xpath("./w:tblPr/w:tblCaption/@w:val") == ["Details"]


def test_an_opendocument_table_says_which_row_is_its_head():
    read = odfdo.Document(io.BytesIO(odt(DOCUMENT)))

    assert [cell.inner_text for cell in read.body.get_elements("//table:table-header-rows//text:p")] == [
        "What", "Detail"]


def test_language_title_author_and_day_are_told_and_nothing_else():
    word, text = word_library.Document(io.BytesIO(docx(DOCUMENT))), odfdo.Document(io.BytesIO(odt(DOCUMENT)))

    about = word.core_properties
    assert (about.title, about.author, about.language) == (DOCUMENT.title, DOCUMENT.author, "en-GB")
    assert about.created.date() == about.modified.date() == DOCUMENT.dated
    assert (about.last_modified_by, about.comments, about.keywords, about.revision) == ("", "", "", 0)
    assert word.styles.element.xpath("//w:docDefaults//w:lang/@w:val") == ["en-GB"]
    meta = text.get_part("meta.xml")
    assert {child.tag: child.text for child in meta.body.children} == {
        "dc:title": DOCUMENT.title, "meta:initial-creator": DOCUMENT.author, "dc:creator": DOCUMENT.author,
        "meta:creation-date": "2025-01-09T00:00:00", "dc:date": "2025-01-09T00:00:00", "dc:language": "en-GB"}


PARTS = {
    docx: {"[Content_Types].xml", "_rels/.rels", "docProps/core.xml", "word/document.xml", "word/styles.xml",
           "word/_rels/document.xml.rels", "word/numbering.xml", "word/settings.xml", "word/footer.xml"},
    odt: {"mimetype", "content.xml", "styles.xml", "meta.xml", "META-INF/manifest.xml"},
}


@pytest.mark.parametrize("write", WRITERS)
def test_there_is_no_part_that_nobody_named_and_no_date_of_today(write):
    with ZipFile(io.BytesIO(write(DOCUMENT))) as archive:
        assert {info.filename for info in archive.infolist()} == PARTS[write]
        assert {(info.date_time, info.compress_type) for info in archive.infolist()} == {
            ((1980, 1, 1, 0, 0, 0), ZIP_STORED)}


def test_an_opendocument_text_begins_with_its_kind():
    assert odt(DOCUMENT)[30:].startswith(b"mimetypeapplication/vnd.oasis.opendocument.text")


@pytest.mark.parametrize("write", WRITERS)
def test_the_same_document_gives_the_same_bytes_in_another_process(write):
    code = (
        f"import sys; from tests.documents.test_typeset import DOCUMENT; from answerable.documents.{write.__name__} "
        f"import {write.__name__} as write; sys.stdout.buffer.write(write(DOCUMENT))"
    )
    elsewhere = {**os.environ, "TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "7"}

    other = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, env=elsewhere).stdout

    assert other == write(DOCUMENT)
