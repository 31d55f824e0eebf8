"""Where a value or a month stands in a drawing, and the few marks that say so."""

from __future__ import annotations

import calendar
import math
from collections.abc import Sequence
from dataclasses import dataclass

from answerable.assessment import words
from answerable.assessment.pictures.drawing import FONT, Drawing, wide
from answerable.measures.months import Month

_STEPS = (1, 2, 2.5, 5, 10)
_YEAR_ROOM = 38.0  # units that the number of a year needs
_SHORT = 18  # months: up to these many, months are named


def marks(least: float, most: float, about: int = 4) -> list[float]:
    """Round values from at or below the least to at or above the most, about so many."""
    span = most - least or 1.0
    power = 10.0 ** math.floor(math.log10(span / about))
    step = next(power * one for one in _STEPS if power * one >= span / about * 0.999)
    first, last = math.floor(least / step + 1e-9), math.ceil(most / step - 1e-9)
    return [one * step for one in range(first, last + 1)]


def value(number: float) -> str:
    """A mark's value, in as many decimals as it needs."""
    for decimals in range(4):
        if abs(number - round(number, decimals)) < 1e-9:
            return words.rounded(round(number, decimals), decimals)
    return words.rounded(number, 4)


@dataclass(frozen=True, slots=True)
class Axis:
    """A straight scale from `least`, drawn at `start`, to `most`, drawn at `end`."""

    least: float
    most: float
    start: float
    end: float

    def at(self, value: float) -> float:
        share = (value - self.least) / ((self.most - self.least) or 1)
        return self.start + min(1.0, max(0.0, share)) * (self.end - self.start)


@dataclass(frozen=True, slots=True)
class LogAxis:
    """A scale on which doubling is the same distance everywhere. Both ends are above zero."""

    least: float
    most: float
    start: float
    end: float

    def at(self, value: float) -> float:
        if value <= self.least:
            return self.start
        share = math.log(min(value, self.most) / self.least) / math.log(self.most / self.least)
        return self.start + share * (self.end - self.start)


@dataclass(frozen=True, slots=True)
class Months:
    """A true time axis: every month of the span has a place, whether or not anything is known of it."""

    span: Sequence[Month]
    start: float
    end: float

    @property
    def step(self) -> float:
        return (self.end - self.start) / len(self.span)

    def begin(self, month: Month) -> float:
        first = self.span[0]
        return self.start + ((month.year - first.year) * 12 + month.number - first.number) * self.step

    def at(self, month: Month) -> float:
        """The middle of the month."""
        return self.begin(month) + self.step / 2


def name_months(drawing: Drawing, months: Months, y: float) -> None:
    """Marks below a time axis at y: years, or months where there are few."""
    named = [(month, _short(month)) for month in months.span[::3]] if len(months.span) <= _SHORT else [
        (month, str(month.year)) for month in months.span if month.number == 1]
    free = 0.0
    for month, name in named:
        x = months.begin(month)
        if x < free or x + wide(name) > drawing.width:
            continue
        free = x + max(_YEAR_ROOM, wide(name) + 6)
        drawing.line(x, y, x, y + 5)
        drawing.text(x + 1, y + 4 + FONT, name)


def _short(month: Month) -> str:
    return f"{calendar.month_abbr[month.number]} {month.year}"


def value_axis(drawing: Drawing, axis: Axis, left: float, right: float, ticks: Sequence[float]) -> None:
    """Faint lines across at round values, each named at the left."""
    for tick in ticks:
        y = axis.at(tick)
        drawing.line(left, y, right, y, faint=True, weight=0.6)
        drawing.text(left - 4, y + 4, value(tick), anchor="end")
