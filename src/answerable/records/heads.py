"""The head: which entry is the newest, signed by the register's key.

The chain alone does not notice entries cut from its end, or a rewriting of the whole. A head that somebody
else kept does.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from answerable.records.canonical import canonical, read_object
from answerable.records.chain import CannotAppend, Tip
from answerable.records.keys import sign
from answerable.records.moments import moment_text, read_moment

HEAD = "answerable-head"  # what the key signs here, as `ssh-keygen -n` wants to be told
NEW_KEY = "answerable-key"  # the same when a key signs for the one that takes over


@dataclass(frozen=True)
class Head:
    """A stored head: its bytes, and the signature file over them."""

    head_bytes: bytes
    signature: bytes

    @cached_property
    def fields(self) -> dict[str, Any]:
        """Every field of the head. Raises `NotCanonical` for a changed file."""
        return read_object(self.head_bytes)

    @cached_property
    def at(self) -> datetime:
        return read_moment(self.fields["at"])

    @property
    def seq(self) -> int:
        return int(self.fields["seq"])

    @property
    def hash(self) -> str:
        return str(self.fields["hash"])

    @property
    def origin(self) -> str:
        return str(self.fields["origin"])


def sign_head(tip: Tip, origin: str, at: datetime, key: Ed25519PrivateKey) -> Head:
    """A head for the newest entry. `origin` is the `ref` of the register's entry of the kind `key`.

    Store it in the transaction that stores the entry, with the same `at`: then no day exists whose last entry
    has no signature over it.
    """
    if moment_text(at) < moment_text(tip.at):
        raise CannotAppend("A head cannot be older than its entry. Put the server's clock right.")
    head = canonical({"at": moment_text(at), "hash": tip.hash, "origin": origin, "seq": tip.seq})
    return Head(head, sign(head, HEAD, key))


def hand_over(new_line: str, former: Ed25519PrivateKey) -> str:
    """The former key's word for the new one: `former_signature` of the entry that brings the new key in."""
    return sign(new_line.encode(), NEW_KEY, former).decode()
