"""Every picture in the PDF: it is typeset as PDF/UA-1, and one that is taller than the page is made smaller."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import date

import pypdfium2

from answerable.documents.illustrated import Illustrated, Part, Picture, illustrated_pdf
from tests.assessment.test_pictures import every_picture


def _typeset(pictures: list[Picture]) -> bytes:
    return illustrated_pdf(Illustrated(
        "An example", "Invented figures", "Marlshire", date(2025, 6, 30), "Example",
        [Part("pictures", "Pictures", pictures=pictures)]))


def test_every_picture_is_typeset():
    assert _typeset(every_picture()).startswith(b"%PDF-")


def test_a_picture_taller_than_the_page_is_made_smaller():
    last = '<rect x="0" y="1990" width="10" height="10"/>'
    tall = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 360 2000" width="540" height="3000">{last}</svg>'

    with closing(pypdfium2.PdfDocument(_typeset([replace(every_picture()[0], svg=tall)]))) as pdf:
        assert any(_black_below(page) for page in pdf)


def _black_below(page: pypdfium2.PdfPage) -> bool:
    """Whether the small black square at the picture's foot is on the page."""
    picture = page.render(scale=1).to_pil().convert("L")
    width, height = picture.size
    pixels = picture.load()
    return any(all(pixels[x + dx, y + dy] < 60 for dx in (0, 1) for dy in (0, 1))
               for x in range(60, 70) for y in range(height // 2, height - 80) if x + 1 < width)
