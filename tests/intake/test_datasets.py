"""Files of a needs assessment are opened behind the fence, written anew, and read once more as they come back."""

import csv
import gzip
import io
import json
import subprocess
import sys
from contextlib import suppress
from dataclasses import asdict
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from answerable.datasets.borders import read_borders
from answerable.datasets.boundaries import read_boundaries
from answerable.datasets.errors import CannotUse
from answerable.datasets.kept import areas_in_kept, as_kept
from answerable.datasets.partner import partner_sources
from answerable.datasets.reference import read_reference
from answerable.intake import CannotRead, ReadDataset, fence, read_dataset
from answerable.intake.dataset import checked, shown_name
from tests.datasets.made import OLD, folder, write
from tests.datasets.test_boundaries import TOPOLOGY, WEST, collection, feature
from tests.datasets.test_partner import FIGURE, GAP, HIDDEN, table

KINDS = {
    "one.csv": ("censuses", "F_LSOA11CD,LSOA21CD,LAD22CD,LAD22NM"), "two.csv": ("police", "LAD19CD,PFA19CD,PFA19NM"),
    "three.csv": ("people", "LSOA code (2011),Local Authority District code (2019),"
                            "Total population: mid 2019 (excluding prisoners)"),
    "four.csv": ("deprivation", "LSOA code (2011),Index of Multiple Deprivation (IMD) Rank"),
    "five.csv": ("councils", "gss-code,nice-name,local-authority-code,replaced-by,end-date"),
    "touch.csv": ("borders", "area_a,area_b"),
}  # fmt: skip
LOOKUP = b"LSOA11CD,LSOA21CD,LAD22CD,LAD22NM\nE01900001,E01900001,E07900001,Northmarl\n"
DAY = date(2025, 3, 1)


@pytest.fixture(scope="module")
def original(tmp_path_factory) -> Path:
    return folder(tmp_path_factory.mktemp("original"))


def refusal(data: bytes, name: str = "any.csv") -> CannotRead:
    with pytest.raises(CannotRead) as refused:
        read_dataset(data, name=name)
    return refused.value


@pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["plain", "packed"])
@pytest.mark.parametrize("name", KINDS)
def test_each_table_is_known_by_its_columns_and_keeps_only_those_under_their_own_headings(original, name, pack):
    data = next(original.rglob(name)).read_bytes()

    read = read_dataset(pack(data), name="any name")

    assert (read.kind, read.file.split("\n")[0]) == KINDS[name]
    assert read.rows == len(list(csv.reader(io.StringIO(data.decode())))) - 1
    assert (read.also, read.sources) == ((), ())


def test_what_is_kept_gives_the_same_areas_borders_and_outlines_as_the_files_themselves(original, tmp_path):
    for path in (*original.glob("reference/*"), *original.glob("geo/*")):
        (tmp_path / path.name).write_text(read_dataset(path.read_bytes(), name=path.name).file, "utf-8")

    before, after = read_reference(original, DAY), read_reference(tmp_path, DAY)

    assert (after.areas, after.area_of, after.police_area_name, after.population_year) == (
        before.areas, before.area_of, before.police_area_name, before.population_year)
    assert read_borders(tmp_path) == read_borders(original)
    assert read_boundaries(tmp_path) == {
        code: [[(round(x, 5), round(y, 5)) for x, y in ring] for ring in rings]
        for code, rings in read_boundaries(original).items()}


@pytest.mark.parametrize("content", [TOPOLOGY, collection(feature("E01900001", {
    "type": "Polygon", "coordinates": [[*WEST, WEST[0]]]}))], ids=["TopoJSON", "GeoJSON"])
def test_boundaries_are_kept_as_geojson_with_the_code_alone(content, tmp_path):
    read = read_dataset(json.dumps(content).encode(), name="it.json")
    (tmp_path / "kept.geojson").write_text(read.file, "utf-8")

    first = json.loads(read.file)["features"][0]
    assert (read.kind, first["properties"]) == ("boundaries", {"LSOA11CD": "E01900001"})
    assert read_boundaries(tmp_path)["E01900001"] == [WEST]
    assert "Marlshire 001A" not in read.file


def test_holes_stay_holes_and_coordinates_have_five_decimals():
    hole = [[-3.4, 54.4], [-3.2, 54.4], [-3.2, 54.6000049], [-3.4, 54.4]]
    data = collection(feature("E01900001", {"type": "Polygon", "coordinates": [[*WEST, WEST[0]], hole]}))

    [kept] = json.loads(read_dataset(json.dumps(data).encode(), name="it.json").file)["features"]

    [[outer, inner]] = kept["geometry"]["coordinates"]
    assert outer == [list(point) for point in (*WEST, WEST[0])]
    assert inner == [[-3.4, 54.4], [-3.2, 54.4], [-3.2, 54.6], [-3.4, 54.4]]


