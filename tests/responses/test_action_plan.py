"""A fire and rescue authority's answer: a plan that lives, with actions, owners and days, and no last day in law."""

from __future__ import annotations

from datetime import date

import pytest

from answerable.accounts.queries import names_on
from answerable.records.contents import AnswerForm, Branch, FindingPart
from answerable.responses import chain, correcting, operations, slots
from answerable.responses.checks import Titles, results
from answerable.responses.queries import Draft
from answerable.responses.slots import DutyContent, FindingContent
from answerable.responses.steps import clock_sentence, next_task, tasks
from answerable.responses.turns import turns
from tests.responses.reports import FINDINGS, report_of
from tests.responses.walk import Walk

TITLES = Titles("Chair", "Chief Fire Officer")
TODAY = date(2024, 12, 1)
FIRE, POLICE = "fire-framework-2018", "police-act-1996"


def walk_under(cast, *regimes: str) -> Walk:
    report = report_of(cast.asha, title="Marlshire Fire and Rescue Service: an inspection", findings=FINDINGS[:2])
    walk = Walk(cast.asha, cast.tom, cast.ruth, report)
    content = DutyContent(decision="law", regimes=regimes, why="The report is on the service.")
    operations.propose_duty(report=report, content=content, for_others={}, expected=0, by=walk.asha, at=walk.tick())
    walk.confirm()
    return walk


@pytest.fixture
def walk(marlshire, home) -> Walk:
    return walk_under(marlshire, FIRE)


def plan(walk: Walk, number: int, words: str = "Fit new alarms.", owner: str = "Head of Prevention",
         by_when: date | None = date(2025, 6, 30)) -> Draft:
    content = FindingContent(branch=Branch.ACTION, words=words, owner=owner, by_when=by_when)
    operations.answer_finding(report=walk.report, number=number, content=content, by=walk.asha, at=walk.tick(),
                              expected=walk.now().number(slots.finding_slot(number)))
    return walk.now()


def publish(walk: Walk) -> None:
    walk.send()
    walk.decide()
    walk.publish()


def newest(kind: str = "response"):
    return next(one for one in reversed(chain.records().entries) if one.kind == kind)


def test_a_plan_is_due_and_no_date_is_invented(walk: Walk):
    now = walk.now()

    assert (now.form, now.due_on) == (AnswerForm.ACTION_PLAN, None)
    assert clock_sentence(now, TODAY) == "A plan is due. No date is set in law."
    assert (newest("answer_due").fields["form"], newest("answer_due").fields["due_on"]) == ("action_plan", None)


def test_actions_are_asked_for_and_comments_are_not(walk: Walk):
    labels = [turn.label for turn in turns(walk.now(), walk.asha, TITLES, TODAY, ())]
    steps = tasks(walk.now(), TITLES, TODAY)

    assert labels == ["Write actions for 2 of 2 findings"]
    assert next_task(steps).label == "Actions for findings (0 of 2)"
    assert "The Chair’s comments (optional)" in [task.label for task in steps]


def test_a_plan_without_comments_is_published_with_who_and_when(walk: Walk):
    for number in (1, 2):
        plan(walk, number)
    publish(walk)

    part = newest().read("finding-0001", FindingPart)
    assert (part.answer, part.owner, part.by_when) == ("Fit new alarms.", "Head of Prevention", date(2025, 6, 30))
    assert newest().fields["form"] == "action_plan"


def test_an_action_without_owner_or_day_is_worth_a_look_and_stops_nothing(walk: Walk):
    plan(walk, 1, owner="", by_when=None)
    plan(walk, 2, by_when=None)

    result = next(r for r in results(walk.now(), TITLES, TODAY) if r.check.code == "plan-rows")

    assert [found.what for found in result.found] == [
        "Finding 1 does not say by whom and by when it is done.", "Finding 2 does not say by when it is done."]
    assert not result.check.must


def test_each_version_says_what_changed_and_the_earlier_stays(walk: Walk):
    for number in (1, 2):
        plan(walk, number)
    publish(walk)
    correcting.begin_correction(report=walk.report, by=walk.asha, at=walk.tick())
    plan(walk, 1, by_when=date(2025, 9, 30))
    walk.text(slots.NOTE, "The alarms of action 1 come in September.")
    publish(walk)

    versions = [one for one in chain.records().entries if one.kind == "response"]
    days = [one.read("finding-0001", FindingPart).by_when for one in versions]
    assert [one.fields["version"] for one in versions] == [1, 2]
    assert days == [date(2025, 6, 30), date(2025, 9, 30)]


def test_a_report_on_both_services_is_one_statement_with_a_last_day_and_rows_of_a_plan(marlshire, home):
    walk = walk_under(marlshire, POLICE, FIRE)

    now = walk.now()

    assert (now.form, now.has_plan, now.due_on) == (AnswerForm.STATEMENT, True, date(2025, 1, 14))
    assert "Write the comments" in [turn.label for turn in turns(now, walk.asha, TITLES, TODAY, ())]
    assert plan(walk, 1).answers[1].owner == "Head of Prevention"


def test_a_statement_has_no_rows_of_a_plan(marlshire, home):
    walk = walk_under(marlshire, POLICE)

    assert not walk.now().has_plan
    plan(walk, 1, owner="", by_when=None)
    assert not next(r for r in results(walk.now(), TITLES, TODAY) if r.check.code == "plan-rows").found


def test_the_service_and_not_the_force_has_a_position(walk: Walk):
    assert walk.now().inspected(names_on(walk.at.date())).word == "service"
