"""The day that a cell of a tracker names, as people write days in the United Kingdom; what is in doubt is asked about.

A month ("March 2026"), a quarter or "ongoing" names no day. Neither its last day nor any other is made of it, because
an invented day would make a promise late, or in time, on a day that nobody promised; and the row is not turned away
either, because the promise is as good as any other. Its words are kept and the day is not known.
"""

from __future__ import annotations

import re
from datetime import date

from answerable.intake.dates import DAY, days
from answerable.intake.shapes import Shape
from answerable.intake.tracker.shapes import CellKind, ReadCell
from answerable.intake.tracker.values import day_of

_EARLIEST, _LATEST = date(2000, 1, 1), date(2100, 1, 1)
_MONTH = (r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
          r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?")
_HYPHENED = re.compile(rf"(?<!\d)([0-3]?\d)[-/.]({_MONTH})[-/.](20\d\d)(?!\d)", re.IGNORECASE)  # as Excel shows days
_ISO = re.compile(r"(?<![\d/.-])(20\d\d)-(\d\d)-(\d\d)(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?Z?)?(?![\d/-])")
_FIGURES = re.compile(r"(?<![\d/.-])[0-3]?\d(?P<mark>[/.-])[01]?\d(?P=mark)20\d\d(?![\d/-])")
_SERIAL = re.compile(r"\d{5}(?:\.0+)?")
_TIME = r"(?:,?\s+(?:at\s+)?[0-2]?\d:[0-5]\d(?::[0-5]\d)?(?:\s*[ap]m)?)?"
_PLAIN_BEFORE = r"(?:(?:by|on|due|before|until|end|for)\s+)*(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s+)?(?:the\s+)?"
# What was meant as a day and is not a whole one: figures with marks, a day and a month, a month and two figures.
_LIKE_A_DAY = re.compile(
    rf"(?<!\d)\d{{1,4}}\s*[/.\-]\s*\d{{1,2}}\s*[/.\-]\s*\d{{1,4}}(?!\d)|(?<!\d)\d{{1,2}}\s+\d{{1,2}}\s+\d{{2,4}}(?!\d)"
    rf"|(?<!\d)\d{{1,2}}[/.]\d{{1,2}}(?![\d%])|\b\d{{1,2}}(?:st|nd|rd|th)?[\s\-/]*(?:of\s+)?{_MONTH}(?![a-z])"
    rf"|\b{_MONTH}[\s\-/']*\d{{1,2}}(?!\d)|(?<!\d)\d{{6}}(?:\d\d)?(?!\d)",
    re.IGNORECASE,
)
_YEAR_ALONE = re.compile(r"(?:20\d\d\s*[/-]\s*(?:20)?\d\d)")  # a financial year names no day
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class When(Shape):
    """A day with the words that stand for it. `on` is None when nobody here knows the day."""

    on: date | None = None
    words: str = ""


class Asked(Exception):
    """The cell leaves open what is meant: "Row 9 `said` under 'Due date': `wanted`"."""

    def __init__(self, said: str, wanted: str = "") -> None:
        super().__init__(said, wanted)
        self.said, self.wanted = said, wanted


class ReadDay(Shape):
    """What a cell says of a day, and what a person should know of how it was read, to begin with "Row 9"."""

    when: When
    note: str = ""


def day_in(cell: ReadCell | None, *, counts_from_1904: bool = False) -> ReadDay:
    """The day in a cell. Raises Asked when it is in doubt."""
    if cell is None:
        return ReadDay(when=When())
    words = " ".join(cell.words.split())
    if cell.kind == CellKind.ERROR:
        raise Asked("shows an error of Excel", f"'{words}'")
    if cell.is_formula and not words:
        raise Asked("has a formula without a saved value")
    if cell.kind == CellKind.DATE and cell.on is not None:
        if not cell.shows_day:
            return ReadDay(when=When(words=words), note=_without_day(words))
        return ReadDay(when=When(on=_sensible(cell.on, words), words=words))
    if cell.kind == CellKind.NUMBER and cell.number is not None:
        return _from_number(cell.number, words, counts_from_1904=counts_from_1904)
    if _SERIAL.fullmatch(words):
        return _from_number(float(words), words, counts_from_1904=counts_from_1904)
    return _from_words(words)


def _from_number(number: float, words: str, *, counts_from_1904: bool) -> ReadDay:
    on = day_of(number, counts_from_1904=counts_from_1904)
    if on is None or not _EARLIEST <= on < _LATEST:
        raise _whole(words)
    return ReadDay(when=When(on=on, words=words), note=f"says '{words}', which Excel shows as {_long(on)}")


def _from_words(said: str) -> ReadDay:
    words = _HYPHENED.sub(r"\1 \2 \3", said)
    named = _whole_days(words)
    if len(set(named)) > 1:
        raise Asked("has two dates", f"'{short(words)}'")
    rest = _without_whole_days(words)
    if _LIKE_A_DAY.search(_YEAR_ALONE.sub(" ", rest)):
        raise _whole(words)
    if not named:
        known_word = not re.search(r"\d", words)
        return ReadDay(when=When(words=said), note="" if not words or known_word else _without_day(said))
    on = _sensible(named[0], words)
    weekdays = {day for day in _WEEKDAYS if re.search(rf"\b(?:{day}|{day[:3]})\b", words, re.IGNORECASE)}
    if not weekdays <= {_WEEKDAYS[on.weekday()]}:
        raise Asked(f"says '{short(words)}'", f"{_long(on)} is a {_WEEKDAYS[on.weekday()].capitalize()}")
    is_plain = re.fullmatch(rf"{_PLAIN_BEFORE}\x00{_TIME}[.,]?", rest, re.IGNORECASE)
    return ReadDay(when=When(on=on, words=said),
                   note="" if is_plain else f"says '{short(words)}': only {_long(on)} was taken from it")


def _whole_days(words: str) -> list[date]:
    found = [day.on for day in days(words)]
    for year, month, day in _ISO.findall(words):
        try:
            found.append(date(int(year), int(month), int(day)))
        except ValueError:
            raise _whole(words) from None
    printed = len(DAY.findall(words)) + len(_FIGURES.findall(words)) + len(_ISO.findall(words))
    if printed != len(found):  # one of them is a day that no calendar has
        raise _whole(words)
    return found


def _without_whole_days(words: str) -> str:
    for pattern in (_ISO, DAY, _FIGURES):
        words = pattern.sub("\x00", words)
    return words


def _sensible(on: date, words: str) -> date:
    if not _EARLIEST <= on < _LATEST:
        raise _whole(words)
    return on


def _whole(words: str) -> Asked:
    return Asked(f"says '{short(words)}'", "give day, month and year")


def _without_day(words: str) -> str:
    return f"says '{short(words)}', which names no day: the words are kept and the day is not known"


def short(words: str) -> str:
    """The words as a sentence quotes them."""
    return words if len(words) <= 60 else f"{words[:59]}…"


def _long(on: date) -> str:
    return f"{on.day} {on:%B} {on.year}"
