"""The list of commitments as a file: the same rows in each kind, as at its day, for whoever reads commitments."""

from __future__ import annotations

import csv
import io
import json
from datetime import date

import openpyxl
import pytest

from answerable.accounts.scope import in_body
from answerable.commitments import operations
from answerable.commitments.events import Made
from tests.commitments.conftest import Kept
from tests.conftest import NOW
from tests.responses.walk import confirmed_report


@pytest.fixture
def asha(cast, home, sign_in):
    """Asha, with a promise for a finding and one without owner or date that reads like a formula."""
    with in_body(cast.marlshire.id):
        Kept(cast.asha, confirmed_report(cast.asha))
        operations.make(event=Made(words="=Count the forms"), told_in="Tracker of plans", by=cast.asha, at=NOW)
    return sign_in(cast.asha)


def fetched(client, address: str) -> bytes:
    return b"".join(client.get(address).streaming_content)


def test_every_kind_has_the_same_rows(asha):
    rows = json.loads(fetched(asha, "/commitments/export.json"))["rows"]
    lines = list(csv.reader(io.StringIO(fetched(asha, "/commitments/export.csv").decode("utf-8-sig"))))
    sheet = openpyxl.load_workbook(io.BytesIO(fetched(asha, "/commitments/export.xlsx"))).active

    assert [row["ref"] for row in rows] == ["mar-c1", "mar-c2"]
    assert [line[0] for line in lines[1:]] == ["mar-c1", "mar-c2"]
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == ["mar-c1", "mar-c2"]


def test_what_is_not_known_says_so(asha):
    row = json.loads(fetched(asha, "/commitments/export.json"))["rows"][1]

    assert (row["owner"], row["date_now"], row["report"]) == ("Not known", "Not known", "Tracker of plans")
    assert (row["check"], row["inspectorate"], row["updated_on"]) == ("Not checked", "Has not told us", "None")


def test_its_title_has_the_day_and_what_was_asked_for(asha):
    title = json.loads(fetched(asha, "/commitments/export.json?show=no-owner"))["title"]

    assert title.startswith("Commitments as at ")
    assert title.endswith(": without an owner")


def test_a_filter_takes_what_it_says(asha):
    rows = json.loads(fetched(asha, "/commitments/export.json?show=no-date"))["rows"]

    assert [row["ref"] for row in rows] == ["mar-c2"]


def test_before_a_commitment_was_made_it_is_in_no_list(asha):
    assert json.loads(fetched(asha, "/commitments/export.json?as_at=2020-01-01"))["rows"] == []


@pytest.mark.parametrize("address", ["export.exe", "export.csv?as_at=2025-02-30"])
def test_what_cannot_be_asked_for_is_not_found(asha, address: str):
    assert asha.get(f"/commitments/{address}").status_code == 404


def test_a_text_that_looks_like_a_formula_runs_nowhere(asha):
    assert "'=Count the forms" in fetched(asha, "/commitments/export.csv").decode()


def test_another_bodys_commitments_are_in_no_file(asha, cast, sign_in):
    zoe = sign_in(cast.zoe)

    assert json.loads(fetched(zoe, "/commitments/export.json"))["rows"] == []


def test_it_is_as_at_today_unless_a_past_day_is_asked_for(asha):
    dated = json.loads(fetched(asha, "/commitments/export.json?as_at=2999-01-01"))["dated"]

    assert date.fromisoformat(dated) < date(2999, 1, 1)


def test_the_list_leads_to_the_file_of_what_it_shows(asha):
    page = asha.get("/commitments/?show=no-owner").content.decode()

    assert "/commitments/export.xlsx?show=no-owner" in page
