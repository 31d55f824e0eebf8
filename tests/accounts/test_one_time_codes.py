"""Letting somebody in anew takes two people, and the code counts once, for a day, for that person."""

from __future__ import annotations

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.db import connection

from answerable.accounts import one_time_codes, operations
from answerable.accounts.models import AuditEntry, OneTimeCode, Person, SignIn
from answerable.accounts.one_time_codes import WrongCode, ask_for_code, make_code, settle_help, use_code
from answerable.accounts.operations import CannotChangePeople
from answerable.accounts.roles import NotAllowed, Role
from answerable.accounts.scope import in_body
from tests.conftest import NOW, PASSWORD

NEW = "another quite long phrase"
LATER = NOW + timedelta(hours=1)
TOM = "tom@mar.example"


def code_for_tom(marlshire) -> str:
    ask_for_code(person_id=marlshire.tom.person_id, by=marlshire.gwen, at=NOW)
    settle_help(person_id=marlshire.tom.person_id, agrees=True, by=marlshire.ruth, at=NOW)
    return make_code(person_id=marlshire.tom.person_id, by=marlshire.gwen, at=NOW)


def use(code, *, email=TOM, password=NEW, at=LATER):
    return use_code(email=email, code=code, password=password, at=at)


def test_asked_for_by_one_and_agreed_to_by_another_it_sets_a_new_password(marlshire):
    Authenticator.objects.create(user_id=marlshire.tom.person_id, type="totp", data={"secret": "", "last_step": 0})
    SignIn.objects.create(session_key="k", session_data="", expire_date=LATER, person_id=marlshire.tom.person_id)

    person = use(code_for_tom(marlshire))

    assert Person.objects.get(id=person.id).check_password(NEW)
    assert not Authenticator.objects.exists()  # what was lost no longer counts
    assert not SignIn.objects.exists()
    done = list(AuditEntry.objects.filter(subject_ref=str(person.id)).values_list("action", "person_id").order_by("id"))
    assert done[-4:] == [
        ("help_asked", marlshire.gwen.person_id), ("help_agreed", marlshire.ruth.person_id),
        ("code_made", marlshire.gwen.person_id), ("code_used", person.id)]


def test_it_counts_once(marlshire):
    code = code_for_tom(marlshire)
    use(code)

    with pytest.raises(WrongCode):
        use(code, password="yet another long phrase")


@pytest.mark.parametrize("hours", [23.9, 24.1])
def test_it_counts_for_a_day(marlshire, hours):
    code, at = code_for_tom(marlshire), NOW + timedelta(hours=hours)

    if hours < 24:
        use(code, at=at)
    else:
        with pytest.raises(WrongCode):
            use(code, at=at)


def test_it_is_typed_with_small_letters_and_without_dashes_too(marlshire):
    assert use(code_for_tom(marlshire).lower().replace("-", " ")).email == TOM


@pytest.mark.parametrize("change", [{"email": "asha@mar.example"}, {"email": "nobody@mar.example"}])
def test_it_opens_nobody_elses_sign_in(marlshire, change):
    with pytest.raises(WrongCode):
        use(code_for_tom(marlshire), **change)


def test_a_password_that_is_refused_does_not_use_it_up(marlshire):
    code = code_for_tom(marlshire)
    with pytest.raises(ValidationError):
        use(code, password="short")

    use(code)


def test_the_database_holds_no_code(marlshire):
    code = code_for_tom(marlshire)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM accounts_onetimecode")
        rows = repr(cursor.fetchall())

    assert code not in rows
    assert code.replace("-", "") not in rows


def test_nobody_is_let_in_anew_by_one_person(marlshire):
    ask_for_code(person_id=marlshire.tom.person_id, by=marlshire.gwen, at=NOW)

    with pytest.raises(NotAllowed):
        settle_help(person_id=marlshire.tom.person_id, agrees=True, by=marlshire.gwen, at=NOW)
    with pytest.raises(CannotChangePeople, match="Somebody else has to agree first"):
        make_code(person_id=marlshire.tom.person_id, by=marlshire.gwen, at=NOW)


@pytest.mark.parametrize("who", ["asha", "idris", "tom"])
def test_only_an_administrator_or_approver_agrees_and_never_for_themselves(marlshire, who):
    ask_for_code(person_id=marlshire.tom.person_id, by=marlshire.gwen, at=NOW)

    with pytest.raises(NotAllowed):
        settle_help(person_id=marlshire.tom.person_id, agrees=True, by=getattr(marlshire, who), at=NOW)


