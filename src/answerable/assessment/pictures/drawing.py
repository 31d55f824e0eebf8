"""A drawing that grows by lines, shapes and words, and leaves as one SVG element.

Every colour is the colour of the text around it. Words are escaped, numbers are rounded to a tenth of a unit.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from textwrap import wrap

from answerable.documents.illustrated import Grid, Picture

WIDTH = 360.0  # units; a unit is about a pixel on the narrowest screen
SHOWN_WIDTH = 540  # pixels where there is room: words are then as large as those of the page
FONT = 12.0
LINE = 15.0  # from one line of words to the next
EM = 0.6  # width of a character, on average, in a wide typeface
FAINT = 0.35

_Value = float | int | str
Point = tuple[float, float]


def number(value: float) -> str:
    """A coordinate: a tenth of a unit at most, without a needless zero."""
    return f"{round(value, 1) + 0.0:g}"


def wide(words: str, size: float = FONT) -> float:
    """About how much room words take, in units; rather too much than too little."""
    return len(words) * size * EM


def wrapped(words: str, width: float, size: float = FONT) -> list[str]:
    """Words in lines that fit the width."""
    return wrap(words, max(8, int(width / (size * EM)))) or [""]


def outline(points: Sequence[Point]) -> str:
    """The path through points."""
    return "M" + "L".join(f"{number(x)} {number(y)}" for x, y in points)


class Drawing:
    """What has been drawn so far. y grows downwards."""

    def __init__(self, width: float = WIDTH) -> None:
        self.width = width
        self._made: list[str] = []

    def line(self, x1: float, y1: float, x2: float, y2: float, *, weight: float = 1, dash: str = "",
             faint: bool = False) -> None:
        self._add("line", x1=x1, y1=y1, x2=x2, y2=y2, stroke="currentColor", stroke_width=weight,
                  stroke_dasharray=dash, stroke_opacity=FAINT if faint else "")

    def path(self, d: str, *, weight: float = 1.5, dash: str = "", fill: str = "none", opacity: float = 1,
             stroke_opacity: float = 1) -> None:
        self._add("path", d=d, fill=fill, fill_opacity="" if opacity == 1 else opacity,
                  fill_rule="evenodd" if fill != "none" else "", stroke="currentColor" if weight else "",
                  stroke_width=weight or "", stroke_dasharray=dash, stroke_linejoin="round" if weight else "",
                  stroke_opacity="" if stroke_opacity == 1 else stroke_opacity)

    def box(self, x: float, y: float, width: float, height: float, *, opacity: float = 0, weight: float = 1) -> None:
        """A rectangle, filled as strongly as `opacity` says."""
        self._add("rect", x=x, y=y, width=width, height=height, fill="currentColor" if opacity else "none",
                  fill_opacity=opacity if 0 < opacity < 1 else "", stroke="currentColor" if weight else "",
                  stroke_width=weight or "")

    def hatched(self, x: float, y: float, width: float, height: float) -> None:
        """A rectangle filled with slanting lines: there is nothing known here."""
        strokes, at = [], -height + 2
        while at < width:
            left, right = max(0.0, at), min(width, at + height)
            strokes.append(f"M{number(x + left)} {number(y + height - (left - at))}"
                           f"L{number(x + right)} {number(y + height - (right - at))}")
            at += 4
        self.path("".join(strokes), weight=0.7)

    def dot(self, x: float, y: float, radius: float = 2.5, *, hollow: bool = False) -> None:
        """A filled circle, or a ring."""
        self._add("circle", cx=x, cy=y, r=radius, fill="none" if hollow else "currentColor",
                  stroke="currentColor" if hollow else "", stroke_width=1.2 if hollow else "")

    def diamond(self, x: float, y: float, radius: float = 5, *, hollow: bool = False) -> None:
        self.path(outline([(x, y - radius), (x + radius, y), (x, y + radius), (x - radius, y)]) + "Z",
                  weight=1.2 if hollow else 0, fill="none" if hollow else "currentColor")

    def text(self, x: float, y: float, words: str, *, anchor: str = "start", bold: bool = False,
             size: float = FONT) -> None:
        """Words on one line; y is the line they stand on. They are moved, if need be, to stay inside the drawing."""
        before = wide(words, size) * {"start": 0, "middle": 0.5, "end": 1}[anchor]
        after = wide(words, size) - before
        x = max(before + 1, min(x, self.width - after - 1))
        self._made.append(
            f'<text x="{number(x)}" y="{number(y)}"' + (f' text-anchor="{anchor}"' if anchor != "start" else "")
            + (' font-weight="bold"' if bold else "") + (f' font-size="{number(size)}"' if size != FONT else "")
            + f">{escape(words)}</text>")

    def texts(self, x: float, y: float, lines: Iterable[str], *, anchor: str = "start", bold: bool = False) -> float:
        """Lines of words, one below the other; gives the y of the line after them."""
        for words in lines:
            self.text(x, y, words, anchor=anchor, bold=bold)
            y += LINE
        return y

    def _add(self, name: str, **attributes: _Value) -> None:
        written = "".join(f' {key.replace("_", "-")}="{_written(key, value)}"'
                          for key, value in attributes.items() if value != "")
        self._made.append(f"<{name}{written}/>")

    def picture(self, height: float, title: str, description: str, table: Grid) -> Picture:
        """All of it, with the name and the description that a screen reader reads."""
        shown = number(SHOWN_WIDTH * self.width / WIDTH)
        tall = number(height * SHOWN_WIDTH / WIDTH)
        svg = (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {number(self.width)} {number(height)}" '
            f'width="{shown}" height="{tall}" role="img" font-family="Arial, \'DejaVu Sans\', sans-serif" '
            f'font-size="{number(FONT)}" fill="currentColor">'
            f"<title>{escape(title)}</title><desc>{escape(description)}</desc>{''.join(self._made)}</svg>")
        return Picture(svg, title, description, table)


_EXACT = ("fill_opacity", "stroke_opacity")  # tenths are too coarse for them


def _written(key: str, value: _Value) -> str:
    return str(value) if isinstance(value, str) or key in _EXACT else number(value)
