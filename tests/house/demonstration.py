"""The demonstration for tests about the whole: reports at every stage, and everybody's way to every route."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from django.test import Client, TestCase
from django.test.utils import override_settings
from django.urls import URLPattern, get_resolver, reverse

from answerable.accounts import operations as accounts
from answerable.accounts.models import Body, Person
from answerable.accounts.roles import Role
from answerable.accounts.scope import in_body
from answerable.cli.demonstration import story
from answerable.commitments.models import Commitment
from answerable.inspections.models import Report
from tests.conftest import NOW, PASSWORD, TARNBRIDGE_NAMES

TODAY = date(2024, 11, 21)
PLAIN = ["author", "second_author", "reviewer", "approver", "administrator", "auditor", "force_contributor",
         "commitment_owner", "panel_member", "analyst"]
ASHA, TOM, RUTH, GWEN, IDRIS, PAT, LENA, OMAR, NIA = (story.email_of(name) for name in (
    "Asha R", "Tom R", "Ruth O", "Gwen P", "Idris C", "Pat L", "Lena F", "Omar S", "Nia C"))


def routes() -> list[URLPattern]:
    found: list[URLPattern] = []

    def walk(patterns):  # type: ignore[no-untyped-def]
        for pattern in patterns:
            walk(pattern.url_patterns) if hasattr(pattern, "url_patterns") else found.append(pattern)

    walk(get_resolver().url_patterns)
    return found


class Demonstration(TestCase):
    """A test case about the demonstration, in folders of its own; Zoe, of another body, has every role there."""

    @classmethod
    def setUpClass(cls) -> None:
        home = Path(cls.enterClassContext(TemporaryDirectory()))
        cls.enterClassContext(
            override_settings(MEDIA_ROOT=home / "files", REGISTER_ROOT=home / "register", KEYS_ROOT=home / "keys"))
        super().setUpClass()

    @classmethod
    def setUpTestData(cls) -> None:
        story.tell(today=TODAY, passwords=dict.fromkeys(PLAIN, PASSWORD))
        cls.marlshire = Body.objects.get(ref="mar")
        tarnbridge = accounts.add_body(ref="tarn", names=dict(TARNBRIDGE_NAMES), from_on=TODAY, at=NOW, example=True)
        with in_body(tarnbridge.id):
            accounts.add_person(email="zoe@tarn.example", name="Zoe Brandt", post="Everything", password=PASSWORD,
                                roles=list(Role), by=None, at=NOW)
        with in_body(cls.marlshire.id):
            cls.refs = list(Report.objects.order_by("added_at").values_list("ref", flat=True))
            cls.commitments = list(Commitment.objects.order_by("id").values_list("ref", flat=True))

    @contextmanager
    def subTest(self, msg: object = None, **params: object) -> Iterator[None]:
        """A part of a test, reported only when it fails: there are twenty thousand, and each report takes longer
        than what it reports."""
        try:
            yield
        except Exception:
            with super().subTest(msg, **params):
                raise

    def client_of(self, email: str | None) -> Client:
        client = Client()
        if email:
            client.force_login(Person.objects.get(email=email))
        return client

    def addresses(self) -> Iterator[tuple[str, str]]:
        """Each route by name with an address for each report or commitment; numbers in it are 1."""
        for route in routes():
            names = list(route.pattern.converters)
            if "commitment" in names:
                for ref in self.commitments:
                    more = {"act": "update"} if "act" in names else {}
                    parts = {**dict.fromkeys(names, 1), "commitment": ref, **more}
                    yield route.name, reverse(route.name, kwargs=parts)
                continue
            if "ref" not in names:
                yield route.name, reverse(route.name, kwargs=dict.fromkeys(names, 1))
                continue
            for ref in self.refs:
                parts = {**dict.fromkeys(names, 1), "ref": ref, **({"slot": "comments"} if "slot" in names else {})}
                yield route.name, reverse(route.name, kwargs=parts)
