"""What the register says of a commitment, in words that hold on any day they are read.

Three statuses stand beside one another, and none is told from another. Grey: nothing more is known, or it has ended;
blue: the office's word; teal: the inspectorate's.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from answerable.duties.dates import format_date
from answerable.records.contents import (
    Action,
    CheckVerdict,
    CommitmentFacts,
    DateFrom,
    EvidenceAccess,
    EvidencePart,
    EvidenceStrength,
    HappenedPart,
)
from answerable.register.commitments import Commitment, Stated
from answerable.register.words import WORDS_REMOVED, State, first_words, removed_note

ACTIONS = {
    Action.NOT_STARTED: State("Not started", "grey"),
    Action.UNDER_WAY: State("Under way", "blue"),
    Action.DONE: State("Done, says its owner", "blue"),
    Action.STOPPED: State("Stopped, reason given", "grey"),
    Action.REPLACED: State("Replaced", "grey"),
    Action.CARRIED_FORWARD: State("Carried forward", "grey"),
}
NOT_CHECKED = State("Not checked", "grey")
CHECKS = {
    CheckVerdict.SUPPORTS: State("Evidence supports it", "blue"),
    CheckVerdict.DOES_NOT_SUPPORT: State("Evidence does not support it", "grey"),
}
CHECK_AGAIN = State("Check again", "grey")
HAS_NOT_TOLD = State("Has not told us", "grey")
STRENGTHS = {
    EvidenceStrength.STATED: "Stated: somebody says so",
    EvidenceStrength.DOCUMENTED: "Documented: it was made in doing it",
    EvidenceStrength.MEASURED: "Measured: figures or a sample",
    EvidenceStrength.TESTED: "Tested: looked into by somebody independent",
}
DATES_FROM = {DateFrom.INSPECTORATE: "set by the inspectorate", DateFrom.SET_LOCALLY: "set by the office"}
_SHORT = 40  # characters of the inspectorate's word in a table


@dataclass(frozen=True)
class Status:
    """One of the three, with since when and what else belongs to it."""

    name: str
    state: State
    since: str


def statuses_of(commitment: Commitment, as_at: date) -> tuple[Status, Status, Status]:
    facts = commitment.facts
    action = Status("Local action", ACTIONS[facts.action], f"Since {format_date(facts.action_on)}")
    return action, Status("Local check", check_of(commitment, as_at), _checked(facts)), _inspectorate(commitment)


def check_of(commitment: Commitment, as_at: date) -> State:
    if commitment.must_be_checked_again(as_at):
        return CHECK_AGAIN
    return NOT_CHECKED if commitment.facts.check is None else CHECKS[commitment.facts.check]


def _checked(facts: CommitmentFacts) -> str:
    if facts.checked_on is None:
        return "Nobody else has looked at the evidence"
    until = f"; the evidence is good until {format_date(facts.check_until)}" if facts.check_until else ""
    return f"Checked on {format_date(facts.checked_on)}{until}"


def _inspectorate(commitment: Commitment) -> Status:
    """Its own word as last told; the word itself may have been removed since."""
    name = "Inspectorate"
    if commitment.facts.said_on is None:
        return Status(name, HAS_NOT_TOLD, "Nothing is recorded of what it said")
    told = f"Said on {format_date(commitment.facts.said_on)}"
    part = commitment.inspectorate
    if part is None:
        return Status(name, WORDS_REMOVED, told)
    return Status(name, State(part.said or "", "teal"), f"{told}; source: {part.source}")


def in_short(state: State) -> State:
    return State(first_words(state.words, _SHORT), state.colour)


def title_of(commitment: Commitment) -> str:
    """The beginning of what was promised, or the reference when those words were removed."""
    return first_words(commitment.promise.words, 90) if commitment.promise else f"Commitment {commitment.ref}"


def by_whom(commitment: Commitment) -> str:
    promise = commitment.promise
    if promise is None:
        return removed_note(commitment.newest, "promise")
    return ", ".join(filter(None, (promise.owner, promise.organisation))) or "Not stated"


def date_in_short(day: date | None) -> str:
    return format_date(day) if day else "None set"


def first_date_in_words(commitment: Commitment) -> str:
    """The first date, who set it, and where it comes from."""
    facts, promise = commitment.facts, commitment.promise
    if facts.first_date is None:
        return "No date is set."
    who = f", {DATES_FROM[facts.date_from]}" if facts.date_from else ""
    source = f": {promise.date_source}" if promise and promise.date_source else ""
    return f"{format_date(facts.first_date)}{who}{source}"


def date_now_in_words(facts: CommitmentFacts) -> str:
    if facts.date_now is None:
        return "No date is set."
    if facts.moves == 0:
        return f"{format_date(facts.date_now)}, the first date"
    return f"{format_date(facts.date_now)}, moved {'once' if facts.moves == 1 else f'{facts.moves} times'}"


def last_update(commitment: Commitment) -> str:
    """One sentence on what was heard last. It says nothing of whether more should have been heard."""
    facts = commitment.facts
    if not commitment.is_open:
        on = facts.updated_on
        return f"The last update is of {format_date(on)}." if on else "No update was published."
    if facts.updated_on:
        return f"No published update since {format_date(facts.updated_on)}."
    return f"No published update since the commitment was entered on {format_date(facts.made_on)}."


@dataclass(frozen=True)
class Line:
    """Something that happened, as the page tells it."""

    day: str
    heading: str
    by: str = ""
    words: str = ""  # light markup
    other: str = ""  # reference of another commitment
    removed: str = ""


def history_of(commitment: Commitment) -> Iterator[Line]:
    """Everything that happened, oldest first. A removed one says so in its place."""
    facts = commitment.records[0].facts
    yield Line(format_date(facts.made_on), "Commitment entered")
    for happened in commitment.happened:
        part = happened.part
        if part is None:
            yield Line("", "Words removed", removed=removed_note(happened.said, happened.name))
        elif isinstance(part, EvidencePart):
            yield Line(format_date(part.added_on), f"{evidence_name(part)} added", words=evidence_title(part))
        else:
            yield Line(format_date(part.on), heading_of(part), _by(part), part.words, part.other or "")


_HEADINGS = {
    "reworded": "Words of the commitment changed",
    "owner": "Owner changed",
    "depends_on": "What it depends on changed",
    "update": "Update",
    "reopened": "Opened again",
    "replaced": "Replaced by another commitment",
    "carried_forward": "Carried forward to a later inspection",
}


def heading_of(part: HappenedPart) -> str:
    match part.what:
        case "first_date":
            return f"First date set: {date_in_short(part.date_after)}"
        case "move":
            return f"Date moved from {date_in_short(part.date_before)} to {date_in_short(part.date_after)}"
        case "move_not_agreed":
            return (f"Asked to move the date from {date_in_short(part.date_before)} to "
                    f"{date_in_short(part.date_after)}; not agreed")
        case "action":
            return f"Local action: {ACTIONS[part.action].words.lower()}" if part.action else "Local action"
        case "check":
            return _check_heading(part)
        case "inspectorate":
            on = f" on {format_date(part.said_on)}" if part.said_on else ""
            return f"The inspectorate said{on}: “{part.said}” ({part.source})"
        case _:
            return _HEADINGS[part.what]


def _check_heading(part: HappenedPart) -> str:
    found = CHECKS[part.verdict].words.lower() if part.verdict else "not checked"
    numbers = [str(number) for number in part.evidence or ()]
    looked = f". Looked at: evidence {' and '.join(numbers)}" if numbers else ""
    return f"Local check: {found}{looked}"


def _by(part: HappenedPart) -> str:
    by = part.by or "Somebody outside the office"
    if part.what == "move":
        return f"Asked for by: {by}. Agreed by: {part.agreed_by or 'not stated'}."
    if part.what == "move_not_agreed":
        return f"Asked for by: {by}. Decided by: {part.agreed_by or 'not stated'}."
    return by


def evidence_name(part: EvidencePart) -> str:
    return f"Evidence {part.number}" + (f", version {part.version}" if part.version > 1 else "")


def evidence_title(part: EvidencePart) -> str:
    if part.access is EvidenceAccess.RESTRICTED:
        return f"Held, not published: {part.why_restricted}"
    return part.title


def earlier_words(commitment: Commitment) -> Iterator[tuple[Stated, str]]:
    """What the promise said in earlier records, where it said something else; newest first."""
    after = commitment.promise.words if commitment.promise else None
    for said in reversed(commitment.records[:-1]):
        words = said.promise.words if said.promise else removed_note(said, "promise")
        if words != after:
            yield said, words
        after = words
