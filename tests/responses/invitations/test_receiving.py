"""What comes by a link is received, by name, at a time; it reaches the draft only when a person accepts it."""

from __future__ import annotations

import pytest

from answerable.accounts.models import AuditEntry
from answerable.accounts.roles import Member, NotAllowed, Role
from answerable.records.contents import ChiefOfficerOutcome
from answerable.responses import slots
from answerable.responses.contents import response_parts
from answerable.responses.invitations import receiving
from answerable.responses.invitations.receiving import KEPT, TAKEN, BegunMoved, Differs
from answerable.responses.invitations.rules import COMMENTS, Answered
from answerable.responses.invitations.sources import Source
from answerable.responses.rules import Refused, TextChanged
from answerable.responses.slots import FindingContent
from answerable.responses.their_words import NOT_THEIRS
from tests.responses.invitations.conftest import Asked

SAID = "We accept it."
POSITION = "The new form is in use."


@pytest.fixture
def sent(asked: Asked) -> Asked:
    asked.ask()
    asked.keep(comments=SAID, finding_0001=POSITION)
    asked.send()
    return asked


def test_nothing_from_a_link_reaches_a_record_unaccepted(sent: Asked):
    now = sent.walk.now()

    assert now.to_accept.name == "Sam Bell"
    assert (now.chief_officer.outcome, now.answer(1).force_position) == (None, "")
    assert SAID not in str(response_parts(now))
    assert POSITION not in str(response_parts(now))


def test_what_is_accepted_stands_with_its_sender_its_day_and_how_it_came(sent: Asked):
    sent.accept()

    now = sent.walk.now()
    chief = now.chief_officer
    assert (chief.outcome, chief.words, chief.came_by) == (ChiefOfficerOutcome.RECEIVED, SAID, "link")
    assert chief.author == "Sam Bell, Deputy Chief Constable"
    assert chief.received_on.isoformat() == "2024-11-21"
    assert now.answer(1).force_position == POSITION
    assert now.to_accept is None


def test_a_position_somebody_wrote_is_never_replaced_without_a_choice(sent: Asked):
    sent.walk.answer(1)
    write_position(sent, "Typed in from a telephone call.")
    assert receiving.differs(sent.walk.now(), sent.walk.now().to_accept)["finding-0001"] == Differs.OTHER

    with pytest.raises(Refused, match="Choose which words stand") as refusal:
        sent.accept()
    assert refusal.value.field == "finding-0001"
    assert sent.walk.now().chief_officer.outcome is None

    sent.accept({"finding-0001": KEPT})
    assert sent.walk.now().answer(1).force_position == "Typed in from a telephone call."
    assert sent.walk.now().answer(1).words  # the body's own words are untouched


def write_position(asked: Asked, words: str, **options: bool) -> None:
    from answerable.responses import operations

    now = asked.walk.now()
    content = FindingContent(branch=now.answer(1).branch, words=now.answer(1).words, force_position=words)
    operations.answer_finding(report=asked.report, number=1, content=content, by=asked.walk.asha,
                              expected=now.number("finding-0001"), at=asked.walk.tick(), **options)


def test_a_position_that_was_sent_is_changed_only_by_saying_that_it_is_no_longer_theirs(sent: Asked):
    sent.accept()
    with pytest.raises(Refused, match="This position is in the words that they sent") as refusal:
        write_position(sent, "Put in better words.")
    assert refusal.value.field == NOT_THEIRS

    write_position(sent, "Put in better words.", says_not_theirs=True)

    assert sent.walk.now().answer(1).force_position == "Put in better words."
    entry = AuditEntry.objects.filter(action="finding_answered").latest("id")
    assert entry.facts["changed_their_words"] is True
    write_position(sent, "It is ours now, and needs no tick.")


def test_comments_recorded_by_hand_meanwhile_are_shown_beside_those_that_came(sent: Asked):
    sent.walk.chief_officer()
    assert receiving.differs(sent.walk.now(), sent.walk.now().to_accept)[COMMENTS] == Differs.OTHER

    sent.accept({COMMENTS: TAKEN})

    assert sent.walk.now().chief_officer.words == SAID


def test_words_changed_while_somebody_read_stop_the_acceptance(sent: Asked):
    now = sent.walk.now()
    opened = {slot: now.number(slot) for slot in (slots.CHIEF_OFFICER, "finding-0001")}
    sent.walk.answer(1)

    with pytest.raises(TextChanged, match="Nothing is accepted"):
        sent.accept(expected=opened)

    assert sent.walk.now().chief_officer.outcome is None


