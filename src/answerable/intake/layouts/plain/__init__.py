"""Any other report: read by its headings alone."""

import re

from answerable.intake import details
from answerable.intake.report import Layout, Report, compose
from answerable.intake.shapes import ReadReport

NAME = "plain"
_ANYTHING = re.compile(r"inspection|report|review|letter", re.IGNORECASE)


def recognises(report: Report) -> bool:
    return True


def read(report: Report) -> ReadReport:
    return compose(
        report, layout=NAME, title=details.title(report.blocks, _ANYTHING), area="",
        inspectorates=details.inspectorates(report.opening), inspection_type="", findings=report.findings(themes=False))


LAYOUT = Layout(NAME, recognises, read)
