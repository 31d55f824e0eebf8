"""What a stored value means: Excel keeps days as numbers, and how a cell looks says which number is a day."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from answerable.intake.tracker.shapes import CellKind

_DAY_ZERO, _DAY_ZERO_1904 = date(1899, 12, 30), date(1904, 1, 1)
_LAST_SERIAL = 2_958_465  # 31 December 9999
_NO_SUCH_DAY = 60  # Excel has a 29 February 1900; days before it are one off
# Formats that Excel knows without saying them (ECMA-376, 18.8.30): those that show a day, and those that show a month.
_SHOW_DAY = {14, 15, 16, 22, *range(27, 32), 36, *range(50, 59)}
_SHOW_MONTH = {17}
_PERCENT = {9, 10}
_LONGEST_CODE = 255  # as Excel takes it
_NOT_LETTERS = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True)
class Look:
    """How a cell shows its number: as a day, a month or a year; else as a number, with a sign or zeros before it."""

    date: Literal["", "day", "month", "year"] = ""
    is_percent: bool = False
    figures: int = 0  # a reference such as 007 is stored as 7 with a look of three figures


@dataclass(frozen=True)
class Value:
    words: str
    kind: CellKind = CellKind.TEXT
    number: float | None = None
    on: date | None = None
    shows_day: bool = True


def look_of(code: str, number: int = 0) -> Look:
    """The look that a format's code gives; a format without a code is one that Excel knows by its number."""
    if not code:
        day = "day" if number in _SHOW_DAY else "month" if number in _SHOW_MONTH else ""
        return Look(date=day, is_percent=number in _PERCENT)  # type: ignore[arg-type]
    code = code[:_LONGEST_CODE]
    letters = _NOT_LETTERS.sub("", code.partition(";")[0]).casefold()
    if letters in ("general", "standard", "@"):
        return Look()
    if "d" in letters:
        return Look(date="day")
    if "m" in letters and not set("hs") & set(letters):
        return Look(date="month")
    if "y" in letters:
        return Look(date="year")
    return Look(is_percent="%" in letters, figures=len(code) if re.fullmatch("0{2,20}", code) else 0)


def day_of(serial: float, *, counts_from_1904: bool = False) -> date | None:
    """The day that a number stands for, or None when it stands for none."""
    if not math.isfinite(serial):
        return None
    whole = math.floor(serial)
    if counts_from_1904:
        return _DAY_ZERO_1904 + timedelta(whole) if 0 <= whole <= _LAST_SERIAL - 1462 else None
    if not 1 <= whole <= _LAST_SERIAL or whole == _NO_SUCH_DAY:
        return None
    return _DAY_ZERO + timedelta(whole + (whole < _NO_SUCH_DAY))


def of_number(stored: str, look: Look, *, counts_from_1904: bool) -> Value:
    """A stored number as its look shows it. Raises ValueError for what is no number."""
    number = float(stored)
    if not math.isfinite(number):
        raise ValueError(stored)
    on = day_of(number, counts_from_1904=counts_from_1904) if look.date else None
    if on is not None:
        return of_day(on, number % 1, look.date)
    return Value(_number_words(number, look), CellKind.NUMBER, number=number)


def of_day(on: date, part_of_day: float = 0.0, shown: str = "day") -> Value:
    minutes = min(round(part_of_day * 1440), 1439)
    time = f", {minutes // 60:02d}:{minutes % 60:02d}" if minutes and shown == "day" else ""
    words = {"day": f"{on.day} {on:%B} {on.year}{time}", "month": f"{on:%B} {on.year}", "year": str(on.year)}[shown]
    return Value(words, CellKind.DATE, on=on, shows_day=shown == "day")


def of_iso(stored: str) -> Value:
    """A day as some programs store it, such as 2026-03-31 or 2026-03-31T00:00:00. Raises ValueError."""
    return of_day(date.fromisoformat(stored.strip()[:10]))


def of_text(stored: str) -> Value:
    """A text, with Excel's escapes of letters that XML cannot hold taken back."""
    return Value(_ESCAPED.sub(lambda found: chr(int(found[1], 16)), stored))


def _number_words(number: float, look: Look) -> str:
    if look.is_percent:
        return f"{number * 100:.10g}%"
    if number == int(number) and abs(number) < 10**15:
        return f"{int(number):0{look.figures}d}" if look.figures else str(int(number))
    return repr(number)
