"""`answerable verify`: its exit codes and what it says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from answerable.cli.verify import main
from tests.records.build import example_records, write


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write(example_records(), tmp_path / "register")


def test_a_whole_register_is_0_with_what_such_a_check_cannot_see(folder, capsys):
    assert main([str(folder)]) == 0

    said = capsys.readouterr().out
    parts = sum(len(entry.parts) for entry in example_records().entries)
    assert said.startswith(f"Whole: 17 records with {parts} parts.")
    assert example_records().head.hash in said
    assert "What this cannot see" in said
    assert "office's own clock" in said


def test_a_register_that_is_not_whole_is_1_and_its_record_is_named_first(folder, capsys):
    (folder / "records" / "000006" / "comments.json").write_text("{}")

    assert main([str(folder)]) == 1
    assert capsys.readouterr().out.startswith("Not whole: record 6.\n")


def test_a_folder_that_is_no_register_is_2(tmp_path, capsys):
    (tmp_path / "file").write_text("")

    for path in (tmp_path, tmp_path / "absent", tmp_path / "file"):
        assert main([str(path)]) == 2
        assert "no register" in capsys.readouterr().err


def test_a_hash_kept_elsewhere_is_looked_up(folder, capsys):
    kept = example_records().entries[7].hash

    assert main([str(folder), "--kept", kept]) == 0
    assert "Record 8 has the hash that was kept" in capsys.readouterr().out
    assert main([str(folder), "--kept", "0" * 64]) == 1


def test_the_result_is_there_as_json(folder, capsys):
    assert main([str(folder), "--json"]) == 0

    result = json.loads(capsys.readouterr().out)
    assert (result["whole"], result["first_bad"], result["entries"]) == (True, None, 17)
    assert len(result["cannot_see"]) == 5


def test_a_long_list_of_faults_is_cut_and_says_so(folder, capsys):
    for path in folder.glob("records/*/finding-*.json"):
        path.write_text("{}")

    assert main([str(folder)]) == 1
    assert "... and " in capsys.readouterr().out
