"""The records together: each follows the one before, events name what they change, the key stands behind it.

How a change is named: the hash of entry n stands in entry n+1, and that of the last one in the signed head. When
they differ, n was changed; unless n+1 is itself shown to be changed by what follows it, because then its word
about n counts for nothing. So the check goes from the head backwards.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from answerable.records.canonical import NotCanonical
from answerable.records.chain import Entry
from answerable.records.check_entry import NotWhole
from answerable.records.contents import CopySentFacts, KeyFacts, RedactionFacts, WithdrawalFacts
from answerable.records.folder import key_files
from answerable.records.found import visible
from answerable.records.heads import HEAD, NEW_KEY, Head
from answerable.records.keys import (
    KeyRefused,
    SignatureRefused,
    check_signature,
    fingerprint,
    read_public_line,
)
from answerable.records.moments import NotAMoment

Entries = Mapping[int, Entry]  # by number; those that can be read
Removals = dict[tuple[int, str, str], tuple[int, str]]  # record, part, hash -> record that says so, ground
Flaw = tuple[int | None, str]  # the record that is not whole, and what is wrong with it


def check_links(entries: Entries, head: Head | None) -> Iterator[Flaw]:
    """Each entry against the hash that the next one, or the signed head, holds of it."""
    sound: set[int] = set()
    for seq in sorted(entries, reverse=True):
        expected, holder = None, f"record {seq + 1}"
        if head and head.seq == seq:
            expected, holder = head.hash, "the signed head"
        elif seq + 1 in sound:  # what is changed or cannot be read vouches for nothing
            expected = entries[seq + 1].previous
        if expected in (None, entries[seq].hash):
            sound.add(seq)
        else:
            yield seq, f"Record {seq} was changed: its hash is not the one that {holder} holds."


def read_head(data: bytes) -> Head:
    """The head's fields, checked. Raises `NotWhole`."""
    head = Head(data, b"")
    try:
        fields = head.fields
        types = {name: type(value) for name, value in fields.items()}
        if types != {"at": str, "hash": str, "origin": str, "seq": int}:
            raise NotWhole("It does not consist of at, hash, origin and seq.")
        _ = head.at
    except (NotCanonical, NotAMoment) as reason:
        raise NotWhole(str(reason)) from None
    return head


def check_signed(head: Head, signature: bytes | None, entries: Entries) -> str:
    """The public key line that signed the head, by the chain's own word. Raises `NotWhole`."""
    if signature is None:
        raise NotWhole("It is not signed: there is no head.json.sig.")
    keys = [facts for seq, facts in _keys(entries) if seq <= head.seq]
    if not keys:
        raise NotWhole("No record brings in the key that should have signed it.")
    if keys[-1].ref != head.origin:
        raise NotWhole("It speaks for another register than the key does.")
    try:
        check_signature(head.head_bytes, HEAD, keys[-1].public_key, signature)
    except (SignatureRefused, KeyRefused) as reason:
        sentence = f"{reason} Either head.json, head.json.sig or the record of the key was changed."
        raise NotWhole(sentence) from None
    return keys[-1].public_key


def check_reach(head: Head, entries: Entries, last: int) -> Iterator[Flaw]:
    """A signed head speaks of every record, no fewer and no more."""
    if head.seq > last:
        yield last + 1, f"Record {last + 1} is missing: the signed head speaks of {head.seq} records."
    elif head.seq < last:
        yield (
            head.seq + 1,
            f"Record {head.seq + 1} has no signature over it: the signed head ends at record {head.seq}.",
        )
    elif last in entries and head.at < entries[last].at:
        yield None, "head.json is older than the record it speaks of."


