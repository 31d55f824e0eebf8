"""The table of defences names code and tests that there are."""

from __future__ import annotations

import re

import pytest

from tests.house.test_repository import ROOT

ROWS = [line for line in (ROOT / "docs/reference/threats.md").read_text("utf-8").splitlines()
        if line.startswith("| ") and not line.startswith(("| What could", "| ---"))]


def test_the_table_has_rows():
    assert len(ROWS) > 25


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.split("|")[1].strip()[:60])
def test_a_row_names_tests_and_code_that_there_are(row):
    _, threat, where, shown, _ = row.split("|")
    code = re.findall(r"`([\w/]+\.py)`", where)
    tests = re.findall(r"`(tests/[\w/]+\.py)`", shown)

    assert threat.strip()
    assert tests
    assert [name for name in code if not (ROOT / "src" / "answerable" / name).is_file()] == []
    assert [name for name in tests if "def test_" not in (ROOT / name).read_text("utf-8")] == []
