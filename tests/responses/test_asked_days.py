"""Days that an inspectorate asks for, and days that an office sets itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from answerable.records.contents import DuePart
from answerable.responses import operations, own_dates, slots
from answerable.responses.beside import sentences
from answerable.responses.checks import Titles
from answerable.responses.clocks import clock_status
from answerable.responses.contents import due_parts
from answerable.responses.own_dates import milestones, set_own_dates
from answerable.responses.rules import Decision, Refused, State
from answerable.responses.slots import ClockMark, ClockNote, DatesContent, DutyContent, OwnDatesContent
from answerable.responses.steps import clock_sentence
from answerable.responses.turns import turns
from tests.responses.reports import FINDINGS, report_of
from tests.responses.walk import Walk

TODAY = date(2024, 12, 1)
DATED = replace(FINDINGS[0], date_words="By 31 March 2025", date_on=date(2025, 3, 31))
TITLES = Titles("Commissioner", "Chief Constable")


def walk_of(cast, **options) -> Walk:
    walk = Walk(cast.asha, cast.tom, cast.ruth, report_of(cast.asha, **options))
    walk.propose()
    return walk


def keep(walk: Walk, **days: date) -> None:
    set_own_dates(report=walk.report, content=OwnDatesContent(own=days),
                  expected=walk.now().number(slots.OWN_DATES), by=walk.asha, at=walk.tick())


def test_a_date_inside_a_finding_is_a_clock_of_its_own(marlshire, home):
    now = walk_of(marlshire, title="Marlshire Police", findings=(FINDINGS[1], DATED)).now()

    (due,) = now.asked

    assert due.title == "Asked for by the inspectorate, finding 2"
    assert due.due_on == date(2025, 3, 31)
    assert clock_status(due, TODAY, None) == ("Running", "blue")
    assert clock_status(due, date(2025, 4, 1), None) == ("Day passed", "grey")
    assert now.due_on == date(2025, 1, 14)


def test_a_reply_asked_for_stands_beside_the_law_nearest_first(marlshire, home):
    now = walk_of(marlshire, title="Marlshire Police", findings=(DATED,), reply_asked_on=date(2024, 12, 20)).now()

    assert [line.partition(":")[0] for line in sentences(now, TODAY)] == [
        "Reply asked for by the inspectorate", "Asked for by the inspectorate, finding 1"]
    assert clock_sentence(now, TODAY).startswith("Day 12 of 56.")


def test_where_the_law_sets_no_date_the_day_asked_for_presses_and_is_no_last_day_in_law(marlshire, home):
    walk = walk_of(marlshire, title="Marlshire Fire and Rescue Service", reply_asked_on=date(2024, 12, 20))
    plan = DutyContent(decision=Decision.LAW, regimes=("fire-framework-2018",), why="The Framework.")
    operations.propose_duty(report=walk.report, content=plan, for_others={}, expected=1, by=walk.asha, at=walk.tick())

    now = walk.now()

    assert clock_sentence(now, TODAY) == "Answer by Friday 20 December 2024."
    assert now.due_on is None
    part = due_parts(now)["due"]
    assert isinstance(part, DuePart)
    assert [(c.rule, c.due_on, c.standing) for c in part.clocks] == [
        ("fire-framework-2018-action-plan", None, "guidance"),
        ("asked-by-inspectorate", date(2024, 12, 20), "practice")]


def test_without_a_day_asked_for_a_plan_has_no_date(marlshire, home):
    walk = walk_of(marlshire, title="Marlshire Fire and Rescue Service")
    plan = DutyContent(decision=Decision.LAW, regimes=("fire-framework-2018",), why="The Framework.")
    operations.propose_duty(report=walk.report, content=plan, for_others={}, expected=1, by=walk.asha, at=walk.tick())

    assert clock_sentence(walk.now(), TODAY) == "A plan is due. No date is set in law."
    assert milestones(walk.now()) == ()


def test_a_disputed_day_in_a_finding_goes_to_the_record_with_its_reason(marlshire, home):
    walk = walk_of(marlshire, title="Marlshire Police", findings=(DATED,))
    note = ClockNote(mark=ClockMark.DISPUTED, reason="The new system comes in May.")
    operations.set_dates(report=walk.report, content=DatesContent(notes={"finding-0001": note}), expected=0,
                         by=walk.asha, at=walk.tick())

    clock = due_parts(walk.now())["due"].clocks[-1]

    assert (clock.title, clock.mark, clock.mark_reason) == (
        "Asked for by the inspectorate, finding 1", "disputed", "The new system comes in May.")


def test_own_dates_are_proposed_and_none_is_set_until_somebody_does(marlshire, home):
    walk = walk_of(marlshire, title="Marlshire Police")

    assert [(m.own.code, m.proposed_on, m.set_on) for m in milestones(walk.now())] == [
        ("comments", date(2024, 12, 3), None), ("draft", date(2024, 12, 17), None),
        ("sign_off", date(2024, 12, 31), None), ("publish", date(2025, 1, 7), None)]


def test_a_date_that_is_set_stands_in_the_rows_that_ask_for_it_and_in_no_record(marlshire, home):
    walk = walk_of(marlshire, title="Marlshire Police")
    keep(walk, draft=date(2024, 12, 17))

    now = walk.now()

    rows = {t.label: t.sentence for t in turns(now, walk.tom, TITLES, TODAY, ())}
    assert rows["Write the comments"].endswith("Our own date for this: Tuesday 17 December 2024.")
    assert "Our own date" not in rows[f"Ask for the {TITLES.chief}’s comments"]
    assert "2024-12-17" not in due_parts(now)["due"].model_dump_json()


@pytest.mark.parametrize(("day", "sentence"), [
    (date(2025, 1, 14), "Sign-off date must be before the last day, Tuesday 14 January 2025"),
    (date(2024, 11, 19), "Sign-off date is before the report was published, 20 November 2024"),
])
def test_an_own_date_outside_the_period_is_refused(marlshire, home, day: date, sentence: str):
    walk = walk_of(marlshire, title="Marlshire Police")

    with pytest.raises(Refused) as refused:
        keep(walk, sign_off=day)

    assert (str(refused.value), refused.value.field) == (sentence, "own-sign_off")


def test_setting_own_dates_takes_nothing_back_and_makes_nobody_an_author(marlshire, home):
    walk = walk_of(marlshire, title="Marlshire Police")
    walk.confirm()
    walk.write_everything()
    walk.send()
    set_own_dates(report=walk.report, content=OwnDatesContent(own={"publish": date(2025, 1, 7)}), expected=0,
                  by=walk.ruth, at=walk.tick())

    assert walk.now().state == State.WITH_APPROVER
    assert walk.ruth.person_id not in walk.now().authors
    assert walk.decide().state == State.SIGNED_OFF


def test_after_publication_there_is_nothing_left_to_set(marlshire, home):
    walk = walk_of(marlshire, title="Marlshire Police")
    walk.confirm()
    walk.write_everything()
    walk.send()
    walk.decide()
    walk.publish()

    with pytest.raises(Refused, match="nothing left to set"):
        own_dates.check_can_set(walk.asha, walk.now())