def test_only_who_writes_accepts(sent: Asked, marlshire):
    with pytest.raises(NotAllowed):
        sent.accept(by=marlshire.rana)


def test_that_there_will_be_none_is_received_and_accepted_too(asked: Asked):
    asked.ask()
    asked.send(Answered.DECLINED)
    asked.accept()

    chief = asked.walk.now().chief_officer
    assert (chief.outcome, chief.words) == (ChiefOfficerOutcome.DECLINED, "")


@pytest.mark.parametrize(("texts", "change", "sentence"), [
    ({}, {}, "Write the comments, or choose that there will be none"),
    ({"comments": SAID}, {"answered": Answered.DECLINED}, "You wrote comments"),
    ({"comments": SAID}, {"name": " "}, "Enter your name and post"),
    ({"comments": SAID}, {"post": ""}, "Enter your name and post"),
    ({"comments": SAID}, {"declares": False}, "Tick that you are allowed"),
    ({"comments": SAID}, {"shown": "something else"}, "The words were changed while you were reading"),
])
def test_what_is_not_whole_is_not_sent(asked: Asked, texts, change, sentence):
    asked.ask()
    asked.keep(**texts)

    with pytest.raises(Refused, match=sentence):
        asked.send(**change)

    assert asked.walk.now().received == ()


def test_two_people_with_the_same_link_lose_nothing(asked: Asked):
    asked.ask()
    asked.keep(comments="First")
    asked.keep(comments="Second", seen={"comments": 1})

    with pytest.raises(BegunMoved) as moved:
        asked.keep(comments="Mine", seen={"comments": 1})

    assert moved.value.theirs.words == "Second"
    asked.keep(finding_0001=POSITION, seen={})  # another part is nobody else's business
    assert receiving.begun(asked.walk.now(), asked.source())[COMMENTS].words == "Second"


def test_once_sent_it_is_sent_again_only_when_the_office_lets_them(sent: Asked):
    with pytest.raises(Refused, match="Telephone the office"):
        sent.keep(comments="Other words")
    with pytest.raises(Refused, match="Telephone the office"):
        sent.send()
    sent.accept()

    receiving.let_send_again(report=sent.report, by=sent.walk.asha, at=sent.walk.tick())
    sent.keep(comments="Other words")
    sent.send()

    assert [row.words for row in sent.walk.now().received] == [SAID, "Other words"]
    assert sent.walk.now().chief_officer.words == SAID  # until it is accepted
    sent.accept({COMMENTS: TAKEN})
    assert sent.walk.now().chief_officer.words == "Other words"


def test_a_receipt_holds_every_word(sent: Asked):
    received = sent.walk.now().to_accept

    message = receiving.write_receipt(received=received, report=sent.report, to="sam@force.example", at=sent.walk.at)

    assert message.to == "sam@force.example"
    assert SAID in message.body_text
    assert POSITION in message.body_text
    assert "I am allowed to send these for the Chief Constable" in message.body_text
    assert SAID not in message.subject


def test_the_force_s_own_account_sends_and_no_other_account_does(asked: Asked, marlshire):
    asked.ask()
    sam = Member(77, "Sam Bell", "sam@force.example", "Deputy", marlshire.asha.body_id,
                 frozenset({Role.FORCE_CONTRIBUTOR}))

    with pytest.raises(NotAllowed):
        asked.keep(Source(member=marlshire.asha), comments=SAID)
    asked.keep(comments="By the link")
    asked.keep(Source(member=sam), comments=SAID)
    asked.send(source=Source(member=sam))
    asked.accept()

    chief = asked.walk.now().chief_officer
    assert (chief.words, chief.came_by) == (SAID, "account")


def test_nothing_is_begun_before_they_are_asked_or_after_publication(asked: Asked, marlshire):
    sam = Source(member=Member(77, "Sam", "sam@force.example", "Deputy", marlshire.asha.body_id,
                               frozenset({Role.FORCE_CONTRIBUTOR})))
    with pytest.raises(Refused, match="This is closed"):
        asked.keep(sam, comments=SAID)
    asked.ask()
    asked.walk.write_everything()
    asked.walk.send()
    asked.walk.decide()
    asked.walk.publish()

    with pytest.raises(Refused, match="This is closed"):
        asked.keep(sam, comments=SAID)
