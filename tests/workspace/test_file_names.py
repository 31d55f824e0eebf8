"""A file's name is words for people: it makes no header, path, tag or turned line, and never more than it should."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from answerable.accounts.scope import in_body
from answerable.inspections import operations
from answerable.inspections.models import Report, SourceDocument
from tests.conftest import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]

NAMES = {
    "a line end": "letter.pdf\r\nSet-Cookie: a=b\r\n\r\n<script>x</script>",
    "quotes": "\"><script>alert('x')</script>.pdf",
    "a turned direction": "annex\u202efdp.exe",
    "a path": "../../../etc/passwd",
    "a path of another system": "..\\..\\boot.ini",
    "too long": "n" * 296 + ".pdf",
    "nothing to see": "\u200b\ufeff\x00",
}


def kept(cast, name: str) -> tuple[Report, SourceDocument]:
    with in_body(cast.marlshire.id):
        report = operations.add_report(data=b"%PDF-1.4 broken", name=name, by=cast.asha, at=NOW)
        report = operations.record_not_read(report=report, because="It is broken.", by=cast.asha, at=NOW)
        return report, SourceDocument.objects.get(report=report)


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES.keys())
def test_a_name_is_kept_as_words_that_can_be_seen(cast, name):
    _, document = kept(cast, name)

    assert 0 < len(document.name) <= 200
    assert not re.search("[\x00-\x1f\x7f-\x9f\u200b\u202a-\u202e\ufeff]", document.name)


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES.keys())
def test_a_download_is_called_by_its_name_and_nothing_else(sign_in, cast, name):
    report, document = kept(cast, name)

    answer = sign_in(cast.asha).get(reverse("document", kwargs={"ref": report.ref, "document_id": document.id}))

    header = answer["Content-Disposition"]
    assert re.fullmatch(r"attachment; filename(=\"(?:[^\"\\\r\n]|\\.)*\"|\*=utf-8''[\w.%!~*'()-]*)", header), header
    assert "Set-Cookie" not in answer
    assert answer["Content-Type"] == "application/pdf"


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES.keys())
def test_a_page_shows_a_name_as_words(sign_in, cast, name):
    report, _ = kept(cast, name)
    client = sign_in(cast.asha)

    for route in ("report", "reading"):
        html = client.get(reverse(route, kwargs={"ref": report.ref})).content.decode()
        assert "<script>" not in html
        assert "\u202e" not in html


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES.keys())
def test_no_name_says_where_a_file_is_kept(sign_in, cast, home, name):
    client = sign_in(cast.asha)

    client.post(reverse("add-report"), {"how": "upload", "file": SimpleUploadedFile(name, b"%PDF-1.4 broken")})

    files = [path.relative_to(home).as_posix() for path in home.rglob("*") if path.is_file()]
    assert all(re.fullmatch(r"files/[0-9a-f]{2}/[0-9a-f]{64}", path) for path in files), files
