"""The body's chain of records in the database: one entry after another, each with a signed head.

The caller's transaction holds the body's row until it ends, so two publications never take the same place:
on PostgreSQL by a row lock, on SQLite because a writing transaction is alone from its beginning.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings

from answerable.accounts.models import Body
from answerable.accounts.queries import names_on
from answerable.accounts.scope import current_body_id, in_body
from answerable.records import (
    CannotAppend,
    Entry,
    Head,
    KeyRefused,
    NotCanonical,
    Records,
    append,
    london_day,
    make_key,
    public_line,
    read_key,
    sign_head,
)
from answerable.records.canonical import read_object
from answerable.records.contents import BodyFacts, BodyPart, Facts, KeyFacts, Shape, TakeoverFacts
from answerable.responses import continuity
from answerable.responses.contents import body_part
from answerable.responses.models import ChainEntry, ChainHead, ChainPart, Response
from answerable.responses.old_models import OldAnswer
from answerable.responses.rules import Refused


def lock() -> Body:
    """Hold the body's row until the transaction ends. Take it after the response's own row, never before."""
    return Body.objects.select_for_update(no_key=True).get(id=current_body_id())


def add(facts: Facts, parts: Mapping[str, Shape], at: datetime) -> Entry:
    """Append one record, after a key and the body's names when they are new. Raises `Refused`."""
    body = lock()
    continuity.check(body)
    try:
        key = _key(body)
        entry = _newest()
        if entry is not None and entry.kind == "closure":
            raise Refused("This body has closed its records. Its successors publish from now on. Nothing is published.")
        if entry is None:
            entry = store(append(None, KeyFacts(ref=body.ref, public_key=public_line(key)), {}, at))
        names = body_part(names_on(london_day(at)))
        if _names_last_stated() != names:
            entry = store(append(entry.tip, BodyFacts(ref=body.ref), {"body": names}, at))
        entry = store(append(entry.tip, facts, parts, at))
        head = sign_head(entry.tip, body.ref, at, key)
    except (CannotAppend, NotCanonical, KeyRefused) as reason:
        raise Refused(str(reason)) from None
    ChainHead.objects.create(
        seq=head.seq, hash=head.hash, at=head.at, head=head.head_bytes, signature=head.signature
    )
    return entry


def make_ready() -> str:
    """Make the body's signing key if it has none, and return its public line. Raises `KeyRefused`."""
    return public_line(_key(lock()))


def records() -> Records:
    """The body's whole chain as a value, with those that it continues, from which the register is baked."""
    parts: dict[int, dict[str, bytes]] = defaultdict(dict)
    for entry_id, name, data in ChainPart.objects.order_by("name").values_list("entry_id", "name", "data"):
        parts[entry_id][name] = bytes(data)
    entries = tuple(Entry(bytes(row.entry), parts[row.id]) for row in ChainEntry.objects.order_by("seq"))
    heads = tuple(Head(bytes(row.head), bytes(row.signature)) for row in ChainHead.objects.order_by("id"))
    return Records(entries, heads, tuple(_former(entries)))


def _former(entries: Iterable[Entry]) -> Iterator[Records]:
    """The records of each body that these entries continue; they lie in this database under its own code."""
    for entry in entries:
        if entry.kind == "takeover" and isinstance(facts := entry.facts, TakeoverFacts):
            for one in facts.continues:
                with in_body(Body.objects.get(ref=one.ref).id):
                    yield records()


def records_about(ref: str) -> Records:
    """What the chain says about one report, with the body's names and keys, under the newest head."""
    rows = [(row, Entry(bytes(row.entry), {})) for row in ChainEntry.objects.order_by("seq")]
    held = {row.id: entry for row, entry in rows if entry.ref == ref or entry.kind in ("key", "body")}
    parts: dict[int, dict[str, bytes]] = defaultdict(dict)
    for entry_id, name, data in ChainPart.objects.filter(entry__in=held).values_list("entry_id", "name", "data"):
        parts[entry_id][name] = bytes(data)
    entries = tuple(Entry(entry.entry_bytes, dict(sorted(parts[key].items()))) for key, entry in held.items())
    head = ChainHead.objects.order_by("id").last()
    return Records(entries, (Head(bytes(head.head), bytes(head.signature)),) if head else ())


