"""What every layout's adapter gets, and what it gives back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from answerable.intake import details, sections
from answerable.intake.blocks import Block, blocks
from answerable.intake.flow import Flow
from answerable.intake.shapes import ReadFinding, ReadLine, ReadPage, ReadReport


@dataclass(frozen=True)
class Report:
    """A report's typography, read once for all adapters."""

    flow: Flow

    @cached_property
    def blocks(self) -> list[Block]:
        return blocks(self.flow)

    @cached_property
    def opening(self) -> str:
        """The words of the first page."""
        return details.page_text(self.flow, 1)

    def says(self, *phrases: str, pages: int = 2) -> bool:
        """Whether the first pages hold any of these words, in whatever case."""
        text = self._opening_pages[:pages]
        return any(phrase in page for phrase in phrases for page in text)

    @cached_property
    def _opening_pages(self) -> tuple[str, str]:
        first, second = (details.page_text(self.flow, n).replace("’", "'").casefold() for n in (1, 2))
        return first, second

    def has_heading(self, *starts: str) -> bool:
        """Whether a heading starts with any of these words."""
        return any(b.text.replace("’", "'").casefold().startswith(starts) for b in self.blocks if b.kind == "heading")

    def findings(self, *, themes: bool) -> tuple[ReadFinding, ...]:
        """The findings under the headings that announce them; `themes` as in `sections`."""
        announced = sections.sections(self.blocks, themes=themes)
        return tuple(item for section in announced for item in sections.findings(section))

    @cached_property
    def read_pages(self) -> tuple[ReadPage, ...]:
        """Every line of every page, for the person who compares."""
        return tuple(ReadPage(number=page.number, width=page.width, height=page.height, text_lines=tuple(
            ReadLine(text=f"{line.marker} {line.text}".strip(), x0=round(line.x0, 1), y0=round(line.top, 1),
                     x1=round(line.x1, 1), y1=round(line.bottom, 1)) for line in page.lines))
            for page in self.flow.pages)


@dataclass(frozen=True)
class Layout:
    """One way in which inspectorates set a report: how to know it, and how to read it."""

    name: str
    recognises: Callable[[Report], bool]
    read: Callable[[Report], ReadReport]


def compose(report: Report, *, layout: str, title: str, area: str, inspectorates: Sequence[str],
            inspection_type: str, findings: Sequence[ReadFinding]) -> ReadReport:
    """The report as read: what the adapter found, with what is told alike in every layout."""
    published_on, page = details.published(report.flow)
    found = {" ".join(f.text.split()) for f in findings}
    rest = [b for b in report.blocks if b.text not in found]
    return ReadReport(
        title=title, published_on=published_on, published_on_page=page, inspectorates=tuple(inspectorates),
        inspection_type=inspection_type, area=area, response_due_on=details.response_due(rest), layout=layout,
        stated_count=details.stated_count(rest), pages=report.read_pages,
        findings=tuple(sections.once(findings)))
