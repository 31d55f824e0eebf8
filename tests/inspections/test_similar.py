"""What a body was told before: which findings are found, in which order, and which are not looked at."""

from __future__ import annotations

from datetime import date, timedelta
from importlib import import_module

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from answerable.accounts.roles import NotAllowed
from answerable.accounts.scope import in_body
from answerable.inspections import operations, queries, similar, word_index
from answerable.inspections.likeness import SHOWN_FROM
from answerable.inspections.models import Recurrence
from answerable.inspections.recurrences import found_in, recurrences
from answerable.inspections.rules import CannotChange, LeftOut, Recurs
from answerable.inspections.word_rows import FindingWords, StemInFinding, StemOfBody
from tests.conftest import NOW
from tests.inspections.build import confirm_everything, edited, one
from tests.responses.walk import confirmed_report

VEHICLES = "Response vehicles are not inspected before each shift, so that some leave with worn tyres."
CUSTODY = "Custody sergeants do not record why a child was held overnight."
CALLS = "Callers wait too long before an emergency call is answered."
LATER = date(2024, 11, 20)


def told(by, *words: str, on: date = LATER):
    return confirmed_report(by, words=words, published_on=on)


def years_before(years: int) -> date:
    return LATER - timedelta(days=365 * years)


@pytest.fixture
def reports(marlshire):
    """Three reports of Marlshire: 2020, 2022 and 2024. The vehicles are in each, in other words."""
    first = told(marlshire.asha, VEHICLES, CALLS, on=years_before(4))
    second = told(marlshire.asha, "Tyres of response vehicles are worn: nobody inspects a vehicle before its shift.",
                  CUSTODY, on=years_before(2))
    third = told(marlshire.asha, "The inspection of vehicles before a shift is left out, and tyres are worn.",
                 "Leaders publish no plan for the estate.")
    return first, second, third


def places(likes: list[similar.Like]) -> list[tuple[object, int]]:
    return [(like.report, like.finding.number) for like in likes]


def test_a_finding_finds_those_of_earlier_reports_that_say_it_in_other_words(reports):
    first, second, third = reports

    found = similar.told_before(third)

    assert set(places(found[1])) == {(first, 1), (second, 1)}
    assert found[2] == []


def test_nothing_later_and_nothing_of_the_report_itself_is_found(reports, marlshire):
    first, second, _ = reports
    told(marlshire.asha, VEHICLES, VEHICLES + " Again.", on=years_before(2))

    assert similar.told_before(first)[1] == []
    assert places(similar.told_before(second)[1]) == [(first, 1)]


def test_the_words_of_a_finding_find_it_before_all_others(reports):
    first, _, _ = reports

    found = similar.similar_findings(VEHICLES)

    assert (found[0].report, found[0].finding.number, found[0].score) == (first, 1, 1.0)
    assert [like.score for like in found] == sorted((like.score for like in found), reverse=True)
    assert all(like.score >= SHOWN_FROM for like in found)


def test_the_words_that_both_have_are_marked_in_both(reports):
    _, _, third = reports
    text = word_index.text_of(queries.confirmed_findings(third)[0])

    like = next(like for like in similar.told_before(third)[1] if like.report.published_on == years_before(4))

    assert [text[word.start:word.end] for word in like.mine] == ["inspection", "vehicles", "shift", "tyres", "worn"]
    assert [like.text[word.start:word.end] for word in like.theirs] == [
        "vehicles", "inspected", "shift", "worn", "tyres"]


def test_sub_points_are_looked_at_too(marlshire):
    report = told(marlshire.asha, "Leaders should act on three things.", on=years_before(1))
    operations.reopen(report=report, reason="A sub-point was missing", by=marlshire.asha, at=NOW)
    finding = one(report, 1)
    operations.edit_finding(
        finding=finding, version=finding.version, by=marlshire.asha, at=NOW,
        words=operations.Words(kind=finding.kind, words=finding.words, sub_points=(VEHICLES,)))
    confirm_everything(report, marlshire.asha)
    operations.finish(report=report, by=marlshire.asha, at=NOW)

    assert places(similar.similar_findings(VEHICLES)) == [(report, 1)]


def test_words_that_are_only_read_or_opened_again_do_not_count_until_they_are_confirmed(reports, marlshire):
    first, _, third = reports
    operations.reopen(report=first, reason="It was read wrongly", by=marlshire.asha, at=NOW)
    edited(first, 1, "Officers wear the wrong hat.", marlshire.asha)

    assert (first, 1) in places(similar.told_before(third)[1])

    confirm_everything(first, marlshire.asha)
    operations.finish(report=first, by=marlshire.asha, at=NOW)

    assert (first, 1) not in places(similar.told_before(third)[1])
    assert places(similar.similar_findings("The hats that officers wear are wrong.")) == [(first, 1)]


def test_a_finding_that_is_left_out_is_no_longer_found(reports, marlshire):
    first, _, third = reports
    operations.reopen(report=first, reason="It is none", by=marlshire.asha, at=NOW)
    finding = one(first, 1)
    operations.leave_out(finding=finding, version=finding.version, reason=LeftOut.NOT_A_FINDING,
                         by=marlshire.asha, at=NOW)
    operations.finish(report=first, by=marlshire.asha, at=NOW)

    assert (first, 1) not in places(similar.told_before(third)[1])


