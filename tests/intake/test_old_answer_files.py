"""A file with an old answer is opened in the fenced child, or refused in a sentence that says what it is."""

import io
import re
import zipfile
from contextlib import suppress

import pytest

from answerable.intake import CannotRead, read_answer, read_pasted_answer
from tests.intake.made import report_pdf
from tests.intake.old_answers import Old, as_table, as_text, as_word

DOCUMENT = "word/document.xml"


def changed(document: bytes, *, replace: dict[str, bytes] | None = None, encrypted: bool = False) -> bytes:
    """A Word document with parts replaced or added."""
    out, replace = io.BytesIO(), dict(replace or {})
    with zipfile.ZipFile(io.BytesIO(document)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, replace.pop(name, None) or old.read(name))
        for name, data in replace.items():
            new.writestr(name, data)
    data = out.getvalue()
    return data.replace(b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01") if encrypted else data


def document_xml() -> bytes:
    with zipfile.ZipFile(io.BytesIO(as_word(Old()))) as document:
        return document.read(DOCUMENT)


def refusal(data: bytes, name: str = "old.docx") -> CannotRead:
    with pytest.raises(CannotRead) as raised:
        read_answer(data, name=name)
    return raised.value


@pytest.mark.parametrize(("data", "name"), [(as_text, "old.txt"), (as_table, "old.html"), (as_word, "old.docx")])
def test_text_web_pages_and_word_documents_are_read_through_the_fence(data, name):
    read = read_answer(data(Old()), name=name)

    assert (read.fields.title, read.fields.response) == (Old.title, Old.response)


def test_pasted_words_are_read_through_the_fence():
    assert read_pasted_answer("Title: Custody\n\nResponse: We agree.").fields.response == "We agree."


def test_letters_of_older_windows_programs_are_read():
    assert read_answer("Title: Caf\xe9".encode("windows-1252"), name="old.txt").fields.title == "Café"


def test_bold_lists_and_links_of_a_word_document_are_kept_and_its_pictures_left_out():
    from docx import Document
    from PIL import Image

    document, out, picture = Document(), io.BytesIO(), io.BytesIO()
    Image.new("RGB", (4, 4)).save(picture, "PNG")
    document.add_paragraph("Commissioner’s response:")
    document.add_paragraph().add_run("Bold").bold = True
    for words in ("one", "two"):
        document.add_paragraph(words, style="List Bullet")
    document.add_picture(picture)
    document.save(out)

    read = read_answer(out.getvalue(), name="old.docx")

    assert read.fields.response == "**Bold**\n\n- one\n- two"
    assert "1 picture was left out." in read.changed


@pytest.mark.parametrize(("data", "name", "code", "sentence"), [
    (lambda: b"", "old.txt", "empty", "The file is empty."),
    (lambda: b" \n \n", "old.txt", "empty", "There are no words in it."),
    (lambda: b"<html><body></body></html>", "old.html", "no_words", "It shows no words."),
    (lambda: b"x" * 60_000_000, "old.txt", "too_large", "The file is 60 MB. The largest we read is 50 MB."),
    (report_pdf, "old.docx", "misnamed", "It is named .docx but it is a PDF."),
    (report_pdf, "old.pdf", "is_a_pdf", "Copy its words and paste them instead."),
    (lambda: b"\xd0\xcf\x11\xe0" + bytes(600), "old.docx", "misnamed", "an older Word, Excel or Outlook file"),
    (lambda: b"\xd0\xcf\x11\xe0" + bytes(600), "old.doc", "not_an_answer", "it may be locked with a password"),
    (lambda: as_word(Old())[:9000], "old.docx", "damaged", "It is damaged and cannot be opened."),
    (lambda: changed(as_word(Old()), replace={DOCUMENT: b"<w:document"}), "old.docx", "damaged", "Open it in Word"),
    (lambda: changed(as_word(Old()), encrypted=True), "old.docx", "password", "Take the password off."),
    (lambda: changed(as_word(Old()), replace={f"word/{n}.xml": b"x" for n in range(2001)}), "old.docx", "too_large",
     "more than a document has"),
    (lambda: changed(as_word(Old()), replace={"word/more.xml": b"<a>" * 30_000_000}), "old.docx", "too_large",
     "It unfolds to over 60 MB of text"),
    (lambda: b"\x89PNG\r\n\x1a\n" + bytes(50), None, "not_an_answer", "It is a picture."),
])  # fmt: skip
def test_what_cannot_be_read_is_refused_in_a_sentence(data, name, code, sentence):
    refused = refusal(data(), name)

    assert refused.code == code
    assert sentence in refused.sentence


def test_a_document_whose_list_of_parts_lies_about_their_size_is_refused():
    document = changed(as_word(Old()), replace={"word/more.xml": b"<a>" * 30_000_000})
    honest = (90_000_000).to_bytes(4, "little")

    refused = refusal(document.replace(honest, (1000).to_bytes(4, "little")))

    assert refused.code in ("too_large", "damaged")


def test_entities_that_unfold_a_millionfold_end_in_a_sentence():
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    bomb = document_xml().decode()
    bomb = re.sub(r"(<\?xml[^>]*>)", rf'\1<!DOCTYPE x [<!ENTITY e0 "waiting">{entities}]>', bomb, count=1)
    bomb = bomb.replace("Thematic inspection", "&e9;")

    assert refusal(changed(as_word(Old()), replace={DOCUMENT: bomb.encode()})).code in ("damaged", "out_of_memory")


def test_no_file_of_this_machine_is_read_through_a_document(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("treasure")
    xml = document_xml().decode()
    entity = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]>'
    through_entity = re.sub(r"(<\?xml[^>]*>)", lambda m: m[1] + entity, xml).replace("Thematic inspection", "&e;")
    document = changed(as_word(Old()), replace={DOCUMENT: through_entity.encode()})

    with suppress(CannotRead):
        assert "treasure" not in read_answer(document, name="old.docx").model_dump_json()


def test_a_document_s_own_rules_of_conversion_are_not_followed():
    rules = {"mammoth/style-map": b"p => !\np => div.title:fresh"}

    assert read_answer(changed(as_word(Old()), replace=rules), name="old.docx").fields.title == Old.title
