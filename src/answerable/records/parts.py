"""The values of the parts of records: every text, and what stands beside it. `contents` says which kind has which.

Unknown is a value: a field that may be unknown is `None` in the data and "Not known" on the page.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

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
    came_by: Literal["link", "account", "another_way"] | None = None  # by this software, or typed in; None: not stated
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
    owner: str = ""  # in an action plan: by whom it is done, as a post; empty: not stated
    by_when: date | None = None  # in an action plan: by when it is to be done


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
    force_name: str  # the police force it answers for; before `fire_name` was there also a fire and rescue service
    chief_title: str  # "Chief Constable"
    colour: Annotated[str, Field(pattern="^#[0-9a-f]{6}$")]
    logo_png: str | None  # base64
    contact: str  # how to reach the office
    website: str | None
    example: bool  # a demonstration: every page says so
    fire_name: str = ""  # the fire and rescue service it answers for; empty: none
    fire_chief_title: str = ""  # "Chief Fire Officer"
