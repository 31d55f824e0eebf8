"""Which law we think a report has to be answered under: from its own words, and from what the body is."""

from __future__ import annotations

from datetime import date

import pytest

from answerable.duties import Capacity
from answerable.responses.proposals import Office, Proposal, Said, proposals

HMICFRS = "HM Inspectorate of Constabulary and Fire & Rescue Services"
PUBLISHED = date(2024, 11, 20)
POLICE, WEBSITE, AREA = "police-act-1996", "specified-information-2011", "joint-area-reviews-2015"
FIRE, PRACTICE = "fire-framework-2018", "practice"
COMMISSIONER = Office("Marlshire Police", frozenset({Capacity.ELECTED_POLICING}))
BOTH = Office("Marlshire Police", frozenset({Capacity.ELECTED_POLICING, Capacity.FIRE}))
CITY = Office("City of Marl Police", frozenset({Capacity.COMMON_COUNCIL}))
FIRE_AUTHORITY = Office("Marlshire Fire and Rescue Service", frozenset({Capacity.FIRE}))


def of(title: str, *, by: tuple[str, ...] = (HMICFRS,), type_: str = "", office: Office = COMMISSIONER,
       pages: tuple[tuple[int, str], ...] = ()) -> dict[str, Proposal]:
    return {p.regime.code: p for p in proposals(Said(title, type_, by, PUBLISHED, pages), office)}


def test_a_force_is_named_with_the_page_only_when_the_text_was_read():
    unread = of("Protecting children")[POLICE]
    read = of("Protecting children", pages=((1, "A report"), (2, "We looked at Marlshire Police.")))[POLICE]

    assert unread.applies is read.applies is True
    assert "Marlshire Police" not in unread.because
    assert "it names Marlshire Police (page 2)" in read.because


def test_a_report_that_names_section_54_is_answered_also_when_others_took_part():
    found = of("A joint inspection", by=(HMICFRS, "HM Inspectorate of Prisons"),
               pages=((3, "prepared under section 54 of the Police Act 1996"),))

    assert found[POLICE].applies is True
    assert "(page 3)" in found[POLICE].because


def test_section_54_of_another_act_is_not_that_section():
    found = of("A joint inspection", by=(HMICFRS, "Ofsted"), pages=((1, "under section 54 of the Education Act 2005"),))

    assert found[POLICE].applies is None


def test_a_joint_inspection_under_the_children_act_is_not_under_the_police_act():
    found = of("A joint targeted area inspection", by=(HMICFRS, "Ofsted"),
               pages=((1, "carried out under section 20 of the Children Act 2004"),))

    assert found[POLICE].applies is False
    assert "section 20 of the Children Act 2004 (page 1)" in found[POLICE].because


def test_a_national_report_is_answered_and_the_inspectors_page_is_cited():
    found = of("An inspection of how the police deal with fraud")[POLICE]

    assert found.applies is True
    assert "unless a force is clearly not its subject (HMICFRS’s page on how it works with" in found.because


def test_a_report_on_another_force_is_left_to_people():
    found = of("An inspection of Tarnbridge Police")[POLICE]

    assert found.applies is None
    assert "the title names Tarnbridge Police" in found.because


def test_a_yearly_assessment_owes_a_page_beside_the_answer():
    found = of("PEEL 2023–25: an inspection of Marlshire Police")

    assert (found[POLICE].applies, found[WEBSITE].applies) == (True, True)
    assert found[WEBSITE].clock.due_on == date(2024, 12, 19)


def test_the_common_council_owes_no_page_because_nobody_elects_it():
    found = of("PEEL 2023–25: an inspection of City of Marl Police", office=CITY)

    assert (found[POLICE].applies, found[WEBSITE].applies) == (True, False)
    assert "owed by another body: elected local policing body" in found[WEBSITE].because


def test_a_fire_report_is_a_plan_of_the_fire_authority_and_of_nobody_else():
    title = "Marlshire Fire and Rescue Service: an inspection"

    assert of(title, office=FIRE_AUTHORITY)[FIRE].applies is True
    assert of(title, office=BOTH)[FIRE].applies is True
    assert of(title)[FIRE].applies is False
    assert of(title, office=BOTH)[POLICE].applies is False


def test_a_fire_authority_owes_nothing_for_a_report_on_the_police():
    found = of("An inspection of Marlshire Police", office=FIRE_AUTHORITY)[POLICE]

    assert found.applies is False
    assert "owed by another body" in found.because


def test_one_report_on_both_services_asks_both_of_a_body_that_is_both():
    found = of("Marlshire: police and fire services working together", office=BOTH)

    assert (found[POLICE].applies, found[FIRE].applies) == (True, True)


def test_an_overview_of_joint_inspections_has_nobody_whom_the_law_names():
    found = of("Multi-agency responses to serious youth violence: an overview of joint inspections",
               by=("Ofsted", HMICFRS))

    assert found[AREA].applies is False
    assert found[PRACTICE].applies is None
    assert "nobody whom the law makes answer it was found" in found[PRACTICE].because


def test_custody_is_answered_and_a_criminal_justice_report_says_what_is_not_checked():
    custody = of("Custody in Marlshire", by=(HMICFRS, "Care Quality Commission"))[POLICE]
    justice = of("A joint criminal justice inspection", by=(HMICFRS, "HM Inspectorate of Probation"))[POLICE]

    assert custody.applies is True
    assert justice.applies is None
    assert "not yet checked against the source" in justice.because


@pytest.mark.parametrize(("title", "by", "code", "applies"), [
    ("Recommendation 12", "Independent Office for Police Conduct", "police-reform-act-2002", None),
    ("Report to prevent future deaths", "Senior Coroner for Marlshire", "coroners-investigations-2013", None),
    ("Report on a super-complaint", HMICFRS, "super-complaints-2018", None),
    ("Youth justice services in Marl", "HM Inspectorate of Probation", "youth-justice-inspections", False),
])
def test_what_others_send_is_told_by_who_made_it(title: str, by: str, code: str, applies: bool | None):
    assert of(title, by=(by,))[code].applies is applies


def test_without_knowing_what_the_body_is_no_law_is_ruled_out_for_that():
    assert of("Marlshire Fire and Rescue Service", office=Office("Marlshire Police"))[FIRE].applies is True


def test_every_opinion_is_a_sentence():
    for title in ("PEEL: Marlshire Police", "A joint overview", "A super-complaint", "Custody", "Fire services"):
        assert all(p.opinion.endswith(".") for p in of(title, by=(HMICFRS, "Ofsted")).values())
