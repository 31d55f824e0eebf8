"""Area SEND reports since 2023, and the letters of the local area inspections before them."""

import re

from answerable.intake import details
from answerable.intake.report import Layout, Report, compose
from answerable.intake.shapes import ReadReport

NAME = "area_send"
_TITLE = re.compile(r"area send\b.*inspection|(?:joint )?local area send|send inspection|special educational needs", re.IGNORECASE)
_AREA = re.compile(r".*?(?:inspection|visit|revisit)\b.*? (?:of|in|to) (?:the )?(?P<area>.+?)(?: local area(?: partnership)?)?$", re.IGNORECASE)


def recognises(report: Report) -> bool:
    return report.says("area send", "local area partnership", "local area send") or (
        report.says("special educational needs") and report.says("local area"))


def read(report: Report) -> ReadReport:
    title = details.title(report.blocks, _TITLE)
    match = _AREA.match(title)
    monitoring = "monitoring" in title.casefold()
    return compose(
        report, layout=NAME, title=title, area=details.area(match["area"]) if match else details.place_in(report.opening),
        inspectorates=("Ofsted", "Care Quality Commission"),
        inspection_type=f"Area SEND inspection ({'monitoring' if monitoring else 'full'})",
        findings=report.findings(themes=False))


LAYOUT = Layout(NAME, recognises, read)
