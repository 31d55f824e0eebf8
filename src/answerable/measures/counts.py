"""M1, the ledger of what the files hold, and M2, counts by place, month and group.

Rows of crime are grouped here and nowhere else, by expressions that DuckDB or Spark runs. They join to areas, not to
LSOAs, because the files carry codes of two censuses (`areas`). No row is dropped and none is merged: a Crime ID that
comes twice counts twice, and the ledger says how often. A month that a force did not publish is absent, never zero.
"""

from __future__ import annotations

import statistics
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import ibis
import ibis.expr.types as ir
from ibis import _

from answerable.measures.categories import CATEGORY_GROUP, CODES, COUNTS_IN, UNMAPPED
from answerable.measures.months import Month

SUSPECT_BELOW = 0.5  # of the force's median month
_IN_A_DEGREE = 1_000_000  # coordinates are published to six decimals, a tenth of a metre
SUSPECT_FROM_MONTHS = 3  # a median of fewer months says nothing


class Status(StrEnum):
    PRESENT = "present"
    ABSENT = "absent"
    SUSPECT = "suspect"


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """What the files hold of a force in a month. All but force, month and status are `None` when it is absent."""

    force: str
    month: Month
    status: Status
    rows: int | None = None
    rows_asb: int | None = None
    rows_without_id: int | None = None
    rows_repeating_id: int | None = None  # rows with an ID less distinct IDs
    rows_unlocated: int | None = None  # without an LSOA
    rows_unknown_lsoa: int | None = None  # with a code of neither census
    rows_outside: int | None = None  # in another force's area, or with an unknown code
    rows_unmapped_category: int | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """How many rows of a group a place has in a month."""

    key: str  # a force's name, or the code of an authority, a district or an area
    month: Month
    group: str
    n: int


