"""A page of every kind that the register can have, wide and narrow: no fault for axe, no scrolling sideways."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.browser.conftest import NARROW, WIDE, accessibility_faults, faults_by_eye
from tests.browser.served import served
from tests.register.made import every_kind

pytestmark = pytest.mark.browser

PAGES = (
    "", "due/", "how-counted/", "as-at/", "as-at/2023-01-09/", "as-at/2025-05-20/", "search/", "search/?q=force",
    "check/", "check/dates/", "yearly-assessment/", "responses/", "responses/counted/published-by-the-last-day/",
    "responses/mar-2023-001/", "responses/mar-2025-901/", "responses/mar-2025-902/", "responses/mar-2025-903/",
    "responses/mar-2025-905/", "responses/mar-2025-905/dates/", "responses/mar-2025-905/versions/2/changes/", "data/",
    "responses/mar-2023-001/findings/1/", "commitments/", "commitments/how-counted/", "commitments/past-date/",
    "commitments/check-again/", *(f"commitments/mar-c{number}/" for number in range(1, 9)), "search/?q=forms",
    "needs-assessments/", *(f"needs-assessments/mar-needs-{number}/" for number in range(1, 4)), "search/?q=hospitals",
)


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(every_kind().records, tmp_path_factory.mktemp("register") / "site") as address:
        yield address


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_no_page_has_a_fault(chromium: Any, register: str, size: dict[str, int]) -> None:
    context = chromium.new_context(viewport=size)
    page, faults = context.new_page(), []

    for path in PAGES:
        assert page.goto(f"{register}/{path}").ok, path
        page.wait_for_load_state("networkidle")
        faults += [f"{path}: {fault}" for fault in (*accessibility_faults(page), *faults_by_eye(page))]

    context.close()
    assert faults == []
