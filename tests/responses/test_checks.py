"""What stops an answer, and what only advises."""

from __future__ import annotations

import re
from datetime import date

import pytest

from answerable.inspections import rules
from answerable.records.contents import Branch
from answerable.responses import checks, judgement, operations, proposals, slots
from answerable.responses.checks import Titles, results, to_put_right
from answerable.responses.rules import Decision
from answerable.responses.slots import FindingContent
from tests.responses.walk import Walk

TITLES = Titles("Commissioner", "Chief Constable")


def found(walk: Walk, code: str, today: date = date(2024, 12, 1)) -> list[str]:
    return [one.what for r in results(walk.now(), TITLES, today) if r.check.code == code for one in r.found]


def test_a_whole_answer_passes(walk: Walk):
    walk.to_written()

    assert to_put_right(results(walk.now(), TITLES, date(2024, 12, 1))) == 0


def test_a_law_is_cited_only_for_an_answer_given_under_it(walk: Walk):
    walk.propose(Decision.PRACTICE)
    by_practice = results(walk.now(), TITLES, date(2024, 12, 1))
    assert [r.check.code for r in by_practice if "Police Act" in r.why or not r.why] == []

    walk.propose(Decision.LAW)
    by_law = {r.check.code: r.why for r in results(walk.now(), TITLES, date(2024, 12, 1))}
    assert "section 55(5B)" in by_law["findings-answered"]
    assert "section 55(4)" in by_law["chief-officer"]


def test_each_finding_without_a_branch_is_named(walk: Walk):
    walk.propose()
    walk.answer(2)

    assert found(walk, "findings-answered") == [
        "Finding 1 has neither an action nor a reason.", "Finding 3 has neither an action nor a reason."]


def test_nobody_knowing_what_the_chief_officer_did_stops_it(walk: Walk):
    walk.propose()

    assert found(walk, "chief-officer") == [
        "It is not recorded whether the Chief Constable commented, declined or did not reply."]


@pytest.mark.parametrize(("words", "cited"), [
    ("Under section 33 of the Police Act 1996 we answer.", True),
    ("This is our answer under section 33.", True),
    ("Section 33 of the Road Traffic Act 1988 is not about this.", False),
    ("There were 33 sections.", False),
])
def test_the_wrong_section_is_found_and_other_acts_are_left_alone(walk: Walk, words: str, cited: bool):
    walk.propose()
    walk.text(slots.COMMENTS, words)

    assert bool(found(walk, "section")) == cited


@pytest.mark.parametrize(("words", "shown"), [
    ("<p>Hello</p>", True), ("We saw <strong class='x'>progress", True), ("Fewer than 5 < 6 and 7 > 6.", False)])
def test_a_leftover_tag_is_shown_to_the_writer(walk: Walk, words: str, shown: bool):
    walk.propose()
    walk.text(slots.COMMENTS, words)

    assert bool(found(walk, "tags")) == shown


@pytest.mark.parametrize("words", ["See [inspection report](#).", "See [inspection report]()."])
def test_a_link_that_leads_nowhere_stops_it(walk: Walk, words: str):
    walk.propose()
    walk.text(slots.COMMENTS, words)

    assert "“inspection report”" in found(walk, "empty-links")[0]


@pytest.mark.parametrize(("words", "told"), [
    ("[https://force.example/a](https://evil.example/a)", True),
    ("[www.force.example](https://evil.example/)", True),
    ("[force.example/report](https://evil.example/report)", True),
    ("[https://www.force.example/a](https://force.example/a/)", False),
    ("[the report](https://force.example/a)", False),
    ("[section 5.3](https://force.example/a)", False),
])
def test_a_link_that_shows_another_address_is_told_and_never_stops_it(walk: Walk, words: str, told: bool):
    walk.to_written()
    walk.text(slots.COMMENTS, words)

    assert bool(found(walk, "link-address")) == told
    assert to_put_right(results(walk.now(), TITLES, date(2024, 12, 1))) == 0


@pytest.mark.parametrize("fragment", [" ", "[", "[a](", "[here](x", "](", "<a ", "</", "section 33 ", "s.33 of the ",
                                      "www.", "a.a-", "[a](a.b ", "\n"])
def test_a_megabyte_of_any_repeated_fragment_is_looked_through_to_its_end(fragment: str):
    text = "[a](" + fragment * (1_000_000 // len(fragment))

    patterns = [p for module in (checks, judgement, proposals, rules) for p in vars(module).values()
                if isinstance(p, re.Pattern)]

    assert len(patterns) >= 10
    for pattern in patterns:
        assert sum(1 for _ in pattern.finditer(text)) <= len(text)


def test_lateness_asks_for_a_reason_and_never_stops_it(walk: Walk):
    walk.to_written()
    late = date(2025, 1, 17)

    assert found(walk, "last-day", late) == [
        "Publishing on 17 January 2025 is 3 days after the last day. Write the reason; it is published."]
    assert to_put_right(results(walk.now(), TITLES, late)) == 0


def test_a_finding_answered_with_an_unanswered_one_stops_it(walk: Walk):
    walk.propose()
    content = FindingContent(branch=Branch.WITH_FINDING, answered_with=3)
    operations.answer_finding(report=walk.report, number=1, content=content, expected=0, by=walk.asha, at=walk.tick())

    assert found(walk, "answered-with") == ["Finding 1 is answered with finding 3, which has no answer."]