def check_keys(entries: Entries, found: Mapping[str, bytes]) -> Iterator[Flaw]:
    """Each key that took over has the former key's word, and `keys/` is what the chain says."""
    former: KeyFacts | None = None
    for seq, facts in _keys(entries):
        try:
            _check_key(facts, former)
        except (KeyRefused, SignatureRefused, NotWhole) as reason:
            yield seq, f"Record {seq} is not whole. Its key: {reason}"
        former = facts
    expected = {path.removeprefix("keys/"): data for path, data in key_files(entries.values()).items()}
    for name in sorted(expected.keys() | found.keys()):
        if expected.get(name) != found.get(name):
            what = "is not what the records of keys say" if name in found else "is missing"
            yield None, f"keys/{visible(name)} {what}."


def new_keys(entries: Entries) -> Iterator[str]:
    """A sentence for each change of key: what a reader has to compare with paper."""
    for seq, facts in list(_keys(entries))[1:]:
        how = "with the former key's word" if facts.former_signature else "without the former key's word"
        yield f"Record {seq} brought in the key {fingerprint(facts.public_key)}, {how}."


def check_events(entries: Entries, former: Mapping[str, Entries] = MappingProxyType({})) -> Iterator[Flaw]:
    """Removals, withdrawals and copies name what is there, and came after it."""
    for seq, entry in entries.items():
        facts = entry.facts
        if isinstance(facts, RedactionFacts):
            yield from _check_removal(seq, facts, entries, former)
        elif isinstance(facts, WithdrawalFacts):
            if not _is_earlier_answer(facts.withdraws, facts, seq, entries, former):
                yield seq, f"Record {seq} withdraws an answer that no earlier record holds."
        elif isinstance(facts, CopySentFacts) and not _is_earlier_answer(
                facts.response_seq, facts, seq, entries, former):
            yield seq, f"Record {seq} says that a copy was sent of an answer that no earlier record holds."


def removals(entries: Entries, of: str | None = None) -> Removals:
    """What was removed openly, by its own record's word: of this chain, or of the former body `of`."""
    return {
        (facts.removes_seq, facts.removes_part, facts.removes_hash): (seq, facts.ground)
        for seq, entry in entries.items()
        if isinstance(facts := entry.facts, RedactionFacts) and facts.of == of
        and (of is not None or facts.removes_seq < seq)
    }


def _check_removal(
    seq: int, facts: RedactionFacts, entries: Entries, former: Mapping[str, Entries]
) -> Iterator[Flaw]:
    target = (former.get(facts.of, {}) if facts.of else entries).get(facts.removes_seq)
    is_later = facts.of is None and facts.removes_seq >= seq
    if is_later or (facts.of and target is None) or (target and _hash(target, facts) != facts.removes_hash):
        yield seq, f"Record {seq} removes words that no earlier record holds."
    elif target and facts.removes_part in target.parts:
        at = None if facts.of else target.seq
        yield at, f"Record {target.seq}: {facts.removes_part} should be gone (record {seq})."


def _is_earlier_answer(
    answer: int, facts: WithdrawalFacts | CopySentFacts, seq: int, entries: Entries, former: Mapping[str, Entries]
) -> bool:
    """Whether `answer` names an answer about the same reference; one that cannot be read has its own flaw."""
    if facts.of is not None:
        target = former.get(facts.of, {}).get(answer)
        return target is not None and (target.kind, target.ref) == ("response", facts.ref)
    target = entries.get(answer)
    return 0 < answer < seq and (target is None or (target.kind, target.ref) == ("response", facts.ref))


def _hash(target: Entry, facts: RedactionFacts) -> str | None:
    return target.part_hashes.get(facts.removes_part)


def _keys(entries: Entries) -> Iterator[tuple[int, KeyFacts]]:
    for seq in sorted(entries):
        if isinstance(facts := entries[seq].facts, KeyFacts):
            yield seq, facts


def _check_key(facts: KeyFacts, former: KeyFacts | None) -> None:
    read_public_line(facts.public_key)
    if former and facts.ref != former.ref:
        raise NotWhole("it is for another register than the key before it.")
    if facts.former_signature is not None:
        if former is None:
            raise NotWhole("there is no former key that could have signed.")
        signature = facts.former_signature.encode()
        check_signature(facts.public_key.encode(), NEW_KEY, former.public_key, signature)
