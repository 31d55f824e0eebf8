"""Joint letters of the newer kind: headline findings, what needs to improve, strengths, main findings."""

from datetime import date, timedelta
from random import Random
from typing import Any

from answerable.cli.demonstration.letter import Letter
from tests.letters import words
from tests.letters.jtai_2016 import maybe_box
from tests.letters.typesetting import Draft, typeset

DUE = (
    "{place} local authority should send the written statement of action to statements@inspection.example "
    "by {day}. This statement will inform the lines of enquiry at any future visit.",
    "The local authority should send the written statement of action to statements@inspection.example "
    "by {day}.",
)


def letter(chance: Random) -> Letter:
    """One letter, dated 2022 to 2025."""
    place, published = chance.choice(words.PLACES), words.some_day(chance, 2022, 2025)
    draft, taken = Draft(f"Joint targeted area inspection of {place}"), set[str]()
    dated = chance.random() < 0.9
    due = published + timedelta(days=chance.randint(55, 110)) if chance.random() < 0.9 else None
    start, end, days = words.visit(chance, published)
    opening(draft, chance, place=place, published=published if dated else None, days=days)
    body(draft, chance, taken)
    closing(draft, chance, place=place, due=due)
    return typeset(draft, chance, running=draft.title, about={
        "area": place,
        "inspectorates": ["Ofsted", "Care Quality Commission", "HMICFRS"],
        "inspection_type": "Joint targeted area inspection (JTAI)",
        "publication_date": published if dated else None,
        "publication_date_printed": dated,
        "inspection_start": start,
        "inspection_end": end,
        "written_statement_due": due,
    })


def opening(draft: Draft, chance: Random, *, place: str, published: date | None, days: str) -> None:
    """Date, addressees, title, days of the visit and headline findings."""
    if published:
        draft.paragraph(words.printed(published, chance))
    roles = (
        f"Director of Children’s Services, {place} Council",
        f"Chief Nursing Officer, NHS {place}",
        f"Chief Constable, {place} Police",
        f"{place} Police and Crime Commissioner",
    )
    addressees = zip(chance.sample(words.PEOPLE, 4), roles, strict=True)
    draft.add("lines", lines=[f"{who}, {role}" for who, role in addressees])
    draft.add("gap", lines=chance.choice((1, 2)))
    draft.paragraph(f"Dear {place} Local Safeguarding Partnership")
    draft.heading(draft.title)
    draft.paragraph(
        "This letter summarises the findings of the joint targeted area inspection (JTAI) of the "
        f"multi-agency response to children who live with neglect in {place}."
    )
    draft.paragraph(
        f"This inspection took place from {days}. It was carried out by inspectors from Ofsted, the Care "
        "Quality Commission (CQC) and His Majesty’s Inspectorate of Constabulary and Fire & Rescue Services "
        "(HMICFRS)."
    )
    for heading in chance.choice((("Headline findings",), ("Context", "Headline findings"))):
        draft.heading(heading)
        for _ in range(chance.randint(1, 5)):
            draft.paragraph(words.paragraph(chance))


def body(draft: Draft, chance: Random, taken: set[str]) -> None:
    """The lists, in the order of the letter, then what is not a finding."""
    total = words.how_many(chance)
    priority = chance.choice((0, 0, min(total, 3), total // 3))
    if priority:
        section(draft, chance, "Area for priority action", "priority_action", priority, taken)
    if total > priority:
        section(draft, chance, "What needs to improve?", "area_for_improvement", total - priority, taken)
    draft.heading("Strengths")
    praise = chance.sample(words.PRAISE, chance.randint(2, 6))
    draft.add("points", items=[{"text": text} for text in praise])
    draft.heading("Main findings")
    for _ in range(chance.randint(2, 6)):
        draft.paragraph(words.paragraph(chance))
    maybe_box(draft, chance, chance.choice(("Practice study: highly effective practice", "Practice study")))


def section(draft: Draft, chance: Random, heading: str, kind: str, count: int, taken: set[str]) -> None:
    """A heading, perhaps words that lead in, and the list."""
    draft.heading(heading)
    if chance.random() < 0.25:
        draft.paragraph("Too many children remain at risk of harm. Leaders need to act on the following:")
    items: list[dict[str, Any]] = words.distinct_items(chance, count, taken, long=0.15)
    draft.add("points", items=[draft.finding(item, kind=kind, heading=heading) for item in items])


def closing(draft: Draft, chance: Random, *, place: str, due: date | None) -> None:
    """What follows, the day by which to answer, and who signs."""
    draft.heading("Next steps")
    draft.paragraph(
        f"We have determined that {place} Council is the principal authority and should prepare a written "
        "statement of proposed action responding to the findings outlined in this letter."
    )
    if due:
        draft.paragraph(chance.choice(DUE).format(place=place, day=words.printed(due)))
    draft.paragraph("Yours sincerely")
    for who, role in zip(chance.sample(words.PEOPLE, 3), ("Ofsted", "CQC", "HMICFRS"), strict=True):
        draft.add("lines", lines=[who, f"National Director, {role}"])
