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
