"""The outbox: what failed, what waits, what left, and what an administrator does about it."""

from __future__ import annotations

import pytest

from answerable.messages import operations
from answerable.messages.models import Message
from tests.conftest import NOW
from tests.messages.sink import Sink

OUTBOX = "/office/messages/"


@pytest.fixture
def gwen(sign_in, marlshire):
    return sign_in(marlshire.gwen)


def page_of(message: Message) -> str:
    return f"{OUTBOX}{message.id}/"


def failed(write, mail_server: Sink) -> Message:
    message = write()
    mail_server.answers["RCPT"] = "550 no such box"
    operations.send_waiting(at=NOW)
    mail_server.answers.clear()
    message.refresh_from_db()
    return message


def test_without_a_mail_server_the_page_says_what_to_do(gwen, write):
    message = write(body="It is published.")

    assert "Copy the message, send it yourself, then record it." in gwen.get(OUTBOX).content.decode()
    page = gwen.get(page_of(message)).content.decode()
    assert "It is published." in page
    assert "Waiting to leave" in page

    assert gwen.post(page_of(message), {"do": "sent_by_hand"}).status_code == 302
    assert "Sent by hand" in gwen.get(OUTBOX).content.decode()


def test_what_failed_says_why_stands_on_the_first_page_and_leaves_when_tried_again(gwen, write, mail_server):
    message = failed(write, mail_server)

    first = gwen.get("/").content.decode()
    assert "Something failed" in first
    assert f'href="{page_of(message)}"' in first
    assert "The mail server refused the address." in gwen.get(OUTBOX).content.decode()

    gwen.post(page_of(message), {"do": "try_again"})

    assert len(mail_server.took) == 1
    assert page_of(message) not in gwen.get("/").content.decode()


def test_what_came_back_is_recorded_with_its_day(gwen, write, mail_server):
    message = write()
    operations.send_waiting(at=NOW)

    wrong = gwen.post(page_of(message), {"do": "came_back", "on-day": "", "on-month": "", "on-year": ""})
    assert wrong.status_code == 422
    assert "Enter the day it came back" in wrong.content.decode()
    gwen.post(page_of(message), {"do": "came_back", "on-day": 22, "on-month": 11, "on-year": 2024})

    assert "It came back on 22 November 2024." in gwen.get("/").content.decode()
    gwen.post(page_of(message), {"do": "stop"})
    assert "Something failed" not in gwen.get("/").content.decode()


def test_a_step_that_is_no_longer_possible_is_refused_in_words(gwen, write, mail_server):
    message = write()
    operations.send_waiting(at=NOW)

    answer = gwen.post(page_of(message), {"do": "stop"})

    assert answer.status_code == 422
    assert "Only a message that waits, failed or came back can be stopped." in answer.content.decode()


def test_all_mail_is_stopped_and_started(gwen, write, mail_server):
    write()
    gwen.post(OUTBOX, {"do": "stop_all"})
    operations.send_waiting(at=NOW)
    assert "All mail is stopped." in gwen.get(OUTBOX).content.decode()
    assert mail_server.took == []

    gwen.post(OUTBOX, {"do": "start_all"})
    operations.send_waiting(at=NOW)

    assert len(mail_server.took) == 1


def test_a_message_of_another_body_is_not_there(sign_in, cast, write):
    from answerable.accounts import operations as accounts
    from answerable.accounts.models import Person
    from answerable.accounts.queries import membership_of
    from answerable.accounts.roles import Role
    from answerable.accounts.scope import in_body
    from tests.conftest import PASSWORD, TODAY

    message = write()
    with in_body(cast.tarnbridge.id):
        accounts.add_person(email="max@tarn.example", name="Max", post="Head", roles=[Role.ADMINISTRATOR],
                            password=PASSWORD, by=None, at=NOW)
    other = sign_in(membership_of(Person.objects.get(email="max@tarn.example"), TODAY))

    assert other.get(page_of(message)).status_code == 404
    assert other.post(page_of(message), {"do": "stop"}).status_code == 404
