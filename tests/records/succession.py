"""Bodies that pass on: Marlshire and Oldmere merge into Eastland, with the records of each as it ended."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from answerable.records.contents import (
    BodyFacts,
    ClosureFacts,
    FormerChain,
    KeyFacts,
    ResponseFacts,
    Successor,
    TakeoverFacts,
    part_shape,
)
from answerable.records.folder import Records
from answerable.records.keys import public_line
from tests.records.build import Chain, body, example_chain


def key_of(ref: str) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(hashlib.sha256(f"the key of {ref}".encode()).digest())


def begun(ref: str, name: str, after: Chain | None = None) -> Chain:
    """A chain of its own with key and names, begun a day after another ended."""
    chain = Chain(ref, key_of(ref))
    at = (after or example_chain(1, 1)).at + timedelta(days=1)
    chain.append(KeyFacts(ref=ref, public_key=public_line(chain.key)), {}, at)
    names = body().model_copy(update={"name": name, "holder_title": "Mayor", "short_name": "the Mayor’s office"})
    chain.append(BodyFacts(ref=ref), {"body": names}, at)
    return chain


def close(chain: Chain, *successors: Chain) -> None:
    named = tuple(Successor(ref=one.origin, public_key=public_line(one.key)) for one in successors)
    chain.append(ClosureFacts(ref=chain.origin, successors=named), {}, chain.at + timedelta(days=1))


def take_over(chain: Chain, former: Iterable[Records]) -> None:
    former = tuple(former)
    continues = tuple(FormerChain(ref=one.ref, seq=one.entries[-1].seq, hash=one.entries[-1].hash) for one in former)
    chain.append(TakeoverFacts(ref=chain.origin, continues=continues), {},
                 max(chain.at, *(one.entries[-1].at for one in former)))
    chain.records = replace(chain.records, former=(*chain.records.former, *former))


def merged() -> Chain:
    """Eastland, which continues Marlshire (with six answers) and Oldmere (with one)."""
    marlshire, oldmere = example_chain(), begun("old", "Mayor of Oldmere")
    first = next(entry for entry in marlshire.records.entries if entry.kind == "response")
    facts = ResponseFacts.model_validate({**first.facts.model_dump(), "ref": "old-2023-01"})
    parts = {name: first.read(name, part_shape("response", name)) for name in first.parts}
    oldmere.append(facts, parts, oldmere.at + timedelta(days=1))
    eastland = begun("east", "Mayor of Eastland", after=marlshire)
    close(marlshire, eastland)
    close(oldmere, eastland)
    take_over(eastland, (marlshire.records, oldmere.records))
    return eastland

