"""A register's records as a value, and as files in a folder.

    records/000042/entry.json     one entry
    records/000042/comments.json  one of its parts
    head.json, head.json.sig      the newest head and its signature
    keys/000001.pub               the key that came into use with entry 1
    keys/allowed_signers          the key now in use, as `ssh-keygen -Y verify -f` wants it
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from answerable.records.chain import Entry
from answerable.records.heads import HEAD, Head
from answerable.records.keys import allowed_signers_line
from answerable.records.moments import london_day

ENTRY_FOLDER = re.compile(r"\d{6,9}", re.ASCII)


class NoRegister(ValueError):
    """The folder holds no records that can be read. The message says what is missing."""


@dataclass(frozen=True)
class Records:
    """Everything the register is made of: entries in order, and the heads stored so far, in order."""

    entries: tuple[Entry, ...] = ()
    heads: tuple[Head, ...] = ()

    @property
    def head(self) -> Head | None:
        """The newest head, the one that is published."""
        return self.heads[-1] if self.heads else None

    @property
    def keys(self) -> dict[int, str]:
        """Each public key line by the number of the entry that brought it into use."""
        return {entry.seq: entry.fields["public_key"] for entry in self.entries if entry.kind == "key"}

    def as_at(self, day: date) -> Records:
        """The records as they stood at the end of a day in London.

        Heads of a later day are left out even when they speak of the same entries, so that the files for a
        past day never change. A head for fewer entries than there are is kept as it is, and `verify` names
        the entries that no signature covers: to drop them would bring back words that were removed.
        """
        entries = tuple(entry for entry in self.entries if london_day(entry.at) <= day)
        heads = tuple(
            head for head in self.heads if london_day(head.at) <= day and head.seq <= len(entries)
        )
        return Records(entries, heads)


def entry_folder(seq: int) -> str:
    """`records/000042`, relative to the register."""
    return f"records/{seq:06d}"


def key_files(records: Records) -> dict[str, bytes]:
    """The folder `keys/`: all of it follows from the chain."""
    files = {f"keys/{seq:06d}.pub": f"{line}\n".encode() for seq, line in records.keys.items()}
    if files:
        newest = records.entries[max(records.keys) - 1]
        line = allowed_signers_line(newest.ref, newest.fields["public_key"], HEAD)
        files["keys/allowed_signers"] = line.encode()
    return files


def files(records: Records) -> dict[str, bytes]:
    """The files of a register's records, by path relative to the register, in order of path."""
    written = key_files(records)
    for entry in records.entries:
        folder = entry_folder(entry.seq)
        written[f"{folder}/entry.json"] = entry.entry_bytes
        written |= {f"{folder}/{name}.json": data for name, data in entry.parts.items()}
    if head := records.head:
        written |= {"head.json": head.head_bytes, "head.json.sig": head.signature}
    return dict(sorted(written.items()))


def load(folder: Path) -> Records:
    """The records in a folder, unchecked: `verify` tells whether they are whole. Raises `NoRegister`."""
    folders = sorted(
        (path for path in (folder / "records").glob("*") if ENTRY_FOLDER.fullmatch(path.name)),
        key=lambda path: int(path.name),
    )
    if not folders:
        raise NoRegister(f"{folder} is no register: it has no folder records with an entry in it.")
    try:
        entries = tuple(_load_entry(path) for path in folders)
        heads = ()
        if (folder / "head.json").exists():
            heads = (Head((folder / "head.json").read_bytes(), (folder / "head.json.sig").read_bytes()),)
    except OSError as reason:
        raise NoRegister(f"{reason.filename} cannot be read, so the records are not complete.") from None
    return Records(entries, heads)


def _load_entry(folder: Path) -> Entry:
    parts = {path.stem: path.read_bytes() for path in sorted(folder.glob("*.json")) if path.stem != "entry"}
    return Entry((folder / "entry.json").read_bytes(), parts)
