"""An answer published elsewhere comes onto the register when a second person agrees, and never as proven."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from answerable.accounts.models import AuditEntry
from answerable.accounts.roles import NotAllowed
from answerable.intake.answer.reading import read_words
from answerable.records.contents import AsPublishedPart, ImportedFacts, OriginalPart, RemarksPart
from answerable.responses import bringing_in, chain
from answerable.responses.old_answers import held, old_answer, old_answers, waiting
from answerable.responses.old_models import OldAnswer
from answerable.responses.old_rules import How, OldState
from answerable.responses.rules import Refused, TextChanged
from tests.responses.walk import Walk, confirmed_report

PAGE = """Marlshire Commissioner

Title: Waiting for help
Date published: 3 May 2018
Link to report: [The report](#)

Key findings: <p>Two:</p><ul> - slow; - slower

PCC & Constabulary response:

We agree."""
AT = datetime(2024, 11, 21, 10, 42, tzinfo=UTC)


def bring(by, page=PAGE, at=AT):
    return held(bringing_in.bring_in(
        data=page.encode(), read=read_words(page), name="old.txt", how=How.PASTE, by=by, at=at))


def step(old, operation, by, **given):
    operation(old=old, by=by, at=AT + timedelta(minutes=5), **given)
    return old_answer(old.row.pk)


def put_forward(old, by):
    return step(old, bringing_in.put_forward, by, expected=old.number)


def agree(old, by):
    return step(old, bringing_in.agree, by, expected=old.number)


@pytest.fixture
def cast(marlshire, home):
    return marlshire


def test_what_was_read_is_kept_with_its_original_and_nothing_is_public(cast):
    old = bring(cast.asha)

    assert (old.state, old.content.title, old.content.published_on) == (
        OldState.READ, "Waiting for help", date(2018, 5, 3))
    assert old.read.original == PAGE
    assert chain.records().entries == ()


def test_the_record_holds_what_was_read_the_original_the_repairs_and_the_remarks(cast):
    old = agree(put_forward(bring(cast.asha), cast.asha), cast.ruth)

    entry = chain.records().entries[-1]
    assert entry.facts == ImportedFacts(ref="mar-2018-01", published_on=date(2018, 5, 3), stated_on=None)
    assert (old.state, old.row.public_ref, old.row.seq) == (OldState.ENTERED, "mar-2018-01", entry.seq)
    said = entry.read("as-published", AsPublishedPart)
    assert (said.heading, said.response, said.link, said.link_words, said.read_on) == (
        "PCC & Constabulary response", "We agree.", None, "The report", AT.date())
    assert said.key_findings == "Two:\n\n- slow;\n- slower"
    original = entry.read("original", OriginalPart)
    assert original.text == PAGE
    assert any("<p>" in repair for repair in original.repairs)
    codes = [remark.code for remark in entry.read("remarks", RemarksPart).remarks]
    assert {"dead-link", "no-response-date", "merged-texts", "no-finding-answered"} <= set(codes)


def test_nobody_agrees_to_what_they_put_forward_or_changed(cast):
    old = put_forward(bring(cast.ruth), cast.ruth)
    with pytest.raises(Refused, match="You cannot agree to this because you put it forward or changed it"):
        agree(old, cast.ruth)

    content = old.content.model_copy(update={"response": "I agree."})
    changed = put_forward(step(old, bringing_in.put_right, cast.ruth, content=content, expected=1), cast.asha)
    with pytest.raises(Refused, match="Nobody else here can"):
        agree(changed, cast.ruth)


@pytest.mark.parametrize(("operation", "given"), [
    (bringing_in.put_forward, {"expected": 1}), (bringing_in.leave_out, {"note": "No."}),
    (bringing_in.agree, {"expected": 1}), (bringing_in.send_back, {"note": "No."}),
])  # fmt: skip
def test_who_may_not_write_or_sign_takes_no_step(cast, operation, given):
    old = bring(cast.asha)
    if operation in (bringing_in.agree, bringing_in.send_back):
        old = put_forward(old, cast.tom)

    with pytest.raises(NotAllowed):
        step(old, operation, cast.idris, **given)


def test_the_very_same_page_is_noticed(cast):
    old = bring(cast.asha)

    with pytest.raises(bringing_in.AlreadyHere) as noticed:
        bring(cast.tom)
    assert noticed.value.row == old.row


def test_another_page_about_the_same_report_is_noticed_and_only_one_goes_on(cast):
    first = put_forward(bring(cast.asha), cast.asha)
    second = bring(cast.asha, PAGE.replace("Waiting for help", "WAITING, for  help"))

    assert second.same_as == first.row
    with pytest.raises(Refused, match="the same title and day"):
        put_forward(second, cast.asha)
    step(second, bringing_in.leave_out, cast.asha, note="The same.")
    assert agree(first, cast.ruth).state == OldState.ENTERED


def test_a_page_without_a_title_or_a_response_goes_nowhere_until_somebody_enters_it(cast):
    old = bring(cast.asha, "Response: We agree.")
    with pytest.raises(Refused, match="Enter the title"):
        put_forward(old, cast.asha)

    right = old.content.model_copy(update={"title": "Waiting for help"})
    old = put_forward(step(old, bringing_in.put_right, cast.tom, content=right, expected=1), cast.tom)
    agree(old, cast.ruth)

    entry = chain.records().entries[-1]
    assert entry.facts.ref == "mar-2024-01"  # no year is stated: that of bringing it in
    assert entry.read("original", OriginalPart).repairs[-1] == "Put right by hand: the title."


def test_who_changes_it_takes_it_back_from_the_approver(cast):
    old = put_forward(bring(cast.asha), cast.asha)
    content = old.content.model_copy(update={"type_of_inspection": "Thematic"})

    old = step(old, bringing_in.put_right, cast.tom, content=content, expected=1)

    assert (old.state, old.number, old.row.proposed_by) == (OldState.READ, 2, None)
    assert old.saved[0].content["type_of_inspection"] == ""


def test_two_people_at_once_lose_nothing(cast):
    old = bring(cast.asha)
    theirs = old.content.model_copy(update={"response": "Theirs."})
    mine = old.content.model_copy(update={"response": "Mine."})
    step(old, bringing_in.put_right, cast.tom, content=theirs, expected=1)

    with pytest.raises(bringing_in.StaleOldAnswer):
        step(old, bringing_in.put_right, cast.asha, content=mine, expected=1)
    old = step(old, bringing_in.set_aside, cast.asha, content=mine)

    assert old.content.response == "Theirs."
    assert [row.content["response"] for row in old.saved] == ["We agree.", "Theirs.", "Mine."]


def test_what_was_changed_while_somebody_read_is_not_agreed_to(cast):
    old = put_forward(bring(cast.asha), cast.asha)
    right = old.content.model_copy(update={"title": "Another"})
    now = put_forward(step(old, bringing_in.put_right, cast.tom, content=right, expected=1), cast.tom)

    with pytest.raises(TextChanged):
        step(now, bringing_in.agree, cast.ruth, expected=1)


def test_an_approver_sends_it_back_with_a_note(cast):
    old = put_forward(bring(cast.asha), cast.asha)
    with pytest.raises(Refused, match="Say what must be put right"):
        step(old, bringing_in.send_back, cast.ruth, note=" ")

    old = step(old, bringing_in.send_back, cast.ruth, note="Enter the type.")

    assert (old.state, old.row.note) == (OldState.READ, "Enter the type.")


def test_what_was_left_out_can_be_taken_up_again_and_what_is_entered_stays(cast):
    old = step(bring(cast.asha), bringing_in.leave_out, cast.asha, note="Not ours.")
    with pytest.raises(Refused, match="Take it up again first"):
        put_forward(old, cast.asha)
    old = step(old, bringing_in.take_up, cast.tom)

    old = agree(put_forward(old, cast.asha), cast.ruth)

    with pytest.raises(Refused, match="What was entered does not change"):
        step(old, bringing_in.put_right, cast.asha, content=old.content, expected=1)


def test_old_and_new_answers_never_share_a_reference(cast):
    agree(put_forward(bring(cast.asha, PAGE.replace("2018", "2024")), cast.asha), cast.ruth)
    walk = Walk(cast.asha, cast.tom, cast.ruth, confirmed_report(cast.asha))
    walk.propose()

    assert walk.confirm().response.public_ref == "mar-2024-02"


def test_an_address_that_nobody_can_open_and_a_title_too_long_are_refused(cast):
    old = bring(cast.asha)
    for change, field in (({"link": "javascript:x"}, "link"), ({"title": "x" * 501}, "title")):
        with pytest.raises(Refused) as refused:
            step(old, bringing_in.put_right, cast.asha, content=old.content.model_copy(update=change), expected=1)
        assert refused.value.field == field


def test_every_step_stands_in_the_audit_trail(cast):
    old = step(put_forward(bring(cast.asha), cast.asha), bringing_in.send_back, cast.ruth, note="Look again.")
    old = step(old, bringing_in.leave_out, cast.tom, note="No.")
    agree(put_forward(step(old, bringing_in.take_up, cast.asha), cast.asha), cast.ruth)

    assert [e.action for e in AuditEntry.objects.filter(subject="old_answer").order_by("id")] == [
        f"old_answer_{what}" for what in ("brought_in", "read", "put_forward", "sent_back", "left_out", "taken_up",
                                          "put_forward", "entered")]


def test_those_of_another_body_are_not_there(cast, db):
    from answerable.accounts.scope import in_body

    bring(cast.asha)
    with in_body(cast.tarnbridge.id):
        assert old_answers() == []
        assert OldAnswer.objects.count() == 0


def test_the_list_has_the_newest_report_first_and_those_without_a_day_last(cast):
    for year in ("2018", "2020"):
        bring(cast.asha, PAGE.replace("2018", year).replace("Waiting", f"Waiting {year}"))
    bring(cast.asha, "Title: Undated\n\nResponse: Yes.")

    assert [str(row) for row in old_answers()] == ["Waiting 2020 for help", "Waiting 2018 for help", "Undated"]
    assert replace(held(old_answers()[0]), same_as=None).lacks == ""


def test_a_page_waits_to_be_read_and_one_that_cannot_be_read_says_why(cast):
    one, two = (bringing_in.keep_page(data=name.encode(), name=name, how=How.UPLOAD, by=cast.asha, at=AT)
                for name in ("one.txt", "two.docx"))
    assert waiting() == [one, two]

    bringing_in.record_reading(row=one, read=read_words(PAGE), by=cast.asha, at=AT)
    bringing_in.record_not_read(row=two, because="It is damaged.", by=cast.asha, at=AT)

    assert waiting() == []
    two.refresh_from_db()
    assert (two.state, two.note) == (OldState.NOT_READ, "It is damaged.")
    bringing_in.forget(row=two, by=cast.asha, at=AT)
    assert [str(row) for row in old_answers()] == ["Waiting for help"]


def test_two_who_read_the_same_page_record_it_once(cast):
    row = bringing_in.keep_page(data=b"x", name="x", how=How.UPLOAD, by=cast.asha, at=AT)
    bringing_in.record_reading(row=row, read=read_words(PAGE), by=cast.asha, at=AT)

    with pytest.raises(Refused, match="Somebody else was quicker"):
        bringing_in.record_reading(row=row, read=read_words(PAGE), by=cast.tom, at=AT)


def test_the_name_of_a_file_is_only_words(cast):
    row = bringing_in.keep_page(data=b"x", name="../../a\r\nb\u202egnp.html", how=How.UPLOAD, by=cast.asha, at=AT)

    assert row.name == "../../a bgnp.html"
