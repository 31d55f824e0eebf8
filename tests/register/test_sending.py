"""Copies by mail, against a mail server that takes and refuses: what was taken becomes a record, and nothing else."""

from __future__ import annotations

import io
import json
from datetime import date, timedelta
from pathlib import Path

import pypdfium2
import pytest

from answerable.accounts.models import AuditEntry
from answerable.accounts.roles import NotAllowed
from answerable.accounts.scope import in_body
from answerable.messages import operations as messages
from answerable.messages.models import Message
from answerable.messages.rules import CannotSend
from answerable.register import sending
from answerable.register.publishing import bake_register
from answerable.responses import chain, copies, slots
from answerable.responses.copies import copies_of, left_to_record, published_entry
from answerable.responses.models import CopySent, Response
from answerable.responses.rules import Refused
from tests.messages.sink import Sink
from tests.responses.walk import BY_LAW, Walk, confirmed_report

ADDRESSES = {
    "inspectors_of_constabulary": "copies@inspectorate.example", "secretary_of_state": "copies@minister.example"}


@pytest.fixture
def walk(cast, home: Path, mail_server: Sink, settings):
    settings.REGISTER_ADDRESS = "https://answers.marlshire.example"
    with in_body(cast.marlshire.id):
        walk = Walk(cast.asha, cast.tom, cast.ruth, confirmed_report(cast.asha))
        walk.to_published()
        bake_register()
        for to, address in ADDRESSES.items():
            copies.set_address(to=to, address=address, by=cast.gwen, at=walk.tick())
        yield walk


def send(walk: Walk, *to: str) -> list[Message]:
    return sending.send_by_mail(report=walk.report, to=to or BY_LAW, by=walk.asha, at=walk.tick())


def states(walk: Walk) -> dict[str, str]:
    return {row.line.copy.to: row.state for row in sending.rows(walk.now())}


def copies_recorded() -> list[str]:
    return [entry.fields["to"] for entry in chain.records().entries if entry.kind == "copy_sent"]


def test_what_the_mail_server_took_is_a_record_and_stands_on_the_register(walk: Walk, mail_server: Sink, home: Path):
    send(walk)

    assert [mail["to"] for mail in mail_server.mails()] == list(ADDRESSES.values())
    assert copies_recorded() == list(BY_LAW)
    assert states(walk) == {**dict.fromkeys(BY_LAW, "sent"), "police_and_crime_panel": "to_send"}
    assert not Response.objects.get().copies_due
    page = (home / "register/mar/responses/mar-2024-01/index.html").read_text("utf-8")
    assert "HM Inspectors of Constabulary and the Secretary of State, 21 November 2024, by email." in page


def test_the_mail_holds_letter_and_answer_and_what_the_letter_says(walk: Walk, mail_server: Sink):
    send(walk, "secretary_of_state")

    mail, = mail_server.mails()
    enclosed = {part.get_filename(): part.get_payload(decode=True) for part in mail.iter_attachments()}
    assert list(enclosed) == ["letter.pdf", "letter.docx", "response.pdf", "response.docx", "record.json"]
    assert json.loads(enclosed["record.json"])["ref"] == "mar-2024-01"
    letter = pypdfium2.PdfDocument(io.BytesIO(enclosed["letter.pdf"]))[0].get_textpage().get_text_range()
    assert "The Secretary of State" in letter
    text = mail.get_body().get_content()
    assert "They stand" not in text
    assert "https://answers.marlshire.example/responses/mar-2024-01/" in text
    assert published_entry(walk.now()).hash in text


def test_the_enclosed_answer_is_the_one_on_the_register(walk: Walk, mail_server: Sink, home: Path):
    send(walk, "secretary_of_state")

    folder = home / "register/mar/responses/mar-2024-01"
    mail, = mail_server.mails()
    enclosed = {part.get_filename(): part.get_payload(decode=True) for part in mail.iter_attachments()}
    for name in ("response.pdf", "response.docx"):
        assert enclosed[name] == (folder / name).read_bytes()


def test_what_was_refused_is_no_record_and_is_sent_again_once_the_address_is_right(walk: Walk, cast, mail_server: Sink):
    mail_server.answers["RCPT"] = "550 no such box"
    send(walk, "secretary_of_state")
    assert states(walk)["secretary_of_state"] == "failed"
    assert copies_recorded() == []
    assert left_to_record(copies_of(walk.now())) == 2
    mail_server.answers.clear()
    copies.set_address(to="secretary_of_state", address="right@minister.example", by=cast.gwen, at=walk.tick())

    send(walk, "secretary_of_state")

    assert copies_recorded() == ["secretary_of_state"]
    assert states(walk)["secretary_of_state"] == "sent"
    assert [message.state for message in Message.objects.order_by("id")] == ["stopped", "left"]


def test_what_waits_becomes_a_record_when_it_leaves_later(walk: Walk, mail_server: Sink):
    mail_server.answers["MAIL"] = "450 later"
    send(walk, "secretary_of_state")
    assert states(walk)["secretary_of_state"] == "waiting"
    assert copies_recorded() == []
    mail_server.answers.clear()
    at = walk.tick() + timedelta(days=1)

    messages.send_waiting(at=at)
    sending.settle(at=at)
    sending.settle(at=at)

    assert copies_recorded() == ["secretary_of_state"]
    assert CopySent.objects.get().sent_on == at.date()


