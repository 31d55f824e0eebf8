"""Area SEND reports: priority actions and areas for improvement stand in tables that run over pages."""

from random import Random
from typing import Any

from answerable.cli.demonstration.letter import Letter
from tests.letters import words
from tests.letters.typesetting import Draft, typeset


def letter(chance: Random) -> Letter:
    """One report. It prints the days of the inspection and never the day of publication."""
    place, published = chance.choice(words.PLACES), words.some_day(chance, 2023, 2025)
    draft, taken = Draft(f"Area SEND inspection of {place} Local Area Partnership"), set[str]()
    start, end, days = words.visit(chance, published)
    draft.heading(draft.title)
    draft.paragraph(f"Inspection dates: {days}")
    draft.paragraph("Dates of previous inspection: 3 to 7 October 2016")
    draft.add("box", title="Inspection outcome", breakable=False, points=[], paragraphs=[
        {"text": "There are widespread failings, which the partnership must address without delay."},
        {"text": "A monitoring inspection will be made within about 18 months."},
    ])
    for heading in ("Information about the local area partnership", "What is it like to be a child here?"):
        draft.heading(heading)
        for _ in range(chance.randint(1, 4)):
            draft.paragraph(words.paragraph(chance))
    remarks(draft, chance, "What is the area partnership doing that is effective?", words.PRAISE)
    remarks(draft, chance, "What does the area partnership need to do better?", words.REMARKS)
    total = words.how_many(chance, 24)
    priority = chance.choice((0, total // 2, min(total, 5)))
    priority_actions(draft, chance, taken, priority, place)
    improvements(draft, chance, taken, total - priority)
    draft.heading("Local area partnership details")
    offices = ["County Hall", "Mill House"]
    contacts = [[f"{place} Council", f"NHS {place}"], chance.sample(words.PEOPLE, 2), offices]
    heads = ["Local authority", "Integrated care board"]
    draft.add("table", widths=[1, 1], heads=heads, repeat_header=False, rows=contacts)
    draft.heading("Information about this inspection")
    draft.paragraph("This inspection was made under section 20(1)(a) of the Children Act 2004.")
    return typeset(draft, chance, running=f"Area SEND inspection report: {place}, {days}", about={
        "area": place,
        "inspectorates": ["Ofsted", "Care Quality Commission"],
        "inspection_type": "Area SEND inspection (full)",
        "publication_date": None,
        "publication_date_printed": False,
        "inspection_start": start,
        "inspection_end": end,
        "written_statement_due": None,
    })


def remarks(draft: Draft, chance: Random, heading: str, store: tuple[str, ...]) -> None:
    """A list of what inspectors saw, which is no list of findings to act on."""
    draft.heading(heading)
    texts = [" ".join(chance.sample(store, 3)) for _ in range(chance.randint(2, 7))]
    draft.add("points", items=[{"text": text} for text in texts])


def priority_actions(draft: Draft, chance: Random, taken: set[str], count: int, place: str) -> None:
    """Two columns: who is responsible, and for what."""
    if count == 0:
        return
    bodies = (f"{place} Council and NHS {place} Integrated Care Board", f"{place} Council", f"NHS {place}")
    heading = chance.choice(("Areas for priority action", "Area for priority action"))
    draft.heading(heading)
    rows = []
    for item in cell_items(chance, count, taken):
        body = chance.choice(bodies)
        marked = draft.finding(item, kind="priority_action", heading=heading, addressed_to=body)
        rows.append([body, marked])
    draft.add("table", widths=chance.choice(([1, 2], [1, 3], [2, 3])), heads=["Responsible body", heading],
              repeat_header=chance.random() < 0.3, rows=rows)


def improvements(draft: Draft, chance: Random, taken: set[str], count: int) -> None:
    """One column, whose first cell says again what the heading above it says."""
    if count == 0:
        return
    heading = "Areas for improvement"
    draft.heading(heading)
    draft.add("table", widths=[1], heads=[heading], repeat_header=chance.random() < 0.3, rows=[
        [draft.finding(item, kind="area_for_improvement", heading=heading)]
        for item in cell_items(chance, count, taken)
    ])


def cell_items(chance: Random, count: int, taken: set[str]) -> list[dict[str, Any]]:
    """Findings as a table cell holds them: whole sentences, no nested points, no footnotes."""
    return words.distinct_items(chance, count, taken, subs=0, notes=0, long=0.6)
