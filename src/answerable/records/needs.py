"""What a record says of a needs assessment: its pages, its tables and the files it was made of.

`contents` gives them their places. A release is never changed: a later one stands beside it and says what changed.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from answerable.records.parts import Ref, Sha256, Shape

MonthText = Annotated[str, Field(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")]
TableFile = Annotated[str, Field(pattern=r"^[a-z0-9_-]{1,90}\.(csv|json)$")]


class GridWords(Shape):
    """A table in words. The first cell of a row is its heading."""

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class Drawn(Shape):
    """A drawing as SVG, with the table that it is drawn from."""

    svg: str
    title: str
    description: str
    table: GridWords


class Section(Shape):
    """A heading and what stands under it, in this order."""

    code: Annotated[str, Field(pattern=r"^[a-z0-9_-]{1,80}$")]  # of its address on the page
    heading: str
    level: Literal[2, 3]
    sentences: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    pictures: tuple[Drawn, ...] = ()
    grids: tuple[GridWords, ...] = ()


class NeedsContentsPart(Shape):
    """The assessment as its readers meet it, what its analysts wrote included."""

    title: str
    subtitle: str
    dated: date  # the last day that the figures tell of
    sections: tuple[Section, ...]


class TablePart(Shape):
    """A table of figures as the very file that is published."""

    file: TableFile
    words: str


class MadeOfFile(Shape):
    """A file that the figures were made of."""

    name: str
    sha256: Sha256  # as its publisher gave it out
    rows: int | None  # None: not a file of rows
    licence: str


class MadeOfPart(Shape):
    files: tuple[MadeOfFile, ...]


class NeedsAssessmentFacts(Shape):
    """A needs assessment was released. `number` 1 is the body's first."""

    kind: Literal["needs_assessment"] = "needs_assessment"
    ref: Ref  # "mar-needs-1"
    number: int
    first_month: MonthText  # of which there are figures
    last_month: MonthText
    method: int  # goes up whenever the same files give other figures
    content_hash: Sha256
