"""Which of partners' figures may be shown, so that nobody can work out a small number among them.

Figures of one indicator hang together when their periods overlap: a year and its quarters, a force and its districts,
all and their age bands. They are proved as one table with its totals (M12) where they are one. Where they are not,
nothing is guessed: only figures that have nothing in common are shown, and none at all if any of them is small.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from answerable.datasets.partner import INDICATORS, Aggregate, Gateway
from answerable.measures.suppression import THRESHOLD
from answerable.measures.totals import Given, Sum, exact, hidden, protect, rounded

MOST_PROVED = 600  # figures of a table; a larger one is not proved
_WIDEST_FIRST = ("force", "icb", "ua", "lad", "lsoa21", "lsoa11", "site")
_OFFICIAL = re.compile(r"[EWSN][0-9]{8}")  # a code of the Office for National Statistics
_BANDS = ("0-9", "10-14", "15-17", "18-24", "25plus")
_SEXES = ("f", "m")
_UNKNOWN = "unknown"
_AGES = {"under25": _BANDS[:4], "10-17": _BANDS[1:3], **{band: (band,) for band in _BANDS}}
People = frozenset[tuple[str, str]]  # age band and sex, either of which can be unknown
_KNOWN: People = frozenset((band, sex) for band in _BANDS for sex in _SEXES)


class Shown(StrEnum):
    """What can be shown of figures that hang together."""

    ALL = "all"
    PROVED = "proved"  # one table with its totals: the rest is safe
    ALONE = "alone"  # no such table, and nothing small: those that have nothing in common
    NONE = "none"  # no such table, or none that can be made safe, and something small
    CONFLICT = "conflict"  # two figures for the same people, an area under two codes, or a group of nobody


@dataclass(frozen=True)
class Linked:
    """Public figures that hang together, and which of them may be shown."""

    figures: Sequence[Aggregate]
    gone: frozenset[int]  # places of those that are hidden
    shown: Shown

    def may_show(self) -> Iterator[tuple[Aggregate, bool]]:
        """Each figure, and whether it may be shown."""
        yield from ((one, place not in self.gone) for place, one in enumerate(self.figures))

    @property
    def may_rate(self) -> bool:
        """Whether rates give nothing away. They tell denominators, and what is left of those narrows a hidden number.

        So each hidden number needs a denominator of which it can be any small part, and no other may leave but a few.
        """
        roomy = all((self.figures[place].denominator or 0) >= max(THRESHOLD, _given(self.figures[place]).high)
                    for place in self.gone)
        return roomy and not any(
            one.denominator_kind != "offences" and one.denominator is not None and one.numerator is not None
            and abs(one.denominator - one.numerator) < THRESHOLD for one in self.figures)


def linked(figures: Iterable[Aggregate]) -> list[Linked]:
    """All figures that are public already, in the catalogue's order and by their first day. No other leaves here."""
    public = [one for one in figures if one.row.gateway is Gateway.PUBLIC]
    return [_judged(together) for slug in INDICATORS
            for together in _overlapping([one for one in public if one.row.indicator == slug])]


def people(groups: Sequence[str]) -> People:
    """Whom groups of people hold together; nobody if they exclude each other."""
    ages, sexes = {*_BANDS, _UNKNOWN}, {*_SEXES, _UNKNOWN}
    for group in groups:
        if group in _SEXES:
            sexes &= {group}
        elif group != "all":
            ages &= set(_AGES[group])
    return frozenset((age, sex) for age in ages for sex in sexes)


def _overlapping(figures: Sequence[Aggregate]) -> list[list[Aggregate]]:
    """Parted where a day lies in no period of those before."""
    parts: list[list[Aggregate]] = []
    last = None
    for one in sorted(figures, key=_order):
        if last is None or one.row.first_day > last:
            parts.append([])
        parts[-1].append(one)
        last = max(one.row.last_day, last or one.row.last_day)
    return parts


def _order(one: Aggregate) -> tuple[object, ...]:
    row = one.row
    return (row.first_day, row.last_day, _WIDEST_FIRST.index(row.area_type), row.area_code, row.groups, row.source,
            one.released)


_Cell = tuple[str, str, object, object, People]


def _cell(one: Aggregate) -> _Cell:
    row = one.row
    return row.area_type, row.area_code, row.first_day, row.last_day, people(row.groups)


