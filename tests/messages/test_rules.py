"""What a message may be, what may happen to it, and when it is tried again."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable.accounts.roles import Member, NotAllowed, Role
from answerable.messages.rules import (
    _STEPS,
    WAITS,
    CannotSend,
    MessageState,
    check_body,
    check_can,
    check_subject,
    filled,
    next_try,
)
from tests.conftest import NOW


def member(person_id: int, *roles: Role) -> Member:
    return Member(person_id=person_id, name="Somebody", email="s@mar.example", post="Post", body_id=1,
                  roles=frozenset(roles))


@pytest.mark.parametrize("subject", ["A\nBcc: all@there.example", "A\rB", "A\r\nB", "A\tB", "A\x00B", "A\u2028B\u202e",
                                     "A\x85B", "", "  ", "long" * 51])
def test_a_subject_that_is_not_one_plain_line_is_refused(subject: str):
    with pytest.raises(CannotSend) as refusal:
        check_subject(subject)

    assert refusal.value.field == "subject"


@pytest.mark.parametrize("body", ["", " \n", "A\x00B", "A\rB"])
def test_a_body_that_no_text_may_be_is_refused(body: str):
    with pytest.raises(CannotSend):
        check_body(body)


@given(st.text(), st.text())
def test_only_named_places_are_filled_and_what_fills_them_is_not_read_again(words: str, secret: str):
    text = words.replace("{", "(") + "{link} {other} {code}"

    assert filled(text, {"link": "{code}", "code": secret}) == (
        words.replace("{", "(") + "{code} {other} " + secret)


def test_a_text_without_secrets_keeps_its_braces():
    assert filled("Say {link} and {code}", {}) == "Say {link} and {code}"


def test_the_waits_grow_and_end():
    tries = [next_try(attempts, NOW) for attempts in range(1, len(WAITS) + 2)]

    assert tries[0] == NOW + timedelta(minutes=1)
    assert tries[-1] is None
    assert tries[:-1] == sorted(tries[:-1])


@pytest.mark.parametrize("step", _STEPS)
@pytest.mark.parametrize("state", MessageState)
def test_a_step_is_taken_from_its_states_only(step: str, state: MessageState):
    gwen = member(1, Role.ADMINISTRATOR)

    if state in _STEPS[step]:
        check_can(step, gwen, state, report_ref="", by=2)
    else:
        with pytest.raises(CannotSend, match="Only a message that"):
            check_can(step, gwen, state, report_ref="", by=2)


def test_who_wrote_it_who_publishes_and_administrators_may_and_nobody_else():
    asha, idris, gwen = member(1, Role.AUTHOR), member(2, Role.AUDITOR), member(3, Role.ADMINISTRATOR)

    check_can("stop", asha, MessageState.FAILED, report_ref="", by=1)
    check_can("stop", asha, MessageState.FAILED, report_ref="r", by=9)
    check_can("stop", gwen, MessageState.FAILED, report_ref="", by=9)
    for somebody, ref in ((asha, ""), (idris, "r"), (idris, "")):
        with pytest.raises(NotAllowed):
            check_can("stop", somebody, MessageState.FAILED, report_ref=ref, by=9)


def test_what_held_a_secret_is_not_tried_again():
    with pytest.raises(CannotSend, match="Make a new one"):
        check_can("try_again", member(1), MessageState.FAILED, report_ref="", by=1, has_places=True)
