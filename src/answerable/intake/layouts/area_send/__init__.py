"""Area SEND reports since 2023, and the letters of the local area inspections before them."""

import re

from answerable.intake import details, sections
from answerable.intake.blocks import Block
from answerable.intake.report import Layout, Report, compose
from answerable.intake.shapes import Doubt, Kind, ReadFinding, ReadReport

NAME = "area_send"
_TITLE = re.compile(r"area send\b.*inspection|(?:joint )?local area send|send inspection|special educational needs",
                    re.IGNORECASE)
_AREA = re.compile(r".*?(?:inspection|visit|revisit)\b.*? (?:of|in|to) (?:the )?(?P<area>.+?)"
                   r"(?: local area(?: partnership)?)?$", re.IGNORECASE)
_WEAKNESSES = re.compile(r"significant weakness(?:es)?\b.*:$", re.IGNORECASE | re.DOTALL)


def recognises(report: Report) -> bool:
    return report.says("area send", "local area partnership", "local area send") or (
        report.says("special educational needs") and report.says("local area"))


def read(report: Report) -> ReadReport:
    title = details.title(report.blocks, _TITLE)
    match = _AREA.match(title)
    monitoring = "monitoring" in title.casefold()
    return compose(
        report, layout=NAME, title=title, inspectorates=("Ofsted", "Care Quality Commission"),
        area=details.area(match["area"]) if match else details.place_in(report.opening),
        inspection_type=f"Area SEND inspection ({'monitoring' if monitoring else 'full'})",
        findings=sorted([*_weaknesses(report.blocks), *report.findings(themes=False)],
                        key=lambda item: (item.page, item.places[0].y0)))


def _weaknesses(blocks: list[Block]) -> list[ReadFinding]:
    """Letters until 2022 list areas of significant weakness after a sentence, under no heading of their own."""
    start = next((i for i, b in enumerate(blocks) if b.kind == "paragraph" and _WEAKNESSES.search(b.text)), None)
    section = sections.Section("", (Kind.PRIORITY_ACTION,), is_list=True)
    for block in blocks[start + 1:] if start is not None else []:
        if block.kind != "item":
            break
        section.body.append(block)
    doubt = Doubt(code="kind", question="The letter calls this an area of significant weakness. Which kind is it?",
                  choices=tuple(kind.value for kind in Kind))
    return [item.model_copy(update={"doubts": (*item.doubts, doubt)}) for item in sections.findings(section)]


LAYOUT = Layout(NAME, recognises, read)
