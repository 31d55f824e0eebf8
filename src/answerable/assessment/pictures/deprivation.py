"""Rates by deprivation: a step for each tenth of areas, with its limits."""

from __future__ import annotations

from collections.abc import Sequence

from answerable.assessment import words
from answerable.assessment.pictures.axes import Axis, marks, value_axis
from answerable.assessment.pictures.drawing import FONT, LINE, WIDTH, Drawing, wrapped
from answerable.assessment.pictures.rates import UNIT
from answerable.documents.illustrated import Grid, Picture
from answerable.measures.gradient import DecileRate

_LEFT, _RIGHT = 38.0, WIDTH - 4
_PLOT = 180.0
_TENTHS = 10
BUILT_IN = "The index holds recorded crime itself, so part of the slope is built in."


def deprivation_steps(title: str, deciles: Sequence[DecileRate]) -> Picture:
    """The tenths of one group, most deprived at the left; one without areas is an empty place that says "none".

    Raises ValueError if there is none.
    """
    if not deciles:
        raise ValueError("There is no decile to draw.")
    by_decile = {one.imd_decile: one for one in deciles}
    ticks = marks(0, max(one.upper for one in deciles))
    top = FONT + LINE
    axis = Axis(0, ticks[-1], top + _PLOT, top)
    step = (_RIGHT - _LEFT) / _TENTHS
    drawing = Drawing()
    drawing.text(1, FONT, UNIT)
    value_axis(drawing, axis, _LEFT, _RIGHT, ticks)
    for decile in range(1, _TENTHS + 1):
        left = _LEFT + (decile - 1) * step
        drawing.text(left + step / 2, axis.start + FONT + 4, str(decile), anchor="middle")
        if one := by_decile.get(decile):
            _bar(drawing, axis, one, left, step)
        else:
            drawing.text(left + step / 2, axis.start - 4, "none", anchor="middle", size=10)
    y = axis.start + FONT + 4 + LINE
    drawing.text(_LEFT, y, "most deprived")
    drawing.text(_RIGHT, y, "least deprived", anchor="end")
    y = drawing.texts(1, y + LINE + 2, wrapped(BUILT_IN, WIDTH))
    ordered = [by_decile[one] for one in sorted(by_decile)]
    return drawing.picture(y - FONT + 4, title, _described(ordered), _table(title, ordered))


def _bar(drawing: Drawing, axis: Axis, one: DecileRate, left: float, step: float) -> None:
    x, y = left + step / 2, axis.at(one.rate)
    drawing.box(left + 3, y, step - 6, axis.start - y, opacity=0.25)
    drawing.line(x, axis.at(one.lower), x, axis.at(one.upper), weight=1.5)
    for limit in (one.lower, one.upper):
        drawing.line(x - 4, axis.at(limit), x + 4, axis.at(limit), weight=1.5)
    drawing.text(x, axis.at(one.upper) - 4, words.rate(one.rate), anchor="middle", size=10.5)


def _said(one: DecileRate) -> str:
    return f"{words.rate(one.rate)} ({words.rate(one.lower)} to {words.rate(one.upper)})"


def _described(ordered: Sequence[DecileRate]) -> str:
    most, least = ordered[0], ordered[-1]
    return (f"Tenth {most.imd_decile}, the most deprived with areas here: {_said(most)} {UNIT}. "
            f"Tenth {least.imd_decile}, the least deprived: {_said(least)}. {BUILT_IN}")


def _table(title: str, ordered: Sequence[DecileRate]) -> Grid:
    return Grid(title, ("Tenth, 1 the most deprived", "Areas", "Residents", "Recorded", f"Rate {UNIT}", "95% limits"), [
        (str(one.imd_decile), f"{one.areas:,}", f"{one.population:,}", f"{one.n:,}", words.rate(one.rate),
         f"{words.rate(one.lower)} to {words.rate(one.upper)}") for one in ordered])
