"""Police reports with "Recommendation 1" and so on, each with a body and a date, listed again in an annex."""

from datetime import timedelta
from random import Random
from typing import Any

from answerable.site.demonstration.letter import Letter
from tests.letters import words
from tests.letters.typesetting import Draft, typeset


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
    texts = [recommendation(chance, taken, place, published.year) for _ in range(count)]
    style = chance.choice(("headed", "boxed", "run in"))
    body(draft, chance, texts, style)
    if count and chance.random() < 0.6:
        annex(draft, texts, style)
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


def body(draft: Draft, chance: Random, texts: list[str], style: str) -> None:
    """Chapters: a box may stand anywhere; without a frame, a heading ends a recommendation."""
    for number, text in enumerate(texts, 1):
        chapter = number % 4 == 1
        if chapter:
            draft.heading(f"Part {number // 4 + 1}: {chance.choice(words.THINGS)}")
        if chapter or style == "boxed":
            for _ in range(chance.randint(0, 2)):
                draft.paragraph(words.paragraph(chance))
        item = draft.finding({"text": text}, kind="recommendation", heading="Recommendation", number=number)
        print_one(draft, style, number, item)
    draft.heading("What the force does well")
    draft.paragraph(words.paragraph(chance))


def print_one(draft: Draft, style: str, number: int, item: dict[str, Any]) -> None:
    """The name of a recommendation above its words, in a frame with them, or run in before them."""
    if style == "headed":
        draft.heading(f"Recommendation {number}", level=3)
        draft.add("paragraph", **item)
    elif style == "boxed":
        draft.add("box", title=f"Recommendation {number}", breakable=True, paragraphs=[item], points=[])
    else:
        draft.add("paragraph", **item, lead=f"Recommendation {number}: ")


def annex(draft: Draft, texts: list[str], style: str) -> None:
    """The same recommendations printed a second time, which count once."""
    draft.add("page")
    draft.heading("Annex A: Summary of recommendations")
    for number, text in enumerate(texts, 1):
        print_one(draft, style, number, {"text": text})
