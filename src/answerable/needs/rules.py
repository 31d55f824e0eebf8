"""What can be said of files and notes without a database: which months are held, and whether a build is out of date."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from answerable.assessment.notes import Annotation, Conclusion, Measure
from answerable.measures.categories import GROUP
from answerable.measures.months import Month

if TYPE_CHECKING:
    from answerable.needs.models import AnalystNote, DataFile

GROUPS: Mapping[str, str] = {code: group.name for code, group in GROUP.items()}
MEASURES: Mapping[str, str] = {one.name: str(one.value) for one in Measure}


def holds(file: DataFile) -> frozenset[tuple[str, str]]:
    """Force and month of each month of recorded crime in a file."""
    return frozenset((str(force), str(month)) for force, month, _rows in file.holds)


def kinds_of(file: DataFile) -> set[str]:
    """What a file is: one table can have the columns of several."""
    also = set() if file.kind in ("street", "partner") else {str(one[0]) for one in file.holds}
    return {file.kind} | also


def months_of(files: Iterable[DataFile], force: str) -> list[str]:
    """The months held of a force, in order."""
    return sorted({month for file in files if file.kind == "street" for one, month in holds(file) if one == force})


def forces_in(files: Iterable[DataFile]) -> list[str]:
    """The forces of which anything is held."""
    return sorted({force for file in files if file.kind == "street" for force, _month in holds(file)})


def annotation(note: AnalystNote) -> Annotation:
    """A note on a series as the assessment takes it."""
    return Annotation(note.group, Month.read(note.month), note.words)


def conclusion(note: AnalystNote) -> Conclusion:
    """A conclusion as the assessment takes it."""
    return Conclusion(note.words, note.group, Measure[note.rests_on])


def is_out_of_date(built_at: datetime, changes: Iterable[datetime | None]) -> bool:
    """Whether files or notes came, or went, after it was built."""
    return any(at is not None and at > built_at for at in changes)
