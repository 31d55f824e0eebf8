"""Adding, reading and checking reports: what each operation promises."""

from __future__ import annotations

import os
import stat

import pytest
from django.http import Http404

from answerable.accounts.models import AuditEntry
from answerable.accounts.roles import NotAllowed
from answerable.accounts.scope import in_body
from answerable.inspections import files, operations, queries
from answerable.inspections.models import ReportVersion
from answerable.inspections.operations import Changed, Unanswered, Words
from answerable.inspections.rules import CannotChange, LeftOut
from answerable.intake import Doubt, Kind
from answerable.records.text import TextRefused
from tests.conftest import NOW
from tests.inspections.build import (
    DETAILS,
    confirm_everything,
    edited,
    finished,
    one,
    read,
    report_to_check,
    words_of,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]


def test_a_file_is_kept_by_its_fingerprint_for_its_owner_alone(marlshire, home):
    report = operations.add_report(data=b"%PDF-1.7 x", name="a.pdf", by=marlshire.asha, at=NOW)

    [document] = queries.documents(report)
    [kept] = [path for path in (home / "files").rglob("*") if path.is_file()]
    assert kept.name == document.sha256 == files.digest(b"%PDF-1.7 x")
    assert stat.S_IMODE(os.stat(kept).st_mode) == 0o600


@pytest.mark.parametrize(("given", "kept"), [
    ("../../etc/passwd", "../../etc/passwd"), ("a\r\nb\u202e.pdf", "a b.pdf"), ("x" * 300, "x" * 200),
    ("\x00", "Without a name")])
def test_the_given_name_is_only_words(marlshire, given, kept):
    report = operations.add_report(data=b"x", name=given, by=marlshire.asha, at=NOW)

    assert queries.documents(report)[0].name == kept


def test_what_was_read_is_proposed_and_does_not_count(marlshire):
    report = report_to_check(marlshire.asha)

    assert [row.state for row in queries.findings(report)] == ["proposed"] * 4
    assert queries.confirmed_findings(report) == []


def test_reading_twice_changes_nothing(marlshire):
    report = report_to_check(marlshire.asha)

    operations.record_reading(report=report, read=read(3), by=marlshire.asha, at=NOW)

    assert len(queries.findings(report)) == 4


def test_a_file_that_cannot_be_read_is_kept_and_its_findings_are_typed(marlshire):
    report = operations.add_report(data=b"pictures", name="scan.pdf", by=marlshire.asha, at=NOW)
    operations.record_not_read(report=report, because="Its pages are pictures.", by=marlshire.asha, at=NOW)
    report = operations.begin_typing(report=report, by=marlshire.asha, at=NOW)
    operations.add_finding(report=report, page=1, words=Words(kind="recommendation", words="Typed."),
                           by=marlshire.asha, at=NOW)
    confirm_everything(report, marlshire.asha)
    operations.finish(report=report, by=marlshire.asha, at=NOW)

    [found] = queries.confirmed_findings(report)
    assert (found.number, found.words, found.page) == (1, "Typed.", None)
    assert queries.documents(report)[0].name == "scan.pdf"


def test_a_newer_copy_is_kept_under_the_first_report(marlshire):
    first = report_to_check(marlshire.asha)
    newer = report_to_check(marlshire.asha, data=b"%PDF-1.7 other bytes")

    older = operations.keep_under(report=newer, by=marlshire.asha, at=NOW)

    assert older.id == first.id
    assert len(queries.documents(first)) == 2
    assert queries.document_read(first).sha256 == files.digest(b"%PDF-1.7 made for a test")
    assert [row.id for row in queries.reports()] == [first.id]


def test_two_reports_can_share_a_title(marlshire):
    report_to_check(marlshire.asha)
    other = report_to_check(marlshire.asha, data=b"%PDF-1.7 other bytes")

    operations.is_another_report(report=other, by=marlshire.asha, at=NOW)

    assert len(queries.reports()) == 2


def test_the_details_keep_what_they_said_before(marlshire):
    report = report_to_check(marlshire.asha, read(1, title="Wrong title"))

    operations.confirm_details(report=report, version=1, details=DETAILS, by=marlshire.asha, at=NOW)

    assert ReportVersion.objects.get(report=report).details["title"] == "Wrong title"
    assert queries.report(report.ref).title == DETAILS.title


def test_details_changed_meanwhile_are_not_overwritten(marlshire):
    report = report_to_check(marlshire.asha)
    operations.confirm_details(report=report, version=1, details=DETAILS, by=marlshire.tom, at=NOW)

    with pytest.raises(Changed):
        operations.confirm_details(report=report, version=1, details=DETAILS, by=marlshire.asha, at=NOW)


def test_a_stale_edit_saves_nothing_and_brings_what_stands(marlshire):
    report = report_to_check(marlshire.asha)
    stale = one(report, 1)
    edited(report, 1, "Tom's words.", marlshire.tom)

    with pytest.raises(Changed) as conflict:
        operations.edit_finding(finding=stale, version=1, words=Words(kind="recommendation", words="Asha's."),
                                by=marlshire.asha, at=NOW)

    assert conflict.value.theirs.words == "Tom's words."
    assert one(report, 1).words == "Tom's words."


def test_changing_a_confirmed_finding_makes_that_one_unconfirmed(marlshire):
    report = report_to_check(marlshire.asha)
    confirm_everything(report, marlshire.asha)

    edited(report, 1, words_of(1), marlshire.tom)

    assert [row.state for row in queries.findings(report)] == ["proposed", *["confirmed"] * 3]


