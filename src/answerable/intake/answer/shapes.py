"""What reading an answer that was published elsewhere gives. What the page does not say stays None."""

from __future__ import annotations

from datetime import date

from answerable.intake.shapes import Shape


class Fields(Shape):
    """The parts of the template that such pages follow, long texts in light markup."""

    title: str | None = None
    published_on: date | None = None
    type: str | None = None
    key_findings: str | None = None
    link: str | None = None
    response: str | None = None


class Remark(Shape):
    """One thing that the checks found, said plainly with its source."""

    code: str
    message: str


class ReadAnswer(Shape):
    """A page as read: nothing in it is guessed, and `original` has its words as they stood."""

    fields: Fields
    checks: tuple[Remark, ...]
    original: str
    heading: str = ""  # under which the response stood
    link_words: str = ""  # of the link to the report
    responded_on: date | None = None
    unplaced: str = ""  # words that stand under none of the headings
    changed: tuple[str, ...] = ()  # what tidying did