def _judged(together: Sequence[Aggregate]) -> Linked:
    held = _newest(together)
    everything = frozenset(range(len(held)))
    if (len({_cell(one) for one in held}) < len(held) or _named_in_two_ways(held)
            or not all(people(one.row.groups) for one in held)):
        return Linked(held, everything, Shown.CONFLICT)
    given = [_given(one) for one in held]
    small = any(one.small() or not one.open for one in given)
    sums = _sums(held, with_totals=small)
    gone = protect(given, sums) if sums is not None else None
    if gone is not None:
        return Linked(held, gone, Shown.PROVED if gone else Shown.ALL)
    if small:
        return Linked(held, everything, Shown.NONE)
    gone = everything - _alone(held)
    return Linked(held, gone, Shown.ALONE if gone else Shown.ALL)


def _newest(figures: Sequence[Aggregate]) -> list[Aggregate]:
    """Each figure once: of the same source, as it was released last."""
    kept: dict[object, Aggregate] = {}
    for one in sorted(figures, key=lambda one: one.released):
        said = (one.released, one.numerator, one.hidden, one.rounding)
        before = kept.get((_cell(one), one.row.source))
        if before and before.released == one.released and said != (
                before.released, before.numerator, before.hidden, before.rounding):
            return sorted(figures, key=_order)  # it contradicts itself
        kept[_cell(one), one.row.source] = one
    return sorted(kept.values(), key=_order)


def _named_in_two_ways(figures: Sequence[Aggregate]) -> bool:
    """Whether a kind of area has official codes and others: one area could stand there twice."""
    return any(len({bool(_OFFICIAL.fullmatch(one.row.area_code)) for one in figures if one.row.area_type == kind}) > 1
               for kind in _WIDEST_FIRST)


def _given(one: Aggregate) -> Given:
    if one.numerator is None:
        return hidden(*(one.hidden or (0, 0)))
    return rounded(one.numerator, one.rounding) if one.rounding > 1 else exact(one.numerator)


def _sums(figures: Sequence[Aggregate], *, with_totals: bool) -> list[Sum] | None:
    """The sums of a full table, which has a figure for each area with each group; `None` if it is none.

    Several groups need a total. Several areas need one only `with_totals`: without it nothing is subtracted.
    """
    places = {((one.row.area_type, one.row.area_code), people(one.row.groups)): place
              for place, one in enumerate(figures)}
    areas, groups = sorted({area for area, _group in places}), {group for _area, group in places}
    if (len({(one.row.first_day, one.row.last_day) for one in figures}) > 1 or len(figures) > MOST_PROVED
            or len(places) < len(areas) * len(groups)):
        return None
    across, down = _total_area(areas), _total_group(groups)
    kinds = len({kind for kind, _code in areas})
    if (len(areas) > 1 and across is None and (with_totals or kinds > 1)) or (len(groups) > 1 and down is None):
        return None
    return [*(Sum(places[across, group], [places[area, group] for area in areas if area != across])
              for group in groups if across),
            *(Sum(places[area, down], [places[area, group] for group in groups if group != down])
              for area in areas if down and len(groups) > 1)]


def _total_area(areas: Sequence[tuple[str, str]]) -> tuple[str, str] | None:
    """The one area of its kind beside areas of one other kind, the wider one if both are alone."""
    of_kind = {kind: [area for area in areas if area[0] == kind] for kind in _WIDEST_FIRST}
    there = [found for found in of_kind.values() if found]
    alone = [found[0] for found in there if len(found) == 1]
    return alone[0] if len(there) == 2 and alone else None


def _total_group(groups: Iterable[People]) -> People | None:
    """The group that all others make up, none of them overlapping."""
    total, *parts = sorted(groups, key=len, reverse=True)
    together = frozenset().union(*parts)
    whole = (all(parts) and sum(map(len, parts)) == len(together) and together <= total
             and together & _KNOWN == total & _KNOWN)
    return total if whole else None


def _alone(figures: Sequence[Aggregate]) -> frozenset[int]:
    """Figures of the widest kind of area that share no day or no person: no sum can be made of them."""
    widest = min((one.row.area_type for one in figures), key=_WIDEST_FIRST.index)
    kept: list[int] = []
    for place in sorted(range(len(figures)), key=lambda place: _largest_first(figures[place])):
        one = figures[place]
        if one.row.area_type == widest and not any(_share(one, figures[other]) for other in kept):
            kept.append(place)
    return frozenset(kept)


def _largest_first(one: Aggregate) -> tuple[object, ...]:
    return (one.row.first_day - one.row.last_day, -len(people(one.row.groups)), *_order(one))


def _share(one: Aggregate, other: Aggregate) -> bool:
    return (one.row.area_code == other.row.area_code and one.row.first_day <= other.row.last_day
            and other.row.first_day <= one.row.last_day and not people(one.row.groups).isdisjoint(
                people(other.row.groups)))
