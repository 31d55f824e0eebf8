"""One record by itself: its entry, its parts, and whether what was signed is what stands there."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pydantic import ValidationError

from answerable.records.canonical import NotCanonical, canonical, read_object, sha256
from answerable.records.chain import BEGINNING, ENVELOPE, PART_NAME, Entry
from answerable.records.contents import (
    FACTS,
    REQUIRED_PARTS,
    CommitmentFacts,
    ResponseFacts,
    Shape,
    hash_of_values,
    part_shape,
)
from answerable.records.moments import NotAMoment
from answerable.records.schema import schema_path

HASH = re.compile(r"[0-9a-f]{64}", re.ASCII)


class NotWhole(ValueError):
    """A file does not say what a record of its kind says. The message says why."""


def check_entry(entry: Entry, seq: int, before: Entry | None) -> None:
    """Raise `NotWhole` unless the entry's file, number `seq` of the folder, can stand after `before`."""
    try:
        fields = entry.fields
        _check_envelope(entry, fields, seq)
        _check_kind(entry, fields)
        # A record before that was changed is named by its hash; its moment says nothing of this one.
        if before and entry.previous == before.hash and entry.at < before.at:
            raise NotWhole(f"It states an earlier moment than record {seq - 1}.")
    except (NotCanonical, NotAMoment) as reason:
        raise NotWhole(str(reason)) from None


def _check_envelope(entry: Entry, fields: Mapping[str, object], seq: int) -> None:
    if missing := (ENVELOPE | {"kind", "ref"}) - set(fields):
        raise NotWhole(f"It lacks the field {min(missing)}.")
    if type(fields["seq"]) is not int or fields["seq"] != seq:
        raise NotWhole("Its number is not the number of its folder.")
    if not _is_hash(fields["previous"]) or (seq == 1 and fields["previous"] != BEGINNING):
        raise NotWhole("It does not name the record before it as a record must.")
    parts = fields["parts"]
    if not isinstance(parts, dict) or not all(
        PART_NAME.fullmatch(name) and _is_hash(part_hash) for name, part_hash in parts.items()
    ):
        raise NotWhole("Its list of parts is not one of names and hashes.")
    _ = entry.at  # raises NotAMoment


def _check_kind(entry: Entry, fields: Mapping[str, object]) -> None:
    kind = fields["kind"]
    if not isinstance(kind, str) or kind not in FACTS or fields["schema"] != schema_path(kind):
        raise NotWhole("It is of a kind or a schema that this version of the software does not know.")
    stated = {name: value for name, value in fields.items() if name not in ENVELOPE}
    _check_shape(FACTS[kind], stated)
    for name in entry.part_hashes:
        if part_shape(entry.kind, name) is None:
            raise NotWhole(f"A record of its kind has no part named {name}.")
    if missing := REQUIRED_PARTS.get(entry.kind, frozenset()) - set(entry.part_hashes):
        raise NotWhole(f"It lacks the part {min(missing)}.")


def check_part(entry: Entry, name: str) -> str:
    """The salt of a part's file. Raises `NotWhole` unless the file is the one that the entry names."""
    data = entry.parts[name]
    if sha256(data) != entry.part_hashes[name]:
        raise NotWhole("It was changed: its hash is not the one in the entry.")
    try:
        fields = read_object(data)
    except NotCanonical as reason:
        raise NotWhole(str(reason)) from None
    if set(fields) != {"salt", "value"} or not _is_hash(fields["salt"]):
        raise NotWhole("It does not consist of a salt of 64 digits and a value.")
    shape = part_shape(entry.kind, name)
    if shape is not None:
        _check_shape(shape, fields["value"])
    return str(fields["salt"])


def words_are_those_signed(entry: Entry) -> bool:
    """Whether the words have the fingerprint that was signed off. Not to be known once words are gone."""
    facts = entry.facts
    if not isinstance(facts, ResponseFacts | CommitmentFacts) or entry.removed:
        return True
    return hash_of_values({name: entry.value(name) for name in entry.part_hashes}) == facts.content_hash


def _check_shape(shape: type[Shape], value: object) -> None:
    try:
        read = shape.model_validate_json(canonical(value), strict=True)
    except ValidationError as reasons:
        first = reasons.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(step) for step in first["loc"]) or "value"
        raise NotWhole(f"It does not fit its schema at {place}: {first['msg']}.") from None
    if read.model_dump(mode="json", exclude_unset=True) != value:
        raise NotWhole("It does not fit its schema: a value is written in an unusual way.")


def _is_hash(value: object) -> bool:
    return isinstance(value, str) and HASH.fullmatch(value) is not None
