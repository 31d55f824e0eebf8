"""Invented places, people and sentences, in the manner of inspection letters."""

from datetime import date, timedelta
from random import Random

PLACES = (
    "Marlshire", "Tarnbridge", "Wexcombe", "Ossley", "Harrowmere", "Pellborough", "North Denwick",
    "Stanwick and Thorle", "Caddon Vale", "East Runham", "Lythe-on-Sea", "Brackwater",
)
PEOPLE = (
    "Orla Fenwick", "Tomas Adeyemi CBE", "Ruth O’Hallow", "Imran Castell", "Dr Priya Lindqvist", "Joan Abara",
    "Dafydd Merrow", "Sunniva Clarke-Holt", "Peter Vane", "Marguerite Osei",
)
ACTORS = (
    "Leaders across the partnership", "The police", "Health leaders", "Social work managers",
    "The safeguarding partners", "Senior officers", "The youth justice service", "Managers at every level",
    "The integrated care board", "Staff in the front-door team", "The council", "School leaders",
    "The probation service", "Multi-agency partners", "Practitioners in the ‘early help’ hubs",
)
DEEDS = (
    "write down what children say in their own words",
    "agree one threshold document and train every new member of staff in its use",
    "invite all agencies that know the family to strategy discussions",
    "look into every report of a missing child within one working day",
    "keep plans up to date after each change of worker, school or home",
    "check that staff understand how to pass on worries about older brothers and sisters",
    "bring waiting times for first health assessments below six weeks",
    "publish what the partnership has learned from its multi-agency audits",
    "give supervisors enough time to read case notes before each meeting",
    "offer 16- and 17-year-olds without a home a proper assessment of need",
    "share night-time reports with the duty team before 9am the next day",
    "test whether short-term plans have made children safer",
    "record the reason when an enquiry is closed with no further action",
    "make the return-home talk part of every plan for a child who goes missing",
    "set out who leads on self-neglect, private fostering and out-of-area homes",
    "measure how far training has changed day-to-day practice",
    "find out why the number of repeat call-outs (about 12% a year) has not fallen",
    "put right the gaps in the well-being service for care leavers aged 18 to 25",
    "read the chronology before deciding, rather than relying on the latest event",
    "replace the two separate referral forms by one joint form",
)
ENDS = (
    "so that decisions rest on the whole history", "so that no child waits for help because of a form",
    "and show the results to the board each quarter", "without delay", "in every part of the area",
    "so that families have to tell their story only once", "and challenge one another when this slips",
    "so that risks – at home, online and on the street – are seen together", "across all agencies",
    "including at weekends and during school holidays", "so that help comes early and lasts",
)
QUALITIES = (
    "timeliness", "quality and consistency", "oversight", "recording", "effectiveness", "accuracy", "reach",
    "sharing and use",
)
THINGS = (
    "plans for children on the edge of care", "return-home interviews", "multi-agency strategy meetings",
    "letters to families after visits", "case summaries held by the front door", "the offer of short breaks",
    "risk assessments by the night-time team", "supervision notes", "health checks for children in care",
    "pathway plans for young adults", "information about children’s disabilities",
    "the response to children who are privately fostered", "minutes and decisions of the vulnerability panel",
)
REMARKS = (
    "In too many cases the plan had not changed for months.",
    "Staff told inspectors that they learned of decisions late, if at all.",
    "This leaves some children in unsafe homes for longer than they need to be.",
    "Where a manager had read the file first, the outcome was better.",
    "The new system, introduced in spring, has not yet mended this.",
    "As a result, the same questions are asked of families three or four times.",
    "In 7 of the 22 cases tracked, nobody had spoken to the school nurse.",
    "Some teams do this well; others have yet to begin.",
    "Leaders know of this and have a plan, but it is at an early stage.",
    "Children describe workers who ‘listen and then come back’, which is not what the files show.",
    "The board’s dashboard counts meetings held, not what came of them.",
    "Low caseloads in one district hide high ones (up to 34 each) in the next.",
)
PRAISE = (
    "Foster carers speak warmly of their link workers.",
    "A joint team of officers and social workers meets each morning and acts the same day.",
    "Children helped to write the guide that new workers are given.",
    "The hospital’s liaison nurse has become a trusted guide for schools.",
    "Apprentices from the leaving-care team sit on the interview panels.",
    "The dip-sampling by deputy heads is thoughtful and leads to change.",
    "Family hubs in the coastal wards are busy, friendly and well led.",
)
STORIES = (
    "A girl of 11 had moved school twice before anybody asked her why.",
    "Her uncle, known to two agencies, was not mentioned in the plan.",
    "When the health visitor rang, three services had already closed the case.",
    "The worker met him each week in the park that he had chosen.",
    "He told her that he felt ‘safe enough to sleep’.",
)
NOTES = (
    "The words ‘front door’ mean the team that takes first calls.",
    "See the partnership’s own report of last autumn, page 14.",
    "A return-home talk is offered after a child has been missing.",
)
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)


