"""Commitments as open data: each put together from its records, all of them as JSON, and a table as CSV."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from pydantic import Field

from answerable.records.contents import (
    Action,
    CheckVerdict,
    CommitmentFacts,
    DateFrom,
    EvidencePart,
    HappenedPart,
    PromisePart,
    Shape,
)
from answerable.register.answers import Register
from answerable.register.commitments import Commitment
from answerable.register.data import (
    LICENCE,
    LICENCE_ADDRESS,
    Fingerprint,
    Removed,
    fingerprint_of,
    pretty,
    removed,
    schema,
)
from answerable.register.tables import table, table_schema

File = tuple[str, bytes]

COMMITMENT_COLUMNS = {
    "ref": "Reference of the commitment; it never changes",
    "words": "What was promised, as it reads now; empty: the words were removed",
    "owner": "By whom: a post; empty: not stated",
    "organisation": "By which organisation; empty: not stated",
    "how_known": "How we shall know that it was kept; empty: not stated",
    "answer": "Reference of the response in which it was made; empty: made elsewhere",
    "finding": "Number of the finding in whose answer it was made; empty: none",
    "told_in": "Where it was made, when not in a response of this register",
    "made_on": "Day on which the office entered it",
    "first_date": "First date, which never changes; empty: none is set",
    "date_from": "Who set the first date: inspectorate, or set_locally",
    "date_now": "Date as it is now; empty: none is set",
    "moves": "How often the date was moved",
    "action": "Local action, as its owner says: not_started, under_way, done, stopped, replaced or carried_forward",
    "action_on": "Day since when the local action is so",
    "check": "Local check, by somebody else: supports, or does_not_support; empty: not checked",
    "checked_on": "Day of that check",
    "check_until": "Last day on which the evidence that was looked at is good; empty: no limit",
    "inspectorate": "The inspectorate's own word; empty: it has not told us, or the words were removed",
    "said_on": "Day on which the inspectorate said so",
    "updated_on": "Day of the newest published update; empty: none",
    "address": "Address of the page, relative to the register",
    "sha256": "Fingerprint of the newest record",
}


class ToldEvidence(Shape):
    """A piece of evidence, and its place in what happened. Null: its words were removed."""

    happened: int
    evidence: EvidencePart | None


class ToldEvent(Shape):
    """Something that happened, by its number. Null: its words were removed."""

    happened: int
    what: HappenedPart | None


class AssembledCommitment(Shape):
    """Everything the register says about one commitment. The three statuses do not follow from one another."""

    ref: str
    answer: str | None = Field(description="Reference of the response in which it was made")
    finding: int | None
    promise: PromisePart | None = Field(description="As it reads now; null: the words were removed")
    made_on: date
    first_date: date | None
    date_from: DateFrom | None
    date_now: date | None
    moves: int
    action: Action = Field(description="What its owner says")
    action_on: date
    check: CheckVerdict | None = Field(description="What somebody else found; null: not checked")
    checked_on: date | None
    check_until: date | None
    said_on: date | None = Field(description="Day of the inspectorate's last word, which is in `events`")
    updated_on: date | None
    events: tuple[ToldEvent, ...] = Field(description="Oldest first")
    evidence: tuple[ToldEvidence, ...] = Field(description="Every version of every piece, oldest first")
    records: tuple[Fingerprint, ...] = Field(description="Oldest first; the last one stands")
    removed: tuple[Removed, ...]


class AllCommitments(Shape):
    """Every commitment on the register."""

    as_at: date
    licence: str
    licence_address: str
    commitments: tuple[AssembledCommitment, ...]


def assembled_commitment(commitment: Commitment) -> AssembledCommitment:
    facts, happened = commitment.facts, list(commitment.happened)
    return AssembledCommitment(
        ref=commitment.ref, answer=facts.answer, finding=facts.finding, promise=commitment.promise,
        made_on=facts.made_on, first_date=facts.first_date, date_from=facts.date_from, date_now=facts.date_now,
        moves=facts.moves, action=facts.action, action_on=facts.action_on, check=facts.check,
        checked_on=facts.checked_on, check_until=facts.check_until, said_on=facts.said_on,
        updated_on=facts.updated_on,
        events=tuple(ToldEvent(happened=h.number, what=h.part if isinstance(h.part, HappenedPart) else None)
                     for h in happened if h.name.startswith("happened-")),
        evidence=tuple(ToldEvidence(happened=h.number, evidence=h.part if isinstance(h.part, EvidencePart) else None)
                       for h in happened if h.name.startswith("evidence-")),
        records=tuple(fingerprint_of(said) for said in commitment.records),
        removed=removed(commitment.removals),
    )


def commitment_json(commitment: Commitment) -> bytes:
    return pretty(assembled_commitment(commitment).model_dump(mode="json"))


def commitment_files(register: Register) -> Iterator[File]:
    whole = AllCommitments(
        as_at=register.as_at, licence=LICENCE, licence_address=LICENCE_ADDRESS,
        commitments=tuple(assembled_commitment(commitment) for commitment in register.commitments))
    yield "data/commitments.json", pretty(whole.model_dump(mode="json"))
    yield "data/commitments.csv", table(COMMITMENT_COLUMNS, (_row(c) for c in register.commitments))
    yield "data/schema/commitments.json", pretty(schema(AllCommitments, "All commitments"))
    yield "data/schema/commitment.json", pretty(schema(AssembledCommitment, "One commitment"))
    yield "data/schema/commitments-table.json", pretty(table_schema(COMMITMENT_COLUMNS))


def _row(commitment: Commitment) -> dict[str, Any]:
    facts, promise, said = commitment.facts, commitment.promise, commitment.inspectorate
    from_facts = {name: getattr(facts, name) for name in COMMITMENT_COLUMNS if name in CommitmentFacts.model_fields}
    from_promise = {name: getattr(promise, name) if promise else "" for name in
                    ("words", "owner", "organisation", "how_known", "told_in")}
    return {**from_facts, **from_promise, "inspectorate": said.said or "" if said else "",
            "address": f"commitments/{commitment.ref}/", "sha256": commitment.newest.entry.hash}

