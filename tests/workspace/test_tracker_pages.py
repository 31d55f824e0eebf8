"""The pages that bring in a tracker, from the file to the commitments, and a stop on the way."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from answerable.accounts.scope import in_body
from answerable.commitments.models import Commitment
from answerable.workspace.commitments_import import rows as pages
from tests.commitments.test_trackers import data_of
from tests.intake.workbooks import written

COLUMNS = {"told_in": "Tracker of plans", "date_from": "set_locally", "reference": "1", "report": "2", "promise": "3",
           "owner": "4", "original_due_on": "5", "due_on": "6", "status": "7", "update": "8", "updated_on": "9"}


@pytest.fixture
def asha(cast, home, sign_in):
    return sign_in(cast.asha)


def send(client, data: bytes, name: str = "tracker.csv"):
    return client.post("/commitments/import/", {"file": SimpleUploadedFile(name, data)})


def said(client) -> str:
    """Upload and say everything; the address of the rows."""
    address = send(client, data_of())["Location"]
    words = client.post(address, COLUMNS)["Location"]
    return client.post(words, {"status-0": "done", "status-1": "under_way", "status-2": "not_known",
                               "status-3": "stopped", "status-4": "not_started"})["Location"]


def test_a_tracker_comes_in_step_by_step(cast, asha):
    rows = said(asha)
    page = asha.get(rows).content.decode()

    assert "Bring in 4 commitments" in page
    assert "Row 6 says &#39;3 12 24&#39;" in page
    assert "Under way. The tracker says done: bring the evidence" in page

    asha.post(f"{rows}bringing-in/", {"said": "3"})

    page = asha.get(rows).content.decode()
    assert "Nothing is new in it." in page
    assert "Train every officer" in asha.get("/commitments/tracker-says-done/").content.decode()
    with in_body(cast.marlshire.id):
        assert Commitment.objects.count() == 4


def test_it_stops_after_some_seconds_and_goes_on_where_it_was(cast, asha, monkeypatch):
    rows = said(asha)
    monkeypatch.setattr(pages, "SECONDS", -1)

    steps = [asha.post(f"{rows}bringing-in/", {"said": "3"})["Location"] for _ in range(2)]
    page = asha.get(f"{rows}bringing-in/").content.decode()

    assert steps == [f"{rows}bringing-in/"] * 2
    assert "2 of 4 rows are here." in page
    with in_body(cast.marlshire.id):
        assert Commitment.objects.count() == 2


def test_nothing_comes_in_when_somebody_said_something_else_meanwhile(cast, asha):
    rows = said(asha)
    asha.post(f"{rows}columns/", COLUMNS | {"owner": ""})

    answer = asha.post(f"{rows}bringing-in/", {"said": "3"})

    assert answer.status_code == 409
    with in_body(cast.marlshire.id):
        assert not Commitment.objects.exists()


def two_sheets(book) -> None:
    plan = [["A plan of ours"], ["Action", "Owner"], ["Train", "Head"]]
    for name, rows in (("Notes", [["Read me"]]), ("Plan", plan)):
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)


def test_of_a_workbook_with_two_sheets_one_is_chosen(asha):
    asked = send(asha, written(two_sheets), "plans.xlsx")["Location"]

    wrong = asha.post(asked, {"sheet": "7", "header_row": ""})
    columns = asha.post(asked, {"sheet": "1", "header_row": ""})["Location"]

    assert wrong.status_code == 422
    assert "Choose the sheet that holds the promises" in wrong.content.decode()
    assert "The headings stand in row 2." in asha.get(columns).content.decode()


def test_what_is_no_tracker_is_refused_in_a_sentence(asha):
    answer = send(asha, b"%PDF-1.7 a report", "report.pdf")

    assert answer.status_code == 422
    assert "We read Excel workbooks (.xlsx) and CSV files." in answer.content.decode()


def test_no_file_is_asked_for(asha):
    assert "Choose the tracker’s file" in asha.post("/commitments/import/").content.decode()


def test_a_choice_without_the_promise_is_asked_about(asha):
    address = send(asha, data_of())["Location"]

    answer = asha.post(address, COLUMNS | {"promise": ""})

    assert answer.status_code == 422
    assert "Say which column holds the promise" in answer.content.decode()


def test_rows_before_anything_is_said_lead_to_what_has_to_be_said(asha):
    address = send(asha, data_of())["Location"]
    rows = address.removesuffix("columns/")

    assert asha.get(rows)["Location"] == address
    assert asha.post(f"{rows}bringing-in/", {"said": "1"})["Location"] == address
    assert asha.get(f"{rows}words/")["Location"] == address
