"""The ledger and the counts, against a slow twin in plain Python. Each promise holds on DuckDB, and on Spark too when
asked with `-m spark`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import astuple, dataclass, replace
from pathlib import Path

import ibis
import ibis.expr.types as ir
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answerable.measures.categories import CODES
from answerable.measures.counts import Count, Crimes, LedgerRow
from tests.measures import plain_counts as plain
from tests.measures.plain_counts import FORCES, FORCES_OF, HOME, PLACES, UNKNOWN_LSOA, Row

MONTHS = ("2024-11", "2024-12", "2025-01", "2025-03")
A_ROW = Row("2025-01", "Marlshire Police", "E01000001", "Robbery", "a", -1.25, 54.5)
FEWER = settings(max_examples=min(20, settings().max_examples))  # each example writes, reads and groups a file

coordinates = st.none() | st.tuples(st.sampled_from([-1.5, -1.25, 0.000001]), st.sampled_from([54.0, 54.5, 54.123457]))
crimes = st.builds(
    lambda point, **cells: Row(**cells, longitude=point and point[0], latitude=point and point[1]),
    point=coordinates, month=st.sampled_from(MONTHS), reported_by=st.sampled_from(FORCES),
    lsoa_code=st.none() | st.sampled_from([*PLACES, UNKNOWN_LSOA]), crime_type=st.sampled_from([*plain.COUNTED_IN]),
    crime_id=st.none() | st.sampled_from("abc"))  # fmt: skip
tables = st.lists(crimes, min_size=1, max_size=40)


@dataclass
class Engine:
    """Where the rows are grouped, and the folder of its files."""

    connection: ibis.BaseBackend
    folder: Path
    files: int = 0

    def holding(self, rows: list[Row]) -> Crimes:
        cells = zip(*map(astuple, rows), strict=True)
        places = [(code, one.area, one.district, one.authority, one.police_area) for code, one in PLACES.items()]
        return Crimes(
            self.table(dict(zip(plain.ROW, cells, strict=True))),
            self.table(dict(zip(("lsoa_code", "area_code", "district", "authority", "police_area"),
                                zip(*places, strict=True), strict=True))),
            self.table({"reported_by": [*HOME], "home": [*HOME.values()]}))

    def table(self, columns: dict[str, Sequence[object]]) -> ir.Table:
        self.files += 1
        path = self.folder / f"{self.files}.parquet"
        pq.write_table(pa.table({name: pa.array(cells, pa.float64() if name in plain.DEGREES else pa.string())
                                 for name, cells in columns.items()}), path)
        return self.connection.read_parquet(str(path))


ON_SPARK = [pytest.mark.spark, pytest.mark.filterwarnings("ignore")]  # it leans on what pandas drops


@pytest.fixture(scope="module", params=["duckdb", pytest.param("spark", marks=ON_SPARK)])
def engine(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("street")
    if request.param == "duckdb":
        yield Engine(ibis.duckdb.connect(), folder)
        return
    from pyspark.sql import SparkSession

    session = (SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false")
               .config("spark.ui.showConsoleProgress", "false")
               .config("spark.driver.bindAddress", "127.0.0.1").config("spark.driver.host", "127.0.0.1")
               .config("spark.sql.shuffle.partitions", "1").config("spark.sql.warehouse.dir", str(folder / "warehouse"))
               .getOrCreate())  # fmt: skip
    yield Engine(ibis.pyspark.connect(session), folder)
    session.stop()


def as_row(row: LedgerRow) -> tuple:
    return row.force, str(row.month), row.status.value, *astuple(row)[3:]


def counted(counts: list[Count]) -> dict[tuple[str, str, str], int]:
    found = {(one.key, str(one.month), one.group): one.n for one in counts}
    assert len(found) == len(counts)
    return found


def in_areas(held: Crimes) -> dict[tuple[str, str, str], int]:
    rows = held.by_area().to_pyarrow().to_pylist()
    found = {(row["area_code"], row["month"], row["group"]): row["n"] for row in rows}
    assert len(found) == len(rows)
    return found


def everything(held: Crimes) -> tuple:
    return (held.ledger(FORCES), held.by_force(), *(held.by(level, FORCES_OF[level]) for level in FORCES_OF),
            in_areas(held), held.points())


@FEWER
@given(rows=tables)
def test_every_table_is_what_counting_row_by_row_gives(engine, rows):
    held = engine.holding(rows)

    assert [as_row(row) for row in held.ledger(FORCES)] == plain.ledger(rows, FORCES)
    assert counted(held.by_force()) == plain.by_force(rows)
    for level in FORCES_OF:
        assert counted(held.by(level, FORCES_OF[level])) == plain.by(level, rows)
    assert in_areas(held) == plain.by_area(rows)
    assert held.points() == plain.points(rows)


@FEWER
@given(rows=tables, chance=st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(engine, rows, chance):
    other = chance.sample(rows, len(rows))

    assert everything(engine.holding(other)) == everything(engine.holding(rows))


@FEWER
@given(rows=tables, added=crimes)
def test_a_row_more_raises_its_own_cell_and_the_sums_it_is_part_of(engine, rows, added):
    before, after = engine.holding(rows), engine.holding([*rows, added])

    of_force = Counter(counted(after.by_force()))
    of_force.subtract(counted(before.by_force()))
    assert {cell: n for cell, n in of_force.items() if n} == {
        (added.reported_by, added.month, group): 1 for group in plain.COUNTED_IN[added.crime_type]}
    of_area = Counter(in_areas(after))
    of_area.subtract(in_areas(before))
    assert [n for n in of_area.values() if n] == [1] * (plain.whereabouts(added) == "home")


@FEWER
@given(rows=tables)
def test_all_rows_of_a_force_are_at_home_or_outside_or_unlocated(engine, rows):
    held = engine.holding(rows)
    at_home = sum(in_areas(held).values())

    told = [row for row in held.ledger(()) if row.rows]
    assert sum(row.rows for row in told) == len(rows)
    assert at_home + sum(row.rows_outside + row.rows_unlocated for row in told) == len(rows)


@FEWER
@given(rows=tables)
def test_sums_of_groups_are_the_sums_of_their_parts(engine, rows):
    held = engine.holding(rows)
    found = counted(held.by_force())
    unmapped = {(row.force, str(row.month)): row.rows_unmapped_category for row in held.ledger(())}

    for force, month in {(row.reported_by, row.month) for row in rows}:
        n = {group: found[force, month, group] for group in CODES}
        assert n["core"] == n["violence_sexual"] + n["robbery"] + n["weapons"]
        assert n["wide"] == n["core"] + n["damage_arson"] + n["public_order"]
        assert n["all_crime"] == n["wide"] + n["other"] + unmapped[force, month]


def test_a_month_not_published_is_absent_and_never_nought(engine):
    held = engine.holding([A_ROW, replace(A_ROW, reported_by="Tarnbridge Police", month="2025-03")])

    told = {(row.force, str(row.month)): row for row in held.ledger(["Railway Police"])}
    assert told["Marlshire Police", "2025-03"].status == "absent"
    assert set(astuple(told["Marlshire Police", "2025-03"])[3:]) == {None}
    assert {told["Railway Police", month].status.value for month in ("2025-01", "2025-03")} == {"absent"}
    assert {str(one.month) for one in held.by_force() if one.key == "Marlshire Police"} == {"2025-01"}
    districts = held.by("district", FORCES_OF["district"])
    assert {str(one.month) for one in districts if one.key == "Marl North"} == {"2025-01"}


def test_a_published_month_without_a_group_is_nought(engine):
    held = engine.holding([A_ROW])

    assert counted(held.by_force())["Marlshire Police", "2025-01", "weapons"] == 0
    assert counted(held.by("district", FORCES_OF["district"]))["Marl South", "2025-01", "robbery"] == 0


@pytest.mark.parametrize(("rows", "status"), [(4, "suspect"), (5, "present"), (6, "present")])
def test_a_month_of_less_than_half_the_usual_is_suspect(engine, rows, status):
    held = engine.holding([replace(A_ROW, month=month) for month in ("2024-11", "2024-12") for _ in range(10)]
                          + [A_ROW] * rows)

    assert [row.status.value for row in held.ledger(())] == ["present", "present", status]


def test_two_months_are_too_few_to_suspect_one(engine):
    held = engine.holding([replace(A_ROW, month="2024-12")] * 10 + [A_ROW])

    assert [row.status.value for row in held.ledger(())] == ["present", "present"]


def test_an_area_is_counted_by_the_codes_of_both_censuses(engine):
    held = engine.holding([replace(A_ROW, lsoa_code=code) for code in ("E01000001", "E01030001", "E01030002")])

    assert in_areas(held) == {("E01000001", "2025-01", "robbery"): 3}


def test_an_id_that_comes_twice_counts_twice_and_the_ledger_says_so(engine):
    held = engine.holding([A_ROW, A_ROW, replace(A_ROW, crime_id="b")])

    assert counted(held.by_force())["Marlshire Police", "2025-01", "robbery"] == 3
    assert held.ledger(())[0].rows_repeating_id == 1


def test_a_point_is_the_mean_of_places_and_not_of_crimes(engine):
    held = engine.holding([A_ROW, A_ROW, A_ROW, replace(A_ROW, longitude=-1.75, latitude=54.0)])

    assert held.points() == {"E01000001": (-1.5, 54.25)}


def test_half_a_coordinate_is_no_point(engine):
    held = engine.holding([replace(A_ROW, latitude=None)])

    assert held.points() == {}
