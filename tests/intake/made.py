"""Files made for the tests: reports about invented places, and files that no honest office would send."""

import zlib
from functools import cache

import typst

REPORT = """
#set document(title: "Joint inspection of Marlshire")
= Joint inspection of Marlshire
Published 12 March 2025
== Recommendations
+ Marlshire Police should answer each call within the time it has set.
+ Marlshire Council should publish its plan by 31 October 2025.
"""


@cache
def report_pdf(markup: str = REPORT) -> bytes:
    """A small report as PDF."""
    return typst.compile(markup.encode(), format="pdf")


def raw_pdf(*objects: bytes) -> bytes:
    """A PDF of these objects, numbered from 1; the first is its catalogue."""
    file, places = b"%PDF-1.7\n", []
    for number, words in enumerate(objects, 1):
        places.append(len(file))
        file += b"%d 0 obj\n%s\nendobj\n" % (number, words)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    tail = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(file))
    return file + head + table + tail


def page_pdf(box: int = 600, content: bytes = b"", *, packed: bool = False, count: int = 1) -> bytes:
    """Pages that are all the same one, `box` points wide and high."""
    filters = b" /Filter /FlateDecode" if packed else b""
    stream = b"<< /Length %d%s >>\nstream\n%s\nendstream" % (len(content), filters, content)
    return raw_pdf(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count %d /Kids [%s] >>" % (count, b"3 0 R " * count),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents 4 0 R"
        b" /Resources << /Font << /F 5 0 R >> >> >>" % (box, box),
        stream,
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    )


@cache
def memory_bomb() -> bytes:
    """128 kB that unfold to a page of 120 million letters."""
    packer = zlib.compressobj(9)
    piece = b"(" + b"a" * 60_000 + b") Tj\n"
    packed = packer.compress(b"BT /F 12 Tf\n") + b"".join(packer.compress(piece) for _ in range(2000))
    return page_pdf(content=packed + packer.compress(b"ET") + packer.flush(), packed=True)


@cache
def page_bomb() -> bytes:
    """Under 1 MB, and 131,072 pages."""
    return page_pdf(count=131_072)


def web_page(body: str, *, title: str = "An inspection of Marlshire Police - HMICFRS") -> bytes:
    """A saved web page."""
    return f'<!doctype html><meta charset="utf-8"><title>{title}</title><body>{body}</body>'.encode()
