"""A tracker comes in row by row: nothing is closed, guessed, lost, changed or made twice."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from answerable.accounts.roles import NotAllowed
from answerable.commitments import trackers
from answerable.commitments.models import Commitment, EventRow, StandingRow
from answerable.commitments.operations import standing_of
from answerable.commitments.tracker_models import BroughtIn, Tracker
from answerable.intake import ReadTracker
from answerable.intake.tracker.fields import Field
from answerable.intake.tracker.reading import read
from answerable.records.contents import Action, DateFrom
from answerable.responses.rules import Refused
from tests.conftest import NOW

pytestmark = pytest.mark.usefixtures("home")
HEADINGS = "Ref,Report title,Agreed action,Lead officer,Original date,Target date,Status,Latest update,Date of update"
ROWS = (
    "M/1,PEEL,Train every officer,Head of Training,1 March 2025,31 March 2026,Complete,All trained,1 Feb 2025",
    "M/2,PEEL,Publish the result,Head of Performance,,31 March 2026,In progress,,",
    "M/3,,Look at 40 forms,,,March 2026,Green,,",
    "M/4,PEEL,Close the old store,Head of Estates,,,Cancelled,,",
    "M/5,PEEL,Count twice,Head of Estates,,3 12 24,Not started,,",
)


def data_of(*rows: str) -> bytes:
    return "\n".join((HEADINGS, *(rows or ROWS))).encode()


def kept(by, *rows: str, data: bytes = b"", said: bool = True) -> Tracker:
    """A CSV tracker that is kept, with its columns as they are proposed; nothing is sure of green."""
    data = data or data_of(*rows)
    tracker, _ = trackers.keep(data=data, read=read(data, ".csv"), name="tracker.csv", by=by, at=NOW)
    if said:
        trackers.choose_columns(
            tracker=tracker, columns=trackers.proposed(tracker, trackers.sheet_of(tracker)), told_in="Tracker of plans",
            date_from=DateFrom.SET_LOCALLY, by=by, at=NOW)
        tracker.refresh_from_db()
    return tracker


def sorted_of(tracker: Tracker):
    return trackers.sorted_rows(tracker, trackers.sheet_of(tracker))[0]


def brought(by, *rows: str) -> dict[str, Commitment]:
    """The commitments of a tracker by their words."""
    tracker = kept(by, *rows)
    for plan in sorted_of(tracker).new:
        trackers.bring_in(tracker=tracker, plan=plan, by=by, at=NOW)
    return {row.words: row.commitment for row in StandingRow.objects.filter(until_at=None)}


def test_done_in_the_tracker_closes_nothing_and_asks_for_the_evidence(marlshire):
    commitment = brought(marlshire.asha)["Train every officer"]

    now = standing_of(commitment)
    made = commitment.events.get(number=1).content
    assert (now.action, now.evidence, made["tracker_status"]) == (Action.UNDER_WAY, 0, "Complete")
    assert [row.words for row in trackers.told_done()] == ["Train every officer"]


def test_a_date_that_was_moved_before_has_its_first_one_and_one_move(marlshire):
    now = standing_of(brought(marlshire.asha)["Train every officer"])

    assert (now.first_date, now.date_now, now.moves) == (date(2025, 3, 1), date(2026, 3, 31), 1)


def test_a_month_is_no_day_and_its_words_are_kept(marlshire):
    commitment = brought(marlshire.asha)["Look at 40 forms"]

    assert standing_of(commitment).date_now is None
    assert "March 2026" in commitment.events.get(number=1).content["date_source"]


def test_a_stopped_one_is_stopped_as_the_tracker_says(marlshire):
    commitment = brought(marlshire.asha)["Close the old store"]

    assert standing_of(commitment).action == Action.STOPPED
    assert "Cancelled" in commitment.events.get(kind="action_set").content["why"]


def test_an_update_keeps_its_own_day_in_words(marlshire):
    event = brought(marlshire.asha)["Train every officer"].events.get(kind="updated")

    assert event.content["words"] == "All trained\n\nIts day in the tracker: 1 February 2025."


def test_a_row_that_is_not_taken_has_its_number_and_reason(marlshire):
    (number, reasons), = sorted_of(kept(marlshire.asha)).not_taken

    assert number == 6
    assert reasons[0].startswith("Row 6 says '3 12 24'")


@pytest.mark.parametrize(("row", "reason"), [
    (f"M/1,,Train,{'x' * 301},,,,,", "Row 2: its owner cannot be kept. This is too long by 1 characters."),
    (f"M/1,,{'x' * 20_001},,,,,,", "Row 2: its promise or its update cannot be kept. This is too long"),
    (f"M/1,,Train,,,,{'x' * 301},,", "Row 2: its status cannot be kept. This is too long by 1 characters."),
    ("M/1,,Train,,March 2025,31 March 2026,,,", "Row 2 says “March 2025” for its first date"),
])
def test_what_cannot_be_kept_turns_the_row_away(marlshire, row: str, reason: str):
    (_, (said,)), = sorted_of(kept(marlshire.asha, row)).not_taken

    assert said.startswith(reason)


def test_a_changed_tracker_adds_what_is_new_and_changes_nothing(marlshire):
    brought(marlshire.asha, *ROWS[:2])
    before = list(EventRow.objects.values_list())

    rows = sorted_of(kept(marlshire.asha, ROWS[0].replace("31 March", "30 June"), *ROWS[1:3]))

    assert [plan.made.words for plan in rows.new] == ["Look at 40 forms"]
    assert [(one.number, one.what) for one in rows.differing] == [(2, ("the date now",))]
    assert [number for number, _ in rows.here] == [3]
    assert list(EventRow.objects.values_list()) == before


def test_two_trackers_may_each_have_a_reference_1(marlshire):
    brought(marlshire.asha, "1,,Train every officer,,,,,,")
    other = kept(marlshire.asha, "1,,Publish the result,,,,,,")
    trackers.choose_columns(tracker=other, columns=trackers.proposed(other, trackers.sheet_of(other)),
                            told_in="Another one", date_from=DateFrom.SET_LOCALLY, by=marlshire.asha, at=NOW)
    other.refresh_from_db()

    assert [plan.made.words for plan in sorted_of(other).new] == ["Publish the result"]


def test_the_same_words_from_elsewhere_are_pointed_out(marlshire):
    brought(marlshire.asha, "1,,Train every officer,,,,,,")

    rows = sorted_of(kept(marlshire.asha, "2,,Train every officer,,,,,,"))

    assert trackers.same_words(rows) == ((2, "mar-c1"),)


def test_the_very_same_file_is_here_already(marlshire):
    first = kept(marlshire.asha)

    again, is_new = trackers.keep(data=data_of(), read=read(data_of(), ".csv"), name="other.csv", by=marlshire.asha,
                                  at=NOW)

    assert (again.pk, is_new) == (first.pk, False)


def test_what_was_said_is_proposed_for_the_next_file_with_these_headings_in_whatever_order(marlshire):
    first = kept(marlshire.asha)
    trackers.say_meanings(tracker=first, meanings={"Green": Action.UNDER_WAY}, by=marlshire.asha, at=NOW)
    turned = "\n".join((",".join(reversed(HEADINGS.split(","))), ",,GREEN,,,,Another promise,,M/9")).encode()

    second = kept(marlshire.asha, data=turned, said=False)

    assert (second.told_in, second.columns["promise"], second.columns["reference"]) == ("Tracker of plans", 7, 9)
    assert trackers.unclear(second, trackers.sheet_of(second)) == ()


def test_a_word_that_names_no_status_is_asked_about_once(marlshire):
    tracker = kept(marlshire.asha)

    asked = trackers.unclear(tracker, trackers.sheet_of(tracker))
    trackers.say_meanings(tracker=tracker, meanings={"Green": None}, by=marlshire.asha, at=NOW)
    tracker.refresh_from_db()

    assert [found.words for found in asked] == ["Green"]
    assert trackers.unclear(tracker, trackers.sheet_of(tracker)) == ()


def test_a_row_that_somebody_else_brought_in_meanwhile_is_not_made_twice(marlshire):
    tracker = kept(marlshire.asha)
    plan = sorted_of(tracker).new[0]

    made = [trackers.bring_in(tracker=tracker, plan=plan, by=marlshire.asha, at=NOW) for _ in range(2)]

    assert made[0] is not None
    assert made[1] is None
    assert Commitment.objects.count() == 1


def test_dates_need_to_be_somebodys(marlshire):
    tracker = kept(marlshire.asha, said=False)

    with pytest.raises(Refused, match="who set the dates"):
        trackers.choose_columns(tracker=tracker, columns={Field.PROMISE: 3, Field.DUE_ON: 6}, told_in="Plans",
                                date_from=None, by=marlshire.asha, at=NOW)


def test_a_column_with_too_many_words_is_no_status(marlshire):
    tracker = kept(marlshire.asha, *(f"M/{n},,Do {n},,,,word {n}," for n in range(70)), said=False)

    with pytest.raises(Refused, match="70 different words"):
        trackers.choose_columns(tracker=tracker, columns={Field.PROMISE: 3, Field.STATUS: 7}, told_in="Plans",
                                date_from=None, by=marlshire.asha, at=NOW)


def test_a_reviewer_brings_in_nothing(marlshire):
    with pytest.raises(NotAllowed):
        kept(marlshire.rana)


CELLS = st.text(alphabet=st.characters(codec="utf-8", exclude_characters='"\x00\r', exclude_categories=("Cs", "Cc")),
                max_size=30)
LINES = st.lists(st.tuples(CELLS, CELLS, CELLS, CELLS, *[st.sampled_from(
    ("", "1 March 2025", "31/03/2026", "TBC", "March 2026", "3 12 24"))] * 2, st.sampled_from(
    ("", "Complete", "Green", "Cancelled", "Not started", "WIP")), CELLS, CELLS), max_size=12)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(LINES)
def test_every_row_is_accounted_for_and_the_same_tracker_again_changes_nothing(marlshire, lines):
    data = "\n".join((HEADINGS, *(",".join(f'"{cell}"' for cell in line) for line in lines))).encode()
    tracker = kept(marlshire.asha, data=data)
    sheet = trackers.sheet_of(tracker)
    below = {row.number for row in sheet.rows if row.number > 1}

    rows = sorted_of(tracker)
    numbers = ([plan.row.number for plan in rows.new] + [n for n, _ in rows.here] + list(rows.empty)
               + [one.number for one in rows.differing] + [n for n, _ in rows.not_taken])
    for plan in rows.new:
        trackers.bring_in(tracker=tracker, plan=plan, by=marlshire.asha, at=NOW)
    before = [list(model.objects.values_list()) for model in (Commitment, EventRow, StandingRow, BroughtIn)]
    again = sorted_of(tracker)
    for plan in again.new:
        trackers.bring_in(tracker=tracker, plan=plan, by=marlshire.asha, at=NOW)

    assert sorted(numbers) == sorted(below)
    assert again.new == ()
    assert {number for number, _ in again.here} >= {plan.row.number for plan in rows.new}
    assert [list(model.objects.values_list()) for model in (Commitment, EventRow, StandingRow, BroughtIn)] == before


def test_what_was_read_is_kept_whole(marlshire):
    tracker = kept(marlshire.asha)

    assert trackers.read_of(tracker) == read(data_of(), ".csv")
    assert isinstance(trackers.read_of(tracker), ReadTracker)
