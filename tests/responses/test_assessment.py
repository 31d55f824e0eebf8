"""The yearly assessment on the website: a month, two people, one record, and the link to the comments."""

from __future__ import annotations

from datetime import date

import pytest

from answerable.accounts.roles import NotAllowed
from answerable.records.contents import AssessmentPart
from answerable.responses import chain, operations, slots
from answerable.responses.assessment import publish_assessment, write_assessment
from answerable.responses.checks import Titles
from answerable.responses.clocks import clock_status
from answerable.responses.queries import drafts
from answerable.responses.rules import Refused, TextChanged
from answerable.responses.slots import AssessmentContent, DutyContent
from answerable.responses.steps import tasks
from answerable.responses.turns import turns
from tests.responses.reports import report_of
from tests.responses.walk import Walk

TITLES = Titles("Commissioner", "Chief Constable")
TODAY = date(2024, 12, 1)
LAWS = ("police-act-1996", "specified-information-2011")
SUMMARY = AssessmentContent(words="The force is good at two things.", link="https://inspectorate.example/summary")


@pytest.fixture
def walk(marlshire, home) -> Walk:
    report = report_of(marlshire.asha, title="PEEL 2023–25: an inspection of Marlshire Police")
    walk = Walk(marlshire.asha, marlshire.tom, marlshire.ruth, report)
    content = DutyContent(decision="law", regimes=LAWS, why="A yearly assessment.")
    operations.propose_duty(report=report, content=content, for_others={}, expected=0, by=walk.asha, at=walk.tick())
    walk.confirm()
    return walk


def write(walk: Walk, content: AssessmentContent = SUMMARY, by=None) -> None:
    write_assessment(report=walk.report, content=content, expected=walk.now().number(slots.ASSESSMENT),
                     by=by or walk.asha, at=walk.tick())


def publish(walk: Walk, by=None, expected: int = 1):
    return publish_assessment(report=walk.report, expected=expected, by=by or walk.ruth, at=walk.tick())


def page_clock(walk: Walk):
    return next(due for due in walk.now().clocks if due.code == "specified-information-2011-16b")


def test_the_month_runs_beside_the_56_days_and_is_no_last_day_of_the_answer(walk: Walk):
    assert page_clock(walk).due_on == date(2024, 12, 19)
    assert walk.now().due_on == date(2025, 1, 14)
    assert walk.now().regime.code == "police-act-1996"


def test_one_writes_and_a_second_publishes_what_the_record_then_holds(walk: Walk):
    write(walk)

    entry = publish(walk)

    assert (entry.kind, entry.ref) == ("assessment", "mar-2024-01")
    assert entry.read("summary", AssessmentPart) == AssessmentPart(words=SUMMARY.words, link=SUMMARY.link)
    assert walk.now().done_on(page_clock(walk)) == date(2024, 11, 21)
    assert clock_status(page_clock(walk), TODAY, walk.now().done_on(page_clock(walk))) == ("In time", "green")


def test_whoever_wrote_it_cannot_publish_it(walk: Walk):
    write(walk, by=walk.ruth)

    with pytest.raises(Refused, match="because you wrote it"):
        publish(walk)


def test_whoever_may_neither_sign_nor_publish_cannot(walk: Walk, marlshire):
    write(walk)

    with pytest.raises(NotAllowed):
        publish(walk, by=marlshire.idris)


def test_a_summary_that_changed_meanwhile_is_not_published(walk: Walk):
    write(walk)
    write(walk, SUMMARY.model_copy(update={"words": "Other words."}))

    with pytest.raises(TextChanged, match="Nothing is published"):
        publish(walk, expected=1)


def test_the_last_record_stands_and_the_first_day_counts(walk: Walk):
    write(walk)
    publish(walk)
    walk.at = walk.at.replace(month=12)
    write(walk, SUMMARY.model_copy(update={"words": "Put right."}))

    publish(walk, expected=2)

    found = [one.read("summary", AssessmentPart).words for one in chain.records().entries if one.kind == "assessment"]
    assert found == [SUMMARY.words, "Put right."]
    assert walk.now().response.assessed_on == date(2024, 11, 21)
    with pytest.raises(Refused, match="published already"):
        publish(walk, expected=2)


def test_now_asks_first_to_write_and_then_the_others_to_publish(walk: Walk):
    def asked(who) -> list[tuple[str, date | None]]:
        found = turns(walk.now(), who, TITLES, TODAY, ())
        return [(turn.label, turn.due_on) for turn in found if turn.route == "assessment"]

    assert asked(walk.asha) == [("Write the summary for the website", date(2024, 12, 19))]
    write(walk)
    assert asked(walk.asha) == []
    assert asked(walk.ruth) == [("Confirm and publish the yearly assessment", date(2024, 12, 19))]
    publish(walk)
    assert asked(walk.ruth) == []


def test_it_is_still_asked_for_when_the_answer_is_published(walk: Walk):
    walk.write_everything()
    walk.send()
    walk.decide()
    walk.publish()
    for to in ("inspectors_of_constabulary", "secretary_of_state"):
        walk.record_copy(to)

    assert [one.report.id for one in drafts()] == [walk.report.id]
    write(walk)
    publish(walk)
    assert drafts() == []


def test_the_step_stands_in_the_list_until_it_is_done(walk: Walk):
    def status() -> str:
        return next(task.status for task in tasks(walk.now(), TITLES, TODAY) if task.route == "assessment")

    assert status() == "Not started"
    write(walk)
    assert status() == "To confirm"
    publish(walk)
    assert status() == "Completed"


def test_writing_it_makes_nobody_an_author_of_the_answer(walk: Walk):
    write(walk, by=walk.ruth)

    assert walk.ruth.person_id not in walk.now().authors


def test_nothing_is_asked_of_a_report_under_another_law(marlshire, home):
    walk = Walk(marlshire.asha, marlshire.tom, marlshire.ruth, report_of(marlshire.asha, title="Marlshire Police"))
    walk.propose()
    walk.confirm()

    with pytest.raises(Refused, match="asks for a page on the website"):
        write(walk)
    assert not [task for task in tasks(walk.now(), TITLES, TODAY) if task.route == "assessment"]


def test_an_empty_summary_is_refused(walk: Walk):
    with pytest.raises(Refused, match="Write the summary"):
        write(walk, AssessmentContent(words=" "))
    with pytest.raises(Refused, match="not written yet"):
        publish(walk)