@dataclass(frozen=True)
class Crimes:
    """Rows of crime on one engine, with what is needed to place them.

    crimes: month, reported_by, lsoa_code, crime_type, crime_id as text, longitude, latitude; what a file leaves
    empty is null.
    places: lsoa_code, area_code, district, authority, police_area, all text, one row for each code of either census.
    forces: reported_by, home: the police area of each force that has one.

    All three are tables of one engine. On Spark none may be held in Python's memory (`ibis.memtable`): it caches none
    that reads one.
    """

    crimes: ir.Table
    places: ir.Table
    forces: ir.Table
    cells: ir.Table = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "cells", self._cells())

    def _cells(self) -> ir.Table:
        """Rows by month, force, group and area, with whether the place is home, outside or unlocated.

        It groups first and joins then: joining ten million rows to their areas costs far more than joining the cells.
        """
        grouped = self.crimes.group_by("month", "reported_by", "lsoa_code", "crime_type").agg(
            n=_.count(), without_id=_.crime_id.isnull().ifelse(1, 0).sum())
        placed = (grouped.left_join(self.places, "lsoa_code").drop("lsoa_code_right")
                  .left_join(self.forces, "reported_by").drop("reported_by_right"))
        return placed.mutate(
            group=_.crime_type.cases(*CATEGORY_GROUP.items(), else_=UNMAPPED),
            place=ibis.cases((_.lsoa_code.isnull(), "unlocated"),
                             ((_.police_area == _.home).fill_null(False), "home"), else_="outside"),
            unknown_lsoa=_.lsoa_code.notnull() & _.area_code.isnull(),
        ).group_by("month", "reported_by", "group", "area_code", "district", "authority", "place", "unknown_lsoa").agg(
            n=_.n.sum(), without_id=_.without_id.sum()).cache()

    def ledger(self, expected: Iterable[str]) -> list[LedgerRow]:
        """M1: for each force expected or seen, and each month of which there is any file, what the files hold."""
        ids = self.crimes.group_by("reported_by", "month").agg(ids=_.crime_id.nunique())
        whole = self.cells.group_by("reported_by", "month").agg(
            rows=_.n.sum(), asb=_rows(_.group == "asb"), without_id=_.without_id.sum(),
            unlocated=_rows(_.place == "unlocated"), unknown=_rows(_.unknown_lsoa),
            outside=_rows(_.place == "outside"), unmapped=_rows(_.group == UNMAPPED),
        ).inner_join(ids, ["reported_by", "month"])
        found = {(row["reported_by"], Month.read(row["month"])): row for row in _listed(whole)}
        months = sorted({month for _force, month in found})
        usual = {force: statistics.median(row["rows"] for (one, _m), row in found.items() if one == force)
                 for force, held in _months_of(found).items() if len(held) >= SUSPECT_FROM_MONTHS}
        return [_ledger_row(force, month, found.get((force, month)), usual.get(force))
                for force in sorted({*expected, *(force for force, _month in found)}) for month in months]

    def by_force(self) -> list[Count]:
        """M2 by force: all rows that it reported, wherever they lie, zeros included."""
        found = self._sums("reported_by", self.cells)
        return _with_zeros(found, _months_of(found))

    def by(self, level: str, forces_of: Mapping[str, frozenset[str]]) -> list[Count]:
        """M2 by `district` or `authority`: rows at home only. Zero only in months that a force of the place published.

        forces_of: the forces whose home each place lies in. A place of which no force published anything has no row.
        """
        published = _months_of((row["reported_by"], Month.read(row["month"]))
                               for row in _listed(self.cells.select("reported_by", "month").distinct()))
        found = self._sums(level, self._home)
        months = {key: set().union(*(published[force] for force in forces if force in published))
                  for key, forces in forces_of.items()}
        return _with_zeros(found, {key: held for key, held in months.items() if held})

    def by_area(self) -> ir.Table:
        """M2 by area: area_code, month, group (as counted from rows: no sums), n, at home only, without zeros."""
        return self._home.group_by("area_code", "month", "group").agg(n=_.n.sum())

    def points(self) -> dict[str, tuple[float, float]]:
        """A point for each area: the mean of the distinct coordinates of its rows at home; longitude and latitude.

        It serves to find neighbours and is never drawn: the coordinates are those of anonymous map points. They are
        added up as whole millionths of a degree: sums of fractions would depend on the order that the engine takes.
        """
        distinct = (self.crimes.select("reported_by", "lsoa_code", "longitude", "latitude").distinct()
                    .inner_join(self.places, "lsoa_code").inner_join(self.forces, "reported_by")
                    .filter(_.police_area == _.home, _.longitude.notnull(), _.latitude.notnull())
                    .select("area_code", "longitude", "latitude").distinct())
        sums = distinct.group_by("area_code").agg(
            lon=_millionths(_.longitude), lat=_millionths(_.latitude), n=_.count())
        return {row["area_code"]: (_mean(row["lon"], row["n"]), _mean(row["lat"], row["n"])) for row in _listed(sums)}

    @property
    def _home(self) -> ir.Table:
        return self.cells.filter(_.place == "home")

    def _sums(self, level: str, cells: ir.Table) -> dict[tuple[str, Month, str], int]:
        found: dict[tuple[str, Month, str], int] = defaultdict(int)
        for row in _listed(cells.group_by(level, "month", "group").agg(n=_.n.sum())):
            for group in COUNTS_IN[row["group"]]:
                found[row[level], Month.read(row["month"]), group] += row["n"]
        return found


def _rows(condition: ir.BooleanValue) -> ir.Value:
    return condition.ifelse(_.n, 0).sum()


def _millionths(degrees: ir.NumericValue) -> ir.Value:
    return (degrees * _IN_A_DEGREE).round().cast("int64").sum()


def _mean(millionths: int, n: int) -> float:
    return round(millionths / n) / _IN_A_DEGREE


def _listed(table: ir.Table) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = table.to_pyarrow().to_pylist()
    return rows


def _months_of(pairs: Iterable[tuple[str, Month] | tuple[str, Month, str]]) -> dict[str, set[Month]]:
    months: dict[str, set[Month]] = defaultdict(set)
    for pair in pairs:
        months[pair[0]].add(pair[1])
    return months


def _with_zeros(found: Mapping[tuple[str, Month, str], int], months: Mapping[str, set[Month]]) -> list[Count]:
    return [Count(key, month, group, found.get((key, month, group), 0))
            for key in sorted(months) for month in sorted(months[key]) for group in CODES]


def _ledger_row(force: str, month: Month, row: Mapping[str, int] | None, usual: float | None) -> LedgerRow:
    if row is None:
        return LedgerRow(force, month, Status.ABSENT)
    suspect = usual is not None and row["rows"] < SUSPECT_BELOW * usual
    return LedgerRow(
        force, month, Status.SUSPECT if suspect else Status.PRESENT, row["rows"], row["asb"], row["without_id"],
        row["rows"] - row["without_id"] - row["ids"], row["unlocated"], row["unknown"], row["outside"], row["unmapped"])
