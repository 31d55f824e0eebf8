"""The steps before and after a date: each told once for each date, to whom the office named, without a word of it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from answerable.accounts.roles import NotAllowed
from answerable.accounts.scope import in_body
from answerable.commitments import operations as commitments
from answerable.commitments import partners
from answerable.commitments.events import ActionSet, MoveAsked, MoveDecided, OwnerSet, Updated
from answerable.commitments.partners import Partner
from answerable.records import london_day
from answerable.records.contents import Action
from answerable.reminders import dated, operations, queries, telling
from answerable.reminders.dated import commitment_turns
from answerable.reminders.models import StepTaken
from answerable.reminders.rules import PROPOSED, Kind, Step, Told
from tests.commitments.conftest import FIRST, made
from tests.conftest import NOW
from tests.reminders.conftest import days_before, morning
from tests.responses.walk import Walk, confirmed_report

ASHA, TOM, RUTH = "asha@mar.example", "tom@mar.example", "ruth@mar.example"


@pytest.fixture
def toms(kept, marlshire):
    """The commitment is Tom's."""
    kept.happen(OwnerSet(owner="Policy Officer", owner_id=marlshire.tom.person_id, why="It is theirs."))
    return kept


def addresses(told) -> list[str]:
    return [to for to, _ in told]


def test_each_step_tells_whom_it_names_and_is_taken_once(toms, told):
    assert told(days_before(8)) == []
    assert addresses(told(days_before(7))) == [TOM]
    assert told(days_before(7)) == []
    assert told(days_before(0)) == []
    assert addresses(told(days_before(-1))) == [ASHA, TOM]
    assert addresses(told(days_before(-14))) == [RUTH]
    assert told(days_before(-30)) == []


def test_a_message_holds_the_reference_and_the_date_and_no_word_of_the_promise(toms, told):
    [(_, words)] = told(days_before(7))

    assert "Commitment mar-c1. The date is Friday 28 March 2025, in 7 days." in words
    assert words.startswith("1 commitment needs a look, Friday 21 March 2025\n")
    assert "40 forms" not in words
    assert words.count("http") == 1


def test_a_date_that_moves_begins_anew(toms, told, marlshire):
    told(days_before(7))
    toms.happen(MoveAsked(to=date(2025, 5, 30), why="The forms come late."))
    toms.happen(MoveDecided(agreed=True), by=marlshire.ruth)

    assert told(days_before(-14)) == []
    assert addresses(told(morning(date(2025, 5, 23)))) == [TOM]


def test_of_steps_that_were_missed_only_the_newest_is_told(toms, told):
    assert addresses(told(days_before(-20))) == [RUTH]

    assert sorted(StepTaken.objects.values_list("days", "told")) == [(-7, 0), (1, 0), (14, 1)]


def test_what_has_ended_tells_nobody(toms, told):
    toms.happen(ActionSet(action=Action.STOPPED, why="It is no longer needed."))

    assert told(days_before(-1)) == []


def test_many_commitments_make_one_message_a_person(kept, told, marlshire):
    from answerable.commitments import operations as commitments
    from tests.commitments.conftest import made

    for _ in range(30):
        commitments.make(event=made(), by=marlshire.asha, at=NOW)

    found = told(days_before(-1))

    assert addresses(found) == [ASHA, TOM]  # the authors stand in for an owner without an account
    assert found[0][1].startswith("31 commitments need a look")


def test_a_partner_with_a_link_and_an_address_is_told_without_the_link_or_a_code(kept, told, marlshire):
    sent = partners.make_link(commitment=kept.row, to=Partner("Kim Lund", "Director", "Marlshire Council",
                                                              "kim@council.example"),
                              ends_on=date(2025, 4, 25), by=marlshire.asha, at=NOW)

    found = dict(told(days_before(7)))

    words = found["kim@council.example"]
    assert "use the link in our message of 21 November 2024" in words
    assert sent.token not in words
    assert "http" not in words
    assert "40 forms" not in words


def test_a_partner_whose_link_has_ended_is_not_told(kept, told, marlshire):
    partners.make_link(commitment=kept.row, to=Partner("Kim Lund", "", "Marlshire Council", "kim@council.example"),
                       ends_on=date(2025, 4, 25), by=marlshire.asha, at=NOW)
    partners.withdraw_link(commitment=kept.row, by=marlshire.asha, at=NOW)

    assert "kim@council.example" not in addresses(told(days_before(7)))


