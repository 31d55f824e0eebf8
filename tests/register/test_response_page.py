"""What the page of a response says in each state, in neutral words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pypdfium2
import pytest
from selectolax.lexbor import LexborHTMLParser

from answerable.records.contents import (
    Basis,
    Branch,
    ChiefOfficerOutcome,
    CountedClock,
    DuePart,
    WithdrawalFacts,
    WrittenPart,
)
from tests.records.build import AS_AT, Case, Chain
from tests.register.made import every_kind
from tests.register.site import REF, REPORT_ON, add_version, files_of, one_response, page, thread_of

PATH = f"responses/{REF}/"
IN_TIME = Case(days=50)
PRACTICE = Case(days=40, basis=Basis.PRACTICE, has_last_day=False, chief=ChiefOfficerOutcome.NOT_ASKED)


def said(chain: Chain, path: str = PATH) -> str:
    """The words of the page's main part, spaces made one."""
    main = LexborHTMLParser(page(files_of(chain.records, AS_AT), path)).css_first("main")
    assert main is not None
    return " ".join(main.text(separator=" ").split()).replace(" .", ".").replace(" ,", ",")


def note(words: str) -> WrittenPart:
    return WrittenPart(words=words, author="Helen Marsh", written_on=date(2025, 2, 6))


def test_it_has_every_field_that_bodies_publish_today():
    text = said(one_response())

    for field in ("Inspection title Protecting children from exploitation: an inspection of Marlshire Police",
                  "Date published Wednesday 20 November 2024, printed on page 1",
                  "Type of inspection Protecting children from exploitation inspection of one force",
                  "Key findings Office of the Commissioner",
                  "Link to report Protecting children from exploitation",
                  "The Commissioner's comments Helen Marsh, Police and Crime Commissioner, 9 January 2025",
                  "The Chief Constable's comments Idris Calder, Chief Constable, received 5 December 2024",
                  "The Commissioner's reply to the Chief Constable",
                  "Date of response Thursday 9 January 2025. Signed off by Helen Marsh",
                  "Why we answer Law: Police Act 1996, section 55."):
        assert field in text


def test_published_in_time_it_says_the_day_and_the_last_day():
    text = said(one_response())

    assert "Published Thursday 9 January 2025, day 51 of 56. The last day was Tuesday 14 January 2025." in text
    assert "No reason was given" not in text


def test_published_after_the_last_day_it_says_by_how_much_and_that_no_reason_was_given():
    text = said(one_response(case=Case(days=58)))

    assert "Published Friday 17 January 2025, day 59. The last day was Tuesday 14 January 2025, 3 days earlier." in text
    assert "No reason was given." in text


def test_published_after_the_last_day_it_gives_the_office_s_reason():
    text = said(one_response(case=Case(days=58), changed={"after-last-day": note("The office was flooded.")}))

    assert "Reason given by the office: The office was flooded." in text
    assert "No reason was given" not in text


def test_before_there_is_a_response_it_says_the_same_on_every_day():
    chain = one_response(answered=False)
    early, long_after = date(2024, 12, 1), date(2026, 3, 31)

    before, after = (page(files_of(chain.records, day), PATH) for day in (early, long_after))

    assert before == after
    assert ("The report was published on 20 November 2024. The last day to publish a response is Tuesday 14 January "
            "2025. No response is on this register.") in said(chain)
    assert "No response yet" in said(chain)


def test_by_practice_it_claims_no_law_and_no_last_day():
    text = said(one_response(case=PRACTICE))

    assert "Our practice. No law we know of requires it. No last day is set." in text
    assert "No last day is set." in text
    assert "No comments were asked for." in text


def test_a_fire_plan_is_an_action_plan_under_guidance_with_no_date_in_it():
    clock = CountedClock(
        rule="fire-framework-2018-action-plan", title="Action plan", rule_in_words="A plan is published.",
        source="Fire and Rescue National Framework for England", source_url=None, standing="guidance",
        checked=False, trigger="the day the report is published", trigger_on=REPORT_ON, due_on=None,
        working=("A plan is due. No date is set in law.",),
    )
    due = DuePart(why="The report is about the fire service.", clocks=(clock,))
    case = Case(days=40, has_last_day=False)

    text = said(one_response(case=case, regime="fire-framework-2018", changed={"due": due}))

    assert "Action plan: Protecting children" in text
    assert ("Guidance: Fire and Rescue National Framework for England (not yet checked against the source). "
            "No date is set in it.") in text


@pytest.mark.parametrize(
    ("outcome", "words"),
    [
        (ChiefOfficerOutcome.DECLINED,
         "Invited on 28 November 2024 to reply by 12 December 2024. Declined on 5 December 2024."),
        (ChiefOfficerOutcome.NONE_RECEIVED,
         "Invited on 28 November 2024 to reply by 12 December 2024. No comments were received by 12 December 2024."),
        (ChiefOfficerOutcome.NOT_ASKED, "No comments were asked for."),
    ],
)
def test_without_the_chief_officer_s_comments_it_says_what_came_of_the_invitation(outcome, words):
    assert words in said(one_response(case=replace(IN_TIME, chief=outcome)))


