"""A last day that moves: it is said, it stands in the history, and a second person records it anew."""

from __future__ import annotations

from datetime import date

import pytest

from answerable.accounts.models import AuditEntry
from answerable.accounts.roles import NotAllowed
from answerable.duties import AddedHoliday
from answerable.records.contents import DuePart
from answerable.responses import chain, last_day, operations, slots
from answerable.responses.bank_holidays import add_holiday, take_out_holiday
from answerable.responses.checks import Titles
from answerable.responses.models import BankHoliday
from answerable.responses.queries import draft
from answerable.responses.rules import Refused, TextChanged
from answerable.responses.slots import ClockMark, ClockNote, DatesContent, DutyContent
from answerable.responses.turns import turns
from tests.conftest import NOW
from tests.responses.reports import report_of
from tests.responses.walk import Walk

JOINT = "joint-area-reviews-2015"
RECEIVED = date(2024, 11, 21)
OLD, NEW = date(2025, 3, 4), date(2025, 3, 5)
HOLIDAY = AddedHoliday(date(2024, 11, 20), date(2025, 1, 22), "Day of thanks (example)", "an invented proclamation")
TITLES = Titles("Commissioner", "Chief Constable")


@pytest.fixture
def walk(marlshire, home) -> Walk:
    """A joint inspection whose answer is due in working days, confirmed by Tom."""
    walk = Walk(marlshire.asha, marlshire.tom, marlshire.ruth, report_of(marlshire.asha, title="A joint inspection"))
    content = DutyContent(decision="law", regimes=(JOINT,), why="We are the principal authority.")
    operations.propose_duty(report=walk.report, content=content, for_others={}, expected=0, by=walk.asha,
                            at=walk.tick())
    dates(walk, received_on=RECEIVED)
    walk.confirm()
    return walk


def dates(walk: Walk, **fields) -> None:
    operations.set_dates(report=walk.report, content=DatesContent(**{"received_on": RECEIVED, **fields}),
                         expected=walk.now().number(slots.DATES), by=walk.asha, at=walk.tick())


def add(walk: Walk, gwen, holiday: AddedHoliday = HOLIDAY):
    return add_holiday(holiday=holiday, by=gwen, at=walk.tick())


def record(walk: Walk, by, shown: dict | None = None):
    return last_day.record_last_day(report=walk.report, shown=shown or walk.now().last_days, by=by, at=walk.tick())


def told(walk: Walk) -> str:
    return " ".join(last_day.sentences(walk.now()))


def test_a_holiday_moves_a_running_clock_and_says_so(walk: Walk, marlshire):
    assert walk.now().due_on == OLD

    moved = add(walk, marlshire.gwen)

    assert [one.report.id for one in moved] == [walk.report.id]
    assert walk.now().due_on == NEW
    assert told(walk).startswith(
        "The public register gives Tuesday 4 March 2025 as the last day. The last day moved from Tuesday 4 March 2025 "
        "to Wednesday 5 March 2025: bank holiday “Day of thanks (example)”, 22 January 2025, was announced on "
        "20 November 2024.")
    entry = AuditEntry.objects.get(action="last_day_moved")
    assert (entry.report_ref, entry.facts["was"], entry.facts["now"]) == (walk.report.ref, "2025-03-04", "2025-03-05")


def test_every_clock_that_moved_is_told_not_only_that_of_the_answer(walk: Walk, marlshire):
    early = AddedHoliday(date(2024, 11, 20), date(2024, 12, 11), "Day of rest (example)", "an invented proclamation")

    add(walk, marlshire.gwen, early)

    assert "The joint inspection's report, on the website of everyone it is sent to: The public register" in told(walk)
    record(walk, walk.tom)
    assert "The public register gives" not in told(walk)
    assert "The last day moved from" in told(walk)


def test_a_second_person_records_it_and_the_chain_holds_both(walk: Walk, marlshire):
    add(walk, marlshire.gwen)

    entry = record(walk, walk.asha)

    due = [one for one in chain.records().entries if one.kind == "answer_due"]
    assert [one.fields["due_on"] for one in due] == ["2025-03-04", "2025-03-05"]
    assert due[0].ref == due[1].ref == entry.ref
    working = " ".join(entry.read("due", DuePart).clocks[0].working)
    assert "library holidays, version" in working
    assert "Day of thanks (example), 22 January 2025, announced on 20 November 2024 (an invented" in working
    assert last_day.is_recorded(walk.now())


