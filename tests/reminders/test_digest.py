"""The digest: the rows of "What needs you now" by mail, once a day at most, and none when there are none."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine
from django.core.management import call_command

from answerable.accounts.queries import names_on
from answerable.accounts.scope import in_body
from answerable.messages import operations as outbox
from answerable.messages.models import Message
from answerable.register.publishing import bake_register
from answerable.reminders import operations, telling
from answerable.reminders.models import DigestLeft
from answerable.reminders.needs import Held, needs_of
from answerable.reminders.rules import When
from tests.conftest import NOW
from tests.reminders.conftest import days_before, morning
from tests.responses.walk import Walk, confirmed_report

TUESDAY = morning(date(2025, 1, 7))


@pytest.fixture
def walk(marlshire, home) -> Walk:
    made = Walk(marlshire.asha, marlshire.tom, marlshire.ruth, confirmed_report(marlshire.asha))
    made.to_written()
    made.send()
    bake_register()
    return made


def digests() -> dict[str, Message]:
    return {row.to: row for row in Message.objects.filter(kind=telling.DIGEST)}


def test_everybody_who_is_needed_gets_one_and_nobody_else(walk, mail_server):
    written = telling.send_digests(TUESDAY)

    assert written == len(digests())
    ruth = digests()["ruth@mar.example"]
    assert ruth.subject == "1 thing needs you, Tuesday 7 January 2025"
    assert "gwen@mar.example" not in digests()


def test_it_has_the_rows_of_the_page_in_its_order(walk, marlshire, mail_server):
    telling.send_digests(TUESDAY)

    needs = needs_of(marlshire.ruth, Held(names_on(TUESDAY.date()), TUESDAY.date()))
    words = digests()["ruth@mar.example"].body_text
    labels = [row.label for rows in needs.groups.values() for row in rows]
    assert labels
    positions = [words.index(label) for label in labels]
    assert positions == sorted(positions)
    for heading in needs.groups:
        assert heading in words
    assert "You get this because you are an approver, publisher for the Commissioner's office." in words
    assert "Change when it comes: http" in words


def test_it_comes_once_a_day(walk, mail_server):
    telling.send_digests(TUESDAY)

    assert telling.send_digests(TUESDAY) == 0
    assert telling.send_digests(morning(date(2025, 1, 7), 20)) == 0
    assert telling.send_digests(morning(date(2025, 1, 8))) > 0


def test_none_comes_when_nothing_needs_somebody_and_that_it_was_looked_at_is_kept(marlshire, home, mail_server):
    assert telling.send_digests(TUESDAY) == 0

    assert digests() == {}
    assert set(DigestLeft.objects.values_list("rows", flat=True)) == {0}


@pytest.mark.parametrize(("comes", "on_tuesday", "on_saturday"), [
    (When.DAILY, True, True), (When.WEEKDAY, True, False), (When.NEVER, False, False)])
def test_it_comes_when_somebody_wants_it(walk, marlshire, mail_server, comes, on_tuesday, on_saturday):
    operations.choose_digest(comes=comes, by=marlshire.ruth, at=NOW)

    telling.send_digests(TUESDAY)
    was = "ruth@mar.example" in digests()
    Message.objects.all().delete()
    telling.send_digests(morning(date(2025, 1, 11)))

    assert (was, "ruth@mar.example" in digests()) == (on_tuesday, on_saturday)


def test_nothing_comes_before_the_morning_or_without_a_mail_server(walk, marlshire, mail_server, settings):
    assert telling.send_digests(morning(date(2025, 1, 7), 6)) == 0
    settings.EMAIL_HOST = ""
    assert telling.send_digests(TUESDAY) == 0
    assert not DigestLeft.objects.exists()


def test_no_unpublished_word_stands_in_it(kept, marlshire, mail_server):
    message = outbox.queue(to="x@force.example", subject="Secret subject", body="Secret body", kind="notice",
                           by=marlshire.asha, at=NOW)
    Message.objects.filter(id=message.id).update(state="failed", next_try_at=None, last_error="not_known")
    unpublished = confirmed_report(marlshire.asha)
    unpublished.title, unpublished.published_on = "A report that nobody has seen", date(2030, 1, 1)
    unpublished.save()

    telling.send_digests(days_before(-3))

    words = "\n".join(row.subject + row.body_text for row in digests().values())
    assert "Commitment mar-c1" in words
    assert "Look at a message that failed" in words
    for secret in ("40 forms", "Secret", "nobody has seen"):
        assert secret not in words


def test_a_person_gets_the_digest_of_their_own_body_only(walk, cast, mail_server):
    with in_body(cast.tarnbridge.id):
        assert telling.send_digests(TUESDAY) == 0


def test_catching_up_writes_and_sends_it(walk, cast, mail_server, settings, home):
    settings.HOME = home
    with time_machine.travel(TUESDAY, tick=False):
        call_command("catch_up")
        call_command("catch_up")

    subjects = [mail["Subject"] for mail in mail_server.mails() if mail["To"] == "ruth@mar.example"]
    assert subjects.count("1 thing needs you, Tuesday 7 January 2025") == 1
