"""The sentences, from rows that say what is to be said. Places are invented."""

from dataclasses import replace

import pytest

from answerable.assessment import statements
from answerable.assessment.figures import ChangeTable, Level
from answerable.measures.categories import CODES
from answerable.measures.change import Statement, changes
from answerable.measures.control_chart import control_chart
from answerable.measures.counts import Count
from answerable.measures.months import Month
from answerable.measures.persistence import persistence
from answerable.measures.rates import rates

BASE = [Month(2024, number) for number in (1, 2, 3, 4)]
NEW = [Month(2025, number) for number in (1, 2, 3, 4)]
WHERE = "by Marlshire Police"


def said(base: tuple[int, ...], new: tuple[int, ...], group: str = "weapons", *, doubted: bool = False) -> str:
    counts = [Count("m", month, group, n) for month, n in zip((*BASE, *NEW), (*base, *new), strict=True)]
    rows = changes(counts, BASE, NEW, {("m", BASE[0])} if doubted else set())
    return statements.of_change(rows[0], ChangeTable(Level.FORCE, BASE, NEW, rows), WHERE)


def test_a_change_inside_the_noise_is_called_no_clear_change_with_both_counts_and_the_interval():
    assert said((40, 45, 42, 43), (46, 47, 45, 47)) == (
        "No clear change in possession of weapons recorded by Marlshire Police: from 170 to 185 (January to April, "
        "2024 to 2025, +9%). The rate ratio is 1.10 (95% interval 0.89 to 1.36). It also reflects how much police "
        "search for weapons.")


def test_a_clear_rise_gives_the_counts_before_the_percentage():
    sentence = said((20, 21, 19, 20), (40, 42, 38, 40))
    assert sentence.startswith("Possession of weapons recorded by Marlshire Police rose from 80 to 160 (January to")
    assert "+100%" in sentence


def test_no_percentage_stands_where_the_base_is_under_fifty():
    assert "%" not in said((10, 10, 10, 10), (20, 22, 18, 20)).replace("95% interval", "")


def test_few_events_in_both_periods_are_too_few_to_say():
    assert said((1, 2, 0, 1), (2, 3, 1, 2), "robbery") == (
        "Robbery recorded by Marlshire Police: too few to say, from 4 to 8 (January to April, 2024 to 2025).")


def test_a_month_that_is_doubted_is_not_judged():
    assert "is not judged" in said((1, 45, 42, 43), (46, 47, 45, 47), doubted=True)


@pytest.mark.parametrize("group", CODES)
@pytest.mark.parametrize("label", list(Statement))
def test_every_statement_has_words_for_every_group_and_never_says_rocketed(group, label):
    counts = [Count("m", month, group, 50) for month in (*BASE, *NEW)]
    row = replace(changes(counts, BASE, NEW)[0], statement=label)
    sentence = statements.of_change(row, ChangeTable(Level.FORCE, BASE, NEW, [row]), WHERE)
    assert "200" in sentence
    assert "recorded) recorded" not in sentence
    assert sentence.endswith(".")


def test_nothing_before_has_no_ratio():
    assert "There was none before." in said((0, 0, 0, 0), (10, 12, 9, 11))


def test_anti_social_behaviour_makes_no_headline():
    assert "asb" not in statements.HEADLINES


def test_a_series_with_a_gap_is_not_told_into_signals():
    assert "No limits are drawn" in statements.of_chart(control_chart(dict.fromkeys((*BASE, *NEW), 5)), "weapons")


def test_a_quiet_year_is_called_ordinary_scatter_and_an_outlier_is_named():
    year = {Month(2025, number): 40 + number % 3 for number in range(1, 13)}
    assert "None of them is a signal" in statements.of_chart(control_chart(year), "weapons")
    assert "July 2025 (above limit)" in statements.of_chart(control_chart(year | {Month(2025, 7): 90}), "weapons")


def test_a_rate_is_described_beside_all_places_together():
    counts = [Count(key, month, "robbery", n) for month in NEW for key, n in (("a", 40), ("b", 10))]
    high, low = rates(counts, NEW, {"a": 60_000, "b": 60_000})
    assert "higher than 5.0 in all places together" in statements.of_rate(high, "Northmarl")
    assert "lower than" in statements.of_rate(low, "Southmarl")


@pytest.mark.parametrize(("months", "people", "why"), [
    (NEW[:3], 60_000, "a month is missing"), (NEW, None, "residents are not known")])
def test_without_a_month_or_residents_there_is_no_rate_and_the_reason_is_said(months, people, why):
    counts = [Count("a", month, "robbery", 40) for month in months] + [Count("b", month, "robbery", 9) for month in NEW]
    row = rates(counts, NEW, {"a": people, "b": 50_000})[0]
    assert why in statements.of_rate(row, "Northmarl")


def test_few_a_month_warn_against_maps_of_single_months():
    rows = persistence("weapons", {"a": [1, 0, 2, 1], "b": [0, 0, 0, 0]})
    assert "do not draw maps of single months" in statements.of_persistence(rows, "weapons")
