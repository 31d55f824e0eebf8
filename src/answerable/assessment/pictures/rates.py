"""Rates by place, each with its limits, beside the rate of all places together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from answerable.assessment import words
from answerable.assessment.pictures.axes import Axis, marks, value
from answerable.assessment.pictures.drawing import FONT, LINE, WIDTH, Drawing, wide, wrapped
from answerable.documents.illustrated import Grid, Picture
from answerable.measures.rates import Flag, Rate

DOT_ROOM = 18.0  # units of a dot with its line, below the name of its place
_LEFT, _RIGHT = 6.0, WIDTH - 8
UNIT = "per 1,000 residents a year"
_NO_RATE = {Flag.MONTH_ABSENT: "no rate: a month is missing", Flag.NO_DENOMINATOR: "no rate: residents not known"}


def rates_by_place(title: str, rates: Sequence[Rate], names: Mapping[str, str]) -> Picture:
    """The places of one group from the highest rate to the lowest; those without one come last and say why.

    names: of each key. Raises ValueError if there is no place.
    """
    if not rates:
        raise ValueError("There is no place to draw.")
    ordered = sorted(rates, key=lambda one: (one.rate is None, -(one.rate or 0), one.key))
    comparator = next((one.comparator for one in ordered if one.comparator is not None), None)
    ticks = marks(0, max([one.upper or 0 for one in ordered] + [comparator or 0]))
    axis = Axis(0, ticks[-1], _LEFT, _RIGHT)
    drawing = Drawing()
    drawing.text(1, FONT, UNIT)
    y = FONT + LINE
    if comparator is not None:
        drawing.text(axis.at(comparator), y, f"all together {words.rate(comparator)}", anchor="middle")
    y += 4
    for one in ordered:
        said = _NO_RATE[one.flag] if one.rate is None else f"{words.rate(one.rate)}, {one.flag}"
        y = heading(drawing, y, names.get(one.key, one.key), said)
        if comparator is not None:
            drawing.line(axis.at(comparator), y, axis.at(comparator), y + DOT_ROOM)
        _dot(drawing, axis, one, y + DOT_ROOM / 2)
        y += DOT_ROOM
    _scale(drawing, axis, ticks, y + 2)
    return drawing.picture(y + 26, title, _described(ordered, names, comparator), _table(title, ordered, names))


def heading(drawing: Drawing, top: float, name: str, said: str) -> float:
    """The name of a row at the left, what is said of it at the right; a long name takes more lines. Gives their end."""
    lines = wrapped(name, WIDTH - wide(said) - 16)
    drawing.text(WIDTH - 1, top + FONT + 2, said, anchor="end")
    return drawing.texts(1, top + FONT + 2, lines, bold=True) - FONT + 2


def _dot(drawing: Drawing, axis: Axis, one: Rate, y: float) -> None:
    if one.rate is None or one.lower is None or one.upper is None:
        return
    whisker(drawing, axis.at(one.lower), axis.at(one.upper), y)
    if one.flag is Flag.SIMILAR:
        drawing.dot(axis.at(one.rate), y, 4)
    else:
        drawing.diamond(axis.at(one.rate), y, 5.5)


def whisker(drawing: Drawing, left: float, right: float, y: float) -> None:
    """The line of an interval, with its ends."""
    drawing.line(left, y, right, y, weight=1.5)
    for x in (left, right):
        drawing.line(x, y - 4, x, y + 4, weight=1.5)


def _scale(drawing: Drawing, axis: Axis, ticks: Sequence[float], y: float) -> None:
    drawing.line(axis.start, y, axis.end, y)
    for tick in ticks:
        drawing.line(axis.at(tick), y, axis.at(tick), y + 4)
        drawing.text(axis.at(tick), y + 6 + FONT, value(tick), anchor="middle")


def _described(ordered: Sequence[Rate], names: Mapping[str, str], comparator: float | None) -> str:
    told = []
    if comparator is not None:
        told.append(f"All places together have {words.rate(comparator)} {UNIT}.")
    known = [one for one in ordered if one.rate is not None]
    if known:
        told.append(f"The highest of {len(known)} places is {names.get(known[0].key, known[0].key)}, the lowest "
                    f"{names.get(known[-1].key, known[-1].key)}.")
    for flag in (Flag.HIGHER, Flag.SIMILAR, Flag.LOWER):
        if count := sum(one.flag is flag for one in ordered):
            told.append(f"{flag.capitalize()} than all together: {count}." if flag is not Flag.SIMILAR
                        else f"Similar to all together: {count}.")
    if unknown := len(ordered) - len(known):
        told.append(f"Without a rate: {unknown}.")
    return " ".join(told)


def _table(title: str, ordered: Sequence[Rate], names: Mapping[str, str]) -> Grid:
    return Grid(title, ("Place", "Recorded", f"Rate {UNIT}", "95% limits", "Beside all together"), [
        (names.get(one.key, one.key), f"{one.n:,}",
         *(("not known", "not known") if one.rate is None or one.lower is None or one.upper is None
           else (words.rate(one.rate), f"{words.rate(one.lower)} to {words.rate(one.upper)}")), str(one.flag))
        for one in ordered])
