"""What a report says of itself: title, area, inspectorates, when it was published, when a reply is due."""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from answerable.intake.blocks import Block, joined
from answerable.intake.dates import DAY, days
from answerable.intake.flow import Flow
from answerable.intake.passages import Passage

_PUBLISHED = re.compile(r"(?:this )?(?:report )?(?:was )?"
                        r"(?:(?:first )?publi(?:shed|cation)(?: date| on)?|date (?:of publication|published)"
                        r"|(?:report|letter) date|date of (?:this )?(?:letter|report))\b"
                        rf"\s*:?\s*(?:on\s+)?(?:{DAY.pattern}|[0-9]+[/.-][0-9]+[/.-]20[0-9]+)", re.IGNORECASE)
_OF_INSPECTION = re.compile(r"inspect|visit|fieldwork|\b(?:to|and|from|between|on)$|[–—-]$", re.IGNORECASE)
_DATE_LABEL = re.compile(r"date\s*:?\s*", re.IGNORECASE)
_ANSWER = re.compile(r"\bstatement\b(?! of (?:case|purpose|special))|action plan|written response"
                     r"|\bresponse\b|\breply\b", re.IGNORECASE)
_SENDING = re.compile(r"\b(?:sen[dt]s?|submi(?:ts?|tted|ssion)|due|be with|return(?:ed)?|provided?|receive[ds]?"
                      r"|reach|reply|respond)\b", re.IGNORECASE)
_ASKED = re.compile(r"\b(?:should|must|requir\w+|asked?|needs? to|please|(?:is|are) (?:to|due)|expect\w*|request\w*"
                    r"|deadline|will|shall|ha(?:s|ve) to)\b", re.IGNORECASE)
_BY = re.compile(r"\b(?:by|before|no later than|not later than|on or before)\s+(?:\S+\s+){0,6}$"
                 r"|\b(?:days|weeks)\b[^.]{0,60}\bwhich is\s+$|\bdeadline\b[^.]{0,100}\bis\s+$", re.IGNORECASE)
_INSPECTORATES = (
    ("Ofsted", re.compile(r"\bOfsted\b|\bOffice for Standards in Education\b")),
    ("Care Quality Commission", re.compile(r"\bCare Quality Commission\b|\bCQC\b")),
    ("HMICFRS", re.compile(r"\bHMICFRS\b|Constabulary(?:,| and|,? &) Fire (?:&|and) Rescue")),
    ("HMIC", re.compile(r"\bHMIC\b|HMI Constabulary\b|Inspectorate of Constabulary\b")),
    ("HMI Probation", re.compile(r"\bHMI Prob(?:ation)?\b|Inspectorate of Probation\b|\bHMIP\b")),
    ("HMI Prisons", re.compile(r"\bHMI Prisons\b|Inspectorate of Prisons\b")),
    ("HMCPSI", re.compile(r"\bHMCPSI\b|Crown Prosecution Service Inspectorate\b")),
    ("Estyn", re.compile(r"\bEstyn\b")),
)
_COUNTED = re.compile(r"\b(?:make|makes|made|making|contains?|sets? out|total of)\s+(?:a total of\s+)?"
                      r"(?P<count>\d{1,3}|[a-z]+(?:-[a-z]+)?)\s+(?:new\s+|further\s+)?recommendations\b", re.IGNORECASE)
_UNITS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
          "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
_TENS = ("twenty", "thirty", "forty", "fifty")
_COUNCIL = re.compile(r"\s+(?:(?:Metropolitan|County|City|District|Borough|Unitary)\s+)*(?:Council|Authority|Borough)$")
_PLACE = re.compile(r"\bin (?:the )?"
                    r"([A-Z][\w’'-]+(?: (?:[A-Z][\w’'-]+|and|upon|on|of|the|with))*)(?: local authority)?[.,]")


