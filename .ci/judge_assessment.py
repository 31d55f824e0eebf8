#!/usr/bin/env python3
"""Judges the measures of recorded crime: judge_assessment.py SHARED, run with the python of an installation.

Runs `answerable assess` on the monthly files of one force, and on the month of all forces, and compares each table with
the one of the same name in SHARED/data/crime-expected: counts and labels exactly, other numbers within the tolerance
that its README gives. A label may differ where the number it rests on is as near to its cut as that. Then the fixtures:
harm with and without weights, cover and what a grant's end would do to it, hiding of small numbers.
"""

import csv
import gzip
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from pathlib import Path

from answerable.measures.coverage import Grant, Intervention, Link, Need, coverage
from answerable.measures.harm import harm
from answerable.measures.suppression import suppress

TOLERANCE, OF_HOT_AREAS = 1e-9, 1e-8
KEYS = {"force", "month", "group", "ua23cd", "lad22cd", "area_code", "width", "mode", "imd_decile"}
NEIGHBOURS_MAY_DIFFER = 0.001  # of areas: a point may be rounded the other way
ONCE = 1  # a row of a table


def rows(path: Path) -> list[dict[str, str]]:
    with gzip.open(path, "rt") if path.suffix == ".gz" else path.open() as text:
        return list(csv.DictReader(text))


def close(found: str, expected: str, tolerance: float) -> bool:
    if found == expected:
        return True
    try:
        a, b = float(found), float(expected)
    except ValueError:
        return False
    return abs(a - b) <= tolerance * max(abs(a), abs(b))


def differences(found: Path, expected: Path) -> Iterator[str]:
    """Where two tables differ: rows that one of them lacks, and cells."""
    tolerance = OF_HOT_AREAS if expected.name.startswith("m09") else TOLERANCE
    wanted, made = ({tuple(row[k] for k in row if k in KEYS): row for row in rows(one)} for one in (expected, found))
    if len(wanted) != len(rows(expected)):
        yield "the keys do not tell the rows apart"
    yield from (f"no row {key}" for key in wanted.keys() - made.keys())
    yield from (f"a row {key} too many" for key in made.keys() - wanted.keys())
    off = {key for key in wanted.keys() & made.keys() for column, value in wanted[key].items()
           if not close(made[key].get(column, "no such column"), value, tolerance)}
    if "knn" in expected.name and len(off) <= NEIGHBOURS_MAY_DIFFER * len(wanted):
        return
    for key in sorted(off):
        yield f"{key}: " + ", ".join(
            f"{column} is {made[key].get(column)}, not {value}" for column, value in wanted[key].items()
            if not close(made[key].get(column, "no such column"), value, tolerance))


def judge(shared: Path, data: Path, area: str, expected: Path, work: Path) -> Iterator[str]:
    started = time.monotonic()
    subprocess.run([Path(sys.executable).parent / "answerable", "assess", "--data", data, "--area", area,  # noqa: S603
                    "--out", work], check=True, stdout=subprocess.DEVNULL, timeout=600)
    print(f"{expected.name}: made in {time.monotonic() - started:.1f} s")
    for table in sorted(expected.glob("m*.csv*")):
        if table.name.startswith("m12"):
            continue  # another pattern is as good: its properties are tested
        if not (work / table.name).exists():
            yield f"{expected.name}/{table.name} was not made"
            continue
        found = list(differences(work / table.name, table))
        print(f"  {table.name}: {len(rows(table))} rows, {len(found)} differ")
        yield from (f"{expected.name}/{table.name}: {one}" for one in found[:3])
    yield from protected(work)


def protected(work: Path) -> Iterator[str]:
    audit = json.loads((work / "m12_audit.json").read_text())
    if not audit["all_lines_safe"]:
        yield "the small numbers of the last month are not safe"
    shown = [value for row in rows(work / "m12_suppressed_last_month.csv") for column, value in row.items()
             if column != "lad22cd"]
    yield from (f"a small number {value} is shown" for value in shown if value in {"1", "2", "3", "4"})