def sentence(chance: Random) -> str:
    """A finding as a sentence: someone should do something, to some end."""
    return f"{chance.choice(ACTORS)} should {chance.choice(DEEDS)} {chance.choice(ENDS)}."


def phrase(chance: Random) -> str:
    """A finding as a noun phrase, as newer letters print it."""
    stop = chance.choice((".", ".", ""))
    return f"The {chance.choice(QUALITIES)} of {chance.choice(THINGS)} {chance.choice(ENDS)}{stop}"


def item(chance: Random, *, subs: float = 0.15, notes: float = 0.04, long: float = 0.3) -> dict[str, object]:
    """A finding's words: text, perhaps nested points, perhaps a footnote. Chances from 0 to 1."""
    if chance.random() < subs:
        deeds = chance.sample(DEEDS, chance.randint(2, 5))
        return {
            "text": f"{chance.choice(ACTORS)} should act together {chance.choice(ENDS)}, by:",
            "sub": [f"{deed} {chance.choice(ENDS)}{chance.choice((';', '', '.'))}" for deed in deeds],
        }
    text = chance.choice((sentence, phrase))(chance)
    if chance.random() < long:
        opening = text if text.endswith(".") else f"{text}."
        text = " ".join([opening, *chance.sample(REMARKS, chance.randint(1, 6))])
    note = {"footnote": chance.choice(NOTES)} if chance.random() < notes else {}
    return {"text": text, **note}


def distinct_items(chance: Random, count: int, taken: set[str], **chances: float) -> list[dict[str, object]]:
    """So many findings, none with the words of another one in the letter."""
    items: list[dict[str, object]] = []
    while len(items) < count:
        drawn = item(chance, **chances)
        plain = str(drawn["text"]).rstrip(".")
        if plain not in taken:
            taken.add(plain)
            items.append(drawn)
    return items


def paragraph(chance: Random) -> str:
    """Running text of a letter; sometimes it speaks of areas for improvement without being one."""
    sentences = chance.sample(REMARKS + PRAISE, chance.randint(3, 8))
    if chance.random() < 0.1:
        sentences.insert(1, "The areas for improvement named at the last visit have mostly been dealt with.")
    return " ".join(sentences)


def how_many(chance: Random, most: int = 40) -> int:
    """A number of findings: usually a few, sometimes none, seldom many."""
    return chance.choice((0, 1, 2, 3, 4, 5, 6, 8, 10, 14, chance.randint(15, most)))


def some_day(chance: Random, first: int, last: int) -> date:
    """A day in the years from first to last."""
    return date(first, 1, 1) + timedelta(days=chance.randrange((last - first + 1) * 365))


def printed(day: date, chance: Random | None = None) -> str:
    """A day in words; given chance, in one of the ways in which letters write it."""
    plain = f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    if chance is None:
        return plain
    ending = "th" if 10 < day.day < 20 else {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10, "th")
    return chance.choice((
        plain, plain, plain, f"{day:%A} {plain}", f"{day.day}{ending} {plain.split(' ', 1)[1]}",
        f"{day.day:02} {plain.split(' ', 1)[1]}",
    ))


def visit(chance: Random, published: date) -> tuple[date, date, str]:
    """First and last day of a visit some weeks before, and how a letter prints it."""
    start = published - timedelta(days=chance.randint(40, 80))
    end = start + timedelta(days=chance.choice((4, 4, 11)))
    if start.month == end.month:
        return start, end, f"{start.day} to {printed(end)}"
    if start.year == end.year:
        return start, end, f"{start.day} {MONTHS[start.month - 1]} to {printed(end)}"
    return start, end, f"{printed(start)} to {printed(end)}"
