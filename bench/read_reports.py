"""How fast reports are read behind the fence, beside plain text extraction by the same PDFium in the same run.

    python bench/read_reports.py FOLDER

FOLDER holds PDFs. Prints pages a second of both and their ratio, for whole reports: the fenced reader starts a
process for each, confines it, reads typography and findings and checks what comes back; the plain one only takes
the text out of each page. Files that cannot be read are counted apart.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pypdfium2

from answerable.intake import CannotRead, read_report


def main(folder: str) -> int:
    """Time both readers on every PDF of the folder, file by file in turn, so that both meet the same machine."""
    pages, refused, fenced, plain = 0, 0, 0.0, 0.0
    for path in sorted(Path(folder).glob("*.pdf")):
        data = path.read_bytes()
        started = time.perf_counter()
        try:
            report = read_report(data, name=path.name)
        except CannotRead:
            refused += 1
            continue
        fenced += time.perf_counter() - started
        started = time.perf_counter()
        extract_text(data)
        plain += time.perf_counter() - started
        pages += len(report.pages)
    if not pages:
        print(f"{folder}: no PDF that can be read")
        return 1
    print(f"{pages} pages read, {refused} files refused")
    print(f"answerable, fenced: {pages / fenced:8.1f} pages a second")
    print(f"pypdfium2, text:    {pages / plain:8.1f} pages a second")
    print(f"ratio:              {plain / fenced:8.3f}")
    return 0


def extract_text(data: bytes) -> int:
    """The letters in a PDF, by PDFium's own text extraction and nothing else."""
    with pypdfium2.PdfDocument(data) as document:
        return sum(len(page.get_textpage().get_text_range()) for page in document)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2] or ["."]))
