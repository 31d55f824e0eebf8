"""A released needs assessment in public: its page, its tables byte for byte, and what a removal takes away."""

from __future__ import annotations

import io
import json
from datetime import timedelta

import pypdfium2
import pytest
from hypothesis import example, given, settings
from selectolax.lexbor import LexborHTMLParser

from answerable.documents.illustrated import Illustrated
from answerable.records.verify import verify
from answerable.register import bake, pdfs, site_files
from tests.records.build import example_chain
from tests.records.succession import begun, close, take_over
from tests.records.texts import texts
from tests.register import released
from tests.register.site import files_of, one_response, page, tree

PATH = "needs-assessments/mar-needs-1/"
SENTENCE = "No figures of hospitals are held."


def site_of(*, said=None, files=None, days: int = 10):
    chain = one_response()
    at = chain.at + timedelta(days=1)
    released.release(chain, at, said=said, files=files)
    return files_of(chain.records, at.date() + timedelta(days=days))


def text_of(html: str) -> str:
    return " ".join(LexborHTMLParser(html).body.text(separator=" ").split())


def words_of_pdf(data: bytes) -> str:
    return "".join(sheet.get_textpage().get_text_range() for sheet in pypdfium2.PdfDocument(io.BytesIO(data)))


@pytest.fixture(scope="module")
def site():
    return site_of()


def test_the_page_shows_the_sections_in_order_under_one_main_heading(site):
    html = LexborHTMLParser(page(site, PATH))

    headings = [node.text(strip=True) for node in html.css("main h2, main h3") if node.parent.tag != "figure"]

    assert len(html.css("h1")) == 1
    assert headings == ["What is not known", "Violence", "Where it happens", "Tables and files", "Tables",
                        "What it was made of", "Cite and check"]
    assert [link.attributes["href"] for link in html.css("nav[aria-label='On this page'] a")] == [
        "#gaps", "#violence", "#tables-and-files", "#cite"]


def test_a_picture_stands_as_it_was_drawn_with_its_table_beside_it(site):
    html = page(site, PATH)

    figure = LexborHTMLParser(html).css_first("figure.picture")

    assert released.SVG in html
    assert figure.css_first("details caption").text() == "Crimes by month"
    assert [cell.text() for cell in figure.css("details tbody td")] == ["4", "9"]


def test_a_table_with_many_columns_can_be_scrolled_by_itself(site):
    assert LexborHTMLParser(page(site, PATH)).css_first("div.wide-table[tabindex='0']").css("th[scope='col']")


def test_each_table_is_published_byte_for_byte(site):
    assert site[f"{PATH}m01_ledger.csv"] == released.LEDGER.encode()
    assert site[f"{PATH}codes.json"] == released.CODES.encode()
    assert "m01_ledger.csv (1 KB)" in text_of(page(site, PATH))


def test_the_page_says_what_it_was_made_of_and_who_signed(site):
    said = text_of(page(site, PATH))

    assert "2025-01-marlshire-street.csv 1,204 Open Government Licence v3.0" in said
    assert "areas.zip Not a file of rows" in said
    assert "Signed by Ruth Hale, Chief Executive, on 10 January 2025." in said


def test_the_data_says_all_that_the_page_says(site):
    data = json.loads(site[f"{PATH}record.json"])

    assert data["ref"] == "mar-needs-1"
    assert [section["code"] for section in data["contents"]["sections"]] == ["gaps", "violence", "where"]
    assert [(one["address"], one["bytes"]) for one in data["tables"]] == [
        (f"{PATH}m01_ledger.csv", len(released.LEDGER)), (f"{PATH}codes.json", len(released.CODES))]
    assert set(data) == set(json.loads(site["data/schema/needs-assessment.json"])["properties"])


def test_the_pdf_has_the_same_words(site):
    said = " ".join(words_of_pdf(site[f"{PATH}assessment.pdf"]).split())

    for words in (SENTENCE, "There is no clear change.", "Tarnbridge", "Signed by Ruth Hale", "This is an example."):
        assert words in said


def test_home_navigation_lists_search_and_feed_lead_to_it(site):
    assert PATH in page(site, "")
    assert PATH in page(site, "needs-assessments/")
    assert PATH in site["feed.xml"].decode()
    assert PATH in site["data/needs-assessments.csv"].decode()
    assert "mar-needs-1" in site["search/needs-assessments.json"].decode()
    assert 'href="../needs-assessments/"' in page(site, "data/")
    assert "Needs assessment: Violence in Marlshire: an example" in page(site, "as-at/2025-01-10/")


