"""What can happen to a commitment, and the shape of each. Pure.

A commitment is its events, one after another. Nothing that happened is changed or taken out: whoever was wrong says so
in a later event. `standing` tells from them where the commitment stands.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from answerable.records.contents import Action, CheckVerdict, DateFrom, EvidenceAccess, EvidenceStrength
from answerable.records.text import TextRefused, check_text
from answerable.responses.rules import Refused

LONGEST_WORDS = 20_000  # characters
LONGEST_LINE = 300  # characters of an owner, an organisation, a title


class SaysDone(StrEnum):
    """What somebody who gives an update says of "Is it done?". It changes no status."""

    YES = "yes"
    NO = "no"
    NOT_SURE = "not_sure"


class Content(BaseModel):
    """A frozen value that refuses fields it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Place(Content):
    """The sentence that the commitment was found in, and where it stands in the text of the slot."""

    slot: str  # of the response, or "imported"
    start: int
    end: int
    sentence: str


class Made(Content):
    """Somebody entered the promise."""

    kind: Literal["made"] = "made"
    words: str
    how_known: str = ""  # how we shall know that it was kept
    owner: str = ""  # a post, never a person's name
    owner_id: int | None = None  # the member who holds it, when the owner is in this office
    organisation: str = ""
    depends_on: str = ""  # other bodies without which it cannot be kept
    due_on: date | None = None  # the first date
    date_from: DateFrom | None = None
    date_source: str = ""  # in words: "in the finding, page 12", "agreed by the board"
    found_in: Place | None = None
    moved_before_to: date | None = None  # from a tracker: its date when it came here, moved before
    tracker_status: str = ""  # from a tracker: its own word, which sets no status here
    goes_on_from: str = ""  # reference of the commitment in whose place it came, or that was carried forward to it


class Reworded(Content):
    kind: Literal["reworded"] = "reworded"
    words: str
    how_known: str
    why: str


class OwnerSet(Content):
    kind: Literal["owner_set"] = "owner_set"
    owner: str
    owner_id: int | None = None
    organisation: str = ""
    why: str = ""


class DependsOnSet(Content):
    kind: Literal["depends_on_set"] = "depends_on_set"
    depends_on: str
    why: str = ""


class FirstDateSet(Content):
    """The first date of a commitment that had none. It is set once."""

    kind: Literal["first_date_set"] = "first_date_set"
    due_on: date
    date_from: DateFrom
    date_source: str = ""


class MoveAsked(Content):
    kind: Literal["move_asked"] = "move_asked"
    to: date
    why: str


class MoveDecided(Content):
    """An approver's word on the move that waits. The words are for the asker when it was not agreed."""

    kind: Literal["move_decided"] = "move_decided"
    agreed: bool
    note: str = ""


class Updated(Content):
    kind: Literal["updated"] = "updated"
    words: str
    says_done: SaysDone | None = None


class ActionSet(Content):
    """What the owner says of the action itself."""

    kind: Literal["action_set"] = "action_set"
    action: Literal[Action.NOT_STARTED, Action.UNDER_WAY, Action.DONE, Action.STOPPED]
    why: str = ""


class EvidenceAdded(Content):
    """A file that shows something. The same number again is a newer version of the same evidence."""

    kind: Literal["evidence_added"] = "evidence_added"
    number: int
    version: int
    title: str
    name: str  # of the file
    sha256: str
    size: int  # bytes
    about_on: date  # the day that it tells of, which is not the day it was brought
    strength: EvidenceStrength
    access: EvidenceAccess
    why_restricted: str = ""
    good_until: date | None = None  # after this day it shows nothing any more; None: it does not age


class Checked(Content):
    """Somebody other than the owner looked at the evidence."""

    kind: Literal["checked"] = "checked"
    verdict: CheckVerdict
    evidence: tuple[int, ...]  # numbers of what was looked at
    note: str = ""


class InspectorateSaid(Content):
    """The inspectorate's own word, as last told. It changes nothing else, and nothing else changes it."""

    kind: Literal["inspectorate_said"] = "inspectorate_said"
    word: str
    on: date
    source: str


class Reopened(Content):
    kind: Literal["reopened"] = "reopened"
    why: str


class Replaced(Content):
    kind: Literal["replaced"] = "replaced"
    by_ref: str  # of the commitment that takes its place
    why: str


class CarriedForward(Content):
    """It goes on under a later inspection, as a commitment of its own."""

    kind: Literal["carried_forward"] = "carried_forward"
    to_ref: str  # of that commitment
    why: str
    finding: int | None = None  # number of the finding of the later report that it answers; None: none, or not stated


class Looked(Content):
    """The approver opened a file that is published, and looked at what it holds and does not show."""

    number: int  # of the event that brought it
    found: int | None  # hidden things that they were shown, whose words are kept nowhere; None: it was not searched


class Published(Content):
    """What had happened up to then was signed and entered in the chain of records."""

    kind: Literal["published"] = "published"
    seq: int
    up_to: int  # number of the last event that the record tells of
    looked: tuple[Looked, ...] = ()  # one for each file that this record publishes


Event = Annotated[
    Made | Reworded | OwnerSet | DependsOnSet | FirstDateSet | MoveAsked | MoveDecided | Updated | ActionSet
    | EvidenceAdded | Checked | InspectorateSaid | Reopened | Replaced | CarriedForward | Published,
    Field(discriminator="kind"),
]
_EVENT: TypeAdapter[Event] = TypeAdapter(Event)

KIND_WORDS: dict[str, str] = {
    "made": "Commitment made",
    "reworded": "Words changed",
    "owner_set": "Owner changed",
    "depends_on_set": "What it depends on changed",
    "first_date_set": "First date set",
    "move_asked": "Asked to move the date",
    "move_decided": "Decided on moving the date",
    "updated": "Update",
    "action_set": "Action",
    "evidence_added": "Evidence added",
    "checked": "Checked against evidence",
    "inspectorate_said": "The inspectorate’s word",
    "reopened": "Opened again",
    "replaced": "Replaced",
    "carried_forward": "Carried forward",
    "published": "Published",
}


def read(value: Any) -> Event:
    """An event as it was kept."""
    return _EVENT.validate_python(value)


def written(event: Event) -> dict[str, Any]:
    """An event as the JSON value that is kept."""
    return event.model_dump(mode="json")


_LONG = {"words", "how_known", "why", "note", "sentence"}


def check_words(event: Event) -> None:
    """Raise `Refused` for words that cannot be kept or are too long."""
    for name, words in _texts(event):
        try:
            check_text(words)
        except TextRefused as reason:
            raise Refused(str(reason), field=name) from None
        most = LONGEST_WORDS if name in _LONG else LONGEST_LINE
        if len(words) > most:
            raise Refused(f"This is too long by {len(words) - most:,} characters", field=name)


def _texts(value: BaseModel) -> Iterator[tuple[str, str]]:
    for name in type(value).model_fields:
        held = getattr(value, name)
        if isinstance(held, BaseModel):
            yield from _texts(held)
        elif isinstance(held, str):
            yield name, held
