"""Ten million rows of crime: the ledger and the counts beside plain SQL, and hot areas beside esda's simulation.

    python bench/assess.py FOLDER

FOLDER holds street files and the reference tables. They are written again and again, each time a month earlier, with
other IDs and coordinates, until there are ten million rows. The product and SQL written by hand for DuckDB then group
them by force, district, authority and area and count distinct IDs, three times each in turn, each time in a new
process. Needs the packages of `requirements/bench.txt`. Ends with 1 when the product takes more than twice the time of
SQL or too much memory, when the two do not count the same, or when exact p is less than five times as fast as esda's.
"""

from __future__ import annotations

import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from datetime import date
from pathlib import Path

ROWS = 10_000_000
ROUNDS = 3
MOST_TIMES_SQL = 2.0
MOST_MEMORY = 2_500  # MB, of 1,000,000 bytes
LEAST_TIMES_FASTER = 5.0
SAME = 1e-8  # z of ours and esda's
PERMUTATIONS = 999

COPY = """
    copy (select substr(md5(copy::varchar), 1, 8) || substr(crime_id, 9) as crime_id,
                 strftime(strptime(month || '-01', '%Y-%m-%d') - to_months(copy::int), '%Y-%m') as month, reported_by,
                 longitude + copy * 0.000001 as longitude, latitude + copy * 0.000001 as latitude, lsoa_code, crime_type
          from read_parquet('{kept}/*.parquet'), range({copies}) copies(copy))
    to '{rows}' (format parquet)
"""
CELLS = """
    create table cells as
    select month, reported_by, coalesce(category.counted_as, 'unmapped') as counted_as, area_code, district, authority,
           case when lsoa_code is null then 'unlocated' when police_area = home then 'home' else 'outside' end as place,
           lsoa_code is not null and area_code is null as unknown_lsoa, sum(n)::bigint as n
    from (select month, reported_by, lsoa_code, crime_type, count(*) as n from read_parquet('{rows}') group by all)
    left join category using (crime_type) left join places using (lsoa_code) left join forces using (reported_by)
    group by all
"""
TABLES = {
    "ids": "select reported_by, month, count(distinct crime_id) as ids, count(*) - count(crime_id) as without_id "
           "from read_parquet('{rows}') group by all",
    "ledger": "select reported_by, month, sum(n), sum(n) filter (counted_as = 'asb'), "
              "sum(n) filter (place = 'unlocated'), sum(n) filter (place = 'outside'), sum(n) filter (unknown_lsoa), "
              "sum(n) filter (counted_as = 'unmapped') from cells group by all",
    "force": "select reported_by, month, counted_as, sum(n)::bigint as n from cells group by all",
    "district": "select district, month, counted_as, sum(n)::bigint as n from cells where place = 'home' group by all",
    "authority": "select authority, month, counted_as, sum(n)::bigint as n from cells where place = 'home' "
                 "group by all",
    "area": "select area_code, month, counted_as, sum(n)::bigint as n from cells where place = 'home' group by all",
}  # fmt: skip


def main(folder: str) -> int:
    """This process stays small: a new one is said to have used at least as much memory as the one that began it."""
    with tempfile.TemporaryDirectory(prefix="answerable-bench-") as work:
        made = _apart("make", folder, work)
        print(f"{made['rows']:,} rows, {made['months']} months")
        rounds = [{name: _apart(name, folder, work) for name in ("sql", "product")} for _ in range(ROUNDS)]
        near = _apart("hot_areas", folder, work)
    times = statistics.median(one["product"]["seconds"] for one in rounds) / statistics.median(
        one["sql"]["seconds"] for one in rounds)
    memory = max(one["product"]["memory"] for one in rounds)
    same = all(one["product"]["found"] == one["sql"]["found"] for one in rounds)
    print(f"ledger and counts: {times:.2f} times DuckDB's own SQL (at most {MOST_TIMES_SQL:.0f} wanted)")
    print(f"memory at its most: {memory:,.0f} MB, of SQL {max(one['sql']['memory'] for one in rounds):,.0f} MB "
          f"(at most {MOST_MEMORY:,} wanted)")
    print(f"sums: {rounds[0]['product']['found']}" + ("" if same else f", but by SQL {rounds[0]['sql']['found']}"))
    print(f"hot areas with exact p, {near['areas']:,} areas: {near['times']:.1f} times as fast as {PERMUTATIONS} "
          f"permutations (at least {LEAST_TIMES_FASTER:.0f} wanted), z differs by {near['apart']:.0e} at most")
    return int(not (times <= MOST_TIMES_SQL and memory <= MOST_MEMORY and same
                    and near["times"] >= LEAST_TIMES_FASTER and near["apart"] <= SAME))


def _apart(do: str, folder: str, work: str) -> dict:
    done = subprocess.run([sys.executable, __file__, do, folder, work], stdout=subprocess.PIPE, check=True)
    return json.loads(done.stdout)


