"""Police reports with "Recommendation 1" and so on, each with a body and a date, listed again in an annex."""

from dataclasses import dataclass
from datetime import timedelta
from random import Random
from typing import Any

from answerable.cli.demonstration.letter import Letter
from tests.letters import words
from tests.letters.typesetting import Draft, typeset


@dataclass(frozen=True)
class Naming:
    """What a report calls the things it wants done, and how it prints each."""

    one: str
    many: str
    kind: str
    style: str  # headed, boxed, run in: among the chapters; listed: all together at the end


def letter(chance: Random) -> Letter:
    """One report, dated 2019 to 2025; the dates inside its recommendations are not the date of the answer."""
    place, published = chance.choice(words.PLACES), words.some_day(chance, 2019, 2025)
    draft, taken = Draft(f"Inspection of the response to neglect by {place} Police"), set[str]()
    dated = chance.random() < 0.8
    draft.heading(draft.title)
    if dated:
        draft.paragraph(f"{chance.choice(('Published on', 'Published:'))} {words.printed(published, chance)}")
    draft.paragraph("His Majesty’s Inspectorate of Constabulary and Fire & Rescue Services (HMICFRS)")
    if chance.random() < 0.4:
        draft.add("page")
        draft.add("contents")
        draft.add("page")
    draft.heading("Introduction")
    draft.paragraph(words.paragraph(chance))
    count = words.how_many(chance, 24)
    naming = named(chance)
    items = [{"text": recommendation(chance, taken, place, published.year)} for _ in range(count)]
    marked = [
        draft.finding(item, kind=naming.kind, heading=naming.many, number=number)
        for number, item in enumerate(items, 1)
    ]
    (listed if naming.style == "listed" else in_chapters)(draft, chance, marked, naming)
    if count and chance.random() < 0.6:
        annex(draft, items, naming)
    draft.heading("About the data")
    draft.paragraph("Figures come from the force and were checked with it.")
    return typeset(draft, chance, running=draft.title, about={
        "area": place,
        "inspectorates": ["HMICFRS"],
        "inspection_type": "",
        "publication_date": published if dated else None,
        "publication_date_printed": dated,
        "written_statement_due": None,
    })


def named(chance: Random) -> Naming:
    """Mostly recommendations, in four ways of printing; areas for improvement always by name and number."""
    if chance.random() < 0.75:
        style = chance.choice(("headed", "boxed", "run in", "listed"))
        return Naming("Recommendation", "Recommendations", "recommendation", style)
    style = chance.choice(("headed", "boxed"))
    return Naming("Area for improvement", "Areas for improvement", "area_for_improvement", style)


def recommendation(chance: Random, taken: set[str], place: str, year: int) -> str:
    """The words of one recommendation, unlike those of any other in the report."""
    while True:
        who = chance.choice((f"{place} Police", "the chief constable", "the force"))
        deed, end = chance.choice(words.DEEDS), chance.choice(words.ENDS)
        by = words.some_day(chance, year, year) + timedelta(days=200)
        text = chance.choice((
            f"By {words.printed(by)}, {who} should {deed} {end}.",
            f"{who[0].upper()}{who[1:]} should, by {words.printed(by)}, {deed} {end}.",
            f"Within six months, {who} should {deed} {end}.",
            f"{who[0].upper()}{who[1:]} should {deed} {end}.",
        ))
        if deed + end not in taken:
            taken.add(deed + end)
            return text


def in_chapters(draft: Draft, chance: Random, items: list[dict[str, Any]], naming: Naming) -> None:
    """A box may stand anywhere among the paragraphs; without a frame, a heading ends a recommendation."""
    for number, item in enumerate(items, 1):
        chapter = number % 4 == 1
        if chapter:
            draft.heading(f"Part {number // 4 + 1}: {chance.choice(words.THINGS)}")
        if chapter or naming.style == "boxed":
            for _ in range(chance.randint(0, 2)):
                draft.paragraph(words.paragraph(chance))
        print_one(draft, naming, number, item)
    draft.heading("What the force does well")
    draft.paragraph(words.paragraph(chance))


def print_one(draft: Draft, naming: Naming, number: int, item: dict[str, Any]) -> None:
    """The name above the words, in a frame with them, or run in before them."""
    name = f"{naming.one} {number}"
    if naming.style == "headed":
        draft.heading(name, level=3)
        draft.add("paragraph", **item)
    elif naming.style == "boxed":
        draft.add("box", title=name, breakable=True, paragraphs=[item], points=[])
    else:
        draft.add("paragraph", **item, lead=f"{name}: ")


def listed(draft: Draft, chance: Random, items: list[dict[str, Any]], naming: Naming) -> None:
    """A chapter of text, then a plain numbered list."""
    draft.heading("What inspectors saw")
    for _ in range(chance.randint(2, 5)):
        draft.paragraph(words.paragraph(chance))
    if items:
        draft.heading(naming.many)
        draft.add("numbered", start=1, items=items)


def annex(draft: Draft, items: list[dict[str, Any]], naming: Naming) -> None:
    """The same once more, which counts once."""
    draft.add("page")
    draft.heading(f"Annex A: Summary of {naming.many.lower()}")
    if naming.style == "listed":
        draft.add("numbered", start=1, items=items)
    else:
        for number, item in enumerate(items, 1):
            print_one(draft, naming, number, item)