def test_now_asks_whoever_decides_to_record_it_until_it_is_done(walk: Walk, marlshire):
    def asked() -> list[str]:
        found = turns(walk.now(), walk.ruth, TITLES, NOW.date(), ())
        return [turn.sentence for turn in found if turn.route == "record-last-day"]

    assert asked() == []
    add(walk, marlshire.gwen)
    assert asked() == [told(walk)]
    record(walk, walk.ruth)
    assert asked() == []


def test_whoever_put_the_dates_right_cannot_record_it(walk: Walk):
    dates(walk, received_on=date(2024, 11, 22))

    with pytest.raises(Refused, match=r"because you made the change\. Ruth Okafor or Tom Reece can\."):
        record(walk, walk.asha)

    record(walk, walk.tom)
    assert last_day.is_recorded(walk.now())


def test_a_day_that_changed_again_is_not_recorded(walk: Walk, marlshire):
    shown = walk.now().last_days
    add(walk, marlshire.gwen)

    with pytest.raises(TextChanged, match="Nothing is recorded"):
        record(walk, walk.asha, shown)


def test_nothing_is_recorded_that_stands_already(walk: Walk):
    with pytest.raises(Refused, match="gives this last day already"):
        record(walk, walk.tom)


def test_a_clock_that_does_not_apply_leaves_no_last_day_and_the_record_says_why(walk: Walk):
    note = ClockNote(mark=ClockMark.DOES_NOT_APPLY, reason="The Chief Inspector asked for no statement.")
    dates(walk, notes={"joint-area-reviews-2015-r4": note})

    entry = record(walk, walk.tom)

    assert entry.fields["due_on"] is None
    clock = next(c for c in entry.read("due", DuePart).clocks if c.rule == "joint-area-reviews-2015-r4")
    assert (clock.mark, clock.mark_reason) == ("does_not_apply", note.reason)


def test_what_is_taken_out_counts_no_longer_and_stays_known(walk: Walk, marlshire):
    add(walk, marlshire.gwen)

    take_out_holiday(day=HOLIDAY.day, by=marlshire.gwen, at=walk.tick())

    assert walk.now().due_on == OLD
    assert BankHoliday.objects.get().taken_out_by == marlshire.gwen.person_id
    add(walk, marlshire.gwen)
    assert walk.now().due_on == NEW


def test_calendar_days_do_not_move(marlshire, home):
    walk = Walk(marlshire.asha, marlshire.tom, marlshire.ruth, report_of(marlshire.asha, title="Marlshire Police"))
    walk.propose()
    walk.confirm()

    assert add(walk, marlshire.gwen) == []
    assert draft(walk.report).clock.moved == ""


@pytest.mark.parametrize(("holiday", "sentence"), [
    (AddedHoliday(date(2024, 11, 20), date(2025, 1, 25), "X", "Y"), "is left out already: Saturday"),
    (AddedHoliday(date(2024, 11, 20), date(2024, 12, 25), "X", "Y"), "is left out already: Christmas Day"),
    (AddedHoliday(date(2024, 11, 30), date(2025, 1, 22), "X", "Y"), "announcement is after today"),
    (AddedHoliday(date(2024, 11, 20), date(2024, 11, 19), "X", "Y"), "must come before the holiday"),
    (AddedHoliday(date(2024, 11, 20), date(2025, 1, 22), " ", "Y"), "Enter the name"),
    (AddedHoliday(date(2024, 11, 20), date(2025, 1, 22), "X", ""), "Enter where it was announced"),
])
def test_what_cannot_be_a_holiday_announced_later_is_refused(walk: Walk, marlshire, holiday, sentence: str):
    with pytest.raises(Refused, match=sentence):
        add(walk, marlshire.gwen, holiday)


def test_one_day_is_added_once_and_only_by_an_administrator(walk: Walk, marlshire):
    with pytest.raises(NotAllowed):
        add(walk, walk.asha)
    add(walk, marlshire.gwen)

    with pytest.raises(Refused, match="was added already"):
        add(walk, marlshire.gwen)
