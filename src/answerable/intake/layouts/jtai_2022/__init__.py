"""Joint targeted area inspection letters since 2022."""

from answerable.intake.layouts.jtai_2016 import TYPE, letter_details
from answerable.intake.report import Layout, Report, compose
from answerable.intake.shapes import ReadReport

NAME = "jtai_2022"


def recognises(report: Report) -> bool:
    return report.says("joint targeted area inspection") and report.has_heading(
        "what needs to improve", "headline findings")


def read(report: Report) -> ReadReport:
    return compose(report, layout=NAME, inspection_type=TYPE, findings=report.findings(themes=False),
                   **letter_details(report))


LAYOUT = Layout(NAME, recognises, read)