def fixtures(folder: Path) -> Iterator[str]:
    small = json.loads((folder / "m12_small_table.json").read_text())
    made = suppress(small["table"]["data"], small["threshold"])
    if not made.safe or any(0 < n < small["threshold"] and not hidden for line, mask in
                            zip(small["table"]["data"], made.hidden.tolist(), strict=True)
                            for n, hidden in zip(line, mask, strict=True)):
        yield "the small table is not protected"
    yield from _harm(folder)
    yield from _cover(folder)


def _harm(folder: Path) -> Iterator[str]:
    case = json.loads((folder / "m13_harm.json").read_text())
    counts = [(row["area"], row["crime_type"], int(row["n"])) for row in rows(folder / "input_harm_counts.csv")]
    fewer = {name: weight for name, weight in case["weights"].items() if name != "Bicycle theft"}
    for weights, wanted, missing in ((case["weights"], case["result"], []),
                                     (fewer, case["without_bicycle_theft"]["result"], ["Bicycle theft"])):
        made, lacking = harm(counts, weights)
        if lacking != missing or [(one.key, one.n, one.harm, one.mean_weight) for one in made] != [
                (one["area"], one["n"], one["h"], one["mean_weight"]) for one in wanted]:
            yield f"harm with weights for {sorted(weights)} is {made}"


def _cover(folder: Path) -> Iterator[str]:
    needs = [Need(r["need"], r["group"], r["place"], int(r["demand"]) if r["demand"] else None)
             for r in rows(folder / "input_needs.csv")]
    interventions = [Intervention(r["intervention"], int(r["cost"]), int(r["capacity"]),
                                  int(r["evidence"]) if r["evidence"] else None)
                     for r in rows(folder / "input_interventions.csv")]
    links = [Link(r["intervention"], r["need"], r["group"], r["place"], Fraction(r["share"]))
             for r in rows(folder / "input_links.csv")]
    grants = [Grant(r["intervention"], int(r["amount"]), date.fromisoformat(r["start"]), date.fromisoformat(r["end"]))
              for r in rows(folder / "input_grants.csv")]
    renewed = [*grants, *(Grant(r["intervention"], int(r["amount"]) * 7 // 10, date(2026, 4, 1), date(2027, 3, 31))
                          for r in rows(folder / "input_grants.csv") if r["grant"] == "svd")]
    cases = {"today": grants, "grant ends": grants, "grant renewed at 70%": renewed}
    for row in rows(folder / "m14_coverage.csv"):
        made = {(one.need.need, one.need.group, one.need.place): one for one in coverage(
            needs, interventions, links, cases[row["scenario"]], date.fromisoformat(row["when"]))}
        one = made[row["need"], row["group"], row["place"]]
        numbers = [(float(one.supply), row["supply"]),
                   ("" if one.coverage is None else float(one.coverage), row["coverage"])]
        if one.status != row["status"] or not all(close(str(a), b, TOLERANCE) for a, b in numbers):
            yield f"cover of {row['need']}, {row['group']}, {row['place']} when {row['scenario']} is {one}"


def main() -> int:
    shared = Path(sys.argv[1]).resolve()
    crime, expected = shared / "data" / "crime", shared / "data" / "crime-expected"
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        sets = {"cumbria-to-2025-06": ("Cumbria", "cumbria"),
                "2025-07-all-forces": ("all", "2025-07-all-available-forces-street.parquet")}
        faults = []
        for name, (area, held) in sets.items():
            data = work / f"{name}-data"
            data.mkdir()
            for part in (held, "reference", "geo"):
                (data / part).symlink_to(crime / part)
            faults += judge(shared, data, area, expected / name, work / name)
        faults += fixtures(expected / "fixtures")
    print("\n".join(faults) or "every table agrees")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
