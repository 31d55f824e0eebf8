"""What PDFium finds on each page of a PDF: glyphs with their style and place, and drawn rules and areas.

All places are in points from the top left corner of the page as it is shown, page rotation and crop
box allowed for. PDFium is not safe under threads; the caller keeps one document to one process.
"""

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from answerable.intake.errors import CannotRead
from answerable.intake.opening import open_pdf

_BOLD_NAME = re.compile(r"bold|black|heavy|semibold|demi(?!light)", re.IGNORECASE)
_ITALIC_NAME = re.compile(r"italic|oblique", re.IGNORECASE)
_SYMBOL_NAME = re.compile(r"wingdings|webdings|symbol|dingbat", re.IGNORECASE)
_DEEPEST_FORM = 5
_THIN = 2.5  # points: a filled rectangle no thicker than this is a rule


class Style(NamedTuple):
    """How a glyph is set; `size` in points as printed."""

    size: float
    bold: bool
    italic: bool
    symbol: bool  # from a font of signs, so a bullet whatever its code says
    colour: int  # 0xRRGGBB


class Glyph(NamedTuple):
    """One character; `y` is its baseline."""

    char: str
    x0: float
    x1: float
    y: float
    style: Style


class Area(NamedTuple):
    """A rule (thin one way) or a rectangle that is filled or framed."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True)
class Ink:
    """Everything the reader of typography needs to know about one page."""

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    across: tuple[Area, ...]  # horizontal rules
    down: tuple[Area, ...]  # vertical rules
    filled: tuple[Area, ...]  # shaded rectangles
    dots: tuple[Area, ...]  # small shapes and pictures: bullets that are drawn instead of typed


Matrix = tuple[float, float, float, float, float, float]


def read_ink(data: bytes) -> Iterator[Ink]:
    """The pages of a PDF in order. Raises CannotRead when it cannot be opened or has too many pages."""
    with open_pdf(data) as document:
        for index in range(len(document)):
            yield _page_ink(document, index)


def _page_ink(document: Any, index: int) -> Ink:
    try:
        page = document[index]
    except pdfium.PdfiumError as error:
        raise CannotRead("damaged", f"Page {index + 1} of this PDF is damaged and could not be opened. "
                         "Download it again from the inspectorate.") from error
    width, height = page.get_size()
    matrix = _to_top_left(page, width, height)
    text = page.get_textpage()
    glyphs = tuple(_glyphs(text, matrix))
    across, down, filled, dots = _drawn(page, matrix)
    text.close()
    page.close()
    return Ink(index + 1, width, height, glyphs, across, down, filled, dots)


def _to_top_left(page: Any, width: float, height: float) -> Matrix:
    """The affine map from page space to points from the top left, asked of PDFium at three corners."""
    scale = 64

    def device(x: float, y: float) -> tuple[float, float]:
        to_x, to_y = ctypes.c_int(), ctypes.c_int()
        raw.FPDF_PageToDevice(page, 0, 0, round(width * scale), round(height * scale), 0, x, y, to_x, to_y)
        return to_x.value / scale, to_y.value / scale

    (e, f), (ax, ay), (bx, by) = device(0, 0), device(1000, 0), device(0, 1000)
    return (ax - e) / 1000, (ay - f) / 1000, (bx - e) / 1000, (by - f) / 1000, e, f


def _moved(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _box(matrix: Matrix, left: float, bottom: float, right: float, top: float) -> Area:
    (x0, y0), (x1, y1) = _moved(matrix, left, bottom), _moved(matrix, right, top)
    return Area(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def _glyphs(page_text: Any, matrix: Matrix) -> Iterator[Glyph]:
    """The letters of a page. Style and baseline are asked once for each text object: letters are many."""
    text = page_text.raw
    x, y = ctypes.c_double(), ctypes.c_double()
    rect = raw.FS_RECTF()
    objects: dict[int, tuple[Style, float] | None] = {}
    for i in range(raw.FPDFText_CountChars(text)):
        char = chr(raw.FPDFText_GetUnicode(text, i) or 0xFFFD)  # a glyph that the font cannot name
        if char in "\r\n" or (char == " " and raw.FPDFText_IsGenerated(text, i) == 1):
            continue  # PDFium's own guesses at spaces and line ends; ours are made from the places
        pointer = ctypes.cast(raw.FPDFText_GetTextObject(text, i), ctypes.c_void_p).value or -i
        if pointer not in objects:
            style = _style(text, i, matrix)
            raw.FPDFText_GetCharOrigin(text, i, x, y)
            objects[pointer] = (style, _moved(matrix, x.value, y.value)[1]) if style else None
        known = objects[pointer]
        if known is not None:
            raw.FPDFText_GetLooseCharBox(text, i, rect)
            box = _box(matrix, rect.left, rect.bottom, rect.right, rect.top)
            yield Glyph(char, box.x0, box.x1, known[1], known[0])


def _style(text: Any, i: int, matrix: Matrix) -> Style | None:
    """How a text object is set; None for slanted or upright lettering such as a watermark."""
    m = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(text, i, m)
    across_x, across_y = matrix[0] * m.a + matrix[2] * m.b, matrix[1] * m.a + matrix[3] * m.b
    if abs(across_y) > 0.1 * abs(across_x):
        return None
    name, flags = ctypes.create_string_buffer(200), ctypes.c_int()
    raw.FPDFText_GetFontInfo(text, i, name, 200, flags)
    font = name.value.decode("utf-8", "replace")
    r, g, b, alpha = (ctypes.c_uint() for _ in range(4))
    raw.FPDFText_GetFillColor(text, i, r, g, b, alpha)
    size = raw.FPDFText_GetFontSize(text, i) * (m.c * m.c + m.d * m.d) ** 0.5
    bold = raw.FPDFText_GetFontWeight(text, i) >= 600 or bool(_BOLD_NAME.search(font))
    return Style(round(size, 1), bold, bool(_ITALIC_NAME.search(font)), bool(_SYMBOL_NAME.search(font)),
                 r.value << 16 | g.value << 8 | b.value)


def _shapes(page: Any, matrix: Matrix) -> Iterator[tuple[Any, Matrix]]:
    """The paths and pictures of a page with the map from their space, those within forms too."""
    waiting = [(raw.FPDFPage_GetObject(page, i), matrix, 0) for i in range(raw.FPDFPage_CountObjects(page))]
    while waiting:
        shape, to_page, depth = waiting.pop()
        kind = raw.FPDFPageObj_GetType(shape)
        if kind in (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE):
            yield shape, to_page
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST_FORM:
            inner = _after(_own(shape), to_page)
            waiting += [(raw.FPDFFormObj_GetObject(shape, i), inner, depth + 1)
                        for i in range(raw.FPDFFormObj_CountObjects(shape))]


def _own(shape: Any) -> Matrix:
    m = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(shape, m)
    return m.a, m.b, m.c, m.d, m.e, m.f


def _after(first: Matrix, then: Matrix) -> Matrix:
    """One map after the other."""
    a, b, c, d, e, f = first
    (e, f), (ax, ay), (cx, cy) = _moved(then, e, f), _moved(then, a, b), _moved(then, c, d)
    return ax - then[4], ay - then[5], cx - then[4], cy - then[5], e, f


def _drawn(page: Any, to_page: Matrix) -> tuple[tuple[Area, ...], ...]:
    """Horizontal rules, vertical rules, filled areas and shapes that may be bullets."""
    across: list[Area] = []
    down: list[Area] = []
    filled: list[Area] = []
    dots: list[Area] = []
    for shape, matrix in _shapes(page, to_page):
        if raw.FPDFPageObj_GetType(shape) == raw.FPDF_PAGEOBJ_IMAGE:
            dots.extend(_picture_bullet(shape, matrix))
            continue
        mode, stroked = ctypes.c_int(), ctypes.c_int()
        raw.FPDFPath_GetDrawMode(shape, mode, stroked)
        is_filled = bool(mode.value) and _is_visible(shape)
        for outline in _outlines(shape, matrix):
            box = Area(min(p[0] for p in outline), min(p[1] for p in outline),
                       max(p[0] for p in outline), max(p[1] for p in outline))
            wide, high = box.x1 - box.x0, box.y1 - box.y0
            if high <= _THIN < wide:
                across.append(box)
            elif wide <= _THIN < high:
                down.append(box)
            elif stroked.value and not _is_bullet(box):
                _edges(outline, across, down)
            elif (is_filled or stroked.value) and _is_bullet(box):
                dots.append(box)
            elif is_filled and wide > 40:
                filled.append(box)
    return tuple(across), tuple(down), tuple(filled), tuple(dots)


def _is_bullet(box: Area) -> bool:
    wide, high = box.x1 - box.x0, box.y1 - box.y0
    return 2 < wide < 12 and 2 < high < 12 and 0.5 < wide / high < 2


def _picture_bullet(shape: Any, matrix: Matrix) -> Iterator[Area]:
    """The place of a picture small enough to be a bullet."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    raw.FPDFPageObj_GetBounds(shape, left, bottom, right, top)
    box = _box(matrix, left.value, bottom.value, right.value, top.value)
    if _is_bullet(box):
        yield box


def _is_visible(shape: Any) -> bool:
    """Whether a fill can be told from white paper."""
    r, g, b, alpha = (ctypes.c_uint() for _ in range(4))
    raw.FPDFPageObj_GetFillColor(shape, r, g, b, alpha)
    return alpha.value > 0 and min(r.value, g.value, b.value) < 252


def _outlines(shape: Any, matrix: Matrix) -> Iterator[list[tuple[float, float]]]:
    """The points of each part of a path."""
    own = _own(shape)
    points: list[tuple[float, float]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for i in range(min(raw.FPDFPath_CountSegments(shape), 4000)):
        segment = raw.FPDFPath_GetPathSegment(shape, i)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO and points:
            yield points
            points = []
        points.append(_moved(matrix, *_moved(own, x.value, y.value)))
        if raw.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if len(points) > 1:
        yield points


def _edges(outline: list[tuple[float, float]], across: list[Area], down: list[Area]) -> None:
    """The straight edges of a framed shape, as rules."""
    for (xa, ya), (xb, yb) in pairwise(outline):
        box = Area(min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb))
        if box.y1 - box.y0 < 1 < box.x1 - box.x0:
            across.append(box)
        elif box.x1 - box.x0 < 1 < box.y1 - box.y0:
            down.append(box)
