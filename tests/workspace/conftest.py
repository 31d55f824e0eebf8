"""A report of forty findings to check, and Asha signed in to check it."""

from __future__ import annotations

import pytest

from answerable.intake import Doubt
from tests.inspections.build import read, report_to_check

DOUBT = Doubt(code="runs_on", question="The list runs on to page 4. Is this one finding or two?",
              choices=("One", "Two", "I will edit it"))


@pytest.fixture
def report(marlshire):
    """Forty findings on pages 2 to 11, four a page; finding 7 with a question; page 1 with none."""
    return report_to_check(marlshire.asha, read(40, per_page=4, doubts={7: DOUBT}))


@pytest.fixture
def asha(sign_in, marlshire):
    return sign_in(marlshire.asha)
