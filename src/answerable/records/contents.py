"""What each kind of record says: the shapes that are published, checked against one JSON Schema each.

An *entry* of the chain holds codes, dates, references and hashes only, because it can never be changed.
Every text lies in a salted *part* of its own, because a text may one day have to be removed. Each class
below that ends in `Part` is the value of one part; those that end in `Facts` are the fields of an entry.

Unknown is a value: a field that may be unknown is `None` in the data and "Not known" on the page.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from answerable.records.canonical import canonical, sha256

SIGNED = "signed"  # name of the part that says who signed

Ref = Annotated[str, Field(pattern="^[a-z0-9-]{1,80}$")]
Sha256 = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]


class Shape(BaseModel):
    """A frozen value that refuses fields it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class FindingKind(StrEnum):
    RECOMMENDATION = "recommendation"
    CAUSE_OF_CONCERN = "cause_of_concern"
    PRIORITY_ACTION = "priority_action"
    AREA_FOR_IMPROVEMENT = "area_for_improvement"


class Basis(StrEnum):
    """Why the body answers: by law, or by its own practice."""

    LAW = "law"
    PRACTICE = "practice"


class Branch(StrEnum):
    """The two branches of Police Act 1996, s.55(5B), and the two ways in which a finding needs neither."""

    ACTION = "action"  # action taken or proposed by the body
    NO_ACTION = "no_action"  # why none
    WITH_FINDING = "with_finding"  # answered together with another finding
    OTHER_BODY = "other_body"  # addressed to a body that answers for itself


class AnswerForm(StrEnum):
    """What an answer is: a statement with a day on it, or a plan that is kept up to date."""

    STATEMENT = "statement"
    ACTION_PLAN = "action_plan"


class ChiefOfficerOutcome(StrEnum):
    """What came of the invitation under s.55(4)."""

    RECEIVED = "received"
    DECLINED = "declined"
    NONE_RECEIVED = "none_received"
    NOT_ASKED = "not_asked"  # an answer by practice may go without


class CountedClock(Shape):
    """A clock as it was counted when the record was made, with its working in words."""

    rule: str  # code of the rule, for instance "police-act-1996-s55"
    title: str
    rule_in_words: str
    source: str
    source_url: str | None
    standing: Literal["statute", "guidance", "practice", "set_locally"]
    checked: bool  # False: not yet checked against the source
    trigger: str  # what starts it: "the day the report is published"
    trigger_on: date | None
    due_on: date | None  # None: no date is set, or the trigger is not known
    working: tuple[str, ...]  # sentences: day 1, the days left out and why, the last day
    mark: Literal["disputed", "does_not_apply"] | None = None  # what the office says of it
    mark_reason: str = ""


class ReportPart(Shape):
    """The report that is answered."""

    title: str
    inspectorates: tuple[str, ...]
    type_of_inspection: str
    area: str
    published_on: date
    published_on_source: str  # "printed on page 1", "the inspectorate's page", ...
    link: str | None


class WrittenPart(Shape):
    """A text, its author as printed and the day on it. Words are the light markup of `documents.blocks`."""

    words: str
    author: str
    written_on: date | None


class ChiefOfficerPart(Shape):
    """The chief officer's comments, or what is recorded in their place."""

    outcome: ChiefOfficerOutcome
    invited_on: date | None
    reply_by: date | None
    received_on: date | None  # the day they came, or the day they were declined
    words: str  # empty unless received
    author: str
    came_by: Literal["link", "another_way"] | None = None  # by a link of this software, or typed in; None: not stated
    first_reply_by: date | None = None  # the first day asked for, when it was moved


