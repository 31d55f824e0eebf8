"""A register's records as a value, and as files in a folder.

    records/000042/entry.json     one entry
    records/000042/comments.json  one of its parts
    head.json, head.json.sig      the newest head and its signature
    keys/000001.pub               the key that came into use with entry 1
    keys/allowed_signers          the key now in use, as `ssh-keygen -Y verify -f` wants it
    former/mar/...                the same again for each body that this one continues, as it ended
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from answerable.records.chain import Entry
from answerable.records.found import FORMER, NoRegister, find, former_folders
from answerable.records.heads import HEAD, Head
from answerable.records.keys import allowed_signers_line
from answerable.records.moments import london_day


@dataclass(frozen=True)
class Records:
    """Everything the register is made of: entries in order, and the heads stored so far, in order."""

    entries: tuple[Entry, ...] = ()
    heads: tuple[Head, ...] = ()
    former: tuple[Records, ...] = ()  # of the bodies that this one continues, each as it ended

    @property
    def head(self) -> Head | None:
        """The newest head, the one that is published."""
        return self.heads[-1] if self.heads else None

    @property
    def ref(self) -> str:
        """The code of the body whose records these are."""
        return self.entries[0].ref if self.entries else ""

    @property
    def continued(self) -> dict[str, Records]:
        """Every former body's records by its code, those that a former body itself continued too."""
        return {ref: records for one in self.former for ref, records in ({one.ref: one} | one.continued).items()}

    @property
    def every_entry(self) -> tuple[Entry, ...]:
        """The entries of all chains in order of time, each with the former body in whose chain it stands."""
        found = [replace(entry, former=ref) for ref, one in self.continued.items() for entry in one.entries]
        return tuple(sorted((*found, *self.entries), key=lambda entry: entry.at))

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
        return Records(entries, heads, tuple(one.as_at(day) for one in self.former))


def entry_folder(seq: int, former: str = "") -> str:
    """`records/000042`, relative to the register; `former/mar/records/000042` in the chain of a former body."""
    return f"{_former_folder(former)}records/{seq:06d}"


def _former_folder(ref: str) -> str:
    return f"{FORMER}/{ref}/" if ref else ""


def key_files(entries: Iterable[Entry]) -> dict[str, bytes]:
    """The folder `keys/`: all of it follows from the entries that bring in a key."""
    files = {}
    for entry in entries:
        if entry.kind == "key":
            line = entry.fields["public_key"]
            files[f"keys/{entry.seq:06d}.pub"] = f"{line}\n".encode()
            files["keys/allowed_signers"] = allowed_signers_line(entry.ref, line, HEAD).encode()
    return files


def files(records: Records) -> dict[str, bytes]:
    """The files of a register's records, by path relative to the register, in order of path."""
    written = _files(records)
    for ref, one in records.continued.items():
        written |= {f"{_former_folder(ref)}{name}": data for name, data in _files(one).items()}
    return dict(sorted(written.items()))


def _files(records: Records) -> dict[str, bytes]:
    written = key_files(records.entries)
    for entry in records.entries:
        folder = entry_folder(entry.seq)
        written[f"{folder}/entry.json"] = entry.entry_bytes
        written |= {f"{folder}/{name}.json": data for name, data in entry.parts.items()}
    if head := records.head:
        written |= {"head.json": head.head_bytes, "head.json.sig": head.signature}
    return written


def load(folder: Path) -> Records:
    """The records in a folder, unchecked: `verify` tells whether they are whole.

    Raises `NoRegister` when an entry or the signature of the head is missing.
    """
    former = tuple(_load(path, ()) for path in former_folders(folder))
    return _load(folder, former)


def _load(folder: Path, former: tuple[Records, ...]) -> Records:
    found = find(folder)
    for seq, of_entry in found.entries.items():
        if "entry.json" not in of_entry:
            raise NoRegister(f"{entry_folder(seq)}/entry.json cannot be read: the records are not complete.")
    entries = tuple(entry_of(found.entries[seq]) for seq in sorted(found.entries))
    if found.head is None:
        return Records(entries, (), former)
    if found.signature is None:
        raise NoRegister("head.json.sig cannot be read: nobody stands behind the head.")
    return Records(entries, (Head(found.head, found.signature),), former)


def entry_of(of_entry: dict[str, bytes]) -> Entry:
    """The entry in a folder of files by name, everything beside it taken for a part."""
    parts = {
        name.removesuffix(".json"): data
        for name, data in of_entry.items()
        if name.endswith(".json") and name != "entry.json"
    }
    return Entry(of_entry["entry.json"], parts)
