"""Pages of the web that HMICFRS and its partners publish, saved or pasted: told by their headings alone.

No two of these pages share their classes or their boxes, so nothing rests on those: what follows a heading
that announces findings belongs to it until the next heading of its rank, or until the box that holds both ends.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile

from answerable.intake import details
from answerable.intake.dates import DAY, days, deadline
from answerable.intake.headings import ends_a_list, kinds, plain, tells_a_story
from answerable.intake.passages import Passage, WebPage
from answerable.intake.sections import says_none
from answerable.intake.shapes import Doubt, Kind, ReadFinding, ReadLine, ReadPage, ReadReport

NAME = "web_page"
_PUBLISHED = re.compile(
    rf"\b(?:published|publication date|date of publication|date published)\b(?:\s+on)?\s*:?\s*{DAY.pattern}",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"(?P<name>(?:recommendation|area for improvement|cause of concern)\s+"
                       r"(?P<number>\d{1,3}(?:\.\d{1,2})?))"
                       r"(?:\s*\((?:(?:for|to)\s+)?(?P<to>[^()]{2,120})\))?(?:\s*[:.–—-]\s*(?P<words>.+)|[:.]?)",
                       re.IGNORECASE | re.DOTALL)
_SINGLE = re.compile(r"(?:accelerated )?cause (?:of|for) concern|area (?:for|of|requiring)|priority action\b(?!s)")
_NAME_ALONE = re.compile(r"(?:accelerated )?causes? of concern|areas? for improvement|recommendations?")
_LEADING_NUMBER = re.compile(r"\(?(?P<number>\d{1,3})[.)]\s+(?P<words>.+)", re.DOTALL)
_ASKS = re.compile(r"\b(?:should|must|needs? to|is to|are to|require[sd]?|recommend)\b", re.IGNORECASE)
_ADDRESSED = re.compile(r"(?:(?:by|before|within|from|until|in|with)\b[^,.;:]{1,60},\s+"
                        r"|(?:within|in)\s+(?:the\s+next\s+)?[\w-]+\s+(?:days|weeks|months|years?)\s+"
                        r"|by\s+(?:\d{1,2}\s+)?[a-z]{3,9}\s+20\d\d\s+)?"
                        r"(?P<who>(?:[\w’'-]+,?\s+){1,15}?)(?:should|must|needs? to)\b", re.IGNORECASE)
_TYPES = (
    ("PEEL", re.compile(r"\bPEEL\b")),
    ("Joint targeted area inspection", re.compile(r"joint targeted area inspection", re.IGNORECASE)),
    ("National child protection inspection", re.compile(r"national child protection inspection", re.IGNORECASE)),
    ("Fire and rescue service inspection", re.compile(r"\bfire (?:and|&) rescue service\b", re.IGNORECASE)),
    ("Super-complaint", re.compile(r"super-complaint", re.IGNORECASE)),
    ("Thematic inspection", re.compile(r"\bthematic\b", re.IGNORECASE)),
)
_AREA = re.compile(r"(?:\b(?:of|at|by|in)\s+|[:–—-]\s+|^)(?:(?:[Tt]he|How|Why|Whether|What)\s+)*"
                   r"(?!(?:An?|PEEL|Inspection|Review|Report)\s)"
                   r"(?P<area>(?:[A-Z][\w’'-]+\s+(?:and\s+|upon\s+|of\s+)?){1,5}"
                   r"(?:Police|Constabulary|Fire (?:and|&) Rescue Service))\b")
_MOST_IN_TITLE = 300  # characters


_MAKES_NONE = re.compile(r"(?:we|(?:the|this|our) (?:report|inspection))(?: have| has)?"
                         r"(?: not| do not| did not| does not)? (?:made?|makes?) (?:no|any)\b[^.]{0,80}\.?",
                         re.IGNORECASE)
_STANDING_OUT = 7  # the rank of a paragraph in bold that says what headings say; real headings have 1 to 6


@dataclass
class _Section:
    """A heading that announces findings, and what stands under it; without kinds, words to pass over."""

    kinds: tuple[Kind, ...]
    level: int
    boxes: tuple[int, ...]
    heading: str = ""
    subheading: str = ""
    number: str = ""
    addressed_to: str = ""  # as the heading says
    is_single: bool = False  # the heading names one thing: "Cause of concern", "Recommendation 4"
    body: list[Passage] = field(default_factory=list)
    has_begun: bool = False  # something follows the heading, so its box is known
    is_over: bool = False  # a section within it has begun

    def holds(self, passage: Passage) -> bool:
        """Whether a passage lies in the smallest box around the heading and what follows it."""
        if not self.has_begun:
            pairs = zip(self.boxes, passage.boxes, strict=False)
            self.boxes = tuple(mine for mine, _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
            self.has_begun = True
        return passage.boxes[: len(self.boxes)] == self.boxes


def read(page: WebPage) -> ReadReport:
    """The report on a page of the web. Every finding is on page 1."""
    findings = _once(found for section in _sections(page.passages) for found in _findings(section))
    title = page.title[:_MOST_IN_TITLE]
    text = "\n".join(passage.text for passage in page.passages)
    published = _PUBLISHED.search(text)
    on = days(published[0]) if published else []
    area = _AREA.search(title)
    return ReadReport(
        title=title,
        published_on=on[0].on if on else None,
        published_on_page=1 if on else None,
        inspectorates=details.inspectorates(f"{page.named}\n{text}"),
        inspection_type=next((name for name, pattern in _TYPES if pattern.search(title)), ""),
        area=area["area"] if area else "",
        layout=NAME,
        stated_count=details.stated_count(page.passages),
        response_due_on=details.response_due(page.passages),
        pages=(_as_page(page),),
        findings=tuple(findings),
    )


def _as_page(page: WebPage) -> ReadPage:
    lines = (ReadLine(text=f"{_mark(one)}{one.text}", x0=0, y0=0, x1=0, y1=0) for one in page.passages)
    return ReadPage(number=1, width=0, height=0, text_lines=tuple(lines))


def _mark(passage: Passage) -> str:
    return "" if passage.kind != "item" else f"{passage.number}. " if passage.number else "• "


def _sections(passages: Sequence[Passage]) -> list[_Section]:
    """The sections that announce findings, in order."""
    found: list[_Section] = []
    around: list[_Section] = []  # the open ones, outermost first
    for passage in passages:
        before = around[-1] if around else None
        while around and not around[-1].holds(passage):
            around.pop()
        level = _rank(passage)
        while level and around and around[-1].level >= level:
            around.pop()
        section = _opened(passage, level, around[-1] if around else None) if level else None
        if section is not None:
            if around:
                around[-1].is_over = True
            around.append(section)
            found.append(section)
        elif around and around[-1] is before and not before.is_over:
            before.body.append(passage)
    return found


def _rank(passage: Passage) -> int:
    """How high a heading stands, 1 the highest; 0 when the passage is none."""
    if passage.kind == "heading":
        return passage.level
    if passage.kind == "item":
        return 0
    says = _announced(passage.text) if passage.strong or _NAME_ALONE.fullmatch(plain(passage.text)) else ()
    return _STANDING_OUT if says or _NUMBERED.fullmatch(passage.text) else 0


def _announced(heading: str) -> tuple[Kind, ...]:
    """The kinds of finding that a heading announces, "Recommendations and areas for improvement" being two."""
    parts = [kinds(part) for part in heading.split(" and ")] if len(heading) < 150 else []
    return kinds(heading) or (tuple(dict.fromkeys(kind for part in parts for kind in part)) if all(parts) else ())


def _opened(passage: Passage, level: int, outer: _Section | None) -> _Section | None:
    """The section that a heading begins; None when it announces nothing and stands in no section."""
    text = passage.text
    numbered = _NUMBERED.fullmatch(text)
    named = _announced(numbered["name"] if numbered else text)
    section = _Section(named, level, passage.boxes, text)
    is_title = passage.kind == "heading" and not _ASKS.search(text)  # "Recommendation 4: Training"
    if numbered:
        section.addressed_to = numbered["to"] or ""
        section.subheading = (numbered["words"] or "") if is_title else ""
    if numbered and numbered["words"] and not is_title:
        section.body.append(replace(passage, kind="paragraph", level=0, text=numbered["words"]))
    section.is_single = bool(numbered or _SINGLE.match(plain(text)))
    section.number = numbered["number"] if numbered else ""
    if outer is None or not outer.kinds:
        return section if named else None
    if named:
        section.heading, section.subheading = outer.heading, section.subheading if numbered else text
    elif ends_a_list(text) or tells_a_story(text):
        section.kinds = ()
    elif outer.is_single:
        return None  # its title: words like any other
    else:
        section.kinds, section.heading, section.subheading = outer.kinds, outer.heading, text
        if _ASKS.search(text):  # the heading is the finding, and what follows its reasons
            section.subheading, section.is_single = "", True
            section.body.append(replace(passage, kind="paragraph", level=0))
    return section


def _findings(section: _Section) -> Iterator[ReadFinding]:
    body = section.body
    if section.number and section.subheading and not any(_ASKS.search(one.text) for one in body):
        body = [Passage("paragraph", section.subheading), *body]  # no title: it is what is wanted
        section.subheading = ""
    if not section.kinds or not body:
        return
    by_points = section.number == "" and body[0].kind == "item" and section.kinds[0] is not Kind.CAUSE_OF_CONCERN
    if section.is_single and not by_points:
        yield _finding(section, body)
        return
    groups = [group for group in _groups(body)
              if not (says_none(group[0].text) or _MAKES_NONE.fullmatch(group[0].text))]
    asking = [group for group in groups if group[0].kind == "item" or _begins(group[0]) or _ASKS.search(group[0].text)]
    for group in asking or groups:
        yield _finding(section, group)


def _begins(passage: Passage) -> bool:
    """Whether a paragraph is marked as the start of a point."""
    return passage.strong or bool(_LEADING_NUMBER.fullmatch(passage.text))


def _groups(body: Sequence[Passage]) -> list[list[Passage]]:
    """The passages of each point: a marked paragraph and what follows, a top item and its sub-points, or,
    where nothing is marked, each paragraph."""
    top = min((one.level for one in body if one.kind == "item"), default=0)
    is_marked = any(_begins(one) for one in body if one.kind == "paragraph")
    groups: list[list[Passage]] = []
    for one in body:
        first = groups[-1][0] if groups else None
        if one.kind == "item":
            starts = one.level == top and (first is None or first.kind == "item" or not _takes_list(first))
        else:
            starts = one.level == 0 and (_begins(one) or not is_marked)
        if starts or first is None:
            groups.append([one])
        else:
            groups[-1].append(one)
    return groups


def _takes_list(paragraph: Passage) -> bool:
    """Whether the list after a paragraph belongs to it, as in "By 1 May, the force should:"."""
    return _begins(paragraph) or (paragraph.text.endswith(":") and bool(_ASKS.search(paragraph.text)))


def _finding(section: _Section, group: Sequence[Passage]) -> ReadFinding:
    first = group[0]
    numbered = _LEADING_NUMBER.fullmatch(first.text) if first.kind == "paragraph" else None
    words = [numbered["words"] if numbered else first.text]
    points: list[str] = []
    for one in group[1:]:
        if one.kind == "item":
            points.append(one.text)
        elif one.level and points:
            points[-1] += f" {one.text}"
        else:
            words.append(one.text)
    text = "\n".join(words)
    date_words, on = deadline(text)
    who = _ADDRESSED.match(text)
    return ReadFinding(
        kind=section.kinds[0], number=section.number or (numbered["number"] if numbered else first.number),
        heading=section.heading, subheading=section.subheading, text=text, sub_items=tuple(points), page=1,
        addressed_to=section.addressed_to or (_addressee(who["who"]) if who else ""), date_words=date_words, date_on=on,
        doubts=tuple(_doubts(section, group)))


def _addressee(who: str) -> str:
    name = who.strip(" ,")
    return "" if name.casefold() in {"we", "it", "this", "these", "that", "they", "there", "you"} else name


def _doubts(section: _Section, group: Sequence[Passage]) -> Iterator[Doubt]:
    if len(section.kinds) > 1:
        yield Doubt(code="kind", question="The heading names two kinds. Which is this?",
                    choices=tuple(kind.value for kind in section.kinds))
    points = sum(one.kind == "item" for one in group[1:])
    if points > 1 and not section.is_single and group[0].text.endswith(":"):
        yield Doubt(code="one_or_many", question=f"A list of {points} follows these words. Is this one finding or "
                    f"{points}?", choices=("One", str(points), "I will edit it"))
    kinds_in_order = [one.kind for one in group if one.kind == "item" or not one.level]
    if "item" in kinds_in_order[1:] and kinds_in_order[-1] == "paragraph":
        yield Doubt(code="out_of_order", question="Some of these words stand after the list, not before it.",
                    choices=("They are right", "I will edit them"))


def _once(found: Iterator[ReadFinding]) -> list[ReadFinding]:
    """Each text once; where it was printed again, a person says whether that is another finding."""
    kept: dict[tuple[Kind, str, tuple[str, ...]], ReadFinding] = {}
    for item in found:
        key = (item.kind, item.text.casefold(), item.sub_items)
        first = kept.setdefault(key, item)
        if first is not item and all(doubt.code != "printed_twice" for doubt in first.doubts):
            doubt = Doubt(code="printed_twice", question="The same words stand on the page again. "
                          "We counted them once.", choices=("Right", "They are two findings"))
            kept[key] = first.model_copy(update={"doubts": (*first.doubts, doubt)})
    return list(kept.values())
