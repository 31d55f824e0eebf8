"""The office asks, reminds, moves the date and ends the link; everything that is refused is refused in a sentence."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from answerable.accounts.models import AuditEntry
from answerable.accounts.roles import NotAllowed
from answerable.links.queries import by_token
from answerable.links.rules import Purpose
from answerable.messages.models import Message
from answerable.responses import slots
from answerable.responses.contents import response_parts
from answerable.responses.invitations import chasing, operations
from answerable.responses.invitations.operations import Addressee
from answerable.responses.rules import Refused
from tests.responses.invitations.conftest import REPLY_BY, SAM, Asked

COMMENTS = Purpose.COMMENTS


def works(asked: Asked, token: str) -> bool:
    return by_token(token, COMMENTS, asked.walk.at) is not None


def test_asking_makes_a_link_a_message_and_the_words_of_the_record(asked: Asked):
    sent = asked.ask()

    assert works(asked, sent.token)
    assert sent.message.to == "sam@force.example"
    assert sent.message.subject == "Comments on an inspection report, by Tuesday 3 December 2024"
    assert "{link}" in sent.message.body_text
    assert "The link ends on 28 January 2025." in sent.message.body_text  # the last day and two weeks
    assert "Police Act 1996, section 55" in sent.message.body_text
    chief = asked.walk.now().chief_officer
    assert (chief.outcome, chief.invited_on, chief.reply_by) == (None, date(2024, 11, 21), REPLY_BY)


def test_the_token_stands_in_no_table(asked: Asked):
    sent = asked.ask()

    assert not [row for row in Message.objects.values_list() if sent.token in str(row)]
    assert not [row for row in AuditEntry.objects.values_list() if sent.token in str(row)]


@pytest.mark.parametrize(("change", "field", "sentence"), [
    ({"reply_by": None}, "reply_by", "Enter the reply date"),
    ({"reply_by": date(2024, 11, 21)}, "reply_by", "Reply date must be after today"),
    ({"to": Addressee("", "Deputy", "sam@force.example")}, "name", "Enter the name of the person you ask"),
    ({"to": Addressee("Sam Bell", "Deputy", "sam at force")}, "address", "Enter an email address such as"),
    ({"message": "Dear Sam"}, "message", "Keep {link} in the message"),
])
def test_an_invitation_that_is_not_whole_is_refused(asked: Asked, change, field, sentence):
    with pytest.raises(Refused, match=sentence.replace("{", r"\{").replace("}", r"\}")) as refusal:
        asked.ask(**change)

    assert refusal.value.field == field
    assert asked.walk.now().invitation is None


def test_they_are_asked_once_and_not_when_something_is_recorded(asked: Asked):
    asked.ask()
    with pytest.raises(Refused, match="They were asked already"):
        asked.ask()


def test_who_may_not_write_asks_nobody(asked: Asked, marlshire):
    with pytest.raises(NotAllowed):
        asked.ask(by=marlshire.rana)


def test_a_moved_date_keeps_the_first_one_in_the_record_and_moves_the_link_s_end(asked: Asked):
    asked.ask()
    number = asked.walk.now().number(slots.CHIEF_OFFICER)

    operations.change_date(report=asked.report, reply_by=date(2025, 2, 10), expected=number, by=asked.walk.asha,
                           at=asked.walk.tick())

    chief = asked.walk.now().chief_officer
    assert (chief.reply_by, chief.first_reply_by) == (date(2025, 2, 10), REPLY_BY)
    assert operations.link_of(asked.report).ends_at.date() == date(2025, 2, 25)
    asked.keep(comments="We accept it.")
    asked.send()
    asked.accept()
    part = response_parts(asked.walk.now())[slots.CHIEF_OFFICER]
    assert (part.reply_by, part.first_reply_by, part.came_by) == (date(2025, 2, 10), REPLY_BY, "link")


def test_a_new_link_ends_the_former_one_and_begun_texts_go_along_with_the_address(asked: Asked):
    first = asked.ask()
    asked.keep(comments="Half a sentence")

    second = operations.renew_link(report=asked.report, to=SAM, by=asked.walk.asha, at=asked.walk.tick())
    assert (works(asked, first.token), works(asked, second.token)) == (False, True)
    assert [row.words for row in begun(asked)] == ["Half a sentence"]

    other = Addressee("Kim Dale", "Chief of Staff", "kim@force.example")
    operations.renew_link(report=asked.report, to=other, by=asked.walk.asha, at=asked.walk.tick())
    assert begun(asked) == []


def begun(asked: Asked):
    from answerable.responses.invitations import receiving

    return list(receiving.begun(asked.walk.now(), asked.source()).values())


def test_a_withdrawn_link_stops_and_a_new_one_can_be_made(asked: Asked):
    sent = asked.ask()

    operations.withdraw_link(report=asked.report, by=asked.walk.asha, at=asked.walk.tick())

    assert not works(asked, sent.token)
    with pytest.raises(Refused):
        operations.withdraw_link(report=asked.report, by=asked.walk.asha, at=asked.walk.tick())
    again = operations.renew_link(report=asked.report, to=SAM, by=asked.walk.asha, at=asked.walk.tick())
    assert works(asked, again.token)


def test_the_link_ends_when_the_answer_is_published(asked: Asked):
    sent = asked.ask()
    asked.keep(comments="We accept it.")
    asked.send()
    asked.accept()
    asked.walk.write_everything()
    asked.walk.send()
    asked.walk.decide()
    assert works(asked, sent.token)

    asked.walk.publish()

    assert not works(asked, sent.token)


def test_asked_in_another_way_makes_no_link_until_one_is_wanted(asked: Asked):
    operations.record_asked(
        report=asked.report, to=Addressee("Sam Bell", "Deputy Chief Constable"), how="by letter",
        asked_on=date(2024, 11, 20), reply_by=REPLY_BY, expected=0, by=asked.walk.asha, at=asked.walk.tick())

    assert operations.link_of(asked.report) is None
    assert asked.walk.now().chief_officer.invited_on == date(2024, 11, 20)
    sent = operations.renew_link(report=asked.report, to=SAM, by=asked.walk.asha, at=asked.walk.tick())
    assert "{link}" in sent.message.body_text


def reminders() -> list[Message]:
    return list(Message.objects.filter(kind="reminder"))


def test_reminders_leave_by_themselves_once_before_and_once_after_the_date(asked: Asked, mail_server):
    asked.ask()
    seen = []
    for day in range(1, 40):
        moment = asked.walk.at + timedelta(days=day)
        before = len(reminders())
        chasing.remind_due(moment)
        chasing.remind_due(moment + timedelta(hours=1))
        seen += [moment.date()] * (len(reminders()) - before)

    assert seen == [date(2024, 11, 30), date(2024, 12, 4)]
    assert "{link}" not in reminders()[0].body_text


@pytest.mark.parametrize("quiet", [
    lambda asked: asked.ask(reminds=False),
    lambda asked: (asked.ask(), asked.keep(comments="We accept it."), asked.send()),
], ids=["not wanted", "they answered"])
def test_no_reminder_leaves_when_it_is_not_wanted_or_they_answered(asked: Asked, mail_server, quiet):
    quiet(asked)

    for day in range(1, 40):
        chasing.remind_due(asked.walk.at + timedelta(days=day))

    assert reminders() == []


def test_without_a_mail_server_no_reminder_is_written_by_itself(asked: Asked):
    asked.ask()

    assert chasing.remind_due(asked.walk.at + timedelta(days=10)) == 0


def test_a_person_reminds_within_the_same_two(asked: Asked):
    asked.ask()
    with pytest.raises(Refused, match="They were asked today"):
        operations.remind(report=asked.report, by=asked.walk.asha, at=asked.walk.tick())
    asked.later(3)
    operations.remind(report=asked.report, by=asked.walk.asha, at=asked.walk.tick())
    with pytest.raises(Refused, match="They were reminded on 24 November 2024"):
        operations.remind(report=asked.report, by=asked.walk.asha, at=asked.walk.tick())
    asked.later(20)
    operations.remind(report=asked.report, by=asked.walk.asha, at=asked.walk.tick())
    with pytest.raises(Refused):
        operations.remind(report=asked.report, by=asked.walk.asha, at=asked.walk.tick())
