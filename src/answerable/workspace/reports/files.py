"""The document as it came, never opened by the browser, and pictures of its pages."""

from __future__ import annotations

import io

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from answerable.inspections import files, queries
from answerable.inspections.models import SourceDocument
from answerable.intake import CannotRead
from answerable.workspace.requests import MemberRequest

SCALES = (1, 2, 3)  # pixels to the point: for lists, for reading, for looking closely


@require_safe
def document(request: MemberRequest, ref: str, document_id: int) -> FileResponse:
    """A download: the file may be anything, so no browser is to open it as part of this site."""
    row = get_object_or_404(SourceDocument, report=queries.report(ref), id=document_id)
    return as_download(files.read(row.sha256), row.name, row.media_type)


def as_download(data: bytes, name: str, media_type: str) -> FileResponse:
    """The bytes as a file to keep, under a policy that lets them do nothing."""
    response = FileResponse(io.BytesIO(data), as_attachment=True, filename=name, content_type=media_type)
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


@require_safe
def page_picture(request: MemberRequest, ref: str, page: int, scale: int) -> HttpResponse:
    """A page as PNG, drawn once. No browser keeps it: a report may be here before it is published."""
    report = queries.report(ref)
    row = queries.document_read(report)
    if row is None or not report.has_pages or scale not in SCALES:
        raise Http404
    try:
        png = files.picture(row.sha256, page, scale)
    except CannotRead:
        raise Http404 from None
    return HttpResponse(png, content_type="image/png")
