"""The pages on which something could be guessed, and whose address counts."""

from __future__ import annotations

import time

import pytest
from django.test import Client, RequestFactory

from answerable.accounts.models import AuditEntry
from answerable.accounts.scope import in_body
from answerable.workspace.client_address import client_address
from tests.conftest import PASSWORD

ASHA = "asha@mar.example"


@pytest.mark.parametrize(
    ("proxies", "forwarded", "counts"),
    [
        (0, "", "10.0.0.9"), (0, "203.0.113.5", "10.0.0.9"), (1, "203.0.113.5", "203.0.113.5"),
        (1, "1.1.1.1, 203.0.113.5", "203.0.113.5"), (2, "1.1.1.1, 203.0.113.5, 10.0.0.2", "203.0.113.5"),
        (2, "203.0.113.5", "10.0.0.9"), (1, "", "10.0.0.9"), (1, " , ", "10.0.0.9"),
    ],
)
def test_a_made_up_header_counts_for_nothing(settings, proxies, forwarded, counts):
    settings.TRUSTED_PROXIES = proxies
    request = RequestFactory().get("/", headers={"X-Forwarded-For": forwarded}, REMOTE_ADDR="10.0.0.9")

    assert client_address(request) == counts


def post(password, *, email=ASHA, address="192.0.2.1"):
    return Client(REMOTE_ADDR=address).post("/sign-in/", {"email": email, "password": password})


def test_after_five_wrong_passwords_the_right_one_is_refused_here_and_taken_elsewhere(cast):
    for _ in range(5):
        post("wrong")

    here, elsewhere = post(PASSWORD), post(PASSWORD, address="198.51.100.7")

    assert here.status_code == 422
    assert "Too many tries. Wait 5 minutes, then try again." in here.content.decode()
    assert elsewhere.status_code == 302


def test_an_unknown_name_is_refused_in_the_same_words_after_the_same_number(cast):
    known, unknown = ([post("wrong", email=email).content for _ in range(6)] for email in (ASHA, "nobody@mar.example"))

    assert [b"do not go together" in page for page in known] == [b"do not go together" in page for page in unknown]
    assert b"Too many tries" in known[5]
    assert b"Too many tries" in unknown[5]


def test_an_unknown_name_takes_as_long_as_a_wrong_password(cast, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
    post(PASSWORD)  # hashes Asha's password anew

    def seconds(email):
        began = time.perf_counter()
        post("wrong", email=email)
        return time.perf_counter() - began

    assert seconds("nobody@mar.example") > seconds(ASHA) / 3  # without a hash it would be a hundredth


def test_a_refused_sign_in_stands_in_the_trail_and_an_unknown_name_does_not(cast):
    post("wrong")
    post("wrong", email="nobody@mar.example")

    with in_body(cast.marlshire.id):
        entry = AuditEntry.objects.get(action="sign_in_refused")
    assert (entry.person_id, entry.subject_ref, entry.facts) == (None, str(cast.asha.person_id), {"what": "password"})
