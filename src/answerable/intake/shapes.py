"""What reading a report gives: frozen values that cross the wall between the parser and the rest.

Places are boxes in points (1/72 inch) from the top left corner of the page as shown, pages count
from 1. A page of the web has one page without places. Nothing here is true until a person confirms it.
"""

from datetime import date
from enum import StrEnum

from pydantic import BaseModel, ConfigDict


class Kind(StrEnum):
    """The four kinds of finding, by the headings inspectorates give them."""

    RECOMMENDATION = "recommendation"
    CAUSE_OF_CONCERN = "cause_of_concern"
    PRIORITY_ACTION = "priority_action"
    AREA_FOR_IMPROVEMENT = "area_for_improvement"


class Shape(BaseModel):
    """A frozen value with no room for unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Place(Shape):
    """Where words stand on a page."""

    page: int
    x0: float
    y0: float
    x1: float
    y1: float


class Doubt(Shape):
    """A question that the reader could not settle; no choice is the default."""

    code: str  # runs_on, kind, printed_twice, out_of_order
    question: str
    choices: tuple[str, ...]


class ReadLine(Shape):
    """One printed line and its box."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float


class ReadPage(Shape):
    """One page as text, running headers and footers included, so that a person can compare."""

    number: int
    width: float
    height: float
    text_lines: tuple[ReadLine, ...] = ()


class ReadFinding(Shape):
    """One thing the report wants acted on, in the inspectorate's exact words."""

    kind: Kind
    number: str = ""  # as printed before it; "" when none is
    heading: str = ""  # the inspectorate's own heading
    subheading: str = ""
    text: str
    sub_items: tuple[str, ...] = ()
    page: int
    addressed_to: str = ""
    date_words: str = ""  # a date inside the words, as printed
    date_on: date | None = None  # the same as a day, when the words name one
    places: tuple[Place, ...] = ()
    doubts: tuple[Doubt, ...] = ()


class ReadReport(Shape):
    """A report as read. None and "" mean that the report does not say."""

    title: str = ""
    published_on: date | None = None
    published_on_page: int | None = None
    inspectorates: tuple[str, ...] = ()
    inspection_type: str = ""
    area: str = ""
    response_due_on: date | None = None
    layout: str
    stated_count: int | None = None
    pages: tuple[ReadPage, ...] = ()
    findings: tuple[ReadFinding, ...] = ()
