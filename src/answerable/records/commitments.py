"""What a record says of a commitment: where it stands, and what happened to it. `contents` gives them their places."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from answerable.records.parts import Ref, Sha256, Shape

FileName = Annotated[str, Field(pattern=r"^[a-z0-9-]{1,40}\.[a-z]{2,4}$")]


class Action(StrEnum):
    """What its owner says of a commitment's action."""

    NOT_STARTED = "not_started"
    UNDER_WAY = "under_way"
    DONE = "done"
    STOPPED = "stopped"
    REPLACED = "replaced"  # by another commitment
    CARRIED_FORWARD = "carried_forward"  # to a later inspection


class CheckVerdict(StrEnum):
    """What somebody other than the owner found when they looked at the evidence."""

    SUPPORTS = "supports"
    DOES_NOT_SUPPORT = "does_not_support"


class DateFrom(StrEnum):
    """Who set a date."""

    INSPECTORATE = "inspectorate"
    SET_LOCALLY = "set_locally"


class EvidenceStrength(StrEnum):
    """How far a piece of evidence carries, from a statement to a test by somebody independent."""

    STATED = "stated"  # somebody says so
    DOCUMENTED = "documented"  # a document that was made in doing it
    MEASURED = "measured"  # figures or a sample
    TESTED = "tested"  # looked into by somebody independent


class EvidenceAccess(StrEnum):
    PUBLIC = "public"
    RESTRICTED = "restricted"  # held, not published, for a stated reason


class PromisePart(Shape):
    """What a commitment says: the promise, who will keep it, and how we shall know. An empty text: not stated."""

    words: str
    how_known: str
    owner: str  # a post, never a person's name
    organisation: str
    depends_on: str  # other bodies without which it cannot be kept
    date_source: str  # where the first date comes from, in words
    told_in: str  # where the promise was made, when not in an answer of this register
    finding_words: str  # the finding it was made for


class HappenedPart(Shape):
    """One thing that happened to a commitment; `by` is the post of whoever said so, "" for somebody outside.

    `what` says which: the fields that it needs are given and the others are None.
    """

    what: Literal["reworded", "owner", "depends_on", "first_date", "move", "move_not_agreed", "update", "action",
                  "check", "inspectorate", "reopened", "replaced", "carried_forward"]
    on: date
    by: str
    words: str  # the update; otherwise why
    date_before: date | None = None
    date_after: date | None = None
    agreed_by: str | None = None  # of a move: the post of the second person
    action: Action | None = None
    verdict: CheckVerdict | None = None
    evidence: tuple[int, ...] | None = None  # numbers of what was checked
    said: str | None = None  # the inspectorate's own word
    said_on: date | None = None
    source: str | None = None
    other: Ref | None = None  # the commitment that goes on in its place


class EvidencePart(Shape):
    """A piece of evidence. A restricted one says why, and neither its name nor its title."""

    number: int
    version: int
    title: str
    about_on: date  # the day that it tells of
    added_on: date
    strength: EvidenceStrength
    access: EvidenceAccess
    why_restricted: str
    good_until: date | None
    sha256: Sha256 | None  # of the file; None when restricted
    size: int | None  # bytes
    file: FileName | None = None  # its name in public (`records.evidence`); None: the file is with the office


class CommitmentFacts(Shape):
    """Where a commitment stands, and in the parts what happened since the last such record. The last one stands.

    The three statuses stand beside one another: none follows from another.
    """

    kind: Literal["commitment"] = "commitment"
    ref: Ref  # "mar-c12": never changes, given with its first record
    version: int  # 1 is the first record of this commitment
    answer: Ref | None  # the response in which it was made
    finding: int | None  # the finding in whose answer it was made
    made_on: date  # when the office began to keep it
    first_date: date | None
    date_from: DateFrom | None
    date_now: date | None
    moves: int  # how often the date was moved
    action: Action
    action_on: date  # since when
    check: CheckVerdict | None  # None: not checked
    checked_on: date | None
    check_until: date | None  # after this day what was looked at is out of date
    said_on: date | None  # by the inspectorate, which is told in a part; None: it has not told us
    updated_on: date | None
    events: int  # number of the last thing that happened and is told here
    content_hash: Sha256
