"""An assessment from the files that are held: its document and its tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from answerable.assessment import dictionary, release
from answerable.assessment import partner_figures as partners
from answerable.assessment.contents import contents
from answerable.assessment.figures import Figures, Level, measure
from answerable.assessment.notes import Annotation, Conclusion
from answerable.assessment.tables import files, written
from answerable.datasets.borders import read_borders
from answerable.datasets.boundaries import outlines_of_areas, read_boundaries
from answerable.datasets.partner import Aggregate
from answerable.datasets.reference import read_reference
from answerable.datasets.street import StreetFile
from answerable.documents.illustrated import Illustrated
from answerable.measures.months import Month


@dataclass(frozen=True)
class Made:
    """An assessment that was made."""

    document: Illustrated
    tables: dict[str, bytes]  # by the name of the file; with `assessment.json`, which says what it was made of
    figures: Figures
    streets: Sequence[StreetFile]  # those that hold a month of it


def make(streets: Sequence[StreetFile], folder: Path, where: str, *, force: str | None, first: Month | None = None,
         last: Month | None = None, annotations: Sequence[Annotation] = (), conclusions: Sequence[Conclusion] = (),
         before: release.Release | None = None, sources: Sequence[tuple[str, ...]] = (),
         partner_figures: Sequence[Aggregate] = ()) -> Made:
    """Make it. `folder` holds reference tables, borders and outlines at any depth; `where` ends a sentence.

    before: an earlier assessment, from which it is told what changed and why. partner_figures: what partners gave, of
    which only what is public is published. Raises CannotUse, and ValueError when no month is left.
    """
    latest = last or max(Month.read(month) for one in streets for _force, month in one.holds)
    reference = read_reference(folder, latest.first_day)
    figures = measure(streets, reference, read_borders(folder), force=force, first=first, last=last)
    drawn = outlines_of_areas(read_boundaries(folder), reference.area_of)
    outlines = {area.code: drawn[area.code] for area in figures.areas if area.code in drawn}
    used = [one for one in streets if any(Month.read(month) in figures.months for _force, month in one.holds)]
    changed = release.since(before, release.of_figures(figures, used, where)) if before else None
    names = figures.names(Level.DISTRICT) | figures.names(Level.AUTHORITY)
    document = contents(figures, where, annotations=annotations, conclusions=conclusions, since=changed,
                        outlines=outlines, sources=sources, partners=partners.parts(partner_figures, names))
    tables = files(figures)
    if rows := partners.rows(partner_figures):
        tables[partners.NAME] = written(rows)
    tables[dictionary.NAME] = dictionary.dictionary()
    return Made(document, tables | {release.NAME: release.manifest(figures, used, where, tables)}, figures, used)