def published(flow: Flow) -> tuple[date | None, int | None]:
    """The day of publication that the report prints, and its page: the date of a letter, alone on a line
    before the greeting, or said in words on the first pages. Inspection dates are never taken."""
    before = ""
    for row in _printed_rows(flow, 1):
        text = " ".join(row)
        if text.startswith("Dear "):
            break
        on = _alone(text) or _alone(row[0])  # an address may stand to the right of it
        if on and not _OF_INSPECTION.search(before) and not any(days(other) for other in row[1:]):
            return on, 1
        before = text
    for number in (1, 2, 3):
        for row in _printed_rows(flow, number):
            text = " ".join(row)
            if (said := _PUBLISHED.match(text)) and (named := days(said[0])):
                return named[0].on, number
    return None, None


def _alone(text: str) -> date | None:
    """The day that a text gives and says nothing else."""
    bare = _DATE_LABEL.sub("", text, count=1).strip(" .,")
    named = days(bare)
    return named[0].on if named and named[0].words == bare else None


def _printed_rows(flow: Flow, number: int) -> list[list[str]]:
    """The words of a page row by row, each from left to right: cells of a table side by side."""
    rows: dict[float, list[str]] = {}
    for line in flow.lines:
        if line.page == number:
            rows.setdefault(line.base, []).append(f"{line.marker if line.marker != '•' else ''} {line.text}".strip())
    return list(rows.values())


def asks_for_an_answer(text: str) -> bool:
    """Whether a paragraph asks for a written answer to the report."""
    return bool(_ANSWER.search(text) and _SENDING.search(text) and _ASKED.search(text))


def response_due(blocks: Iterable[Block | Passage]) -> date | None:
    """The date by which the report asks for a written answer."""
    for block in blocks:
        before = ""
        text = re.sub(r"(?<=[a-z])-(?=[a-z])", "", block.text)  # a month may be broken at a line end
        for sentence in re.split(r"(?<=[.?!])\s+(?=[A-Z])", text):
            if _ANSWER.search(before + sentence) and _SENDING.search(sentence) and _ASKED.search(sentence):
                for day in days(sentence):
                    if _BY.search(sentence[:day.start]):
                        return day.on
            before = sentence
    return None


def inspectorates(text: str) -> tuple[str, ...]:
    """The inspectorates that a text names, by the names the inspectorates use."""
    named = [name for name, pattern in _INSPECTORATES if pattern.search(text)]
    return tuple(name for name in named if not (name == "HMIC" and "HMICFRS" in named))


def stated_count(blocks: Iterable[Block | Passage]) -> int | None:
    """How many recommendations the report says it makes."""
    for block in blocks:
        if match := _COUNTED.search(block.text):
            count = _as_number(match["count"].casefold())
            if count:
                return count
    return None


def _as_number(word: str) -> int | None:
    if word.isdigit():
        return int(word)
    tens, _, unit = word.partition("-")
    if tens in _TENS:
        return 10 * (_TENS.index(tens) + 2) + (_UNITS.index(unit) + 1 if unit in _UNITS[:9] else 0)
    return _UNITS.index(word) + 1 if word in _UNITS else None


def title(blocks: Sequence[Block], pattern: re.Pattern[str]) -> str:
    """The first heading on the first two pages that has the words of this layout's title."""
    first = [b for b in blocks if b.page <= 2 and b.first.cell is None]
    for block in [b for b in first if b.kind == "heading"] + [b for b in first if len(b.text) < 300]:
        if pattern.search(block.text):
            return re.sub(r"(?<=[a-z])\d$", "", block.text)
    return next((b.text for b in first if b.kind == "heading"), "")


def area(name: str) -> str:
    """The area by its name alone, without the kind of council that serves it."""
    return _COUNCIL.sub("", name.strip(" .,")).strip()


def place_in(text: str) -> str:
    """The first place that a text names with "in" at the end of a clause."""
    match = _PLACE.search(text)
    return area(match[1]) if match else ""


def page_text(flow: Flow, number: int) -> str:
    """A page's body as one text."""
    return joined([f"{line.marker if line.marker != '•' else ''} {line.text}".strip()
                   for line in flow.lines if line.page == number], flow)
