"""After the last day, and in spite of a check: told to whoever signs, and said on the public register."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine

from answerable.responses import slots
from tests.workspace.test_answer_pages import Pages, pages
from tests.workspace.test_override_page import WHY, WRONG, override

__all__ = ["pages"]

LATE = datetime(2025, 1, 17, 9, 30, tzinfo=UTC)
REASON = "The audit that we answer with came on 16 January."


def said(home: Path) -> str:
    return (home / "register" / "mar" / "responses" / "mar-2024-01" / "index.html").read_text("utf-8")


@pytest.fixture
def late(pages: Pages):
    """A whole answer, three days after its last day."""
    pages.walk.to_written()
    with time_machine.travel(LATE, tick=False):
        pages.walk.at = LATE
        yield pages


def sign_and_publish(pages: Pages, cast) -> None:
    pages.walk.decide()
    pages.walk.at = LATE
    pages.post(cast.asha, "publish/")


def test_a_reason_for_lateness_goes_from_the_check_to_the_register(late: Pages, cast, home: Path):
    assert "3 days after the last day. Write the reason; it is published." in late.get(cast.asha, "checks/")
    late.post(cast.asha, "write/after-last-day/", words=REASON, author="Helen Marsh, Commissioner", expected=0)
    assert "3 days after the last day" not in late.get(cast.asha, "checks/")

    late.post(cast.asha, "checks/")
    assert "It says why it is published after the last day" in late.get(cast.ruth, "sign-off/")
    sign_and_publish(late, cast)

    assert REASON in said(home)


def test_an_approver_is_told_that_the_day_has_passed_and_no_reason_is_given(late: Pages, cast, home: Path):
    late.post(cast.asha, "checks/")

    assert "The last day has passed, and no reason is given" in late.get(cast.ruth, "sign-off/")
    sign_and_publish(late, cast)
    assert "No reason was given." in said(home)


def test_what_was_overridden_about_the_law_stands_on_the_register_with_its_reason(late: Pages, cast, home: Path):
    late.walk.text(slots.COMMENTS, WRONG)
    override(late, cast.ruth)
    late.post(cast.asha, "checks/")
    sign_and_publish(late, cast)

    page = said(home)

    assert WHY in page
    assert "Ruth Okafor, Chief Executive" in page
