"""Messages against a mail server that takes, refuses and drops them."""

from __future__ import annotations

import socket
from datetime import date, timedelta

import pytest
from django.core import serializers

from answerable.accounts import kept_files
from answerable.accounts.models import AuditEntry, Person
from answerable.accounts.queries import membership_of
from answerable.messages import operations
from answerable.messages.models import Message
from answerable.messages.operations import Attachment
from answerable.messages.rules import MOST_AT_ONCE, STOPPED_MIDWAY, WAITS, CannotSend
from tests.conftest import NOW, TODAY
from tests.messages.sink import Sink

SECRET = "https://answers.marlshire.example/i/kX3_secret"


def state(message: Message) -> tuple[str, str]:
    message.refresh_from_db()
    return message.state, message.last_error


def test_what_waits_leaves_with_its_words_files_and_the_name_of_the_body(write, mail_server: Sink):
    letter = Attachment("letter.pdf", kept_files.keep(b"%PDF a letter"))
    message = write(body="Zażółć, and a line\n.\nafter a dot", attachments=[letter])

    run = operations.send_waiting(at=NOW)

    mail, = mail_server.mails()
    assert (run.left, run.failed, run.waiting) == (1, 0, 0)
    assert state(message) == ("left", "")
    assert mail["to"] == "clerk@inspectorate.example"
    assert mail["from"] == "Police and Crime Commissioner for Marlshire <answers@marlshire.example>"
    assert mail["message-id"] == message.message_id
    assert mail_server.lines() == [["Zażółć, and a line", ".", "after a dot"]]
    assert [(part.get_filename(), part.get_content()) for part in mail.iter_attachments()] == [
        ("letter.pdf", b"%PDF a letter")]


def test_a_second_run_sends_nothing_again(write, mail_server: Sink):
    write()

    operations.send_waiting(at=NOW)
    operations.send_waiting(at=NOW + timedelta(hours=1))

    assert len(mail_server.took) == 1


@pytest.mark.parametrize(("verb", "answer", "error"), [
    ("RCPT", "550 no such box", "address_refused"), ("MAIL", "550 not from you", "refused"),
    ("DATA", "554 not such words", "refused"),
])
def test_what_is_refused_for_good_failed_and_is_not_tried_again(write, mail_server: Sink, verb, answer, error):
    message = write()
    mail_server.answers[verb] = answer

    operations.send_waiting(at=NOW)
    mail_server.answers.clear()
    operations.send_waiting(at=NOW + timedelta(days=2))

    assert state(message) == ("failed", error)
    assert mail_server.took == []


@pytest.mark.parametrize("verb", ["RCPT", "MAIL", "DATA"])
def test_a_server_that_asks_for_patience_is_asked_again_later(write, mail_server: Sink, verb: str):
    message = write()
    mail_server.answers[verb] = "450 later"

    operations.send_waiting(at=NOW)
    assert state(message) == ("waiting", "try_later")
    mail_server.answers.clear()
    operations.send_waiting(at=NOW + WAITS[0] - timedelta(seconds=1))
    assert mail_server.took == []
    operations.send_waiting(at=NOW + WAITS[0])

    assert state(message) == ("left", "")


def test_a_server_that_is_not_there_is_given_up_after_the_last_wait(write, mail_server: Sink, settings):
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        settings.EMAIL_PORT = closed.getsockname()[1]
        message, at = write(), NOW
        for wait in WAITS:
            operations.send_waiting(at=at)
            assert state(message) == ("waiting", "no_connection")
            at += wait
        operations.send_waiting(at=at)

    assert state(message) == ("failed", "no_connection")


@pytest.mark.parametrize("moment", ["DATA", "END"])
def test_a_connection_that_ends_while_it_is_handed_over_is_never_sent_twice_by_itself(
        write, mail_server: Sink, moment: str):
    message = write()
    mail_server.drops_at = moment

    operations.send_waiting(at=NOW)
    mail_server.drops_at = ""
    operations.send_waiting(at=NOW + timedelta(days=2))

    assert state(message) == ("failed", "not_known")
    assert mail_server.took == []


def test_how_the_server_says_good_bye_does_not_matter(write, mail_server: Sink):
    message = write()
    mail_server.drops_at = "QUIT"

    operations.send_waiting(at=NOW)

    assert state(message) == ("left", "")


