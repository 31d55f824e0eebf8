"""The files of evidence on the page of a commitment: each byte for byte, or what stands in its place.

A register is made from its records, a day and the files that the records name by SHA-256. A file whose bytes are not
those is left out, and the page says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256

from answerable.records.contents import EvidenceAccess, EvidencePart
from answerable.records.evidence import LARGEST_PUBLISHED, PublishedFile, published_file
from answerable.register import words
from answerable.register.commitments import Commitment

File = tuple[str, bytes]
Kept = Callable[[str], bytes | None]  # the bytes kept under a SHA-256; None when there are none

WITH_THE_OFFICE = "Held by the office, on request"
MISSING = "The file is missing from this register. Ask the office for it, and compare its fingerprint"


@dataclass(frozen=True)
class FileLine:
    """What the page says of the file of one version. `path` is empty when there is none to take."""

    words: str
    path: str = ""
    name: str = ""  # under which a browser saves it


def nothing_kept(name: str) -> None:
    """For who has no files by their hash: every page then says that they are missing."""


def evidence_files(commitment: Commitment, kept: Kept) -> dict[str, bytes]:
    """The files to publish beside a commitment by their path: those of every version that a record still tells."""
    found: dict[str, bytes] = {}
    for part in _parts(commitment):
        file = published_file(commitment.ref, part)
        if file is not None and file.path not in found and (data := _whole(file, kept)) is not None:
            found[file.path] = data
    return found


def file_lines(commitment: Commitment, number: int, there: dict[str, bytes]) -> list[FileLine]:
    """The file of the newest version of a piece of evidence, then those of older versions that are published."""
    versions = [part for part in _parts(commitment) if part.number == number][::-1]
    newest = _line(commitment.ref, versions[0], there, "")
    older = (_line(commitment.ref, part, there, f"Version {part.version}: ") for part in versions[1:])
    return [newest, *(line for line in older if line.path)]


def _line(ref: str, part: EvidencePart, there: dict[str, bytes], begins: str) -> FileLine:
    if part.access is EvidenceAccess.RESTRICTED:
        return FileLine("Held, not published")
    file = published_file(ref, part)
    if file is None:
        large = (part.size or 0) > LARGEST_PUBLISHED
        return FileLine(f"Larger than {LARGEST_PUBLISHED // 1_000_000} MB. {WITH_THE_OFFICE}" if large
                        else WITH_THE_OFFICE)
    if file.path not in there:
        return FileLine(MISSING)
    assert part.file is not None
    kind = part.file.rpartition(".")[2].upper()
    shown = "file to save" if kind == "BIN" else kind
    return FileLine(f"{begins}{part.file} ({shown}, {words.size(there[file.path])})", file.path, part.file)


def _whole(file: PublishedFile, kept: Kept) -> bytes | None:
    data = kept(file.sha256)
    return data if data is not None and sha256(data).hexdigest() == file.sha256 else None


def _parts(commitment: Commitment) -> Iterator[EvidencePart]:
    """Every version of every piece that was told and not removed, oldest first."""
    return (h.part for h in commitment.happened if isinstance(h.part, EvidencePart))


__all__ = ["Kept", "evidence_files", "file_lines", "nothing_kept"]
