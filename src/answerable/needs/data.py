"""Taking files in: each is read behind the fence, checked, written anew and kept once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from importlib.util import find_spec

from django.db import transaction

from answerable.accounts import audit, kept_files
from answerable.accounts.roles import Member, Permission, check_may
from answerable.intake import CannotRead, read_dataset, read_street, unpack
from answerable.needs.models import DataFile
from answerable.responses.rules import Refused

STREET, PARTNER = "street", "partner"
KINDS = {
    STREET: "Recorded crime, month by month", "censuses": "Areas of both censuses", "police": "Police areas",
    "people": "Residents", "deprivation": "Deprivation", "councils": "Councils and their successors",
    "borders": "Areas that touch", "boundaries": "Outlines of areas", PARTNER: "Partners’ figures",
}
LICENCES = {
    STREET: "Open Government Licence v3.0", "censuses": "Open Government Licence v3.0",
    "police": "Open Government Licence v3.0", "people": "Open Government Licence v3.0",
    "deprivation": "Open Government Licence v3.0", "boundaries": "Open Government Licence v3.0",
    "councils": "Creative Commons Attribution 4.0", "borders": "Open Government Licence v3.0",
    PARTNER: "As agreed with whoever gave it",
}
ALONE = frozenset(KINDS) - {STREET, PARTNER, "boundaries"}  # of these a newer file takes the older one's place
_LIBRARIES = ("ibis", "duckdb", "scipy")


@dataclass(frozen=True)
class Came:
    """What came of one file that somebody sent: a sentence on it, and whether it was taken in."""

    name: str
    sentence: str
    taken: bool


def check_libraries() -> None:
    """Raise `Refused` where the libraries for figures are not installed."""
    if lacking := [name for name in _LIBRARIES if find_spec(name) is None]:
        raise Refused(f"This installation lacks {' and '.join(lacking)}. Ask whoever runs it to install "
                      "answerable[analysis].")


def take_in(*, data: bytes, name: str, by: Member, at: datetime) -> list[Came]:
    """Take in a file, or each file of a ZIP archive; what is refused says why, and the others are taken all the same.

    The same file again changes nothing, so it is safe to stop and to repeat.
    """
    check_may(by, Permission.KEEP_NEEDS)
    check_libraries()
    if data.startswith(b"PK\x03\x04"):
        try:
            members = unpack(data)
        except CannotRead as reason:
            return [Came(name, reason.sentence, taken=False)]
        files = [(member, content) for member, content in members if not member.endswith("/") and content]
    else:
        files = [(name, data)]
    return [_one(content, kept_files.shown_name(called), by, at) for called, content in files]


def _one(data: bytes, name: str, by: Member, at: datetime) -> Came:
    sha256 = kept_files.digest(data)
    if DataFile.objects.filter(published_sha256=sha256, set_aside_at=None).exists():
        return Came(name, "It is here already.", taken=True)
    try:
        return _keep(name, sha256, *_read(data, name), by, at)
    except CannotRead as reason:
        return Came(name, reason.sentence, taken=False)


_Read = tuple[str, bytes, int, list[list[str | int]]]  # kind, content, rows, what it holds


def _read(data: bytes, name: str) -> _Read:
    """Raises CannotRead with the sentence of the reader that knows most of the file."""
    likely_first = (_street, _dataset) if "street" in name.lower() or data.startswith(b"PAR1") else (_dataset, _street)
    for reader in likely_first:  # each look at a file starts a process
        try:
            return reader(data, name)
        except CannotRead as reason:
            if reason.code not in ("not_street", "not_dataset"):
                raise
    raise CannotRead("not_known", "It is no street file of data.police.uk, and none of the tables, outlines or "
                     "partners’ figures that a needs assessment is made of. Nothing of it is kept.")


def _street(data: bytes, name: str) -> _Read:
    from answerable.datasets.errors import CannotUse
    from answerable.datasets.street_rows import as_parquet, months_of, rows_from

    columns = read_street(data).model_dump()
    try:
        rows = rows_from(name, columns)
    except CannotUse as reason:
        raise CannotRead("data", str(reason)) from None
    held = months_of(rows)
    holds: list[list[str | int]] = [[force, month, held[force, month]] for force, month in sorted(held)]
    return STREET, as_parquet(rows), rows.num_rows, holds


def _dataset(data: bytes, name: str) -> _Read:
    read = read_dataset(data, name=name)
    holds: list[list[str | int]] = [list(one) for one in read.sources] or [[kind] for kind in read.also]
    return read.kind, read.file.encode(), read.rows, holds


@transaction.atomic
def _keep(name: str, published: str, kind: str, content: bytes, rows: int, holds: list[list[str | int]], by: Member,
          at: datetime) -> Came:
    replaced = _replaced(kind, holds)
    for old in replaced:
        _set_aside(old, by, at)
    row = DataFile.objects.create(
        kind=kind, name=name, published_sha256=published, sha256=kept_files.keep(content), rows=rows, holds=holds,
        taken_in_at=at, taken_in_by=by.person_id)
    audit.record(by=by, at=at, action="data_taken_in", subject="data", ref=str(row.id), kind=kind)
    instead = f" It takes the place of {replaced[0].name}." if replaced else ""
    return Came(name, f"{KINDS[kind]}: {rows:,} rows.{instead}", taken=True)


def _replaced(kind: str, holds: list[list[str | int]]) -> list[DataFile]:
    """The files whose place this one takes. Raises CannotRead where it holds only a part of what one of them holds."""
    in_use = DataFile.objects.filter(kind=kind, set_aside_at=None)
    if kind in ALONE:
        return list(in_use)
    if kind != STREET:
        return []
    new = _months(holds)
    found = [row for row in in_use if _months(row.holds) & new]
    for row in found:
        if not _months(row.holds) <= new:
            force, month = sorted(_months(row.holds) & new)[0]
            raise CannotRead("held", f"{force}, {month}, is here already, in {row.name}, which holds other months too. "
                             "Set that file aside first, or send a file with all of them.")
    return found


def _months(holds: list[list[str | int]]) -> set[tuple[str, str]]:
    return {(str(force), str(month)) for force, month, _rows in holds}


@transaction.atomic
def set_aside(*, file: DataFile, by: Member, at: datetime) -> None:
    """Use a file no longer. It stays, and what was released from it stays."""
    check_may(by, Permission.KEEP_NEEDS)
    row = DataFile.objects.select_for_update(no_key=True).get(id=file.id)
    if row.set_aside_at is not None:
        raise Refused("It was set aside already.")
    _set_aside(row, by, at)


def _set_aside(row: DataFile, by: Member, at: datetime) -> None:
    row.set_aside_at, row.set_aside_by = at, by.person_id
    row.save(update_fields=["set_aside_at", "set_aside_by"])
    audit.record(by=by, at=at, action="data_set_aside", subject="data", ref=str(row.id))