def test_a_copy_that_waits_is_not_sent_a_second_time(walk: Walk, mail_server: Sink):
    mail_server.answers["MAIL"] = "450 later"
    send(walk, "secretary_of_state")

    with pytest.raises(Refused, match="Look at the table again"):
        send(walk, "secretary_of_state")

    assert Message.objects.count() == 1


def test_what_left_before_a_crash_is_entered_by_the_next_run(walk: Walk, mail_server: Sink, monkeypatch):
    def killed(*, at: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(sending, "settle", killed)
    with pytest.raises(KeyboardInterrupt):
        send(walk, "secretary_of_state")
    monkeypatch.undo()
    assert states(walk)["secretary_of_state"] == "sent"
    assert copies_recorded() == []

    sending.settle(at=walk.tick())

    assert copies_recorded() == ["secretary_of_state"]


def test_a_copy_that_comes_back_is_due_again_and_sent_again_makes_a_further_record(walk: Walk, mail_server: Sink):
    send(walk)
    walk.at += timedelta(days=1)

    copies.came_back(copy=walk.now().copies["secretary_of_state"], on=date(2024, 11, 22), by=walk.asha, at=walk.tick())
    assert states(walk)["secretary_of_state"] == "came_back"
    assert Response.objects.get().copies_due
    assert Message.objects.get(copy_sent__to="secretary_of_state").state == "came_back"
    send(walk, "secretary_of_state")

    assert copies_recorded() == [*BY_LAW, "secretary_of_state"]
    assert states(walk)["secretary_of_state"] == "sent"
    assert not Response.objects.get().copies_due


def test_what_the_outbox_says_came_back_is_taken_over(walk: Walk, cast, mail_server: Sink):
    send(walk)
    message = Message.objects.get(to=ADDRESSES["secretary_of_state"])
    messages.came_back(message=message, on=date(2024, 11, 21), by=cast.gwen, at=walk.tick())

    sending.settle(at=walk.tick())

    assert states(walk)["secretary_of_state"] == "came_back"
    assert Response.objects.get().copies_due


def test_tried_again_from_the_outbox_it_makes_a_further_record(walk: Walk, cast, mail_server: Sink):
    send(walk)
    message = Message.objects.get(to=ADDRESSES["secretary_of_state"])
    messages.came_back(message=message, on=date(2024, 11, 21), by=cast.gwen, at=walk.tick())
    again = messages.try_again(message=message, by=cast.gwen, at=walk.tick())
    messages.send_now(again, at=walk.tick())

    sending.settle(at=walk.tick())

    assert copies_recorded() == [*BY_LAW, "secretary_of_state"]
    assert states(walk)["secretary_of_state"] == "sent"


def test_a_copy_of_a_version_that_was_replaced_meanwhile_is_entered_as_of_that_version(walk: Walk, mail_server: Sink):
    mail_server.answers["MAIL"] = "450 later"
    send(walk, "secretary_of_state")
    first = published_entry(walk.now()).seq
    walk.begin_correction()
    walk.text("comments", "Corrected words.")
    walk.text(slots.NOTE, "A figure was wrong.")
    walk.send()
    walk.decide()
    walk.publish()
    mail_server.answers.clear()

    at = walk.tick() + timedelta(hours=1)
    messages.send_waiting(at=at)
    sending.settle(at=at)

    newest = chain.records().entries[-1]
    assert (newest.kind, newest.fields["response_seq"]) == ("copy_sent", first)
    assert Response.objects.get().copies_due, "nobody was sent the correction"


def test_the_panel_is_sent_the_address_without_enclosures(walk: Walk, cast, mail_server: Sink):
    copies.set_address(to="police_and_crime_panel", address="panel@council.example", by=cast.gwen, at=walk.tick())

    send(walk, "police_and_crime_panel")

    mail, = mail_server.mails()
    assert list(mail.iter_attachments()) == []
    assert "https://answers.marlshire.example/responses/mar-2024-01/" in mail.get_body().get_content()
    assert copies_recorded() == ["police_and_crime_panel"]


def test_without_a_mail_server_or_an_address_nothing_is_written(walk: Walk, settings, mail_server: Sink):
    with pytest.raises(Refused):
        send(walk, "police_and_crime_panel")
    settings.EMAIL_HOST = ""
    with pytest.raises(Refused, match="No mail server is set up"):
        send(walk)

    assert not Message.objects.exists()


def test_an_auditor_sends_nothing_and_an_author_sets_no_address(walk: Walk, cast, mail_server: Sink):
    with pytest.raises(NotAllowed):
        sending.send_by_mail(report=walk.report, to=BY_LAW, by=cast.idris, at=walk.tick())
    with pytest.raises(NotAllowed):
        copies.set_address(to="secretary_of_state", address="", by=cast.asha, at=walk.tick())

    assert not Message.objects.exists()


@pytest.mark.parametrize(("to", "address", "wrong"), [
    ("secretary_of_state", "no address", CannotSend), ("coroner", "coroner@there.example", Refused),
    ("nobody", "a@b.example", Refused)])
def test_an_address_is_one_and_of_an_office(walk: Walk, cast, to: str, address: str, wrong: type[Exception]):
    with pytest.raises(wrong):
        copies.set_address(to=to, address=address, by=cast.gwen, at=walk.tick())


def test_no_address_stands_in_the_audit(walk: Walk, mail_server: Sink):
    send(walk)

    assert ".example" not in str(list(AuditEntry.objects.values_list("facts", "subject_ref")))
