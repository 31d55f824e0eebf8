"""Which pictures stand where in an assessment: each is drawn only where it can be read."""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from answerable.assessment import words
from answerable.assessment.figures import FOLLOWED, IN_FUNNEL, MAPPED, Figures, Level
from answerable.assessment.notes import Annotation
from answerable.assessment.pictures import (
    HOT_AREAS,
    PERSISTENCE,
    changes_by_place,
    concentration_curve,
    deprivation_steps,
    funnel_plot,
    gap_strip,
    map_picture,
    rates_by_place,
    run_of_months,
)
from answerable.datasets.boundaries import Ring
from answerable.documents.illustrated import Grid, Picture
from answerable.measures.categories import GROUP
from answerable.measures.concentration import curve
from answerable.measures.counts import Status
from answerable.measures.hot_areas import Kind as Heat
from answerable.measures.months import Month
from answerable.measures.persistence import Kind as Often

MOST_MAPPED = 2_000  # areas: of more, none can be seen
_LASTING = (Often.PERSISTENT, Often.RECURRENT)
FEW_PLACES = 30  # that one picture, or one table on the page, can hold; all are in the files


def months(figures: Figures, group: str, annotations: Sequence[Annotation]) -> Iterator[Picture]:
    """The months of each force, over the strip of what its files hold."""
    for force in figures.forces:
        series = {one.month: float(one.n) for one in figures.counts[Level.FORCE]
                  if one.key == force and one.group == group}
        title = f"{GROUP[group].name} by month{_of(figures, force)}"
        picture = run_of_months(title, series, figures.charts.get((force, group), ()), states=_states(figures, force),
                                notes=annotations)
        yield replace(picture, table=_by_year(title, series))


def _of(figures: Figures, force: str) -> str:
    return f", {force}" if len(figures.forces) > 1 else ""


def _states(figures: Figures, force: str) -> dict[Month, Status]:
    return {row.month: row.status for row in figures.ledger if row.force == force}


def _by_year(title: str, series: dict[Month, float]) -> Grid:
    """A row for each year of which anything is held, a column for each month."""
    return Grid(title, ("Year", *calendar.month_abbr[1:]), [
        (str(year), *(f"{series[month]:,.0f}" if (month := Month(year, number)) in series else "no file"
                      for number in range(1, 13)))
        for year in sorted({month.year for month in series})])


def changes(figures: Figures, group: str) -> Iterator[Picture]:
    """The forces and authorities together, over the two years nearest to each other."""
    tables = [table for table in figures.changes if table.base == figures.changes[-1].base]
    names = figures.names(Level.FORCE) | figures.names(Level.AUTHORITY)
    rows = [one for table in tables for one in table.rows if one.group == group]
    if rows and len(rows) <= FEW_PLACES:
        periods = words.both_periods(tables[0].base, tables[0].new)
        yield changes_by_place(f"{GROUP[group].name}, change by place: {periods}", rows, names, periods)


def rates(figures: Figures, group: str) -> Iterator[Picture]:
    """The authorities, and the districts."""
    for level, called in ((Level.AUTHORITY, "authority"), (Level.DISTRICT, "district")):
        rows = [one for one in figures.rates[level] if one.group == group]
        if rows and len(rows) <= FEW_PLACES:
            yield rates_by_place(f"{GROUP[group].name}, rate by {called}", rows, figures.names(level))


def funnels(figures: Figures, group: str) -> Iterator[Picture]:
    rows = [one for one in figures.funnel if one.rate.group == group and one.phi is not None]
    if rows:
        yield funnel_plot(f"{GROUP[group].name}, districts in a funnel", rows, figures.names(Level.DISTRICT))


def concentrations(figures: Figures) -> Iterator[Picture]:
    for group in IN_FUNNEL:
        counted = figures.area_counts.get(group, {})
        drawn = curve([counted.get(area.code, 0) for area in figures.areas])
        if drawn:
            yield concentration_curve(f"{GROUP[group].name}: how much lies in how few areas", drawn)


def persistence_maps(figures: Figures, outlines: Mapping[str, Sequence[Ring]]) -> Iterator[Picture]:
    """Only where an area was high in half of the months or more: a map of less is a map of chance."""
    for group in FOLLOWED:
        rows = [one for one in figures.persistence if one.group == group]
        if _mappable(figures, outlines) and any(one.kind in _LASTING for one in rows):
            yield map_picture(f"{GROUP[group].name}: areas that are high month after month", outlines,
                              {one.area_code: str(one.kind) for one in rows}, PERSISTENCE)


def hot_maps(figures: Figures, outlines: Mapping[str, Sequence[Ring]]) -> Iterator[Picture]:
    """Where any area stands out."""
    for group in MAPPED:
        rows = [one for one in figures.hot_by_border or figures.hot_by_nearest if one.group == group]
        if _mappable(figures, outlines) and any(one.kind is not Heat.NONE for one in rows):
            yield map_picture(f"{GROUP[group].name}: areas that stand out with their neighbours", outlines,
                              {one.area_code: str(one.kind) for one in rows}, HOT_AREAS)


def _mappable(figures: Figures, outlines: Mapping[str, Sequence[Ring]]) -> bool:
    return 0 < len(outlines) <= MOST_MAPPED and all(area.code in outlines for area in figures.areas)


def deprivation(figures: Figures) -> Iterator[Picture]:
    for group in IN_FUNNEL:
        rows = [one for one in figures.deciles if one.group == group]
        if rows:
            yield deprivation_steps(f"{GROUP[group].name} by deprivation", rows)


def files(figures: Figures) -> Iterator[Picture]:
    for force in figures.forces:
        yield gap_strip(f"Months held{_of(figures, force)}", _states(figures, force))