def test_withdrawn_it_stays_readable_with_the_reason():
    chain = one_response()
    seq = chain.records.entries[-1].seq
    parts = {"note": note("The report itself was withdrawn.")}
    chain.append(WithdrawalFacts(ref=REF, withdraws=seq), parts, chain.records.entries[-1].at + timedelta(days=9))

    text = said(chain)

    assert "Withdrawn on 18 January 2025. It is kept here so that what was said can be read." in text
    assert "The report itself was withdrawn." in text
    assert "I asked the Chief Constable" in text


def test_corrected_it_says_what_changed_and_the_old_version_stays_readable():
    chain = one_response()
    thread = thread_of(IN_TIME)
    wrong = thread.finding(1, answered=True)
    right = wrong.model_copy(update={"answer": wrong.answer.replace("28 March", "31 March")})
    add_version(chain, IN_TIME, 78, {"finding-0001": right, "note": note("Finding 1's date was wrong.")})

    text, old = said(chain), said(chain, f"{PATH}versions/1/")

    assert "Corrected" in text
    assert "Version 2, 6 February 2025." in text
    assert "Finding 1's date was wrong." in text
    assert "Finding 1, answer: “40 forms by 28 March and publish” became “40 forms by 31 March and publish”." in text
    assert "by 28 March and publish what it found" in old
    assert "Replaced" in old


def test_a_correction_does_not_move_the_day_of_the_response():
    chain = one_response()
    add_version(chain, IN_TIME, 78, {"note": note("A word.")})

    text = said(chain)

    assert "Published Thursday 9 January 2025, day 51 of 56." in text
    assert "Thursday 9 January 2025. This is version 2, of 6 February 2025." in text


def test_the_pdf_says_what_the_page_says_of_its_state():
    chain = one_response(case=Case(days=58), changed={"after-last-day": note("The office was flooded.")})
    seq = chain.records.entries[-1].seq
    parts = {"note": note("The report itself was withdrawn.")}
    chain.append(WithdrawalFacts(ref=REF, withdraws=seq), parts, chain.records.entries[-1].at + timedelta(days=9))

    read = pypdfium2.PdfDocument(files_of(chain.records, AS_AT)[f"{PATH}response.pdf"])
    text = " ".join(" ".join(page.get_textpage().get_text_range() for page in read).split())

    for words in ("Reason given by the office: The office was flooded.", "Withdrawn on 26 January 2025.",
                  "The report itself was withdrawn.", "We accept that the two tests of risk should be one.",
                  "The Commissioner's answer: no action, for this reason.", "day 59", "This is an example."):
        assert words in text


def test_removed_words_are_named_with_their_ground_and_the_rest_stays():
    chain = one_response()
    chain.remove(chain.records.entries[-1].seq, "chief-officer", chain.records.entries[-1].at + timedelta(days=2))

    text = said(chain)

    assert "Words removed" in text
    assert ("The chief officer's comments: words were removed on 11 January 2025 because they held personal data. "
            "The fingerprint of the first text is kept in the record.") in text
    assert "We accept that the two tests" not in text
    assert "I asked the Chief Constable" in text


def test_each_finding_shows_the_branch_of_its_answer():
    text = said(one_response())

    assert "The Commissioner's answer: action taken or proposed. My office will look at 40 forms" in text
    assert "The Commissioner's answer: no action, for this reason. The force's plan covers this." in text
    assert "The Commissioner's answer is given with another finding: Finding 1." in text
    assert "Addressed to The Chief Constable. The Commissioner does not answer it, for this reason." in text


def test_each_finding_has_an_address_of_its_own_with_the_answer_that_covers_it():
    thread = thread_of(IN_TIME)
    covered = thread.finding(3, answered=True)
    assert covered.branch is Branch.WITH_FINDING

    text = said(one_response(), f"{PATH}findings/3/")

    assert "“The force should use one test of risk for every child reported missing (3).”" in text
    assert "My office will look at 40 forms" in text
    assert "How to cite this finding" in text


def test_a_finding_once_given_keeps_its_address_when_a_later_version_leaves_it_out():
    chain = one_response(findings=4)
    thread = thread_of(IN_TIME, findings=1)
    at = thread.moment(80)
    parts = {**thread.answer(at.date()), "note": note("Three findings were not in the report.")}
    facts = chain.records.entries[-1].facts.model_copy(update={"version": 2, "responded_on": at.date()})
    chain.append(facts, parts, at)

    assert "Finding 4 is not part of the current version." in said(chain, f"{PATH}findings/4/")


def test_the_dates_page_shows_the_working_and_every_day():
    text = said(one_response(), f"{PATH}dates/")

    assert "The last day is Tuesday 14 January 2025." in text
    assert "Every day of the count" in text
    assert "November 2024" in text
    assert "56, the last day" in text


def test_no_word_of_the_public_pages_praises_or_blames():
    files = files_of(every_kind().records, AS_AT)

    for name, content in files.items():
        if name.endswith(".html") and not name.startswith("deadlines/"):  # where Late Summer is a holiday
            words = LexborHTMLParser(content).body.text().lower()
            for word in ("overdue", " late ", "missed", "failed to", "outstanding", "pending", "in progress", "n/a",
                         "please", "days ago"):
                assert word not in words, (name, word)
            assert not [c for c in ("--red", "--green", "--orange", "--yellow", "--purple") if c in content.decode()]
