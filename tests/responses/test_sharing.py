"""One response for two reports: mapped finding by finding, confirmed by a second person, undone when it falls."""

from __future__ import annotations

from datetime import date

import pytest

from answerable.records.contents import Branch, FindingPart
from answerable.responses import beside, chain, correcting, last_day, operations, slots
from answerable.responses.checks import Titles
from answerable.responses.other_answers import to_share_with
from answerable.responses.queries import draft
from answerable.responses.rules import Decision, Refused, check_can_write, reason_against
from answerable.responses.sharing import answer_alone, check_can_share, proposed_covers, share_answer
from answerable.responses.steps import clock_sentence, tasks
from answerable.responses.turns import turns
from tests.responses.reports import FINDINGS, report_of
from tests.responses.walk import Walk, confirmed_report

TITLES = Titles("Commissioner", "Chief Constable")
TODAY = date(2024, 12, 1)
COVERS = {1: 2, 2: 1}


@pytest.fixture
def force(marlshire, home) -> Walk:
    """The report on the force, of which an answer is due."""
    walk = Walk(marlshire.asha, marlshire.tom, marlshire.ruth, confirmed_report(marlshire.asha))
    walk.propose()
    walk.confirm()
    return walk


@pytest.fixture
def national(force: Walk) -> Walk:
    """The national report on the same subject, with two of its findings; decided by law and not confirmed."""
    report = report_of(force.asha, title="Child protection: a national report", published_on=date(2024, 11, 21),
                       findings=(FINDINGS[1], FINDINGS[0]))
    walk = Walk(force.asha, force.tom, force.ruth, report, force.at)
    walk.propose()
    return walk


def share(walk: Walk, answered_in: str = "mar-2024-01", covers: dict[int, int] = COVERS) -> None:
    share_answer(report=walk.report, answered_in=answered_in, covers=covers,
                 expected=walk.now().number(slots.DUTY), by=walk.asha, at=walk.tick())


def shared(walk: Walk) -> Walk:
    share(walk)
    walk.confirm()
    return walk


def publish(walk: Walk, after: Walk) -> None:
    walk.at = max(walk.at, after.at)
    walk.write_everything()
    walk.send()
    walk.decide()
    walk.publish()
    after.at = walk.at


def test_the_record_names_the_response_and_which_finding_covers_which(national: Walk):
    shared(national)

    entry = chain.records().entries[-1]
    assert (entry.kind, entry.ref, entry.fields["answered_in"]) == ("answer_due", "mar-2024-02", "mar-2024-01")
    parts = [entry.read(f"finding-000{n}", FindingPart) for n in (1, 2)]
    assert [(p.branch, p.answered_with) for p in parts] == [(Branch.WITH_FINDING, 2), (Branch.WITH_FINDING, 1)]


def test_nothing_is_written_there_and_nobody_is_asked_to(national: Walk):
    shared(national)
    now = national.now()

    assert turns(now, national.asha, TITLES, TODAY, ()) == []
    assert [task.label for task in tasks(now, TITLES, TODAY)][-1] == (
        "Answered in our response to “Protecting children from exploitation: an inspection of Marlshire Police”")
    assert "Nothing is written here." in reason_against(check_can_write, national.asha, now.situation())
    with pytest.raises(Refused, match="Nothing is written here"):
        national.text(slots.COMMENTS, "Words.")


def test_its_clock_runs_until_the_other_response_is_published_and_is_judged_by_that_day(force: Walk, national: Walk):
    shared(national)
    assert clock_sentence(national.now(), TODAY).startswith("Day 11 of 56. Publish by Wednesday 15 January 2025. It is")

    publish(force, national)

    now = national.now()
    assert now.responded_on == force.now().responded_on == date(2024, 11, 21)
    assert clock_sentence(now, TODAY).endswith("published Thursday 21 November 2024.")
    assert tasks(now, TITLES, TODAY)[-1].is_completed
    assert last_day.is_recorded(now)


def test_the_other_report_says_what_it_answers_too(force: Walk, national: Walk):
    shared(national)

    assert beside.sentences(force.now(), TODAY) == [
        "It also answers “Child protection: a national report”: day 11 of 56. Publish by Wednesday 15 January 2025."]


