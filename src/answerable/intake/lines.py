"""From the ink of a page to its printed lines: words by gaps, list markers, table cells and boxes.

PDF text comes in the order in which it was drawn. Lines here are made from places alone: glyphs on
one baseline are a row, a row is cut where a drawn rule or a column gap passes through it.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from answerable.intake.ink import Area, Glyph, Ink, Style
from answerable.intake.tables import Cell, Region, framed_regions, gap_regions

BULLETS = "•◼■▪●○◦‣⁃∙·▫□◆◇❖➢➤►▶✓✔★*\ufffd"
_DASHES = "–—-‐‑−o§"
_NUMBER = re.compile(r"\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)]|\(\d{1,3}\)|\d{1,2}(?:\.\d{1,2}){1,2}\.?")
_LETTERS = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st",
                          "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\t": " ", "\x02": "-", "\ufffe": "-",
                          "\u200b": None, "\u200c": None, "\u200d": None, "\ufeff": None})
# Gaps, as shares of the size of the letters.
_WORD_GAP, _EDGE_GAP, _COLUMN_GAP, _DASH_GAP, _BARE_NUMBER_GAP = 0.16, 0.55, 1.6, 0.42, 0.9


class Word(NamedTuple):
    """Glyphs with no gap between them."""

    text: str
    x0: float
    x1: float
    style: Style


@dataclass(frozen=True)
class Line:
    """One printed line; `marker` is its bullet or number, and `text` is without it."""

    page: int
    text: str
    x0: float  # where the marker stands, if there is one
    text_x: float
    x1: float
    base: float  # baseline
    size: float
    first: float = 0.0  # width of the first word
    bold: bool = False
    italic: bool = False
    colour: int = 0
    marker: str = ""
    cell: Cell | None = None  # in a table of several columns
    box: int | None = None  # in a frame or on a shade; numbered within the page
    ruled: bool = False  # a drawn rule lies between this line and the one above
    floor: float | None = None  # in a table or box: how far below the baseline the cell ends

    @property
    def top(self) -> float:
        return self.base - 0.95 * self.size

    @property
    def bottom(self) -> float:
        return self.base + 0.25 * self.size


@dataclass(frozen=True)
class Page:
    """A page with its lines in reading order."""

    number: int
    width: float
    height: float
    lines: tuple[Line, ...]


def read_page(ink: Ink) -> Page:
    """The lines of a page in reading order: down the page, tables row by row."""
    rows = [_words(row) for row in _rows(ink.glyphs)]
    rows = [row for row in rows if row[1]]
    regions = framed_regions(ink.across, ink.down, ink.filled)
    edges = _shared_edges(rows)
    pieces = [piece for base, words in rows for piece in _cut(base, words, regions, edges)]
    regions += gap_regions([(base, words[0].x0, words[-1].x1, _size(words)) for base, words in pieces],
                           ink.across, regions)
    lines = [_line(ink, base, words, regions) for base, words in pieces]
    return Page(ink.number, ink.width, ink.height, tuple(_ruled(_in_order(_rejoined(lines)), ink.across)))


def _rows(glyphs: Sequence[Glyph]) -> list[tuple[float, list[Glyph]]]:
    """Glyphs by baseline, raised marks with the line they belong to, down the page."""
    rows: list[tuple[float, list[Glyph]]] = []
    for glyph in sorted((g for g in glyphs if g.style.size > 0), key=lambda g: g.y):
        if rows and abs(glyph.y - rows[-1][0]) <= 0.12 * glyph.style.size + 0.6:
            rows[-1][1].append(glyph)
        else:
            rows.append((glyph.y, [glyph]))
    kept: list[tuple[float, list[Glyph]]] = []
    for index, (base, row) in enumerate(rows):
        below = rows[index + 1] if index + 1 < len(rows) else None
        if below and _is_raised(base, row, below):
            below[1].extend(row)
        elif kept and _is_lowered(base, row, kept[-1]):
            kept[-1][1].extend(row)
        else:
            kept.append((base, row))
    return kept


def _is_raised(base: float, row: list[Glyph], below: tuple[float, list[Glyph]]) -> bool:
    size = max(g.style.size for g in below[1])
    small = all(g.style.size < 0.85 * size or g.char.isspace() for g in row)
    return small and len(row) <= 24 and below[0] - base < 0.6 * size


def _is_lowered(base: float, row: list[Glyph], above: tuple[float, list[Glyph]]) -> bool:
    size = max(g.style.size for g in above[1])
    return all(g.style.size < 0.85 * size for g in row) and len(row) <= 6 and base - above[0] < 0.3 * size


def _words(row: tuple[float, list[Glyph]]) -> tuple[float, list[Word]]:
    """A row's words from left to right: cut at spaces and at gaps."""
    base, glyphs = row
    words: list[Word] = []
    open_word: list[Glyph] = []

    def close() -> None:
        if open_word:
            text = "".join(g.char for g in open_word).translate(_LETTERS)
            text = "".join(c for c in text if c.isprintable() or c == "\u00ad" or "\ue000" <= c <= "\uf8ff")
            if text.strip():
                words.append(Word(text, open_word[0].x0, max(g.x1 for g in open_word), _main_style(open_word)))
        open_word.clear()

    for glyph in sorted(glyphs, key=lambda g: g.x0):
        gap = glyph.x0 - open_word[-1].x1 if open_word else 0
        changes_font = bool(open_word) and open_word[-1].style.symbol != glyph.style.symbol
        if glyph.char.translate(_LETTERS).isspace() or gap > _WORD_GAP * glyph.style.size or changes_font:
            close()
        if not glyph.char.translate(_LETTERS).isspace():
            open_word.append(glyph)
    close()
    return base, words


