"""From the bytes of a PDF to a report as read. Runs inside the fenced child."""

from collections.abc import Sequence

from answerable.intake.flow import flow
from answerable.intake.ink import read_ink
from answerable.intake.layouts import LAYOUTS
from answerable.intake.lines import Page, read_page
from answerable.intake.report import Report
from answerable.intake.shapes import ReadReport


def read_pdf(data: bytes) -> ReadReport:
    """Read a PDF. A report without findings has none; raises CannotRead when the file cannot be opened."""
    return read_pages([read_page(ink) for ink in read_ink(data)])


def read_pages(pages: Sequence[Page]) -> ReadReport:
    """Read pages with the first layout that knows them; the last one in the list knows any."""
    report = Report(flow(pages))
    layout = next(layout for layout in LAYOUTS if layout.recognises(report))
    return layout.read(report)
