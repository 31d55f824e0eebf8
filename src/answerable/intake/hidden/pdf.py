"""What a PDF holds that its pages do not show. Behind the fence only."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from answerable.intake.errors import CannotRead

_MOST_PAGES = 1_000
_PEOPLE = {"Author": "Its author is given as", "Creator": "It was made with", "Subject": "Its subject is given as",
           "Keywords": "Its keywords are"}
_NOT_HIDDEN = frozenset({raw.FPDF_ANNOT_LINK, raw.FPDF_ANNOT_WIDGET})
_UNSEEN = frozenset({raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP})


def hidden_in_pdf(data: bytes) -> Iterator[str]:
    """Each in a sentence. Raises CannotRead."""
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise CannotRead("damaged", "It is damaged or locked, and cannot be searched.") from error
    told = document.get_metadata_dict(skip_empty=True)
    yield from (f"{begins} “{told[name][:200]}”." for name, begins in _PEOPLE.items() if told.get(name, "").strip())
    if attached := raw.FPDFDoc_GetAttachmentCount(document):
        yield f"Files are attached to it: {attached}."
    notes, unseen = [], []
    for number in range(min(len(document), _MOST_PAGES)):
        page = document[number]
        if _notes(page):
            notes.append(number + 1)
        if any(raw.FPDFTextObj_GetTextRenderMode(one) in _UNSEEN
               for one in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT])):
            unseen.append(number + 1)
    if notes:
        yield f"Notes or marks were put on pages: {_listed(notes)}."
    if unseen:
        yield f"Text that is there and not seen, as under a scanned picture, on pages: {_listed(unseen)}."
    if len(document) > _MOST_PAGES:
        yield f"Only its first {_MOST_PAGES:,} pages were searched."


def _notes(page: pdfium.PdfPage) -> int:
    found = 0
    for place in range(raw.FPDFPage_GetAnnotCount(page)):
        note = raw.FPDFPage_GetAnnot(page, ctypes.c_int(place))
        found += raw.FPDFAnnot_GetSubtype(note) not in _NOT_HIDDEN
        raw.FPDFPage_CloseAnnot(note)
    return found


def _listed(numbers: list[int]) -> str:
    shown = ", ".join(map(str, numbers[:10]))
    return f"{shown} and {len(numbers) - 10} more" if len(numbers) > 10 else shown
