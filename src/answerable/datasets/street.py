"""Street files of data.police.uk in a folder or an archive: each is checked and kept once as Parquet."""

from __future__ import annotations

import hashlib
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow.parquet

from answerable.datasets.errors import CannotUse
from answerable.datasets.folders import files_in
from answerable.datasets.street_rows import MOST_BYTES, as_parquet, months_of, rows_of

LICENCE = "Open Government Licence v3.0"
_ENDINGS = (".csv", ".csv.gz", ".parquet", ".zip")


@dataclass(frozen=True, slots=True)
class StreetFile:
    """A file that was taken in."""

    name: str  # with its folder or archive, as found
    sha256: str  # of the file as published
    rows: int
    holds: frozenset[tuple[str, str]]  # force, month
    kept: Path  # Parquet, with the columns of `street_rows.COLUMNS`


def take_in(source: Path, into: Path, progress: Callable[[str, int], None] = lambda _name, _rows: None,
            *, force: str | None = None) -> list[StreetFile]:
    """Every street file in a folder, at any depth, or the one named; kept in `into`. What is kept is not read again.

    With `force`, files without a row of that force are left aside. Raises CannotUse for a broken file, for a month of
    a force that comes in two different files, and if there is no street file at all; nothing half-stored is left.
    """
    into.mkdir(parents=True, exist_ok=True)
    taken: dict[str, StreetFile] = {}
    for name, data in _found(source):
        sha256 = hashlib.sha256(data).hexdigest()
        if sha256 in taken:
            continue  # the very same file twice, in a folder and in an archive for instance
        kept = _kept(name, data, sha256, into)
        if kept is None or (force and not any(one == force for one, _month in kept.holds)):
            continue
        for other in taken.values():
            if both := sorted(other.holds & kept.holds):
                raise CannotUse(f"{other.name} and {name} both hold {both[0][0]}, {both[0][1]}. A month is published "
                                "again when it is revised: keep one of the two.")
        taken[sha256] = kept
        progress(name, kept.rows)
    if not taken:
        who = f" of {force}" if force else ""
        raise CannotUse(f"There is no street file{who} in {source}. Download the months you need from data.police.uk "
                        "and put them there, as an archive or unpacked.")
    return list(taken.values())


def _found(source: Path) -> Iterator[tuple[str, bytes]]:
    """Each file that may be a street file: its name, and its bytes."""
    for path in files_in(source) if source.is_dir() else [source]:
        name = str(path.relative_to(source)) if source.is_dir() else path.name
        if not name.lower().endswith(_ENDINGS):
            continue
        if name.lower().endswith(".zip"):
            yield from _members(name, path)
        elif path.stat().st_size > MOST_BYTES:
            raise CannotUse(f"{name} is larger than any month. It was not read.")
        else:
            yield name, path.read_bytes()


def _members(name: str, path: Path) -> Iterator[tuple[str, bytes]]:
    try:
        with zipfile.ZipFile(path) as archive:
            for member in sorted(archive.infolist(), key=lambda one: one.filename):
                if not member.filename.lower().endswith(".csv"):
                    continue
                with archive.open(member) as packed:
                    data = packed.read(MOST_BYTES + 1)  # what an archive says of sizes is not believed
                if len(data) > MOST_BYTES:
                    raise CannotUse(f"{name}: {member.filename} is larger than any month. It was not read.")
                yield f"{name}/{member.filename}", data
    except (zipfile.BadZipFile, OSError, EOFError, RuntimeError, NotImplementedError, zlib.error) as problem:
        raise CannotUse(f"{name} cannot be unpacked ({problem}). Download the archive again.") from None


def _kept(name: str, data: bytes, sha256: str, into: Path) -> StreetFile | None:
    """The file as Parquet, or None if it is no street file. Raises CannotUse if it is one and broken."""
    target = into / f"{sha256}.parquet"
    if not target.exists():
        rows = rows_of(name, data)
        if rows is None:
            return None
        unfinished = target.with_suffix(".unfinished")
        try:
            unfinished.write_bytes(as_parquet(rows))
            unfinished.replace(target)
        finally:
            unfinished.unlink(missing_ok=True)
    held = months_of(pyarrow.parquet.read_table(target, columns=["reported_by", "month"]))
    return StreetFile(name, sha256, sum(held.values()), frozenset(held), target)
