"""What a body calls the force or service of a report, for every body and every law."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answerable.duties import Service, inspected, names_of_all, regime, regimes, services


@dataclass(frozen=True)
class Names:
    force_name: str = ""
    chief_title: str = ""
    fire_name: str = ""
    fire_chief_title: str = ""


POLICE = Names("Marlshire Police", "Chief Constable")
FIRE = Names(fire_name="Marlshire Fire and Rescue Service", fire_chief_title="Chief Fire Officer")
BEFORE = Names("Marlshire Fire and Rescue Service", "Chief Fire Officer")  # a fire authority's names of another day
BOTH = Names("Marlshire Police", "Chief Constable", "Marlshire Fire and Rescue Service", "Chief Fire Officer")


@pytest.mark.parametrize(("names", "service", "chief", "word"), [
    (BOTH, Service.POLICE, "Chief Constable", "force"),
    (BOTH, Service.FIRE, "Chief Fire Officer", "service"),
    (BOTH, None, "chief officer", "force or service"),
    (POLICE, None, "Chief Constable", "force"),
    (POLICE, Service.POLICE, "Chief Constable", "force"),
    (FIRE, None, "Chief Fire Officer", "service"),
    (FIRE, Service.FIRE, "Chief Fire Officer", "service"),
    (BEFORE, Service.FIRE, "Chief Fire Officer", "service"),
    (Names(), None, "chief officer", "force or service"),
])
def test_the_chief_officer_and_the_word_are_those_of_the_service(names, service, chief, word):
    found = inspected(names, service)

    assert (found.chief, found.word) == (chief, word)


@given(st.sampled_from(regimes()), st.sampled_from([POLICE, FIRE, BEFORE, BOTH]))
def test_no_law_mixes_the_name_of_one_service_with_the_title_of_another(law, names):
    found = inspected(names, law.service, law.inspected)

    assert (found.name, found.chief) in {
        *((one.name, one.chief) for one in services(names)), ("the force or service", "chief officer")}
    assert found.name == "the force or service" or found.name in names_of_all(names)


def test_the_law_on_fire_reports_is_about_the_fire_service_and_that_on_police_reports_about_the_force():
    assert inspected(BOTH, regime("fire-framework-2018").service).chief == "Chief Fire Officer"
    assert inspected(BOTH, regime("police-act-1996").service).chief == "Chief Constable"


def test_a_body_is_told_of_by_all_that_it_answers_for():
    assert names_of_all(BOTH) == "Marlshire Police and Marlshire Fire and Rescue Service"
    assert names_of_all(FIRE) == "Marlshire Fire and Rescue Service"