def test_another_body_is_told_nothing_of_it(reports, marlshire):
    with in_body(marlshire.tarnbridge.id):
        theirs = told(marlshire.zoe, VEHICLES)

        assert places(similar.similar_findings(VEHICLES)) == [(theirs, 1)]
        assert similar.told_before(theirs)[1] == []


def test_equal_findings_stand_with_the_newest_report_first(marlshire):
    older = told(marlshire.asha, CUSTODY, CUSTODY, on=years_before(3))
    newer = told(marlshire.asha, CUSTODY, on=years_before(1))

    assert places(similar.similar_findings(CUSTODY)) == [(newer, 1), (older, 1), (older, 2)]


def test_the_list_of_words_made_anew_is_the_list_that_was_kept(reports, marlshire):
    first, _, _ = reports
    operations.reopen(report=first, reason="Read again", by=marlshire.asha, at=NOW)
    edited(first, 1, "Officers wear the wrong hat.", marlshire.asha)
    confirm_everything(first, marlshire.asha)
    operations.finish(report=first, by=marlshire.asha, at=NOW)
    kept = listed()

    assert word_index.rebuild() == 6
    assert listed() == kept


def listed():
    """Which stem stands in which finding, and how many findings have it."""
    places = StemInFinding.objects.values_list("stem__stem", "words__finding_id")
    counts = StemOfBody.objects.filter(findings__gt=0).values_list("stem", "findings")
    words = FindingWords.objects.values_list("finding_id", "report_id")
    return set(places), dict(counts), set(words)


def test_how_many_findings_have_a_stem_is_how_often_it_is_listed(reports):
    places, counts, _ = listed()

    assert {stem: sum(1 for one, _ in places if one == stem) for stem in counts} == counts


def test_what_was_confirmed_before_there_was_a_list_is_listed_by_the_migration(reports, marlshire):
    with in_body(marlshire.tarnbridge.id):
        told(marlshire.zoe, VEHICLES)
        theirs = listed()
        throw_away()
    kept = listed()
    throw_away()
    then = MigrationLoader(connection).project_state([("inspections", "0003_words_of_what_is_confirmed")]).apps

    import_module("answerable.inspections.migrations.0003_words_of_what_is_confirmed").list_words(then, None)

    assert listed() == kept
    with in_body(marlshire.tarnbridge.id):
        assert listed() == theirs


def throw_away() -> None:
    for rows in (StemInFinding, StemOfBody, FindingWords):
        rows.objects.all().delete()


# What people say about it


def judge(report, earlier, verdict=Recurs.SAME, *, by, number=1, earlier_number=1, note=""):
    return operations.judge_recurrence(report=report, number=number, earlier_report=earlier,
                                       earlier_number=earlier_number, verdict=verdict, note=note, by=by, at=NOW)


def test_the_newest_judgement_of_two_findings_stands_and_the_others_are_kept(reports, marlshire):
    first, second, _ = reports
    judge(second, first, by=marlshire.asha)
    row = judge(second, first, Recurs.NOT_SAME, by=marlshire.tom, note="Other vehicles")

    assert recurrences().verdict(row.later_id, row.earlier_id) is Recurs.NOT_SAME
    assert Recurrence.objects.count() == 2


def test_a_weakness_is_followed_through_every_report_that_it_was_linked_with(reports, marlshire):
    first, second, third = reports
    judge(second, first, by=marlshire.asha)
    row = judge(third, second, by=marlshire.asha)

    found = found_in(recurrences().same_as(row.later_id))

    assert [(one.published_on, one.number) for one in found] == [
        (report.published_on, 1) for report in (first, second, third)]


def test_what_is_said_not_to_be_the_same_links_nothing(reports, marlshire):
    first, second, _ = reports
    row = judge(second, first, Recurs.NOT_SAME, by=marlshire.asha)

    assert recurrences().same_as(row.later_id) == {row.later_id}


def test_a_finding_that_was_joined_with_another_takes_its_recurrence_along(reports, marlshire):
    first, second, _ = reports
    row = judge(second, first, by=marlshire.asha)
    operations.reopen(report=first, reason="Both are one", by=marlshire.asha, at=NOW)
    gone, stays = one(first, 1), one(first, 2)
    operations.join_findings(finding=stays, version=stays.version, other=gone, other_version=gone.version, how="text",
                             kind=stays.kind, by=marlshire.asha, at=NOW)

    assert recurrences().same_as(row.later_id) == {row.later_id, gone.id}  # what was confirmed still counts

    confirm_everything(first, marlshire.asha)
    operations.finish(report=first, by=marlshire.asha, at=NOW)

    assert recurrences().same_as(row.later_id) == {row.later_id, stays.id}


def test_only_a_finding_of_an_earlier_report_can_have_been_told_before(reports, marlshire):
    first, second, _ = reports

    for report, earlier in ((first, second), (first, first)):
        with pytest.raises(CannotChange, match="published earlier"):
            judge(report, earlier, by=marlshire.asha)
    with pytest.raises(CannotChange, match="no confirmed finding 9"):
        judge(second, first, earlier_number=9, by=marlshire.asha)


def test_who_does_not_confirm_findings_does_not_judge_them_either(reports, marlshire):
    first, second, _ = reports

    for member in (marlshire.ruth, marlshire.rana, marlshire.idris, marlshire.gwen):
        with pytest.raises(NotAllowed):
            judge(second, first, by=member)
    with in_body(marlshire.tarnbridge.id), pytest.raises(ObjectDoesNotExist):
        judge(second, first, by=marlshire.zoe)
    assert not Recurrence.objects.exists()
