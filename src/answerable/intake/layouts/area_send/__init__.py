"""Area SEND reports since 2023, and the letters of the local area inspections before them."""

import re
from itertools import pairwise

from answerable.intake import details, sections
from answerable.intake.blocks import Block
from answerable.intake.report import Layout, Report, compose
from answerable.intake.shapes import Doubt, Kind, ReadFinding, ReadReport

NAME = "area_send"
_TITLE = re.compile(r"area send\b.*inspection|(?:joint )?local area send|send inspection|special educational needs",
                    re.IGNORECASE)
_AREA = re.compile(r".*?(?:inspection|visit|revisit)\b.*? (?:of|in|to) (?:the )?(?P<area>.+?)"
                   r"(?: local area(?: partnership)?)?$", re.IGNORECASE)
_WEAKNESSES = re.compile(r"(?:significant|serious) (?:areas? of )?weakness(?:es)?\b(?:.*:$|.{0,60}[.]?$)"
                         r"|areas? of (?:significant )?weakness(?:es)?\b(?:.*:$|$)", re.IGNORECASE | re.DOTALL)
_OF_EARLIER = re.compile(r"\b(?:initial|previous|first|original|last|20\d\d) (?:\w+ ){0,3}inspection|revisit",
                         re.IGNORECASE)
_LONGEST_HEADING = 80  # characters


def recognises(report: Report) -> bool:
    return report.says("area send", "local area partnership", "local area send") or (
        report.says("special educational needs") and report.says("local area"))


def read(report: Report) -> ReadReport:
    title = details.title(report.blocks, _TITLE)
    match = _AREA.match(title)
    sort = next((sort for sort in ("monitoring", "revisit") if sort in title.casefold()), "full")
    weaknesses = _weaknesses(report.blocks) if not _OF_EARLIER.search(title) else []
    taken = {item.places for item in weaknesses}
    others = [item for item in report.findings(themes=False) if item.places not in taken]
    return compose(
        report, layout=NAME, title=title, inspectorates=("Ofsted", "Care Quality Commission"),
        area=details.area(match["area"]) if match else details.place_in(report.opening),
        inspection_type=f"Area SEND inspection ({sort})",
        findings=sorted([*weaknesses, *others], key=lambda item: (item.page, item.places[0].y0)))


def _weaknesses(blocks: list[Block]) -> list[ReadFinding]:
    """Letters until 2022 list areas of significant weakness after a sentence, seldom under a heading. Those that
    an earlier inspection found, listed by a revisit, are none."""
    start = next((i for i, (block, after) in enumerate(pairwise(blocks)) if after.kind == "item" != block.kind
                  and _WEAKNESSES.search(block.text) and not _OF_EARLIER.search(block.text)), None)
    heading = blocks[start].text if start is not None and len(blocks[start].text) < _LONGEST_HEADING else ""
    section = sections.Section(heading, (Kind.PRIORITY_ACTION,), is_list=True)
    for block in blocks[start + 1:] if start is not None else []:
        if block.kind != "item":
            break
        section.body.append(block)
    doubt = Doubt(code="kind", question="The letter calls this an area of significant weakness. Which kind is it?",
                  choices=tuple(kind.value for kind in Kind))
    return [item.model_copy(update={"doubts": (*item.doubts, doubt)}) for item in sections.findings(section)]


LAYOUT = Layout(NAME, recognises, read)
