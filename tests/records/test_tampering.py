"""Not one byte of a register's records, head or keys can change unseen."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from answerable.records.folder import files
from answerable.records.verify import verify
from tests.records.build import example_records, write

RECORDS = example_records(responses=2, findings=2)
FILES = files(RECORDS)


@lru_cache
def folder_of(kept: Path) -> Path:
    return write(RECORDS, kept)


def flip(folder: Path, path: str, position: int, mask: int) -> None:
    data = bytearray(FILES[path])
    data[position % len(data)] ^= mask
    (folder / path).write_bytes(data)


def names_the_culprit(folder: Path, path: str) -> bool:
    result = verify(folder)
    if path.startswith("records/"):
        return result.first_bad == int(path.split("/")[1])
    return not result.whole and result.first_bad is None and path.split(".sig")[0] in result.sentences[0]


def test_a_byte_changed_in_any_file_is_noticed_and_its_record_named(tmp_path):
    folder = write(RECORDS, tmp_path)
    for path, data in FILES.items():
        flip(folder, path, len(data) // 2, 1)
        assert names_the_culprit(folder, path), path
        (folder / path).write_bytes(data)
    assert verify(folder).whole


@given(st.sampled_from(sorted(FILES)), st.integers(min_value=0), st.integers(min_value=1, max_value=255))
@settings(max_examples=200)
@example("records/000001/entry.json", 7, 1)  # the year of its moment: later than the next record's
def test_any_byte_changed_anywhere_is_noticed_and_its_record_named(tmp_path_factory, path, position, mask):
    folder = folder_of(tmp_path_factory.getbasetemp() / "tampering")
    try:
        flip(folder, path, position, mask)
        assert names_the_culprit(folder, path)
    finally:
        (folder / path).write_bytes(FILES[path])


@given(st.sampled_from(sorted(FILES)))
@settings(max_examples=30)
def test_any_file_taken_away_is_noticed(tmp_path_factory, path):
    folder = folder_of(tmp_path_factory.getbasetemp() / "tampering")
    try:
        (folder / path).unlink()
        assert names_the_culprit(folder, path)
    finally:
        (folder / path).write_bytes(FILES[path])
