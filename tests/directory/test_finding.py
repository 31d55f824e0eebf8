"""A body is found by its code or its name on a day; what is not clear is said in a sentence."""

from __future__ import annotations

from datetime import date

import pytest

from answerable.directory import BodyKind, NotFound, SeveralFound, bodies_on, find

TODAY = date(2026, 1, 1)


@pytest.mark.parametrize("words", ["gm", "Mayor of Greater Manchester", "greater manchester", "manchester police"])
def test_a_body_is_found_by_code_by_name_and_by_its_force(words):
    assert find(words, TODAY).name == "Mayor of Greater Manchester"


def test_every_body_is_found_by_its_code_and_by_its_name():
    for body in bodies_on(TODAY):
        assert find(body.code, TODAY) == find(body.name, TODAY) == body


def test_the_name_is_the_one_of_the_day():
    assert find("cumbria", date(2023, 3, 31)).kind is BodyKind.COMMISSIONER
    assert find("cumbria", date(2023, 4, 1)).kind is BodyKind.FIRE_AND_CRIME_COMMISSIONER


def test_words_that_fit_several_bodies_are_answered_with_their_codes():
    with pytest.raises(SeveralFound, match=r"fits several bodies\. Write the code of one: westyorks .*wyorksfire"):
        find("West Yorkshire", TODAY)


def test_a_body_that_has_ended_is_answered_with_its_successor():
    with pytest.raises(NotFound, match=r"is not there on 2026-01-01\. Its successor is westyorks"):
        find("wypcc", TODAY)


def test_a_body_that_nobody_knows_is_answered_with_those_that_come_near():
    with pytest.raises(NotFound, match=r"No body in the list is called 'Comissioner for Cumbira'\. Near: "):
        find("Comissioner for Cumbira", TODAY)
    with pytest.raises(NotFound, match="is called ''"):
        find("", TODAY)
