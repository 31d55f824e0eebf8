"""The letter with a copy: its words come from the record and the law, its pack holds five files."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import date, timedelta
from zipfile import ZipFile

import docx
import pikepdf
import pypdfium2
import pytest

from answerable.duties import regime
from answerable.duties.copies import Copy
from answerable.register.letter import Published, letter_to, pack, published, zip_of
from tests.records.build import Chain
from tests.register import site
from tests.register.site import REF

HMIC, MINISTER, PANEL = regime("police-act-1996").copies_to
ADDRESS = f"https://answers.wexcombe.example/responses/{REF}/"
TODAY = date(2025, 1, 10)


def one_response() -> Chain:
    return site.one_response(regime="police-act-1996")


def of(chain: Chain | None = None) -> Published:
    found = published((chain or one_response()).records)
    assert found is not None
    return found


def words(pdf: bytes) -> str:
    read = pypdfium2.PdfDocument(pdf)
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in read).split())


def test_it_says_what_is_enclosed_under_which_section_where_it_stands_and_what_it_contains():
    text = letter_to(HMIC, of(), ADDRESS).text

    assert "I enclose the comments published on 9 January 2025 under section 55(5)" in text
    assert "as section 55(6) requires." in text
    assert f"stands at {ADDRESS} under the reference {REF}." in text
    assert "an explanation for" in text
    assert "Chief Constable’s comments" in text


def test_its_numbers_are_counted_from_the_record():
    found = of()
    asked = [f for f in found.version.findings if f.kind == "recommendation"]
    others = [f for f in found.version.findings if f.kind != "recommendation"]
    one = replace(found, version=replace(found.version, findings=(asked[0], *others)))
    three = replace(found, version=replace(found.version, findings=(asked[0],) * 3))
    two = replace(found, version=replace(found.version, findings=(others[0],) * 2))
    none = replace(found, version=replace(found.version, findings=(), chief_officer=None, reply=None))

    assert "an explanation for each of the 3 recommendations" in letter_to(HMIC, three, "").text
    assert "an explanation for the recommendation" in letter_to(HMIC, one, "").text
    assert "an answer to each of the 2 findings" in letter_to(HMIC, two, "").text
    assert "It contains" not in letter_to(HMIC, none, "").text


def test_it_carries_the_fingerprint_of_the_record_and_the_head_of_the_register():
    chain = one_response()
    text = letter_to(HMIC, of(chain), ADDRESS).text

    assert f"Fingerprint of the published record: {of(chain).version.entry.hash}." in text
    assert f"{chain.records.head.hash}. Keeping this message lets anyone check later" in text


def test_words_that_were_removed_from_the_record_are_not_told_of():
    chain = one_response()
    seq = of(chain).version.entry.seq
    assert "’s comments" in letter_to(HMIC, of(chain), ADDRESS).text

    chain.remove(seq, "chief-officer", chain.records.entries[-1].at + timedelta(days=1))
    chain.remove(seq, "report", chain.records.entries[-1].at + timedelta(days=1))

    text = letter_to(HMIC, of(chain), ADDRESS).text
    assert "Chief Constable’s comments" not in text
    assert "The report was published on" in text


def test_who_gets_it_by_practice_is_not_told_that_the_law_sends_it():
    text = letter_to(PANEL, of(), ADDRESS).text

    assert text.startswith("This is to tell you of the comments under section 55 of the Police Act 1996 published on")
    assert "55(6)" not in text


def test_a_law_without_words_for_a_letter_is_named_by_its_place():
    copy = Copy("coroner", "regulation 29(5)")
    found = of()
    other = replace(found, version=replace(found.version, facts=found.version.facts.model_copy(
        update={"regime": "practice"})))

    assert "The law asks for this copy: regulation 29(5)." in letter_to(copy, other, ADDRESS).text
    assert "Police Act" not in letter_to(copy, other, ADDRESS).text


@pytest.mark.parametrize("title", ["One\nBcc: all@there.example", "A\ttab", "long " * 80])
def test_the_subject_is_one_line_of_bounded_length(title: str):
    found = of()
    report = found.version.report.model_copy(update={"title": title})
    version = replace(found.version, report=report)
    answer = replace(found.answer, versions=(version,))

    subject = letter_to(HMIC, replace(found, version=version, answer=answer), "").subject

    assert "\n" not in subject
    assert "\t" not in subject
    assert len(subject) <= 200


def test_the_pack_holds_letter_and_answer_as_pdf_and_word_and_the_record():
    files = pack(MINISTER, of(), ADDRESS, dated=TODAY)

    with ZipFile(io.BytesIO(zip_of(files))) as archive:
        assert archive.namelist() == ["letter.pdf", "letter.docx", "response.pdf", "response.docx", "record.json"]
        assert archive.read("letter.pdf") == files["letter.pdf"]
    assert json.loads(files["record.json"])["ref"] == REF


def test_the_letter_says_the_same_in_both_formats_and_is_accessible():
    files, letter = pack(MINISTER, of(), ADDRESS, dated=TODAY), letter_to(MINISTER, of(), ADDRESS)

    word = docx.Document(io.BytesIO(files["letter.docx"]))
    assert [p.text for p in word.paragraphs][-len(letter.paragraphs):] == list(letter.paragraphs)
    assert ("To", "The Secretary of State") in [tuple(cell.text for cell in row.cells) for row in word.tables[0].rows]
    flat = words(files["letter.pdf"]).replace(" ", "")
    assert all("".join(paragraph.split()) in flat for paragraph in letter.paragraphs)
    with pikepdf.open(io.BytesIO(files["letter.pdf"])) as pdf:
        assert pdf.open_metadata()["pdfuaid:part"] == "1"
        assert str(pdf.docinfo.Author) == of().register.body.name


def test_the_same_letter_on_the_same_day_gives_the_same_bytes():
    assert pack(HMIC, of(), ADDRESS, dated=TODAY) == pack(HMIC, of(), ADDRESS, dated=TODAY)


def test_a_law_that_this_release_does_not_know_stops_no_letter():
    found = of(site.one_response(regime="police-act-2031"))

    assert "I enclose the answer published on" in letter_to(HMIC, found, ADDRESS).text


def test_before_publication_there_is_no_letter():
    chain = one_response()
    announced = replace(chain.records, entries=tuple(e for e in chain.records.entries if e.kind != "response"))

    assert published(announced) is None
