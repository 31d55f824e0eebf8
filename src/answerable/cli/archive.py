"""One file with many in it, and a manifest of our own that says what they are: a backup, or what is handed over.

It is a ZIP, so that anybody can look into it. Reading trusts nothing: members are read one by one to names from the
manifest, whose sizes and hashes are counted for real; a member it does not list, a name twice, a link, a device, or a
size that is not true refuses the whole. Nothing is ever unpacked by the name in the ZIP.
"""

from __future__ import annotations

import json
import re
import shutil
import stat
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import IO, Any

MANIFEST = "manifest.json"
NAME = re.compile(r"[a-z0-9_]{1,40}/[a-z0-9_.-]{1,120}", re.ASCII)
LARGEST_MANIFEST = 64_000_000
MOST_MEMBERS = 200_000
_CHUNK = 1 << 20
_TIME = (1980, 1, 1, 0, 0, 0)  # the same bytes on every day


class BadArchive(ValueError):
    """The file is not one of ours, or was changed. The message says what is wrong with it."""


@dataclass(frozen=True)
class Member:
    name: str
    size: int
    sha256: str


def write_archive(out: IO[bytes], about: dict[str, Any], members: Iterable[tuple[str, bytes | Path]]) -> None:
    """Write the members, and last the manifest with `about`, the sizes and the hashes."""
    listed = []
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            if not NAME.fullmatch(name):
                raise BadArchive(f"{name!r} is no name for a member.")
            listed.append(_write(archive, name, content))
        manifest = about | {"members": listed}
        archive.writestr(_info(MANIFEST), json.dumps(manifest, sort_keys=True, indent=0, ensure_ascii=False).encode())


class Archive:
    """An archive that was checked to be what its manifest says."""

    def __init__(self, archive: zipfile.ZipFile, form: str, free: int) -> None:
        self._zip = archive
        infos = archive.infolist()
        if len(infos) > MOST_MEMBERS:
            raise BadArchive(f"It has {len(infos)} members. The most there can be are {MOST_MEMBERS}.")
        for info in infos:
            kind = stat.S_IFMT(info.external_attr >> 16)
            if info.is_dir() or kind not in (0, stat.S_IFREG):
                raise BadArchive(f"{info.filename!r} is a folder, a link or a device, and not a file.")
        names = [info.filename for info in infos]
        if len(names) != len(set(names)):
            raise BadArchive("It has two members of one name.")
        self.about = self._manifest(names, form)
        self.members = {member.name: member for member in self._listed()}
        if unknown := set(names) - set(self.members) - {MANIFEST}:
            raise BadArchive(f"It has {min(unknown)!r}, which its manifest does not list.")
        if missing := set(self.members) - set(names):
            raise BadArchive(f"It lacks {min(missing)!r}, which its manifest lists.")
        if sum(member.size for member in self.members.values()) > free:
            raise BadArchive("It says that it holds more than there is room for on this disk.")
        for name in self.members:
            for _ in self._chunks(name):
                pass

    def read(self, name: str) -> bytes:
        """A member, counted and compared again as it is read."""
        if name not in self.members:
            raise BadArchive(f"It lacks {name!r}.")
        return b"".join(self._chunks(name))

    def _chunks(self, name: str) -> Iterator[bytes]:
        member, counted, digest = self.members[name], 0, sha256()
        try:
            with self._zip.open(name) as file:
                while chunk := file.read(_CHUNK):
                    counted += len(chunk)
                    if counted > member.size:
                        break
                    digest.update(chunk)
                    yield chunk
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as reason:
            raise BadArchive(f"{name!r} cannot be read: it is damaged.") from reason
        if counted != member.size or digest.hexdigest() != member.sha256:
            raise BadArchive(f"{name!r} is not the file that the manifest lists: it was changed or damaged.")

    def _manifest(self, names: list[str], form: str) -> dict[str, Any]:
        if MANIFEST not in names or self._zip.getinfo(MANIFEST).file_size > LARGEST_MANIFEST:
            raise BadArchive("It has no manifest of ours.")
        try:
            with self._zip.open(MANIFEST) as file:
                manifest = json.loads(file.read(LARGEST_MANIFEST))
        except (ValueError, zipfile.BadZipFile, NotImplementedError, RuntimeError, RecursionError) as reason:
            raise BadArchive("Its manifest cannot be read.") from reason
        if not isinstance(manifest, dict) or manifest.get("form") != form:
            raise BadArchive(f"It is not a file of the form {form}.")
        return manifest

    def _listed(self) -> Iterator[Member]:
        rows = self.about.pop("members", None)
        if not isinstance(rows, list):
            raise BadArchive("Its manifest lists no members.")
        for row in rows:
            if not (isinstance(row, dict) and set(row) == {"name", "size", "sha256"} and isinstance(row["name"], str)
                    and NAME.fullmatch(row["name"]) and type(row["size"]) is int and row["size"] >= 0
                    and isinstance(row["sha256"], str)):
                raise BadArchive("Its manifest lists a member in a way that we do not write.")
            yield Member(**row)


@contextmanager
def open_archive(path: Path, form: str) -> Iterator[Archive]:
    """The archive in a file, checked as a whole before anything of it is used. Raises `BadArchive`."""
    try:
        archive = zipfile.ZipFile(path)
    except (OSError, zipfile.BadZipFile, ValueError):
        raise BadArchive("It cannot be opened: it is no archive of ours, or it is damaged.") from None
    with archive:
        yield Archive(archive, form, shutil.disk_usage(path.parent).free)


def _write(archive: zipfile.ZipFile, name: str, content: bytes | Path) -> dict[str, Any]:
    size, digest = 0, sha256()
    with archive.open(_info(name), "w", force_zip64=isinstance(content, Path)) as out:
        for chunk in _of(content):
            size += len(chunk)
            digest.update(chunk)
            out.write(chunk)
    return {"name": name, "size": size, "sha256": digest.hexdigest()}


def _of(content: bytes | Path) -> Iterator[bytes]:
    if isinstance(content, bytes):
        yield content
        return
    with content.open("rb") as file:
        while chunk := file.read(_CHUNK):
            yield chunk


def _info(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _TIME)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = (stat.S_IFREG | 0o600) << 16
    return info
