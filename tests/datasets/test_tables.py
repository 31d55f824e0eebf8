"""Reference tables as CSV, packed or not: what is read, and what is refused with a sentence."""

import gzip

import pytest

from answerable.datasets import tables
from answerable.datasets.borders import read_borders
from answerable.datasets.errors import CannotUse
from answerable.datasets.tables import header, rows

TEXT = "area_a,area_b\r\nE1,E2\r\n\r\nE2,\"E3, east\"\r\n"


@pytest.mark.parametrize("name", ["t.csv", "t.csv.gz"])
def test_a_table_is_read_packed_or_not_with_a_mark_at_its_start(tmp_path, name):
    data = ("\ufeff" + TEXT).encode()
    (tmp_path / name).write_bytes(gzip.compress(data) if name.endswith("gz") else data)

    assert header(tmp_path / name) == ["area_a", "area_b"]
    assert list(rows(tmp_path / name)) == [{"area_a": "E1", "area_b": "E2"}, {"area_a": "E2", "area_b": "E3, east"}]


def test_a_row_of_another_length_is_refused_by_its_number(tmp_path):
    (tmp_path / "t.csv").write_text(TEXT + "E4\n", "utf-8")

    with pytest.raises(CannotUse, match="row 5 has 1 cells, the heading 2"):
        list(rows(tmp_path / "t.csv"))


def damaged(data: bytes) -> bytes:
    return data[:30] + bytes([data[30] ^ 0xFF]) + data[31:]


@pytest.mark.parametrize("break_it", [lambda data: data[:-12], damaged], ids=["cut off", "damaged"])
def test_a_broken_packed_table_is_refused_with_what_to_do(tmp_path, break_it):
    many = "area_a,area_b\n" + "".join(f"E{n},E{n * 7 % 1000}\n" for n in range(1000))
    (tmp_path / "t.csv.gz").write_bytes(break_it(gzip.compress(many.encode())))

    with pytest.raises(CannotUse, match="Download it again"):
        list(rows(tmp_path / "t.csv.gz"))


def test_what_is_not_text_is_refused_with_what_to_do(tmp_path):
    (tmp_path / "t.csv").write_bytes(b"area_a,area_b\n\xa3,1\n")

    with pytest.raises(CannotUse, match="Save it as “CSV UTF-8”"):
        list(rows(tmp_path / "t.csv"))


@pytest.mark.parametrize("name", ["t.csv", "t.csv.gz"])
def test_a_table_larger_than_any_is_refused_packed_or_not(tmp_path, monkeypatch, name):
    monkeypatch.setattr(tables, "MOST_BYTES", 2_000_000)
    data = TEXT.encode() + b" " * 2_000_000
    (tmp_path / name).write_bytes(gzip.compress(data) if name.endswith("gz") else data)

    assert header(tmp_path / name) == ["area_a", "area_b"]
    with pytest.raises(CannotUse, match="holds over 2 MB, more than any such file"):
        list(rows(tmp_path / name))


def test_a_packed_table_is_known_by_its_bytes_whatever_it_is_called(tmp_path):
    (tmp_path / "t.csv").write_bytes(gzip.compress(TEXT.encode()))

    assert header(tmp_path / "t.csv") == ["area_a", "area_b"]


@pytest.mark.parametrize(("words", "line"), [
    (" a\r\n\tb\u00a0c ", "a b c"), ("a \u200b b", "a b"), ("\ufeff\u202ea\x00\ud800", "a"), ("\u200b \u200b", ""),
    ("Ynys Môn – “x”", "Ynys Môn – “x”"),
])  # fmt: skip
def test_a_cell_is_one_line_without_what_nobody_sees_and_stays_so(words, line):
    assert tables.one_line(words) == line
    assert tables.one_line(line) == line


def test_borders_go_both_ways_and_their_absence_is_unknown(tmp_path):
    assert read_borders(tmp_path) is None
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "any-name.csv").write_text(TEXT, "utf-8")

    assert read_borders(tmp_path) == {"E1": ["E2"], "E2": ["E1", "E3, east"], "E3, east": ["E2"]}