def test_a_day_before_the_release_shows_nothing_of_it(site):
    chain = one_response()
    before = files_of(chain.records, chain.at.date())
    released.release(chain, chain.at + timedelta(days=1))

    then = files_of(chain.records, chain.at.date() - timedelta(days=1))

    assert [name for name in then if "needs" in name and not name.startswith("schema/")] == []
    assert {name: content for name, content in then.items() if name != "head.json" and name != "head.json.sig"} == {
        name: content for name, content in before.items() if name != "head.json" and name != "head.json.sig"}
    past = page(site, "as-at/2025-01-09/")
    assert "eeds assessment" not in past


@pytest.mark.parametrize("svg", [
    released.SVG.replace("</svg>", "<script>alert(1)</script></svg>"),
    released.SVG.replace("<rect ", '<rect onclick="alert(1)" ', 1),
    released.SVG + "<p>more</p>",
    "<p>no drawing</p>",
])
def test_a_drawing_that_is_more_than_a_drawing_is_not_shown_and_its_table_is(svg):
    files = site_of(said=released.contents(svg=svg))
    html = page(files, PATH)

    assert svg not in html
    assert "alert" not in html
    assert LexborHTMLParser(html).css("main svg, main script, figure p + p") == []
    assert "The drawing cannot be shown." in text_of(html)
    assert [cell.text() for cell in LexborHTMLParser(html).css("figure tbody td")] == ["4", "9"]
    assert "The drawing cannot be shown." in " ".join(words_of_pdf(files[f"{PATH}assessment.pdf"]).split())


def test_removed_contents_are_in_no_file_and_the_page_says_so():
    chain = one_response()
    seq = released.release(chain, chain.at + timedelta(days=1)).seq
    chain.remove(seq, "contents", chain.at + timedelta(days=1))

    files = files_of(chain.records, chain.at.date())

    for words in (SENTENCE, "Violence in Marlshire", "Osterley", "no clear change"):
        assert [name for name, content in files.items() if words.encode() in content] == []
    assert f"{PATH}assessment.pdf" not in files
    assert json.loads(files[f"{PATH}record.json"])["contents"] is None
    assert "The needs assessment: words were removed on 11 January 2025 because they held personal data" in text_of(
        page(files, PATH))
    assert files[f"{PATH}m01_ledger.csv"] == released.LEDGER.encode()


def test_a_removed_table_is_no_file_any_more_and_the_page_says_so():
    chain = one_response()
    seq = released.release(chain, chain.at + timedelta(days=1)).seq
    for part in ("table-0001", "made-of", "signed"):
        chain.remove(seq, part, chain.at + timedelta(days=1))

    files = files_of(chain.records, chain.at.date())

    said = text_of(page(files, PATH))
    assert f"{PATH}m01_ledger.csv" not in files
    assert "Table 1 of the needs assessment: words were removed" in said
    assert "The files that the figures were made of: words were removed" in said
    assert "The name of who signed was removed." in said
    assert [one["file"] for one in json.loads(files[f"{PATH}record.json"])["tables"]] == ["codes.json"]


def test_two_releases_stand_beside_one_another_and_the_older_one_names_the_later():
    chain = one_response()
    released.release(chain, chain.at + timedelta(days=1))
    released.release(chain, chain.at + timedelta(days=200), number=2, months=("2025-01", "2025-06"),
                     said=released.contents("Violence in Marlshire, again: an example"))

    files = files_of(chain.records, chain.at.date())

    rows = [node.text(strip=True) for node in LexborHTMLParser(page(files, "needs-assessments/")).css("tbody th")]
    assert rows == ["Violence in Marlshire, again: an example", "Violence in Marlshire: an example"]
    assert SENTENCE in page(files, PATH)
    assert SENTENCE in page(files, "needs-assessments/mar-needs-2/")
    assert "There is a later needs assessment: Violence in Marlshire, again: an example" in text_of(page(files, PATH))
    assert "There is a later" not in page(files, "needs-assessments/mar-needs-2/")
    assert "Violence in Marlshire, again" in text_of(page(files, ""))


