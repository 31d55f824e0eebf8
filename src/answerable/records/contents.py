"""What each kind of record says: the shapes that are published, checked against one JSON Schema each.

An *entry* of the chain holds codes, dates, references and hashes only, because it can never be changed.
Every text lies in a salted *part* of its own, because a text may one day have to be removed. Each class
below that ends in `Part` is the value of one part; the classes that end in `Facts` are the fields of an entry.

Unknown is a value: a field that may be unknown is `None` in the data and "Not known" on the page.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field


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
    """A text with its author as printed and the day on it. Words are the light markup of `documents.blocks`."""

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
    ref: str  # the body's code, "mar"


class KeyFacts(Shape):
    """A signing key comes into use. `public_key` is the OpenSSH line without comment."""

    kind: Literal["key"] = "key"
    ref: str
    public_key: str


class AnswerDueFacts(Shape):
    """A second person confirmed that this report must be answered."""

    kind: Literal["answer_due"] = "answer_due"
    ref: str  # "mar-2024-07": never changes, given here first
    basis: Basis
    regime: str  # code in `duties`
    published_on: date  # of the report
    due_on: date | None  # nearest last day for publishing the answer; None: no date is set


class ResponseFacts(Shape):
    """An answer was published. `version` 1 is the first."""

    kind: Literal["response"] = "response"
    ref: str
    version: int
    basis: Basis
    regime: str
    published_on: date  # of the report
    due_on: date | None
    responded_on: date  # Europe/London day of publication
    content_hash: str  # of what was signed; see `records.contents.content_hash`


class WithdrawalFacts(Shape):
    kind: Literal["withdrawal"] = "withdrawal"
    ref: str
    withdraws: int  # seq of the response


class RedactionFacts(Shape):
    kind: Literal["redaction"] = "redaction"
    ref: str
    removes_seq: int
    removes_part: str
    removes_hash: str
    ground: Literal["personal_data", "safety", "required_by_law"]
