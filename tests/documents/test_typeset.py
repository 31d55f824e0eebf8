"""The PDF: PDF/UA-1 by Typst's own check and by its structure; every word as it was written; the same bytes again."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date

import pikepdf
import pypdfium2
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from answerable.documents.document import Document, Fact, Section
from answerable.documents.typeset import CannotTypeset, fingerprint, typeset

MARKUP = '#evil[] `raw` $x^2$ #read("/etc/passwd") <label> @ref *b* _i_ // no /* no */ \\ ~ -- = h \\u{41} ]]} "'
DOCUMENT = Document(
    title="Response: Protecting children",
    author="Police and Crime Commissioner for Marlshire",
    dated=date(2025, 1, 9),
    footer="mar-2024-007, version 1",
    facts=(Fact("Date published", "20 November 2024"), Fact("Link", "the report", "https://inspectorate.example/7/")),
    sections=(
        Section("Comments", "One **strong** word.\n\n- first\n- second\n\n## Next\n\nMore.", note="Helen Marsh"),
        Section("Findings", ""),
        Section("Finding 1", "", level=3),
        Section("The inspectorate's words", "Two\nlines", level=4, literal=True),
    ),
    notice="This is an example.",
)


def words_of(pdf: bytes) -> str:
    read = pypdfium2.PdfDocument(pdf)
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in read).split())


def structure(pdf: pikepdf.Pdf) -> Iterator[str]:
    def walk(node: pikepdf.Object) -> Iterator[str]:
        if isinstance(node, pikepdf.Array):
            for child in node:
                yield from walk(child)
        elif isinstance(node, pikepdf.Dictionary):
            if "/S" in node:
                yield str(node.S)
            if "/K" in node:
                yield from walk(node.K)

    return walk(pdf.Root.StructTreeRoot.K)


@pytest.fixture(scope="module")
def pdf() -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(typeset(DOCUMENT)))


def test_it_says_that_it_is_pdf_ua_1(pdf):
    assert pdf.open_metadata()["pdfuaid:part"] == "1"


def test_it_is_tagged_in_english_with_its_title_in_the_window(pdf):
    assert bool(pdf.Root.MarkInfo.Marked)
    assert str(pdf.Root.Lang) == "en-GB"
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
    assert str(pdf.docinfo.Title) == DOCUMENT.title
    assert all(page.get("/Tabs") in (None, "/S") for page in pdf.pages)


def test_its_headings_and_lists_are_in_the_structure(pdf):
    tags = list(structure(pdf))

    assert tags.count("/H1") == 1
    assert [t for t in tags if t in ("/H1", "/H2", "/H3", "/H4")] == ["/H1", "/H2", "/H3", "/H2", "/H3", "/H4"]
    assert {"/L", "/LI", "/Lbl", "/LBody", "/Link", "/P"} <= set(tags)


def test_every_link_says_in_words_where_it_goes(pdf):
    links = [a for page in pdf.pages for a in page.get("/Annots", [])]

    assert [str(link.A.URI) for link in links] == ["https://inspectorate.example/7/"]
    assert all("/Contents" in link and "/StructParent" in link for link in links)


def test_only_our_own_fonts_are_in_it(pdf):
    fonts = {str(f.BaseFont) for page in pdf.pages for f in page.Resources.Font.values()}

    assert fonts
    assert all("DejaVuSans" in name for name in fonts)


def test_its_author_is_the_body_and_nothing_else_is_told_of_who_made_it(pdf):
    assert set(pdf.docinfo) <= {"/Title", "/Author", "/Creator", "/CreationDate", "/ModDate"}
    assert str(pdf.docinfo.Author) == DOCUMENT.author
    assert str(pdf.docinfo.CreationDate) == "D:20250109000000Z"


def test_markup_characters_of_the_typesetter_come_back_as_text():
    places = (Section(f"h {MARKUP}", f"w {MARKUP}", note=f"n {MARKUP}"),)
    document = Document(f"t {MARKUP}", "A", date(2025, 1, 9), f"f {MARKUP}", (Fact("k", MARKUP),), places)

    flat = "".join(words_of(typeset(document)).split())
    assert flat.count("".join(MARKUP.split())) == 6


PUBLISHED = st.text(st.characters(exclude_categories=("Cs",)), max_size=60)


@settings(max_examples=60, deadline=None)
@given(PUBLISHED, PUBLISHED)
@example("0\xad", "")  # a soft hyphen in a link, at which Typst fails
def test_any_text_is_typeset(text, heading):
    words = f"{text}\n\n## {heading}\n\n- {text}\n\n**{heading}** [{text}](https://example.org/)"

    typeset(Document(f"Response: {text}", text, date(2025, 1, 9), text, (Fact("k", text),), (Section("H", words),)))


@pytest.mark.parametrize("lacking", ["漢", "\ue000", "\U0001f9ff"])
def test_a_character_without_a_glyph_is_named_and_stops_nothing(lacking):
    text = words_of(typeset(Document("T", "A", date(2025, 1, 9), "f", (), (Section("H", f"before {lacking} after"),))))

    assert f"before [U+{ord(lacking):04X}] after" in text


def test_the_same_document_gives_the_same_bytes_in_another_process():
    code = (
        "import sys; from tests.documents.test_typeset import DOCUMENT, typeset;"
        "sys.stdout.buffer.write(typeset(DOCUMENT))"
    )
    elsewhere = {**os.environ, "TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "7"}

    other = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, env=elsewhere).stdout

    assert other == typeset(DOCUMENT)


def test_a_document_with_one_other_word_has_another_fingerprint():
    from dataclasses import replace

    assert fingerprint(DOCUMENT) == fingerprint(replace(DOCUMENT))
    assert fingerprint(DOCUMENT) != fingerprint(replace(DOCUMENT, footer="version 2"))


def test_a_document_that_breaks_the_rules_is_refused_with_a_sentence():
    with pytest.raises(CannotTypeset, match="could not be made"):
        typeset(Document("T", "A", date(2025, 1, 9), "f", (), (Section("Deep", "", level=4),)))
