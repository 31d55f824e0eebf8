"""Letting people in and out, and what the body is called."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from answerable.accounts import operations
from answerable.accounts.models import AuditEntry, Person
from answerable.accounts.operations import CannotChangePeople
from answerable.accounts.queries import members, membership_of, names_on
from answerable.accounts.roles import NotAllowed, Permission, Role
from tests.conftest import MARLSHIRE_NAMES, NOW, PASSWORD, TODAY


def add(by, **changes):
    details = {"email": "new@mar.example", "name": "New Person", "post": "Officer", "roles": [Role.AUTHOR],
               "password": PASSWORD}
    return operations.add_person(**{**details, **changes}, by=by, at=NOW)


def test_an_administrator_lets_somebody_in(marlshire):
    person = add(marlshire.gwen)

    assert membership_of(person, TODAY).roles == {Role.AUTHOR}
    assert AuditEntry.objects.filter(action="person_added", subject_ref=str(person.id)).count() == 1


@pytest.mark.parametrize("who", ["asha", "ruth", "idris"])
def test_nobody_else_lets_people_in(marlshire, who):
    with pytest.raises(NotAllowed, match="administrator"):
        add(getattr(marlshire, who))


@pytest.mark.parametrize("password", ["short", "password1234", "new person 1"])
def test_a_weak_password_is_refused(marlshire, password):
    with pytest.raises(ValidationError):
        add(marlshire.gwen, password=password)


def test_one_address_is_one_person_whatever_its_letters(marlshire):
    with pytest.raises(CannotChangePeople):
        add(marlshire.gwen, email="ASHA@mar.example")

    assert Person.objects.filter(email__iexact="asha@mar.example").count() == 1


def test_somebody_who_left_is_nobody_here(marlshire):
    operations.change_place(person_id=marlshire.tom.person_id, post="Policy Officer", roles=[Role.AUTHOR],
                            left_on=TODAY, by=marlshire.gwen, at=NOW)

    assert membership_of(Person.objects.get(id=marlshire.tom.person_id), TODAY) is None
    assert "Tom Reece" not in {m.name for m in members(TODAY)}


def test_somebody_who_left_can_be_let_in_again(marlshire):
    operations.change_place(person_id=marlshire.tom.person_id, post="Policy Officer", roles=[Role.AUTHOR],
                            left_on=TODAY, by=marlshire.gwen, at=NOW)

    person = add(marlshire.gwen, email="tom@mar.example", roles=[Role.AUDITOR])

    assert person.id == marlshire.tom.person_id
    assert membership_of(person, TODAY).roles == {Role.AUDITOR}


def test_an_administrator_cannot_lock_themselves_out(marlshire):
    with pytest.raises(CannotChangePeople):
        operations.change_place(person_id=marlshire.gwen.person_id, post="x", roles=[Role.AUTHOR], left_on=None,
                                by=marlshire.gwen, at=NOW)


def test_a_new_name_holds_from_its_day_and_not_before(marlshire):
    operations.rename_body(names={**MARLSHIRE_NAMES, "holder_title": "Mayor"}, from_on=date(2028, 5, 8),
                           by=marlshire.gwen, at=NOW)

    assert names_on(date(2028, 5, 7)).holder_title == "Commissioner"
    assert names_on(date(2028, 5, 8)).holder_title == "Mayor"


def test_the_auditor_may_read_and_nothing_else(marlshire):
    allowed = {p for p in Permission if marlshire.idris.may(p)}

    assert allowed == {Permission.READ_WORK, Permission.READ_AUDIT, Permission.READ_COMMITMENTS, Permission.READ_NEEDS}
