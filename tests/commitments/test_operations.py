"""What can be done to a commitment, and what cannot."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from answerable.accounts import kept_files
from answerable.accounts.models import AuditEntry
from answerable.accounts.roles import NotAllowed
from answerable.commitments import operations
from answerable.commitments.events import (
    ActionSet,
    Checked,
    FirstDateSet,
    InspectorateSaid,
    MoveAsked,
    MoveDecided,
    OwnerSet,
    Reopened,
    Updated,
)
from answerable.commitments.models import Commitment, StandingRow
from answerable.commitments.rules import MovedOn
from answerable.records.contents import Action, CheckVerdict, DateFrom
from answerable.responses.rules import Refused
from tests.commitments.conftest import FIRST, made
from tests.conftest import NOW

LATER = FIRST + timedelta(days=63)


def test_a_commitment_says_what_who_by_when_and_how_we_shall_know(kept) -> None:
    now = kept.now

    assert (now.words, now.owner, now.date_now) == (
        "Look at 40 forms and publish the result.", "Head of Performance", FIRST)
    assert now.how_known == "The result is on our website."
    assert kept.row.ref == "mar-c1"


def test_a_date_moves_when_one_person_asks_and_an_approver_agrees(kept, marlshire) -> None:
    kept.happen(MoveAsked(to=LATER, why="The sample came late."))
    assert kept.now.date_now == FIRST

    kept.happen(MoveDecided(agreed=True), by=marlshire.ruth)

    assert (kept.now.first_date, kept.now.date_now, kept.now.moves) == (FIRST, LATER, 1)


def test_nobody_agrees_to_the_move_that_they_asked_for(kept, marlshire) -> None:
    kept.happen(MoveAsked(to=LATER, why="The sample came late."), by=marlshire.ruth)

    with pytest.raises(Refused, match="asked for this yourself"):
        kept.happen(MoveDecided(agreed=True), by=marlshire.ruth)


def test_an_author_cannot_agree_to_a_move(kept, marlshire) -> None:
    kept.happen(MoveAsked(to=LATER, why="The sample came late."))

    with pytest.raises(NotAllowed, match="approver"):
        kept.happen(MoveDecided(agreed=True), by=marlshire.tom)


def test_a_move_that_is_not_agreed_leaves_the_date_and_its_reason_stays(kept, marlshire) -> None:
    kept.happen(MoveAsked(to=LATER, why="The sample came late."))
    kept.happen(MoveDecided(agreed=False, note="The panel was told March."), by=marlshire.ruth)

    assert (kept.now.date_now, kept.now.moves, kept.now.asked_to) == (FIRST, 0, None)
    assert kept.row.events.last().content["note"] == "The panel was told March."


def test_the_first_date_is_set_once(kept) -> None:
    with pytest.raises(Refused, match="does not change"):
        kept.happen(FirstDateSet(due_on=LATER, date_from=DateFrom.SET_LOCALLY))


def test_nothing_is_said_to_be_done_without_evidence(kept) -> None:
    with pytest.raises(Refused, match="Bring the evidence first"):
        kept.happen(ActionSet(action=Action.DONE))


def test_the_database_refuses_a_commitment_that_is_done_without_evidence(kept) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        StandingRow.objects.filter(commitment=kept.row).update(action=Action.DONE.value)


def test_whoever_says_that_it_is_done_does_not_check_it(kept, marlshire) -> None:
    kept.bring(by=marlshire.ruth)
    kept.happen(ActionSet(action=Action.DONE), by=marlshire.ruth)

    with pytest.raises(Refused, match="Somebody other than the owner"):
        kept.happen(Checked(verdict=CheckVerdict.SUPPORTS, evidence=(1,)), by=marlshire.ruth)


def test_the_three_statuses_do_not_imply_one_another(kept, marlshire) -> None:
    kept.bring()
    kept.happen(ActionSet(action=Action.DONE))
    assert (kept.now.check_verdict, kept.now.inspectorate) == (None, "")

    kept.happen(Checked(verdict=CheckVerdict.SUPPORTS, evidence=(1,)), by=marlshire.rana)
    assert (kept.now.action, kept.now.inspectorate) == (Action.DONE, "")

    kept.happen(InspectorateSaid(word="Remains open", on=NOW.date(), source="Letter of 20 November"))
    assert (kept.now.action, kept.now.check_verdict) == (Action.DONE, CheckVerdict.SUPPORTS)


def test_evidence_that_ages_asks_for_another_check(kept, marlshire) -> None:
    kept.bring(good_until=date(2024, 12, 31))
    kept.happen(ActionSet(action=Action.DONE))
    kept.happen(Checked(verdict=CheckVerdict.SUPPORTS, evidence=(1,)), by=marlshire.rana)

    assert not kept.now.must_be_checked_again(date(2024, 12, 31))
    assert kept.now.must_be_checked_again(date(2025, 1, 1))


def test_opening_again_keeps_the_former_check_in_the_history_and_out_of_the_status(kept, marlshire) -> None:
    kept.bring()
    kept.happen(ActionSet(action=Action.DONE))
    kept.happen(Checked(verdict=CheckVerdict.SUPPORTS, evidence=(1,)), by=marlshire.rana)
    kept.happen(Reopened(why="The sample was too small."))

    assert (kept.now.action, kept.now.check_verdict) == (Action.UNDER_WAY, None)
    assert [row.kind for row in kept.row.events.all()].count("checked") == 1


def test_a_newer_version_of_evidence_keeps_the_older_file(kept) -> None:
    kept.bring(b"first")
    kept.bring(b"second", number=1)

    assert [(f.number, f.version) for f in kept.row.files.all()] == [(1, 1), (1, 2)]
    assert [kept_files.read(f.sha256) for f in kept.row.files.all()] == [b"first", b"second"]


def test_a_change_of_owner_is_history(kept) -> None:
    with pytest.raises(Refused, match="why the owner changes"):
        kept.happen(OwnerSet(owner="Head of Custody"))

    kept.happen(OwnerSet(owner="Head of Custody", why="The work moved."))

    assert kept.now.owner == "Head of Custody"
    assert kept.row.events.first().content["owner"] == "Head of Performance"


def test_a_decision_taken_on_an_old_page_is_not_taken(kept, marlshire) -> None:
    seen = kept.now.number
    kept.happen(Updated(words="Twelve looked at."), by=marlshire.tom)

    with pytest.raises(MovedOn):
        kept.happen(ActionSet(action=Action.UNDER_WAY), seen=seen)


def test_an_update_from_an_old_page_is_added_all_the_same(kept, marlshire) -> None:
    seen = kept.now.number
    kept.happen(Updated(words="Twelve looked at."), by=marlshire.tom)
    kept.happen(Updated(words="Twenty looked at."), seen=seen)

    assert [row.content["words"] for row in kept.row.events.filter(kind="updated")] == [
        "Twelve looked at.", "Twenty looked at."]


def test_somebody_outside_gives_an_update_and_decides_nothing(kept) -> None:
    operations.happen(commitment=kept.row, event=Updated(words="Half is done."), seen=0, by=None, at=NOW,
                      name="Sam Pike", post="Partner")

    with pytest.raises(NotAllowed, match="A link lets"):
        operations.happen(commitment=kept.row, event=ActionSet(action=Action.UNDER_WAY), seen=2, by=None, at=NOW)


def test_replacing_keeps_both(kept) -> None:
    new = operations.replace(commitment=kept.row, event=made(words="Look at 60 forms."), why="More came in.", seen=1,
                             by=kept.by, at=kept.at)

    assert kept.now.action == Action.REPLACED
    assert kept.row.events.last().content["by_ref"] == new.ref
    assert operations.standing_of(new).is_open


def test_carrying_forward_wants_another_report(kept) -> None:
    with pytest.raises(Refused, match="another report"):
        operations.carry_forward(commitment=kept.row, report=kept.report, finding=None, event=made(), why="Found again",
                                 seen=1, by=kept.by, at=kept.at)


def test_another_body_does_not_find_the_commitment(kept, cast) -> None:
    from answerable.accounts.scope import in_body

    with in_body(cast.tarnbridge.id):
        assert not Commitment.objects.exists()


def test_everything_that_happens_is_in_the_audit_trail(kept, marlshire) -> None:
    kept.bring()
    kept.happen(Updated(words="Twelve looked at."))

    actions = list(AuditEntry.objects.filter(subject="commitment").order_by("id").values_list("action", flat=True))
    assert actions == ["commitment_made", "commitment_evidence_added", "commitment_updated"]


def test_where_it_stood_at_a_moment_is_kept(kept) -> None:
    kept.happen(ActionSet(action=Action.UNDER_WAY))
    rows = list(StandingRow.objects.filter(commitment=kept.row).order_by("id"))

    assert [row.action for row in rows] == ["not_started", "under_way"]
    assert rows[0].until_at == rows[1].from_at == kept.at
    assert rows[1].until_at is None
