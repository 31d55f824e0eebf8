"""A commitment of Marlshire with a date, and a mail server that takes what leaves."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from answerable.messages import operations as messages
from answerable.reminders import telling
from tests.commitments.conftest import FIRST, Kept
from tests.responses.walk import confirmed_report


@pytest.fixture
def kept(marlshire, home: Path) -> Kept:
    return Kept(marlshire.asha, confirmed_report(marlshire.asha))


def morning(day: date, hour: int = 8) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


def days_before(days: int) -> datetime:
    """A morning so many days before the commitment's first date; below 0, after it."""
    return morning(FIRST - timedelta(days=days))


@pytest.fixture
def told(marlshire, mail_server):
    """A function: what leaves at a moment, as pairs of address and text with its subject, in the order of addresses."""

    def at(moment: datetime) -> list[tuple[str, str]]:
        before = len(mail_server.mails())
        telling.take_steps(moment)
        while messages.send_waiting(at=moment).left:
            pass
        return sorted((mail["To"], f"{mail['Subject']}\n{mail.get_content()}") for mail in mail_server.mails()[before:])

    return at
