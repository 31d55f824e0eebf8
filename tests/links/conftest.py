"""Links as Asha makes them, for one report or another."""

from __future__ import annotations

from datetime import timedelta

import pytest

from answerable.links import operations
from answerable.links.rules import Purpose
from tests.conftest import NOW


@pytest.fixture
def make(marlshire):
    """A function: a link with its token, for comments on a report."""

    def made(about: str = "one", by=marlshire.asha, at=NOW, **changed):
        values = {"purpose": Purpose.COMMENTS, "report_ref": about, "for_whom": "Sam Bell", "to": "sam@force.example",
                  "ends_at": NOW + timedelta(days=60), **changed}
        return operations.make(about=about, by=by, at=at, **values)

    return made
