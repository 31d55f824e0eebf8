"""Opens a PDF, or says in a sentence why it cannot be read."""

import io

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from answerable.intake.errors import CannotRead
from answerable.intake.fence import MOST_PIXELS

MOST_PAGES = 1000


def open_pdf(data: bytes) -> pdfium.PdfDocument:
    """The open document, to be closed by the caller. Raises CannotRead.

    PDFium mends a file whose end is missing by leaving out what it does not find; we refuse it instead,
    because findings on the missing pages would be missed in silence.
    """
    end = data.rfind(b"startxref")
    if end < 0 or b" obj" in data[end:]:
        raise CannotRead("truncated", "It ends before its last page: the download broke off.")
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if error.err_code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
            raise CannotRead("password", "It is locked with a password.") from None
        raise CannotRead("damaged", "It is damaged and cannot be opened. Download it again.") from None
    if not 1 <= len(document) <= MOST_PAGES:
        raise CannotRead("too_many_pages", f"It has {len(document):,} pages. The most we read is "
                         f"{MOST_PAGES:,}. Upload the report alone.")
    return document


def picture(data: bytes, number: int, scale: float) -> bytes:
    """Page `number` (from 1) as PNG, `scale` pixels to the point. Raises CannotRead."""
    with open_pdf(data) as document:
        if not 1 <= number <= len(document):
            raise CannotRead("no_such_page", f"It has no page {number}: its pages are 1 to {len(document)}.")
        width, height = document.get_page_size(number - 1)  # known before anything is drawn
        if not width * height * scale * scale <= MOST_PIXELS:
            raise CannotRead("page_too_large", f"Page {number} is {width / 72 * 2.54:,.0f} by "
                             f"{height / 72 * 2.54:,.0f} cm, too large to draw. Open the file to see it.")
        drawn = io.BytesIO()
        document[number - 1].render(scale=scale).to_pil().save(drawn, "PNG")
    return drawn.getvalue()
