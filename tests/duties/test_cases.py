"""The published cases, each a sentence that can be checked by hand."""

import pytest

from answerable.duties import NotInForce, rule, start_clock
from answerable.duties.cases import CASES, MOVED, REFUSALS, Case, Moved, Refusal


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}: {case.sentence}")
def test_a_case_comes_out_as_published(case: Case) -> None:
    clock = start_clock(rule(case.rule), case.trigger_on)

    assert clock.due_on == case.due_on


@pytest.mark.parametrize("case", MOVED, ids=lambda case: case.sentence)
def test_a_holiday_added_later_moves_a_last_day_as_published(case: Moved) -> None:
    plain = start_clock(rule(case.rule), case.trigger_on)
    moved = start_clock(rule(case.rule), case.trigger_on, case.added)

    assert (plain.due_on, moved.due_on) == (case.due_on, case.moved_to)


@pytest.mark.parametrize("refusal", REFUSALS, ids=lambda refusal: f"{refusal.rule}: {refusal.sentence}")
def test_a_day_outside_a_rules_force_is_refused_in_a_sentence(refusal: Refusal) -> None:
    with pytest.raises(NotInForce) as refused:
        start_clock(rule(refusal.rule), refusal.trigger_on)

    sentence = str(refused.value)
    assert rule(refusal.rule).source.citation in sentence
    assert str(refusal.trigger_on.year) in sentence
    assert sentence.endswith("Check the day, or choose another rule.")
