"""The office's page of reminders."""

from __future__ import annotations

import pytest

from answerable.accounts.scope import in_body
from answerable.reminders.queries import ladder
from answerable.reminders.rules import Kind, Step, Told

ADDRESS = "/office/reminders/"


@pytest.fixture
def page(sign_in, cast):
    client = sign_in(cast.gwen)
    return lambda **sent: client.post(ADDRESS, {name.replace("_", "-"): value for name, value in sent.items()}) if (
        sent) else client.get(ADDRESS)


def test_the_steps_stand_as_proposed_until_they_are_set(page):
    html = page().content.decode()

    assert "they stand as proposed" in html
    assert 'value="14"' in html


def test_they_are_set_and_the_history_says_by_whom(page, cast):
    answer = page(kind="commitment", days_1="3", side_1="after", who_1=["approver"], days_2="10", side_2="before",
                  who_2=["owner", "author"])

    assert answer.status_code == 302
    with in_body(cast.marlshire.id):
        assert ladder(Kind.COMMITMENT) == (Step(-10, (Told.OWNER, Told.AUTHOR)), Step(3, (Told.APPROVER,)))
    html = page().content.decode()
    assert "10 days before: the owner and the authors; 3 days after: the approvers. Set by Gwen Pryce" in html


@pytest.mark.parametrize(("sent", "sentence"), [
    ({"days_1": "soon", "who_1": ["owner"]}, "Enter the days as a number"),
    ({"days_1": "3"}, "Choose who is told at each step"),
    ({"who_1": ["owner"]}, "Enter the number of days"),
    ({"days_1": "3", "who_1": ["owner"], "days_2": "3", "who_2": ["owner"]}, "on the same day"),
])
def test_what_cannot_be_set_is_said(page, cast, sent, sentence):
    answer = page(kind="commitment", **sent)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    with in_body(cast.marlshire.id):
        assert ladder(Kind.COMMITMENT)[0].days == -7


def test_nobody_but_an_administrator_sees_it(sign_in, cast):
    assert sign_in(cast.asha).get(ADDRESS).status_code == 403
