"""Puts a whole tree of files in the place of another, so that a reader sees the old one or the new one.

Beside `out` lies one hidden folder, `.{name}.beside`. While a bake runs it holds the next tree, unfinished.
Then the two change places in one step of the kernel, and it holds the tree from before, for readers who have
that open. The next bake removes it. So a bake that is stopped at any point leaves `out` whole, and what it
leaves behind is cleared away by the next one.
"""

from __future__ import annotations

import ctypes
import errno
import fcntl
import hashlib
import json
import os
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

MARKER = ".answerable-register.json"
_SEGMENT = re.compile(r"[a-z0-9-]{1,80}")
_FILE_NAME = re.compile(r"[a-z0-9_-]{1,90}(\.[a-z]{2,4}){0,2}")
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


class CannotBake(Exception):
    """The register was not written; the one before it stands as it was. The message is fit for the page."""


@dataclass(frozen=True)
class Baked:
    """What a bake did: paths relative to the folder, each list sorted."""

    written: tuple[str, ...]
    kept: tuple[str, ...]
    removed: tuple[str, ...]


def replace_tree(out: Path, files: Iterable[tuple[str, bytes]], *, notes: Mapping[str, str]) -> Baked:
    """Make the folder `out` hold exactly `files` and our marker, in one step.

    A file whose bytes have not changed is linked, not written again, so it keeps its time of change.
    `notes` are read only after the last file was taken from `files`, and are kept in the marker.

    Raises:
        CannotBake: `out` holds files that no bake wrote, a name is not fit for a register, or the disk refuses.
    """
    out = out.absolute().resolve()
    check_may_replace(out)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with _alone(out):
            return _replace(out, files, notes)
    except OSError as error:
        raise CannotBake(_sentence(out, error)) from error


def check_may_replace(out: Path) -> None:
    """Refuse a folder with files in it that carries no marker: it is somebody's, not a register of ours."""
    if out.exists() and not out.is_dir():
        raise CannotBake(f"{out} is a file. Name a folder that is empty, or that a bake has written.")
    if out.exists() and not (out / MARKER).is_file() and any(out.iterdir()):
        raise CannotBake(
            f"{out} holds files that are not from a register, and a bake would remove them. "
            "Name a folder that is empty, or that a bake has written."
        )


def marker_notes(out: Path) -> dict[str, str]:
    """What the last bake noted in the marker; empty if there was none."""
    try:
        notes = json.loads((out / MARKER).read_bytes())["notes"]
    except (OSError, ValueError, KeyError):
        return {}
    return {str(k): str(v) for k, v in notes.items()}


def forget_before(out: Path) -> None:
    """Remove the tree from before the last bake: it may hold words that had to go."""
    out = out.absolute().resolve()
    with _alone(out):
        _remove_ours(out.with_name(f".{out.name}.beside"))


def _replace(out: Path, files: Iterable[tuple[str, bytes]], notes: Mapping[str, str]) -> Baked:
    beside = out.with_name(f".{out.name}.beside")
    if _aside(out).exists() and not out.exists():
        _aside(out).rename(out)
    _remove_ours(beside)
    beside.mkdir()
    (beside / MARKER).write_bytes(b"{}")
    before = set(_files_in(out))
    places, written, kept = _Places(beside), [], []
    for name, content in files:
        place = places.of(name)
        if name in before and (out / name).read_bytes() == content:
            _link(out / name, place)
            kept.append(name)
        else:
            place.write_bytes(content)
            written.append(name)
    marker = _marker(notes)
    (beside / MARKER).write_bytes(marker)
    before.discard(MARKER)
    removed = before - set(written) - set(kept)
    if written or removed or (out / MARKER).read_bytes() != marker:
        _make_durable(beside)
        _exchange(beside, out)
    else:
        _remove_ours(beside)
    return Baked(*(tuple(sorted(names)) for names in (written, kept, removed)))


