"""The tables of an assessment as files: one for each measure, CSV in UTF-8, numbers to twelve significant digits."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from enum import Enum
from typing import Any

from answerable.assessment.figures import BASE_GROUPS, CHARTED, Figures, Level
from answerable.measures.funnel import FunnelRow
from answerable.measures.suppression import THRESHOLD

_DIGITS = ".12g"
_NAME = {Level.FORCE: "force", Level.AUTHORITY: "authority", Level.DISTRICT: "district"}
_HIDDEN = "c"
Row = dict[str, Any]


def files(figures: Figures) -> dict[str, bytes]:
    """Every table, by the name of its file. Large ones are gzipped."""
    return {name: _gzipped(name, written(rows)) for name, rows in _tables(figures) if rows} | {
        "m12_audit.json": _audit(figures)}


def _tables(figures: Figures) -> Iterator[tuple[str, list[Row]]]:
    yield "m01_ledger.csv", [_row(one) for one in figures.ledger]
    for level, name in _NAME.items():
        yield f"m02_counts_{name}.csv", [_row(one, key=level) for one in figures.counts[level]]
    yield "m02_counts_area.csv.gz", [
        {"area_code": area, "group": group, "n": n}
        for area, group, n in sorted((area, group, n) for group, of_area in figures.area_counts.items()
                                     for area, n in of_area.items())]
    for level, name in _NAME.items():
        yield f"m03_rates_{name}.csv", [_row(one, key=level) for one in figures.rates[level]]
    for table in figures.changes:
        yield f"m04_change_{_NAME[table.level]}_{table.span}.csv", [_row(one, key=table.level) for one in table.rows]
    yield "m05_rolling_force.csv", [_row(one, key=Level.FORCE) for one in figures.rolling]
    yield "m06_xmr_force.csv", list(_charts(figures))
    yield "m07_funnel_district.csv", [_funnel(one) for one in figures.funnel]
    yield "m08_concentration.csv", [_row(one) for one in figures.concentration]
    if figures.hot_by_border is not None:
        yield "m09_gistar_contiguity.csv", [_row(one) for one in figures.hot_by_border]
    yield "m09_gistar_knn8.csv.gz", [_without(_row(one), "neighbours") for one in figures.hot_by_nearest]
    yield "m10_persistence.csv", [_row(one) for one in figures.persistence]
    yield "m11_gradient_deciles.csv", [_row(one) for one in figures.deciles]
    yield "m11_gradient_summary.csv", [_row(one) for one in figures.gradients]
    protected = figures.protected
    yield "m12_suppressed_last_month.csv", [
        {Level.DISTRICT: district, **{group: _HIDDEN if hidden else n for group, n, hidden
                                      in zip(BASE_GROUPS, counts, mask, strict=True)}}
        for district, counts, mask in zip(protected.districts, protected.counts, protected.suppressed.hidden.tolist(),
                                          strict=True)]
    yield "m13_harm.csv", [_row(one, key=Level.FORCE) for one in figures.harm]


def _charts(figures: Figures) -> Iterator[Row]:
    """With the force only if there are several."""
    for force in figures.forces:
        which = {"force": force} if len(figures.forces) > 1 else {}
        for points in (figures.sequences, figures.charts):
            for group in CHARTED:
                yield from ({**which, "group": group, **_row(point)} for point in points.get((force, group), ()))


def _funnel(one: FunnelRow) -> Row:
    return _row(one.rate, key=Level.DISTRICT) | _without(_row(one), "rate")


def _row(one: Any, key: Level | None = None) -> Row:
    """The fields of a value as a row; its `key` under the heading of the level."""
    return {(key if key and field.name == "key" else field.name): getattr(one, field.name) for field in fields(one)}


def _without(row: Row, name: str) -> Row:
    return {column: value for column, value in row.items() if column != name}


def written(rows: Sequence[Row]) -> bytes:
    """Rows as CSV, under a heading of the first one's columns."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([str(column) for column in rows[0]])
    writer.writerows([_cell(value) for value in row.values()] for row in rows)
    return out.getvalue().encode()


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, Enum):
        return str(value.value)
    return format(value, _DIGITS) if isinstance(value, float) else str(value)


def _gzipped(name: str, data: bytes) -> bytes:
    return gzip.compress(data, mtime=0) if name.endswith(".gz") else data


def _audit(figures: Figures) -> bytes:
    protected = figures.protected
    hidden: Iterable[Row] = (
        {"row": protected.districts[one.row], "column": BASE_GROUPS[one.column], "low": one.low, "high": one.high}
        for one in protected.suppressed.ranges)
    says = {"month": str(protected.month), "threshold": THRESHOLD, "all_lines_safe": protected.suppressed.safe,
            "hidden": list(hidden)}
    return (json.dumps(says, indent=1) + "\n").encode()
