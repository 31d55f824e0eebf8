"""Uploads stop at the cap while they arrive, not after."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadhandler import FileUploadHandler, StopUpload

from answerable.intake import MOST_BYTES

_FORM = 1024 * 1024  # bytes that the rest of a form may take beside its file


class StopAtTheCap(FileUploadHandler):
    """Ends the upload when the request grows past the cap; the form then says so (`request.upload_too_large`)."""

    def handle_raw_input(self, input_data: Any, META: Any, content_length: int, *args: Any, **kwargs: Any) -> None:
        self.received = 0
        self.announced = content_length  # of the whole request; Django lets a handler stop only once a file begins

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self.received += len(raw_data)
        if self.announced > MOST_BYTES + _FORM:
            self._stop(self.announced)
        if self.received > MOST_BYTES:
            self._stop(self.received)
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None

    def _stop(self, size: int) -> None:
        request: Any = self.request
        request.upload_too_large = size
        raise StopUpload(connection_reset=False)
