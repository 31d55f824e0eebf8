"""Signing in with the office's own account: by issuer and subject, and only when every part of the answer is right."""

from __future__ import annotations

import time
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.test import Client
from django.urls import reverse

from answerable.accounts.models import AuditEntry, Person, SignIn
from answerable.accounts.scope import in_body
from answerable.accounts.sealing import seal
from answerable.site.single_sign_on import providers
from tests.conftest import PASSWORD
from tests.workspace import issuer as played
from tests.workspace.issuer import CLIENT, OTHER_KEY, SECRET, Issuer

pytestmark = pytest.mark.django_db


@pytest.fixture
def issuer(settings, cast):
    with played.running() as issuer:
        settings.OIDC_ISSUER = issuer.address
        settings.SOCIALACCOUNT_PROVIDERS = providers(issuer.address, CLIENT, SECRET, may_be_http=True)
        yield issuer


@pytest.fixture
def linked(issuer, cast):
    """Asha's account there is linked."""
    SocialAccount.objects.create(user_id=cast.asha.person_id, provider=issuer.address, uid="subject-1")
    return issuer


def ask(client: Client, name="office-sign-in", next_page="/reports/") -> str:
    return client.get(reverse(name), {"next": next_page})["Location"]


def sign_in(client: Client, issuer: Issuer):
    return client.get(issuer.authorize(ask(client)))


def is_in(client: Client) -> bool:
    return client.get("/").status_code == 200


def test_a_linked_account_signs_in_and_comes_where_it_was_wanted(client, linked, cast):
    answer = sign_in(client, linked)

    assert answer["Location"] == "/reports/"
    assert is_in(client)
    with in_body(cast.marlshire.id):
        assert AuditEntry.objects.get(action="signed_in").facts == {"how": "account", "factor": None}


def test_it_asks_for_nothing_but_who_it_is_and_proves_each_step(client, linked):
    asked = parse_qs(urlsplit(ask(client)).query)

    assert asked["scope"] == ["openid"]
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["redirect_uri"] == ["http://testserver/sign-in/office/return/"]
    assert len(asked["nonce"][0]) >= 32


@pytest.mark.parametrize("lie", [
    {"iss": "https://elsewhere.example"}, {"aud": "another-client"}, {"aud": [CLIENT, "another"]}, {"nonce": "guessed"},
    {"nonce": None}, {"exp": lambda: int(time.time()) - 300}, {"exp": None}, {"iat": lambda: int(time.time()) + 600},
    {"sub": None}, {"sub": ""}, {"sub": "x" * 192}, {"iss": None}, {"aud": None},
])
def test_an_answer_that_is_not_for_us_from_it_and_asked_for_now_signs_nobody_in(client, linked, lie):
    linked.lies = {name: value() if callable(value) else value for name, value in lie.items()}

    answer = sign_in(client, linked)

    assert answer["Location"] == reverse("sign-in")
    assert not is_in(client)
    assert "did not say who you are" in client.get(reverse("sign-in")).content.decode()


@pytest.mark.parametrize(("key", "algorithm"), [(OTHER_KEY, "RS256"), (None, "none"), (None, "HS256")])
def test_an_answer_that_the_issuer_did_not_sign_signs_nobody_in(client, linked, key, algorithm):
    linked.key, linked.algorithm = key, algorithm

    sign_in(client, linked)

    assert not is_in(client)


def test_an_issuer_that_calls_itself_something_else_is_refused(client, linked):
    linked.says_issuer = "https://elsewhere.example"

    sign_in(client, linked)

    assert not is_in(client)


def test_an_answer_counts_once(client, linked):
    back = linked.authorize(ask(client))
    client.get(back)
    client.post(reverse("sign-out"))

    again = client.get(back)

    assert again["Location"] == reverse("sign-in")
    assert not is_in(client)


def test_an_answer_to_another_browser_is_refused(client, linked):
    back = linked.authorize(ask(client))
    other = Client()

    other.get(back)

    assert not is_in(other)
    assert linked.token_requests == []


@pytest.mark.parametrize("query", ["", "?code=x", "?state=x", "?code=x&state=x", "?error=access_denied&state=x"])
def test_an_answer_that_nobody_asked_for_is_refused(client, linked, query):
    answer = client.get(reverse("office-return") + query)

    assert answer["Location"] == reverse("sign-in")
    assert not is_in(client)


