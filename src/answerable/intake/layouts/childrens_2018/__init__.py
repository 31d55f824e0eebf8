"""Ofsted's reports on a local authority's children's services since 2018: inspections and focused visits."""

import re

from answerable.intake import details
from answerable.intake.report import Layout, Report, compose
from answerable.intake.shapes import ReadReport

NAME = "childrens_2018"
_TITLE = re.compile(r"children.s (?:social care )?services|focused visit|monitoring visit", re.IGNORECASE)
_AREA = re.compile(r".*\b(?:inspection of|visit (?:to|of)) (?!children)(?:the )?(?P<area>.+?)(?: local authority)?"
                   r"(?: children.s.*)?$", re.IGNORECASE)


_COUNCIL = re.compile(r"\b(?:council|borough|corporation|authority|city of)\b", re.IGNORECASE)


def recognises(report: Report) -> bool:
    about = report.says("children's services", "children's social care")
    return about and report.says("ofsted", "inspector", "inspection")


def read(report: Report) -> ReadReport:
    title = details.title(report.blocks, _TITLE)
    match = _AREA.match(title)
    council = "" if match else _above(report, title)
    name, colon, _ = title.partition(": ")
    if not match and not council and colon and _COUNCIL.search(name):
        title, council = title.removeprefix(f"{name}: "), name
    visits = ("Focused visit", "Monitoring visit", "Assurance visit")
    kind = next((visit for visit in visits if visit.casefold() in title.casefold()), "")
    return compose(
        report, layout=NAME, area=details.area(match["area"] if match else council),
        title=title if match or not council else f"{council}: {title}",
        inspectorates=("Ofsted",),
        inspection_type=kind or "Inspection of local authority children’s services (ILACS)",
        findings=report.findings(themes=False))


def _above(report: Report, title: str) -> str:
    """The council's name, where the cover prints it over a title that names none."""
    cover = [b.text for b in report.blocks if b.page == 1]
    above = cover[:cover.index(title)] if title in cover else []
    return next((text for text in reversed(above) if _COUNCIL.search(text) and len(text) < 80), "")


LAYOUT = Layout(NAME, recognises, read)
