"""Taking in street files from a folder or an archive. What one file may hold is tried in `tests/intake`."""

import gzip
import os
import shutil
import zipfile

import pyarrow.parquet
import pytest

from answerable.datasets import street
from answerable.datasets.errors import CannotUse
from answerable.datasets.street import take_in

from .made import HEADING, MARLSHIRE, MONTHS, TARNBRIDGE, folder, street_rows, write


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    return folder(tmp_path_factory.mktemp("whole"))


@pytest.fixture
def one(tmp_path):
    (tmp_path / "in").mkdir()
    write(tmp_path / "in" / "x-street.csv", HEADING, street_rows(MARLSHIRE, MONTHS[0]))
    return tmp_path / "in"


def test_every_row_of_every_file_is_kept_and_other_files_are_left_aside(whole, tmp_path):
    taken = take_in(whole, tmp_path / "held")

    assert len(taken) == 2 * len(MONTHS)
    assert sum(one.rows for one in taken) == sum(len(street_rows(force, month)) for force in (MARLSHIRE, TARNBRIDGE)
                                                 for month in MONTHS)
    assert {pair for one in taken for pair in one.holds} == {
        (force, str(month)) for force in (MARLSHIRE, TARNBRIDGE) for month in MONTHS}


def test_only_files_of_the_force_that_is_asked_for_are_taken(whole, tmp_path):
    taken = take_in(whole, tmp_path / "held", force=MARLSHIRE)

    assert {force for one in taken for force, _month in one.holds} == {MARLSHIRE}


def test_an_archive_is_read_as_the_files_in_it(whole, tmp_path):
    with zipfile.ZipFile(tmp_path / "download.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(whole.rglob("*-street.csv")):
            archive.write(path, path.relative_to(whole))
        archive.writestr("2024-01/2024-01-marlshire-outcomes.csv", "Crime ID,Month\na,2024-01\n")

    packed, plain = take_in(tmp_path / "download.zip", tmp_path / "a"), take_in(whole, tmp_path / "b")

    assert {(one.sha256, one.rows) for one in packed} == {(one.sha256, one.rows) for one in plain}


def test_the_very_same_file_twice_counts_once(one, tmp_path):
    shutil.copy(one / "x-street.csv", one / "copy.csv")

    assert len(take_in(one, tmp_path / "held")) == 1


def test_a_month_that_comes_in_two_different_files_is_refused_and_both_are_named(one, tmp_path):
    write(one / "y-street.csv", HEADING, street_rows(MARLSHIRE, MONTHS[0])[:-1])

    with pytest.raises(CannotUse, match=r"x-street\.csv and y-street\.csv both hold Marlshire Police, 2024-01"):
        take_in(one, tmp_path / "held")


def test_a_refused_file_leaves_nothing_behind(one, tmp_path):
    with (one / "z-street.csv").open("a") as text:
        text.write(",".join(HEADING) + "\n1,2\n")

    with pytest.raises(CannotUse, match="z-street"):
        take_in(one, tmp_path / "held")
    assert {path.suffix for path in (tmp_path / "held").iterdir()} == {".parquet"}
    assert len(list((tmp_path / "held").iterdir())) == 1


def test_an_interruption_leaves_nothing_half_stored_and_the_next_run_goes_on(one, tmp_path, monkeypatch):
    def interrupted(*_given):
        raise KeyboardInterrupt

    monkeypatch.setattr(street.Path, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        take_in(one, tmp_path / "held")
    monkeypatch.undo()
    assert list((tmp_path / "held").iterdir()) == []

    assert len(take_in(one, tmp_path / "held")) == 1


def test_what_is_kept_is_not_read_again(one, tmp_path, monkeypatch):
    first = take_in(one, tmp_path / "held")
    monkeypatch.setattr(street, "rows_of", lambda *_given: pytest.fail("the file was read again"))

    assert take_in(one, tmp_path / "held") == first


def test_identical_rows_are_all_kept(tmp_path):
    row = ("", "2024-01", MARLSHIRE, MARLSHIRE, "-2", "54", "On or near “Elm” Street, O'Hara", "E01900001", "",
           "Anti-social behaviour", "", "")
    (tmp_path / "in").mkdir()
    write(tmp_path / "in" / "a.csv", HEADING, [row] * 3)

    [taken] = take_in(tmp_path / "in", tmp_path / "held")

    assert pyarrow.parquet.read_table(taken.kept).num_rows == 3


def test_a_linked_folder_is_followed_and_a_ring_of_links_ends(one, tmp_path):
    (tmp_path / "outside").mkdir()
    os.symlink(one, tmp_path / "outside" / "linked")
    os.symlink(tmp_path / "outside", one / "back")

    assert len(take_in(tmp_path / "outside", tmp_path / "held")) == 1


def test_a_broken_archive_is_refused_with_what_to_do(one, tmp_path):
    (one / "download.zip").write_bytes(b"PK\x03\x04 and no more")

    with pytest.raises(CannotUse, match="Download the archive again"):
        take_in(one, tmp_path / "held")


@pytest.mark.parametrize("pack", [False, True])
def test_a_file_that_grows_beyond_any_month_is_not_read(one, tmp_path, monkeypatch, pack):
    monkeypatch.setattr("answerable.datasets.street_rows.MOST_BYTES", 1000)
    monkeypatch.setattr(street, "MOST_BYTES", 1000)
    if pack:
        (one / "x-street.csv.gz").write_bytes(gzip.compress((one / "x-street.csv").read_bytes() * 4))
        (one / "x-street.csv").unlink()

    with pytest.raises(CannotUse, match="larger"):
        take_in(one, tmp_path / "held")


def test_a_folder_without_a_street_file_says_what_to_put_there(tmp_path):
    with pytest.raises(CannotUse, match=r"Download the months you need from data\.police\.uk"):
        take_in(tmp_path, tmp_path / "held")
