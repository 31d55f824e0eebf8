"""What a report says of itself, and what it must never be made to say."""

from datetime import date

import pytest

from answerable.intake import details
from tests.intake.printed import letter, printed


def test_a_letter_is_dated_by_the_line_that_is_nothing_but_a_date() -> None:
    report = letter("Inspectors worked from 9 May 2022 to 13 May 2022.")

    assert (report.published_on, report.published_on_page) == (date(2022, 7, 4), 1)


@pytest.mark.parametrize(("words", "day"), [
    ("Date: 16/05/2024", date(2024, 5, 16)), ("16-05-2024", date(2024, 5, 16)),
    ("16#super[th] May 2024", date(2024, 5, 16)), ("16 May 2024 #h(1fr) Mill House", date(2024, 5, 16)),
    ("Date of letter: 16 May 2024", date(2024, 5, 16)), ("First published 16 May 2024", date(2024, 5, 16)),
    ("May 2024", None), ("16 May 2024 #h(1fr) 20 May 2024", None),
])
def test_a_letter_may_write_its_date_in_several_ways(words: str, day: date | None) -> None:
    assert printed(f"{words}\n\nDear partnership\n\n= Joint targeted area inspection of Marlshire").published_on == day


@pytest.mark.parametrize("dates", [
    "Inspection dates: 7 October 2024 to 18 October 2024",
    "Inspection dates: 7 October 2024 to #linebreak() 18 October 2024",
    "Inspection dates #parbreak() 18 October 2024",
    "#table(columns: 2, [Date of visit], [18 October 2024])",
])
def test_inspection_dates_never_stand_in_for_the_day_of_publication(dates: str) -> None:
    report = printed(f"= Inspection of Marlshire local authority children’s services\n{dates}")

    assert report.published_on is None


@pytest.mark.parametrize("words", [
    "Report published: 27 June 2016", "#table(columns: 2, [Publication date], [27 June 2016])",
])
def test_a_day_of_publication_is_believed_where_it_is_called_that(words: str) -> None:
    report = printed(f"= Inspection of Marlshire Police\nInspection date: 11 April 2016 to 6 May 2016\n\n{words}")

    assert report.published_on == date(2016, 6, 27)


@pytest.mark.parametrize(("words", "due"), [
    ("The partnership should send its written statement of action to post\\@inspection.example by 8 November 2016.",
     date(2016, 11, 8)),
    ("A response is required. It must be submitted no later than Thursday 5 January 2023.", date(2023, 1, 5)),
    ("The written statement of action is due by 23 August 2024.", date(2024, 8, 23)),
    ("The deadline for submission of the written statement is 23 August 2024.", date(2024, 8, 23)),
    ("We request that the council sends its statement within 70 working days, which is 23rd August 2024.",
     date(2024, 8, 23)),
    ("A copy of the written statement must be with us by 5 p.m. on 23/08/2024.", date(2024, 8, 23)),
    ("Leaders submitted their action plan by 12 May 2022.", None),
    ("The partnership should prepare a written statement of action.", None),
])
def test_the_reply_is_due_when_the_report_asks_for_it(words: str, due: date | None) -> None:
    assert letter(f"= Next steps\n{words}").response_due_on == due


def test_a_date_inside_a_finding_is_not_the_date_of_the_reply() -> None:
    report = letter("= What needs to improve?\n- Leaders should provide an action plan by 3 March 2023.")

    assert report.response_due_on is None
    assert report.findings[0].date_on == date(2023, 3, 3)


def test_the_inspectorate_of_constabulary_is_called_what_the_report_calls_it() -> None:
    older = details.inspectorates("Ofsted, HMI Constabulary (HMIC) and HMI Probation")
    newer = details.inspectorates("Her Majesty’s Inspectorate of Constabulary and Fire & Rescue Services")

    assert details.inspectorates("HM Inspectorate of Constabulary, Fire and Rescue Services") == ("HMICFRS",)
    assert details.inspectorates("the Office for Standards in Education") == ("Ofsted",)
    assert older == ("Ofsted", "HMIC", "HMI Probation")
    assert newer == ("HMICFRS",)


def test_a_title_over_two_lines_is_joined_and_names_the_area() -> None:
    report = printed("= Joint targeted area inspection of the multi-agency response to neglect in North Wexcombe")

    assert report.title == "Joint targeted area inspection of the multi-agency response to neglect in North Wexcombe"
    assert report.area == "North Wexcombe"


@pytest.mark.parametrize(("words", "count"), [
    ("We make twelve recommendations.", 12), ("This report makes 40 recommendations.", 40),
    ("We make thirty-six recommendations.", 36), ("We make several recommendations.", None),
])
def test_the_count_that_a_report_states_is_read(words: str, count: int | None) -> None:
    assert printed(f"= Inspection of Marlshire Police\n{words}").stated_count == count


def test_a_council_named_before_a_colon_gives_the_area() -> None:
    report = printed("= Marlshire County Council: assurance visit of children’s services\nInspectors came in March.")

    assert report.title == "Marlshire County Council: assurance visit of children’s services"
    assert (report.area, report.inspection_type) == ("Marlshire", "Assurance visit")
