"""A link opens one thing for one purpose, until it ends, and only with its code."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.apps import apps
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from answerable.accounts.roles import NotAllowed
from answerable.accounts.scope import in_body
from answerable.links import operations
from answerable.links.models import Link
from answerable.links.queries import by_session, by_token, in_use
from answerable.links.rules import CODES_A_DAY, MOST_OPENINGS, CodeRefused, Purpose
from tests.conftest import NOW

FOR_COMMENTS = Purpose.COMMENTS
LATER = NOW + timedelta(minutes=5)


def session_of(link: Link, at=NOW) -> str:
    return operations.open_with(link=link, code=operations.make_code(link=link, by=None, at=at), at=at)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(range(6)), ended=st.sets(st.integers(0, 5)))
def test_no_token_or_session_of_one_thing_opens_another(cast, order, ended):
    made = {}
    for number in order:  # three things of each body
        body, by = ((cast.marlshire, cast.asha), (cast.tarnbridge, cast.zoe))[number % 2]
        with in_body(body.id):
            link, token = operations.make(
                purpose=FOR_COMMENTS, about=str(number), report_ref="", for_whom="Sam", to="",
                ends_at=NOW + timedelta(days=1), by=by, at=NOW)
            made[number] = link, token, session_of(link)
            if number in ended:
                operations.withdraw(link=link, by=by, at=NOW)

    for number, (link, token, cookie) in made.items():
        found = by_token(token, FOR_COMMENTS, LATER)
        assert (found and found.id) == (None if number in ended else link.id)
        opened = {other for other, (theirs, _, _) in made.items()
                  if by_session(theirs.ref, cookie, FOR_COMMENTS, LATER)}
        assert opened == (set() if number in ended else {number})


def test_a_token_of_another_purpose_opens_nothing(make):
    link, token = make()
    cookie = session_of(link)
    Link.objects.update(purpose="something-else")

    assert by_token(token, FOR_COMMENTS, NOW) is None
    assert by_session(link.ref, cookie, FOR_COMMENTS, NOW) is None


def test_what_is_not_a_token_opens_nothing(make):
    link, token = make()

    for odd in ("", token[:-1], token + "x", link.token_hash, link.ref, "\ud800", "é" * 9000):
        assert by_token(odd, FOR_COMMENTS, NOW) is None
        assert by_session(link.ref, odd, FOR_COMMENTS, NOW) is None


@pytest.mark.parametrize("end", [
    lambda link, asha, make: operations.withdraw(link=link, by=asha, at=NOW),
    lambda link, asha, make: operations.close(purpose=FOR_COMMENTS, about="one", by=asha, at=NOW),
    lambda link, asha, make: make(),
    lambda link, asha, make: operations.move_end(link=link, ends_at=NOW, by=asha, at=NOW),
], ids=["withdrawn", "closed", "replaced", "its last moment passed"])
def test_a_link_that_ended_opens_nothing_and_neither_does_its_session(make, marlshire, end):
    link, token = make()
    code = operations.make_code(link=link, by=marlshire.asha, at=NOW)
    cookie = operations.open_with(link=link, code=code, at=NOW)
    code = operations.make_code(link=link, by=marlshire.asha, at=NOW)

    end(link, marlshire.asha, make)

    assert by_token(token, FOR_COMMENTS, LATER) is None
    assert by_session(link.ref, cookie, FOR_COMMENTS, LATER) is None
    with pytest.raises(CodeRefused):
        operations.open_with(link=link, code=code, at=LATER)


def test_a_link_that_was_opened_too_often_ends(make):
    _link, token = make()
    Link.objects.update(opened=MOST_OPENINGS)

    assert by_token(token, FOR_COMMENTS, NOW) is None
    assert in_use(NOW) == []


def test_a_code_works_once_for_ten_minutes_and_for_its_link_only(make, marlshire):
    link, _ = make()
    other, _ = make("two")
    code = operations.make_code(link=link, by=None, at=NOW)

    for wrong, at in ((other, NOW), (link, NOW + timedelta(minutes=10))):
        with pytest.raises(CodeRefused):
            operations.open_with(link=wrong, code=code, at=at)
    operations.open_with(link=link, code=f" {code[:3]} {code[3:]} ", at=LATER)
    with pytest.raises(CodeRefused):
        operations.open_with(link=link, code=code, at=LATER)


def test_five_wrong_tries_use_a_code_up_and_words_that_are_no_code_use_nothing(make):
    link, _ = make()
    code = operations.make_code(link=link, by=None, at=NOW)
    wrong = "000000" if code != "000000" else "111111"

    for typed in ("Filled in by a test.", "12345", "1234567", "١٢٣٤٥٦", "") * 3 + (wrong,) * 4:
        with pytest.raises(CodeRefused):
            operations.open_with(link=link, code=typed, at=NOW)
    operations.open_with(link=link, code=code, at=NOW)
    code = operations.make_code(link=link, by=None, at=LATER)
    for typed in [str((int(code) + 1) % 10**6).zfill(6)] * 5 + [code]:
        with pytest.raises(CodeRefused):
            operations.open_with(link=link, code=typed, at=LATER)


def test_codes_asked_for_are_counted_by_the_day_and_those_read_out_are_not(make, marlshire):
    link, _ = make()
    moments = [NOW + timedelta(minutes=2 * n) for n in range(CODES_A_DAY + 1)]

    assert all(operations.make_code(link=link, by=None, at=at) for at in moments[:-1])
    with pytest.raises(CodeRefused, match="Telephone the office"):
        operations.make_code(link=link, by=None, at=moments[-1])

    assert operations.make_code(link=link, by=marlshire.asha, at=moments[-1])
    assert operations.make_code(link=link, by=None, at=NOW + timedelta(days=1))


def test_a_button_pressed_twice_makes_one_code(make):
    link, _ = make()
    code = operations.make_code(link=link, by=None, at=NOW)

    assert operations.make_code(link=link, by=None, at=NOW + timedelta(seconds=30)) is None
    assert operations.open_with(link=link, code=code, at=LATER)


def test_a_session_ends_after_eight_hours_and_still_says_which_link(make):
    link, _ = make()
    cookie = session_of(link)

    assert by_session(link.ref, cookie, FOR_COMMENTS, NOW + timedelta(hours=7)).is_open
    assert not by_session(link.ref, cookie, FOR_COMMENTS, NOW + timedelta(hours=8)).is_open


def test_the_database_holds_no_token_code_or_session_that_could_be_used(make):
    link, token = make()
    first = operations.make_code(link=link, by=None, at=NOW)
    cookie = operations.open_with(link=link, code=first, at=NOW)
    code = operations.make_code(link=link, by=None, at=LATER)

    rows = [value for model in apps.get_models() for row in
            getattr(model, "every_body", model._default_manager).values_list() for value in row]

    assert len(rows) > 50
    assert [value for value in map(str, rows) if token in value or cookie in value or value == code] == []


def test_only_who_writes_or_administers_ends_a_link(make, marlshire):
    link, token = make()

    with pytest.raises(NotAllowed):
        operations.withdraw(link=link, by=marlshire.rana, at=NOW)
    operations.withdraw(link=link, by=marlshire.gwen, at=NOW)

    assert by_token(token, FOR_COMMENTS, NOW) is None
