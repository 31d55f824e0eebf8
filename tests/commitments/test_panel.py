"""What the panel is shown, as at its day and since it last met."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from answerable.commitments import operations
from answerable.commitments.events import ActionSet, MoveAsked, MoveDecided, Updated
from answerable.commitments.panel import last_before, panel
from answerable.records.contents import Action
from answerable.responses.rules import Refused
from tests.commitments.conftest import FIRST, made

MET, MEETS = date(2025, 1, 17), date(2025, 6, 20)
LATER = FIRST + timedelta(days=94)


@pytest.fixture
def moved(kept, marlshire):
    """The date moved between two meetings."""
    kept.at = datetime(2025, 3, 20, 9, tzinfo=UTC)
    kept.happen(MoveAsked(to=LATER, why="The sample came late."))
    kept.happen(MoveDecided(agreed=True), by=marlshire.ruth)
    return kept


def test_a_moved_date_is_shown_with_what_it_was_and_why(moved) -> None:
    (one,) = panel(MEETS, MET).moved

    assert (one.date_before, one.row.date_now, one.why) == (FIRST, LATER, "The sample came late.")


def test_what_happened_after_the_day_is_not_in_the_paper(moved) -> None:
    before = panel(date(2025, 3, 19), MET)
    assert before.moved == []

    paper = panel(MEETS, MET)
    moved.at = datetime(2025, 7, 1, 9, tzinfo=UTC)
    moved.bring()
    moved.happen(ActionSet(action=Action.DONE))

    assert panel(MEETS, MET) == paper


def test_a_first_meeting_sees_everything_as_made(kept) -> None:
    paper = panel(MEETS, None)

    assert [row.commitment.ref for row in paper.made] == ["mar-c1"]
    assert paper.before is None


def test_silence_since_the_last_meeting_is_shown(kept) -> None:
    assert [row.commitment.ref for row in panel(MEETS, MET).without_update] == ["mar-c1"]

    kept.at = datetime(2025, 2, 3, 9, tzinfo=UTC)
    kept.happen(Updated(words="Twelve looked at."))

    assert panel(MEETS, MET).without_update == []


def test_a_commitment_is_asked_about_once_by_what_presses_most(kept) -> None:
    (question,) = panel(MEETS, MET).questions

    assert question.words == "It was to be done by 28 March 2025. When will it be done?"


def test_a_move_is_asked_about(moved) -> None:
    (question,) = panel(date(2025, 6, 1), MET).questions

    assert question.words == (
        "It would be past its first date, 28 March 2025, had that not moved to 30 June 2025. Why did it?")


def test_what_lacks_an_owner_or_a_date_is_asked_about(kept) -> None:
    operations.make(event=made(owner=""), by=kept.by, at=kept.at)
    operations.make(event=made(due_on=None, date_from=None), by=kept.by, at=kept.at)

    words = [question.words for question in panel(date(2025, 1, 31), MET).questions]

    assert words[:2] == ["It has no owner. Who will do it?", "It has no date. By when will it be done?"]


def test_the_last_meeting_is_the_one_before_the_day(kept) -> None:
    for on in (MET, MEETS):
        operations.add_meeting(on=on, name="The panel", by=kept.by, at=kept.at)

    assert (last_before(MEETS), last_before(MET)) == (MET, None)
    with pytest.raises(Refused, match="entered already"):
        operations.add_meeting(on=MET, name="The panel", by=kept.by, at=kept.at)
