"""Joint targeted area inspection letters of 2016 to 2021."""

import re
from typing import Any

from answerable.intake import details
from answerable.intake.report import Layout, Report, compose
from answerable.intake.shapes import ReadReport

NAME = "jtai_2016"
TYPE = "Joint targeted area inspection (JTAI)"
_TITLE = re.compile(r"joint targeted area inspection", re.IGNORECASE)
_AREA_AFTER_THEME = re.compile(r".*\bresponse to\b.* in (?:the )?(?P<area>[A-Z].*)")
_AREA = re.compile(r"joint targeted area inspection of (?!the multi-agency)(?:the )?(?P<area>.+)", re.IGNORECASE)


def recognises(report: Report) -> bool:
    return report.says("joint targeted area inspection")


def letter_details(report: Report) -> dict[str, Any]:
    """Title, area and inspectorates, which letters of both eras give on their first page."""
    title = details.title(report.blocks, _TITLE)
    match = _AREA_AFTER_THEME.match(title) or _AREA.match(title)
    return {"title": title, "area": details.area(match["area"]) if match else details.place_in(report.opening),
            "inspectorates": details.inspectorates(report.opening)}


def read(report: Report) -> ReadReport:
    return compose(report, layout=NAME, inspection_type=TYPE, findings=report.findings(themes=True),
                   **letter_details(report))


LAYOUT = Layout(NAME, recognises, read)
