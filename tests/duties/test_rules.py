"""What every rule and regime must say about itself."""

import re
import tokenize
from datetime import timedelta
from pathlib import Path

import pytest

import answerable.duties
from answerable.duties import Capacity, Form, Regime, Rule, Standing, Unit, UnknownRule, regime, regimes, rule, rules
from answerable.duties.practice import OWN_DATES

each_rule = pytest.mark.parametrize("one", rules(), ids=lambda one: one.code)
each_regime = pytest.mark.parametrize("one", regimes(), ids=lambda one: one.code)


@each_rule
def test_a_rule_is_cited_dated_and_has_a_standing(one: Rule) -> None:
    assert one.source.citation
    assert one.source.read
    assert isinstance(one.standing, Standing)
    assert str(one.force).endswith(".")
    assert one.force.first_day or one.force.words or "not known" in str(one.force)


@each_rule
def test_a_rule_of_law_that_was_checked_gives_the_address_of_its_text(one: Rule) -> None:
    if one.standing is Standing.STATUTE and one.source.checked:
        assert one.source.address is not None
        assert one.source.address.startswith("https://www.legislation.gov.uk/")


@each_rule
def test_a_rule_has_either_a_length_or_words_in_its_place(one: Rule) -> None:
    assert (one.length is None) == bool(one.no_date)
    assert one.extension.endswith(".")


@each_rule
def test_a_rule_in_words_states_the_number_it_counts_by(one: Rule) -> None:
    if one.length is not None:
        number = "one" if one.length.unit is Unit.MONTH else str(one.length.number)
        assert re.search(rf"\b{number}\b", one.in_words)
        assert ("beginning with" in one.in_words) == one.length.counts_trigger_day


@each_rule
def test_codes_are_fit_for_addresses_and_lead_back_to_the_rule(one: Rule) -> None:
    assert re.fullmatch(r"[a-z0-9-]{1,80}", one.code)
    assert rule(one.code) is one


@each_regime
def test_a_regime_names_rules_that_exist_and_who_answers(one: Regime) -> None:
    assert regime(one.code) is one
    assert all(rule(code) for code in one.rules)
    assert one.rules
    assert one.who_answers


@each_regime
def test_a_regime_by_law_says_what_the_answer_must_hold(one: Regime) -> None:
    assert bool(one.required_content) or not one.by_law


@each_rule
def test_a_rule_starts_on_publication_exactly_when_its_words_say_so(one: Rule) -> None:
    assert one.starts_on_publication == ("publish" in one.trigger)


@each_rule
def test_a_rule_that_followed_another_begins_on_the_day_after_it_ended(one: Rule) -> None:
    if one.before:
        earlier = rule(one.before).force.last_day
        assert earlier is not None
        assert one.force.first_day == earlier + timedelta(days=1)


@each_regime
def test_every_kind_of_report_that_a_regime_covers_is_cited_and_none_twice(one: Regime) -> None:
    assert len({kind.code for kind in one.covers}) == len(one.covers)
    assert all(kind.source.citation and kind.source.read and kind.because.endswith(".") for kind in one.covers)


def test_only_the_police_act_invites_the_chief_officer() -> None:
    assert [one.code for one in regimes() if one.invites_chief_officer] == ["police-act-1996"]


def test_the_website_duty_is_of_elected_bodies_and_a_fire_plan_of_fire_authorities() -> None:
    assert regime("specified-information-2011").answered_by == {Capacity.ELECTED_POLICING}
    assert regime("fire-framework-2018").answered_by == {Capacity.FIRE}
    assert regime("police-act-1996").answered_by == {Capacity.ELECTED_POLICING, Capacity.COMMON_COUNCIL}


def test_a_plan_lives_and_a_page_answers_nothing() -> None:
    forms = {one.code: one.form for one in regimes()}

    assert forms["fire-framework-2018"] is Form.ACTION_PLAN
    assert forms["specified-information-2011"] is Form.PAGE
    assert forms["police-act-1996"] is Form.STATEMENT


def test_what_the_framework_says_is_marked_as_not_checked() -> None:
    assert not rule("fire-framework-2018-action-plan").source.checked
    assert not regime("fire-framework-2018").source.checked


def test_an_unknown_code_is_answered_with_those_there_are() -> None:
    with pytest.raises(UnknownRule, match="police-act-1996-s55, ") as refused:
        rule("police-act-1996-s33")

    assert 'No rule is called "police-act-1996-s33"' in str(refused.value)
    with pytest.raises(UnknownRule, match="joint-area-reviews-2015"):
        regime("nobody's")


def test_codes_are_never_given_twice() -> None:
    codes = [one.code for one in rules()]

    assert len(codes) == len(set(codes))


def test_our_own_dates_lie_inside_the_shortest_period_they_are_offered_for() -> None:
    length = rule("police-act-1996-s55").length

    assert length is not None
    assert all(0 < own.day < length.number for own in OWN_DATES)


@pytest.mark.parametrize("part", ["duties", "inspections", "responses", "register", "workspace", "cli"])
def test_the_length_of_a_period_stands_in_rule_data_and_nowhere_else(part: str) -> None:
    duties = Path(answerable.duties.__file__).parent
    may_hold_one = {*duties.glob("*_[12][0-9][0-9][0-9].py"), duties / "cases.py"}

    for path in set((duties.parent / part).rglob("*.py")) - may_hold_one:
        assert "56" not in numbers_in(path), f"{path.name} holds the length of a rule"


def numbers_in(path: Path) -> set[str]:
    with path.open("rb") as source:
        return {token.string for token in tokenize.tokenize(source.readline) if token.type == tokenize.NUMBER}
