"""Every measure of one assessment, calculated from the files that are held."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import ibis
import pyarrow as pa

from answerable.datasets.areas import Area
from answerable.datasets.reference import Reference
from answerable.datasets.street import StreetFile
from answerable.directory import Force, forces
from answerable.measures.categories import CATEGORY_GROUP, CODES, COUNTS_IN
from answerable.measures.change import Change, changes, latest_with_earlier
from answerable.measures.concentration import Concentration, concentration
from answerable.measures.control_chart import Point, as_sequence, control_chart
from answerable.measures.counts import Count, Crimes, LedgerRow, Status
from answerable.measures.funnel import FunnelRow, funnel
from answerable.measures.gradient import DecileRate, Gradient, decile_rates, gradient
from answerable.measures.harm import Harm, harm
from answerable.measures.hot_areas import HotArea, hot_areas, nearest
from answerable.measures.months import Month
from answerable.measures.persistence import Persistence, persistence
from answerable.measures.rates import MONTHS_IN_A_YEAR, Rate, rates
from answerable.measures.rolling import RollingSum, rolling
from answerable.measures.suppression import Suppressed, suppress

CHARTED = ("core", "violence_sexual", "weapons", "robbery", "public_order", "asb")
IN_FUNNEL = ("core", "weapons", "robbery")
MAPPED = ("core", "weapons", "robbery")
FOLLOWED = ("core", "weapons")  # for persistence
WIDTHS = (3, 12)  # months of a rolling sum
MOST_TOUCH = 0.9  # of the areas, in a table of borders that is about them
BASE_GROUPS = tuple(sorted(set(CATEGORY_GROUP.values())))


class Level(StrEnum):
    """What a count is of. The value is the heading of its code in a published table."""

    FORCE = "force"
    AUTHORITY = "ua23cd"
    DISTRICT = "lad22cd"


@dataclass(frozen=True, slots=True)
class ChangeTable:
    level: Level
    base: Sequence[Month]
    new: Sequence[Month]
    rows: Sequence[Change]

    @property
    def span(self) -> str:
        """2024-01_2024-04_to_2025-01_2025-04: the first and last month of each period."""
        return f"{self.base[0]}_{self.base[-1]}_to_{self.new[0]}_{self.new[-1]}"


@dataclass(frozen=True, slots=True)
class Protected:
    """The table of the last month, district by group, and what of it may be shown."""

    month: Month
    districts: Sequence[str]
    counts: Sequence[Sequence[int]]
    suppressed: Suppressed


@dataclass(frozen=True, kw_only=True)
class Figures:
    """All measures of an assessment. Rows come in the order of their keys."""

    forces: Sequence[str]  # whose rows they are
    months: Sequence[Month]  # of which there is any file
    reference: Reference
    areas: Sequence[Area]  # of the forces that published every month
    ledger: Sequence[LedgerRow]
    counts: Mapping[Level, Sequence[Count]]
    area_counts: Mapping[str, Mapping[str, int]]  # group, area: n over all months, without zeros
    rates: Mapping[Level, Sequence[Rate]]
    changes: Sequence[ChangeTable]
    rolling: Sequence[RollingSum]
    charts: Mapping[tuple[str, str], Sequence[Point]]  # force, group: judged stretches
    sequences: Mapping[tuple[str, str], Sequence[Point]]  # the same taken as if no month were missing
    funnel: Sequence[FunnelRow]
    concentration: Sequence[Concentration]
    hot_by_border: Sequence[HotArea] | None  # `None` when it is not known which areas touch
    hot_by_nearest: Sequence[HotArea]
    persistence: Sequence[Persistence]
    deciles: Sequence[DecileRate]
    gradients: Sequence[Gradient]
    protected: Protected
    harm: Sequence[Harm]

    def names(self, level: Level) -> dict[str, str]:
        """What the places of a level are called."""
        if level is Level.FORCE:
            return {force: force for force in self.forces}
        return {getattr(area, _FIELD[level]): getattr(area, f"{_FIELD[level]}_name") for area in self.reference.areas}


_FIELD = {Level.AUTHORITY: "authority", Level.DISTRICT: "district"}


def measure(streets: Sequence[StreetFile], reference: Reference, borders: Mapping[str, Sequence[str]] | None, *,
            force: str | None = None, first: Month | None = None, last: Month | None = None) -> Figures:
    """Calculate every measure. With `force`, of its rows alone; otherwise of all, the forces that are missing named.

    borders: the areas that touch each area, if that is known. Raises ValueError if no month is left.
    """
    home = _homes(streets, reference)
    crimes = _crimes(streets, reference, home, force, first, last)
    ledger = crimes.ledger([] if force else home)
    months = sorted({row.month for row in ledger})
    if not months:
        raise ValueError("There is no month between the two that you name for which there is a file.")
    held = defaultdict(set)
    for row in ledger:
        if row.status is not Status.ABSENT:
            held[row.force].add(row.month)
    whole = {home[one] for one, found in held.items() if one in home and len(found) == len(months)}
    areas = [area for area in reference.areas if area.police_area in whole]
    counts = {Level.FORCE: crimes.by_force()} | {
        level: crimes.by(_FIELD[level], _forces_of(level, reference, home)) for level in _FIELD}
    suspect = _doubted(ledger, reference, home)
    found_rates = {level: rates(counts[level], months, _population(level, reference, home)) for level in Level}
    by_area = _by_area(crimes)
    totals = {group: {area: sum(by_month.values()) for area, by_month in of_area.items()}
              for group, of_area in by_area.items()}
    points = crimes.points()
    years = len(months) / MONTHS_IN_A_YEAR
    deciles = {group: decile_rates(group, [(area.decile, area.population, totals.get(group, {}).get(area.code, 0))
                                           for area in areas if area.decile and area.population], years)
               for group in CODES}
    near = nearest(points)
    series = _series(counts[Level.FORCE])
    return Figures(
        forces=sorted(held), months=months, reference=reference, areas=areas, ledger=ledger, counts=counts,
        area_counts=totals, rates=found_rates,
        changes=[ChangeTable(level, base, new, changes(counts[level], base, new, suspect))
                 for base, new in latest_with_earlier(months) for level in (Level.FORCE, Level.AUTHORITY)],
        rolling=[row for width in WIDTHS for row in rolling(counts[Level.FORCE], width)],
        charts={key: control_chart(one) for key, one in series.items()},
        sequences={key: as_sequence(one) for key, one in series.items()},
        funnel=funnel(one for one in found_rates[Level.DISTRICT] if one.group in IN_FUNNEL),
        concentration=[concentration(group, [totals.get(group, {}).get(area.code, 0) for area in areas])
                       for group in CODES],
        hot_by_border=[
            row for group in MAPPED for row in hot_areas(group, _of(totals, group, (a.code for a in areas)), borders)
        ] if borders and _cover(borders, areas) else None,
        hot_by_nearest=[row for group in MAPPED for row in hot_areas(group, _of(totals, group, points), near)],
        persistence=[row for group in FOLLOWED for row in persistence(
            group, {area.code: [by_area.get(group, {}).get(area.code, {}).get(month, 0) for month in months]
                    for area in areas})],
        deciles=[row for group in CODES for row in deciles[group]],
        gradients=[line for group in CODES if (line := gradient(deciles[group]))],
        protected=_protected(counts[Level.DISTRICT], months[-1]),
        harm=harm(((one.key, one.group, one.n) for one in counts[Level.FORCE] if one.group in BASE_GROUPS), {})[0],
    )


def force_called(words: str) -> Force:
    """The force of that name or code. Raises LookupError, naming the forces there are."""
    for force in forces():
        if _as_code(words) in map(_as_code, (force.code, force.name, force.in_crime_files, force.police_area)):
            return force
    raise LookupError(f"No police force is called “{words}”. There are {', '.join(one.code for one in forces())}; "
                      "“all” takes every force.")


def _as_code(words: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", words.casefold().replace("&", "and")).strip("-")


def _homes(streets: Sequence[StreetFile], reference: Reference) -> dict[str, str]:
    """The police area of each force, as the files call it. One that is not in the directory yet has its own name's."""
    home = {one.in_crime_files: one.police_area for one in forces()}
    named = {name: code for code, name in reference.police_area_name.items() if name}
    for force in sorted({force for one in streets for force, _month in one.holds} - set(home)):
        if code := named.get(_KIND_OF_FORCE.sub("", force)):
            home[force] = code
    return home


