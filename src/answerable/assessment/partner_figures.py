"""What partners' figures show: those that are public already, with small numbers hidden (`partner_safety`).

A figure that was given on another ground is used for the work and never published: it stands in the list of sources.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from answerable.assessment import words
from answerable.assessment.partner_safety import Linked, Shown, linked
from answerable.datasets.partner import INDICATORS, Aggregate
from answerable.documents.illustrated import Grid, Part
from answerable.measures.months import Month, all_between
from answerable.measures.rates import PER, limits
from answerable.measures.suppression import THRESHOLD
from answerable.records.formulas import defused

NAME = "partners.csv"
SAYS = "Partners’ figures that are public, small numbers hidden (c), with rates and 95% limits"
MOST_PERIODS = 12  # of an indicator on the page
MOST_ROWS = 30  # areas of a table on the page; all are in the file
HIDDEN, _HIDDEN_IN_TABLE, _NOT_GIVEN = "hidden", "c", "not given"
AREAS: Mapping[str, str] = {
    "force": "Police force", "ua": "Council", "lad": "District", "lsoa21": "Small area of the 2021 census",
    "lsoa11": "Small area of the 2011 census", "icb": "Integrated care board", "site": "Site"}
GROUPS: Mapping[str, str] = {
    "all": "All", "under25": "Under 25", "0-9": "Aged 0 to 9", "10-17": "Aged 10 to 17", "10-14": "Aged 10 to 14",
    "15-17": "Aged 15 to 17", "18-24": "Aged 18 to 24", "25plus": "Aged 25 or more", "f": "Female", "m": "Male"}
_SAYS = {
    Shown.PROVED: "Numbers from 1 to 4 are hidden, and others so that nobody can work them out from the totals beside "
                  "them: linear programming shows for each the range that a reader can reach.",
    Shown.ALONE: "They do not add up as one table with its totals. Shown are those that have nothing in common: a part "
                 "beside its total would tell what is left of it.",
    Shown.NONE: "Some of them are small or were hidden by their source, and they are no table with its totals that can "
                "be made safe. All of them are hidden.",
    Shown.CONFLICT: "Two of them are for the same people, an area stands there under two kinds of code, or a group "
                    "has nobody in it. All of them are hidden.",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rate:
    """Events for each 1,000 of the denominator in the period, with 95% limits."""

    value: float
    lower: float
    upper: float
    denominator: int
    kind: str


def parts(figures: Sequence[Aggregate], names: Mapping[str, str]) -> list[Part]:
    """The section, with a part for each indicator. names: of areas, by their codes. Empty if nothing is public."""
    together = linked(figures)
    if not together:
        return []
    return [Part("partners", "What partners’ figures show", sentences=[
        "These figures are public already: each stands under the licence of its source. They are counts of "
        "different things by different bodies, so they are not added up and not compared with recorded crime.",
        "Figures that were given for the work only are not published. The list of sources says on what ground they "
        f"were given. Every number that is shown stands in {NAME} too."]),
        *(_of_indicator(slug, list(of_it), names) for slug, of_it in groupby(
            together, lambda one: one.figures[0].row.indicator))]


def rows(figures: Sequence[Aggregate]) -> list[dict[str, Any]]:
    """The same as rows of a table. What is hidden is `c`, and says nothing else of its number."""
    return [_row(one, shown, rate(one) if shown and together.may_rate else None)
            for together in linked(figures) for one, shown in together.may_show()]


def rate(one: Aggregate) -> Rate | None:
    """The rate of a figure that is shown; `None` below five and without a denominator."""
    if one.numerator is None or one.numerator < THRESHOLD or not one.denominator:
        return None
    half, base = one.rounding // 2, one.denominator / PER
    lower, upper = limits(max(0, one.numerator - half))[0], limits(one.numerator + half)[1]
    return Rate(one.numerator / base, lower / base, upper / base, one.denominator, one.denominator_kind)


def _of_indicator(slug: str, together: Sequence[Linked], names: Mapping[str, str]) -> Part:
    sentences, grids = [], []
    if len(together) > MOST_PERIODS:
        sentences = [f"These are the latest; those of {len(together) - MOST_PERIODS} more periods are in {NAME}."]
    for one in together[-MOST_PERIODS:]:
        sentences += list(_sentences(one))
        for _key, table in groupby(sorted(one.may_show(), key=_table), key=_table):
            grids += list(_grids(list(table), names, with_rates=one.may_rate))
    return Part(f"partners-{slug.replace('_', '-')}", INDICATORS[slug].name, 3, sentences=sentences, grids=grids)


def _table(seen: tuple[Aggregate, bool]) -> tuple[date, date, int]:
    row = seen[0].row
    return row.first_day, row.last_day, list(AREAS).index(row.area_type)


def _sentences(together: Linked) -> Iterator[str]:
    rows = [one.row for one in together.figures]
    periods = [_period(*span) for span in sorted({(row.first_day, row.last_day) for row in rows})]
    given = sorted({(one.row.source or "a source that is not named", one.released) for one in together.figures})
    sources = words.listed([f"{source}, released {_day(day)}" for source, day in given])
    yield f"{INDICATORS[rows[0].indicator].name}, {words.listed(periods)}: from {sources}. Public."
    if together.shown in _SAYS:
        yield _SAYS[together.shown]
    bases = sorted({one.rounding for one in together.figures if one.rounding > 1})
    if bases:
        yield f"Numbers were rounded by the source, to multiples of {words.listed([str(base) for base in bases])}."


def _grids(table: Sequence[tuple[Aggregate, bool]], names: Mapping[str, str], *, with_rates: bool) -> Iterator[Grid]:
    """The numbers, and the rates where there are any. Nothing of which all is hidden, nor of more than a page holds."""
    row = table[0][0].row
    areas = sorted({one.row.area_code for one, _shown in table})
    if len(areas) > MOST_ROWS or not any(shown for _one, shown in table):
        return
    groups = sorted({_in_order(one) for one, _shown in table}, key=_places)
    told = f"{INDICATORS[row.indicator].name} by {_by(row.area_type)}, {_period(row.first_day, row.last_day)}"
    headings = (AREAS[row.area_type], *(_group(one) for one in groups))
    cells = {(one.row.area_code, _in_order(one)): f"{one.numerator:,}" if shown else HIDDEN for one, shown in table}
    yield Grid(told, headings, _lines(areas, groups, cells, names))
    rated = {(one.row.area_code, _in_order(one)): _rate_in_words(found) for one, shown in table
             if with_rates and shown and (found := rate(one))}
    if rated:
        unrated = {place: HIDDEN if cell == HIDDEN else "no rate" for place, cell in cells.items()}
        yield Grid(f"{told}: per 1,000 in the period, with 95% limits", headings,
                   _lines(areas, groups, unrated | rated, names))


_Groups = tuple[str, ...]


def _lines(areas: Sequence[str], groups: Sequence[_Groups], cells: Mapping[tuple[str, _Groups], str],
           names: Mapping[str, str]) -> list[tuple[str, ...]]:
    return [(names.get(area, area), *(cells.get((area, group), _NOT_GIVEN) for group in groups)) for area in areas]


def _rate_in_words(one: Rate) -> str:
    return (f"{words.rate(one.value)} ({words.rate(one.lower)} to {words.rate(one.upper)}) of {one.denominator:,} "
            f"{one.kind}")


def _in_order(one: Aggregate) -> _Groups:
    """The groups of a figure, written in one way only: male and under 25 are under 25 and male."""
    return tuple(group for group in GROUPS if group in one.row.groups and group != "all") or ("all",)


def _places(groups: _Groups) -> list[int]:
    return [list(GROUPS).index(one) for one in groups]


def _group(groups: _Groups) -> str:
    return ", ".join(GROUPS[one] if not place else GROUPS[one].lower() for place, one in enumerate(groups))


def _by(kind: str) -> str:
    return f"{AREAS[kind][0].lower()}{AREAS[kind][1:]}"


def _period(first: date, last: date) -> str:
    return words.stretch(all_between(Month(first.year, first.month), Month(last.year, last.month)))


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _row(one: Aggregate, shown: bool, found: Rate | None) -> dict[str, Any]:
    row = one.row
    return {
        "indicator": row.indicator, "area_type": row.area_type, "area_code": row.area_code,
        "period_start": row.first_day, "period_end": row.last_day, "group": "|".join(row.groups),
        "n": one.numerator if shown else _HIDDEN_IN_TABLE, "rounding": one.rounding,
        "denominator": found.denominator if found else None, "denominator_kind": found.kind if found else None,
        "rate": found.value if found else None, "lower": found.lower if found else None,
        "upper": found.upper if found else None, "source": defused(row.source), "source_release": one.released}
