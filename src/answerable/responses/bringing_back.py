"""After a restore: what the public register holds and the database lacks is brought back from the register itself.

A record is more than a backup of it: it is what the public has seen. So its words win over whatever the older database
says: the response they belong to stands as published, with those words, and a removal since then is done here again.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction

from answerable.accounts import audit
from answerable.accounts.models import Body, BodyNames
from answerable.accounts.queries import names_on
from answerable.records import Entry, KeyRefused, NoRegister, Records, load, london_day, public_line, read_key, verify
from answerable.records.contents import BodyPart, RedactionFacts
from answerable.responses import chain, continuity
from answerable.responses.contents import body_part
from answerable.responses.forgetting import forget_on_disk
from answerable.responses.marking import Marking
from answerable.responses.models import ChainEntry, ChainHead, ChainPart
from answerable.responses.rules import Refused

BY_HAND = {
    "imported": "an answer first published elsewhere", "assessment": "the summary of a yearly assessment",
    "closure": "the closure of this body", "takeover": "the takeover of another body",
}


@dataclass
class BroughtBack:
    """What came back. `by_hand`: records that are in the chain again and have no page in the workspace yet."""

    records: int = 0
    removed: int = 0  # parts that were removed here, because a record removed them in public
    refs: set[str] = field(default_factory=set)
    by_hand: list[str] = field(default_factory=list)


Further = Callable[[Sequence[Entry], datetime], list[str]]


def bring_back(*, folder: Path, at: datetime, further: Further | None = None) -> BroughtBack:
    """Compare the body's records with a copy of its public register, and take from it what is missing.

    `further` is given the records that came back, and returns those that people have to look at: for parts that this
    one does not know.

    Called from the command line, so there is nobody to name as `by`. Raises `Refused`, with nothing changed, when the
    copy is not whole, is another register's, or holds another record under a number of ours.
    """
    with transaction.atomic():
        body = chain.lock()
        done = _bring_back(body, folder, at, further)
    continuity.release(body.ref)
    if done.removed:
        forget_on_disk()
    return done


def _bring_back(body: Body, folder: Path, at: datetime, further: Further | None) -> BroughtBack:
    public = _public(folder, body)
    ours = dict(ChainEntry.objects.values_list("seq", "hash"))
    for entry in public.entries:
        if ours.get(entry.seq, entry.hash) != entry.hash:
            raise Refused(f"Record {entry.seq} of the register is not record {entry.seq} of this database. The "
                          "register was continued from two places. People have to settle which of them counts.")
    if not ours:
        _check_key(body, public)
    done = BroughtBack()
    missing = [entry for entry in public.entries if entry.seq not in ours]
    for entry in missing:
        chain.store(entry)
    if missing and public.head:
        head = public.head
        ChainHead.objects.create(seq=head.seq, hash=head.hash, at=head.at, head=head.head_bytes,
                                 signature=head.signature)
    marking = Marking(at, chain.records())
    for entry in missing:
        _mark(entry, marking, done)
    done.records, done.refs = len(missing), marking.finish()
    if further is not None:
        done.by_hand += further(missing, at)
    audit.record(by=None, at=at, action="brought_back", subject="register", ref=body.ref, records=done.records,
                 removed=done.removed)
    return done


def _public(folder: Path, body: Body) -> Records:
    try:
        result = verify(folder)
        if not result.whole:
            raise Refused(f"This copy of the register is not whole. {result.sentences[0]}")
        public = load(folder)
    except (NoRegister, OSError) as reason:
        raise Refused(str(reason)) from None
    if public.head is None or public.head.origin != body.ref:
        raise Refused(f"This is the register of {public.head.origin if public.head else 'nobody'}, not of {body.ref}.")
    return public


def _check_key(body: Body, public: Records) -> None:
    """With no record of our own to compare, our key says whether the register is ours."""
    try:
        ours = public_line(read_key(Path(settings.KEYS_ROOT) / body.ref))
    except KeyRefused as reason:
        raise Refused(f"{reason} Bring the signing key back first: it shows that this register is yours.") from None
    if ours not in public.keys.values():
        raise Refused("This register was not signed with the key that is here. It is not yours, or the key is not.")


def _mark(entry: Entry, marking: Marking, done: BroughtBack) -> None:
    facts = entry.facts
    if isinstance(facts, RedactionFacts):
        done.removed += _forget(facts, marking)
    elif entry.kind == "body":
        _names(entry)
    elif entry.kind in BY_HAND:
        done.by_hand.append(f"record {entry.seq} ({entry.ref}): {BY_HAND[entry.kind]}")
    else:
        marking.mark(entry)


def _forget(facts: RedactionFacts, marking: Marking) -> int:
    """Remove here what a record removed in public: the part, and every saving of the words it was made from."""
    gone, _ = ChainPart.objects.filter(entry__seq=facts.removes_seq, name=facts.removes_part).delete()
    marking.forget(facts)
    return gone


def _names(entry: Entry) -> None:
    """The names that a record states, unless the body has them already."""
    stated, day = entry.read("body", BodyPart), london_day(entry.at)
    if stated is None or body_part(names_on(day)) == stated:
        return
    row = BodyNames.objects.filter(from_on=day).first() or BodyNames(from_on=day)
    for name in ("name", "short_name", "holder_title", "holder_name", "force_name", "chief_title", "fire_name",
                 "fire_chief_title", "colour", "contact"):
        setattr(row, name, getattr(stated, name))
    row.website, row.logo = stated.website or "", base64.b64decode(stated.logo_png or "") or None
    row.capacities = row.capacities or names_on(day).capacities
    row.save()
