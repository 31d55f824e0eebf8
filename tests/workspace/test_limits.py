"""What is too large or too much is refused in words, and nothing of it is kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from answerable.inspections.models import Report
from answerable.intake import MOST_BYTES
from answerable.workspace import uploads

pytestmark = pytest.mark.django_db


def test_the_cap_of_uploads_is_the_readers():
    assert uploads.MOST_BYTES is MOST_BYTES


@pytest.mark.parametrize("announced", [True, False])
def test_sixty_megabytes_are_never_written_anywhere(sign_in, cast, home: Path, settings, announced: bool):
    settings.FILE_UPLOAD_TEMP_DIR = home
    client = sign_in(cast.asha)
    file = b'name="file"; filename="a.pdf"\r\nContent-Type: application/pdf\r\n\r\n'
    head = b'--edge\r\nContent-Disposition: form-data; name="how"\r\n\r\nupload\r\n'
    head += b"--edge\r\nContent-Disposition: form-data; " + file
    sent = Zeros(head, 60_000_000, home)

    answer = client.generic("POST", reverse("add-report"), **{
        "wsgi.input": sent, "CONTENT_TYPE": "multipart/form-data; boundary=edge",
        "CONTENT_LENGTH": str(60_000_000 if announced else 50_500_000),
    })

    assert answer.status_code == 422
    assert "The largest we read is 50 MB." in answer.content.decode()
    assert sent.most_on_disk <= (0 if announced else MOST_BYTES)
    assert [path for path in home.rglob("*") if path.is_file()] == []
    assert Report.every_body.count() == 0


class Zeros:
    """A request that arrives piece by piece, watching how much of it lies on the disk."""

    def __init__(self, head: bytes, size: int, folder: Path) -> None:
        self.head, self.left, self.folder, self.most_on_disk = head, size - len(head), folder, 0

    def read(self, size: int = -1) -> bytes:
        self.most_on_disk = max(self.most_on_disk, sum(p.stat().st_size for p in self.folder.glob("*.upload*")))
        head, self.head = self.head, b""
        zeros = bytes(max(min(size, self.left + len(head)) - len(head), 0))
        self.left -= len(zeros)
        return head + zeros

    readline = read  # there is no line end


def test_a_form_of_more_fields_than_any_page_has_is_refused_in_words(sign_in, cast):
    answer = sign_in(cast.asha).post(reverse("add-report"), {f"field-{n}": "x" for n in range(1001)})

    assert answer.status_code == 400
    assert "We could not read what was sent" in answer.content.decode()


def test_pasted_words_of_more_than_five_megabytes_are_refused_in_words(sign_in, cast, home):
    answer = sign_in(cast.asha).post(reverse("add-report"), {"how": "paste", "words": "x" * 6_000_000})

    assert answer.status_code == 400
    assert "We could not read what was sent" in answer.content.decode()


def test_a_file_of_one_byte_too_many_is_refused(sign_in, cast, home):
    file = SimpleUploadedFile("a.pdf", bytes(MOST_BYTES + 1))

    answer = sign_in(cast.asha).post(reverse("add-report"), {"how": "upload", "file": file})

    assert answer.status_code == 422
