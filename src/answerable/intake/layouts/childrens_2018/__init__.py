"""Ofsted's reports on a local authority's children's services since 2018: inspections and focused visits."""

import re

from answerable.intake import details
from answerable.intake.report import Layout, Report, compose
from answerable.intake.shapes import ReadReport

NAME = "childrens_2018"
_TITLE = re.compile(r"children.s (?:social care )?services|focused visit|monitoring visit", re.IGNORECASE)
_AREA = re.compile(r".*\b(?:inspection of|visit (?:to|of)) (?:the )?(?P<area>.+?)(?: local authority)?"
                   r"(?: children.s.*)?$", re.IGNORECASE)


def recognises(report: Report) -> bool:
    about = report.says("children's services", "children's social care")
    return about and report.says("ofsted", "inspector", "inspection")


def read(report: Report) -> ReadReport:
    title = details.title(report.blocks, _TITLE)
    match = _AREA.match(title)
    kind = next((name for name in ("Focused visit", "Monitoring visit") if name.casefold() in title.casefold()), "")
    return compose(
        report, layout=NAME, title=title, area=details.area(match["area"]) if match else "",
        inspectorates=("Ofsted",),
        inspection_type=kind or "Inspection of local authority children’s services (ILACS)",
        findings=report.findings(themes=False))


LAYOUT = Layout(NAME, recognises, read)