def _main_style(glyphs: Iterable[Glyph]) -> Style:
    """The style of most letters; a raised footnote mark does not count against a word."""
    styles = [g.style for g in glyphs]
    return max(styles, key=lambda s: (styles.count(s), s.size))


def _size(words: Sequence[Word]) -> float:
    return max(words, key=lambda w: len(w.text)).style.size


def _shared_edges(rows: list[tuple[float, list[Word]]]) -> list[float]:
    """Where rows start and, in others, words after a gap wider than a space: the left edge of a second column."""
    starts = Counter(round(words[0].x0) for _, words in rows)
    inner = Counter(round(word.x0) for _, words in rows for i, (before, word) in enumerate(pairwise(words))
                    if word.x0 - before.x1 > _EDGE_GAP * word.style.size and not _marker(words[:i + 1], word))
    return [x for x, n in inner.items() if n >= 2 and n + sum(starts[x + d] for d in (-1, 0, 1)) >= 3]


def _cut(base: float, words: list[Word], regions: list[Region],
         edges: Sequence[float]) -> list[tuple[float, list[Word]]]:
    """A row cut where a vertical rule passes, or where the gap is as wide as between columns."""
    walls = [x for region in regions if region.top <= base <= region.bottom + 1 for x in region.walls]
    pieces = [[words[0]]]
    for before, word in pairwise(words):
        walled = any(before.x1 - 1 <= x <= word.x0 + 1 for x in walls)
        at_edge = any(abs(word.x0 - x) < 1.2 for x in edges)
        wide = word.x0 - before.x1 > (_EDGE_GAP if at_edge else _COLUMN_GAP) * word.style.size
        if walled or (wide and not _marker(pieces[-1], word)):
            pieces.append([word])
        else:
            pieces[-1].append(word)
    return [(base, piece) for piece in pieces]


def _marker(words: Sequence[Word], following: Word | None) -> str:
    """The list marker that these first words of a line are, if they are one."""
    if len(words) != 1:
        return ""
    word = words[0]
    gap = (following.x0 - word.x1) / (following.style.size or 1) if following else 9.0
    if (word.style.symbol and len(word.text) == 1) or (len(word.text) == 1 and
                                                        (word.text in BULLETS or "\ue000" <= word.text <= "\uf8ff")):
        return "•"
    if word.text in _DASHES:
        return "–" if gap >= _DASH_GAP else ""
    if _NUMBER.fullmatch(word.text) or (word.text.isdigit() and len(word.text) < 4 and gap >= _BARE_NUMBER_GAP):
        return word.text
    return ""