def test_a_partner_file_keeps_its_columns_and_tells_its_sources(tmp_path):
    read = read_dataset(table(FIGURE | {"note": "  As\nreceived  "}, HIDDEN, GAP), name="partner.csv")
    (tmp_path / "kept.csv").write_text(read.file, "utf-8")

    assert (read.kind, read.rows) == ("partner", 3)
    assert next(csv.DictReader(io.StringIO(read.file))) == FIGURE | {"note": "As received"}
    assert read.sources == tuple(partner_sources(tmp_path))
    assert read.sources[0][:2] == ("Knife-enabled offences", "received, not published: 2 figures")


@pytest.mark.parametrize("row", [
    FIGURE | {"note": "seen by jane.doe@example.org"}, FIGURE | {"note": "call 0123\u200e4 567\u200e 890"},
    GAP | {"threshold": "Jane Doe"}, GAP | {"denominator_kind": "Jane Doe"}, GAP | {"source_release": "Jane Doe"},
    GAP | {"suppressed": "Jane Doe"}, GAP | {"rounding": "Jane Doe"}, FIGURE | {"asked_on": "Jane Doe"},
])  # fmt: skip
def test_a_partner_file_with_what_may_be_a_persons_is_refused_whole_and_not_repeated(row):
    reason = refusal(table(FIGURE, row), "partner.csv")

    assert reason.sentence.startswith("partner.csv: row 3, column ")
    assert not any(part in reason.sentence.lower() for part in ("jane", "doe", "0123", "890"))


def test_a_table_with_the_columns_of_two_is_kept_as_both(original, tmp_path):
    both = [(old, "E07900001", str(1500 + place), str(place + 1), "x") for place, old in enumerate(OLD)]
    write(tmp_path / "both.csv", ("LSOA code (2011)", "Local Authority District code (2019)",
                                  "Total population: mid 2015", "Index of Multiple Deprivation (IMD) Rank", "y"), both)

    read = read_dataset((tmp_path / "both.csv").read_bytes(), name="both.csv")

    assert (read.kind, read.also) == ("people", ("deprivation",))
    assert read.file.split("\n")[1] == "E01900001,E07900001,1500,1"


@pytest.mark.parametrize("data", [
    b"Ref,Action,Due\nA1,Train,1\n", b"\xff\xfe\x00\x01", b"%PDF-1.7\n", b"PK\x03\x04 a folder", b'"', b'{"rows": 3}',
    b"\x00" * 1000, gzip.compress(b"a,b\n1,2\n", mtime=0), "Name,Born\nJane Doe,1990-01-01\n".encode("utf-16"),
])  # fmt: skip
def test_a_foreign_file_is_refused_with_what_there_is_to_choose_from(data):
    reason = refusal(data)

    assert reason.code == "not_dataset"
    assert reason.sentence.startswith("It is none of the files that a needs assessment is made of. ")
    assert "Jane" not in reason.sentence


@pytest.mark.parametrize(("data", "why"), [
    (LOOKUP[: -len(b",Northmarl\n")], "row 2 has 3 cells"),
    (LOOKUP + b"E01900002\n", "row 3 has 1 cells, the heading 4"),
    (LOOKUP.split(b"\n")[0], "a heading and no rows"), (LOOKUP.replace(b"North", b"\xe9"), "not text in UTF-8"),
    (LOOKUP.replace(b"E07900001", b"Jane Doe"), "a code that is none, in row 2"),
    (LOOKUP.replace(b"Northmarl", b"N" * 201), "a name longer than 200 letters, in row 2"),
    (gzip.compress(LOOKUP, mtime=0)[:-9], "cannot be read to its end"),
    (b"LSOA code (2011),Index of Multiple Deprivation (IMD) Rank\nE01900001,first\n", "a number that is none"),
    (b"gss-code,nice-name,local-authority-code,replaced-by,end-date\nE07900001,Marl,MAR,,soon\n", "a day that is none"),
    (b"area_a,area_b\nE01900001," + b"E" * 41 + b"\n", "a code that is none"),
    (json.dumps(TOPOLOGY).encode()[:-20], "begins like a file of boundaries and is broken"),
    (b'{"type":"Topology","arcs":' + b"[" * 100_000, "begins like a file of boundaries and is broken"),
    (json.dumps(collection()).encode(), "outlines no LSOA of 2011"),
    (json.dumps(TOPOLOGY).replace("E01900001", "Jane Doe").encode(), "names an area by what is no code"),
    (table(), "a heading and no rows"), (table(heading=("indicator", "area_type", "numerator", "gateway", "nhs_no")),
                                         "looks like one about persons"),
])  # fmt: skip
def test_a_broken_file_is_refused_with_the_reason_and_its_name_and_nothing_it_holds(data, why):
    with pytest.raises(CannotRead, match=why) as refused:
        read_dataset(data, name="C:\\mine\\mar\u202el.csv")

    assert refused.value.code == "data"
    assert refused.value.sentence.startswith("marl.csv")
    assert "Jane" not in refused.value.sentence