def test_what_was_being_handed_over_when_the_server_stopped_is_for_a_person_to_decide(write, mail_server: Sink):
    message = write()
    Message.objects.filter(id=message.id).update(being_sent_since=NOW)  # as a process that was killed leaves it

    operations.send_waiting(at=NOW + timedelta(minutes=1))
    assert state(message) == ("waiting", "")
    run = operations.send_waiting(at=NOW + STOPPED_MIDWAY + timedelta(seconds=1))

    assert run.failed == 1
    assert state(message) == ("failed", "not_known")
    assert mail_server.conversations == 0


def test_it_is_marked_before_it_is_handed_over(write, mail_server: Sink, monkeypatch):
    message = write()

    def killed(*given: object, **more: object) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr("answerable.messages.mail.hand_over", killed)
    with pytest.raises(KeyboardInterrupt):
        operations.send_waiting(at=NOW)

    message.refresh_from_db()
    assert message.being_sent_since == NOW
    assert message.message_id.endswith("@marlshire.example>")


def test_a_message_that_another_run_has_is_left_to_it(write, mail_server: Sink):
    message = write()
    Message.objects.filter(id=message.id).update(being_sent_since=NOW)

    assert operations.send_now(message, at=NOW) is False
    assert mail_server.conversations == 0


def test_one_run_is_bounded(write, mail_server: Sink, marlshire):
    for place in range(MOST_AT_ONCE + 2):
        write(to=f"clerk{place}@inspectorate.example")

    run = operations.send_waiting(at=NOW)

    assert (run.left, run.waiting) == (MOST_AT_ONCE, 2)


def test_a_secret_stands_in_the_mail_and_in_no_row(write, mail_server: Sink):
    message = write(body="Open {link} with {code}.", places=("link", "code"))

    assert operations.send_now(message, secrets={"link": SECRET, "code": "407 119"}, at=NOW)

    assert mail_server.lines() == [[f"Open {SECRET} with 407 119."]]
    kept = serializers.serialize("json", [*Message.objects.all(), *AuditEntry.objects.all()])
    assert "Open {link} with {code}." in kept
    assert "kX3_secret" not in kept
    assert "407 119" not in kept


def test_a_message_with_a_secret_leaves_at_once_or_never(write, mail_server: Sink):
    message = write(body="Open {link}.", places=("link",))
    mail_server.answers["RCPT"] = "450 later"

    operations.send_waiting(at=NOW)
    assert mail_server.conversations == 0
    assert operations.send_now(message, secrets={"link": SECRET}, at=NOW) is False

    assert state(message) == ("failed", "try_later")


def test_a_message_with_a_place_is_not_sent_without_what_belongs_there(write, mail_server: Sink):
    message = write(body="Open {link}.", places=("link",))

    with pytest.raises(CannotSend, match="a place for a link"):
        operations.send_now(message, at=NOW)

    assert mail_server.conversations == 0


def test_without_a_mail_server_everything_waits(write):
    message = write()

    run = operations.send_waiting(at=NOW)

    assert (run.left, run.failed, run.waiting) == (0, 0, 1)
    assert operations.send_now(message, at=NOW) is False
    assert state(message) == ("waiting", "")


def test_while_all_mail_is_stopped_nothing_leaves(write, mail_server: Sink, marlshire):
    message = write()
    operations.stop_all(by=marlshire.gwen, at=NOW)

    operations.send_waiting(at=NOW)
    assert state(message) == ("waiting", "")
    operations.start_all(by=marlshire.gwen, at=NOW)
    operations.send_waiting(at=NOW)

    assert state(message) == ("left", "")


def test_a_file_that_is_lost_fails_the_message_and_says_so(write, mail_server: Sink):
    message = write(attachments=[Attachment("letter.pdf", "0" * 64)])

    operations.send_waiting(at=NOW)

    assert state(message) == ("failed", "file_lost")


@pytest.mark.parametrize("to", ["clerk@there.example\nBcc: all@there.example", "clerk@there.example\r\n", "clerk",
                                "a@there.example, b@there.example", "x" * 300 + "@there.example"])
def test_what_is_not_one_address_is_refused(write, to: str):
    with pytest.raises(CannotSend) as refusal:
        write(to=to)

    assert refusal.value.field == "to"
    assert not Message.objects.exists()


