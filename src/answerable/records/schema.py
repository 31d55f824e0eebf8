"""The published JSON Schema of each kind of record, generated from `records.contents`."""

from __future__ import annotations

SCHEMA_VERSION = 1


def schema_path(kind: str) -> str:
    """Where a register publishes the schema of a kind, relative to its root: `schema/answer-due-1.json`."""
    return f"schema/{kind.replace('_', '-')}-{SCHEMA_VERSION}.json"
