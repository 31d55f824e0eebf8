"""A report with confirmed findings, in Marlshire, and whoever walks it on."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.responses.walk import Walk, confirmed_report


@pytest.fixture
def walk(marlshire, home: Path) -> Walk:
    return Walk(marlshire.asha, marlshire.tom, marlshire.ruth, confirmed_report(marlshire.asha))
