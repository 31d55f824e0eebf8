"""Whatever comes in through whichever route, the log tells neither words nor names nor addresses."""

from __future__ import annotations

import logging
from io import StringIO

from django.apps import apps
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils.module_loading import import_string

from answerable.accounts.models import Person
from answerable.accounts.scope import in_body
from answerable.inspections.models import SourceDocument
from tests.conftest import PASSWORD
from tests.house.demonstration import ASHA, GWEN, Demonstration

CANARY = "canary-7Qx"
FIELDS = {column.name for model in apps.get_models() for column in model._meta.concrete_fields} | {
    "email", "password", "new_password", "code", "key-answer", "next", "kept", "words", "note", "reason"}


class Logs(Demonstration):
    def setUp(self) -> None:
        kept = settings.LOGGING["formatters"][settings.LOGGING["handlers"]["console"]["formatter"]]
        self.written, handler = StringIO(), logging.StreamHandler()
        handler.setStream(self.written)
        handler.setFormatter(import_string(kept["()"])())
        logging.getLogger().addHandler(handler)
        self.addCleanup(logging.getLogger().removeHandler, handler)

    def client_of(self, email: str | None) -> Client:
        client = super().client_of(email)
        client.raise_request_exception = False
        return client

    def test_every_route_and_refusal_keeps_what_it_was_sent_to_itself(self) -> None:
        sent = dict.fromkeys(FIELDS, CANARY)
        Person.objects.filter(email=ASHA).update(name=CANARY)
        for email in (ASHA, GWEN, None):
            client = self.client_of(email)
            client.get(f"/{CANARY}/", {"q": CANARY})
            client.get("/", headers={"host": f"{CANARY}.example"})
            for _, address in self.addresses():
                client.get(address, {"q": CANARY, "next": f"/{CANARY}"}, headers={"Referer": f"http://{CANARY}/"})
                client.post(address, sent)
        Client(enforce_csrf_checks=True).post(reverse("sign-in"), sent)

        lines = self.written.getvalue()
        assert "404 GET route=no-route person=nobody" in lines
        assert "403 POST route=sign-in person=nobody" in lines
        assert CANARY not in lines
        assert PASSWORD not in lines
        assert "example" not in lines
        assert ASHA not in lines

    def test_a_fault_is_told_by_its_kind_and_place(self) -> None:
        with in_body(self.marlshire.id):
            document = SourceDocument.objects.select_related("report").first()
            document.sha256 = "0" * 64
            document.save()
        address = reverse("document", kwargs={"ref": document.report.ref, "document_id": document.id})

        self.client_of(ASHA).get(address, {"q": CANARY})

        line = next(line for line in self.written.getvalue().splitlines() if " 500 GET route=document person=" in line)
        assert "FileNotFoundError in " in line
        assert "answerable/workspace/reports/files.py:" in line
        assert "0" * 64 not in line

    def test_what_an_exception_says_is_not_told(self) -> None:
        try:
            raise ValueError(CANARY)
        except ValueError:
            logging.getLogger("answerable").exception("It failed")

        assert "It failed ValueError in test_logs.py:" in self.written.getvalue()
        assert CANARY not in self.written.getvalue()