@pytest.mark.parametrize("who", ["asha", "ruth", "idris"])
def test_only_an_administrator_asks(marlshire, who):
    with pytest.raises(NotAllowed):
        ask_for_code(person_id=marlshire.tom.person_id, by=getattr(marlshire, who), at=NOW)


def test_who_agreed_is_not_shown_the_code(marlshire):
    ask_for_code(person_id=marlshire.tom.person_id, by=marlshire.gwen, at=NOW)
    settle_help(person_id=marlshire.tom.person_id, agrees=True, by=marlshire.ruth, at=NOW)

    with pytest.raises(NotAllowed, match="Only who asked"):
        make_code(person_id=marlshire.tom.person_id, by=marlshire.ruth, at=NOW)


def test_the_code_is_shown_once(marlshire):
    code_for_tom(marlshire)

    with pytest.raises(CannotChangePeople, match="shown already"):
        make_code(person_id=marlshire.tom.person_id, by=marlshire.gwen, at=NOW)


def test_a_refusal_ends_it(marlshire):
    ask_for_code(person_id=marlshire.tom.person_id, by=marlshire.gwen, at=NOW)
    settle_help(person_id=marlshire.tom.person_id, agrees=False, by=marlshire.ruth, at=NOW)

    assert one_time_codes.open_code(marlshire.tom.person_id) is None


def test_asking_again_ends_the_code_handed_out(marlshire):
    code = code_for_tom(marlshire)
    ask_for_code(person_id=marlshire.tom.person_id, by=marlshire.gwen, at=NOW)

    with pytest.raises(WrongCode):
        use(code)


def test_who_has_left_meanwhile_gets_in_no_more(marlshire):
    code = code_for_tom(marlshire)
    operations.change_place(person_id=marlshire.tom.person_id, post="x", roles=[Role.AUTHOR], left_on=NOW.date(),
                            by=marlshire.gwen, at=NOW)

    with pytest.raises(WrongCode):
        use(code)


def test_somebody_new_needs_no_second_person_and_chooses_their_own_password(marlshire):
    person = operations.add_person(email="new@mar.example", name="New Person", post="Officer", roles=[Role.AUTHOR],
                                   by=marlshire.gwen, at=NOW)
    ask_for_code(person_id=person.id, by=marlshire.gwen, at=NOW)

    code = make_code(person_id=person.id, by=marlshire.gwen, at=NOW)

    assert not person.has_usable_password()
    assert use(code, email="new@mar.example").check_password(NEW)


def test_a_body_alone_cannot_take_over_somebody_who_works_for_another_too(cast):
    with in_body(cast.tarnbridge.id):
        operations.add_person(email=TOM, name="Tom", post="Officer", roles=[Role.AUTHOR], by=None, at=NOW)

    with in_body(cast.marlshire.id), pytest.raises(CannotChangePeople, match="another body"):
        ask_for_code(person_id=cast.tom.person_id, by=cast.gwen, at=NOW)


def test_another_bodys_people_are_not_here(marlshire):
    with pytest.raises(CannotChangePeople, match="does not work here"):
        ask_for_code(person_id=marlshire.zoe.person_id, by=marlshire.gwen, at=NOW)


def test_the_command_line_lets_in_the_only_administrator(marlshire):
    ask_for_code(person_id=marlshire.gwen.person_id, by=None, at=NOW)

    code = make_code(person_id=marlshire.gwen.person_id, by=None, at=NOW)

    assert use(code, email="gwen@mar.example").id == marlshire.gwen.person_id
    assert OneTimeCode.objects.get().asked_by is None


@pytest.mark.parametrize("password", [
    "marlshire police", "Commissioner2024", "helenmarshmarlshire1", PASSWORD[:11], "policecommissioner",
    "password12345"])
def test_a_password_of_the_offices_own_names_or_too_short_is_refused(marlshire, password):
    with pytest.raises(ValidationError):
        use(code_for_tom(marlshire), password=password)


@pytest.mark.parametrize("password", ["marlshire has nine elephants", "twelve green", PASSWORD])
def test_any_other_long_password_is_taken(marlshire, password):
    use(code_for_tom(marlshire), password=password)
