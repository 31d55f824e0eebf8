"""The chain of entries: each holds the hash of the one before, and the hashes of its own parts.

A part is a file `{"salt", "value"}`. Each has a salt of its own: when a text has to go, salt and text go, and
the hash that remains can be guessed back by nobody, not even for a text of three words.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any, TypeVar

from answerable.records.canonical import canonical, read_object, sha256
from answerable.records.contents import (
    FACTS,
    REQUIRED_PARTS,
    Facts,
    FindingPart,
    Shape,
    part_shape,
    written,
)
from answerable.records.moments import moment_text, read_moment
from answerable.records.schema import schema_path

BEGINNING = "0" * 64  # what the first entry has for a previous one
ENVELOPE = frozenset({"at", "parts", "previous", "schema", "seq"})
PART_NAME = re.compile(r"[a-z][a-z0-9-]{0,79}", re.ASCII)

PartShape = TypeVar("PartShape", bound=Shape)


class CannotAppend(ValueError):
    """The entry would not be a whole record. The message says why."""


@dataclass(frozen=True)
class Tip:
    """The newest entry, as far as the next one needs it."""

    seq: int
    hash: str
    at: datetime


@dataclass(frozen=True)
class Entry:
    """One record: the bytes of its entry, and of each part that has not been removed, by name."""

    entry_bytes: bytes
    parts: Mapping[str, bytes]
    former: str = ""  # code of the former body in whose chain it stands; empty: in the register's own

    @cached_property
    def fields(self) -> dict[str, Any]:
        """Every field of the entry as it stands in the file. Raises `NotCanonical` for a changed file."""
        return read_object(self.entry_bytes)

    @cached_property
    def hash(self) -> str:
        return sha256(self.entry_bytes)

    @cached_property
    def at(self) -> datetime:
        return read_moment(self.fields["at"])

    @property
    def seq(self) -> int:
        return int(self.fields["seq"])

    @property
    def place(self) -> tuple[str, int]:
        """What tells it from every other record of a register, also of one that continues others."""
        return self.former, self.seq

    @property
    def kind(self) -> str:
        return str(self.fields["kind"])

    @property
    def ref(self) -> str:
        return str(self.fields["ref"])

    @property
    def previous(self) -> str:
        return str(self.fields["previous"])

    @property
    def part_hashes(self) -> dict[str, str]:
        """SHA-256 of each part's file by name, the removed ones too."""
        return dict(self.fields["parts"])

    @property
    def removed(self) -> tuple[str, ...]:
        """Names of the parts whose files are gone."""
        return tuple(name for name in sorted(self.part_hashes) if name not in self.parts)

    @property
    def tip(self) -> Tip:
        return Tip(self.seq, self.hash, self.at)

    @cached_property
    def facts(self) -> Facts:
        """The fields that this kind of entry states."""
        stated = {name: value for name, value in self.fields.items() if name not in ENVELOPE}
        return FACTS[self.kind].model_validate_json(canonical(stated), strict=True)

    def value(self, name: str) -> Any:
        """What a part says, as JSON; None when it was removed or never given."""
        return read_object(self.parts[name])["value"] if name in self.parts else None

    def read(self, name: str, shape: type[PartShape]) -> PartShape | None:
        """A part as its shape; None when it was removed or never given."""
        value = self.value(name)
        return None if value is None else shape.model_validate_json(canonical(value), strict=True)

    @cached_property
    def findings(self) -> tuple[FindingPart, ...]:
        """The findings in order, less the removed ones."""
        names = (name for name in sorted(self.parts) if name.startswith("finding-"))
        return tuple(finding for name in names if (finding := self.read(name, FindingPart)))

    def without(self, name: str) -> Entry:
        """The same record when the file of a part has been deleted."""
        return replace(self, parts={kept: data for kept, data in self.parts.items() if kept != name})


def append(
    previous: Tip | None,
    facts: Facts,
    parts: Mapping[str, Shape],
    at: datetime,
    salt: Callable[[int], bytes] = secrets.token_bytes,
) -> Entry:
    """The next entry of a chain. `at` is the moment of publication, never before the previous entry's.

    Raises `CannotAppend` for parts that this kind has not, and `NotCanonical` for a text that the record does
    not take.
    """
    check_parts(facts, parts)
    if previous and moment_text(at) < moment_text(previous.at):
        raise CannotAppend(
            f"The clock says {moment_text(at)}, which is before the newest record of "
            f"{moment_text(previous.at)}. Put the server's clock right, then publish again."
        )
    salted = {
        name: canonical({"salt": salt(32).hex(), "value": written(shape)}) for name, shape in parts.items()
    }
    entry = written(facts) | {
        "at": moment_text(at),
        "parts": {name: sha256(data) for name, data in salted.items()},
        "previous": previous.hash if previous else BEGINNING,
        "schema": schema_path(facts.kind),
        "seq": previous.seq + 1 if previous else 1,
    }
    return Entry(canonical(entry), salted)


def check_parts(facts: Facts, parts: Mapping[str, Shape]) -> None:
    """Raise `CannotAppend` unless each part has the name and the shape that this kind of record gives it."""
    for name, shape in parts.items():
        expected = part_shape(facts.kind, name)
        if not PART_NAME.fullmatch(name) or expected is None:
            raise CannotAppend(f"A record of the kind {facts.kind} has no part named {name!r}.")
        if type(shape) is not expected:
            raise CannotAppend(f"The part {name} is a {expected.__name__}, not a {type(shape).__name__}.")
    if missing := REQUIRED_PARTS.get(facts.kind, frozenset()) - set(parts):
        raise CannotAppend(f"A record of the kind {facts.kind} needs the part {min(missing)}.")
