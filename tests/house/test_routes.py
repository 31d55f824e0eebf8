"""Every route, asked for by everybody: who may reach it, that reading changes nothing, that writing needs a token.

The objects are those of the demonstration: reports at every stage, of a body that is not Tarnbridge.
"""

from __future__ import annotations

import hashlib
from itertools import groupby, product
from operator import itemgetter

from django.apps import apps
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from answerable.accounts.models import Person, SignIn
from answerable.accounts.queries import membership_of
from answerable.workspace.access import ACCESS
from tests.house.demonstration import ASHA, GWEN, IDRIS, LENA, NIA, OMAR, PAT, RUTH, TODAY, Demonstration, routes

MOST_QUERIES = 25


def test_every_route_says_who_may_reach_it():
    assert {route.name for route in routes()} == set(ACCESS)


class EveryRoute(Demonstration):
    def test_each_role_reaches_what_the_table_says_and_nothing_else(self) -> None:
        for email in (ASHA, RUTH, GWEN, IDRIS, PAT, LENA, OMAR, NIA):
            member = membership_of(Person.objects.get(email=email), TODAY)
            client = self.client_of(email)
            for name, address in self.addresses():
                needed = ACCESS[name]
                allowed = not needed or any(member.may(permission) for permission in needed)
                with self.subTest(who=member.name, route=name, address=address):
                    status = client.get(address).status_code
                    assert (status == 403) == (not allowed), status
                    assert status < 500

    def test_who_is_not_signed_in_is_sent_to_sign_in(self) -> None:
        for name, address in self.addresses():
            if ACCESS[name] is None:
                continue
            with self.subTest(route=name):
                answer = Client().get(address)
                assert answer.status_code == 302
                assert answer["Location"].startswith(reverse("sign-in"))

    def test_what_is_another_bodys_is_not_found_by_anybody_however_many_roles_they_have(self) -> None:
        client = self.client_of("zoe@tarn.example")
        for name, address in self.addresses():
            if not any(ref in address for ref in [*self.refs, *self.commitments]):
                continue
            with self.subTest(route=name):
                assert client.get(address).status_code in {404, 405}
                assert client.post(address).status_code in {404, 405}

    def test_reading_changes_nothing(self) -> None:
        clients = [self.client_of(email) for email in (ASHA, RUTH, GWEN, PAT, LENA, NIA)]
        before = everything()
        for name, addresses in groupby(self.addresses(), itemgetter(0)):
            for (_, address), client in product(addresses, clients):
                client.get(address)
                client.head(address)
            with self.subTest(route=name):
                assert everything() == before

    def test_every_write_needs_its_token(self) -> None:
        client = Client(enforce_csrf_checks=True)
        client.force_login(Person.objects.get(email=ASHA))
        before = everything()
        for name, address in self.addresses():
            with self.subTest(route=name):
                assert client.post(address, {"x": "y"}).status_code in {403, 404, 405}
        assert everything() == before

    def test_no_page_asks_the_database_more_than_25_times(self) -> None:
        for email in (ASHA, RUTH, GWEN, PAT, LENA, NIA):
            client = self.client_of(email)
            client.get("/")
            for name, address in self.addresses():
                with self.subTest(route=name), CaptureQueriesContext(connection) as asked:
                    client.get(address)
                assert len(asked) <= MOST_QUERIES, f"{name}: {[q['sql'][:60] for q in asked]}"


def everything() -> str:
    """A fingerprint of every row but sessions, which note when somebody was last seen."""
    digest = hashlib.sha256()
    for model in apps.get_models():
        if model is not SignIn:
            manager = getattr(model, "every_body", model._default_manager)
            digest.update(repr(sorted(map(repr, manager.values_list()))).encode())
    return digest.hexdigest()
