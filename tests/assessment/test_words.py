import pytest

from answerable.assessment import words
from answerable.measures.months import Month


@pytest.mark.parametrize(("value", "decimals", "seen"), [
    (0.5, 0, "1"), (1.5, 0, "2"), (2.5, 0, "3"), (1.005, 2, "1.01"), (-0.25, 1, "-0.3"), (1234.46, 1, "1,234.5"),
])  # fmt: skip
def test_halves_are_rounded_away_from_zero_on_the_digits_that_are_seen(value, decimals, seen):
    assert words.rounded(value, decimals) == seen


@pytest.mark.parametrize(("value", "seen"), [
    (0.0, "0.0"), (0.384, "0.38"), (37.05, "37.1"), (99.94, "99.9"), (140.9, "141")])
def test_a_rate_has_no_more_digits_than_it_carries(value, seen):
    assert words.rate(value) == seen


@pytest.mark.parametrize(("value", "seen"), [(8.6, "+9%"), (-73.2, "−73%"), (0.4, "0%"), (-0.4, "0%")])
def test_a_change_in_percent_has_a_sign_unless_it_is_nought(value, seen):
    assert words.change_in_percent(value) == seen


def months(*written: str) -> list[Month]:
    return [Month.read(one) for one in written]


def test_months_that_follow_one_another_are_drawn_together():
    base, new = months("2024-01", "2024-02", "2024-03"), months("2025-01", "2025-02", "2025-03")
    assert words.both_periods(base, new) == "January to March, 2024 to 2025"


def test_months_with_one_between_are_named_one_by_one():
    assert words.months_of_year(months("2025-01", "2025-03", "2025-05")) == "January, March and May"


@pytest.mark.parametrize(("held", "seen"), [
    (("2025-07",), "July 2025"), (("2024-01", "2024-04"), "January to April 2024"),
    (("2018-10", "2019-02"), "October 2018 to February 2019"),
])  # fmt: skip
def test_a_stretch_names_each_year_once(held, seen):
    assert words.stretch(months(*held)) == seen
