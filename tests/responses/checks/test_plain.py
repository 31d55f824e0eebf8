"""Plain English: short forms, long sentences, hard words, open promises."""

from __future__ import annotations

import pytest

from answerable.promises import ALL_RULES, Kind, Promise, find
from answerable.responses.checks import MUST, plain
from tests.responses.checks.drafts import found, of_chief_officer, unknown

EASY = "We will look at the new form. The force has used it since May. It helps each child. We saw that it works. " * 6
LONG = "The office will work with every one of its many partners in the county and in the towns " * 2
HARD = ("Organisational accountability necessitates comprehensive multidisciplinary investigation of the underlying "
        "interdependencies characterising the constabulary, and operational considerations notwithstanding. ") * 8
WELSH = "Mae’r heddlu wedi dechrau defnyddio’r ffurflen newydd ym mis Mai ac rydym yn edrych ar bob achos. " * 8


@pytest.mark.parametrize(("words", "told"), [
    ("The SVD is new.", ["SVD"]),
    ("The Serious Violence Duty (SVD) is new. The SVD is law.", []),
    ("HMIP (HM Inspectorate of Probation) came.", []),
    ("The inspectorate (‘HMIP’) came. HMIP wrote.", []),
    ("The MASH met. The MASH met again.", ["MASH"]),
    ("JTAIs are joint.", ["JTAI"]),
    ("The Multi-Agency Safeguarding Hub (MASH, in Marltown) met.", []),
    ("The UK, the NHS and BBC CCTV.", []),
    ("Part IV of Volume XII.", []),
    ("WE WILL ACT ON THIS NOW.", []),
    ("Write to OFFICE@FORCE.EXAMPLE or see GOV.UK.", []),
    ("The A66 and a B&B.", []),
    ("I am. A child is.", []),
])
def test_a_short_form_is_told_where_it_first_stands_unexplained(words: str, told: list[str]):
    said = "{} is not explained in the Commissioner’s comments."

    assert found("short-forms", words) == [said.format(short) for short in told]


def test_long_sentences_are_told_with_their_average():
    assert found("long-sentences", f"{LONG}. " * 3) == [
        "The average sentence in the Commissioner’s comments is 36 words. This is the longest:"]
    assert found("long-sentences", EASY) == []
    assert found("long-sentences", LONG) == [], "one sentence is no average"


def test_a_text_that_asks_for_more_than_school_gives_is_told():
    assert "reading age of the Commissioner’s comments is about" in found("reading-age", HARD)[0]
    assert found("reading-age", EASY) == []


def test_the_reading_age_of_another_language_is_not_known():
    assert found("reading-age", WELSH) == []
    assert unknown("reading-age", WELSH) == [
        "The reading age of the Commissioner’s comments is not known: it is worked out for English only."]


@pytest.mark.parametrize(("words", "lacks"), [
    ("We will review the policy.", "no date"),
    ("Marlshire Police will train its call handlers.", "no date"),
    ("We are training our call handlers.", "no date"),
    ("We have begun to train our call handlers.", "no date"),
    ("A review will be carried out by June 2025.", "no owner"),
    ("The policy will be reviewed.", "no owner and no date"),
    ("A new policy is being written.", "no owner and no date"),
    ("We will [publish](https://a.example/) the **plan**.", "no date"),
    ("We will:\n\n- publish a plan\n- train our call handlers by May 2025", "no date"),
])
def test_a_promise_is_told_with_what_it_leaves_open(words: str, lacks: str):
    assert found("promises", f"We looked. {words}") == [f"A promise in the Commissioner’s comments has {lacks}."]


@pytest.mark.parametrize("words", [
    "My office will publish the figures by 28 March 2025.",
    "We will review the policy within six months.",
    "The policy will be reviewed by the panel in June 2025.",
    "By June 2025 we will:\n\n- publish a plan\n- train our call handlers",
    "We have reviewed the policy.",  # done
    "We are considering a joint team.",  # only being looked at
    "My office will monitor the numbers.",  # only being watched
    "We will not review the policy.", "This will ensure that children are safe.", "The force should review it.",
    "We welcome the report.", "The report will be important.", "Where there is a will, there is a way.",
    "## We will review the policy",
])
def test_what_leaves_nothing_open_and_what_promises_nothing_is_not_told(words: str):
    assert found("promises", words) == []


SAID_BY_THE_RULES = [example for rule in ALL_RULES for example in find(rule.example)]


@pytest.mark.parametrize("promise", SAID_BY_THE_RULES, ids=[promise.rule for promise in SAID_BY_THE_RULES])
def test_what_is_a_promise_is_what_the_rules_for_promises_say(promise: Promise):
    is_asked = promise.kind in (Kind.WILL, Kind.UNDER_WAY) and not (promise.actor and promise.date)

    assert bool(found("promises", promise.sentence)) == is_asked


def test_nobody_is_asked_to_change_the_style_of_others():
    words = of_chief_officer(f"The SVD is new. We will review it. {HARD}")

    assert [found(check.code, words) for check in plain.CHECKS] == [[]] * len(plain.CHECKS)


def test_no_wording_stops_an_answer():
    assert set(plain.CHECKS) & set(MUST) == set()