def make(folder: Path, work: Path) -> dict:
    import duckdb

    from answerable.datasets.street import take_in

    held = sum(one.rows for one in take_in(folder, work / "kept"))
    rows = work / "rows.parquet"
    duckdb.execute(COPY.format(kept=work / "kept", copies=-(-ROWS // held), rows=rows))
    made, months = duckdb.execute(f"select count(*), count(distinct month) from read_parquet('{rows}')").fetchone()
    return {"rows": made, "months": months}


def product(folder: Path, work: Path) -> dict:
    from answerable.measures.counts import Crimes

    places, forces, forces_of = _lookups(folder)
    import ibis

    began = time.perf_counter()
    crimes = Crimes(ibis.duckdb.connect().read_parquet(str(work / "rows.parquet")), ibis.memtable(places),
                    ibis.memtable(forces))
    ledger, force = crimes.ledger(()), crimes.by_force()
    by = {level: crimes.by(level, forces_of[level]) for level in ("district", "authority")}
    area = crimes.by_area().to_pyarrow()
    seconds = time.perf_counter() - began
    parts = ("all_crime", "asb")
    return {"seconds": seconds, "found": {
        "rows": sum(row.rows or 0 for row in ledger),
        "ids": sum(row.rows - row.rows_without_id - row.rows_repeating_id for row in ledger if row.rows is not None),
        "unlocated": sum(row.rows_unlocated or 0 for row in ledger),
        "outside": sum(row.rows_outside or 0 for row in ledger),
        "force": sum(one.n for one in force if one.group in parts),
        **{level: sum(one.n for one in found if one.group in parts) for level, found in by.items()},
        "area": sum(area["n"].to_pylist()), "area_rows": area.num_rows}}


def sql(folder: Path, work: Path) -> dict:
    import duckdb
    import pyarrow as pa

    from answerable.measures.categories import CATEGORY_GROUP

    places, forces, _forces_of = _lookups(folder)
    category = pa.table({"crime_type": list(CATEGORY_GROUP), "counted_as": list(CATEGORY_GROUP.values())})
    began = time.perf_counter()
    with duckdb.connect() as connection:
        for name, table in {"places": places, "forces": forces, "category": category}.items():
            connection.register(name, table)
        connection.execute(CELLS.format(rows=work / "rows.parquet"))
        found = {name: connection.execute(query.format(rows=work / "rows.parquet")).to_arrow_table()
                 for name, query in TABLES.items()}
    seconds = time.perf_counter() - began
    total = lambda name, column: sum(filter(None, found[name].column(column).to_pylist()))  # noqa: E731
    return {"seconds": seconds, "found": {
        "rows": int(total("ledger", 2)), "ids": total("ids", "ids"), "unlocated": int(total("ledger", 4)),
        "outside": int(total("ledger", 5)), **{name: total(name, "n") for name in ("force", "district", "authority")},
        "area": total("area", "n"), "area_rows": found["area"].num_rows}}


def hot_areas(folder: Path, work: Path) -> dict:
    """Both are given the same eight neighbours of each area."""
    import warnings

    import ibis
    import numpy as np

    from answerable.measures.categories import COUNTS_IN
    from answerable.measures.counts import Crimes
    from answerable.measures.hot_areas import hot_areas as ours
    from answerable.measures.hot_areas import nearest

    warnings.simplefilter("ignore")
    from esda import G_Local
    from libpysal.weights import W

    places, forces, _forces_of = _lookups(folder)
    crimes = Crimes(ibis.duckdb.connect().read_parquet(str(work / "kept/*.parquet")), ibis.memtable(places),
                    ibis.memtable(forces))
    near = nearest(crimes.points())
    counts = dict.fromkeys(sorted(near), 0)
    for row in crimes.by_area().to_pyarrow().to_pylist():
        if "core" in COUNTS_IN[row["group"]] and row["area_code"] in counts:
            counts[row["area_code"]] += row["n"]
    weights, x = W(near, id_order=list(counts), silence_warnings=True), np.array([*counts.values()], dtype=float)
    mine, theirs = [], []
    for _ in range(ROUNDS):
        mine.append(_timed(lambda: ours("core", counts, near)))
        theirs.append(_timed(lambda: G_Local(x, weights, transform="B", star=True, permutations=PERMUTATIONS, seed=1)))
    z = np.array([one.z for one in mine[0][1]])
    return {"times": statistics.median(one for one, _ in theirs) / statistics.median(one for one, _ in mine),
            "areas": len(counts), "apart": float(np.abs(z - theirs[0][1].Zs).max())}


def _lookups(folder: Path) -> tuple:
    """The tables `places` and `forces`, and for each level the forces of each of its places."""
    import pyarrow as pa

    from answerable.datasets.reference import read_reference
    from answerable.directory import forces

    reference = read_reference(folder, date(2025, 7, 1))
    area = {one.code: one for one in reference.areas}
    home = {one.in_crime_files: one.police_area for one in forces()}
    places = {"lsoa_code": list(reference.area_of), "area_code": list(reference.area_of.values())}
    places |= {level: [getattr(area[code], level) for code in places["area_code"]]
               for level in ("district", "authority", "police_area")}
    forces_of: dict[str, dict[str, set[str]]] = {"district": defaultdict(set), "authority": defaultdict(set)}
    for level, held in forces_of.items():
        for one in reference.areas:
            held[getattr(one, level)] |= {name for name, police_area in home.items() if police_area == one.police_area}
    return pa.table(places), pa.table({"reported_by": list(home), "home": list(home.values())}), forces_of


def _timed(do: Callable[[], object]) -> tuple:
    began = time.perf_counter()
    done = do()
    return time.perf_counter() - began, done


def _most_memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1_000_000


if __name__ == "__main__":
    if len(sys.argv) == 2:
        sys.exit(main(sys.argv[1]))
    result = {"make": make, "sql": sql, "product": product, "hot_areas": hot_areas}[sys.argv[1]](
        Path(sys.argv[2]), Path(sys.argv[3]))
    print(json.dumps({"memory": _most_memory()} | result))