@pytest.mark.parametrize("begin", [LOOKUP, b'{"type":"Topology","arcs":[', b"indicator,area_type,numerator,gateway\n"])
def test_a_small_file_that_unpacks_to_a_huge_one_is_refused(begin):
    bomb = gzip.compress(begin + b" " * 210_000_000, 1)

    assert len(bomb) < 2_000_000
    assert "holds over 200 MB" in refusal(bomb).sentence


def test_arcs_used_again_and_again_do_not_fill_the_memory():
    points = [[x / 1000, 1] for x in range(1000)]
    shapes = [{"type": "Polygon", "properties": {"LSOA11CD": f"E{n}"}, "arcs": [[0]]} for n in range(25_000)]
    data = {"type": "Topology", "arcs": [points], "objects": {"a": {"type": "GeometryCollection",
                                                                    "geometries": shapes}}}

    assert "more points than any file of boundaries" in refusal(json.dumps(data).encode(), "it.json").sentence


def test_a_file_that_is_empty_or_too_large_is_refused_without_a_child(monkeypatch):
    monkeypatch.setattr(fence, "run", None)

    assert refusal(b"").code == "empty"
    assert "Pack it with gzip" in refusal(b"x" * 50_000_001).sentence


def test_a_lookup_of_the_whole_country_is_read_well_within_the_time():
    rows = b"".join(b"E%08d,E%08d,E07900001,Northmarl\n" % (number, number) for number in range(35_000))

    assert read_dataset(LOOKUP.split(b"\n")[0] + b"\n" + rows, name="all.csv").rows == 35_000


def test_nothing_but_plain_python_is_loaded_to_read_a_file():
    show = ("import sys; sys.path.insert(0, %r); import answerable.intake.child, answerable.datasets.kept\n"
            "print(*{'numpy', 'scipy', 'pyarrow', 'ibis', 'duckdb', 'django'} & set(sys.modules))")

    done = subprocess.run([sys.executable, "-c", show % str(Path(fence.__file__).parents[2])],
                          capture_output=True, text=True, check=True)

    assert done.stdout.strip() == ""


KEPT_LOOKUP = {"kind": "censuses", "file": LOOKUP.decode(), "rows": 1}
KEPT_OUTLINES = {"kind": "boundaries", "rows": 1, "file": (
    '{"type":"FeatureCollection","features":[\n{"type":"Feature","properties":{"LSOA11CD":"E01900001"},"geometry":'
    '{"type":"MultiPolygon","coordinates":[[[[-3,54],[-3,55.5],[-4,55],[-3,54]]]]}}\n]}\n')}
PARTNER = as_kept("x", table(FIGURE))
KEPT_PARTNER = {"kind": "partner", "file": PARTNER.file, "rows": 1, "sources": [list(one) for one in PARTNER.sources]}


def changed(answer: dict[str, object], before: str, after: str) -> dict[str, object]:
    file = str(answer["file"])
    assert before in file
    return answer | {"file": file.replace(before, after, 1)}


@pytest.mark.parametrize("answer", [KEPT_LOOKUP, KEPT_OUTLINES, KEPT_PARTNER], ids=lambda answer: answer["kind"])
def test_an_honest_answer_is_believed(monkeypatch, answer):
    monkeypatch.setattr(fence, "run", lambda *_, **__: (0, json.dumps(answer).encode()))

    assert read_dataset(b"x", name="x").model_dump(mode="json", exclude_defaults=True) == answer


