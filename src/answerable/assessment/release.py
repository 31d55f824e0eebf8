"""What an assessment was made of, and what changed since an earlier one, and why: data, method or area."""

from __future__ import annotations

import csv
import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from answerable.assessment import words
from answerable.assessment.figures import Figures, Level
from answerable.assessment.method import DESCRIPTION
from answerable.datasets.street import LICENCE, StreetFile
from answerable.documents.illustrated import Part
from answerable.measures.categories import GROUP
from answerable.measures.months import Month, stretches

METHOD = 1  # goes up whenever the same files give other figures
NAME = DESCRIPTION
_MOST_NAMED = 12  # differences; the rest are in the tables
_BASE = tuple(code for code, group in GROUP.items() if not group.sums)  # sums change with what they add up


@dataclass(frozen=True, slots=True)
class Release:
    """What is compared of an assessment."""

    where: str  # "recorded by Marlshire Police"
    method: int
    made_of: Mapping[str, str]  # SHA-256 of each file: its name
    counts: Mapping[tuple[str, Month, str], int]  # force, month, group
    statements: Mapping[tuple[str, str, str], str]  # months compared as in the names of tables, force, group


def manifest(figures: Figures, streets: Sequence[StreetFile], where: str, tables: Mapping[str, bytes]) -> bytes:
    """The assessment's own description: files it was made of, with checksum and licence, and those it consists of."""
    says = {
        "where": where,
        "method": METHOD,
        "months": [str(month) for month in figures.months],
        "made_of": [{"name": one.name, "sha256": one.sha256, "rows": one.rows, "licence": LICENCE}
                    for one in sorted(streets, key=lambda one: one.name)],
        "reference": [path.name for path in figures.reference.files],
        "tables": {name: hashlib.sha256(data).hexdigest() for name, data in sorted(tables.items())},
    }
    return (json.dumps(says, indent=1, ensure_ascii=False) + "\n").encode()


def of_figures(figures: Figures, streets: Sequence[StreetFile], where: str) -> Release:
    """What is compared of an assessment that has just been made."""
    return Release(
        where, METHOD, {one.sha256: one.name for one in streets},
        {(one.key, one.month, one.group): one.n for one in figures.counts[Level.FORCE]},
        {(table.span, one.key, one.group): str(one.statement)
         for table in figures.changes if table.level is Level.FORCE for one in table.rows})


def read(folder: Path) -> Release:
    """An earlier assessment from the folder it was written to. Raises ValueError if it is not whole."""
    try:
        says = json.loads((folder / NAME).read_text("utf-8"))
        counts = {(row["force"], Month.read(row["month"]), row["group"]): int(row["n"])
                  for row in _rows(folder / "m02_counts_force.csv")}
        statements = {(_periods(path), row["force"], row["group"]): row["statement"]
                      for path in sorted(folder.glob("m04_change_force_*.csv")) for row in _rows(path)}
        return Release(says["where"], says["method"], {one["sha256"]: one["name"] for one in says["made_of"]}, counts,
                       statements)
    except (OSError, KeyError, TypeError, ValueError) as problem:
        raise ValueError(f"{folder} does not hold a whole assessment ({problem}). Name the folder that an earlier "
                         "one was written to.") from None


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8") as text:
        return list(csv.DictReader(text))


def _periods(path: Path) -> str:
    """What a table of changes compares, from its name: 2024-01_2024-04_to_2025-01_2025-04."""
    return path.stem.removeprefix("m04_change_force_")


def since(before: Release, now: Release) -> Part:
    """What changed, each thing with its reason."""
    told = [*_area(before, now), *_method(before, now), *_months(before, now), *_revised(before, now),
            *_statements(before, now)]
    return Part("since", "What changed since the last release",
                sentences=() if told else ["Nothing changed: the same files, the same method and the same area."],
                points=told)


def _area(before: Release, now: Release) -> Iterator[str]:
    if before.where != now.where:
        yield f"Area: crime {now.where}; it was crime {before.where}. Figures of the two cannot be compared."


def _method(before: Release, now: Release) -> Iterator[str]:
    if before.method != now.method:
        yield f"Method: version {now.method}, was {before.method}. The same files can give other figures."


def _months(before: Release, now: Release) -> Iterator[str]:
    then, there = ({month for _force, month, _group in one.counts} for one in (before, now))
    for what, months in (("Data: added", there - then), ("Data: left out", then - there)):
        if months:
            yield f"{what} {words.listed([words.stretch(one) for one in stretches(months)])}."


def _revised(before: Release, now: Release) -> Iterator[str]:
    """Months held in both whose figures differ."""
    differs: dict[Month, list[str]] = defaultdict(list)
    for (force, month, group), n in sorted(now.counts.items()):
        was = before.counts.get((force, month, group))
        if group in _BASE and was is not None and was != n:
            differs[month].append(f"{GROUP[group].name} {was:,} to {n:,}" + (
                f" ({force})" if len({one for one, _month, _group in now.counts}) > 1 else ""))
    new = sorted(name for sha256, name in now.made_of.items() if sha256 not in before.made_of)
    why = (f"Data: published again ({words.listed(new)})" if new and len(new) <= _MOST_NAMED
           else "Data: published again" if new else "Method")
    told = [f"{why}: {month.in_words}, {'; '.join(parts)}." for month, parts in sorted(differs.items())]
    yield from told[:_MOST_NAMED]
    if len(told) > _MOST_NAMED:
        yield f"{len(told) - _MOST_NAMED} more months have other figures than before; the tables show them."


def _statements(before: Release, now: Release) -> Iterator[str]:
    for (months, force, group), said in sorted(now.statements.items()):
        was = before.statements.get((months, force, group))
        if was is not None and was != said:
            yield f"In words: {GROUP[group].name}, {force}, {_in_words(months)}: {said}; it was {was}."


def _in_words(span: str) -> str:
    base, new = span.split("_to_")
    return " to ".join(words.stretch([Month.read(month) for month in part.split("_")]) for part in (base, new))
