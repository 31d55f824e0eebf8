"""What is signed and published of a commitment, and by whom."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from answerable.accounts.roles import NotAllowed
from answerable.commitments import operations, publishing
from answerable.commitments.events import ActionSet, MoveAsked, MoveDecided, Updated
from answerable.records.contents import Action, CommitmentFacts, EvidenceAccess, EvidencePart, HappenedPart, PromisePart
from answerable.responses import chain
from answerable.responses.rules import Refused, TextChanged
from tests.commitments.conftest import FIRST, Kept, made
from tests.conftest import NOW
from tests.responses.walk import Walk, confirmed_report

LATER = FIRST + timedelta(days=63)


@pytest.fixture
def answered(marlshire, home) -> Kept:
    """A commitment made in an answer that is published."""
    walk = Walk(marlshire.asha, marlshire.tom, marlshire.ruth, confirmed_report(marlshire.asha))
    walk.to_written()
    walk.send()
    walk.decide()
    walk.publish()
    kept = Kept(marlshire.asha, walk.report)
    kept.at = walk.at
    return kept


def _publish(kept: Kept, by):
    kept.at += timedelta(days=1)
    shown = publishing.to_publish(kept.row).content_hash
    return publishing.publish(shown=[(kept.row, shown)], by=by, at=kept.at)[0]


def test_an_approver_signs_and_publishes_where_it_stands(answered, marlshire) -> None:
    entry = _publish(answered, marlshire.ruth)

    facts = entry.facts
    assert isinstance(facts, CommitmentFacts)
    assert (facts.ref, facts.version, facts.finding, facts.first_date) == ("mar-c1", 1, 1, FIRST)
    assert facts.answer == chain.records().entries[-1].facts.answer
    assert entry.read("promise", PromisePart).words == "Look at 40 forms and publish the result."


def test_the_next_record_tells_only_what_happened_since(answered, marlshire) -> None:
    answered.happen(Updated(words="Twelve looked at."))
    _publish(answered, marlshire.ruth)
    answered.happen(Updated(words="All looked at."))

    entry = _publish(answered, marlshire.ruth)

    told = [entry.read(name, HappenedPart).words for name in sorted(entry.parts) if name.startswith("happened-")]
    assert told == ["All looked at."]


def test_a_move_is_published_with_its_reason_who_asked_and_who_agreed(answered, marlshire) -> None:
    answered.happen(MoveAsked(to=LATER, why="The sample came late."))
    answered.happen(MoveDecided(agreed=True), by=marlshire.ruth)
    entry = _publish(answered, _other_approver(marlshire))

    (move,) = [entry.read(name, HappenedPart) for name in entry.parts if name.startswith("happened-")]
    assert (move.what, move.date_before, move.date_after) == ("move", FIRST, LATER)
    assert (move.words, move.by, move.agreed_by) == ("The sample came late.", "Governance Officer", "Chief Executive")


def test_whoever_did_some_of_it_does_not_sign_it(answered, marlshire) -> None:
    answered.happen(Updated(words="Twelve looked at."), by=marlshire.ruth)

    with pytest.raises(Refused, match="Another approver signs"):
        _publish(answered, marlshire.ruth)


def test_an_author_does_not_publish(answered, marlshire) -> None:
    with pytest.raises(NotAllowed):
        _publish(answered, marlshire.tom)


def test_what_happened_after_the_page_was_opened_is_not_published_unread(answered, marlshire) -> None:
    shown = publishing.to_publish(answered.row).content_hash
    answered.happen(Updated(words="Twelve looked at."))

    with pytest.raises(TextChanged, match="since you opened"):
        publishing.publish(shown=[(answered.row, shown)], by=marlshire.ruth, at=answered.at)


def test_nothing_new_is_not_published_again(answered, marlshire) -> None:
    _publish(answered, marlshire.ruth)

    with pytest.raises(Refused, match="Nothing has happened"):
        _publish(answered, marlshire.ruth)


def test_a_promise_of_an_answer_that_is_not_published_is_not_published(kept, marlshire) -> None:
    with pytest.raises(Refused, match="Publish the answer first"):
        _publish(kept, marlshire.ruth)


def test_restricted_evidence_is_published_as_held_with_its_reason_and_nothing_of_the_file(answered, marlshire) -> None:
    answered.bring(title="Interview notes", access=EvidenceAccess.RESTRICTED, why_restricted="It names children.")
    answered.happen(ActionSet(action=Action.DONE))

    entry = _publish(answered, marlshire.ruth)

    (piece,) = [entry.read(name, EvidencePart) for name in entry.parts if name.startswith("evidence-")]
    assert (piece.title, piece.sha256, piece.why_restricted) == ("", None, "It names children.")


def test_a_promise_told_elsewhere_is_published_with_where(marlshire, home) -> None:
    row = operations.make(event=made(), told_in="Police and crime plan 2024", by=marlshire.asha, at=NOW)
    shown = publishing.to_publish(row).content_hash

    (entry,) = publishing.publish(shown=[(row, shown)], by=marlshire.ruth, at=NOW)

    assert entry.facts.answer is None
    assert entry.read("promise", PromisePart).told_in == "Police and crime plan 2024"


def _other_approver(cast):
    from answerable.accounts import operations as accounts
    from answerable.accounts.queries import membership_of
    from answerable.accounts.roles import Role

    person = accounts.add_person(email="nell@mar.example", name="Nell Day", post="Deputy Commissioner",
                                 roles=[Role.APPROVER], password="correct horse battery staple", by=None, at=NOW)
    return membership_of(person, date(2024, 11, 21))
