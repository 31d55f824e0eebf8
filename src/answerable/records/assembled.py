"""A record put together again, easy to read: what the register publishes as open data beside entry and parts."""

from __future__ import annotations

from typing import Any

from answerable.records.chain import Entry
from answerable.records.contents import PARTS


def assembled(entry: Entry) -> dict[str, Any]:
    """Every field of the entry, its hash, and what each part says under the part's name.

    Names are written with `_`. A part that the record never had is None, and so is a removed one, which `removed`
    names. `findings` is the list of findings in order.
    """
    record = {name: value for name, value in entry.fields.items() if name != "parts"}
    record |= {"hash": entry.hash, "removed": list(entry.removed)}
    for name in PARTS[entry.kind]:
        if name == "finding":
            record["findings"] = [finding.model_dump(mode="json") for finding in entry.findings]
        else:
            record[name.replace("-", "_")] = entry.value(name)
    return record
