"""Each write of an answer: what it keeps, what it refuses, and that it leaves one audit entry."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from answerable.accounts.models import AuditEntry
from answerable.accounts.roles import NotAllowed
from answerable.accounts.scope import in_body
from answerable.records.contents import Branch, ChiefOfficerOutcome
from answerable.responses import chain, operations, slots
from answerable.responses.holding import Stale
from answerable.responses.models import Response, Saved
from answerable.responses.rules import Decision, Refused, State, Verdict
from answerable.responses.slots import (
    ChiefOfficerContent,
    ClockMark,
    ClockNote,
    DatesContent,
    DutyContent,
    FindingContent,
    TextContent,
)
from tests.responses.walk import PUBLISHED_ON, START, Walk, confirmed_report


def record(walk: Walk, **fields: object) -> None:
    operations.record_chief_officer(
        report=walk.report, content=ChiefOfficerContent(**fields), expected=walk.now().number(slots.CHIEF_OFFICER),
        by=walk.asha, at=walk.tick())


def set_dates(walk: Walk, **fields: object) -> None:
    operations.set_dates(report=walk.report, content=DatesContent(**fields), expected=walk.now().number(slots.DATES),
                         by=walk.asha, at=walk.tick())


@pytest.mark.parametrize("step", [
    lambda w: w.propose(),
    lambda w: w.confirm(),
    lambda w: set_dates(w, received_on=PUBLISHED_ON),
    lambda w: w.chief_officer(),
    lambda w: w.answer(1),
    lambda w: w.text(slots.REPLY, "We note it."),
    lambda w: operations.set_aside(report=w.report, slot=slots.REPLY, content=TextContent(words="x", author="y"),
                                   by=w.tom, at=w.tick()),
    lambda w: w.send(),
    lambda w: operations.take_back(report=w.report, by=w.asha, at=w.tick()),
    lambda w: w.decide(Verdict.ASK_FOR_CHANGES),
    lambda w: w.decide(),
    lambda w: w.publish(),
], ids=["propose", "confirm", "dates", "chief officer", "answer", "text", "set aside", "send", "take back",
        "ask for changes", "sign off", "publish"])
def test_every_operation_leaves_exactly_one_audit_entry(walk: Walk, step, request):
    name = request.node.callspec.id
    before = {"propose": lambda: None, "confirm": walk.propose, "send": walk.to_written, "publish": walk.to_signed}
    sent = {"take back", "ask for changes", "sign off"}
    if name in sent:
        walk.to_written()
        walk.send()
    else:
        before.get(name, lambda: (walk.propose(), walk.confirm()))()
    count = AuditEntry.objects.count()

    step(walk)

    assert AuditEntry.objects.count() == count + 1


def test_saving_the_same_words_again_changes_nothing(walk: Walk):
    walk.propose()
    walk.text(slots.COMMENTS, "Same.")
    count = AuditEntry.objects.count()

    walk.text(slots.COMMENTS, "Same.", by=walk.tom)

    assert (Saved.objects.filter(slot=slots.COMMENTS).count(), AuditEntry.objects.count()) == (1, count)


def test_a_stale_form_saves_nothing_and_shows_what_stands(walk: Walk):
    walk.propose()
    walk.text(slots.COMMENTS, "First.")

    with pytest.raises(Stale) as stale:
        walk.text(slots.COMMENTS, "Second.", by=walk.tom, expected=0)

    assert stale.value.theirs.content["words"] == "First."


def test_an_auditor_changes_nothing(walk: Walk, marlshire):
    walk.propose()

    with pytest.raises(NotAllowed):
        walk.text(slots.COMMENTS, "Mine.", by=marlshire.idris)


def test_another_body_cannot_answer_this_report(walk: Walk, marlshire):
    walk.propose()

    with in_body(marlshire.tarnbridge.id), pytest.raises(Exception, match="Decide first"):
        walk.text(slots.COMMENTS, "Ours.", by=marlshire.zoe, expected=0)


def test_a_finding_for_another_body_needs_no_answer_of_ours(walk: Walk):
    content = DutyContent(decision=Decision.LAW, regimes=("police-act-1996",), why="Section 55.")
    operations.propose_duty(report=walk.report, content=content, for_others={2: "NHS England answers it."}, expected=0,
                            by=walk.asha, at=walk.tick())

    assert walk.now().answers[2] == FindingContent(branch=Branch.OTHER_BODY, words="NHS England answers it.")
    operations.propose_duty(report=walk.report, content=content, for_others={}, expected=1, by=walk.asha,
                            at=walk.tick())
    assert walk.now().answers[2].branch is None


def test_an_answer_covers_another_finding_and_lets_it_go_again(walk: Walk):
    walk.propose()
    cover = {"report": walk.report, "number": 1, "content": FindingContent(branch=Branch.ACTION, words="We look."),
             "by": walk.asha}

    operations.answer_finding(**cover, also_covers=[2, 3], expected=0, at=walk.tick())
    assert walk.now().answers[3] == FindingContent(branch=Branch.WITH_FINDING, answered_with=1)

    operations.answer_finding(**cover, also_covers=[2], expected=1, at=walk.tick())
    assert walk.now().answers[3].branch is None


def test_covering_never_takes_an_answer_away(walk: Walk):
    walk.propose()
    walk.answer(2)

    with pytest.raises(Refused, match="Finding 2 has an answer of its own"):
        operations.answer_finding(
            report=walk.report, number=1, content=FindingContent(branch=Branch.ACTION, words="We look."),
            also_covers=[2], expected=0, by=walk.asha, at=walk.tick())


@pytest.mark.parametrize(("fields", "reason"), [
    ({"outcome": ChiefOfficerOutcome.RECEIVED, "received_on": START.date()}, "Enter the comments"),
    ({"outcome": ChiefOfficerOutcome.RECEIVED, "words": "Yes."}, "Enter the day they came"),
    ({"outcome": ChiefOfficerOutcome.DECLINED}, "Enter the day they came"),
    ({"outcome": ChiefOfficerOutcome.DECLINED, "received_on": START.date(), "words": "No."}, "remove the words"),
    ({"outcome": ChiefOfficerOutcome.NONE_RECEIVED}, "by which you asked"),
    ({"outcome": ChiefOfficerOutcome.NONE_RECEIVED, "reply_by": START.date()}, "only after the day"),
    ({"outcome": None, "invited_on": START.date() + timedelta(days=9)}, "cannot be after today"),
    ({"outcome": ChiefOfficerOutcome.DECLINED, "invited_on": START.date(),
      "received_on": START.date() - timedelta(days=1)}, "before the day they were asked"),
])
def test_what_came_from_the_chief_officer_is_whole(walk: Walk, fields, reason: str):
    walk.propose()

    with pytest.raises(Refused, match=reason):
        record(walk, **fields)


def test_a_clock_that_does_not_apply_gives_no_last_day_and_needs_a_reason(walk: Walk):
    walk.propose()
    code = walk.now().clock.clock.rule.code
    with pytest.raises(Refused, match="Say why"):
        set_dates(walk, notes={code: ClockNote(mark=ClockMark.DOES_NOT_APPLY, reason=" ")})

    set_dates(walk, notes={code: ClockNote(mark=ClockMark.DOES_NOT_APPLY, reason="Not a section 54 report.")})

    assert walk.now().clock is None


def test_seventy_working_days_count_from_the_day_received(walk: Walk):
    content = DutyContent(decision=Decision.LAW, regimes=("joint-area-reviews-2015",), why="We are named in it.")
    operations.propose_duty(report=walk.report, content=content, for_others={}, expected=0, by=walk.asha,
                            at=walk.tick())
    with pytest.raises(Refused, match="Enter the day the report was received"):
        walk.confirm()

    set_dates(walk, received_on=PUBLISHED_ON)
    walk.confirm()

    assert walk.now().clock.due_on == date(2025, 3, 3)


def test_a_decision_changed_while_it_was_read_is_not_confirmed(walk: Walk):
    walk.propose()
    walk.propose(Decision.PRACTICE)

    with pytest.raises(Refused, match="Read it again"):
        operations.confirm_duty(report=walk.report, expected=1, by=walk.tom, at=walk.tick())


def test_words_that_no_record_can_hold_are_refused(walk: Walk):
    walk.propose()

    with pytest.raises(Refused, match="control character"):
        walk.text(slots.COMMENTS, "Bell \x07")


def test_half_past_eleven_at_night_in_summer_is_the_next_day_in_london(marlshire, home):
    report = confirmed_report(marlshire.asha, published_on=date(2024, 6, 3))
    walk = Walk(marlshire.asha, marlshire.tom, marlshire.ruth, report, at=datetime(2024, 11, 21, tzinfo=UTC))
    walk.to_signed()
    walk.at = datetime(2025, 7, 28, 23, 20, tzinfo=UTC)

    walk.publish()

    assert walk.now().responded_on == date(2025, 7, 29)
    assert chain.records().entries[-1].facts.responded_on == date(2025, 7, 29)


def test_a_clock_that_went_back_publishes_nothing(walk: Walk):
    walk.to_signed()
    walk.at = START - timedelta(days=2)

    with pytest.raises(Refused, match="Put the server's clock right"):
        walk.publish()

    assert walk.now().state == State.SIGNED_OFF


def test_a_lost_key_publishes_nothing(walk: Walk, home):
    walk.to_signed()
    (home / "keys" / "mar").unlink()

    with pytest.raises(Refused, match="no signing key"):
        walk.publish()

    assert Response.objects.get().state == State.SIGNED_OFF


def test_findings_confirmed_anew_after_sending_are_not_signed_unseen(walk: Walk):
    from answerable.inspections import operations as inspections

    walk.to_written()
    walk.send()
    inspections.reopen(report=walk.report, reason="One was missed", by=walk.asha, at=walk.tick())
    fourth = inspections.Words(kind="recommendation", words="A fourth.")
    inspections.add_finding(report=walk.report, page=1, words=fourth, by=walk.asha, at=walk.tick())
    seen = {row.serial: row.version for row in walk.report.findings.all()}
    inspections.confirm_page(report=walk.report, page=1, seen=seen, answers={}, by=walk.asha, at=walk.tick())
    inspections.finish(report=walk.report, by=walk.asha, at=walk.tick())

    with pytest.raises(Refused, match="changed after this was sent"):
        walk.decide()


def test_public_references_count_up_within_a_year(walk: Walk):
    walk.propose()
    walk.confirm()
    second = Walk(walk.asha, walk.tom, walk.ruth, confirmed_report(walk.asha), at=walk.at)

    second.propose()
    second.confirm()

    assert [e.ref for e in chain.records().entries if e.kind == "answer_due"] == ["mar-2024-01", "mar-2024-02"]