def test_the_eleventh_message_to_one_address_within_an_hour_is_refused_in_words(write):
    for _ in range(10):
        write()

    with pytest.raises(CannotSend, match="10 messages went to this address within an hour"):
        write(to="Clerk@Inspectorate.example")
    write(at=NOW + timedelta(hours=1))


def test_a_person_and_a_body_have_their_limit(write, marlshire):
    for place in range(300):
        write(to=f"c{place}@there.example", by=None if place >= 60 else marlshire.asha)

    with pytest.raises(CannotSend, match="Your office has sent 300"):
        write(by=marlshire.tom)
    with pytest.raises(CannotSend, match="You have sent 60"):
        write()


def test_what_failed_is_tried_again_and_leaves(write, mail_server: Sink, marlshire):
    message = write()
    mail_server.answers["RCPT"] = "550 no"
    operations.send_waiting(at=NOW)
    mail_server.answers.clear()

    operations.try_again(message=message, by=marlshire.gwen, at=NOW)
    operations.send_waiting(at=NOW)

    assert state(message) == ("left", "")


def test_what_came_back_is_tried_again_as_a_new_message_and_stays_known(write, mail_server: Sink, marlshire):
    message = write(facts={"to": "clerk"})
    operations.send_waiting(at=NOW)
    operations.came_back(message=message, on=TODAY, by=marlshire.gwen, at=NOW)

    again = operations.try_again(message=message, by=marlshire.gwen, at=NOW)

    assert state(message) == ("stopped", "")
    assert message.came_back_on == TODAY
    assert again.id != message.id
    assert (again.to, again.facts, again.state) == (message.to, {"to": "clerk"}, "waiting")


@pytest.mark.parametrize(("on", "sentence"), [
    (date(2024, 11, 20), "before it left"), (date(2024, 11, 22), "after today")])
def test_a_message_comes_back_between_leaving_and_today(write, mail_server: Sink, marlshire, on: date, sentence: str):
    message = write()
    operations.send_waiting(at=NOW)

    with pytest.raises(CannotSend, match=sentence):
        operations.came_back(message=message, on=on, by=marlshire.gwen, at=NOW)


def test_logs_hold_no_address_and_no_word(write, mail_server: Sink, caplog):
    write()
    mail_server.answers["RCPT"] = "550 clerk@inspectorate.example is not here"

    operations.send_waiting(at=NOW)

    assert "clerk" not in caplog.text
    assert "published" not in caplog.text
    assert "clerk" not in str(list(AuditEntry.objects.values_list("facts", flat=True)))


def test_another_body_sees_and_sends_none_of_it(write, mail_server: Sink, cast):
    from answerable.accounts.scope import in_body

    write()

    with in_body(cast.tarnbridge.id):
        assert operations.send_waiting(at=NOW) == operations.Run()
    assert membership_of(Person.objects.get(email="zoe@tarn.example"), TODAY).body_id == cast.tarnbridge.id
    assert mail_server.conversations == 0


def test_what_was_enclosed_is_deleted_when_its_words_had_to_go_and_never_left_out_in_silence(
        write, mail_server: Sink, marlshire):
    sha256 = kept_files.keep(b"words that had to go")
    waits = write(report_ref="r1", attachments=[Attachment("response.pdf", sha256)])
    other = write(report_ref="r2", attachments=[Attachment("response.pdf", kept_files.keep(b"other words"))])

    operations.forget_files(report_ref="r1", at=NOW)
    operations.send_waiting(at=NOW)

    assert not kept_files.path_of(sha256).exists()
    assert sha256 not in str(list(Message.objects.values()))
    assert (state(waits), state(other)) == (("failed", "file_lost"), ("left", ""))
    with pytest.raises(CannotSend, match="What was enclosed is no longer there"):
        operations.try_again(message=waits, by=marlshire.gwen, at=NOW)


def test_what_came_back_after_its_enclosures_were_deleted_is_not_sent_without_them(write, mail_server: Sink, marlshire):
    message = write(report_ref="r1", attachments=[Attachment("response.pdf", kept_files.keep(b"words"))])
    operations.send_waiting(at=NOW)
    operations.forget_files(report_ref="r1", at=NOW)
    operations.came_back(message=message, on=TODAY, by=marlshire.gwen, at=NOW)

    with pytest.raises(CannotSend, match="What was enclosed is no longer there"):
        operations.try_again(message=message, by=marlshire.gwen, at=NOW)
