"""What comes next, for whom."""

from __future__ import annotations

from datetime import date

from answerable.accounts.queries import members
from answerable.responses import operations, slots
from answerable.responses.checks import Titles
from answerable.responses.rules import Decision, Verdict
from answerable.responses.steps import clock_sentence, next_task, tasks
from answerable.responses.turns import turns
from tests.responses.walk import BY_LAW, Walk

TITLES = Titles("Commissioner", "Chief Constable")
DAY = date(2024, 12, 30)


def steps(walk: Walk, today: date = DAY) -> dict[str, str]:
    return {task.label: task.status for task in tasks(walk.now(), TITLES, today, members(today))}


def labels(walk: Walk, member, today: date = DAY) -> list[str]:
    return [turn.label for turn in turns(walk.now(), member, TITLES, today, members(today)) if not turn.waits]


def test_before_a_decision_nothing_else_can_start(walk: Walk):
    found = tasks(walk.now(), TITLES, DAY)

    assert found[0].status == "Not decided"
    assert {task.route for task in found[1:]} == {""}
    assert clock_sentence(walk.now(), DAY) == (
        "An answer may be due. The earliest last day would be Tuesday 14 January 2025.")


def test_a_decision_waits_for_those_who_can_confirm_it(walk: Walk):
    walk.propose()

    first = tasks(walk.now(), TITLES, DAY, members(DAY))[0]

    assert (first.status, first.waiting_for) == ("To confirm", "Ruth Okafor or Tom Reece to confirm it")


def test_each_step_says_how_far_it_is(walk: Walk):
    walk.propose()
    walk.confirm()
    walk.answer(1)

    found = steps(walk)

    assert found["Answers to findings (1 of 3)"] == "Under way"
    assert found["Checks (4 to put right)"] == "Under way"
    assert found["Publish"] == "Cannot start yet"


def test_a_published_answer_has_every_step_completed(walk: Walk):
    walk.to_published()
    for to in BY_LAW:
        walk.record_copy(to)

    assert set(steps(walk).values()) == {"Completed"}
    assert next_task(tasks(walk.now(), TITLES, DAY)) is None


def test_after_the_last_day_the_reason_is_a_step(walk: Walk):
    walk.propose()
    walk.confirm()

    assert "Why it is published after the last day" in steps(walk, date(2025, 1, 15))
    assert "Why it is published after the last day" not in steps(walk, date(2025, 1, 14))


def test_no_answer_due_leaves_one_step(walk: Walk):
    walk.propose(Decision.NOT_DUE)
    walk.confirm()

    assert list(steps(walk)) == ["Decide whether an answer is due"]
    assert labels(walk, walk.asha) == []


def test_changes_asked_for_are_the_authors_turn_with_a_name(walk: Walk):
    walk.to_written()
    walk.send()
    walk.decide(Verdict.ASK_FOR_CHANGES)

    assert labels(walk, walk.asha) == ["Make the changes Ruth Okafor asked for"]


def test_comments_received_ask_for_a_reply(walk: Walk):
    walk.propose()
    walk.confirm()
    walk.chief_officer()

    assert "Read the comments and write the reply" in labels(walk, walk.asha)


def test_an_answer_wholly_written_is_to_be_sent(walk: Walk):
    walk.to_written()

    assert labels(walk, walk.asha) == ["Send it for review or sign-off"]


def test_an_answer_taken_back_is_to_be_sent_again(walk: Walk):
    walk.to_signed()
    operations.take_back(report=walk.report, by=walk.asha, at=walk.tick())
    walk.text(slots.COMMENTS, "Other words.")

    assert labels(walk, walk.asha) == ["Send it for review or sign-off"]


def test_an_auditor_has_no_turn(walk: Walk, marlshire):
    walk.to_written()

    assert labels(walk, marlshire.idris) == []