def answer_of(ref: str, at: datetime) -> Entry:
    """The record of the answer about `ref` that was entered at that moment, here or by a body that we continue."""
    for row in ChainEntry.objects.filter(at=at):
        entry = Entry(bytes(row.entry), {})
        if (entry.kind, entry.ref) == ("response", ref):
            return entry
    return next(entry for entry in records().every_entry if (entry.kind, entry.ref, entry.at) == ("response", ref, at))


def newest_head() -> bytes | None:
    """The head that the public register must carry when it is up to date."""
    row = ChainHead.objects.order_by("id").last()
    return bytes(row.head) if row else None


def newest_ref() -> str:
    """The public reference that the newest record is about; empty before the first."""
    entry = _newest()
    return entry.ref if entry else ""


def next_public_ref(body: Body, year: int) -> str:
    """`mar-2024-07`: the next free number of that year, for an answer of either kind. Call it under the lock."""
    begins = f"{body.ref}-{year}-"
    refs = [ref for model in (Response, OldAnswer)
            for ref in model.objects.filter(public_ref__startswith=begins).values_list("public_ref", flat=True)]
    return f"{begins}{max((int(ref.removeprefix(begins)) for ref in refs), default=0) + 1:02d}"


def newest_number(kind: str, begins: str) -> int:
    """The highest number in the references of records of a kind that begin so; 0 when there is none."""
    entries = (Entry(bytes(entry), {}) for entry in ChainEntry.objects.values_list("entry", flat=True).iterator())
    ends = (entry.ref.removeprefix(begins) for entry in entries if entry.kind == kind and entry.ref.startswith(begins))
    return max((int(end) for end in ends if end.isdecimal()), default=0)


def values(seq: int) -> dict[str, Any]:
    """What the parts of a record say, by name; removed ones are not among them."""
    rows = ChainPart.objects.filter(entry__seq=seq).order_by("name").values_list("name", "data")
    return {name: read_object(bytes(data))["value"] for name, data in rows}


def part_hash(seq: int, part: str) -> str:
    """The hash of a part that is still there. Raises `Refused` when it is not."""
    row = ChainPart.objects.filter(entry__seq=seq, name=part).first()
    if row is None:
        raise Refused("That part of the record is not there any more.")
    return row.hash


def remove_part(seq: int, part: str) -> None:
    """Delete a part and its salt. Call it only with the record that says so."""
    ChainPart.objects.filter(entry__seq=seq, name=part).delete()


def _newest() -> Entry | None:
    row = ChainEntry.objects.order_by("seq").last()
    return Entry(bytes(row.entry), {}) if row else None


def _names_last_stated() -> BodyPart | None:
    part = ChainPart.objects.filter(name="body").order_by("entry__seq").select_related("entry").last()
    if part is None:
        return None
    return Entry(bytes(part.entry.entry), {"body": bytes(part.data)}).read("body", BodyPart)


def store(entry: Entry) -> Entry:
    """Keep a record that follows the newest. Records of our own come from `add`."""
    row = ChainEntry.objects.create(
        seq=entry.seq, previous=entry.previous, hash=entry.hash, at=entry.at, entry=entry.entry_bytes
    )
    for name, data in entry.parts.items():
        ChainPart.objects.create(entry=row, name=name, hash=entry.part_hashes[name], data=data)
    return entry


def _key(body: Body) -> Ed25519PrivateKey:
    """The register's key, made at the first record and kept in a file beside the database, never in it."""
    path = Path(settings.KEYS_ROOT) / body.ref
    stated = _public_key_stated()
    if stated is None and not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        return make_key(path)
    key = read_key(path)
    if stated is not None and public_line(key) != stated:
        raise KeyRefused(f"The signing key in {path} is not the one that this register was begun with.")
    return key


def _public_key_stated() -> str | None:
    row = ChainEntry.objects.order_by("seq").first()  # a chain begins with its key
    return str(Entry(bytes(row.entry), {}).fields["public_key"]) if row else None
