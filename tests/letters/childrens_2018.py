"""Children's services reports of the newer kind: grades, what needs to improve, then numbered text."""

from random import Random
from typing import Any

from answerable.cli.demonstration.letter import Letter
from tests.letters import words
from tests.letters.typesetting import Draft, typeset

JUDGEMENTS = ("The impact of leaders on social work practice with children and families",
              "The experiences and progress of children who need help and protection",
              "The experiences and progress of children in care", "Overall effectiveness")
GRADES = ("Good", "Outstanding", "Requires improvement to be good", "Inadequate")


def letter(chance: Random) -> Letter:
    """One report. It prints the days of the inspection and never the day of publication."""
    place, published = chance.choice(words.PLACES), words.some_day(chance, 2018, 2025)
    draft, taken = Draft(f"Inspection of {place} local authority children’s services"), set[str]()
    start, end, days = words.visit(chance, published)
    draft.heading(draft.title)
    draft.paragraph(f"Inspection dates: {days}")
    draft.paragraph(f"Lead inspector: {chance.choice(words.PEOPLE)}, His Majesty’s Inspector")
    draft.add("table", widths=[1, 1], heads=["Judgement", "Grade"], repeat_header=False,
              rows=[[judgement, chance.choice(GRADES)] for judgement in JUDGEMENTS])
    for _ in range(chance.randint(2, 4)):
        draft.paragraph(words.paragraph(chance))
    items: list[dict[str, Any]] = words.distinct_items(chance, words.how_many(chance, 20), taken, long=0.05)
    if items:
        heading = "What needs to improve?"
        draft.heading(heading)
        draft.add("points", items=[
            draft.finding(item, kind="area_for_improvement", heading=heading) for item in items
        ])
    number = 1
    for judgement in JUDGEMENTS[1:3]:
        draft.heading(f"{judgement}: {chance.choice(GRADES).lower()}")
        count = chance.randint(2, 7)
        draft.add("numbered", start=number, items=[{"text": words.paragraph(chance)} for _ in range(count)])
        number += count
    return typeset(draft, chance, running=f"{draft.title}, {days}", about={
        "area": place,
        "inspectorates": ["Ofsted"],
        "inspection_type": "Inspection of local authority children’s services (ILACS)",
        "publication_date": None,
        "publication_date_printed": False,
        "inspection_start": start,
        "inspection_end": end,
        "written_statement_due": None,
    })
