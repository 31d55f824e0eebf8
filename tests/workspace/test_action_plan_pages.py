"""The pages of a plan: actions with owner and day, and an update instead of a correction."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from answerable.register.publishing import bake_register
from answerable.responses.queries import draft
from tests.responses.test_action_plan import FIRE, plan, publish, walk_under


@pytest.fixture
def walk(marlshire, home):
    return walk_under(marlshire, FIRE)


def test_an_action_is_written_with_the_post_and_the_day(walk, sign_in):
    client, address = sign_in(walk.asha), reverse("write-finding", kwargs={"ref": walk.report.ref, "number": 1})
    form = {"branch": "action", "words": "Fit alarms.", "owner": "Head of Prevention", "expected": 0, "then": "back"}
    assert "By whom (the post, not a name)" in client.get(address).content.decode()

    wrong = client.post(address, {**form, "by_when-day": "31", "by_when-month": "2", "by_when-year": "2025"})
    client.post(address, {**form, "by_when-day": "30", "by_when-month": "6", "by_when-year": "2025"})

    assert "as a day that exists" in wrong.content.decode()
    answer = draft(walk.report).answers[1]
    assert (answer.owner, answer.by_when) == ("Head of Prevention", date(2025, 6, 30))
    assert 'value="2025"' in client.get(address).content.decode()


def test_a_published_plan_is_updated_and_the_register_shows_who_and_when(walk, sign_in, home):
    for number in (1, 2):
        plan(walk, number)
    publish(walk)
    bake_register()

    page = sign_in(walk.asha).get(reverse("correct", kwargs={"ref": walk.report.ref})).content.decode()
    public = (home / "register" / "mar" / "responses" / "mar-2024-01" / "index.html").read_text("utf-8")
    assert "Update the plan" in page
    assert "Update it" in page
    assert "Correct it" not in page
    assert "Action plan: " in public
    assert "<strong>By whom:</strong> Head of Prevention." in public
    assert "<strong>By when:</strong> 30 June 2025." in public
