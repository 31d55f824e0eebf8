"""The funnel: rates against residents, with the limits within which chance alone would leave a place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from answerable.assessment import words
from answerable.assessment.pictures.axes import Axis, marks, value, value_axis
from answerable.assessment.pictures.drawing import FONT, LINE, WIDTH, Drawing, outline, wide, wrapped
from answerable.assessment.pictures.rates import UNIT
from answerable.assessment.pictures.room import Room
from answerable.documents.illustrated import Grid, Picture
from answerable.measures.funnel import FunnelRow, Place

_LEFT, _RIGHT = 42.0, WIDTH - 14
_PLOT = 220.0
_NAMED = 8  # places outside that are named in the picture; all are in the table
_SMALL = 11.0  # size of the names of places
_FAR = (Place.FAR_ABOVE, Place.FAR_BELOW)
_OUTSIDE = (*_FAR, Place.ABOVE, Place.BELOW)
_NOT_JUDGED = "No place is judged: there are fewer than 10."
_BY_NATURE = 10.0  # over-dispersion above which the places differ by nature


def funnel_plot(title: str, rows: Sequence[FunnelRow], names: Mapping[str, str]) -> Picture:
    """The places of one group. Those outside after the allowance for over-dispersion are diamonds, the furthest named.

    Raises ValueError if there is no place.
    """
    if not rows:
        raise ValueError("There is no place to draw.")
    by_size = sorted(rows, key=lambda one: (one.rate.population or 0, one.rate.key))
    middle = by_size[0].rate.comparator or 0.0
    across = marks(0, max(_people(one) for one in rows), about=3)
    x_axis = Axis(0, across[-1], _LEFT, _RIGHT)
    up = marks(0, max(max(one.rate.rate or 0.0 for one in rows), middle, *(one.upper95 for one in rows)))
    top = FONT + LINE
    y_axis = Axis(0, up[-1], top + _PLOT, top)
    drawing = Drawing()
    drawing.text(1, FONT, UNIT)
    value_axis(drawing, y_axis, _LEFT, _RIGHT, up)
    _limit_lines(drawing, x_axis, y_axis, by_size)
    drawing.line(_LEFT, y_axis.at(middle), _RIGHT, y_axis.at(middle), weight=1.2)
    _dots(drawing, x_axis, y_axis, rows, names)
    for tick in across:
        drawing.line(x_axis.at(tick), y_axis.start, x_axis.at(tick), y_axis.start + 4)
        drawing.text(x_axis.at(tick), y_axis.start + 6 + FONT, value(tick), anchor="middle")
    y = y_axis.start + 6 + FONT + LINE
    drawing.text(_RIGHT, y, "residents", anchor="end")
    told = _told(rows, middle)
    y = drawing.texts(1, y + LINE, [line for sentence in told for line in wrapped(sentence, WIDTH)])
    return drawing.picture(y - FONT + 4, title, " ".join(told), _table(title, rows, names))


def _people(one: FunnelRow) -> int:
    return one.rate.population or 0


def _limit_lines(drawing: Drawing, x_axis: Axis, y_axis: Axis, by_size: Sequence[FunnelRow]) -> None:
    for name, dash in (("upper95", "5 3"), ("lower95", "5 3"), ("upper998", "2 3"), ("lower998", "2 3")):
        points = [(x_axis.at(_people(one)), y_axis.at(getattr(one, name))) for one in by_size
                  if getattr(one, name) <= y_axis.most]
        if len(points) > 1:
            drawing.path(outline(points), dash=dash, weight=1)


def _dots(drawing: Drawing, x_axis: Axis, y_axis: Axis, rows: Sequence[FunnelRow], names: Mapping[str, str]) -> None:
    outside = sorted((one for one in rows if one.funnel in _OUTSIDE), key=lambda one: -abs(one.z_adjusted or 0))
    everyone = len(rows) <= _NAMED
    named = list(rows) if everyone else outside[:_NAMED]
    at = {one.rate.key: (x_axis.at(_people(one)), y_axis.at(one.rate.rate or 0)) for one in rows}
    room = Room(_LEFT, WIDTH - 1, y_axis.end - FONT, y_axis.start, [*at.values()])
    for one in rows:
        x, y = at[one.rate.key]
        if one.funnel in _OUTSIDE:
            drawing.diamond(x, y, 5 if one.funnel in _FAR else 4, hollow=one.funnel not in _FAR)
        else:
            drawing.dot(x, y, 2.2)
    for one in named:
        x, y = at[one.rate.key]
        name = names.get(one.rate.key, one.rate.key)
        length = wide(name, _SMALL)
        places = ((x + 7, y + 4), (x - 7 - length, y + 4), (x - length / 2, y - 8), (x - length / 2, y + 16))
        if place := room.place(length, places):
            drawing.text(*place, name, size=_SMALL)


def _told(rows: Sequence[FunnelRow], middle: float) -> list[str]:
    phi = rows[0].phi
    told = [f"Full line: all together, {words.rate(middle)}. Long dashes: 95% limits. Short dashes: 99.8% limits."]
    if phi is None:
        return [*told, _NOT_JUDGED]
    outside, far = (sum(one.funnel in kinds for one in rows) for kinds in (_OUTSIDE, _FAR))
    told.append(f"After allowing for how much places differ anyway (over-dispersion {words.rounded(phi, 1)}), "
                f"{outside} of {len(rows)} {'is' if outside == 1 else 'are'} outside 95% (diamonds), of which {far} "
                "outside 99.8% (filled).")
    if phi > _BY_NATURE:
        told.append("The places differ by nature: few stand out from such company.")
    return told


def _table(title: str, rows: Sequence[FunnelRow], names: Mapping[str, str]) -> Grid:
    return Grid(title, ("Place", "Residents", f"Rate {UNIT}", "95% limits", "99.8% limits", "In the funnel"), [
        (names.get(one.rate.key, one.rate.key), f"{_people(one):,}", words.rate(one.rate.rate or 0),
         f"{words.rate(one.lower95)} to {words.rate(one.upper95)}",
         f"{words.rate(one.lower998)} to {words.rate(one.upper998)}", str(one.funnel)) for one in rows])
