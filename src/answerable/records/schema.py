"""The published JSON Schema of each kind of record, generated from `records.contents`.

One file a kind. The file as a whole describes `entry.json`; `$defs/NAME.json` in it describes the file of a part.
"""

from __future__ import annotations

import json
from typing import Any

from pydantic.json_schema import models_json_schema

from answerable.records.contents import FACTS, NUMBERED, PARTS, REQUIRED_PARTS, Shape

SCHEMA_VERSION = 1  # a field that is added or refused, or that changes its meaning, needs the next number

HASH: dict[str, object] = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
ENVELOPE: dict[str, dict[str, object]] = {
    "at": {
        "description": "When it was published, by the office's own clock, in UTC.",
        "type": "string",
        "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$",
    },
    "previous": {"description": "SHA-256 of the entry.json before this one; 64 zeros in the first.", **HASH},
    "schema": {"description": "This schema, relative to the register.", "type": "string"},
    "seq": {"description": "1 for the first record, then one more each.", "type": "integer", "minimum": 1},
}


def schema_path(kind: str) -> str:
    """Where a register publishes the schema of a kind, relative to its root: `schema/answer-due-1.json`."""
    return f"schema/{kind.replace('_', '-')}-{SCHEMA_VERSION}.json"


def schema_files() -> dict[str, bytes]:
    """The schema files that a register publishes, by path relative to its root."""
    return {
        schema_path(kind): (json.dumps(schema(kind), indent=2, sort_keys=True) + "\n").encode()
        for kind in FACTS
    }


def schema(kind: str) -> dict[str, Any]:
    """The JSON Schema of one kind of record."""
    shapes: list[type[Shape]] = [FACTS[kind], *PARTS[kind].values()]
    _, generated = models_json_schema([(shape, "validation") for shape in dict.fromkeys(shapes)])
    definitions = generated["$defs"]
    facts = definitions.pop(FACTS[kind].__name__)
    files = {f"{name}.json": _part_file(shape) for name, shape in PARTS[kind].items()}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"entry.json of a record of the kind {kind}",
        "description": facts.get("description", ""),
        "type": "object",
        "properties": facts["properties"]
        | ENVELOPE
        | {"parts": _parts(kind), "schema": ENVELOPE["schema"] | {"const": schema_path(kind)}},
        "required": sorted({*facts["required"], *ENVELOPE, "kind", "parts"}),
        "additionalProperties": False,
        "$defs": definitions | files,
    }


def _parts(kind: str) -> dict[str, Any]:
    """The list of parts in an entry: name to the SHA-256 of the part's file."""
    hashes = {name: HASH for name in PARTS[kind] if name not in NUMBERED}
    return {
        "description": "SHA-256 of each part's file NAME.json. The file is gone when a later record removed it.",
        "type": "object",
        "properties": hashes,
        "patternProperties": {rf"^{name}-\d{{4}}$": HASH for name in PARTS[kind] if name in NUMBERED},
        "required": sorted(REQUIRED_PARTS.get(kind, ())),
        "additionalProperties": False,
    }


def _part_file(shape: type[Shape]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {
            "salt": HASH | {"description": "256 random bits, so that no removed text can be guessed."},
            "value": {"$ref": f"#/$defs/{shape.__name__}"},
        },
        "required": ["salt", "value"],
        "additionalProperties": False,
    }
