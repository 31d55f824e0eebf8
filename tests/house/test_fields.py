"""What a form sends beside its own fields changes nothing, and no field's content breaks a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from datetime import UTC, datetime
from pathlib import Path
from shutil import copytree, rmtree
from tempfile import TemporaryDirectory

import time_machine
from django.apps import apps
from django.conf import settings
from django.db import transaction
from django.db.models import Manager, Max, Model
from django.test import Client
from django.urls import resolve, reverse

from answerable.accounts.models import Person, SignIn
from answerable.accounts.queries import membership_of
from answerable.accounts.scope import in_body
from answerable.responses.models import ChainEntry, ChainHead, ChainPart
from answerable.workspace.access import ACCESS
from tests.house.demonstration import ASHA, GWEN, PAT, RUTH, TODAY, TOM, Demonstration
from tests.house.forms import Form, forms_of
from tests.responses.walk import Walk, confirmed_report

SALTED = (ChainEntry, ChainPart, ChainHead, SignIn)  # chance is in these rows; the rest says what was done
COLUMNS = {name for model in apps.get_models() for column in model._meta.concrete_fields
           for name in (column.name, column.attname)}
ODD = ("\x00", "9" * 40, "\u202e\ufeff", "-1", "../../etc/passwd", "<script>")
WRITTEN_AT_LEAST = 20  # routes whose form was taken: with fewer, this test no longer sees what it should
AFTERWARDS = datetime(2024, 12, 1, 9, tzinfo=UTC)


def written(highest: dict[str, int]) -> set[str]:
    """Every row. What is drawn anew each time is alike: references, salts, keys above the `highest` of a table."""
    return {re.sub(r"'(?:[0-9a-f]{12}|md5\$[^']*)'", "'drawn'", f"{model.__name__} {_shown(model, row, highest)}")
            for model in apps.get_models() if model not in SALTED for row in _rows(model).values()}


def _rows(model: type[Model]) -> Manager[Model]:
    return getattr(model, "every_body", model._default_manager)


def _shown(model: type[Model], row: dict[str, object], highest: dict[str, int]) -> dict[str, object]:
    for column in model._meta.concrete_fields:
        value, table = row[column.attname], (column.related_model or model).__name__
        if isinstance(value, memoryview):
            row[column.attname] = bytes(value)
        elif isinstance(value, int) and (column.primary_key or column.related_model) and value > highest.get(table, 0):
            row[column.attname] = "new"
    table = {"person": "Person", "note": "MarginNote", "message": "Message"}.get(str(row.get("subject")), "")
    if table and int(str(row["subject_ref"])) > highest.get(table, 0):
        row["subject_ref"] = "new"
    return row


class Fields(Demonstration):
    @classmethod
    def setUpTestData(cls) -> None:
        """Beside the demonstration's reports, answers at each step between a decision and publication."""
        super().setUpTestData()
        with in_body(cls.marlshire.id):
            asha, tom, ruth = (membership_of(Person.objects.get(email=email), TODAY) for email in (ASHA, TOM, RUTH))
            for step in (Walk.propose, Walk.to_written, Walk.to_signed):
                walk = Walk(asha, tom, ruth, confirmed_report(asha), at=AFTERWARDS)
                step(walk)
                cls.refs.append(walk.report.ref)

    def setUp(self) -> None:
        self.enterContext(time_machine.travel("2024-12-20T10:42:00Z", tick=False))
        self.as_it_was = Path(self.enterContext(TemporaryDirectory())) / "register"
        copytree(settings.REGISTER_ROOT, self.as_it_was)
        keys = {model.__name__: _rows(model).aggregate(last=Max("pk"))["last"] for model in apps.get_models()}
        self.highest = {name: key for name, key in keys.items() if isinstance(key, int)}

    def forms(self) -> Iterator[tuple[str, Client, Form]]:
        """Every form of every page: the route that takes it, and the client of somebody who was shown it."""
        for email in (ASHA, TOM, RUTH, GWEN, PAT):
            client = self.client_of(email)
            for _, address in [*self.addresses(), *self.people()]:
                answer = client.get(address)
                if answer.status_code == 200 and not answer.streaming and "html" in answer["Content-Type"]:
                    for form in forms_of(answer.content.decode(), address):
                        name = resolve(form.action.partition("?")[0]).url_name
                        if name != "sign-out":
                            yield name, client, form

    def people(self) -> Iterator[tuple[str, str]]:
        for person in Person.objects.all():
            yield "change-place", reverse("change-place", kwargs={"person_id": person.id})

    def outcome(self, client: Client, form: Form, more: dict[str, str]) -> tuple[int, set[str]]:
        """The answer's status and every row after it; then all is as it was, the browser's cookie included."""
        cookies = deepcopy(client.cookies)
        with transaction.atomic():
            status = client.post(form.action, {**more, **form.fields}).status_code
            after = written(self.highest)
            transaction.set_rollback(True)
        client.cookies = cookies
        self.put_the_register_back()
        return status, after

    def put_the_register_back(self) -> None:
        """A register ahead of its database would be taken for that of a database from a backup."""
        register, head = Path(settings.REGISTER_ROOT), "mar/head.json"
        if (register / head).read_bytes() != (self.as_it_was / head).read_bytes():
            rmtree(register)
            copytree(self.as_it_was, register)

    def test_the_name_of_any_column_sent_along_changes_nothing(self) -> None:
        taken = set()
        for name, client, form in self.forms():
            if name in taken:
                continue
            before, plain = written(self.highest), self.outcome(client, form, {})
            if plain[0] != 302 or plain[1] == before:
                continue
            taken.add(name)
            for value in ("9", "published", "2001-01-01"):
                with self.subTest(route=name, address=form.action, value=value):
                    extra = dict.fromkeys(COLUMNS - set(form.fields), value)
                    status, after = self.outcome(client, form, extra)
                    assert (status, after ^ plain[1]) == (302, set())
        assert len(taken) >= WRITTEN_AT_LEAST, sorted(taken)

    def test_nothing_that_a_field_holds_is_a_fault_of_ours(self) -> None:
        looked_at = set()
        for name, client, form in self.forms():
            if name in looked_at:
                continue
            looked_at.add(name)
            for odd in ODD:
                with self.subTest(route=name, odd=odd):
                    content = {field: [odd] for field in form.fields if field != "csrfmiddlewaretoken"}
                    assert self.outcome(client, Form(form.action, content), {})[0] < 500
        assert len(looked_at) >= WRITTEN_AT_LEAST, sorted(looked_at)

    def test_nothing_that_an_address_asks_for_is_a_fault_of_ours(self) -> None:
        client = self.client_of("zoe@tarn.example"), self.client_of(ASHA)
        asked = ("page", "part", "from", "with", "how", "kind", "starts", "see", "zoom", "year", "inspectorate",
                 "state", "next")
        seen = set()
        for name, address in self.addresses():
            for odd in ODD if name not in seen else ():
                with self.subTest(route=name, odd=odd):
                    assert all(one.get(address, dict.fromkeys(asked, odd)).status_code < 500 for one in client)
            seen.add(name)
        assert seen == set(ACCESS)

    def test_no_number_in_an_address_is_too_large(self) -> None:
        client = self.client_of(ASHA)
        for name, address in self.addresses():
            large = re.sub(r"/1(?=[/-])", "/" + "9" * 30, address)
            if large != address:
                with self.subTest(route=name):
                    assert client.get(large).status_code in {200, 302, 403, 404, 405}
                    assert client.post(large).status_code in {302, 403, 404, 405, 409, 422}
