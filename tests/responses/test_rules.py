"""The rules of an answer, without a database."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable.accounts.roles import Member, NotAllowed, Role
from answerable.responses.rules import (
    NEXT,
    STATE_WORDS,
    WHOSE_TURN,
    Act,
    Decision,
    Refused,
    Situation,
    State,
    check_can_confirm,
    check_can_decide,
    check_can_propose,
    check_can_publish,
    check_can_send,
    check_can_write,
    reason_against,
)

PEOPLE = [
    Member(1, "Asha Rahman", "a@mar.example", "Officer", 1, frozenset({Role.AUTHOR, Role.PUBLISHER})),
    Member(2, "Ruth Okafor", "r@mar.example", "Chief Executive", 1, frozenset({Role.APPROVER})),
    Member(3, "Sam Hall", "s@mar.example", "Deputy", 1, frozenset({Role.AUTHOR, Role.APPROVER})),
]
ASHA, RUTH, SAM = PEOPLE
DUE = Situation(State.WRITING, Decision.LAW, proposed_by=1, is_confirmed=True, authors=frozenset({1}))


@pytest.mark.parametrize("state", State)
def test_every_state_has_words_and_an_owner_or_waits_for_nobody(state: State):
    waits_for_nobody = {State.SCHEDULED, State.PUBLISHED, State.WITHDRAWN}

    assert STATE_WORDS[state][0]
    assert (WHOSE_TURN[state] is None) == (state in waits_for_nobody)


def test_what_is_published_is_followed_by_a_new_version_or_a_withdrawal_only():
    assert {act for state, act in NEXT if state == State.PUBLISHED} == {Act.CORRECT, Act.WITHDRAW}


def test_only_signed_words_are_published():
    assert {state for state, act in NEXT if act == Act.PUBLISH} == {State.SIGNED_OFF, State.SCHEDULED}
    assert {state for (state, act), _ in NEXT.items() if act == Act.SIGN_OFF} == {State.WITH_APPROVER}


@pytest.mark.parametrize(("state", "act"), [(s, a) for s in State for a in Act if (s, a) not in NEXT])
def test_what_is_not_in_the_table_is_refused_in_a_sentence(state: State, act: Act):
    with pytest.raises(Refused, match=r"\.$"):
        Situation(state).after(act)


@given(st.lists(st.tuples(st.sampled_from(PEOPLE), st.sampled_from(Act)), max_size=40))
def test_over_any_sequence_no_version_is_approved_by_one_of_its_writers(steps):
    now = DUE
    signed_by: int | None = None
    for member, act in steps:
        check = {
            Act.EDIT: lambda m=member, s=now: check_can_write(m, s),
            Act.SEND: lambda m=member, s=now: check_can_send(m, s),
            Act.PUBLISH: lambda m=member, s=now: check_can_publish(m, s),
        }.get(act, lambda m=member, s=now: check_can_decide(m, s, PEOPLE))
        try:
            if act == Act.TAKE_BACK:
                now.after(act)
            else:
                check()
            state = now.after(act)
        except (Refused, NotAllowed):
            continue
        authors = now.authors | {member.person_id} if act == Act.EDIT else now.authors
        signed_by = member.person_id if act == Act.SIGN_OFF else None if state == State.WRITING else signed_by
        now = replace(now, state=state, authors=authors)
        if now.state in (State.SIGNED_OFF, State.PUBLISHED):
            assert signed_by is not None
            assert signed_by not in now.authors


def test_a_writer_is_told_who_can_sign():
    now = replace(DUE, state=State.WITH_APPROVER, authors=frozenset({1, 3}))

    reason = reason_against(check_can_decide, SAM, now, PEOPLE)

    assert reason == "You cannot sign this off because you wrote part of it. Ruth Okafor can."


def test_when_everybody_wrote_it_an_administrator_is_named():
    now = replace(DUE, state=State.WITH_APPROVER, authors=frozenset({1, 2, 3}))

    assert "Nobody else here can" in reason_against(check_can_decide, RUTH, now, PEOPLE)


def test_an_author_cannot_sign_off():
    with pytest.raises(NotAllowed):
        check_can_decide(ASHA, replace(DUE, state=State.WITH_APPROVER, authors=frozenset()), PEOPLE)


def test_nobody_confirms_what_they_proposed():
    with pytest.raises(Refused, match=r"Ruth Okafor or Sam Hall can\."):
        check_can_confirm(ASHA, replace(DUE, is_confirmed=False), PEOPLE)


def test_not_known_needs_no_confirmation():
    with pytest.raises(Refused, match="no decision to confirm"):
        check_can_confirm(RUTH, replace(DUE, decision=Decision.NOT_KNOWN, is_confirmed=False), PEOPLE)


def test_a_published_duty_is_not_decided_again():
    with pytest.raises(Refused, match="the public register says so"):
        check_can_propose(ASHA, DUE)


def test_nothing_is_sent_before_a_second_person_confirmed():
    with pytest.raises(Refused, match="second person"):
        check_can_send(ASHA, replace(DUE, is_confirmed=False))


def test_nothing_is_written_when_no_answer_is_due():
    with pytest.raises(Refused, match="Decide first"):
        check_can_write(ASHA, replace(DUE, decision=Decision.NOT_DUE))