class FindingPart(Shape):
    """One finding with its answer. `number` is ours, fixed at confirmation; `printed_number` the report's."""

    number: int
    kind: FindingKind
    printed_number: str
    heading: str
    words: str
    sub_points: tuple[str, ...]
    page: int | None
    addressed_to: str
    date_words: str  # a date inside the finding, as written
    date_on: date | None
    branch: Branch | None  # None in an `answer_due`: nothing has been answered
    answer: str  # the body's action, or its reason for none
    answered_with: int | None  # number of the finding whose answer covers this one
    force_position: str


class DuePart(Shape):
    """Why an answer is due: law or practice, in the body's words."""

    why: str
    clocks: tuple[CountedClock, ...]


class Override(Shape):
    """A check that was not passed and let pass, and why."""

    check: str  # code
    found: tuple[str, ...]  # what the check found, in its sentences
    reason: str
    name: str
    post: str
    on: date


class OverridesPart(Shape):
    """Checks about the law that an approver let pass, each with the reason."""

    overrides: tuple[Override, ...]


class AsPublishedPart(Shape):
    """An answer published before this register began: its fields as read from its page, repaired to light markup.

    Nothing is guessed: what the page did not say is None or empty. Merged texts stay merged.
    """

    title: str
    published_on: date | None  # of the report
    type_of_inspection: str
    key_findings: str
    link: str | None
    link_words: str
    heading: str  # under which the response stood
    response: str
    address: str | None  # where the page stood
    read_on: date


class OriginalPart(Shape):
    """The text of an old page as it stood, tags and all, and what was repaired in `as-published`."""

    text: str
    repairs: tuple[str, ...]


class Remark(Shape):
    """What a check says of an old page."""

    code: str
    message: str


class RemarksPart(Shape):
    remarks: tuple[Remark, ...]


class AssessmentPart(Shape):
    """The summary of a yearly assessment, as the body publishes it beside the report."""

    words: str
    link: str | None  # to the inspectorate's summary


class SignedPart(Shape):
    """Who signed, for whom, and when; the words above the button that they agreed to."""

    name: str
    post: str
    signed_on: date
    declaration: str


class BodyPart(Shape):
    """The body's public names and looks, from the day of the record on."""

    name: str  # "Police and Crime Commissioner for Marlshire"
    short_name: str  # "the Commissioner's office"
    holder_title: str  # "Commissioner", "Mayor", "Board"
    holder_name: str
    force_name: str
    chief_title: str  # "Chief Constable", "Chief Fire Officer"
    colour: Annotated[str, Field(pattern="^#[0-9a-f]{6}$")]
    logo_png: str | None  # base64
    contact: str  # how to reach the office
    website: str | None
    example: bool  # a demonstration: every page says so


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


class RedactionFacts(Shape):
    kind: Literal["redaction"] = "redaction"
    ref: Ref
    removes_seq: int
    removes_part: str
    removes_hash: Sha256
    ground: Literal["personal_data", "safety", "required_by_law"]


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
    | CopySentFacts | WithdrawalFacts | RedactionFacts | ClosureFacts | TakeoverFacts
)

FACTS: Mapping[str, type[Facts]] = {
    "body": BodyFacts,
    "key": KeyFacts,
    "answer_due": AnswerDueFacts,
    "no_answer_due": NoAnswerDueFacts,
    "response": ResponseFacts,
    "imported": ImportedFacts,
    "assessment": AssessmentFacts,
    "copy_sent": CopySentFacts,
    "withdrawal": WithdrawalFacts,
    "redaction": RedactionFacts,
    "closure": ClosureFacts,
    "takeover": TakeoverFacts,
}

# The parts of each kind by name. "finding" stands for finding-0001, finding-0002, ... (`finding_part_name`).
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
}


def finding_part_name(number: int) -> str:
    """`finding-0003`: sorted by name is sorted by number."""
    return f"finding-{number:04d}"


def part_shape(kind: str, name: str) -> type[Shape] | None:
    """The shape of a part, or None when a record of this kind has no such part."""
    if re.fullmatch(r"finding-\d{4}", name, re.ASCII):
        name = "finding"
    elif name == "finding":
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
