"""Review, notes in the margin, handing on, revoking: second thoughts before anything is public."""

from __future__ import annotations

import pytest

from answerable.accounts import operations as accounts
from answerable.accounts.queries import membership_of
from answerable.accounts.roles import Member, NotAllowed, Role
from answerable.messages.models import Message
from answerable.messages.rules import TO_ONE_ADDRESS
from answerable.responses import reviewing, slots
from answerable.responses.models import MarginNote
from answerable.responses.rules import Refused, ReviewVerdict, State, TextChanged, Verdict
from tests.conftest import NOW, PASSWORD, TODAY
from tests.responses.walk import Walk


@pytest.fixture
def sam(marlshire) -> Member:
    """A second approver."""
    row = accounts.add_person(email="sam@mar.example", name="Sam Hall", post="Deputy Chief Executive",
                              roles=[Role.APPROVER], password=PASSWORD, by=None, at=NOW)
    return membership_of(row, TODAY)


def test_what_a_reviewer_found_ready_goes_to_the_approver_in_the_same_words(walk: Walk, marlshire):
    walk.to_written()
    sent = walk.ask_for_review()

    now = walk.review(by=marlshire.rana)

    assert now.state == State.WITH_APPROVER
    assert now.version == sent
    assert walk.decide().state == State.SIGNED_OFF


def test_changes_asked_for_come_back_to_the_authors_with_the_reviewers_words(walk: Walk, marlshire):
    walk.to_written()
    walk.ask_for_review()

    now = walk.review(ReviewVerdict.ASK_FOR_CHANGES, by=marlshire.rana)

    assert now.state == State.CHANGES_ASKED
    assert now.review.note == "Say by when."


def test_changes_without_a_word_of_what_are_refused(walk: Walk, marlshire):
    walk.to_written()
    version = walk.ask_for_review()

    with pytest.raises(Refused, match="Say what must change"):
        reviewing.review(report=walk.report, shown_hash=version.content_hash, verdict=ReviewVerdict.REJECT, note=" ",
                         by=marlshire.rana, at=walk.tick())


def test_nobody_reviews_their_own_words(walk: Walk):
    walk.to_written()
    walk.text(slots.COMMENTS, "Words of the approver.", by=walk.ruth)
    walk.ask_for_review()

    with pytest.raises(Refused, match=r"because you wrote part of it\. Rana Webb can"):
        walk.review(by=walk.ruth)


def test_an_author_is_no_reviewer(walk: Walk):
    walk.to_written()
    walk.ask_for_review()

    with pytest.raises(NotAllowed):
        walk.review(by=walk.tom)


def test_a_reviewer_whose_page_is_old_decides_nothing(walk: Walk, marlshire):
    walk.to_written()
    walk.ask_for_review()
    walk.text(slots.COMMENTS, "Other words.")

    with pytest.raises(TextChanged):
        walk.review(by=marlshire.rana)


def test_words_with_a_reviewer_cannot_be_signed(walk: Walk):
    walk.to_written()
    version = walk.ask_for_review()

    with pytest.raises(Refused, match="It comes to an approver after the review"):
        walk.decide(shown=version.content_hash)


def test_a_note_stands_in_the_margin_until_it_is_dealt_with_and_stays_readable(walk: Walk):
    walk.to_written()
    walk.send()
    note = walk.note_in_margin("Is this the newest figure?")

    reviewing.settle_note(report=walk.report, note_id=note.id, by=walk.asha, at=walk.tick())

    row = MarginNote.objects.get()
    assert (row.words, row.settled_by) == ("Is this the newest figure?", walk.asha.person_id)


def test_a_note_needs_words_and_a_part_that_is_there(walk: Walk):
    walk.to_written()
    walk.send()

    with pytest.raises(Refused, match="Write the note"):
        walk.note_in_margin(" ")
    with pytest.raises(Refused, match="not in this version"):
        reviewing.note_in_margin(report=walk.report, version=1, part="finding-0099", words="What?", by=walk.ruth,
                                 at=walk.tick())


def test_an_auditor_writes_no_notes(walk: Walk, marlshire):
    walk.to_written()
    walk.send()

    with pytest.raises(NotAllowed):
        walk.note_in_margin(by=marlshire.idris)


def test_another_approver_can_be_asked_but_not_somebody_who_wrote_it(walk: Walk, marlshire):
    walk.to_written()
    walk.send()

    for other in (walk.asha, walk.ruth):
        with pytest.raises(Refused, match="Choose another approver"):
            reviewing.hand_on(report=walk.report, to=other.person_id, by=walk.ruth, at=walk.tick())


def test_an_approver_who_wrote_part_of_it_may_hand_it_on(walk: Walk, sam):
    walk.to_written()
    walk.text(slots.COMMENTS, "Words of an approver.", by=walk.ruth)
    walk.send()

    reviewing.hand_on(report=walk.report, to=sam.person_id, by=walk.ruth, at=walk.tick())

    assert walk.now().response.handed_to == sam.person_id


def test_the_approver_who_is_asked_gets_a_message_without_a_word_of_the_answer(walk: Walk, sam):
    walk.to_written()
    walk.text(slots.COMMENTS, "Quicksilver.")
    walk.send()

    reviewing.hand_on(report=walk.report, to=sam.person_id, by=walk.ruth, at=walk.tick(),
                      address="https://answers.marlshire.example/reports/1/sign-off/")

    message = Message.objects.get()
    assert (message.to, message.kind, message.report_ref) == (sam.email, "handed_on", walk.report.ref)
    assert "Ruth Okafor asks you to decide" in message.body_text
    assert "https://answers.marlshire.example/reports/1/sign-off/" in message.body_text
    assert "Quicksilver" not in message.subject + message.body_text
    assert walk.report.title not in message.subject


def test_too_many_messages_do_not_keep_it_from_being_handed_on(walk: Walk, sam):
    walk.to_written()
    walk.send()
    hand_on = {"report": walk.report, "to": sam.person_id, "by": walk.ruth, "at": walk.tick()}
    for _ in range(TO_ONE_ADDRESS.most):
        reviewing.hand_on(**hand_on)

    assert reviewing.hand_on(**hand_on) is None

    assert walk.now().response.handed_to == sam.person_id


def test_a_revoked_sign_off_publishes_nothing_and_says_why(walk: Walk):
    walk.to_signed()

    reviewing.revoke(report=walk.report, why="The figure came from last year.", by=walk.ruth, at=walk.tick())

    assert walk.now().state == State.CHANGES_ASKED
    assert walk.now().sign_off.why_revoked == "The figure came from last year."
    with pytest.raises(Refused):
        walk.publish()


def test_after_a_revocation_a_new_version_is_signed(walk: Walk):
    walk.to_signed()
    reviewing.revoke(report=walk.report, why="Wrong year.", by=walk.ruth, at=walk.tick())
    walk.text(slots.COMMENTS, "The right year.")

    walk.send()
    walk.decide(Verdict.SIGN_OFF)

    assert walk.publish().state == State.PUBLISHED


def test_only_an_approver_revokes_and_only_with_a_reason(walk: Walk):
    walk.to_signed()

    with pytest.raises(NotAllowed):
        reviewing.revoke(report=walk.report, why="Because.", by=walk.asha, at=walk.tick())
    with pytest.raises(Refused, match="Say why"):
        reviewing.revoke(report=walk.report, why="", by=walk.ruth, at=walk.tick())
