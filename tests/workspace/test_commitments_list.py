"""The list of commitments: what it counts and narrows, who sees what first, and what it asks of somebody now."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from answerable.accounts import operations as accounts
from answerable.accounts.models import Person
from answerable.accounts.roles import Role
from answerable.accounts.scope import in_body
from answerable.commitments import operations, queries
from answerable.commitments.events import ActionSet, MoveAsked, MoveDecided
from answerable.records.contents import Action
from tests.commitments.conftest import FIRST, Kept, made
from tests.conftest import NOW, PASSWORD, TODAY
from tests.responses.walk import confirmed_report

AFTERWARDS = FIRST + timedelta(days=10)


@pytest.fixture
def kept(cast, home) -> Kept:
    with in_body(cast.marlshire.id):
        return Kept(cast.asha, confirmed_report(cast.asha))


@pytest.fixture
def owner(cast):
    """Lena, who keeps what is hers and has no other role."""
    return let_in(cast, "Lena Ford", Role.COMMITMENT_OWNER)


def let_in(cast, name: str, role: Role) -> Person:
    with in_body(cast.marlshire.id):
        return accounts.add_person(email=f"{role.value}@mar.example", name=name, post="Head of Performance",
                                   roles=[role], password=PASSWORD, by=None, at=NOW)


def make(cast, **changed: object):
    with in_body(cast.marlshire.id):
        return operations.make(event=made(**changed), by=cast.asha, at=NOW)


def seen_by(person, address: str = "/commitments/", on: object = TODAY) -> str:
    """The page that somebody is shown on a day."""
    client = Client()
    client.force_login(Person.objects.get(id=getattr(person, "person_id", None) or person.id))
    with time_machine.travel(f"{on}T10:00:00Z", tick=False):
        return client.get(address, follow=True).content.decode()


def test_each_count_is_that_of_the_figures(cast, kept) -> None:
    make(cast, owner="", due_on=None, date_from=None)
    make(cast, owner="")
    with in_body(cast.marlshire.id):
        kept.happen(MoveAsked(to=FIRST + timedelta(days=60), why="The sample came late."))
        kept.happen(MoveDecided(agreed=True), by=cast.ruth)
        to_do = queries.to_do(AFTERWARDS, cast.asha.person_id)
        figures = queries.figures(AFTERWARDS, queries.standings())

    for name in ("no_owner", "no_date", "past", "past_but_for_moves", "check_again"):
        assert getattr(to_do, name) == getattr(figures, name), name
    assert (to_do.no_owner, to_do.past, to_do.past_but_for_moves) == (2, 1, 1)


def test_every_count_leads_to_just_these(cast, kept) -> None:
    make(cast, words="Open a desk.", owner="")

    page = seen_by(cast.asha, "/commitments/?show=no-owner")

    assert "Without an owner (1)" in page
    assert "Open a desk." in page
    assert "Look at 40 forms" not in page


def test_what_is_closed_is_not_in_the_list_until_it_is_asked_for(cast, kept) -> None:
    with in_body(cast.marlshire.id):
        kept.happen(ActionSet(action=Action.STOPPED, why="The force does it."))

    assert "Look at 40 forms" not in seen_by(cast.asha)
    assert "Look at 40 forms" in seen_by(cast.asha, "/commitments/?show=all")


def test_it_is_narrowed_by_days_and_a_day_that_is_none_is_said(cast, kept) -> None:
    def until(day: int, month: int) -> str:
        return seen_by(cast.asha, f"/commitments/?before-day={day}&before-month={month}&before-year=2025")

    assert "Look at 40 forms" not in until(27, 3)
    assert "Look at 40 forms" in until(28, 3)
    assert "as a day that exists" in until(31, 2)


def test_it_is_narrowed_by_report(cast, kept) -> None:
    make(cast, words="Open a desk.")

    page = seen_by(cast.asha, f"/commitments/?report={kept.report.ref}")

    assert "Look at 40 forms" in page
    assert "Open a desk." not in page


def test_fifty_stand_on_a_page_and_the_next_page_goes_on(cast) -> None:
    for number in range(51):
        make(cast, words=f"Thing {number}.", due_on=FIRST + timedelta(days=number))

    first, second = seen_by(cast.asha), seen_by(cast.asha, "/commitments/?page=2")

    assert "Thing 49." in first
    assert "Thing 50." not in first
    assert "Rows 51 to 51" in second
    assert "Thing 50." in second


def test_an_owner_lands_on_what_is_theirs(cast, kept, owner) -> None:
    make(cast, words="Open a desk.", owner_id=owner.id)

    page = seen_by(owner, "/")

    assert "Yours (1)" in page
    assert "Open a desk." in page
    assert "Look at 40 forms" not in page


def test_a_panel_member_lands_on_commitments_and_is_offered_no_report(cast, kept) -> None:
    page = seen_by(let_in(cast, "Pat Lee", Role.PANEL_MEMBER), "/")

    assert "Look at 40 forms" in page
    assert f"/reports/{kept.report.ref}/" not in page
    assert "New commitment" not in page


def test_now_asks_each_role_for_what_is_theirs_to_do(cast, kept) -> None:
    make(cast, owner="", due_on=None, date_from=None)
    with in_body(cast.marlshire.id):
        kept.happen(MoveAsked(to=FIRST + timedelta(days=60), why="The sample came late."))

    asha, ruth = seen_by(cast.asha, "/"), seen_by(cast.ruth, "/")

    assert "Name the owner of 1 commitment" in asha
    assert "Set the date of 1 commitment" in asha
    assert "Agree or not to a new date" not in asha
    assert "Agree or not to a new date of 1 commitment" in ruth
    assert "Sign and publish what happened to 2 commitments" in ruth


def test_a_row_of_now_leads_to_its_list(cast, kept) -> None:
    make(cast, words="Open a desk.", owner="")

    page = seen_by(cast.asha, "/commitments/only/no-owner/")

    assert "Open a desk." in page
    assert "Look at 40 forms" not in page


def test_the_file_of_a_list_has_the_same_rows(cast, kept, sign_in) -> None:
    make(cast, words="Open a desk.", owner="Head of Custody")

    answer = sign_in(cast.asha).get("/commitments/export.csv?show=open&owner=custody")

    text = b"".join(answer.streaming_content).decode()
    assert "Open a desk." in text
    assert "Look at 40 forms" not in text
