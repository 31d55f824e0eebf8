"""What the register says of a needs assessment, and the assessment as a document of sentences, pictures and tables."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from answerable.documents.drawings import is_drawing
from answerable.documents.illustrated import Grid, Illustrated, Part, Picture
from answerable.duties.dates import format_date
from answerable.records.contents import NeedsContentsPart
from answerable.records.needs import Drawn, GridWords, Section
from answerable.register.answers import Register
from answerable.register.document import EXAMPLE
from answerable.register.needs import NeedsAssessment

NOT_SHOWN = "The drawing cannot be shown."


def title_of(said: NeedsAssessment) -> str:
    title = said.contents.title if said.contents else ""
    return title if title.strip() else f"Needs assessment {said.ref}"


def months_in_words(said: NeedsAssessment) -> str:
    """"April 2022 to March 2025", or one month."""
    first, last = (_month(month) for month in (said.facts.first_month, said.facts.last_month))
    return first if first == last else f"{first} to {last}"


def _month(month: str) -> str:
    year, number = month.split("-")
    return f"{format_date(date(2000, int(number), 1)).split()[1]} {year}"


def texts_of(contents: NeedsContentsPart) -> Iterator[str]:
    """What somebody can look for: title, headings, sentences and points."""
    yield from (contents.title, contents.subtitle)
    for section in contents.sections:
        yield from (section.heading, *section.sentences, *section.points)


def sections_of(contents: NeedsContentsPart) -> Iterator[Section]:
    """In their order. One of level 3 that stands below none of level 2 is raised: no heading may skip a level."""
    below = False
    for section in contents.sections:
        below = below or section.level == 2
        yield section if below else section.model_copy(update={"level": 2})


def drawn(picture: Drawn) -> Picture | None:
    """A picture that a page may take in; None when it is not of the small language of drawings."""
    if not is_drawing(picture.svg):
        return None
    return Picture(picture.svg, _stated(picture.title), _stated(picture.description), _grid(picture.table))


def as_document(register: Register, said: NeedsAssessment, contents: NeedsContentsPart) -> Illustrated:
    """What is typeset: the assessment as its page has it, and where its figures can be checked."""
    return Illustrated(
        title=title_of(said), subtitle=contents.subtitle, author=register.body_of(said).name, dated=contents.dated,
        footer=f"{said.ref}, record {said.entry.hash[:16]}",
        parts=[*(_part(section) for section in sections_of(contents)), _tables_and_files(said)],
        notice=EXAMPLE if register.body.example else "")


def _part(section: Section) -> Part:
    pictures = [drawn(picture) for picture in section.pictures]
    left_out = [picture for picture, shown in zip(section.pictures, pictures, strict=True) if shown is None]
    return Part(
        section.code, _stated(section.heading), section.level,
        (*section.sentences, *(f"{picture.title}. {NOT_SHOWN} Its table is below." for picture in left_out)),
        section.points, [picture for picture in pictures if picture],
        [*(_grid(picture.table) for picture in left_out), *(_grid(grid) for grid in section.grids)])


def _grid(grid: GridWords) -> Grid:
    return Grid(_stated(grid.caption), grid.headings, grid.rows)


def _stated(words: str) -> str:
    """PDF/UA-1 takes no heading and no picture without words."""
    return words if words.strip() else "Not stated"


def _tables_and_files(said: NeedsAssessment) -> Part:
    where = (f"The tables of figures lie on the register, at {said.folder}. The page there names the files that they "
             "were made of, each with its fingerprint.")
    return Part("tables-and-files", "Tables and files", sentences=(where, signed_sentence(said)))


def signed_sentence(said: NeedsAssessment) -> str:
    if said.signed is None:
        return "The name of who signed was removed."
    return f"Signed by {said.signed.name}, {said.signed.post}, on {format_date(said.signed.signed_on)}."