@pytest.mark.parametrize("answer", [
    b"", b"null", b"[" * 100_000, KEPT_LOOKUP | {"kind": "street"}, KEPT_LOOKUP | {"rows": 2},
    KEPT_LOOKUP | {"rows": 0}, KEPT_LOOKUP | {"extra": 1}, KEPT_LOOKUP | {"file": ""},
    KEPT_LOOKUP | {"kind": "police"}, KEPT_LOOKUP | {"kind": "boundaries"}, KEPT_LOOKUP | {"also": ["people"]},
    KEPT_LOOKUP | {"sources": [["a", "b", "c", "d", "e"]]},
    KEPT_LOOKUP | {"file": LOOKUP.decode() + "E01900002\n"}, KEPT_LOOKUP | {"file": LOOKUP.decode() * 500_000},
    changed(KEPT_LOOKUP, "Northmarl", "North\u202emarl"), changed(KEPT_LOOKUP, "Northmarl", "North\x00marl"),
    changed(KEPT_LOOKUP, "Northmarl", "North\ud800marl"), changed(KEPT_LOOKUP, "Northmarl", " Northmarl"),
    changed(KEPT_LOOKUP, "E07900001", "Jane Doe"), changed(KEPT_LOOKUP, "LAD22NM", "LAD22NM,born"),
    changed(KEPT_OUTLINES, "E01900001", "Jane Doe"), changed(KEPT_OUTLINES, "-3,54", "-3,[54"),
    changed(KEPT_OUTLINES, "55.5", "55.500001"), changed(KEPT_OUTLINES, "55.5", "٥"),
    changed(KEPT_OUTLINES, "55.5", "1e99"), changed(KEPT_OUTLINES, "\n]}", ",\n]}"),
    changed(KEPT_OUTLINES, '{"type":"Feature",', '{"type":"Feature","by":"x",'),
    KEPT_OUTLINES | {"file": KEPT_OUTLINES["file"] + " "}, KEPT_OUTLINES | {"rows": 2},
    KEPT_OUTLINES | {"sources": KEPT_PARTNER["sources"]},
    KEPT_PARTNER | {"sources": []}, KEPT_PARTNER | {"sources": [["Jane Doe", *KEPT_PARTNER["sources"][0][1:]]]},
    changed(KEPT_PARTNER, "Marlshire Police", "jane.doe@example.org"),
])  # fmt: skip
def test_an_answer_that_is_not_what_it_says_is_refused(monkeypatch, answer):
    said = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
    monkeypatch.setattr(fence, "run", lambda *_, **__: (0, said))

    assert refusal(b"x").code == "broke_off"


def test_an_area_that_comes_twice_is_not_as_boundaries_are_kept():
    first, area, *rest = KEPT_OUTLINES["file"].split("\n")

    assert areas_in_kept("\n".join([first, area + ",", area, *rest])) is None
    assert areas_in_kept("\n".join([first, area + ",", area.replace("E01900001", "E01900002"), *rest])) == 2


texts = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=12)


@settings(max_examples=100)
@given(st.lists(st.tuples(texts, texts), min_size=1, max_size=5))
def test_writing_anew_what_was_written_anew_changes_nothing(rows):
    out = io.StringIO()
    csv.writer(out).writerows([("LAD22CD", "PFA22CD", "PFA22NM", "x"),
                               *(("E07900001", "", name, other) for name, other in rows)])

    kept = as_kept("x", out.getvalue().encode())

    assert kept.rows == len(rows)
    assert kept == as_kept("x", kept.file.encode())
    assert checked(ReadDataset(kind=kept.kind, file=kept.file, rows=kept.rows)).rows == kept.rows


WHOLE = [LOOKUP, table(FIGURE, HIDDEN, GAP), json.dumps(TOPOLOGY).encode(), b"area_a,area_b\nE1,E2\n",
         json.dumps(collection(feature("E01900001", {"type": "Polygon", "coordinates": [[*WEST]]}))).encode()]


@settings(max_examples=200)
@given(st.sampled_from(WHOLE), st.integers(0, 400), st.integers(0, 30), st.binary(max_size=8) | st.sampled_from(
    [b'"', b"\r", b"\x00", b"[", b"null", b"1e400", b"9" * 400, b"\n\n", b",", b"\xef\xbb\xbf"]))
def test_any_file_is_kept_is_refused_or_is_of_no_kind(data, at, many, instead):
    with suppress(CannotUse):  # and no other error
        kept = as_kept("x", data[:at] + instead + data[at + many :])
        if kept:
            checked(ReadDataset.model_validate(asdict(kept)))


@pytest.mark.parametrize(("name", "shown"), [
    ("a/b/c.csv", "c.csv"), ("", "The file"), ("x" * 200, "x" * 80), ("a\x00\u202e\ud800b.csv", "ab.csv"),
])  # fmt: skip
def test_a_name_is_shown_short_and_without_what_nobody_sees(name, shown):
    assert shown_name(name) == shown
