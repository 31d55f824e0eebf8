"""A record put together again, easy to read: what the register publishes as open data beside entry and parts."""

from __future__ import annotations

from typing import Any

from answerable.records.chain import Entry
from answerable.records.contents import NUMBERED, PARTS

_PLURAL = {"finding": "findings", "table": "tables"}


def assembled(entry: Entry) -> dict[str, Any]:
    """Every field of the entry, its hash, and what each part says under the part's name.

    Names are written with `_`. A part that the record never had is None, and so is a removed one, which `removed`
    names. Of parts of which there may be many, the list in order stands under their name in the plural.
    """
    record = {name: value for name, value in entry.fields.items() if name != "parts"}
    record |= {"hash": entry.hash, "removed": list(entry.removed)}
    for name in PARTS[entry.kind]:
        if name in NUMBERED:
            held = (kept for kept in sorted(entry.parts) if kept.startswith(f"{name}-"))
            record[_PLURAL.get(name, name)] = [entry.value(kept) for kept in held]
        else:
            record[name.replace("-", "_")] = entry.value(name)
    return record
