"""Somebody of the force with an account: the reports for which they were asked, and nothing else."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from answerable.accounts import operations as accounts
from answerable.accounts.roles import Role
from answerable.accounts.scope import in_body
from tests.conftest import NOW, PASSWORD
from tests.house.demonstration import routes
from tests.responses.walk import confirmed_report
from tests.workspace.door.conftest import Visit

SAID = "We accept both recommendations."


@pytest.fixture
def pat(visit: Visit, cast) -> Client:
    with in_body(cast.marlshire.id):
        person = accounts.add_person(email="pat@force.example", name="Pat Lowe", post="Staff Officer",
                                     roles=[Role.FORCE_CONTRIBUTOR], password=PASSWORD, by=None, at=NOW)
        visit.unasked = confirmed_report(cast.asha)
    client = Client()
    client.force_login(person)
    return client


def test_their_first_page_lists_what_is_asked_of_them_and_they_send_it(visit: Visit, pat: Client):
    start = f"/asked/{visit.asked.report.ref}/"
    first = pat.get("/").content.decode()
    assert f'href="{start}"' in first
    assert "Asked for by Tuesday 3 December 2024." in first

    pat.post(f"{start}whole-report/", {"comments": SAID})
    html = pat.get(f"{start}check/").content.decode()
    assert 'value="Pat Lowe"' in html
    shown = re.search(r'name="shown" value="(\w+)"', html)[1]
    pat.post(f"{start}check/", {"shown": shown, "name": "Pat Lowe", "post": "Staff Officer", "declares": "yes"})

    assert "Comments sent" in pat.get(f"{start}sent/").content.decode()
    received = visit.now().to_accept
    assert (received.way, received.words, received.name) == ("account", SAID, "Pat Lowe")
    assert "Sent 21 November 2024." in pat.get("/").content.decode()


def test_a_report_for_which_nobody_asked_is_not_there(visit: Visit, pat: Client):
    assert pat.get(f"/asked/{visit.unasked.ref}/").status_code == 404
    assert pat.post(f"/asked/{visit.unasked.ref}/whole-report/", {"comments": SAID}).status_code == 404


def test_they_reach_nothing_else(visit: Visit, pat: Client, cast):
    for route in routes():
        names = list(route.pattern.converters)
        parts = {"ref": visit.asked.report.ref, "slot": "comments", "door": visit.sent.link.ref}
        address = reverse(route.name, kwargs={name: parts.get(name, 1) for name in names})
        if address.startswith(("/reports/", "/office/")) and address != "/office/":
            assert pat.get(address).status_code in (403, 404), address
    page = pat.get("/office/").content.decode()
    assert "Nothing here is open to your role." in page
    assert pat.get(visit.door).status_code == 404


def test_another_body_s_report_is_not_there(visit: Visit, theirs: Visit, pat: Client):
    assert pat.get(f"/asked/{theirs.asked.report.ref}/").status_code == 404


def test_what_one_person_begins_another_does_not_see(visit: Visit, pat: Client):
    pat.post(f"/asked/{visit.asked.report.ref}/whole-report/", {"comments": "Half a sentence", "then": "back"})

    visit.open()

    assert "Half a sentence" not in visit.get("whole-report/")
