"""What needs you now."""

from __future__ import annotations

import pytest
import time_machine
from django.test import Client

from answerable.accounts.models import Person
from answerable.accounts.scope import in_body
from answerable.register.publishing import bake_register
from tests.responses.walk import BY_LAW, Walk, confirmed_report


@pytest.fixture
def walk(cast, home) -> Walk:
    with in_body(cast.marlshire.id):
        return Walk(cast.asha, cast.tom, cast.ruth, confirmed_report(cast.asha))


def seen_by(who, on: str = "2024-11-25") -> str:
    client = Client()
    client.force_login(Person.objects.get(id=who.person_id))
    with time_machine.travel(f"{on}T10:00:00Z", tick=False):
        return client.get("/").content.decode()


def test_a_report_that_nobody_decided_about_is_an_authors_turn(walk: Walk, cast):
    assert "Decide whether an answer is due" in seen_by(cast.asha)
    assert "If it is due by law, the last day is Tuesday 14 January 2025." in seen_by(cast.asha)


def test_a_decision_waits_for_a_second_person(walk: Walk, cast):
    with in_body(cast.marlshire.id):
        walk.propose()

    assert "Confirm whether an answer is due" in seen_by(cast.tom)
    assert "Waiting for others" in seen_by(cast.asha)


def test_a_sent_answer_is_the_approvers_turn(walk: Walk, cast):
    with in_body(cast.marlshire.id):
        walk.to_written()
        walk.send()

    assert "Sign off, or ask for changes" in seen_by(cast.ruth)
    assert "With Ruth Okafor for sign-off." in seen_by(cast.asha)


def test_a_passed_last_day_stands_first(walk: Walk, cast):
    with in_body(cast.marlshire.id):
        walk.to_signed()

    html = seen_by(cast.asha, "2025-01-17")

    assert "Publish the answer, with the reason it is after the last day" in html
    assert "The last day was Tuesday 14 January 2025, 3 days ago." in html


def test_a_last_day_within_a_week_has_a_group_of_its_own(walk: Walk, cast):
    with in_body(cast.marlshire.id):
        walk.to_signed()

    html = seen_by(cast.asha, "2025-01-08")

    assert "The last day is within 7 days" in html
    assert "Day 50 of 56. Publish by Tuesday 14 January 2025." in html


def test_nothing_to_do_is_said_with_the_next_last_day(walk: Walk, cast):
    with in_body(cast.marlshire.id):
        walk.to_published()
        for to in BY_LAW:
            walk.record_copy(to)
        bake_register()

    assert "Nothing needs you now. No clock is running." in seen_by(cast.asha)


def test_copies_that_the_law_sends_are_to_be_recorded_though_the_last_day_has_passed(walk: Walk, cast):
    with in_body(cast.marlshire.id):
        walk.to_published()
        bake_register()

    html = seen_by(cast.asha, "2025-03-03")

    assert "Record 2 copies as sent" in html
    assert "The last day has passed" not in html
    assert "Record 2 copies as sent" not in seen_by(cast.idris)


def test_another_bodys_work_is_not_shown(walk: Walk, cast):
    assert "Nothing needs you now." in seen_by(cast.zoe)
