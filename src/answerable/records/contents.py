"""What each kind of record says: the shapes that are published, checked against one JSON Schema each.

An *entry* of the chain holds codes, dates, references and hashes only, because it can never be changed.
Every text lies in a salted *part* of its own, because a text may one day have to be removed. The values of parts
(`records.parts`) end in `Part`; the classes below that end in `Facts` are the fields of an entry. Both are imported
from here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any, Literal

from answerable.records.canonical import canonical, sha256
from answerable.records.commitments import (
    Action,
    CheckVerdict,
    CommitmentFacts,
    DateFrom,
    EvidenceAccess,
    EvidencePart,
    EvidenceStrength,
    HappenedPart,
    PromisePart,
)
from answerable.records.needs import (
    MadeOfFile,
    MadeOfPart,
    NeedsAssessmentFacts,
    NeedsContentsPart,
    TablePart,
)
from answerable.records.parts import (
    AnswerForm,
    AsPublishedPart,
    AssessmentPart,
    Basis,
    BodyPart,
    Branch,
    ChiefOfficerOutcome,
    ChiefOfficerPart,
    CountedClock,
    DuePart,
    FindingKind,
    FindingPart,
    OriginalPart,
    Override,
    OverridesPart,
    Ref,
    Remark,
    RemarksPart,
    ReportPart,
    Sha256,
    Shape,
    SignedPart,
    WrittenPart,
)

__all__ = [
    "FACTS", "NUMBERED", "PARTS", "REQUIRED_PARTS", "SIGNED", "Action", "AnswerDueFacts", "AnswerForm",
    "AsPublishedPart", "AssessmentFacts", "AssessmentPart", "Basis", "BodyFacts", "BodyPart", "Branch",
    "CheckVerdict", "ChiefOfficerOutcome", "ChiefOfficerPart", "ClosureFacts", "CommitmentFacts",
    "CopyRecipient", "CopySentFacts", "CopyWay", "CountedClock", "DateFrom", "DuePart", "EvidenceAccess",
    "EvidencePart", "EvidenceStrength", "Facts", "FindingKind", "FindingPart", "FormerChain", "HappenedPart",
    "ImportedFacts", "KeyFacts", "MadeOfFile", "MadeOfPart", "NeedsAssessmentFacts", "NeedsContentsPart",
    "NoAnswerDueFacts", "OriginalPart", "Override", "OverridesPart", "PromisePart", "RedactionFacts", "Ref",
    "Remark", "RemarksPart", "ReportPart", "ResponseFacts", "Sha256", "Shape", "SignedPart", "Successor",
    "TablePart", "TakeoverFacts", "WithdrawalFacts", "WrittenPart", "content_hash", "finding_part_name",
    "hash_of_values", "numbered", "part_shape", "written",
]  # fmt: skip

SIGNED = "signed"  # name of the part that says who signed


class BodyFacts(Shape):
    kind: Literal["body"] = "body"
    ref: Ref  # the body's code, "mar"


class KeyFacts(Shape):
    """A signing key comes into use. `ref` is the origin, the name of the register that every head carries.

    `public_key` is the OpenSSH line without comment. When a key takes over from another, `former_signature`
    is the former key's signature over that line (`heads.hand_over`); without it the former key was lost, and
    only paper can vouch.
    """

    kind: Literal["key"] = "key"
    ref: Ref
    public_key: str
    former_signature: str | None = None


class AnswerDueFacts(Shape):
    """A second person confirmed that this report must be answered."""

    kind: Literal["answer_due"] = "answer_due"
    ref: Ref  # "mar-2024-07": never changes, given here first
    basis: Basis
    regime: str  # code in `duties`
    published_on: date  # of the report
    due_on: date | None  # nearest last day for publishing the answer; None: no date is set
    form: AnswerForm = AnswerForm.STATEMENT
    answered_in: Ref | None = None  # the response to another report answers this one too


class NoAnswerDueFacts(Shape):
    """Two people decided that this report asks no answer of the body; the part `due` says why."""

    kind: Literal["no_answer_due"] = "no_answer_due"
    ref: Ref
    published_on: date


class ResponseFacts(Shape):
    """An answer was published. `version` 1 is the first."""

    kind: Literal["response"] = "response"
    ref: Ref
    version: int
    basis: Basis
    regime: str
    published_on: date  # of the report
    due_on: date | None
    responded_on: date  # Europe/London day of publication
    content_hash: Sha256  # of what was signed; see `content_hash` below
    form: AnswerForm = AnswerForm.STATEMENT


class ImportedFacts(Shape):
    """An answer first published elsewhere, as its old page stood. It never counts as proven or in time."""

    kind: Literal["imported"] = "imported"
    ref: Ref
    published_on: date | None  # of the report, as the page stated it
    stated_on: date | None  # of the response, as the page stated it


class AssessmentFacts(Shape):
    """The body published a yearly assessment with its summary. The last such record for a report stands."""

    kind: Literal["assessment"] = "assessment"
    ref: Ref  # of the report


class WithdrawalFacts(Shape):
    kind: Literal["withdrawal"] = "withdrawal"
    ref: Ref
    withdraws: int  # seq of the response
    of: Ref | None = None  # the former body in whose chain that is; None: this chain


class CopyRecipient(StrEnum):
    """Who was sent a copy: the offices to whom a law or a practice sends one, never a person."""

    INSPECTORS_OF_CONSTABULARY = "inspectors_of_constabulary"
    SECRETARY_OF_STATE = "secretary_of_state"
    POLICE_AND_CRIME_PANEL = "police_and_crime_panel"
    CHIEF_INSPECTOR_OF_SCHOOLS = "chief_inspector_of_schools"
    OTHERS_WHO_REVIEWED = "others_who_reviewed"
    DIRECTOR_GENERAL_IOPC = "director_general_iopc"
    CORONER = "coroner"
    NAMED_IN_REPORT = "named_in_report"


class CopyWay(StrEnum):
    """How a copy was sent."""

    EMAIL = "email"
    PORTAL = "portal"
    POST = "post"
    OTHER = "other"


class CopySentFacts(Shape):
    """The office says that it sent somebody a copy of a published answer. The last such record for the same
    answer and recipient stands."""

    kind: Literal["copy_sent"] = "copy_sent"
    ref: Ref
    response_seq: int  # of the answer that was sent
    to: CopyRecipient
    sent_on: date
    how: CopyWay
    of: Ref | None = None  # the former body in whose chain the answer is; None: this chain


class RedactionFacts(Shape):
    kind: Literal["redaction"] = "redaction"
    ref: Ref
    removes_seq: int
    removes_part: str
    removes_hash: Sha256
    ground: Literal["personal_data", "safety", "required_by_law"]
    of: Ref | None = None  # the former body in whose chain the words are; None: this chain


class Successor(Shape):
    """A body to which functions pass. `public_key` is the key of its own register, as an OpenSSH line."""

    ref: Ref
    public_key: str


class ClosureFacts(Shape):
    """The last record of a body: who takes over."""

    kind: Literal["closure"] = "closure"
    ref: Ref  # the body's code
    successors: tuple[Successor, ...]


class FormerChain(Shape):
    """Where the chain of a former body ended."""

    ref: Ref
    seq: int
    hash: Sha256


class TakeoverFacts(Shape):
    """This body continues the work of others, whose chains ended as stated."""

    kind: Literal["takeover"] = "takeover"
    ref: Ref  # the body's code
    continues: tuple[FormerChain, ...]


Facts = (
    BodyFacts | KeyFacts | AnswerDueFacts | NoAnswerDueFacts | ResponseFacts | ImportedFacts | AssessmentFacts
    | CommitmentFacts | NeedsAssessmentFacts | CopySentFacts | WithdrawalFacts | RedactionFacts | ClosureFacts
    | TakeoverFacts
)

FACTS: Mapping[str, type[Facts]] = {
    "body": BodyFacts,
    "key": KeyFacts,
    "answer_due": AnswerDueFacts,
    "no_answer_due": NoAnswerDueFacts,
    "response": ResponseFacts,
    "imported": ImportedFacts,
    "assessment": AssessmentFacts,
    "commitment": CommitmentFacts,
    "needs_assessment": NeedsAssessmentFacts,
    "copy_sent": CopySentFacts,
    "withdrawal": WithdrawalFacts,
    "redaction": RedactionFacts,
    "closure": ClosureFacts,
    "takeover": TakeoverFacts,
}

# Parts that a record may have many of: "finding" stands for finding-0001, finding-0002, ... (`numbered`).
NUMBERED = frozenset({"finding", "happened", "evidence", "table"})

# The parts of each kind by name.
PARTS: Mapping[str, Mapping[str, type[Shape]]] = {
    "body": {"body": BodyPart},
    "key": {},
    "answer_due": {"report": ReportPart, "due": DuePart, "finding": FindingPart},
    "no_answer_due": {"report": ReportPart, "due": DuePart},
    "response": {
        "report": ReportPart,
        "due": DuePart,
        "key-findings": WrittenPart,  # summarised by the body
        "comments": WrittenPart,  # the body's
        "chief-officer": ChiefOfficerPart,
        "reply": WrittenPart,  # the body's, to the chief officer
        "after-last-day": WrittenPart,  # why it is published after the last day, when it is
        "finding": FindingPart,
        "note": WrittenPart,  # from version 2 on: what was put right
        "overrides": OverridesPart,
        SIGNED: SignedPart,
    },
    "imported": {"as-published": AsPublishedPart, "original": OriginalPart, "remarks": RemarksPart},
    "assessment": {"summary": AssessmentPart},
    "commitment": {
        "promise": PromisePart,  # as it reads now
        "happened": HappenedPart,
        "evidence": EvidencePart,
        SIGNED: SignedPart,
    },
    "needs_assessment": {"contents": NeedsContentsPart, "table": TablePart, "made-of": MadeOfPart, SIGNED: SignedPart},
    "copy_sent": {},
    "withdrawal": {"note": WrittenPart},
    "redaction": {},
    "closure": {"note": WrittenPart},
    "takeover": {"note": WrittenPart},
}

REQUIRED_PARTS: Mapping[str, frozenset[str]] = {
    "body": frozenset({"body"}),
    "answer_due": frozenset({"report", "due"}),
    "no_answer_due": frozenset({"report", "due"}),
    "response": frozenset({"report", "due", SIGNED}),
    "imported": frozenset({"as-published"}),
    "assessment": frozenset({"summary"}),
    "commitment": frozenset({"promise", SIGNED}),
    "needs_assessment": frozenset({"contents", "made-of", SIGNED}),
}


def finding_part_name(number: int) -> str:
    """`finding-0003`: sorted by name is sorted by number."""
    return numbered("finding", number)


def numbered(name: str, number: int) -> str:
    """The name of one of the parts of which a record may have many."""
    return f"{name}-{number:04d}"


def part_shape(kind: str, name: str) -> type[Shape] | None:
    """The shape of a part, or None when a record of this kind has no such part."""
    found = re.fullmatch(r"([a-z]+)-\d{4}", name, re.ASCII)
    if found and found[1] in NUMBERED:
        name = found[1]
    elif name in NUMBERED:
        return None
    return PARTS.get(kind, {}).get(name)


def written(shape: Shape) -> dict[str, Any]:
    """A shape as the JSON value that the record holds."""
    return shape.model_dump(mode="json")


def content_hash(parts: Mapping[str, Shape]) -> str:
    """The fingerprint that sign-off fixes: see `hash_of_values`."""
    return hash_of_values({name: written(part) for name, part in parts.items()})


def hash_of_values(values: Mapping[str, object]) -> str:
    """SHA-256 of the canonical JSON of all parts by name, without salts.

    The part `signed` is left out: it is written when the fingerprint is already fixed.
    """
    return sha256(canonical({name: value for name, value in values.items() if name != SIGNED}))
