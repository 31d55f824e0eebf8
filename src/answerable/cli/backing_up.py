"""Backup and restore: the whole installation in one file, but for its keys and secrets.

What is inside: every row of the database, and every file that was uploaded. What is not: signing keys and the secrets
of the home folder (without them a stolen backup forges nothing), sessions (everybody signs in again), and what can be
made again (page pictures, the public register).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection, models, transaction
from django.db.utils import DatabaseError

from answerable.accounts import kept_files as files
from answerable.accounts.models import Body
from answerable.cli import rows
from answerable.cli.archive import Archive, BadArchive, open_archive, write_archive
from answerable.cli.sealing import CannotSeal, new_file, opened_file
from answerable.records import KeyRefused, fingerprint, moment_text, public_line, read_key
from answerable.responses import continuity

FORM = "answerable-backup-1"
LAST_BACKUP = "last-backup.json"  # a note for whoever looks after the machine


class CannotRestore(ValueError):
    """A sentence that says what stands in the way. Nothing was restored."""


def back_up(out: Path, *, recipient: Path | None, at: datetime) -> int:
    """Write a backup to a new file, whole or not at all, and return its size. Raises `CannotSeal` or `OSError`."""
    with new_file(out, recipient) as plain, _one_moment():
        nodes = rows.reached()
        found = rows.tables(nodes)
        about = {"form": FORM, "made_at": moment_text(at), "software": version("answerable"),
                 "tables": nodes, "counters": rows.counters(_numbered(found)), "keys": _keys()}
        write_archive(plain, about, _members(found))
    continuity.note(LAST_BACKUP, {"at": moment_text(at), "file": str(out.absolute()), "sealed": bool(recipient)})
    return out.stat().st_size


def restore(source: Path, *, key: Path | None, at: datetime) -> dict[str, Any]:
    """Put a backup into an empty installation, and return what its manifest says. Raises `CannotRestore`."""
    try:
        with opened_file(source, key) as plain:
            return _restore(plain, at)
    except (BadArchive, CannotSeal, rows.OtherTables) as reason:
        raise CannotRestore(f"{source} was not restored. {reason}") from reason
    except (OSError, DatabaseError) as reason:
        raise CannotRestore(f"{source} was not restored: {reason}") from reason


def _restore(source: Path, at: datetime) -> dict[str, Any]:
    with open_archive(source, FORM) as archive:
        nodes = _nodes(archive)
        _make_tables(nodes)
        with transaction.atomic():
            for name, model in rows.tables(nodes).items():
                rows.put_back(model, archive.read(f"tables/{name}"))
            rows.set_counters({str(name): int(last) for name, last in archive.about["counters"].items()})
            for name in archive.members:
                if name.startswith("files/") and files.keep(archive.read(name)) != name.removeprefix("files/"):
                    raise BadArchive(f"{name} is not the file that it is named for.")
        call_command("migrate", verbosity=0)
        continuity.hold(at)
        return archive.about


def _nodes(archive: Archive) -> list[rows.Node]:
    """The state of the migrations that the backup was made at. Refused when this software does not know it."""
    try:
        nodes = [(str(app), str(name)) for app, name in archive.about["tables"]]
        wanted = {f"tables/{name}" for name in rows.tables(nodes)}
    except (LookupError, ValueError, TypeError) as reason:
        raise CannotRestore(
            f"The backup was made by version {archive.about.get('software', 'not known')}, whose tables this version "
            f"({version('answerable')}) does not know. Install a version that is not older than the backup."
        ) from reason
    if wanted != {name for name in archive.members if name.startswith("tables/")}:
        raise BadArchive("Its tables are not those that it says.")
    if not isinstance(archive.about.get("counters"), dict) or not isinstance(archive.about.get("keys"), dict):
        raise BadArchive("Its manifest lacks counters or keys.")
    return nodes


def _make_tables(nodes: list[rows.Node]) -> None:
    """The tables of the backup's time, empty. Refused when somebody works here already."""
    if "accounts_body" in connection.introspection.table_names():
        if Body.objects.exists():
            raise CannotRestore("This installation is not empty. Restore into a new home folder and a new database.")
        if sorted(nodes) == rows.reached():
            return
        raise CannotRestore("The backup is of an older version. Restore it into a database that has no tables yet.")
    for app, name in nodes:
        call_command("migrate", app, name, verbosity=0)


def _members(found: dict[str, type[models.Model]]) -> Iterator[tuple[str, bytes | Path]]:
    for name, model in sorted(found.items()):
        yield f"tables/{name}", b"".join(rows.lines(model))
    for path in sorted(Path(settings.MEDIA_ROOT).glob("??/*")):
        if re.fullmatch("[0-9a-f]{64}", path.name) and path.is_file() and not path.is_symlink():
            yield f"files/{path.name}", path


def _numbered(found: dict[str, type[models.Model]]) -> list[str]:
    return [name for name, model in found.items() if isinstance(model._meta.pk, models.AutoField)]


@contextmanager
def _one_moment() -> Iterator[None]:
    """Everything that is read inside is read as at one moment, whoever writes meanwhile."""
    alone = not connection.in_atomic_block
    with transaction.atomic():
        if alone and connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield


def _keys() -> dict[str, str]:
    """The fingerprint of each body's signing key, so that the right one can be brought from the safe."""
    found = {}
    refs = Body.objects.order_by("ref").values_list("ref", flat=True)  # other columns may be an older version's
    for ref in refs:
        try:
            found[ref] = fingerprint(public_line(read_key(Path(settings.KEYS_ROOT) / ref)))
        except KeyRefused:
            found[ref] = ""
    return found
