"""Building an assessment from the files in use, and reading what was built."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import QuerySet

from answerable.accounts import audit, kept_files
from answerable.accounts.roles import Member, Permission, check_may
from answerable.measures.months import Month
from answerable.needs import parts, rules
from answerable.needs.data import KINDS, LICENCES, PARTNER, STREET, check_libraries
from answerable.needs.models import AnalystNote, Assessment, DataFile
from answerable.records.contents import SIGNED, MadeOfFile, MadeOfPart
from answerable.responses import chain
from answerable.responses.rules import Refused

if TYPE_CHECKING:
    from answerable.assessment.release import Release

NEEDED = ("censuses", "police")  # without which no place is known
_ENDING = {"boundaries": ".geojson"}  # all others are CSV


def build(*, force: str, first: str, last: str, by: Member, at: datetime) -> Assessment:
    """Build the assessment of a force from the files in use. An empty month takes the earliest or the latest held.

    An assessment that was built before and not sent for signing is gone then. Raises `Refused` with what is missing.
    """
    check_may(by, Permission.KEEP_NEEDS)
    check_libraries()
    files = list(DataFile.objects.filter(set_aside_at=None))
    held = rules.months_of(files, force)
    if not held:
        raise Refused("Choose a force of which there are files", field="force")
    there = {kind for row in files for kind in rules.kinds_of(row)}
    if lacking := [KINDS[kind] for kind in NEEDED if kind not in there]:
        raise Refused(f"Nothing can be built without: {', '.join(lacking)}. Take the files in first", field="force")
    shown = [month for month in held if (not first or month >= first) and (not last or month <= last)]
    if not shown:
        raise Refused("Choose months of which there are files", field="first")
    notes = list(AnalystNote.objects.filter(taken_out_at=None))
    made = _made(files, force, shown[0], shown[-1], notes)
    return _keep(made, force, shown, sorted({by.person_id, *(note.added_by for note in notes)}), by, at)


def _made(files: Sequence[DataFile], force: str, first: str, last: str, notes: Sequence[AnalystNote]) -> parts.Parts:
    from answerable.assessment.making import make
    from answerable.datasets.errors import CannotUse
    from answerable.datasets.partner import read_partner, sources
    from answerable.datasets.street import StreetFile

    streets = [StreetFile(row.name, row.published_sha256, row.rows, rules.holds(row), kept_files.path_of(row.sha256))
               for row in files if row.kind == STREET and any(one == force for one, _month in rules.holds(row))]
    with tempfile.TemporaryDirectory() as folder:
        here, earlier = Path(folder) / "files", Path(folder) / "before"
        here.mkdir()
        earlier.mkdir()
        for row in files:
            if row.kind not in (STREET, PARTNER):
                (here / _file_name(row)).write_bytes(kept_files.read(row.sha256))
        before = released().first()
        if before is not None:
            parts.lay_out(parts_of(before).tables, earlier)
        try:
            # These files were read behind the fence and written anew when they were taken in.
            partners = [read_partner(row.name, kept_files.read(row.sha256)) for row in files if row.kind == PARTNER]
            given = [one for figures, _gaps in partners for one in figures]
            gaps = [one for _figures, of_file in partners for one in of_file]
            made = make(
                streets, here, f"recorded by {force}", force=force, first=Month.read(first), last=Month.read(last),
                annotations=[rules.annotation(row) for row in notes if row.month],
                conclusions=[rules.conclusion(row) for row in notes if not row.month],
                before=_earlier(earlier) if before is not None else None,
                sources=list(sources(given, gaps)), partner_figures=given)
        except (CannotUse, ValueError) as reason:
            raise Refused(str(reason).rstrip("."), field="force") from None
    used = {one.sha256 for one in made.streets}
    return parts.parts_of(made.document, made.tables, MadeOfPart(files=tuple(
        MadeOfFile(name=row.name, sha256=row.published_sha256, rows=row.rows, licence=LICENCES[row.kind])
        for row in files if row.kind != STREET or row.published_sha256 in used)))


def _earlier(folder: Path) -> Release | None:
    """The release before this one; None when a table that it is compared by was removed."""
    from answerable.assessment import release

    try:
        return release.read(folder)
    except ValueError:
        return None


def _file_name(row: DataFile) -> str:
    """A name under which the readers know what kind of file it is; the number keeps two apart."""
    stem = re.sub(r"\W+", "-", row.name, flags=re.ASCII)[:60]
    return f"{row.id:09}-{stem}{_ENDING.get(row.kind, '.csv')}"


@transaction.atomic
def _keep(made: parts.Parts, force: str, months: Sequence[str], authors: Sequence[int], by: Member,
          at: datetime) -> Assessment:
    for row in Assessment.objects.filter(number=None):
        row.delete()
        kept_files.forget_unless_named(row.sha256)
    row = Assessment.objects.create(
        force=force, first_month=months[0], last_month=months[-1], sha256=kept_files.keep(parts.written(made)),
        built_at=at, built_by=by.person_id, authors=list(authors))
    audit.record(by=by, at=at, action="assessment_built", subject="assessment", ref=str(row.id))
    return row


def parts_of(row: Assessment) -> parts.Parts:
    """What the record of it says, less what was removed; or what it would say."""
    if row.seq is None:
        return parts.read(kept_files.read(row.sha256))
    return parts.of_values({name: value for name, value in chain.values(row.seq).items() if name != SIGNED})


def released() -> QuerySet[Assessment]:
    """Those that were published, newest first."""
    return Assessment.objects.exclude(published_at=None).order_by("-number")
