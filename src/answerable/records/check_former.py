"""A register that continues others: each former chain ends as it says, names it, and lies beside it unchanged.

No key is handed over. The former body's last record names its successors and their keys; the successor's own record
names the last record of each chain that it continues. So neither can be made up without the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from answerable.records.chain import Entry
from answerable.records.check_chain import Entries, Flaw
from answerable.records.contents import ClosureFacts, FormerChain, KeyFacts, TakeoverFacts

Chains = Mapping[str, Entries]  # by code of the former body; the register's own under ""


def check_former(chains: Chains) -> Iterator[Flaw]:
    """Every takeover against the chain that it continues, and every former chain against the takeovers."""
    continued: set[str] = set()
    for name, entries in chains.items():
        for seq, entry in entries.items():
            if isinstance(facts := entry.facts, TakeoverFacts):
                for one in facts.continues:
                    continued.add(one.ref)
                    for sentence in _check(one, entries, chains):
                        yield (None if name else seq), f"Record {seq} continues {one.ref}. {sentence}"
    for name in sorted(set(chains) - continued - {""}):
        yield None, f"former/{name} does not belong here. No record continues it."


def check_closed(entries: Entries) -> Iterator[Flaw]:
    """After its closure a body adds nothing."""
    for seq, entry in entries.items():
        if entry.kind == "closure" and seq + 1 in entries:
            yield seq + 1, f"Record {seq + 1} was added after record {seq} closed this body's records."


def _check(one: FormerChain, own: Entries, chains: Chains) -> Iterator[str]:
    former = chains.get(one.ref)
    if not former:
        yield f"Its records are not here: there is no former/{one.ref} that can be read."
        return
    last = former[max(former)]
    if (last.seq, last.hash) != (one.seq, one.hash):
        yield f"Its records here end otherwise than that record says: with record {last.seq}, {last.hash}."
    facts = last.facts
    if not isinstance(facts, ClosureFacts):
        yield "It never closed its records."
    elif not any((s.ref, s.public_key) in _keys(own.values()) for s in facts.successors):
        yield "It closed its records in favour of others, or of another key."


def _keys(entries: Iterable[Entry]) -> set[tuple[str, str]]:
    return {(facts.ref, facts.public_key) for entry in entries if isinstance(facts := entry.facts, KeyFacts)}
