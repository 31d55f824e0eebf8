"""Changes by place: the rate ratio with its limits, on a scale where doubling and halving are equally far from 1."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from answerable.assessment import words
from answerable.assessment.pictures.axes import LogAxis, value
from answerable.assessment.pictures.drawing import FONT, WIDTH, Drawing, outline, wrapped
from answerable.assessment.pictures.rates import DOT_ROOM, heading
from answerable.documents.illustrated import Grid, Picture
from answerable.measures.change import Change, Statement

_LEFT, _RIGHT = 14.0, WIDTH - 14
_WIDEST = 8.0  # times: an interval that is wider runs out of the picture, with an arrow
_TICKS = (0.125, 0.25, 0.5, 0.67, 0.8, 1.0, 1.25, 1.5, 2.0, 4.0, 8.0)
_JUDGED = (Statement.INCREASE, Statement.DECREASE)


def changes_by_place(title: str, changes: Sequence[Change], names: Mapping[str, str], periods: str) -> Picture:
    """The changes of one group in the order given, each under its name and statement.

    names: what each row is called, by its key. periods: "January to April, 2024 to 2025". Raises ValueError if there
    is no change.
    """
    if not changes:
        raise ValueError("There is no change to draw.")
    reach = _reach(changes)
    axis = LogAxis(1 / reach, reach, _LEFT, _RIGHT)
    drawing = Drawing()
    y = drawing.texts(1, FONT, wrapped(f"ratio of events a day, {periods}", WIDTH))
    drawing.text(axis.at(1), y, "1 = no change", anchor="middle")
    drawing.text(axis.start, y, "less", anchor="start")
    drawing.text(axis.end, y, "more", anchor="end")
    y += 4
    for one in changes:
        y = heading(drawing, y, names.get(one.key, one.key), str(one.statement))
        drawing.line(axis.at(1), y, axis.at(1), y + DOT_ROOM)
        _dot(drawing, axis, one, y + DOT_ROOM / 2)
        y += DOT_ROOM
    bottom = y + 2
    drawing.line(axis.start, bottom, axis.end, bottom)
    for tick in _ticks(reach):
        drawing.line(axis.at(tick), bottom, axis.at(tick), bottom + 4)
        drawing.text(axis.at(tick), bottom + 6 + FONT, value(tick), anchor="middle")
    return drawing.picture(bottom + 24, title, _described(changes, names, periods), _table(title, changes, names))


def _reach(changes: Sequence[Change]) -> float:
    """How many times more, or less, the scale goes to: the first round number that holds nearly every interval."""
    ends = [limit for one in changes for limit in (one.rr_lower, one.rr_upper, one.rate_ratio) if limit]
    furthest = max([math.exp(abs(math.log(end))) for end in ends] + [1.2])
    return next((one for one in (1.5, 2.0, 4.0, _WIDEST) if furthest <= one), _WIDEST)


def _ticks(reach: float) -> list[float]:
    every = [tick for tick in _TICKS if 1 / reach - 0.01 <= tick <= reach]
    return every if reach <= 2 else [tick for tick in every if tick not in (0.67, 0.8, 1.25, 1.5)]


def _dot(drawing: Drawing, axis: LogAxis, one: Change, y: float) -> None:
    if one.rate_ratio is None:
        drawing.text(1, y + 4, "no ratio: none before")
        return
    low, high = one.rr_lower or 0.0, one.rr_upper
    left, right = axis.at(low), axis.end if high is None else axis.at(high)
    drawing.line(left, y, right, y, weight=1.5)
    _end(drawing, left, y, -1, beyond=low < axis.least)
    _end(drawing, right, y, 1, beyond=high is None or high > axis.most)
    if one.statement in _JUDGED:
        drawing.diamond(axis.at(one.rate_ratio), y, 5.5)
    else:
        drawing.dot(axis.at(one.rate_ratio), y, 3.5, hollow=one.statement is not Statement.NO_CLEAR_CHANGE)


def _end(drawing: Drawing, x: float, y: float, way: int, *, beyond: bool) -> None:
    """The end of an interval; an arrow where it goes on outside the picture."""
    if beyond:
        drawing.path(outline([(x + way * 2, y - 4), (x + way * 8, y), (x + way * 2, y + 4)]) + "Z", weight=0,
                     fill="currentColor")
    else:
        drawing.line(x, y - 4, x, y + 4, weight=1.5)


def _limits(one: Change) -> str:
    if one.rr_lower is None and one.rr_upper is None:
        return "not known"
    return f"{words.ratio(one.rr_lower)} to {words.ratio(one.rr_upper)}"


def _described(changes: Sequence[Change], names: Mapping[str, str], periods: str) -> str:
    told = [f"Ratios of events a day, {periods}; 1 is no change."]
    told += [f"{names.get(one.key, one.key)}: {'no ratio' if one.rate_ratio is None else words.ratio(one.rate_ratio)}"
             f" ({_limits(one)}), {one.statement}." for one in changes[:_TOLD]]
    if len(changes) > _TOLD:
        told.append(f"{len(changes) - _TOLD} more are in the table.")
    return " ".join(told)


_TOLD = 12  # rows that a description reads out; more are for the table


def _table(title: str, changes: Sequence[Change], names: Mapping[str, str]) -> Grid:
    return Grid(title, ("Place", "Before", "After", "Ratio", "95% limits", "Statement"), [
        (names.get(one.key, one.key), f"{one.base_n:,}", f"{one.new_n:,}",
         "no ratio" if one.rate_ratio is None else words.ratio(one.rate_ratio), _limits(one), str(one.statement))
        for one in changes])
