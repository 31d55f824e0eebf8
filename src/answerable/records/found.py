"""What lies in a register's folder, surprises included. Nothing here trusts a name, a link or a size."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from pathlib import Path

LARGEST_FILE = 32_000_000  # bytes; a part is a text or a small picture
FORMER = "former"  # folder with the records of the bodies that this one continues
BODY_CODE = re.compile(r"[a-z0-9-]{1,80}", re.ASCII)
ENTRY_FOLDER = re.compile(r"\d{6,9}", re.ASCII)


class NoRegister(ValueError):
    """The folder holds no records. The message says what is missing."""


@dataclass(frozen=True)
class Stranger:
    """Something that does not belong: where it lies, why it was not read, and in which record."""

    path: str
    why: str
    seq: int | None


@dataclass
class Found:
    """The files of a register by their place in the layout."""

    entries: dict[int, dict[str, bytes]] = field(default_factory=dict)  # seq -> file name -> bytes
    keys: dict[str, bytes] = field(default_factory=dict)
    head: bytes | None = None
    signature: bytes | None = None
    strangers: list[Stranger] = field(default_factory=list)

    def read_folder(self, folder: Path, shown: str, seq: int | None) -> dict[str, bytes]:
        """The ordinary files in a folder; the rest is noted as strangers."""
        files = {}
        try:
            names = sorted(os.listdir(folder))
        except OSError:
            self.strangers.append(Stranger(shown, "It cannot be read.", seq))
            return {}
        for name in names:
            try:
                files[name] = read_file(folder / name)
            except Unreadable as reason:
                self.strangers.append(Stranger(f"{shown}/{visible(name)}", str(reason), seq))
        return files


class Unreadable(ValueError):
    """A file is not an ordinary one that may be read."""


def read_file(path: Path) -> bytes:
    """The bytes of an ordinary file, never through a link. Raises `Unreadable`."""
    if path.is_symlink():
        raise Unreadable("It is a link.")
    if not path.is_file():
        raise Unreadable("It is not a file.")
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise Unreadable(f"It is larger than {LARGEST_FILE // 1_000_000} MB.")
        return path.read_bytes()
    except OSError:
        raise Unreadable("It cannot be read.") from None


def visible(name: str) -> str:
    """A file's name as it may be printed: what cannot be seen is spelled out, never sent to a terminal."""
    return "".join(letter if letter.isprintable() else f"\\u{ord(letter):04x}" for letter in name)


def find(folder: Path) -> Found:
    """Everything under `records/` and `keys/`, and the head. Raises `NoRegister` if there is none of it."""
    found = Found()
    records = folder / "records"
    for name in sorted(os.listdir(records)) if records.is_dir() else ():
        entry = records / name
        seq = int(name) if ENTRY_FOLDER.fullmatch(name) else 0
        if seq and name == f"{seq:06d}" and entry.is_dir() and not entry.is_symlink():
            found.entries[seq] = found.read_folder(entry, f"records/{name}", seq)
        else:
            found.strangers.append(Stranger(f"records/{visible(name)}", "It is not the folder of a record.", None))
    for path in sorted((folder / FORMER).iterdir()) if (folder / FORMER).is_dir() else ():
        if path not in former_folders(folder):
            found.strangers.append(Stranger(f"{FORMER}/{visible(path.name)}", "It is not the folder of a body.", None))
    if (folder / "keys").is_dir():
        found.keys = found.read_folder(folder / "keys", "keys", None)
    found.head = _read_if_there(folder / "head.json", found)
    found.entries = dict(sorted(found.entries.items()))
    found.signature = _read_if_there(folder / "head.json.sig", found)
    if not found.entries and found.head is None:
        raise NoRegister(f"{folder} is no register: it holds neither a record nor a head.")
    return found


def former_folders(folder: Path) -> list[Path]:
    """The folder of each former body, by its code."""
    root = folder / FORMER
    if root.is_symlink() or not root.is_dir():
        return []
    return [path for path in sorted(root.iterdir())
            if path.is_dir() and not path.is_symlink() and BODY_CODE.fullmatch(path.name)]


def _read_if_there(path: Path, found: Found) -> bytes | None:
    if not os.path.lexists(path):
        return None
    try:
        return read_file(path)
    except Unreadable as reason:
        found.strangers.append(Stranger(path.name, str(reason), None))
        return None
