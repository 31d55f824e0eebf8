"""Ofsted's single inspections of children's services, 2013 to 2018, with a review of the safeguarding board."""

import re
from itertools import takewhile

from answerable.intake import details, sections
from answerable.intake.blocks import Block
from answerable.intake.report import Layout, Report, compose
from answerable.intake.shapes import ReadFinding, ReadReport

NAME = "childrens_2016"
BOARD = "Local Safeguarding Children Board"
_COUNCIL = re.compile(r"(?:council|borough|corporation|authority)\b|^(?:london borough|royal borough|city) of ",
                      re.IGNORECASE)
_AFTER_TITLE = re.compile(r"inspection dates?|report published|\b20\d\d\b|judg|children.s services in", re.IGNORECASE)


def recognises(report: Report) -> bool:
    return report.says("inspection of services for children in need of help and protection", pages=1)


def read(report: Report) -> ReadReport:
    cover = list(takewhile(lambda b: not _AFTER_TITLE.search(b.text), (b for b in report.blocks if b.page == 1)))
    council = next((b.text for b in cover if _COUNCIL.search(b.text)), cover[0].text if cover else "")
    return compose(
        report, layout=NAME, title=_title(cover, council), area=details.area(council), inspectorates=("Ofsted",),
        inspection_type="Single inspection framework (SIF)", findings=_findings(report, council))


def _title(cover: list[Block], council: str) -> str:
    """The parts of the cover's title on one line, without footnote marks."""
    parts = [re.sub(r"(?<=[a-z])\d$", "", b.text) for b in cover if b.text != council and b.text != "Ofsted"]
    return f"{council}: {' '.join(parts)}" if council else " ".join(parts)


def _findings(report: Report, council: str) -> list[ReadFinding]:
    """Recommendations to the council, then those that stand in the part on the safeguarding board."""
    board_from = next((b.first for b in report.blocks if b.kind == "heading" and b.page > 3
                       and "safeguarding children board" in b.text.casefold()), None)
    found = []
    for section in sections.sections(report.blocks, themes=False):
        for item in sections.findings(section):
            of_board = board_from is not None and item.page >= board_from.page
            found.append(item.model_copy(update={"addressed_to": BOARD if of_board else council}))
    return found


LAYOUT = Layout(NAME, recognises, read)
