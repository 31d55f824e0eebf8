"""The files of evidence beside the records: which are published, under which names, and whether they are what was told.

A file is not a part of a record. A record tells its SHA-256 and, when it is published, its name in public; so the file
can be checked wherever it came from, and one that is missing makes no record less whole.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from answerable.records.canonical import sha256
from answerable.records.chain import Entry
from answerable.records.commitments import CommitmentFacts, EvidencePart
from answerable.records.found import Unreadable, read_file

# Bytes. Everybody who keeps a copy of a register keeps its files too, and people open them on telephones.
LARGEST_PUBLISHED = 10_000_000

# Only what a browser shows without running anything in it, or hands to another program. Of every other file the name
# ends with `.bin`, which every server sends as a file to save: HTML, SVG and XML would else be pages of the register.
ENDINGS = frozenset({
    "pdf", "docx", "odt", "rtf", "xlsx", "ods", "csv", "txt", "pptx", "odp", "png", "jpg", "gif", "webp"})
_SAME = {"jpeg": "jpg", "text": "txt"}
_TO_SAVE = "bin"
_LONGEST = 40  # characters of the name before its ending


@dataclass(frozen=True)
class PublishedFile:
    """A file of evidence that a record says is published."""

    path: str  # relative to the register
    sha256: str
    size: int


def public_name(title: str, name: str) -> str:
    """The name in public of a file that shows `title`. Of the `name` that it came with only the ending is told."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    stem = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST].strip("-")
    ending = name.rpartition(".")[2].lower()
    ending = _SAME.get(ending, ending)
    return f"{stem or 'evidence'}.{ending if ending in ENDINGS else _TO_SAVE}"


def published_file(ref: str, part: EvidencePart) -> PublishedFile | None:
    """Where the file of a piece of evidence is published; None when it is with the office."""
    if part.file is None or part.sha256 is None or part.size is None:
        return None
    return PublishedFile(f"commitments/{ref}/evidence/{part.sha256[:16]}-{part.file}", part.sha256, part.size)


def are_beside(folder: Path) -> bool:
    """Whether a copy of a register is more than its records, so that files of evidence should be in it."""
    return (folder / "commitments").is_dir()


def check_files(folder: Path, entries: Iterable[Entry]) -> Iterator[tuple[PublishedFile, str]]:
    """Each file that records say is published, and what is wrong with it in the register's folder: "" when nothing is.

    Raises nothing: a part that is not whole tells of no file, and is named elsewhere.
    """
    for entry in entries:
        for file in told_files(entry):
            path = folder / file.path
            if any(one.is_symlink() for one in (path, *path.parents[:3])):
                yield file, f"{file.path} (record {entry.seq}) cannot be checked: it is a link."
            elif not path.exists():
                yield file, f"{file.path} (record {entry.seq}) is missing: the file of evidence is not there."
            else:
                yield file, _wrong(path, file, entry.seq)


def told_files(entry: Entry) -> Iterator[PublishedFile]:
    """The files that one record says are published, less those of removed parts."""
    if entry.kind != "commitment":
        return
    facts = entry.facts
    assert isinstance(facts, CommitmentFacts)
    for name in sorted(entry.parts):
        if name.startswith("evidence-"):
            try:
                part = entry.read(name, EvidencePart)
            except (ValueError, KeyError, TypeError):
                continue
            file = published_file(facts.ref, part) if part else None
            if file is not None:
                yield file


def _wrong(path: Path, file: PublishedFile, seq: int) -> str:
    try:
        data = read_file(path)
    except Unreadable as reason:
        return f"{file.path} (record {seq}) cannot be checked. {reason}"
    if sha256(data) != file.sha256:
        return f"{file.path} (record {seq}) was changed: its SHA-256 is not the one that the record tells."
    return ""