def _line(ink: Ink, base: float, words: list[Word], regions: list[Region]) -> Line:
    size, x0 = _size(words), words[0].x0
    if words[0].text[0] in BULLETS and len(words[0].text) > 1:  # a bullet set against its word
        head = words[0]
        words = [head._replace(text=head.text[0], x1=head.x0 + size / 2),
                 head._replace(text=head.text[1:], x0=head.x0 + size / 2), *words[1:]]
    marker = _marker(words[:1], words[1]) if len(words) > 1 else _marker(words[:1], None)
    if marker and (len(words) > 1 or marker == "•"):
        words = words[1:]
    elif dot := _dot(ink.dots, base, x0, size):
        marker, x0 = "•", dot.x0
    else:
        marker = ""
    letters = [(len(w.text), w.style) for w in words]
    inside = next((r for r in regions if r.holds(base, x0)), None)
    cell = inside.cell(base, x0) if inside else None
    return Line(
        page=ink.number, text=" ".join(w.text for w in words).strip(),
        x0=x0, text_x=words[0].x0 if words else x0 + size, x1=words[-1].x1 if words else x0 + size,
        base=base, size=size, marker=marker, first=words[0].x1 - words[0].x0 if words else 0.0,
        bold=_most(letters, "bold"), italic=_most(letters, "italic"),
        colour=max(words, key=lambda w: len(w.text)).style.colour if words else 0,
        cell=cell if inside and inside.columns > 1 else None,
        box=inside.number if inside and inside.closed else None,
        floor=cell.bottom - base if cell else None)


def _most(letters: list[tuple[int, Style]], trait: str) -> bool:
    total = sum(n for n, _ in letters)
    return total > 0 and sum(n for n, style in letters if getattr(style, trait)) > 0.75 * total


def _dot(dots: Sequence[Area], base: float, x0: float, size: float) -> Area | None:
    """A drawn bullet just left of a line."""
    return next((dot for dot in dots if 0 <= x0 - dot.x1 < 3 * size
                 and base - 0.85 * size < (dot.y0 + dot.y1) / 2 < base + 0.1 * size), None)


def _rejoined(lines: list[Line]) -> list[Line]:
    """Pieces of one row that turned out to be no columns are one line again."""
    joined: list[Line] = []
    for line in lines:
        last = joined[-1] if joined else None
        if last and last.base == line.base and last.cell == line.cell and last.box == line.box \
                and not (last.cell is None and line.text_x - last.x1 > 12 * line.size):
            text = f"{last.text} {line.marker if line.marker != '•' else ''} {line.text}"
            joined[-1] = replace(last, text=" ".join(text.split()), x1=line.x1, bold=last.bold and line.bold)
        else:
            joined.append(line)
    return joined


def _in_order(lines: list[Line]) -> list[Line]:
    """Down the page; within a table by row, then column."""
    def key(line: Line) -> tuple[float, float, float, float, float]:
        if line.cell is None:
            return line.base, 0, 0, 0, line.x0
        return line.cell.region_top, line.cell.top, line.cell.column, line.base, line.x0
    return sorted(lines, key=key)


def _ruled(lines: list[Line], across: Sequence[Area]) -> list[Line]:
    """Mark the lines that a drawn rule parts from the line above."""
    marked: list[Line] = []
    for line in lines:
        above = marked[-1] if marked else None
        from_y = above.base + 1 if above and above.base < line.base else line.base - 1.6 * line.size
        rule = any(from_y <= a.y0 <= line.base - 0.5 * line.size and a.x0 < line.x1 and a.x1 > line.x0
                   and a.x1 - a.x0 > 60 for a in across)
        marked.append(replace(line, ruled=True) if rule else line)
    return marked