_KIND_OF_FORCE = re.compile(r" (?:Police|Police Service|Constabulary)$")


def _crimes(streets: Sequence[StreetFile], reference: Reference, home: Mapping[str, str], force: str | None,
            first: Month | None, last: Month | None) -> Crimes:
    rows = ibis.duckdb.connect().read_parquet([str(one.kept) for one in streets])
    if force:
        rows = rows.filter(rows.reported_by == force)
    if first:
        rows = rows.filter(rows.month >= str(first))
    if last:
        rows = rows.filter(rows.month <= str(last))
    area = {one.code: one for one in reference.areas}
    places = [(lsoa, area[code]) for lsoa, code in reference.area_of.items()]
    return Crimes(rows, ibis.memtable(pa.table({
        "lsoa_code": [lsoa for lsoa, _area in places], "area_code": [one.code for _lsoa, one in places],
        "district": [one.district for _lsoa, one in places], "authority": [one.authority for _lsoa, one in places],
        "police_area": [one.police_area for _lsoa, one in places],
    })), ibis.memtable(pa.table({"reported_by": list(home), "home": list(home.values())})))  # fmt: skip


def _forces_of(level: Level, reference: Reference, home: Mapping[str, str]) -> dict[str, frozenset[str]]:
    of_police_area: dict[str | None, set[str]] = defaultdict(set)
    for force, police_area in home.items():
        of_police_area[police_area].add(force)
    found: dict[str, set[str]] = defaultdict(set)
    for area in reference.areas:
        found[getattr(area, _FIELD[level])] |= of_police_area[area.police_area]
    return {key: frozenset(there) for key, there in found.items()}