def test_when_that_response_is_withdrawn_somebody_decides_again(force: Walk, national: Walk):
    shared(national)
    publish(force, national)
    correcting.propose_withdrawal(report=force.report, note="The report was withdrawn.", expected=0, by=force.asha,
                                  at=force.tick())
    correcting.withdraw(report=force.report, expected=1, by=force.ruth, at=force.tick())

    now = national.now()

    assert now.responded_on is None
    assert "which is withdrawn" in clock_sentence(now, TODAY)
    assert [t.route for t in turns(now, national.asha, TITLES, TODAY, ())] == ["answered-in"]
    national.at = force.at
    answer_alone(report=national.report, expected=2, by=national.asha, at=national.tick())
    national.confirm()
    assert chain.records().entries[-1].fields["answered_in"] is None
    assert national.text(slots.COMMENTS, "Our own words.").answered_by is None


@pytest.mark.parametrize(("covers", "sentence"), [
    ({1: 2}, "Say which finding covers finding 2"), ({1: 2, 2: 9}, "There is no finding 9"),
    ({}, "each report needs a response of its own"),
])
def test_every_finding_is_covered_or_each_report_needs_its_own(national: Walk, covers, sentence: str):
    with pytest.raises(Refused, match=sentence):
        share(national, covers=covers)


def test_a_finding_for_another_body_needs_no_cover(national: Walk):
    operations.propose_duty(
        report=national.report, content=national.now().duty, for_others={2: "The Home Office answers."}, expected=1,
        by=national.asha, at=national.tick())

    share(national, covers={1: 2})
    national.confirm()

    part = chain.records().entries[-1].read("finding-0002", FindingPart)
    assert (part.branch, part.answer) == (Branch.OTHER_BODY, "The Home Office answers.")


def test_only_a_response_that_is_due_or_published_can_be_chosen(force: Walk, national: Walk):
    other = Walk(force.asha, force.tom, force.ruth, report_of(force.asha, title="Another"), force.at)
    other.propose(Decision.NOT_DUE)
    other.confirm()

    assert [one.ref for one in to_share_with(national.report)] == ["mar-2024-01"]
    for ref in ("mar-2024-02", "mar-2024-99", "tarn-2024-01", ""):
        with pytest.raises(Refused, match="Choose the response"):
            share(national, ref)


def test_no_response_is_answered_in_a_third(force: Walk, national: Walk):
    shared(national)

    assert "answers “Child protection: a national report” too" in reason_against(
        check_can_share, force.asha, force.now())
    third = report_of(force.asha, title="A third", findings=(FINDINGS[0],))
    assert [one.ref for one in to_share_with(third)] == ["mar-2024-01"]


def test_a_decision_that_no_longer_holds_is_not_confirmed(force: Walk, national: Walk):
    share(national)
    publish(force, national)
    correcting.propose_withdrawal(report=force.report, note="Withdrawn.", expected=0, by=force.asha, at=force.tick())
    correcting.withdraw(report=force.report, expected=1, by=force.ruth, at=force.tick())
    national.at = force.at

    with pytest.raises(Refused, match=r"is withdrawn\. Decide again"):
        national.confirm()


def test_whoever_proposed_it_cannot_confirm_it(national: Walk):
    share(national)

    with pytest.raises(Refused, match="because you proposed it"):
        national.confirm(by=national.asha)


def test_findings_are_matched_by_their_words_and_only_when_those_are_alike(force: Walk, national: Walk):
    mine, theirs = national.now().findings, force.now().findings

    assert proposed_covers(mine, theirs) == COVERS
    unlike = [replace_words(finding, "Something else altogether.") for finding in mine]
    assert proposed_covers(unlike, theirs) == {}
    assert proposed_covers(mine, ()) == {}


def replace_words(finding, words: str):
    return finding.model_copy(update={"words": words})


def test_a_published_report_is_not_answered_elsewhere(force: Walk, national: Walk):
    publish(force, national)

    assert reason_against(check_can_share, force.asha, draft(force.report)) == (
        "This report has a published response of its own.")


