"""A body's chain, with those that it continues, as members of an archive, and back."""

from __future__ import annotations

import re
from collections.abc import Iterator

from answerable.cli.archive import Archive, BadArchive
from answerable.records import Entry, Head, Records
from answerable.records.contents import TakeoverFacts

_PART = re.compile(r"(\d{6})\.([a-z0-9-]+)\.json")
OWN = "chain"


def written(records: Records) -> Iterator[tuple[str, bytes]]:
    """`chain/000001.entry.json`, its parts, `chain/head.0001.json` and its signature; `chain_mar/...` for mar's."""
    for folder, one in {OWN: records, **{f"{OWN}_{ref}": former for ref, former in records.continued.items()}}.items():
        for entry in one.entries:
            yield f"{folder}/{entry.seq:06d}.entry.json", entry.entry_bytes
            for name, data in entry.parts.items():
                yield f"{folder}/{entry.seq:06d}.{name}.json", data
        for number, head in enumerate(one.heads, 1):
            yield f"{folder}/head.{number:06d}", head.head_bytes
            yield f"{folder}/head.{number:06d}.sig", head.signature


def read(archive: Archive, folder: str = OWN) -> Records:
    """The chain as it was written, unchecked. Raises `BadArchive` when a part stands without its entry."""
    entries: dict[int, bytes] = {}
    parts: dict[int, dict[str, bytes]] = {}
    names = sorted(name.removeprefix(f"{folder}/") for name in archive.members if name.startswith(f"{folder}/"))
    for name in names:
        if match := _PART.fullmatch(name):
            seq, part = int(match[1]), match[2]
            if part == "entry":
                entries[seq] = archive.read(f"{folder}/{name}")
            else:
                parts.setdefault(seq, {})[part] = archive.read(f"{folder}/{name}")
    if not entries or set(parts) - set(entries):
        raise BadArchive("It holds no chain of records, or parts without their entry.")
    chain = tuple(Entry(data, parts.get(seq, {})) for seq, data in sorted(entries.items()))
    heads = tuple(Head(archive.read(f"{folder}/{name}"), archive.read(f"{folder}/{name}.sig"))
                  for name in names if name.startswith("head.") and not name.endswith(".sig"))
    try:
        continued = [one.ref for entry in chain if entry.kind == "takeover"
                     and isinstance(facts := entry.facts, TakeoverFacts) for one in facts.continues]
    except (ValueError, KeyError) as reason:
        raise BadArchive("One of its records cannot be read.") from reason
    return Records(chain, heads, tuple(read(archive, f"{OWN}_{ref}") for ref in continued))
