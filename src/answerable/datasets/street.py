"""Street files of data.police.uk: each is checked and kept once as Parquet.

A file may come as CSV, gzipped or not, as Parquet, or in the zip archive that the site gives out. Rows are kept as
published: none is dropped, merged or corrected. What a file leaves empty is null.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb

from answerable.datasets.errors import CannotUse
from answerable.datasets.folders import files_in
from answerable.datasets.tables import header

LICENCE = "Open Government Licence v3.0"
COLUMNS = {  # as published -> as kept
    "Crime ID": "crime_id", "Month": "month", "Reported by": "reported_by", "Longitude": "longitude",
    "Latitude": "latitude", "LSOA code": "lsoa_code", "Crime type": "crime_type",
}  # fmt: skip
_ENDINGS = (".csv", ".csv.gz", ".parquet", ".zip")
_LARGEST_MEMBER = 4 << 30  # bytes of one file in an archive: a month of all forces is 80 MB
_NEVER_EMPTY = ("month", "reported_by", "crime_type")


@dataclass(frozen=True, slots=True)
class StreetFile:
    """A file that was taken in."""

    name: str  # with its folder or archive, as found
    sha256: str  # of the file as published
    rows: int
    holds: frozenset[tuple[str, str]]  # force, month
    kept: Path  # Parquet, with the columns of COLUMNS


def take_in(source: Path, into: Path, progress: Callable[[str, int], None] = lambda _name, _rows: None,
            *, force: str | None = None) -> list[StreetFile]:
    """Every street file in a folder, at any depth, or the one named; kept in `into`. What is kept is not read again.

    With `force`, files without a row of that force are left aside. Raises CannotUse for a broken file, for a month of
    a force that comes in two different files, and if there is no street file at all; nothing half-stored is left.
    """
    into.mkdir(parents=True, exist_ok=True)
    taken: dict[str, StreetFile] = {}
    for name, path in _found(source):
        sha256 = _sha256(path)
        if sha256 in taken:
            continue  # the very same file twice, in a folder and in an archive for instance
        kept = _kept(name, path, sha256, into)
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


def forces_in(source: Path, into: Path) -> list[str]:
    """The names of the forces whose rows the files hold."""
    return sorted({force for one in take_in(source, into) for force, _month in one.holds})


def _found(source: Path) -> Iterator[tuple[str, Path]]:
    """Each file that may be a street file: its name, and where it can be read."""
    for path in files_in(source) if source.is_dir() else [source]:
        name = str(path.relative_to(source)) if source.is_dir() else path.name
        if not name.lower().endswith(_ENDINGS):
            continue
        if name.lower().endswith(".zip"):
            yield from _members(name, path)
        else:
            yield name, path


def _members(name: str, path: Path) -> Iterator[tuple[str, Path]]:
    try:
        with zipfile.ZipFile(path) as archive:
            for member in sorted(archive.infolist(), key=lambda one: one.filename):
                if not member.filename.lower().endswith(".csv"):
                    continue
                if member.file_size > _LARGEST_MEMBER:
                    raise CannotUse(f"{name}: {member.filename} says it is larger than any month. It was not opened.")
                with tempfile.TemporaryDirectory() as folder:
                    unpacked = Path(folder) / "member.csv"
                    with archive.open(member) as packed, unpacked.open("wb") as out:
                        shutil.copyfileobj(packed, out)
                    yield f"{name}/{member.filename}", unpacked
    except (zipfile.BadZipFile, OSError, EOFError, RuntimeError) as problem:
        raise CannotUse(f"{name} cannot be unpacked ({problem}). Download the archive again.") from None


def _sha256(path: Path) -> str:
    with path.open("rb") as data:
        return hashlib.file_digest(data, "sha256").hexdigest()


def _kept(name: str, path: Path, sha256: str, into: Path) -> StreetFile | None:
    """The file as Parquet, or None if it is no street file. Raises CannotUse if it is one and broken."""
    target = into / f"{sha256}.parquet"
    with duckdb.connect() as connection:
        if not target.exists():
            source = _source(connection, name, path)
            if source is None:
                return None
            unfinished = target.with_suffix(".unfinished")
            try:
                _check_and_write(connection, name, source, unfinished)
                unfinished.replace(target)
            except duckdb.Error as problem:
                raise CannotUse(f"{name} is broken: {str(problem).splitlines()[0]} Download it again.") from None
            finally:
                unfinished.unlink(missing_ok=True)
        rows = connection.execute(f"select reported_by, month, count(*) from read_parquet('{_quoted(target)}') "  # noqa: S608
                                  "group by all").fetchall()
    return StreetFile(name, sha256, sum(count for *_held, count in rows),
                      frozenset((force, month) for force, month, _count in rows), target)


def _source(connection: duckdb.DuckDBPyConnection, name: str, path: Path) -> str | None:
    """The SQL that reads the file, or None if its columns are not those of a street file."""
    if name.lower().endswith(".parquet"):
        source = f"read_parquet('{_quoted(path)}')"
        try:
            names = [row[0] for row in connection.execute(f"describe select * from {source}").fetchall()]  # noqa: S608
        except duckdb.Error:
            raise CannotUse(f"{name} cannot be opened as Parquet. Download it again.") from None
    else:
        try:
            names = header(path)
        except CannotUse:
            return None
        columns = ", ".join(f"'{one.replace(chr(39), chr(39) * 2)}': 'VARCHAR'" for one in names)
        packed = "gzip" if path.name.lower().endswith(".gz") else "none"
        source = (f"read_csv('{_quoted(path)}', auto_detect=false, header=true, columns={{{columns}}}, delim=',', "
                  f"quote='\"', escape='\"', strict_mode=true, null_padding=false, compression='{packed}')")
    return source if set(COLUMNS) <= set(names) else None


def _check_and_write(connection: duckdb.DuckDBPyConnection, name: str, source: str, target: Path) -> None:
    columns = ", ".join(f"nullif(trim(cast(\"{published}\" as varchar)), '') as {kept}"
                        for published, kept in COLUMNS.items())
    connection.execute(f"create temp table street as select {columns} from {source}")  # noqa: S608
    if not connection.execute("select 1 from street limit 1").fetchone():
        raise CannotUse(f"{name} has a heading and no rows. Download it again, or leave it out.")
    for column in _NEVER_EMPTY:
        _refuse_if(connection, name, f"{column} is null", f"has no {column.replace('_', ' ')}")
    _refuse_if(connection, name, "not regexp_full_match(month, '\\d{4}-(0[1-9]|1[0-2])')", "has no month like 2025-07")
    _refuse_if(connection, name, "longitude is not null and try_cast(longitude as double) is null or "
               "latitude is not null and try_cast(latitude as double) is null", "has coordinates that are no numbers")
    connection.execute("create temp view numbered as select * replace (cast(longitude as double) as longitude, "
                       "cast(latitude as double) as latitude) from street")
    connection.execute(f"copy numbered to '{_quoted(target)}' (format parquet, compression zstd)")


def _refuse_if(connection: duckdb.DuckDBPyConnection, name: str, condition: str, what: str) -> None:
    found = connection.execute(f"select min(place) from (select row_number() over () + 1 as place, * from street) "  # noqa: S608
                               f"where {condition}").fetchone()
    if found and found[0]:
        raise CannotUse(f"{name}: row {found[0]:,} {what}. It is not a street file as published, or was cut off: "
                        "download it again.")


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")

