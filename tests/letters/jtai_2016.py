"""Joint letters of the older kind: strengths first, long bullets under themes, boxes between the lists."""

from datetime import date, timedelta
from random import Random
from typing import Any

from answerable.cli.demonstration.letter import Letter
from tests.letters import words
from tests.letters.typesetting import Draft, typeset

THEMES = ("Leadership and management", "Responses at the ‘front door’", "Missing children", "Health services",
          "Neglect in the family")
SUBJECTS = ("neglect of older children", "abuse and neglect", "children’s worries online", "harm in the home")
HEADINGS = ("Areas for priority action", "Areas for priority actions", "Area for priority action")
NONE = ("There are no areas for priority action", "No areas for priority action were identified.")
DUE = (
    "The local authority should send the written statement of action to statements@inspection.example "
    "by {day}. This statement will inform the lines of enquiry at any future visit.",
    "The written statement of action should be sent to statements@inspection.example by {day}.",
    "The director of children’s services should send the written statement of action, agreed by all, "
    "to statements@inspection.example no later than {day}.",
)


def letter(chance: Random) -> Letter:
    """One letter, dated 2016 to 2020."""
    place, published = chance.choice(words.PLACES), words.some_day(chance, 2016, 2019)
    police = "HMIC" if published.year < 2018 else "HMICFRS"
    title = (
        f"Joint targeted area inspection of the multi-agency response to {chance.choice(SUBJECTS)} in {place}"
    )
    draft, taken = Draft(title), set[str]()
    dated = chance.random() < 0.9
    start, end = opening(draft, chance, place=place, published=published if dated else None, police=police)
    body(draft, chance, taken)
    due = published + timedelta(days=chance.randint(70, 110)) if chance.random() < 0.85 else None
    closing(draft, chance, due=due, police=police)
    return typeset(draft, chance, running=f"Joint targeted area inspection of {place}", about={
        "area": place,
        "inspectorates": ["Ofsted", "Care Quality Commission", police, "HMI Probation"],
        "inspection_type": "Joint targeted area inspection (JTAI)",
        "publication_date": published if dated else None,
        "publication_date_printed": dated,
        "inspection_start": start,
        "inspection_end": end,
        "written_statement_due": due,
    })


def opening(
    draft: Draft, chance: Random, *, place: str, published: date | None, police: str
) -> tuple[date, date]:
    """Date, addressees, title and what was inspected when; gives the days of the visit."""
    if published:
        draft.paragraph(words.printed(published, chance))
    roles = (
        f"Director of Children’s Services, {place} Council",
        "Police and Crime Commissioner",
        f"Chief Constable of {place} Police",
        f"Chair of {place} Safeguarding Children Board",
    )
    addressees = zip(chance.sample(words.PEOPLE, 4), roles, strict=True)
    draft.add("lines", lines=[f"{who}, {role}" for who, role in addressees])
    draft.add("gap", lines=chance.choice((1, 2)))
    draft.paragraph("Dear local partnership")
    draft.heading(draft.title)
    start, end, days = words.visit(chance, published or words.some_day(chance, 2016, 2019))
    between = days.replace(" to ", " and ")
    draft.paragraph(
        f"Between {between}, Ofsted, the Care Quality Commission (CQC), HMI Constabulary ({police}) "
        f"and HMI Probation (HMI Prob) carried out a joint inspection in {place}.",
        footnote="This joint inspection was made under section 20 of the Children Act 2004.",
    )
    for _ in range(chance.randint(2, 5)):
        draft.paragraph(words.paragraph(chance))
    return start, end


def body(draft: Draft, chance: Random, taken: set[str]) -> None:
    """Strengths, then the two lists, with boxes between them."""
    if chance.random() < 0.8:
        draft.heading(chance.choice(("Key strengths", "Strengths")))
        praise = chance.sample(words.PRAISE, chance.randint(2, 6))
        draft.add("points", items=[{"text": text} for text in praise])
    maybe_box(draft, chance, "Practice study: highly effective practice")
    total = words.how_many(chance)
    priority = chance.choice((0, 0, total // 4, total // 3))
    priority_actions(draft, chance, words.distinct_items(chance, priority, taken, long=0.7))
    maybe_box(draft, chance, "Case study: area for priority action")
    improvements = words.distinct_items(chance, total - priority, taken, long=0.7)
    if improvements:
        heading = "Areas for improvement"
        draft.heading(heading)
        under_themes(draft, chance, improvements, kind="area_for_improvement", heading=heading)
    maybe_box(draft, chance, "Practice study: area for improvement")


def priority_actions(draft: Draft, chance: Random, items: list[dict[str, Any]]) -> None:
    """The list of priority actions, or the words that there are none, or nothing."""
    heading = chance.choice(HEADINGS)
    if items:
        draft.heading(heading)
        if chance.random() < 0.3:
            draft.paragraph("Inspectors saw children at risk today. Action is needed now in these matters:")
        under_themes(draft, chance, items, kind="priority_action", heading=heading)
    elif chance.random() < 0.5:
        draft.heading(heading)
        none = chance.choice(NONE)
        if chance.random() < 0.6:
            draft.add("points", items=[{"text": none}])
        else:
            draft.paragraph(none)


def under_themes(
    draft: Draft, chance: Random, items: list[dict[str, Any]], *, kind: str, heading: str
) -> None:
    """The list whole, or cut at random into two or three lists under headings of their own."""
    if len(items) < 3 or chance.random() < 0.4:
        draft.add("points", items=[draft.finding(item, kind=kind, heading=heading) for item in items])
        return
    themes = chance.sample(THEMES, chance.randint(2, 3))
    cuts = [0, *sorted(chance.sample(range(1, len(items)), len(themes) - 1)), len(items)]
    for theme, first, after in zip(themes, cuts, cuts[1:], strict=False):
        draft.heading(theme, level=2)
        draft.add("points", items=[
            draft.finding(item, kind=kind, heading=heading, subheading=theme) for item in items[first:after]
        ])


def maybe_box(draft: Draft, chance: Random, title: str) -> None:
    """A framed story, which is no finding whatever its title says; sometimes it holds bullets itself."""
    if chance.random() < 0.5:
        story = ["All names are invented.", " ".join(chance.sample(words.STORIES, 4))]
        praise = chance.sample(words.PRAISE, chance.choice((0, 0, 2)))
        draft.add(
            "box", title=title, breakable=chance.random() < 0.3,
            paragraphs=[{"text": text} for text in story], points=[{"text": text} for text in praise],
        )


def closing(draft: Draft, chance: Random, *, due: date | None, police: str) -> None:
    """What follows, the day by which to answer, and who signs."""
    draft.heading("Next steps")
    draft.paragraph(
        "The director of children’s services should prepare a written statement of proposed action "
        "responding to the findings in this letter. This should be a multi-agency response.",
        footnote="The Joint Area Reviews Regulations 2015 say which body writes it.",
    )
    if due:
        draft.paragraph(chance.choice(DUE).format(day=words.printed(due)))
    draft.paragraph("Yours sincerely")
    signed = [chance.sample(words.PEOPLE, 2), [police, "HMI Probation"], chance.sample(words.PEOPLE, 2)]
    heads = ["Ofsted", "Care Quality Commission"]
    draft.add("table", widths=[1, 1], heads=heads, repeat_header=False, rows=signed)
