"""Answers to like findings of other reports: found by words, most alike first, and never those of another body."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.http import Http404

from answerable.accounts.scope import in_body
from answerable.records.contents import Branch
from answerable.responses import correcting, operations, slots
from answerable.responses.earlier_answers import MOST, EarlierAnswer, earlier_answer, earlier_answers
from answerable.responses.likeness import likeness
from answerable.responses.models import Saved
from answerable.responses.slots import FindingContent
from tests.responses.reports import FINDINGS, report_of
from tests.responses.walk import Walk

RECORDS = "The force should improve how it records what children say."
ALIKE = "The force should improve its records of what children say to officers."
UNLIKE = "Chief constables should buy vehicles together."


def another(walk: Walk, *words: str, title: str = "A later report") -> Walk:
    """Another report of the body with these findings, on which nobody has written."""
    findings = tuple(replace(FINDINGS[0], words=one) for one in words)
    return Walk(walk.asha, walk.tom, walk.ruth, report_of(walk.asha, title=title, findings=findings), walk.at)


def found(walk: Walk, number: int = 1) -> list[EarlierAnswer]:
    return earlier_answers(walk.report, walk.now().findings[number - 1])


def fetched(walk: Walk, saved_id: int) -> EarlierAnswer:
    return earlier_answer(walk.report, saved_id)


@pytest.mark.parametrize(("one", "other", "expected"), [
    ("The force should act.", "the FORCE should act", 1.0), ("one two", "two three", 1 / 3), ("one", "two", 0.0),
    ("", "", 0.0), ("one", "", 0.0),
])
def test_likeness_is_the_share_of_words_that_both_use(one: str, other: str, expected: float):
    assert likeness(one, other) == likeness(other, one) == pytest.approx(expected)


def test_an_answer_in_a_draft_is_found_with_its_report_and_finding(walk: Walk):
    walk.propose()
    walk.answer(3, "My office will look at 40 records.")

    [one] = found(another(walk, ALIKE))

    assert (one.report, one.finding.number, one.branch) == (walk.report, 3, Branch.ACTION)
    assert (one.words, one.saved_at, one.published_on) == ("My office will look at 40 records.", walk.at, None)


def test_of_a_published_answer_the_day_is_said_on_which_these_words_were_published(walk: Walk):
    walk.to_published()
    later = another(walk, RECORDS)
    assert [one.published_on for one in found(later)] == [date(2024, 11, 21)]

    correcting.begin_correction(report=walk.report, by=walk.asha, at=walk.tick())
    walk.answer(3, "Other words, not published yet.")

    assert [(one.words, one.published_on) for one in found(later)] == [("Other words, not published yet.", None)]


def test_an_answer_in_a_withdrawn_response_says_so(walk: Walk):
    walk.to_published()
    walk.propose_withdrawal()
    walk.withdraw()

    assert [one.is_withdrawn for one in found(another(walk, RECORDS))] == [True]


def test_the_most_alike_come_first_and_no_more_than_five(walk: Walk):
    for n in range(MOST + 1):
        earlier = another(walk, ALIKE if n % 2 else RECORDS, title=f"Report {n}")
        earlier.propose()
        earlier.answer(1, f"Words {n}.")

    rows = found(another(walk, RECORDS, title="The newest"))

    assert len(rows) == MOST
    assert [one.words for one in rows] == ["Words 4.", "Words 2.", "Words 0.", "Words 5.", "Words 3."]


def test_what_is_not_like_it_not_answered_or_in_the_same_report_is_not_found(walk: Walk):
    walk.to_written()
    assert found(another(walk, UNLIKE, title="Unlike")) == []
    assert found(walk) == []

    unanswered = another(walk, UNLIKE, title="Unlike and unanswered")
    unanswered.propose()

    assert found(another(walk, UNLIKE, title="The third")) == []


def test_a_finding_answered_with_another_leads_to_the_answer_of_that_one_once(walk: Walk):
    earlier = another(walk, RECORDS, ALIKE)
    earlier.propose()
    operations.answer_finding(
        report=earlier.report, number=2, content=FindingContent(branch=Branch.ACTION, words="For both."),
        also_covers={1}, expected=0, by=earlier.asha, at=earlier.tick())

    rows = found(another(walk, RECORDS, title="The newest"))

    assert [(one.finding.number, one.words) for one in rows] == [(1, "For both.")]


def test_one_is_fetched_by_the_number_of_its_saving(walk: Walk):
    walk.propose()
    walk.answer(3, "My office will look at 40 records.")
    later = another(walk, RECORDS)
    [one] = found(later)

    assert fetched(later, one.saved_id) == one


def test_no_saving_of_another_body_of_this_report_set_aside_empty_or_of_another_place_is_fetched(walk: Walk, cast):
    walk.to_written()
    later = another(walk, RECORDS)
    later.propose()
    later.answer(1, "Its own.")
    operations.set_aside(report=walk.report, slot=slots.finding_slot(3), by=walk.asha, at=walk.tick(),
                         content=FindingContent(branch=Branch.ACTION, words="Set aside."))
    operations.answer_finding(report=walk.report, number=2, content=FindingContent(branch=None, words=""),
                              expected=1, by=walk.asha, at=walk.tick())
    with in_body(cast.tarnbridge.id):
        theirs = report_of(cast.zoe, title="Theirs")
        abroad = Walk(cast.zoe, cast.zoe, cast.yusuf, theirs, walk.at)
        abroad.propose()
        abroad.answer(1, "Tarnbridge's words.")
        foreign = Saved.objects.get(slot=slots.finding_slot(1)).id
    refused = [foreign, 0, 10**30, *Saved.objects.filter(response__report=later.report).values_list("id", flat=True)]
    refused += Saved.objects.filter(number=None).values_list("id", flat=True)
    refused += Saved.objects.exclude(slot__startswith=slots.FINDING).values_list("id", flat=True)
    refused.append(Saved.objects.get(response__report=walk.report, slot=slots.finding_slot(2), number=2).id)

    for saved_id in refused:
        with pytest.raises(Http404):
            fetched(later, saved_id)
    assert "Tarnbridge's words." not in {one.words for one in found(later)}
