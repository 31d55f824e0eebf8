"""Marlshire with a mail server of the test's own on this machine, and a message that waits."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from answerable.messages import operations
from tests.conftest import NOW
from tests.messages.sink import Sink


@pytest.fixture
def sink() -> Iterator[Sink]:
    with Sink() as running:
        yield running


@pytest.fixture
def mail_server(sink: Sink, settings) -> Sink:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", sink.port
    settings.EMAIL_FROM = "answers@marlshire.example"
    return sink


@pytest.fixture
def write(marlshire, home: Path):
    """A function: a message to the clerk, as Asha writes it."""

    def written(**changed: object):
        given = {"to": "clerk@inspectorate.example", "subject": "An answer", "body": "It is published.",
                 "kind": "notice", "by": marlshire.asha, "at": NOW} | changed
        return operations.queue(**given)

    return written
