"""Whether the records in a folder are whole: each file, each hash, the chain, the head and its signature."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from answerable.records.chain import Entry
from answerable.records.check_chain import (
    Entries,
    Flaw,
    Removals,
    check_events,
    check_keys,
    check_links,
    check_reach,
    check_signed,
    new_keys,
    read_head,
    removals,
)
from answerable.records.check_entry import NotWhole, check_entry, check_part, words_are_those_signed
from answerable.records.check_former import Chains, check_closed, check_former
from answerable.records.evidence import are_beside, check_files, told_files
from answerable.records.folder import entry_folder, entry_of
from answerable.records.found import Found, find, former_folders, visible
from answerable.records.heads import Head
from answerable.records.keys import fingerprint

CANNOT_SEE = (
    "Whether the words are true, and whether the person named decided them.",
    "Whether a record was published on the day it states. That is the office's own clock.",
    "Whether the holder of the key left something out, wrote every record anew, or shows others something else. "
    "Compare the head's hash with one that somebody else kept: in a letter, a feed, an archive.",
    "Whether the key is the office's. Compare its fingerprint with the one on the office's paper.",
    "Whether pages and documents say the same as the records. They are views; the records are the evidence.",
)

GROUNDS = {
    "personal_data": "personal data",
    "safety": "somebody's safety",
    "required_by_law": "required by law",
}


@dataclass(frozen=True)
class Verification:
    """What was found. `first_bad`: the number of the first record that is not whole, None if none is named."""

    whole: bool
    sentences: tuple[str, ...]  # what is not whole; of a whole register, what its reader should know
    first_bad: int | None
    entries: int
    parts: int
    head: str | None  # hash of the newest record, to compare with one kept elsewhere
    fingerprint: str | None  # of the key that signed the head
    files: int = 0  # of evidence, told by the records as published
    files_wrong: tuple[str, ...] = ()  # what is wrong with them: no record is less whole for it


def verify(folder: Path, kept: str | None = None) -> Verification:
    """Check the records in a register's folder. Raises `NoRegister` when there is nothing to check.

    `kept`: the hash of a record or head that somebody kept; it must still be in the chain.
    """
    own = _read(folder)
    former = {path.name: _read(path) for path in former_folders(folder)}
    chains = {"": own.entries} | {ref: one.entries for ref, one in former.items()}
    flaws = own.flaws + list(_check_words(own, "", chains)) + list(check_former(chains))
    for ref, one in former.items():
        flaws += [(None, f"In former/{ref}: {sentence}")
                  for _, sentence in (*one.flaws, *_check_words(one, ref, chains))]
    if kept and kept not in (entry.hash for entries in chains.values() for entry in entries.values()):
        flaws.append((None, f"No record has the hash {kept}: the records it stood for were changed or cut off."))
    flaws.sort(key=lambda flaw: (flaw[0] is None, flaw[0] or 0))
    notes = [note for ref, entries in chains.items() for note in _notes(ref, entries, _removed(ref, chains), kept)]
    files: dict[str, str] = {}
    every = [entry for entries in chains.values() for entry in entries.values()]
    if are_beside(folder):
        files = {file.path: wrong for file, wrong in check_files(folder, every)}
    elif told := {file.path for entry in every for file in told_files(entry)}:
        notes.append(f"Files of evidence that the records tell, not in this copy and not checked: {len(told)}.")
    return Verification(
        whole=not flaws,
        sentences=tuple(sentence for _, sentence in flaws) or tuple(notes),
        first_bad=flaws[0][0] if flaws else None,
        entries=len(own.found.entries),
        parts=sum(len(entry.part_hashes) - len(entry.removed) for entry in own.entries.values()),
        head=own.head.hash if own.head else None,
        fingerprint=fingerprint(own.line) if own.line else None,
        files=len(files),
        files_wrong=tuple(wrong for wrong in files.values() if wrong),
    )


@dataclass
class _Chain:
    """One chain as it was read: its own, or that of a former body."""

    found: Found
    entries: Entries
    head: Head | None
    line: str | None  # the key that signed the head
    flaws: list[Flaw]


def _read(folder: Path) -> _Chain:
    """A chain by itself: each entry, how they follow one another, the head and the keys."""
    found = find(folder)
    entries, flaws = _read_entries(found)
    flaws += [(odd.seq, f"{odd.path} does not belong here. {odd.why}") for odd in found.strangers]
    head, line = _check_head(found, entries, flaws)
    if line and head:
        flaws += check_reach(head, entries, max(found.entries, default=0))
    flaws += check_links(entries, head if line else None)
    flaws += check_keys(entries, found.keys)
    flaws += check_closed(entries)
    return _Chain(found, entries, head, line, flaws)


def _check_words(chain: _Chain, ref: str, chains: Chains) -> Iterator[Flaw]:
    """What its events name, and every part: what was removed, and by which chain, is known by now."""
    yield from check_events(chain.entries, chains)
    removed, salts = _removed(ref, chains), set[str]()
    for entry in chain.entries.values():
        yield from _check_parts(entry, removed, salts)


def _removed(ref: str, chains: Chains) -> Removals:
    """What was removed of a chain: by itself, and by those that continue it."""
    found = removals(chains[ref])
    for entries in chains.values() if ref else ():
        found |= removals(entries, ref)
    return found


def _read_entries(found: Found) -> tuple[Entries, list[Flaw]]:
    entries: dict[int, Entry] = {}
    flaws: list[Flaw] = []
    before = 0
    for seq, of_entry in found.entries.items():
        path = f"{entry_folder(seq)}/entry.json"
        if seq > 1 and seq - 1 not in found.entries:
            flaws.append((before + 1, f"Record {before + 1} is missing: the next one here is record {seq}."))
        before = seq
        if "entry.json" not in of_entry:
            flaws.append((seq, f"Record {seq} is missing: there is no {path}."))
            continue
        entry = entry_of(of_entry)
        try:
            check_entry(entry, seq, entries.get(seq - 1))
        except NotWhole as reason:
            flaws.append((seq, f"Record {seq} is not whole. {path}: {reason}"))
            continue
        entries[seq] = entry
        named = {"entry.json", *(f"{part}.json" for part in entry.part_hashes)}
        for name in sorted(of_entry.keys() - named):
            place = f"{entry_folder(seq)}/{visible(name)}"
            flaws.append((seq, f"{place} does not belong here. Record {seq} does not name it."))
    return entries, flaws


def _check_head(found: Found, entries: Entries, flaws: list[Flaw]) -> tuple[Head | None, str | None]:
    """The head if it can be read, and the key line that signed it if one did."""
    if found.head is None:
        flaws.append((None, "head.json is missing: nothing says which record is the newest."))
        return None, None
    head = None
    try:
        head = read_head(found.head)
        return head, check_signed(head, found.signature, entries)
    except NotWhole as reason:
        flaws.append((None, f"head.json is not whole. {reason}"))
        return head, None


def _check_parts(entry: Entry, removed: Removals, salts: set[str]) -> Iterator[Flaw]:
    """Every part of one entry. `salts`: those met so far; each part has one of its own."""
    seq, sound = entry.seq, True
    for name, part_hash in sorted(entry.part_hashes.items()):
        path = f"{entry_folder(seq)}/{name}.json"
        if name not in entry.parts:
            if (seq, name, part_hash) not in removed:
                yield seq, f"Record {seq} is not whole. {path} is missing, and no record removed it."
            continue
        try:
            salt = check_part(entry, name)
        except NotWhole as reason:
            sound = False
            yield seq, f"Record {seq} is not whole. {path}: {reason}"
            continue
        if salt in salts:
            yield seq, f"Record {seq} is not whole. {path}: its salt is used twice."
        salts.add(salt)
    if sound and not words_are_those_signed(entry):
        yield seq, f"Record {seq} is not whole. Its words are not those that were signed off."


def _notes(ref: str, entries: Entries, removed: Removals, kept: str | None) -> Iterator[str]:
    """What the reader of a whole register should know: words removed openly, new keys, the hash they kept."""
    if ref:
        yield from (f"In former/{ref}: {note}" for note in _notes("", entries, removed, kept))
        yield f"It continues {ref}, whose {len(entries)} records are whole as well."
        return
    for (seq, name, part_hash), (by, ground) in removed.items():
        if seq in entries and entries[seq].part_hashes.get(name) == part_hash:
            yield f"Record {seq}: {name} was removed, openly, by record {by} ({GROUNDS[ground]})."
    yield from new_keys(entries)
    for seq, entry in entries.items():
        if entry.hash == kept:
            yield f"Record {seq} has the hash that was kept: nothing up to it has changed since."
