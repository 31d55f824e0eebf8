"""Nobody makes an approver alone and unseen."""

from __future__ import annotations

from datetime import timedelta

import pytest

from answerable.accounts import operations
from answerable.accounts.models import AuditEntry, Membership, SignIn
from answerable.accounts.operations import CannotChangePeople
from answerable.accounts.queries import members
from answerable.accounts.roles import NotAllowed, Role
from tests.conftest import NOW, PASSWORD, TODAY


def make_approver(marlshire, by=None):
    operations.change_place(person_id=marlshire.tom.person_id, post="Policy Officer",
                            roles=[Role.AUTHOR, Role.APPROVER], left_on=None, by=by or marlshire.gwen, at=NOW)


@pytest.fixture
def second(marlshire):
    """A second administrator."""
    person = operations.add_person(email="hal@mar.example", name="Hal Voss", post="Clerk", roles=[Role.ADMINISTRATOR],
                                   password=PASSWORD, by=None, at=NOW)
    return next(m for m in members(TODAY) if m.person_id == person.id)


def roles_of_tom(marlshire, day=TODAY):
    return next(m for m in members(day) if m.person_id == marlshire.tom.person_id).roles


def agree(marlshire, by, agrees=True):
    operations.agree_to_approver(person_id=marlshire.tom.person_id, agrees=agrees, by=by, at=NOW)


def test_the_role_counts_once_a_second_administrator_agrees(marlshire, second):
    make_approver(marlshire)
    before = roles_of_tom(marlshire, TODAY + timedelta(days=90))

    agree(marlshire, second)

    assert before == {Role.AUTHOR}
    assert roles_of_tom(marlshire) == {Role.AUTHOR, Role.APPROVER}
    assert AuditEntry.objects.filter(action__in=["approver_asked", "approver_agreed"]).count() == 2


def test_who_asked_cannot_agree(marlshire, second):
    make_approver(marlshire)

    with pytest.raises(CannotChangePeople, match="Another administrator"):
        agree(marlshire, marlshire.gwen)


def test_nobody_agrees_to_their_own_role(marlshire, second):
    operations.change_place(person_id=second.person_id, post="Clerk", left_on=None,
                            roles=[Role.ADMINISTRATOR, Role.APPROVER], by=marlshire.gwen, at=NOW)

    with pytest.raises(CannotChangePeople, match="Another administrator"):
        operations.agree_to_approver(person_id=second.person_id, agrees=True, by=second, at=NOW)


def test_nobody_but_an_administrator_agrees(marlshire, second):
    make_approver(marlshire)

    with pytest.raises(NotAllowed):
        agree(marlshire, marlshire.ruth)


def test_a_refusal_takes_it_away(marlshire, second):
    make_approver(marlshire)
    agree(marlshire, second, agrees=False)

    assert roles_of_tom(marlshire, TODAY + timedelta(days=90)) == {Role.AUTHOR}
    with pytest.raises(CannotChangePeople, match="settled"):
        agree(marlshire, second)


def test_with_one_administrator_a_whole_day_passes_first(marlshire):
    make_approver(marlshire)

    days = [Role.APPROVER in roles_of_tom(marlshire, TODAY + timedelta(days=n)) for n in range(4)]

    assert days == [False, False, True, True]


def test_changing_something_else_does_not_hurry_it(marlshire, second):
    make_approver(marlshire)
    make_approver(marlshire, by=second)  # the same roles again: no agreement

    assert roles_of_tom(marlshire) == {Role.AUTHOR}
    assert Membership.objects.get(person_id=marlshire.tom.person_id).approver_asked_by == marlshire.gwen.person_id


def test_somebody_new_waits_as_well(marlshire, second):
    person = operations.add_person(email="new@mar.example", name="New Person", post="Officer", roles=[Role.APPROVER],
                                   by=marlshire.gwen, at=NOW)

    assert next(m for m in members(TODAY) if m.person_id == person.id).roles == frozenset()


def test_who_comes_back_as_an_approver_waits_as_well(marlshire, second):
    operations.change_place(person_id=marlshire.ruth.person_id, post="x", roles=[Role.APPROVER], left_on=TODAY,
                            by=marlshire.gwen, at=NOW)
    operations.add_person(email="ruth@mar.example", name="Ruth", post="x", roles=[Role.APPROVER], by=marlshire.gwen,
                          at=NOW)

    assert next(m for m in members(TODAY) if m.person_id == marlshire.ruth.person_id).roles == frozenset()


@pytest.mark.parametrize(("change", "left"), [
    ({}, 1), ({"roles": [Role.AUDITOR]}, 0), ({"left_on": TODAY}, 0), ({"post": "Other post"}, 1)])
def test_a_change_of_roles_and_leaving_end_every_session(marlshire, change, left):
    SignIn.objects.create(session_key="k", session_data="", expire_date=NOW, person_id=marlshire.tom.person_id)
    place = {"post": "Policy Officer", "roles": [Role.AUTHOR], "left_on": None, **change}

    operations.change_place(person_id=marlshire.tom.person_id, by=marlshire.gwen, at=NOW, **place)

    assert SignIn.objects.count() == left