def _link(there: Path, place: Path) -> None:
    try:
        os.link(there, place)
    except OSError:  # a file system without links: a copy that keeps its time
        shutil.copy2(there, place)


def _marker(notes: Mapping[str, str]) -> bytes:
    says = "Written by `answerable bake`. The next bake replaces every file in this folder."
    return json.dumps({"about": says, "notes": dict(notes)}, sort_keys=True, indent=0).encode()


class _Places:
    """Where each file goes under a root. Names are of a narrow alphabet, and cannot lead out of it or meet."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._folders = {PurePosixPath("."): root}
        self._given: set[str] = {MARKER}

    def of(self, name: str) -> Path:
        path = PurePosixPath(name)
        fits = all(_SEGMENT.fullmatch(f) for f in path.parent.parts) and _FILE_NAME.fullmatch(path.name)
        if not fits or str(path) != name:
            raise CannotBake(f"The name {name!r} is not fit for a register. Nothing was written.")
        if name in self._given:
            raise CannotBake(f"The name {name!r} was given to two files. Nothing was written.")
        self._given.add(name)
        if path.parent not in self._folders:
            self._folders[path.parent] = self._made(path.parent)
        return self._folders[path.parent] / path.name

    def _made(self, folder: PurePosixPath) -> Path:
        made = self._root / folder
        made.mkdir(parents=True, exist_ok=True)
        if not made.resolve().is_relative_to(self._root):
            raise CannotBake(f"The folder {folder} leads out of the register. Nothing was written.")
        return made


def _files_in(folder: Path) -> Iterator[str]:
    for root, _, names in os.walk(folder):
        for name in names:
            yield (Path(root) / name).relative_to(folder).as_posix()


def _remove_ours(beside: Path) -> None:
    """Clear the hidden folder. Its marker is the first file to come and the last to go: one without is not ours."""
    if not beside.is_dir():
        return
    check_may_replace(beside)
    for child in beside.iterdir():
        if child.is_dir():
            shutil.rmtree(child)
        elif child.name != MARKER:
            child.unlink()
    shutil.rmtree(beside)


def _make_durable(folder: Path) -> None:
    """Wait until the files are on the disk: one call for the file system instead of thousands for the files."""
    system = ctypes.CDLL(None, use_errno=True)
    if hasattr(system, "syncfs"):
        handle = os.open(folder, os.O_RDONLY)
        try:
            system.syncfs(handle)
        finally:
            os.close(handle)
    else:
        os.sync()


def _exchange(beside: Path, out: Path) -> None:
    if not out.exists():
        beside.rename(out)
    elif not _exchange_in_one_step(beside, out):
        # Systems other than Linux: for an instant there is no register, but never a mixed one.
        aside = _aside(out)
        out.rename(aside)
        beside.rename(out)
        aside.rename(beside)
    handle = os.open(out.parent, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _aside(out: Path) -> Path:
    return out.with_name(f".{out.name}.aside")


def _exchange_in_one_step(one: Path, other: Path) -> bool:
    system = ctypes.CDLL(None, use_errno=True)
    if not hasattr(system, "renameat2"):
        return False
    if system.renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0:
        return True
    error = ctypes.get_errno()
    if error in (errno.ENOSYS, errno.EINVAL):  # a kernel or a file system without it
        return False
    raise OSError(error, os.strerror(error))


@contextmanager
def _alone(out: Path) -> Iterator[None]:
    """Bakes into one folder wait for each other. The lock ends with the process, however that ends."""
    with out.with_name(f".{out.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _sentence(out: Path, error: OSError) -> str:
    if error.errno in (errno.EBUSY, errno.EXDEV):
        return f"{out} is a mount point and cannot be exchanged. Name a folder inside it, such as {out / 'site'}."
    if error.errno == errno.ENOSPC:
        return f"The disk that holds {out} is full. The register is as it was. Free some space and bake again."
    return f"The register could not be written to {out}: {error.strerror}. It is as it was."


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