def test_an_account_with_the_right_address_but_not_linked_signs_nobody_in(client, issuer):
    sign_in(client, issuer)  # its token says asha@mar.example

    assert not is_in(client)
    assert "is not linked with anybody here" in client.get(reverse("sign-in")).content.decode()
    assert not SocialAccount.objects.exists()


def test_the_same_subject_of_another_issuer_is_somebody_else(client, issuer, cast):
    SocialAccount.objects.create(user_id=cast.asha.person_id, provider="https://elsewhere.example", uid="subject-1")

    sign_in(client, issuer)

    assert not is_in(client)


def test_who_is_signed_in_links_their_account_and_signs_in_with_it(client, issuer, cast):
    client.post("/sign-in/", {"email": "asha@mar.example", "password": PASSWORD})
    client.get(issuer.authorize(ask(client, "link-account")))
    other = Client()

    sign_in(other, issuer)

    held = SocialAccount.objects.get()
    assert (held.user_id, held.provider, held.uid, held.extra_data) == (
        cast.asha.person_id, issuer.address, "subject-1", {})
    assert is_in(client)
    assert is_in(other)


def test_an_account_is_linked_with_one_person_only(client, linked, cast):
    client.post("/sign-in/", {"email": "tom@mar.example", "password": PASSWORD})

    client.get(linked.authorize(ask(client, "link-account")))

    assert "linked with somebody else already" in client.get(reverse("you")).content.decode()
    assert SocialAccount.objects.get().user_id == cast.asha.person_id


def test_it_is_unlinked_unless_there_is_no_password(client, linked, cast):
    sign_in(client, linked)
    Person.objects.filter(id=cast.asha.person_id).update(password="!")
    sign_in(client, linked)
    client.post(reverse("unlink-account"))
    kept = SocialAccount.objects.exists()
    person = Person.objects.get(id=cast.asha.person_id)
    person.set_password(PASSWORD)
    person.save()
    sign_in(client, linked)

    client.post(reverse("unlink-account"))

    assert kept
    assert not SocialAccount.objects.exists()


@pytest.mark.parametrize(("claims", "goes_through"), [
    ({}, False), ({"amr": ["pwd"]}, False), ({"amr": ["pwd", "mfa"]}, True), ({"amr": "mfa"}, False),
    ({"acr": "gold"}, True), ({"acr": "silver"}, False), ({"acr": ["gold"]}, False)])
def test_our_second_step_is_asked_for_unless_two_were_given_there(client, linked, cast, settings, claims, goes_through):
    settings.OIDC_ACR = ["gold"]
    linked.lies = claims
    Authenticator.objects.create(user_id=cast.asha.person_id, type="totp", data={"secret": seal("A"), "last_step": 0})

    answer = sign_in(client, linked)

    assert is_in(client) == goes_through
    assert answer["Location"].startswith("/reports/" if goes_through else reverse("second-step"))


def test_outside_the_demonstration_one_factor_there_is_not_enough(client, linked, settings):
    settings.DEMONSTRATION = False
    sign_in(client, linked)
    with_one = client.get("/")
    linked.lies = {"amr": ["mfa"]}
    sign_in(client, linked)

    assert with_one["Location"] == reverse("second-steps")
    assert is_in(client)


def test_who_has_left_does_not_come_in_by_it(client, linked, cast):
    Person.objects.filter(id=cast.asha.person_id).update(is_active=False)

    sign_in(client, linked)

    assert not is_in(client)


def test_no_token_is_kept(client, linked):
    sign_in(client, linked)

    kept = repr([row.get_decoded() for row in SignIn.objects.all()])
    assert not SocialToken.objects.exists()
    assert "access token" not in kept
    assert "eyJ" not in kept


def test_a_provider_that_cannot_be_reached_is_said(client, linked, settings):
    settings.SOCIALACCOUNT_PROVIDERS = providers("http://127.0.0.1:9", CLIENT, SECRET, may_be_http=True)

    assert ask(client) == reverse("sign-in")
    assert "cannot be reached" in client.get(reverse("sign-in")).content.decode()


def test_it_is_offered_where_it_is_set_up(client, issuer):
    assert "Sign in with your office account" in client.get(reverse("sign-in")).content.decode()


def test_where_it_is_not_set_up_there_is_no_trace_of_it(client, cast):
    assert "Sign in with" not in client.get(reverse("sign-in")).content.decode()
    assert client.get(reverse("office-sign-in")).status_code == 404