def test_a_question_about_the_kind_sets_it_and_keeps_the_former(marlshire):
    doubt = Doubt(code="kind", question="Which is this?", choices=("Cause of concern", "Recommendation"))
    report = report_to_check(marlshire.asha, read(1, doubts={1: doubt}))

    operations.confirm_page(report=report, page=2, seen={1: 1}, answers={1: {"kind": "Cause of concern"}},
                            by=marlshire.asha, at=NOW)

    assert one(report, 1).kind == "cause_of_concern"
    assert one(report, 1).state == "confirmed"
    assert queries.former(one(report, 1))[0].content["kind"] == Kind.RECOMMENDATION.value


def test_an_answer_that_was_not_offered_is_none(marlshire):
    doubt = Doubt(code="kind", question="Which is this?", choices=("Cause of concern", "Recommendation"))
    report = report_to_check(marlshire.asha, read(1, doubts={1: doubt}))

    with pytest.raises(Unanswered):
        operations.confirm_page(report=report, page=2, seen={1: 1}, answers={1: {"kind": "Gossip"}},
                                by=marlshire.asha, at=NOW)


def test_joined_findings_come_apart_again(marlshire):
    report = report_to_check(marlshire.asha)
    operations.join_findings(finding=one(report, 1), version=1, other=one(report, 2), other_version=1, how="text",
                             kind="recommendation", by=marlshire.asha, at=NOW)

    operations.put_back(finding=one(report, 2), version=2, by=marlshire.asha, at=NOW)

    assert (one(report, 1).words, one(report, 2).words) == (words_of(1), words_of(2))


def test_words_that_cannot_be_published_are_refused(marlshire):
    report = report_to_check(marlshire.asha)

    with pytest.raises(TextRefused):
        edited(report, 1, "Hidden \u202e mark", marlshire.asha)


def test_a_number_is_not_given_twice_after_findings_are_opened_again(marlshire):
    report = finished(marlshire.asha)
    operations.reopen(report=report, reason="One was no finding.", by=marlshire.asha, at=NOW)
    operations.leave_out(finding=one(report, 4), version=1, reason=LeftOut.NOT_A_FINDING, by=marlshire.asha, at=NOW)
    operations.add_finding(report=report, page=2, words=Words(kind="recommendation", words="Missed."),
                           by=marlshire.asha, at=NOW)
    confirm_everything(report, marlshire.asha)
    operations.finish(report=report, by=marlshire.asha, at=NOW)

    assert [(row.number, row.words) for row in queries.confirmed_findings(report)][-1] == (5, "Missed.")
    assert [c.reason for c in queries.confirmations(report)] == ["", "One was no finding."]


def test_opening_again_needs_a_reason(marlshire):
    report = finished(marlshire.asha)

    with pytest.raises(CannotChange, match="Say why"):
        operations.reopen(report=report, reason="", by=marlshire.asha, at=NOW)


VERBS = {
    "add_report": lambda r, by: operations.add_report(data=b"x", by=by, at=NOW),
    "confirm_details": lambda r, by: operations.confirm_details(
        report=r, version=1, details=DETAILS, by=by, at=NOW),
    "confirm_page": lambda r, by: operations.confirm_page(report=r, page=2, seen={1: 1}, answers={}, by=by, at=NOW),
    "mark_other_pages": lambda r, by: operations.mark_other_pages(report=r, seen=True, by=by, at=NOW),
    "edit_finding": lambda r, by: edited(r, 1, "Edited.", by),
    "set_aside": lambda r, by: operations.set_aside(
        finding=one(r, 1), version=1, words=Words(kind="recommendation", words="Mine."), by=by, at=NOW),
    "join_findings": lambda r, by: operations.join_findings(
        finding=one(r, 1), version=1, other=one(r, 2), other_version=1, how="text", kind="recommendation", by=by,
        at=NOW),
    "split_finding": lambda r, by: operations.split_finding(
        finding=one(r, 1), version=1, starts=[1], by=by, at=NOW),
    "leave_out": lambda r, by: operations.leave_out(
        finding=one(r, 1), version=1, reason=LeftOut.READ_WRONGLY, by=by, at=NOW),
    "add_finding": lambda r, by: operations.add_finding(
        report=r, page=2, words=Words(kind="recommendation", words="New."), by=by, at=NOW),
}


@pytest.mark.parametrize("verb", VERBS)
def test_each_verb_leaves_one_audit_entry_with_who_and_when(marlshire, verb):
    report = report_to_check(marlshire.asha)
    before = AuditEntry.objects.count()

    VERBS[verb](report, marlshire.tom)

    entry = AuditEntry.objects.order_by("-id").first()
    assert AuditEntry.objects.count() == before + 1
    assert (entry.person_id, entry.at) == (marlshire.tom.person_id, NOW)


@pytest.mark.parametrize("verb", VERBS)
def test_an_auditor_changes_nothing(marlshire, verb):
    report = report_to_check(marlshire.asha)
    before = AuditEntry.objects.count()

    with pytest.raises(NotAllowed):
        VERBS[verb](report, marlshire.idris)

    assert AuditEntry.objects.count() == before


def test_another_bodys_report_is_not_found(marlshire):
    report = report_to_check(marlshire.asha)

    with in_body(marlshire.tarnbridge.id), pytest.raises(Http404):
        queries.report(report.ref)


def test_another_body_cannot_change_a_finding_it_was_handed(marlshire):
    report = report_to_check(marlshire.asha)
    finding = one(report, 1)

    with in_body(marlshire.tarnbridge.id), pytest.raises(Exception, match="does not exist"):
        operations.leave_out(finding=finding, version=1, reason=LeftOut.READ_WRONGLY, by=marlshire.zoe, at=NOW)