def test_without_a_mail_server_nobody_is_written_to_and_the_list_has_it(toms, marlshire):
    assert telling.take_steps(days_before(7)) == 0
    assert not StepTaken.objects.exists()

    [row] = commitment_turns(marlshire.tom, london_day(days_before(7)))
    assert row.label == "Give an update on a commitment"
    assert row.sentence == "The date is Friday 28 March 2025, in 7 days."
    assert row.title.startswith("mar-c1: Look at 40 forms")
    assert commitment_turns(marlshire.asha, london_day(days_before(7))) == []
    assert [turn.label for turn in commitment_turns(marlshire.asha, london_day(days_before(-1)))] == [
        "Follow up a commitment"]


def test_before_the_date_an_update_takes_the_row_away_and_after_it_only_the_end_does(toms, marlshire):
    toms.at = days_before(6)
    toms.happen(Updated(words="20 of 40 are looked at."), by=marlshire.tom)

    assert commitment_turns(marlshire.tom, london_day(days_before(6))) == []
    assert len(commitment_turns(marlshire.tom, london_day(days_before(-1)))) == 1


def test_the_office_sets_its_own_steps_and_the_former_ones_stay_as_history(toms, told, marlshire):
    operations.set_ladder(kind=Kind.COMMITMENT, steps=[Step(-1, (Told.APPROVER,))], by=marlshire.gwen, at=NOW)
    operations.set_ladder(kind=Kind.COMMITMENT, steps=[Step(0, (Told.OWNER,)), Step(-2, (Told.AUTHOR,))],
                          by=marlshire.gwen, at=NOW)

    assert [step.days for step in queries.ladder(Kind.COMMITMENT)] == [-2, 0]
    assert [[step.days for step in steps] for _, steps in queries.ladder_history(Kind.COMMITMENT)] == [[-2, 0], [-1]]
    assert queries.ladder(Kind.ANSWER) == PROPOSED[Kind.ANSWER]
    assert addresses(told(days_before(2))) == [ASHA, TOM]  # both are authors


def test_an_office_that_wants_none_has_none(toms, told, marlshire):
    operations.set_ladder(kind=Kind.COMMITMENT, steps=[], by=marlshire.gwen, at=NOW)

    assert told(days_before(-1)) == []
    assert commitment_turns(marlshire.tom, london_day(days_before(-1))) == []


def test_only_an_administrator_sets_steps(marlshire):
    with pytest.raises(NotAllowed):
        operations.set_ladder(kind=Kind.COMMITMENT, steps=[], by=marlshire.asha, at=NOW)


def test_one_body_tells_nobody_of_another(cast, home, mail_server):
    from tests.commitments.conftest import Kept

    with in_body(cast.marlshire.id):
        Kept(cast.asha, confirmed_report(cast.asha))
    with in_body(cast.tarnbridge.id):
        assert telling.take_steps(days_before(-1)) == 0
        assert commitment_turns(cast.zoe, london_day(days_before(-1))) == []


class TestAnAnswer:
    LAST = date(2025, 1, 14)

    @pytest.fixture
    def walk(self, marlshire, home) -> Walk:
        made = Walk(marlshire.asha, marlshire.tom, marlshire.ruth, confirmed_report(marlshire.asha))
        made.propose()
        made.confirm()
        return made

    def test_that_nobody_has_signed_tells_author_reviewer_and_approver_in_turn(self, walk, told):
        steps = [addresses(told(morning(self.LAST - timedelta(days=days)))) for days in (8, 7, 6, 4, 2, 2)]

        assert steps == [[], [ASHA, TOM], [], ["rana@mar.example"], [RUTH], []]

    def test_says_what_is_left_to_do_by_when_and_whether_more_time_can_be_had(self, walk, told):
        _, words = told(morning(self.LAST - timedelta(days=7)))[0]

        assert words.startswith("7 days left: ")
        for said in ("Publish by Tuesday 14 January 2025.", "Still to do: ", "Sign off"):
            assert said in words

    def test_that_is_signed_tells_nobody(self, walk, told):
        signed = Walk(walk.asha, walk.tom, walk.ruth, confirmed_report(walk.asha))
        signed.to_signed()
        told(morning(self.LAST - timedelta(days=7)))

        assert set(StepTaken.objects.values_list("ref", flat=True)) == {walk.report.ref}


def test_however_many_are_past_their_date_an_owner_is_shown_what_is_theirs(toms, marlshire, monkeypatch):
    monkeypatch.setattr(dated, "MOST_ROWS", 2)
    for number in range(3):
        commitments.make(event=made(due_on=FIRST - timedelta(days=30 + number)), by=marlshire.asha, at=NOW)
    afterwards = london_day(days_before(-1))

    assert len(commitment_turns(marlshire.asha, afterwards)) == 2
    assert [turn.parts for turn in commitment_turns(marlshire.tom, afterwards)][-1] == {"commitment": toms.row.ref}
