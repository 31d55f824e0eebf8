"""Reports that are not answered in the usual way: each is shown for what it is, and none counts for more."""

from __future__ import annotations

import json
from datetime import date, timedelta

from answerable.records.contents import (
    AnswerDueFacts,
    AnswerForm,
    AsPublishedPart,
    Basis,
    ChiefOfficerOutcome,
    ImportedFacts,
    NoAnswerDueFacts,
    OriginalPart,
    Override,
    OverridesPart,
    Remark,
    RemarksPart,
    WithdrawalFacts,
)
from answerable.register.figure import Counted, counted_as
from answerable.register.reading import read_register
from tests.records.build import AS_AT, Case, Chain
from tests.register.site import REF, REPORT_ON, files_of, one_response, page, thread_of
from tests.register.test_response_page import said

OTHER = "mar-2024-002"
PATH = f"responses/{OTHER}/"


def counted(chain: Chain, ref: str) -> Counted:
    register = read_register(chain.records, AS_AT)
    return next(counted_as(answer, AS_AT) for answer in register.reports if answer.ref == ref)


def decide_that_none_is_due(chain: Chain, ref: str = OTHER) -> None:
    thread = thread_of(Case(days=50))
    due = thread.due().model_copy(update={"why": "It is about fire services only.", "clocks": ()})
    facts = NoAnswerDueFacts(ref=ref, published_on=REPORT_ON)
    chain.append(facts, {"report": thread.report(), "due": due}, chain.at + timedelta(days=1))


def bring_in(chain: Chain, ref: str = OTHER, stated_on: date | None = None) -> None:
    as_published = AsPublishedPart(
        title="Custody", published_on=date(2019, 3, 1), type_of_inspection="Joint inspection", key_findings="- One",
        link="https://inspectorate.example/reports/custody/", link_words="Custody report", heading="Our response",
        response="We agree with the report.", address="https://old.example/custody", read_on=date(2026, 3, 3))
    parts = {
        "as-published": as_published,
        "original": OriginalPart(text="<p>We agree&nbsp;with <script>", repairs=("Tags were taken out.",)),
        "remarks": RemarksPart(remarks=(Remark(code="section", message="The page cites section 33."),)),
    }
    chain.append(ImportedFacts(ref=ref, published_on=date(2019, 3, 1), stated_on=stated_on), parts, chain.at)


def share(chain: Chain, answered_in: str = REF) -> None:
    thread = thread_of(Case(days=50))
    facts = AnswerDueFacts(ref=OTHER, basis=Basis.LAW, regime=thread.regime, published_on=REPORT_ON,
                           due_on=thread.due_on, answered_in=answered_in)
    chain.append(facts, {"report": thread.report(), "due": thread.due()}, chain.at)


def test_a_report_that_asks_no_answer_has_a_page_with_the_reason_and_is_not_counted():
    chain = one_response()
    decide_that_none_is_due(chain)

    files = files_of(chain.records, AS_AT)
    text = said(chain, PATH)

    assert "No answer due: Protecting children from exploitation" in text
    assert "It was decided on 10 January 2025 that it asks no answer of the Commissioner." in text
    assert "Why no answer is due It is about fire services only." in text
    assert f"responses/{OTHER}/" in page(files, "responses/state/no-answer-due/")
    assert OTHER not in page(files, "due/")
    assert counted(chain, OTHER) is Counted.NOT_DUE
    assert json.loads(files["data/responses.json"])["no_answer_due"][0]["due"]["why"] == (
        "It is about fire services only.")


def test_a_decision_that_is_changed_shows_the_later_one():
    none_then_due, due_then_none = one_response(), one_response(answered=False)
    decide_that_none_is_due(none_then_due)
    share(none_then_due, answered_in="mar-2024-003")
    decide_that_none_is_due(due_then_none, REF)

    assert "No response is on this register" not in said(due_then_none, f"responses/{REF}/")
    assert "an answer was said to be due" in said(due_then_none, f"responses/{REF}/")
    assert counted(due_then_none, REF) is Counted.NOT_DUE
    assert counted(none_then_due, OTHER) is Counted.NONE


def test_an_answer_from_before_the_register_is_shown_as_it_stood_and_never_as_in_time():
    chain = one_response()
    bring_in(chain)

    files = files_of(chain.records, AS_AT)
    text = said(chain, PATH)

    assert "Imported" in text
    assert "Date of response: not known. It is not counted as in time." in text
    assert "Published before this register began, at https://old.example/custody; read on 3 March 2026." in text
    assert "Tags were taken out. Both texts are below." in text
    assert "The page cites section 33." in text
    assert "Our response We agree with the report." in text
    assert b"&lt;p&gt;We agree&amp;nbsp;with &lt;script&gt;" in files[f"{PATH}index.html"]
    assert counted(chain, OTHER) is Counted.IMPORTED
    assert "Date not known" in page(files, "responses/2019/")
    assert json.loads(files[f"{PATH}record.json"])["as_published"]["response"] == "We agree with the report."


def test_a_day_that_an_old_page_states_is_shown_as_its_word():
    chain = one_response()
    bring_in(chain, stated_on=date(2019, 4, 2))

    assert ("Date of response: Tuesday 2 April 2019, as the old page states it. It is not counted as in time."
            in said(chain, PATH))


