"""Street files of recorded crime are opened behind the fence, and what comes back is checked again."""

import gzip
import io
import sys

import pyarrow as pa
import pyarrow.parquet
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answerable.datasets.errors import CannotUse
from answerable.datasets.street_rows import as_parquet, columns_of, months_of, rows_from, rows_of
from answerable.intake import CannotRead, read_street
from answerable.intake.fence import run

HEADING = ("Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,"
           "Last outcome category,Context\n")
ROWS = ('a1,2025-01,Marlshire Police,Marlshire Police,-1.25,53.5,"On, or near ""The Elm""",E01000001,M 001A,Robbery,,\n'
        ",2025-01,Marlshire Police,Marlshire Police,,,No location,,,Anti-social behaviour,,\n")
CSV = (HEADING + ROWS).encode()
EXPECTED = {
    "crime_id": ["a1", None], "month": ["2025-01"] * 2, "reported_by": ["Marlshire Police"] * 2,
    "longitude": ["-1.25", None], "latitude": ["53.5", None], "lsoa_code": ["E01000001", None],
    "crime_type": ["Robbery", "Anti-social behaviour"],
}  # fmt: skip
WITH_THREADS = "from answerable.intake.confinement import confine; confine(threads=True)\n"


def parquet(data: bytes) -> bytes:
    out = io.BytesIO()
    columns = dict(zip(HEADING.strip().split(","), zip(*(
        ("a1", "2025-01", "Marlshire Police", "", "-1.25", "53.5", "", "E01000001", "", "Robbery", "", ""),
        ("", "2025-01", "Marlshire Police", "", "", "", "", "", "", "Anti-social behaviour", "", "")),
        strict=True), strict=True))
    pyarrow.parquet.write_table(pa.table({name: list(cells) for name, cells in columns.items()}), out)
    return out.getvalue()


@pytest.mark.parametrize("packed", [bytes, gzip.compress, parquet], ids=["csv", "gzip", "parquet"])
def test_rows_come_back_as_published_whatever_the_file_is_packed_in(packed):
    read = read_street(packed(CSV)).model_dump()

    assert {name: list(cells) for name, cells in read.items()} == EXPECTED
    assert months_of(rows_from("x", read)) == {("Marlshire Police", "2025-01"): 2}


@pytest.mark.parametrize(("data", "why"), [
    (CSV[:-40], "cells, the heading 12"),
    (CSV.replace(b"2025-01", b"2025-13"), "row 2 has no month like 2025-07"),
    (CSV.replace(b",Robbery", b","), "row 2 has no crime type"),
    (CSV.replace(b"53.5", b"north"), "row 2 has a latitude that is no number"),
    (HEADING.encode(), "has a heading and no rows"),
    (gzip.compress(CSV)[:-9], "cannot be unpacked to its end"),
    (b"PAR1" + CSV, "cannot be read as Parquet"),
    (b"Ref,Action,Due\nA1,Train,1\n", "its columns are not those of data.police.uk"),
    (b"\xff\xfe\x00\x01", "its columns are not those of data.police.uk"),
])  # fmt: skip
def test_a_broken_or_foreign_file_is_refused_with_the_reason(data, why):
    with pytest.raises(CannotRead, match=why):
        read_street(data)


def test_a_refusal_repeats_nothing_of_the_file():
    with pytest.raises(CannotRead) as refusal:
        read_street(CSV + b"Jane Doe,1990-01-01\n")

    assert "Jane" not in refusal.value.sentence
    assert "1990" not in refusal.value.sentence


def test_what_comes_back_is_checked_as_if_it_were_a_file():
    with pytest.raises(CannotUse, match="has no month"):
        rows_from("x", EXPECTED | {"month": ["2025-01", "never"]})


def test_with_threads_the_other_walls_stand():
    tries = ("import os, socket, threading\n"
             "one = threading.Thread(target=lambda: print('thread'), daemon=True); one.start(); one.join()\n"
             "for attempt in (os.fork, socket.socket, lambda: os.execv('/bin/true', ['true']),\n"
             "                lambda: os.open(os.devnull, os.O_WRONLY), lambda: os.listdir('/')):\n"
             "    try: attempt(); print('done')\n"
             "    except OSError as refusal: print(type(refusal).__name__)\n")

    _, output = run([sys.executable, "-I", "-B", "-c", WITH_THREADS + tries], b"x")

    assert output.decode().split() == ["thread"] + ["PermissionError"] * 5


cells = st.text(st.characters(min_codepoint=32, max_codepoint=0x2FF, exclude_characters="\x7f"), max_size=12)


@settings(max_examples=60)
@given(st.lists(st.tuples(cells, cells, cells), min_size=1, max_size=6))
def test_no_row_is_dropped_merged_or_changed(rows):
    quoted = "".join("{},2025-01,Marlshire Police,,,,{},{},,Robbery,,\n".format(
        *('"' + cell.replace('"', '""') + '"' for cell in row)) for row in rows)

    kept = rows_of("x", (HEADING + quoted).encode())
    stored = pyarrow.parquet.read_table(io.BytesIO(as_parquet(kept)))

    assert columns_of(stored)["crime_id"] == [cell.strip() or None for cell, _location, _lsoa in rows]
    assert columns_of(stored)["lsoa_code"] == [cell.strip() or None for _id, _location, cell in rows]
