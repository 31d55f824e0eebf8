"""Small reports about invented places, printed and read again."""

import typst

from answerable.intake.pdf import read_pdf
from answerable.intake.shapes import ReadReport

SHEET = """
#set page(width: 420pt, height: 500pt, margin: 50pt, footer: [#h(1fr) #context counter(page).display()])
#set text(font: "DejaVu Sans", size: 11pt)
#show heading: it => block(above: 1.4em, below: 1em, text(size: 1em, it.body))
#let boxed(body) = block(width: 100%, stroke: 0.7pt, inset: 8pt, body)
"""
LETTER = """
4 July 2022

Dear partnership

= Joint targeted area inspection of Marlshire
"""


def printed(markup: str) -> ReadReport:
    """What is read of this markup once it is printed."""
    return read_pdf(typst.compile((SHEET + markup).encode()))


def letter(markup: str) -> ReadReport:
    """What is read of a joint letter whose body is this markup."""
    return printed(LETTER + markup)


def texts(report: ReadReport) -> list[str]:
    return [item.text for item in report.findings]
