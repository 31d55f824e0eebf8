"""Children's services reports of the older kind: numbered recommendations in two sections, numbered text."""

from random import Random
from typing import Any

from answerable.cli.demonstration.letter import Letter
from tests.letters import words
from tests.letters.typesetting import Draft, typeset

COUNCIL = "Inspection of services for children in need of help and protection"
SAFEGUARDING_BOARD = "Local Safeguarding Children Board"
REVIEW = "Review of the effectiveness of the Local Safeguarding Children Board"


def letter(chance: Random) -> Letter:
    """One report of 2014 to 2017, with its numbering carried through from recommendations to text."""
    place, published = chance.choice(words.PLACES), words.some_day(chance, 2014, 2016)
    draft, taken = Draft(f"{place} Council: {COUNCIL}"), set[str]()
    dated = chance.random() < 0.85
    start, end, days = words.visit(chance, published)
    draft.heading(f"{place} Council")
    draft.paragraph(f"{COUNCIL} and {REVIEW}")
    draft.paragraph(f"Inspection date: {days}")
    if dated:
        draft.paragraph(f"Report published: {words.printed(published, chance)}")
    draft.paragraph(f"Children’s services in {place} require improvement")
    if chance.random() < 0.7:
        draft.add("page")
        draft.add("contents")
        draft.add("page")
    body(draft, chance, taken, place)
    return typeset(draft, chance, running=f"Inspection of {place}", about={
        "area": place,
        "inspectorates": ["Ofsted"],
        "inspection_type": "Single inspection framework (SIF)",
        "publication_date": published if dated else None,
        "publication_date_printed": dated,
        "inspection_start": start,
        "inspection_end": end,
        "written_statement_due": None,
    })


def body(draft: Draft, chance: Random, taken: set[str], place: str) -> None:
    """Summary, first list, findings, and a second list whose numbers go on from the paragraphs before it."""
    draft.heading("Executive summary")
    for _ in range(chance.randint(2, 6)):
        draft.paragraph(words.paragraph(chance))
    total = words.how_many(chance)
    second = chance.choice((0, total // 3, total // 2))
    number = recommendations(draft, chance, taken, total - second, start=1, to=f"{place} Council")
    draft.heading("Summary for children and young people")
    draft.add("points", items=[{"text": text} for text in chance.sample(words.PRAISE, 4)])
    number = findings_text(draft, chance, "Inspection findings", start=number)
    draft.heading(REVIEW)
    number = recommendations(draft, chance, taken, second, start=number, to=SAFEGUARDING_BOARD)
    findings_text(draft, chance, f"Inspection findings – the {SAFEGUARDING_BOARD}", start=number)
    draft.heading("Information about this inspection")
    draft.paragraph("Inspectors looked closely at the experiences of children and read their files.")


def recommendations(draft: Draft, chance: Random, taken: set[str], count: int, *, start: int, to: str) -> int:
    """A numbered list; gives the number that comes next."""
    if count == 0:
        return start
    draft.heading("Recommendations", level=2)
    items: list[dict[str, Any]] = words.distinct_items(chance, count, taken, subs=0.25, notes=0.02)
    draft.add("numbered", start=start, items=[
        draft.finding(item, kind="recommendation", heading="Recommendations", number=number, addressed_to=to)
        for number, item in enumerate(items, start)
    ])
    return start + count


def findings_text(draft: Draft, chance: Random, heading: str, *, start: int) -> int:
    """Numbered paragraphs that are no recommendations; gives the number that comes next."""
    draft.heading(heading, level=2)
    count = chance.randint(2, 6)
    draft.add("numbered", start=start, items=[{"text": words.paragraph(chance)} for _ in range(count)])
    return start + count
