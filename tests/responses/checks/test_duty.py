"""What the law and readers expect an answer to hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from answerable.records.contents import Branch, ChiefOfficerOutcome
from answerable.responses import operations
from answerable.responses.checks import CHECKS, MUST, results, to_put_right
from answerable.responses.rules import Decision
from answerable.responses.slots import ChiefOfficerContent, DutyContent, FindingContent
from tests.responses.checks.drafts import (
    LAW,
    PRACTICE,
    TITLES,
    TODAY,
    draft_of,
    finding,
    found,
    of_chief_officer,
    unknown,
)
from tests.responses.walk import Walk

ANSWERED = FindingContent(branch=Branch.ACTION, words="My office will look at 40 forms.")


def test_a_whole_answer_passes(walk: Walk):
    walk.to_written()

    assert to_put_right(results(walk.now(), TITLES, TODAY)) == 0


def test_the_checks_that_stop_are_the_same_looked_at_alone():
    draft = draft_of("<p>Section 33 of the Police Act 1996 requires a response.", findings=(finding(1),))

    alone, among_all = results(draft, TITLES, TODAY, MUST), results(draft, TITLES, TODAY)

    assert to_put_right(alone) == to_put_right(among_all) == 4
    assert len({check.code for check in CHECKS}) == len(CHECKS)


def test_a_law_is_cited_only_for_an_answer_given_under_it():
    by_practice = results(draft_of(duty=PRACTICE), TITLES, TODAY)
    by_law = {r.check.code: r for r in results(draft_of(duty=LAW), TITLES, TODAY)}

    assert [r.check.code for r in by_practice if "Police Act" in r.source or not r.why] == []
    assert "section 55(5B)" in by_law["findings-answered"].source
    assert by_law["chief-officer"].cites_law
    assert not by_law["summary"].cites_law


@pytest.mark.parametrize("kind", ["recommendation", "cause_of_concern", "priority_action"])
def test_a_finding_that_the_law_or_readers_want_answered_stops_it(kind: str):
    draft = draft_of(findings=(finding(1, kind), finding(2, kind)), finding_0002=ANSWERED)

    assert found("findings-answered", draft) == ["Finding 1 has neither an action nor a reason."]
    assert found("others-answered", draft) == []


def test_an_area_for_improvement_without_an_answer_is_only_told():
    draft = draft_of(findings=(finding(1, "area_for_improvement"),))

    assert found("findings-answered", draft) == []
    assert found("others-answered", draft) == ["Finding 1, an area for improvement, has no answer."]


@pytest.mark.parametrize("kind", ["recommendation", "area_for_improvement"])
def test_a_branch_without_words_stops_it_for_any_finding(kind: str):
    draft = draft_of(findings=(finding(1, kind),), finding_0001=FindingContent(branch=Branch.NO_ACTION, words=" "))

    assert found("findings-answered", draft) == ["Finding 1 has no words: write what is done, or why nothing is."]


def test_a_finding_answered_with_an_unanswered_one_stops_it(walk: Walk):
    walk.propose()
    content = FindingContent(branch=Branch.WITH_FINDING, answered_with=3)
    operations.answer_finding(report=walk.report, number=1, content=content, expected=0, by=walk.asha, at=walk.tick())

    assert found("answered-with", walk.now()) == ["Finding 1 is answered with finding 3, which has no answer."]


def test_nobody_knowing_what_the_chief_officer_did_stops_it():
    said = ["It is not recorded whether the Chief Constable commented, declined or did not reply."]

    assert found("chief-officer", draft_of()) == said
    assert found("chief-officer", draft_of(chief_officer=ChiefOfficerContent(invited_on=TODAY))) == said
    assert found("chief-officer", draft_of(duty=PRACTICE)) == []


def test_the_days_of_the_invitation_are_asked_for_and_never_stop_it():
    declined = ChiefOfficerContent(outcome=ChiefOfficerOutcome.DECLINED, received_on=TODAY)

    assert found("invitation", draft_of(chief_officer=declined)) == [
        "It is not stated on what day the Chief Constable was asked to comment.",
        "It is not stated by what day the Chief Constable was asked to reply."]
    assert found("invitation", draft_of()) == [], "that nobody asked is said by another check"


def test_the_wrong_section_stops_it_with_its_sentence():
    draft = draft_of("We read it. Section 33 of the Police Act 1996 requires us to respond.")

    result = next(r for r in results(draft, TITLES, TODAY) if r.check.code == "section")

    assert [one.what for one in result.found] == [
        "“Section 33 of the Police Act 1996” is cited in the Commissioner’s comments. "
        "The duty is in section 55 of the Police Act 1996."]
    assert result.found[0].quote == "Section 33 of the Police Act 1996 requires us to respond."
    assert result.check.must


def test_a_wrong_section_in_the_words_of_others_is_told_and_stops_nothing():
    draft = of_chief_officer("Our comments under section 33 of the Police Act 1996.")

    assert found("section", draft) == []
    assert len(found("section-of-others", draft)) == 1


def test_an_answer_under_no_law_may_cite_what_it_likes():
    draft = draft_of("Under section 33 of the Police Act 1996 we answer.", duty=PRACTICE)

    assert found("section", draft) == []


def test_a_last_day_that_cannot_be_counted_is_said():
    duty = DutyContent(decision=Decision.LAW, regimes=("coroners-investigations-2013",), why="It was sent to us.")

    assert "is not known" in found("clock", draft_of(duty=duty))[0]
    assert found("clock", draft_of()) == []


def test_lateness_asks_for_a_reason_and_never_stops_it(walk: Walk):
    walk.to_written()
    late = date(2025, 1, 17)

    assert found("last-day", walk.now(), late) == [
        "Publishing on 17 January 2025 is 3 days after the last day. Write the reason; it is published."]
    assert to_put_right(results(walk.now(), TITLES, late)) == 0

    walk.text("after-last-day", "The audit report came late.")
    assert found("last-day", walk.now(), late) == []


def test_who_gets_copies_by_law_is_said_while_we_hold_no_address_for_them():
    looked = replace(TITLES, mailed=frozenset({"secretary_of_state"}))
    copies = [r for r in results(draft_of(), looked, TODAY) if r.check.code == "copies"]

    assert [one.what for r in copies for one in r.found] == [
        "A copy goes to HM Inspectors of Constabulary (section 55(6)). "
        "We hold no mail address: add one, or send it another way."]
    assert len(unknown("copies", draft_of())) == 2, "nobody looked"
    assert unknown("copies", draft_of(duty=PRACTICE)) == []
