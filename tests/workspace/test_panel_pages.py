"""The papers for the panel: for whoever reads commitments, as at their day, two pages as a file."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import pypdfium2
import pytest
from django.test import Client

from answerable.accounts import operations as accounts
from answerable.accounts.models import Person
from answerable.accounts.roles import Role
from answerable.accounts.scope import in_body
from answerable.commitments import operations
from answerable.commitments.events import MoveAsked, MoveDecided
from tests.commitments.conftest import FIRST, Kept, made
from tests.conftest import NOW, PASSWORD
from tests.responses.walk import confirmed_report


@pytest.fixture
def kept(cast, home) -> Kept:
    with in_body(cast.marlshire.id):
        kept = Kept(cast.asha, confirmed_report(cast.asha))
        kept.happen(MoveAsked(to=FIRST + timedelta(days=63), why="The sample came late."))
        kept.happen(MoveDecided(agreed=True), by=cast.ruth)
        operations.add_meeting(on=date(2024, 11, 1), name="The panel", by=cast.asha, at=NOW)
    return kept


@pytest.fixture
def panel_member(cast) -> Client:
    """Somebody who may read commitments and nothing else."""
    with in_body(cast.marlshire.id):
        person = accounts.add_person(email="pat@mar.example", name="Pat Lee", post="Panel member",
                                     roles=[Role.PANEL_MEMBER], password=PASSWORD, by=None, at=NOW)
    client = Client()
    client.force_login(Person.objects.get(id=person.id))
    return client


def test_a_panel_member_reads_what_moved_and_why(kept, panel_member) -> None:
    page = panel_member.get("/panel/2025-01-17/").content.decode()

    assert "Look at 40 forms and publish the result." in page
    assert "From 28 March 2025 to 30 May 2025. Why: The sample came late." in page


def test_a_panel_member_reads_no_report(kept, panel_member) -> None:
    assert panel_member.get(f"/reports/{kept.report.ref}/").status_code == 403


def test_a_panel_member_enters_no_meeting(kept, panel_member) -> None:
    answer = panel_member.post("/panel/", {"on-day": "1", "on-month": "2", "on-year": "2025", "name": "The panel"})

    assert answer.status_code == 403


def test_an_author_enters_a_meeting(kept, cast, sign_in) -> None:
    answer = sign_in(cast.asha).post(
        "/panel/", {"on-day": "1", "on-month": "2", "on-year": "2025", "name": "Police and crime panel"})

    assert answer["Location"] == "/panel/2025-02-01/"


def test_a_day_that_is_none_is_not_found(kept, panel_member) -> None:
    assert panel_member.get("/panel/2025-02-30/").status_code == 404
    assert panel_member.get("/panel/2025-01-17/commitments.exe").status_code == 404


@pytest.mark.parametrize("count", [1, 60])
def test_the_paper_has_two_pages_at_most_and_says_what_is_left_out(cast, kept, panel_member, count: int) -> None:
    with in_body(cast.marlshire.id):
        for number in range(count):
            operations.make(event=made(words=f"Do the thing of number {number}. " * 9, owner=""), by=cast.asha,
                            at=datetime(2024, 11, 21, 12, tzinfo=UTC))

    answer = panel_member.get("/panel/2025-01-17/commitments.pdf")

    pdf = pypdfium2.PdfDocument(BytesIO(b"".join(answer.streaming_content)))
    text = " ".join(page.get_textpage().get_text_range() for page in pdf)
    assert len(pdf) <= 2
    assert ("more are in the list" in text) == (count > 8)


def test_the_paper_is_the_same_file_when_it_is_made_again(kept, panel_member) -> None:
    one, other = (b"".join(panel_member.get("/panel/2024-11-21/commitments.docx").streaming_content) for _ in "ab")

    assert one == other