def _doubted(ledger: Iterable[LedgerRow], reference: Reference, home: Mapping[str, str]) -> set[tuple[str, Month]]:
    """The places and months not to be judged: a force's suspect months, for the force and all that lies in it."""
    months: dict[str, set[Month]] = defaultdict(set)
    for row in ledger:
        if row.status is Status.SUSPECT:
            months[row.force].add(row.month)
    found = {(force, month) for force, doubted in months.items() for month in doubted}
    for level in _FIELD:
        found |= {(key, month) for key, there in _forces_of(level, reference, home).items()
                  for force in there for month in months[force]}
    return found


def _population(level: Level, reference: Reference, home: Mapping[str, str]) -> dict[str, int | None]:
    if level is Level.FORCE:
        of_area: dict[str | None, list[int | None]] = defaultdict(list)
        for area in reference.areas:
            of_area[area.police_area].append(area.population)
        few = {one.in_crime_files for one in forces() if one.few_residents}
        return {force: None if force in few else _sum(of_area[area]) for force, area in home.items()}
    of_place: dict[str, list[int | None]] = defaultdict(list)
    for area in reference.areas:
        of_place[getattr(area, _FIELD[level])].append(area.population)
    return {key: _sum(people) for key, people in of_place.items()}


def _sum(people: Sequence[int | None]) -> int | None:
    known = [one for one in people if one is not None]
    return sum(known) if known and len(known) == len(people) else None


def _cover(borders: Mapping[str, Sequence[str]], areas: Sequence[Area]) -> bool:
    """Whether the table of borders is about these areas: nearly all touch another; only islands do not."""
    return sum(area.code in borders for area in areas) >= MOST_TOUCH * len(areas)


def _by_area(crimes: Crimes) -> dict[str, dict[str, dict[Month, int]]]:
    """Group, area, month: n; sums of groups included."""
    found: dict[str, dict[str, dict[Month, int]]] = {}
    for row in crimes.by_area().to_pyarrow().to_pylist():
        month = Month.read(row["month"])
        for group in COUNTS_IN[row["group"]]:
            of_area = found.setdefault(group, {}).setdefault(row["area_code"], {})
            of_area[month] = of_area.get(month, 0) + row["n"]
    return found


def _of(totals: Mapping[str, Mapping[str, int]], group: str, codes: Iterable[str]) -> dict[str, int]:
    counted = totals.get(group, {})
    return {code: counted.get(code, 0) for code in codes}


def _series(counts: Collection[Count]) -> dict[tuple[str, str], dict[Month, float]]:
    found: dict[tuple[str, str], dict[Month, float]] = defaultdict(dict)
    for one in counts:
        if one.group in CHARTED:
            found[one.key, one.group][one.month] = one.n
    return dict(found)


def _protected(counts: Iterable[Count], month: Month) -> Protected:
    of_cell = {(one.key, one.group): one.n for one in counts if one.month == month}
    districts = sorted({key for key, _group in of_cell})
    table = [[of_cell[district, group] for group in BASE_GROUPS] for district in districts]
    return Protected(month, districts, table, suppress(table))
