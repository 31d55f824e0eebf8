"""The concentration curve: what share of events lies in what share of areas, most first."""

from __future__ import annotations

from collections.abc import Sequence

from answerable.assessment import words
from answerable.assessment.pictures.axes import Axis
from answerable.assessment.pictures.drawing import FONT, LINE, WIDTH, Drawing, outline
from answerable.documents.illustrated import Grid, Picture

_LEFT, _RIGHT = 46.0, WIDTH - 22
_PLOT = 230.0
_QUARTERS = (0.0, 0.25, 0.5, 0.75, 1.0)
_PARTS = (0.25, 0.5, 0.8)  # of the events
_LONGEST = 400  # points of a curve that are drawn: more cannot be told apart


def concentration_curve(title: str, curve: Sequence[tuple[float, float]]) -> Picture:
    """The curve of `measures.concentration.curve`. Raises ValueError if there are no events."""
    if not curve:
        raise ValueError("There are no events to draw.")
    top = FONT + LINE
    x_axis, y_axis = Axis(0, 1, _LEFT, _RIGHT), Axis(0, 1, top + _PLOT, top)
    drawing = Drawing()
    drawing.text(1, FONT, "share of all recorded")
    for share in _QUARTERS:
        drawing.line(_LEFT, y_axis.at(share), _RIGHT, y_axis.at(share), faint=True, weight=0.6)
        drawing.text(_LEFT - 4, y_axis.at(share) + 4, words.percent(share), anchor="end")
        drawing.line(x_axis.at(share), y_axis.start, x_axis.at(share), y_axis.start + 4)
        drawing.text(x_axis.at(share), y_axis.start + 6 + FONT, words.percent(share), anchor="middle")
    drawing.line(x_axis.start, y_axis.start, x_axis.end, y_axis.end, dash="5 3", faint=True)
    drawing.text(x_axis.at(0.98), y_axis.at(0.3), "dashed: spread evenly", anchor="end")
    every = max(1, len(curve) // _LONGEST)
    drawn = [*curve[:-1:every], curve[-1]]
    drawing.path(outline([(x_axis.at(x), y_axis.at(y)) for x, y in drawn]), weight=2)
    for part in _PARTS:
        share = areas_for(curve, part)
        drawing.dot(x_axis.at(share), y_axis.at(part), 4)
        drawing.text(x_axis.at(share) + 9, y_axis.at(part) + 13,
                     f"{words.percent(part)} in {words.percent(share)}")
    y = y_axis.start + 6 + FONT + LINE
    drawing.text(_RIGHT, y, "share of areas, most first", anchor="end")
    table = Grid(title, ("Share of all recorded", "Lies in this share of areas"),
                 [(words.percent(part / 10), words.percent(areas_for(curve, part / 10))) for part in range(1, 11)])
    told = [f"{words.percent(part)} of all recorded lies in {words.percent(areas_for(curve, part))} of areas"
            for part in _PARTS]
    return drawing.picture(y + 6, title, f"{'; '.join(told)}.", table)


def areas_for(curve: Sequence[tuple[float, float]], part: float) -> float:
    """The least share of areas that holds at least this share of the events."""
    return next(areas for areas, events in curve if events >= part - 1e-12)
