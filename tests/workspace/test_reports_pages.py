"""Adding a report and finding it again: the pages."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from answerable.accounts.scope import in_body
from answerable.cli.demonstration.letter import example_letter
from answerable.inspections import operations
from answerable.inspections.models import Report
from tests.conftest import NOW
from tests.inspections.build import DETAILS, TITLE, read, report_to_check

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]


def upload(data: bytes, name: str = "letter.pdf") -> dict[str, object]:
    return {"how": "upload", "file": SimpleUploadedFile(name, data)}


def added(client, data: dict[str, object]) -> Report:
    """The report that this form begins."""
    answer = client.post(reverse("add-report"), data)
    assert answer.status_code == 302, answer.content.decode()
    return Report.every_body.order_by("-id").first()


def test_from_upload_to_the_overview_of_findings(sign_in, cast):
    client = sign_in(cast.asha)
    report = added(client, upload(example_letter(5).pdf))

    waiting = client.get(reverse("reading", kwargs={"ref": report.ref})).content.decode()
    page = client.post(reverse("reading", kwargs={"ref": report.ref}), follow=True).content.decode()

    assert "Reading the report" in waiting
    assert "found 5 findings. Nothing counts until you confirm it." in page


def test_pasted_words_are_read_too(sign_in, cast):
    client = sign_in(cast.asha)
    words = "Inspection of Marlshire Police\n\nRecommendation 1\n\nBy May, the force should count its cases."
    report = added(client, {"how": "paste", "words": words})

    page = client.post(reverse("reading", kwargs={"ref": report.ref}), follow=True).content.decode()

    assert "Check what we read from the report" in page


def test_a_report_can_be_typed_in_from_nothing(sign_in, cast):
    client = sign_in(cast.asha)

    answer = client.post(reverse("add-report"), {"how": "type"}, follow=True)

    assert "Details of the report" in answer.content.decode()
    assert "The report is begun." in answer.content.decode()


@pytest.mark.parametrize(("form", "words"), [
    ({}, "Choose how you want to add the report"),
    ({"how": "upload"}, "Choose the file to upload"),
    ({"how": "paste"}, "Paste the words of the page"),
    ({"how": "type", "link": "javascript:alert(1)"}, "Enter"),
    ({"how": "type", "link": "ftp://marlshire.example/a"}, "Enter an address that begins with https:// or http://"),
])
def test_what_is_missing_is_said_and_the_title_says_error(sign_in, cast, form, words):
    answer = sign_in(cast.asha).post(reverse("add-report"), form)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert "<title>Error: Add a report" in page
    assert Report.every_body.count() == 0


def test_a_file_over_the_cap_is_refused_in_words(sign_in, cast):
    answer = sign_in(cast.asha).post(reverse("add-report"), upload(bytes(60_000_000)))

    assert answer.status_code == 422
    assert "The largest we read is 50 MB. Upload a smaller copy, or type it in." in answer.content.decode()


def test_a_file_that_cannot_be_read_gets_a_page_and_is_kept(sign_in, cast):
    client = sign_in(cast.asha)
    report = added(client, upload(b"%PDF-1.4 broken"))

    page = client.post(reverse("reading", kwargs={"ref": report.ref}), follow=True).content.decode()
    typed = client.post(reverse("reading", kwargs={"ref": report.ref}), follow=True).content.decode()

    assert "We could not read this file" in page
    assert "The file is kept" in page
    assert "Upload another copy" in page
    assert "Details of the report" in typed


def test_another_copy_of_a_file_that_could_not_be_read(sign_in, cast):
    client = sign_in(cast.asha)
    report = added(client, upload(b"%PDF-1.4 broken"))
    client.post(reverse("reading", kwargs={"ref": report.ref}))

    client.post(reverse("another-copy", kwargs={"ref": report.ref}),
                {"file": SimpleUploadedFile("again.pdf", example_letter(5).pdf)})
    page = client.post(reverse("reading", kwargs={"ref": report.ref}), follow=True).content.decode()

    assert "found 5 findings" in page


def test_the_same_file_again_leads_to_the_report_that_has_it(sign_in, cast):
    client = sign_in(cast.asha)
    first = added(client, upload(b"%PDF-1.4 one"))

    page = client.post(reverse("add-report"), upload(b"%PDF-1.4 one", "renamed.pdf"), follow=True).content.decode()

    assert "You already have this file" in page
    assert "Asha Rahman added it on" in page
    assert reverse("report", kwargs={"ref": first.ref}) in page
    assert Report.every_body.count() == 1


def test_another_bodys_copy_of_a_file_says_nothing(sign_in, cast):
    added(sign_in(cast.zoe), upload(b"%PDF-1.4 one"))

    answer = sign_in(cast.asha).post(reverse("add-report"), upload(b"%PDF-1.4 one"), follow=True)

    assert "You already have this file" not in answer.content.decode()


@pytest.mark.parametrize(("which", "words", "left"), [
    ("keep", "Both documents are kept under this report.", 1), ("another", "Check what we read from the report", 2)])
def test_a_newer_copy_is_kept_with_the_first_or_by_itself(sign_in, cast, which, words, left):
    client = sign_in(cast.asha)
    reports = [added(client, upload(example_letter(n).pdf)) for n in (5, 6)]
    for report in reports:
        asked = client.post(reverse("reading", kwargs={"ref": report.ref}), follow=True).content.decode()

    page = client.post(reverse("newer-copy", kwargs={"ref": reports[1].ref}), {"which": which}, follow=True)
    listed = client.get(reverse("reports")).content.decode()

    assert "This may be a newer copy" in asked
    assert words in page.content.decode()
    assert listed.count('scope="row"') == left


def test_a_document_is_a_download_that_no_browser_opens_here(sign_in, cast):
    client = sign_in(cast.asha)
    polyglot = b"<html><script>alert(1)</script>%PDF-1.4"
    report = added(client, upload(polyglot, 'a"b.pdf'))
    with in_body(cast.marlshire.id):
        [document] = report.documents.all()

    answer = client.get(reverse("document", kwargs={"ref": report.ref, "document_id": document.id}))
    theirs = sign_in(cast.zoe).get(reverse("document", kwargs={"ref": report.ref, "document_id": document.id}))

    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert b"".join(answer.streaming_content) == polyglot
    assert theirs.status_code == 404


def test_a_picture_of_a_page_is_drawn_once_and_shown_as_png(sign_in, cast, home):
    client = sign_in(cast.asha)
    report = added(client, upload(example_letter(5).pdf))
    client.post(reverse("reading", kwargs={"ref": report.ref}))
    address = reverse("page-picture", kwargs={"ref": report.ref, "page": 1, "scale": 1})

    answer = client.get(address)
    beyond = client.get(reverse("page-picture", kwargs={"ref": report.ref, "page": 999, "scale": 1}))

    assert answer.headers["Content-Type"] == "image/png"
    assert answer.content.startswith(b"\x89PNG")
    assert len(list((home / "files").rglob("*.png"))) == 1
    assert beyond.status_code == 404


def test_the_list_is_empty_and_says_what_to_do(sign_in, cast):
    assert "No reports yet. Add the first one." in sign_in(cast.asha).get(reverse("reports")).content.decode()
    assert "An author adds the first one." in sign_in(cast.ruth).get(reverse("reports")).content.decode()


def many(cast, number):
    """Reports of two years and inspectorates."""
    with in_body(cast.marlshire.id):
        for i in range(number):
            value = read(1, title=f"Inspection {i}", published_on=DETAILS.published_on.replace(year=2023 + i % 2))
            value = value.model_copy(update={"inspectorates": (("Ofsted", "HMICFRS")[i % 2],)})
            report_to_check(cast.asha, value, data=b"%%PDF %d" % i)


@pytest.mark.parametrize(("query", "rows"), [
    ({}, 25), ({"page": "2"}, 5), ({"year": "2024"}, 15), ({"inspectorate": "Ofsted"}, 15), ({"state": "confirmed"}, 0),
    ({"year": "2024", "inspectorate": "Ofsted"}, 0), ({"page": "x"}, 25)])
def test_the_list_has_filters_and_25_rows_a_page(sign_in, cast, query, rows, django_assert_max_num_queries):
    many(cast, 30)
    client = sign_in(cast.asha)

    with django_assert_max_num_queries(24):
        html = client.get(reverse("reports"), query).content.decode()

    assert html.count('scope="row"') == rows


def test_the_list_counts_only_the_bodys_own(sign_in, cast):
    many(cast, 2)

    assert "Inspection 0" not in sign_in(cast.zoe).get(reverse("reports")).content.decode()


def test_only_authors_add_reports(sign_in, cast):
    for member in (cast.ruth, cast.idris, cast.gwen):
        assert sign_in(member).post(reverse("add-report"), {"how": "type"}).status_code == 403


def test_a_report_made_elsewhere_cannot_be_slipped_in_by_field_names(sign_in, cast):
    client = sign_in(cast.asha)
    slipped_in = {"state": "confirmed", "body": cast.tarnbridge.id, "added_by": 99}

    client.post(reverse("add-report"), {"how": "type", **slipped_in})

    row = Report.every_body.get()
    assert (row.state, row.body_id, row.added_by) == ("to_check", cast.marlshire.id, cast.asha.person_id)


def test_the_history_of_a_report_is_told_in_sentences(sign_in, cast):
    with in_body(cast.marlshire.id):
        report = report_to_check(cast.asha)
        operations.mark_other_pages(report=report, seen=True, by=cast.tom, at=NOW)

    page = sign_in(cast.idris).get(reverse("report", kwargs={"ref": report.ref})).content.decode()

    assert "Asha Rahman added this report." in page
    assert "Tom Reece recorded whether the other pages were looked through." in page
    assert TITLE in page