def test_an_imported_answer_to_a_report_with_a_last_day_in_law_is_counted_as_of_no_known_date():
    chain = one_response(answered=False)
    bring_in(chain, REF)

    files = files_of(chain.records, AS_AT)

    assert counted(chain, REF) is Counted.UNKNOWN
    assert "It was answered before this register began." in said(chain, f"responses/{REF}/")
    assert "We agree with the report." in said(chain, f"responses/{REF}/imported/")
    assert REF not in page(files, "due/")


def test_a_report_answered_in_another_response_says_so_and_counts_by_that_response():
    chain = one_response()
    share(chain)

    text = said(chain, PATH)

    assert "Answered in our response to another report." in text
    assert f"Also answers {thread_of(Case(days=50)).report().title}" in said(chain, f"responses/{REF}/")
    assert "Published Thursday 9 January 2025, day 51 of 56." in text
    assert counted(chain, OTHER) is Counted.BY_IT
    assert json.loads(files_of(chain.records, AS_AT)[f"{PATH}record.json"])["answered_in"] == REF


def test_before_the_shared_response_is_published_the_report_has_none():
    chain = one_response(answered=False)
    share(chain)

    assert "It is to be answered in the response to “Protecting children" in said(chain, PATH)
    assert counted(chain, OTHER) is Counted.NONE
    assert OTHER in page(files_of(chain.records, AS_AT), "due/")


def test_a_shared_response_that_is_withdrawn_is_withdrawn_for_both():
    chain = one_response()
    seq = chain.records.entries[-1].seq
    share(chain)
    chain.append(WithdrawalFacts(ref=REF, withdraws=seq), {}, chain.at + timedelta(days=1))

    assert "That response is marked “Withdrawn”." in said(chain, PATH)
    assert "responses/mar-2024-002/" in page(files_of(chain.records, AS_AT), "responses/state/withdrawn/")


def plan(versions: int) -> Chain:
    chain = one_response(case=Case(days=50, has_last_day=False))
    facts = chain.records.entries[-1].facts.model_copy(update={"form": AnswerForm.ACTION_PLAN})
    for number in range(2, versions + 1):
        thread = thread_of(Case(days=50, has_last_day=False))
        at = chain.at + timedelta(days=30)
        chain.append(facts.model_copy(update={"version": number, "responded_on": at.date()}),
                     thread.answer(at.date()), at)
    return chain


def test_a_plan_is_updated_and_not_corrected():
    text = said(plan(3), f"responses/{REF}/")

    assert "Action plan: Protecting children" in text
    assert "Corrected" not in text
    assert "Version 3, Monday 10 March 2025." in text
    assert "Updated on 10 March 2025, version 3." in text


def test_each_version_of_a_plan_stays_readable():
    chain = plan(3)

    assert "Replaced" in said(chain, f"responses/{REF}/versions/1/")
    assert "Replaced" in said(chain, f"responses/{REF}/versions/2/")
    assert "Action plan updated, version 2" in files_of(chain.records, AS_AT)["feed.xml"].decode()


def test_a_check_that_was_let_pass_is_named_with_the_reason():
    override = Override(check="every-finding", found=("Finding 2 has no answer.",), reason="It repeats finding 1.",
                        name="Ruth Hale", post="Chief Executive", on=date(2025, 1, 8))

    text = said(one_response(changed={"overrides": OverridesPart(overrides=(override,))}))

    assert "Published although this check was not passed: Finding 2 has no answer." in text
    assert "Reason given by Ruth Hale, Chief Executive, 8 January 2025: It repeats finding 1." in text


def test_comments_that_came_by_a_link_and_a_moved_day_are_told():
    thread = thread_of(Case(days=50))
    came = thread.chief_officer().model_copy(update={"came_by": "link"})
    declined = thread.chief_officer().model_copy(
        update={"outcome": ChiefOfficerOutcome.DECLINED, "first_reply_by": date(2024, 12, 1), "words": ""})

    assert "received 5 December 2024, sent through the office's link" in said(
        one_response(changed={"chief-officer": came}))
    assert "to reply by 12 December 2024, moved from 1 December 2024." in said(
        one_response(changed={"chief-officer": declined}))


def test_comments_that_came_from_an_account_of_the_force_are_told():
    came = thread_of(Case(days=50)).chief_officer().model_copy(update={"came_by": "account"})

    assert "sent from an account of the force" in said(one_response(changed={"chief-officer": came}))


def test_a_disputed_clock_and_one_that_does_not_apply_are_shown_with_the_reason():
    thread = thread_of(Case(days=50))
    clock = thread.due().clocks[0]
    marked = [clock.model_copy(update={"mark": mark, "mark_reason": reason}) for mark, reason in
              (("disputed", "The day of publication is contested."), ("does_not_apply", "We are not elected."))]
    due = thread.due().model_copy(update={"clocks": (clock, *marked)})

    text = said(one_response(changed={"due": due}), f"responses/{REF}/dates/")

    assert "Disputed The office's reason: The day of publication is contested." in text
    assert "Does not apply The office's reason: We are not elected." in text
    assert text.count("Working") == 3


def test_words_removed_from_an_imported_answer_are_named():
    chain = one_response()
    bring_in(chain)
    chain.remove(chain.records.entries[-1].seq, "as-published", chain.at + timedelta(days=1))

    files = files_of(chain.records, AS_AT)

    assert "The answer as published: words were removed on 10 January 2025" in said(chain, PATH)
    assert not [name for name, content in files.items() if b"We agree with the report" in content]
