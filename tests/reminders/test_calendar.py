"""A private calendar: neutral words, one person's days, an address that ends."""

from __future__ import annotations

import logging
from datetime import date, timedelta

import pytest
from django.apps import apps
from django.core.cache import cache
from django.test import Client
from icalendar import Calendar

from answerable.accounts.models import Membership
from answerable.accounts.scope import in_body
from answerable.commitments.events import ActionSet, OwnerSet
from answerable.records.contents import Action
from answerable.reminders import operations
from answerable.site.quiet_logs import WithoutTokens
from answerable.workspace.you.reminders import MOST_LOOKS
from tests.conftest import NOW, TODAY
from tests.house.test_routes import everything
from tests.responses.walk import Walk


@pytest.fixture(autouse=True)
def nothing_counted():
    cache.clear()


@pytest.fixture
def address(marlshire):
    """A function: a new address of somebody's calendar."""
    return lambda who=marlshire.asha, at=NOW: f"/calendar/{operations.make_calendar(by=who, at=at)}.ics"


def events(answer) -> dict[str, date]:
    assert answer.status_code == 200
    calendar = Calendar.from_ical(answer.content)
    return {str(event["summary"]): event["dtstart"].dt for event in calendar.walk("VEVENT")}


def test_it_holds_last_days_and_dates_with_neutral_words(kept, marlshire, address):
    walk = Walk(marlshire.asha, marlshire.tom, marlshire.ruth, kept.report)
    walk.propose()
    walk.confirm()

    answer = Client().get(address())

    assert events(answer) == {
        "Last day to publish an answer": date(2025, 1, 14), "Commitment mar-c1: date": date(2025, 3, 28)}
    text = answer.content.decode()
    assert "40 forms" not in text
    assert kept.report.title not in text
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert "no-store" in answer["Cache-Control"]
    assert answer["Referrer-Policy"] == "no-referrer"


def test_it_is_icalendar_as_rfc_5545_has_it(kept, address):
    content = Client().get(address()).content

    assert content.startswith(b"BEGIN:VCALENDAR\r\n")
    assert content.endswith(b"END:VCALENDAR\r\n")
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert b"\n" not in content.replace(b"\r\n", b"")
    calendar = Calendar.from_ical(content)
    assert (str(calendar["version"]), str(calendar["method"])) == ("2.0", "PUBLISH")
    for event in calendar.walk("VEVENT"):
        assert {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY"} <= set(event)
        assert event["dtend"].dt - event["dtstart"].dt == timedelta(days=1)


def test_an_event_keeps_its_name_when_its_day_moves_and_goes_when_it_ends(kept, address, marlshire):
    from answerable.commitments.events import MoveAsked, MoveDecided

    here = address()
    uid = Calendar.from_ical(Client().get(here).content).walk("VEVENT")[0]["uid"]
    kept.happen(MoveAsked(to=date(2025, 5, 30), why="Late."))
    kept.happen(MoveDecided(agreed=True), by=marlshire.ruth)

    [moved] = Calendar.from_ical(Client().get(here).content).walk("VEVENT")
    assert (moved["uid"], moved["dtstart"].dt) == (uid, date(2025, 5, 30))
    kept.happen(ActionSet(action=Action.STOPPED, why="Not needed."))
    assert events(Client().get(here)) == {}


def test_who_may_see_nothing_has_an_empty_calendar(kept, marlshire, address):
    assert events(Client().get(address(marlshire.gwen))) == {}


def test_an_owner_who_is_nothing_else_has_only_what_is_theirs(kept, marlshire, address):
    Membership.objects.filter(person_id=marlshire.gwen.person_id).update(roles=["commitment_owner"])
    here = address(marlshire.gwen)
    assert events(Client().get(here)) == {}

    kept.happen(OwnerSet(owner="Office Manager", owner_id=marlshire.gwen.person_id, why="Hers."))

    assert list(events(Client().get(here))) == ["Commitment mar-c1: date"]


def test_an_address_ends_by_hand_by_a_new_one_and_when_the_person_leaves(kept, marlshire, address):
    first = address()
    second = address()
    assert Client().get(first).status_code == 404
    assert Client().get(second).status_code == 200
    operations.end_calendar(by=marlshire.asha, at=NOW)
    assert Client().get(second).status_code == 404

    third = address()
    Membership.objects.filter(person_id=marlshire.asha.person_id).update(left_on=TODAY)
    assert Client().get(third).status_code == 404


def test_it_holds_nothing_of_another_body(kept, cast, home):
    with in_body(cast.tarnbridge.id):
        token = operations.make_calendar(by=cast.zoe, at=NOW)

    assert events(Client().get(f"/calendar/{token}.ics")) == {}


def test_looking_writes_nothing_and_too_many_looks_are_refused(kept, address):
    here, before = address(), everything()

    statuses = [Client().get(here).status_code for _ in range(MOST_LOOKS + 1)]

    assert statuses == [200] * MOST_LOOKS + [429]
    assert Client().get("/calendar/no-such-token.ics").status_code == 429
    assert everything() == before


def test_the_database_and_the_log_hold_no_address(kept, address):
    token = address().split("/")[2].removesuffix(".ics")

    rows = [str(value) for model in apps.get_models() for row in
            getattr(model, "every_body", model._default_manager).values_list() for value in row]
    assert [value for value in rows if token in value] == []
    record = logging.LogRecord("x", logging.INFO, "", 0, "GET %s", (f"/calendar/{token}.ics",), None)
    WithoutTokens().filter(record)
    assert record.getMessage() == "GET /calendar/***"


class TestThePage:
    def test_an_address_is_shown_once_and_works(self, kept, sign_in, cast):
        import re

        client = sign_in(cast.asha)
        shown = client.post("/you/reminders/", {"do": "calendar"}).content.decode()
        [address] = set(re.findall(r"http://testserver(/calendar/[\w-]+\.ics)", shown))

        assert Client().get(address).status_code == 200
        page = client.get("/you/reminders/").content.decode()
        assert address not in page
        assert "Make a new address" in page
        client.post("/you/reminders/", {"do": "end"})
        assert Client().get(address).status_code == 404

    def test_a_choice_is_kept(self, marlshire, sign_in):
        client = sign_in(marlshire.asha)

        assert client.post("/you/reminders/", {"do": "digest", "comes": "never"}).status_code == 302
        assert 'value="never" checked' in client.get("/you/reminders/").content.decode()
        assert "Choose when it comes" in client.post("/you/reminders/", {"do": "digest"}).content.decode()
