"""Which law we think applies, and the clocks that follow."""

from __future__ import annotations

from datetime import date

import pytest

from answerable.duties import rules
from answerable.responses.clocks import (
    clock_status,
    counted_clock,
    due_clocks,
    nearest_answer,
    needs_received_on,
)
from answerable.responses.proposals import Office, Said, proposals
from answerable.responses.slots import ClockMark, ClockNote, DatesContent

HMICFRS = "HM Inspectorate of Constabulary and Fire & Rescue Services"
PUBLISHED = date(2024, 11, 20)


OFFICE = Office("Marlshire Police")


def proposed(title: str, *inspectorates: str, office: Office = OFFICE, pages=()) -> dict[str, bool | None]:
    said = Said(title, "", inspectorates or (HMICFRS,), PUBLISHED, pages)
    return {p.regime.code: p.applies for p in proposals(said, office)}


def test_a_report_on_the_force_is_answered_by_law():
    assert proposed("An inspection of Marlshire Police") == {"police-act-1996": True}


def test_a_joint_inspection_is_left_to_people():
    found = proposed("Joint targeted area inspection of Marlshire", HMICFRS, "Ofsted")

    assert found == {"police-act-1996": None, "joint-area-reviews-2015": None}


def test_a_fire_report_is_not_answered_under_the_police_act():
    found = proposed("Marlshire Fire and Rescue Service: effectiveness")

    assert found == {"fire-framework-2018": True, "police-act-1996": False}


def test_the_name_of_the_inspectorate_alone_makes_no_fire_report():
    assert "fire-framework-2018" not in proposed("Crime recording in Marlshire")


def test_a_report_by_nobody_of_the_constabulary_is_not_under_the_police_act():
    assert proposed("Prisons in Marlshire", "HM Inspectorate of Prisons")["police-act-1996"] is False


def test_the_proposal_names_the_last_day():
    one = proposals(Said("Marlshire Police", "", (HMICFRS,), PUBLISHED), OFFICE)[0]

    assert one.clock.due_on == date(2025, 1, 14)
    assert one.opinion.endswith("and it names Marlshire Police (in its title).")


def test_every_rule_counts_from_publication_or_from_a_day_that_somebody_enters():
    other = {rule.trigger for rule in rules() if not rule.starts_on_publication}

    assert all(any(word in trigger for word in ("receive", "sent", "made", "complain")) for trigger in other), other


def test_a_report_from_before_the_56_days_has_no_last_day():
    clock = nearest_answer(due_clocks(("police-act-1996",), date(2016, 3, 1), DatesContent()))

    assert clock is not None
    assert (clock.clock.rule.code, clock.due_on) == ("police-act-1996-s55-before-2017", None)


def test_of_several_laws_the_nearest_last_day_counts():
    both = due_clocks(("joint-area-reviews-2015", "police-act-1996"), PUBLISHED, DatesContent(received_on=PUBLISHED))

    assert nearest_answer(both).due_on == date(2025, 1, 14)
    assert needs_received_on(("joint-area-reviews-2015",))


@pytest.mark.parametrize(("today", "status"), [
    (date(2024, 12, 1), "Running"), (date(2025, 1, 8), "7 days or fewer"), (date(2025, 1, 14), "7 days or fewer"),
    (date(2025, 1, 15), "Last day passed")])
def test_a_clock_says_how_near_its_last_day_is(today: date, status: str):
    due = due_clocks(("police-act-1996",), PUBLISHED, DatesContent())[0]

    assert clock_status(due, today, None)[0] == status


def test_a_disputed_clock_keeps_its_last_day_and_says_why():
    note = ClockNote(mark=ClockMark.DISPUTED, reason="The report was sent late.")
    due = due_clocks(("police-act-1996",), PUBLISHED, DatesContent(notes={"police-act-1996-s55": note}))[0]

    assert due.due_on == date(2025, 1, 14)
    counted = counted_clock(due)
    assert (counted.mark, counted.mark_reason) == ("disputed", "The report was sent late.")
