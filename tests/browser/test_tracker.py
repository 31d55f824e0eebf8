"""A tracker comes in, in a real browser: each page wide and narrow, with a script and without one."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NARROW, WIDE, Visitor, accessibility_faults, faults_by_eye

pytestmark = pytest.mark.browser

TRACKER = """Example tracker of Marlshire
Ref,Report title,Agreed action,Lead officer,Original date,Target date,RAG,Latest update,Date of update
M/1,Roads policing,Train every officer who stops drivers,Head of Training,1 March 2025,31 March 2026,Complete,All trained,1 February 2025
M/2,Roads policing,Publish the result of each look at forms,Head of Performance,,31 March 2026,Amber,We have begun,
M/3,,Look at 40 forms,,,March 2026,Green,,
M/4,Roads policing,Close the old store,Head of Estates,,,Cancelled,,
M/5,Roads policing,Count what is in the store twice,Head of Estates,,31/03/2025 now 30/06/2025,Green,,
"""  # noqa: E501 - a row of a spreadsheet is a line


def looked_at(window: Visitor, heading: str) -> None:
    expect(window.page.get_by_role("heading", level=1)).to_have_text(heading)
    for size in (NARROW, WIDE):
        window.page.set_viewport_size(size)
        assert accessibility_faults(window.page) + faults_by_eye(window.page) == []


def upload(window: Visitor, words: str) -> None:
    window.open("/commitments/import/")
    window.page.locator("input[type=file]").set_input_files(
        {"name": "tracker.csv", "mimeType": "text/csv", "buffer": words.encode()})
    window.press("Read the tracker")


def test_a_tracker_comes_in_from_the_file_to_the_commitments(visitor: Any) -> None:
    window = visitor().sign_in("author").open("/commitments/import/")

    looked_at(window, "Bring in a tracker")
    upload(window, TRACKER)
    window.follow("The headings stand elsewhere")
    looked_at(window, "Which sheet holds the promises?")
    window.press("Continue")
    window.page.get_by_label("What this tracker is called").fill("Plan of Marlshire")
    window.press("Continue")
    looked_at(window, "Which column holds what?")
    window.page.get_by_label("This office, the force or the service").check()
    window.press("Continue")
    looked_at(window, "What do its statuses mean?")
    window.page.get_by_label("Amber").select_option("Under way")
    window.page.get_by_label("Green").select_option("It does not say: keep the word")
    window.press("Continue")
    looked_at(window, "Plan of Marlshire: its rows")
    window.press("Bring in 4 commitments")
    expect(window.page.get_by_text("4 commitments of this tracker are here now.")).to_be_visible()
    looked_at(window, "Plan of Marlshire: its rows")
    window.follow("What trackers say is done")
    looked_at(window, "What trackers say is done")
    window.open("/commitments/import/")
    looked_at(window, "Bring in a tracker")


def test_without_a_script_it_comes_in_all_the_same(visitor: Any) -> None:
    window = visitor(script=False).sign_in("author")
    upload(window, "Action,Status,When\nWrite to every station (example),Done,31 May 2025\n")

    window.page.get_by_label("This office, the force or the service").check()
    window.press("Continue")
    window.press("Bring in 1 commitment")

    expect(window.page.get_by_text("1 commitment of this tracker is here now.")).to_be_visible()