def test_a_release_of_a_body_that_this_one_continues_says_who_published_it():
    marlshire = one_response()
    released.release(marlshire, marlshire.at + timedelta(days=1))
    eastland = begun("east", "Mayor of Eastland", after=marlshire)
    close(marlshire, eastland)
    take_over(eastland, (marlshire.records,))

    html = page(files_of(eastland.records, eastland.at.date()), PATH)

    assert "Published by Police and Crime Commissioner for Marlshire. Mayor of Eastland continues its work." in html
    assert "former/mar/records/" in html


def test_a_second_bake_of_the_same_records_typesets_nothing(tmp_path, monkeypatch):
    chain = one_response()
    released.release(chain, chain.at + timedelta(days=1))
    typeset = []
    really = pdfs.typeset
    monkeypatch.setattr(pdfs, "typeset", lambda document: typeset.append(document) or really(document))
    bake(chain.records, out=tmp_path / "site")
    first = tree(tmp_path / "site")
    assert sum(isinstance(document, Illustrated) for document in typeset) == 1
    typeset.clear()

    bake(chain.records, out=tmp_path / "site")

    assert typeset == []
    assert tree(tmp_path / "site") == first


def test_whoever_calls_can_put_their_own_pdfs_in():
    chain = one_response()
    released.release(chain, chain.at + timedelta(days=1))

    files = dict(site_files(chain.records, chain.at.date(), typeset=lambda document: b"%PDF-none"))

    assert files[f"{PATH}assessment.pdf"] == b"%PDF-none"


def test_what_was_baked_verifies_with_a_removal_in_it_too(tmp_path):
    chain = example_chain(1, 1)
    seq = released.release(chain, chain.at + timedelta(days=1)).seq
    chain.remove(seq, "contents", chain.at + timedelta(days=1))
    bake(chain.records, out=tmp_path / "site")

    assert verify(tmp_path / "site").whole


def test_a_table_named_like_a_file_of_the_register_or_another_table_takes_no_place():
    files = site_of(files={"record.json": "{}", "m01_ledger.csv": released.LEDGER})

    assert json.loads(files[f"{PATH}record.json"])["ref"] == "mar-needs-1"
    assert files[f"{PATH}m01_ledger.csv"] == released.LEDGER.encode()


@settings(deadline=None, max_examples=15)
@given(texts)
@example('=1+1 "><script>\t</script><!-- ]]> \\n, ; : \u2028 \xad \u0301x é 漢 \U0001f9ff')
def test_whatever_text_a_record_takes_comes_out_of_the_page_the_data_and_the_pdf(text):
    usual = released.contents()
    grid = released.GridWords(caption=text, headings=(text, text), rows=((text, text),))
    picture = usual.sections[1].pictures[0].model_copy(update={"title": text, "description": text, "table": grid})
    section = usual.sections[1].model_copy(update={
        "heading": text, "sentences": (text,), "points": (text,), "pictures": (picture,), "grids": (grid,)})

    files = site_of(said=usual.model_copy(update={"title": text, "subtitle": text, "sections": (section,)}),
                    files={"words.csv": text})

    html = LexborHTMLParser(page(files, PATH))
    assert " ".join(html.css_first("main h2").text().split()) == " ".join(text.split())
    assert [" ".join(cell.text().split()) for cell in html.css("main figure td")] == [" ".join(text.split())]
    assert json.loads(files[f"{PATH}record.json"])["contents"]["title"] == text
    assert files[f"{PATH}words.csv"] == text.encode()
    assert files[f"{PATH}assessment.pdf"].startswith(b"%PDF-")


def test_sections_of_one_address_or_of_a_level_too_low_and_ragged_tables_do_not_break_the_page():
    usual = released.contents()
    ragged = released.NUMBERS.model_copy(update={"rows": (("March 2025", "1", "2"), ("April 2025",))})
    sections = tuple(one.model_copy(update={"code": "main", "grids": (ragged,)}) for one in usual.sections[::-1])

    html = LexborHTMLParser(page(site_of(said=usual.model_copy(update={"sections": sections})), PATH))

    ids = [node.attributes["id"] for node in html.css("[id]")]
    assert len(ids) == len(set(ids))
    assert {"main-2", "main-3", "main-4"} <= set(ids)
    assert [node.tag for node in html.css("main h1, main h2")][:2] == ["h1", "h2"]
