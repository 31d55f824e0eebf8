"""Where findings stand on a page's picture: outlines with numbers, and the cut-out of one finding. Places in points."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.urls import reverse

from answerable.inspections.models import Finding, ReadPage, Report

_EDGE, _ABOVE = 8.0, 2.0  # points beside and above a cut-out: the lines around it stay out


@dataclass(frozen=True)
class Box:
    x: float
    y: float
    width: float
    height: float

    @property
    def view(self) -> str:
        return f"{self.x:.1f} {self.y:.1f} {self.width:.1f} {self.height:.1f}"


@dataclass(frozen=True)
class Outline:
    """The box of one finding's words, with its number."""

    number: int
    box: Box


@dataclass(frozen=True)
class Picture:
    """A page, or the part of it that `view` shows."""

    page: int
    address: str
    larger: str
    size: Box
    view: str
    outlines: tuple[Outline, ...] = ()


def picture(report: Report, page: ReadPage, findings: Iterable[Finding] = (), cut: Box | None = None) -> Picture | None:
    """The picture of a page with the findings on it outlined; None when the report has no pages."""
    if not report.has_pages or not page.width:
        return None
    outlines = tuple(
        Outline(finding.shown_number, box) for finding in findings for box in boxes_on(finding, page.number)
    )
    whole = Box(0, 0, page.width, page.height)
    addresses = [
        reverse("page-picture", kwargs={"ref": report.ref, "page": page.number, "scale": scale}) for scale in (2, 3)
    ]
    return Picture(page.number, addresses[0], addresses[1], whole, (cut or whole).view, outlines)


def top_of(report: Report, page: ReadPage, findings: Iterable[Finding]) -> Picture | None:
    """The top of the next page, down to where findings that run on to it end."""
    rows = list(findings)
    end = max((box.y + box.height for row in rows for box in boxes_on(row, page.number)), default=0.0)
    return picture(report, page, rows, Box(0, 0, page.width, min(page.height, end + 2 * _EDGE))) if end else None


def cut_outs(report: Report, finding: Finding, pages: dict[int, ReadPage]) -> list[Picture]:
    """Just the lines of a finding, one picture for each page that it stands on."""
    made = []
    for number in dict.fromkeys(place["page"] for place in finding.places):
        if number in pages and (cut := _around(boxes_on(finding, number), pages[number])):
            made.append(picture(report, pages[number], (), cut))
    return [one for one in made if one is not None]


def boxes_on(finding: Finding, page: int) -> list[Box]:
    """The boxes of a finding on a page; lines that follow one another are one box."""
    places = [place for place in finding.places if place["page"] == page]
    boxes = [(p["x0"], p["y0"], p["x1"], p["y1"]) for p in places]
    merged: list[tuple[float, float, float, float]] = []
    for box in boxes:
        if merged and -4 <= box[1] - merged[-1][3] <= 14:  # the next line, or one that overlaps a little
            last = merged[-1]
            box = (min(box[0], last[0]), min(box[1], last[1]), max(box[2], last[2]), max(box[3], last[3]))
            merged[-1] = box
        else:
            merged.append(box)
    return [Box(x0, y0, x1 - x0, y1 - y0) for x0, y0, x1, y1 in merged]


def runs_on_to(finding: Finding) -> list[int]:
    """The pages after its first on which a finding goes on."""
    numbers = [number for number, _ in groupby(finding.places, key=lambda place: place["page"])]
    return [number for number in dict.fromkeys(numbers) if number > finding.page]


def _around(boxes: list[Box], page: ReadPage) -> Box | None:
    if not boxes:
        return None
    x0, y0 = min(b.x for b in boxes) - _EDGE, min(b.y for b in boxes) - _ABOVE
    x1, y1 = max(b.x + b.width for b in boxes) + _EDGE, max(b.y + b.height for b in boxes) + _ABOVE
    x0, y0 = max(x0, 0), max(y0, 0)
    return Box(x0, y0, min(x1, page.width) - x0, min(y1, page.height) - y0)
