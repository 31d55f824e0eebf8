"""The reference page on checks says what the software checks. `PRINT=1` writes it anew."""

from __future__ import annotations

import os

from answerable.responses.checks import CHECKS
from answerable.responses.checks.manual import manual
from tests.house.test_repository import ROOT

PAGE = ROOT / "docs" / "reference" / "checks.md"


def test_the_page_has_not_drifted():
    if os.environ.get("PRINT"):
        PAGE.write_text(manual(), "utf-8")

    assert PAGE.read_text("utf-8") == manual()


def test_every_check_stands_on_it_once_with_a_reason_and_a_source():
    rows = [line for line in manual().splitlines() if line.startswith("| `")]

    assert [row.split("`")[1] for row in rows] == [check.code for check in CHECKS]
    assert [row for row in rows if row.rstrip(" |").endswith("advises") or "must** |  |" in row] == []
