"""Before what cannot be taken back, one shows again that it is oneself; sessions are listed and ended."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from answerable.accounts.models import AuditEntry, Person, SignIn
from answerable.accounts.queries import members
from answerable.accounts.scope import in_body
from tests.conftest import NOW, PASSWORD, TODAY

pytestmark = pytest.mark.django_db
NEW = {"name": "New Person", "email": "new@mar.example", "post": "Officer", "roles": ["author"]}


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as moved:
        yield moved


@pytest.fixture
def gwen(client, cast):
    client.post("/sign-in/", {"email": "gwen@mar.example", "password": PASSWORD})
    return client


def there_is_somebody_new(cast) -> bool:
    with in_body(cast.marlshire.id):
        return "New Person" in {m.name for m in members(TODAY)}


@pytest.mark.parametrize(("minutes", "goes_through"), [(0, True), (5, True), (5.1, False)])
def test_signing_in_counts_for_five_minutes(gwen, cast, clock, minutes, goes_through):
    clock.shift(timedelta(minutes=minutes))

    gwen.post(reverse("add-person"), NEW)

    assert there_is_somebody_new(cast) == goes_through


@pytest.mark.parametrize("name", ["add-person", "change-password", "add-app", "add-key", "recovery-codes"])
def test_a_page_that_needs_it_asks_first(gwen, clock, name):
    clock.shift(timedelta(minutes=6))

    assert gwen.get(reverse(name))["Location"] == f"/prove/?next={reverse(name).replace('/', '%2F')}"


def test_what_was_typed_comes_with_it(gwen, cast, clock):
    clock.shift(timedelta(minutes=6))
    asked = gwen.post(reverse("add-person"), NEW)
    kept = unescape(re.search(r'name="kept" value="([^"]*)"', asked.content.decode()).group(1))
    proved = gwen.post(reverse("prove"), {"password": PASSWORD, "kept": kept})
    page = gwen.post(reverse("add-person"), {"show-kept": kept}).content.decode()

    assert (asked.status_code, proved.status_code) == (403, 200)
    assert 'value="New Person"' in page
    assert not there_is_somebody_new(cast)


def test_a_wrong_password_proves_nothing_and_is_counted(gwen, clock):
    clock.shift(timedelta(minutes=6))
    pages = [gwen.post(reverse("prove"), {"password": "wrong"}).content.decode() for _ in range(6)]

    assert "This is not your password." in pages[0]
    assert "Too many tries" in pages[5]
    assert gwen.get(reverse("add-person")).status_code == 302


def test_it_lasts_five_minutes_and_changes_the_sessions_key(gwen, clock):
    clock.shift(timedelta(minutes=6))
    before = gwen.session.session_key
    gwen.post(reverse("prove"), {"password": PASSWORD})
    after = gwen.session.session_key
    now = gwen.get(reverse("add-person")).status_code
    clock.shift(timedelta(minutes=5, seconds=1))

    assert before != after
    assert (now, gwen.get(reverse("add-person")).status_code) == (200, 302)


def test_it_leads_to_no_other_site(gwen):
    answer = gwen.post(reverse("prove"), {"password": PASSWORD, "next": "https://evil.example/"})

    assert answer["Location"] == "/"


# --- sessions and passwords ----------------------------------------------------------------------------------


def test_signing_in_changes_the_sessions_key(client, cast):
    client.get("/sign-in/")
    client.session["x"] = 1
    before = client.session.session_key

    client.post("/sign-in/", {"email": "gwen@mar.example", "password": PASSWORD})

    assert client.session.session_key != before


def test_one_sees_where_one_is_signed_in_and_signs_out_there(gwen, cast):
    elsewhere = Client(headers={"User-Agent": "Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/128.0"})
    elsewhere.post("/sign-in/", {"email": "gwen@mar.example", "password": PASSWORD})
    page = gwen.get(reverse("you")).content.decode()
    handle = re.search(r'name="sitting" value="([0-9a-f]+)"', page).group(1)

    gwen.post(reverse("end-session"), {"sitting": handle})

    assert "Firefox on Windows" in page
    assert elsewhere.session.session_key not in page
    assert elsewhere.get("/").status_code == 302
    assert gwen.get("/").status_code == 200
    with in_body(cast.marlshire.id):
        assert AuditEntry.objects.filter(action="session_ended").count() == 1


def test_nobody_ends_another_persons_session(gwen, cast):
    ruth = Client()
    ruth.post("/sign-in/", {"email": "ruth@mar.example", "password": PASSWORD})
    page = ruth.get(reverse("you")).content.decode()
    assert 'name="sitting"' not in page

    for row in SignIn.objects.all():
        gwen.post(reverse("end-session"), {"sitting": row.session_key})

    assert ruth.get("/").status_code == 200


def test_a_new_password_ends_every_other_session(gwen, cast):
    elsewhere = Client()
    elsewhere.post("/sign-in/", {"email": "gwen@mar.example", "password": PASSWORD})

    gwen.post(reverse("change-password"), {"new_password": "a different long phrase"})

    assert Person.objects.get(id=cast.gwen.person_id).check_password("a different long phrase")
    assert gwen.get("/").status_code == 200
    assert elsewhere.get("/").status_code == 302


@pytest.mark.parametrize(("password", "words"), [
    ("", "Enter a new password"), ("short", "too short"), ("password1234", "too common"),
    ("marlshire police", "own names"), ("gwen pryce gwen", "too similar")])
def test_a_poor_password_is_refused_in_a_sentence(gwen, cast, password, words):
    answer = gwen.post(reverse("change-password"), {"new_password": password})

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert Person.objects.get(id=cast.gwen.person_id).check_password(PASSWORD)


def test_who_leaves_is_out_everywhere(gwen, cast):
    tom = Client()
    tom.post("/sign-in/", {"email": "tom@mar.example", "password": PASSWORD})
    gwen.post(reverse("change-place", kwargs={"person_id": cast.tom.person_id}),
              {"post": "x", "roles": ["author"], "leaves": "yes"})

    assert tom.get("/").status_code == 302
    assert not SignIn.objects.filter(person_id=cast.tom.person_id).exists()


def test_an_hour_unused_ends_a_session(gwen, clock):
    clock.shift(timedelta(minutes=59))
    used = gwen.get("/").status_code
    clock.shift(timedelta(minutes=61))

    assert (used, gwen.get("/").status_code) == (200, 302)
