"""Second thoughts after publication: a new version, a withdrawal; what was said stays."""

from __future__ import annotations

import pytest

from answerable.accounts.roles import NotAllowed
from answerable.responses import chain, correcting, slots
from answerable.responses.rules import Refused, State, TextChanged
from tests.responses.walk import Walk


def kinds() -> list[tuple[str, object]]:
    return [(e.kind, e.fields.get("version")) for e in chain.records().entries if e.kind not in ("key", "body")]


def corrected(walk: Walk) -> None:
    walk.to_published()
    walk.begin_correction()
    walk.text(slots.COMMENTS, "Words with the right year.")
    walk.text(slots.NOTE, "The year in the comments was wrong.")


def test_a_correction_is_a_new_version_and_the_old_record_stays_as_it_was(walk: Walk):
    walk.to_published()
    before = chain.records().entries
    walk.begin_correction()
    walk.text(slots.COMMENTS, "Words with the right year.")
    walk.text(slots.NOTE, "The year in the comments was wrong.")
    walk.send()
    walk.decide()

    walk.publish()

    entries = chain.records().entries
    assert entries[: len(before)] == before
    assert kinds() == [("answer_due", None), ("response", 1), ("response", 2)]
    assert entries[-1].value("note")["words"] == "The year in the comments was wrong."


def test_a_correction_is_signed_anew_by_somebody_who_did_not_write_it(walk: Walk):
    corrected(walk)

    with pytest.raises(Refused, match="Only signed words can be published"):
        walk.publish()
    walk.send()
    with pytest.raises((Refused, NotAllowed)):
        walk.decide(by=walk.asha)


def test_a_new_version_without_its_public_note_is_not_sent(walk: Walk):
    walk.to_published()
    walk.begin_correction()
    walk.text(slots.COMMENTS, "Words with the right year.")

    with pytest.raises(Refused, match="Write the public note first"):
        walk.send()


def test_the_note_of_one_correction_is_not_taken_for_the_next(walk: Walk):
    corrected(walk)
    walk.send()
    walk.decide()
    walk.publish()

    walk.begin_correction()

    assert walk.now().text(slots.NOTE).words == ""


def test_giving_up_a_correction_leaves_what_is_published_and_keeps_what_was_written(walk: Walk):
    corrected(walk)

    now = walk.leave_as_published()

    assert now.state == State.PUBLISHED
    assert now.text(slots.COMMENTS).words == "Words with the right year."
    assert kinds() == [("answer_due", None), ("response", 1)]


def test_there_is_nothing_to_leave_before_something_is_published(walk: Walk):
    walk.to_written()

    with pytest.raises(Refused, match="Nothing is published yet"):
        walk.leave_as_published()


def test_to_withdraw_takes_two_people_and_publishes_the_note(walk: Walk):
    walk.to_published()
    walk.propose_withdrawal("The report itself was withdrawn.")

    now = walk.withdraw(by=walk.ruth)

    entry = chain.records().entries[-1]
    assert now.state == State.WITHDRAWN
    assert (entry.kind, entry.value("note")["words"]) == ("withdrawal", "The report itself was withdrawn.")
    assert entry.fields["withdraws"] == entry.seq - 1


def test_nobody_agrees_to_their_own_withdrawal(walk: Walk):
    walk.to_published()
    walk.propose_withdrawal(by=walk.ruth)

    with pytest.raises(Refused, match="because you proposed it"):
        walk.withdraw(by=walk.ruth)


def test_a_withdrawal_whose_note_changed_while_it_was_read_is_not_made(walk: Walk):
    walk.to_published()
    walk.propose_withdrawal("First reason.")
    seen = walk.now().number(slots.WITHDRAWAL)
    walk.propose_withdrawal("Second reason.")

    with pytest.raises(TextChanged):
        correcting.withdraw(report=walk.report, expected=seen, by=walk.ruth, at=walk.tick())


def test_a_declined_withdrawal_leaves_the_answer(walk: Walk):
    walk.to_published()
    walk.propose_withdrawal()

    correcting.decline_withdrawal(report=walk.report, by=walk.ruth, at=walk.tick())

    assert walk.now().withdrawal is None
    with pytest.raises(Refused, match="Nobody has proposed"):
        walk.withdraw(by=walk.ruth)


@pytest.mark.parametrize(("note", "sentence"), [("", "Write the public note"), ("x" * 501, "It may have 500")])
def test_a_withdrawal_needs_a_short_note(walk: Walk, note: str, sentence: str):
    walk.to_published()

    with pytest.raises(Refused, match=sentence):
        walk.propose_withdrawal(note)


def test_after_a_withdrawal_the_body_can_answer_anew(walk: Walk):
    walk.to_published()
    walk.propose_withdrawal()
    walk.withdraw()
    walk.begin_correction()
    walk.text(slots.NOTE, "The report was published again.")
    walk.send()
    walk.decide()

    walk.publish()

    assert [kind for kind, _ in kinds()] == ["answer_due", "response", "withdrawal", "response"]


def test_who_proposes_a_withdrawal_is_no_author_of_the_answer(walk: Walk):
    walk.to_published()

    walk.propose_withdrawal(by=walk.ruth)

    assert walk.ruth.person_id not in walk.now().authors


def test_an_approver_whose_words_stand_cannot_sign_the_next_version_either(walk: Walk, marlshire):
    walk.to_published()
    walk.begin_correction()
    walk.text(slots.NOTE, "The year was wrong.", by=walk.ruth)
    walk.send()

    with pytest.raises(Refused, match="because you wrote part of it"):
        walk.decide(by=walk.ruth)
