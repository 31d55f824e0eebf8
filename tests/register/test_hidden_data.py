"""What the published files tell of who made them: the body, the day and the program, and nothing else."""

from __future__ import annotations

import io
import re

import docx
import odfdo
import pikepdf

from tests.records.build import AS_AT, body
from tests.register.site import REF, files_of, one_response


def test_the_author_of_a_pdf_is_the_body_and_nobody_else_is_told():
    files = files_of(one_response().records, AS_AT)

    with pikepdf.open(io.BytesIO(files[f"responses/{REF}/response.pdf"])) as pdf:
        told = {name: str(value) for name, value in pdf.docinfo.items()}
        hidden = str(pdf.open_metadata())
        assert not pdf.attachments
    assert told["/Author"] == body().name
    assert set(told) <= {"/Title", "/Author", "/Creator", "/CreationDate", "/ModDate"}
    assert re.fullmatch(r"Typst [\d.]+", told["/Creator"])
    assert told["/CreationDate"].startswith("D:202501")
    assert "@" not in hidden


def test_a_pdf_does_not_tell_who_signed_but_in_its_words():
    chain = one_response()
    signed = next(entry for entry in chain.records.entries if entry.kind == "response").value("signed")

    with pikepdf.open(io.BytesIO(files_of(chain.records, AS_AT)[f"responses/{REF}/response.pdf"])) as pdf:
        assert signed["name"] not in str(dict(pdf.docinfo)) + str(pdf.open_metadata())


def test_the_author_of_an_office_file_is_the_body_and_nobody_who_signed_is_told_but_in_its_words():
    chain = one_response()
    signed = next(entry for entry in chain.records.entries if entry.kind == "response").value("signed")
    files = files_of(chain.records, AS_AT)

    word = docx.Document(io.BytesIO(files[f"responses/{REF}/response.docx"])).core_properties
    text = odfdo.Document(io.BytesIO(files[f"responses/{REF}/response.odt"])).get_part("meta.xml")

    assert word.author == text.creator == body().name
    assert (word.last_modified_by, word.comments) == ("", "")
    assert signed["name"] not in word.title + str(text.serialize())
    assert word.created.isoformat().startswith("2025-01")
