"""Signing in and out, and what every answer of the workspace carries."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from tests.conftest import PASSWORD

pytestmark = pytest.mark.django_db


def post_sign_in(client, email, password, **more):
    return client.post("/sign-in/", {"email": email, "password": password, **more})


def test_somebody_signs_in_and_comes_where_they_wanted(client, cast):
    answer = post_sign_in(client, "asha@mar.example", PASSWORD, next="/reports/")

    assert answer.status_code == 302
    assert answer["Location"] == "/reports/"


def test_signing_in_sends_nobody_to_another_site(client, cast):
    answer = post_sign_in(client, "asha@mar.example", PASSWORD, next="https://evil.example/")

    assert answer["Location"] == "/"


def test_a_wrong_password_and_an_unknown_address_get_the_same_words(client, cast):
    wrong = post_sign_in(client, "asha@mar.example", "not the password")
    unknown = post_sign_in(client, "nobody@mar.example", "not the password")

    assert wrong.status_code == unknown.status_code == 422
    assert "do not go together" in wrong.content.decode()
    assert "do not go together" in unknown.content.decode()


def test_an_empty_form_says_what_to_enter(client, cast):
    page = post_sign_in(client, "", "").content.decode()

    assert "Enter your email address" in page
    assert "Enter your password" in page
    assert "<title>Error: " in page


def test_signing_out_ends_the_session_and_empties_the_cache(sign_in, cast):
    client = sign_in(cast.asha)

    answer = client.post("/sign-out/")

    assert answer["Clear-Site-Data"] == '"cache"'
    assert client.get("/").status_code == 302


def test_who_has_left_is_signed_out(sign_in, cast):
    client = sign_in(cast.tom)
    get_user_model().objects.filter(id=cast.tom.person_id).update(is_active=False)

    assert client.get("/")["Location"].startswith("/sign-in/")


def test_a_session_ends_after_twelve_hours(sign_in, cast):
    client = sign_in(cast.asha)
    client.get("/")
    session = client.session
    session["began"] -= 12 * 60 * 60 + 1
    session.save()

    assert client.get("/")["Location"].startswith("/sign-in/")


def test_a_form_sent_after_signing_out_shows_its_sender_what_they_typed(client, cast):
    answer = client.post("/office/names/", {"name": "A name <b>typed</b>"})

    assert answer.status_code == 403
    assert "A name &lt;b&gt;typed&lt;/b&gt;" in answer.content.decode()


def test_a_write_without_token_is_refused_and_nothing_typed_is_lost(cast):
    client = Client(enforce_csrf_checks=True)

    answer = client.post("/sign-in/", {"email": "asha@mar.example", "password": PASSWORD})

    assert answer.status_code == 403
    assert "asha@mar.example" in answer.content.decode()
    assert PASSWORD not in answer.content.decode()


@pytest.mark.parametrize("address", ["/sign-in/", "/no-such-page/", "/office/", "/accessibility/"])
def test_every_answer_carries_the_headers_that_keep_it_private(client, cast, address):
    answer = client.get(address)

    assert answer["Cache-Control"] == "no-store, private"
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
