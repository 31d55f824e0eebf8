"""What is saved, said to people: labels and values of each field, for the history and for two texts side by side."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from answerable.duties import regime, rule
from answerable.duties.practice import ASKED, OWN_DATES
from answerable.duties.words import format_date
from answerable.records.contents import Branch, ChiefOfficerOutcome
from answerable.responses import slots
from answerable.responses.rules import Decision
from answerable.responses.slots import ClockMark, Content

BRANCH_WORDS = {
    Branch.ACTION: "Action taken or proposed",
    Branch.NO_ACTION: "No action, for a reason",
    Branch.WITH_FINDING: "With another answer",
    Branch.OTHER_BODY: "Another body answers",
}
OUTCOME_WORDS = {
    ChiefOfficerOutcome.RECEIVED: "Comments were received",
    ChiefOfficerOutcome.DECLINED: "They declined to comment",
    ChiefOfficerOutcome.NONE_RECEIVED: "None came by the day given",
    ChiefOfficerOutcome.NOT_ASKED: "They were not asked",
}
DECISION_WORDS = {
    Decision.LAW: "Yes, by law",
    Decision.PRACTICE: "Yes, by our practice",
    Decision.NOT_DUE: "No",
    Decision.NOT_KNOWN: "Not known yet",
}
MARK_WORDS = {ClockMark.DOES_NOT_APPLY: "does not apply", ClockMark.DISPUTED: "is disputed"}


def _notes(notes: Any) -> str:
    return "\n".join(f"{_clock_title(code)} {MARK_WORDS[note.mark]}: {note.reason}" for code, note in notes.items())


def _clock_title(code: str) -> str:
    """A clock is kept under the code of its rule, or of the finding that names the day."""
    if code == ASKED.code:
        return ASKED.title
    finding = code.removeprefix(slots.FINDING)
    return f"The day in finding {int(finding)}" if finding != code else rule(code).title


def _own(days: Any) -> str:
    return "\n".join(f"{one.purpose}: {format_date(days[one.code])}" for one in OWN_DATES if one.code in days)


# Field -> its label and how its value is written. The words themselves come last, wherever there are any.
_FIELDS: dict[str, tuple[str, Callable[[Any], str]]] = {
    "decision": ("Is an answer due?", DECISION_WORDS.__getitem__),
    "regimes": ("Under", lambda codes: ", ".join(regime(code).title for code in codes)),
    "why": ("Why", str),
    "answered_in": ("Answered in", lambda ref: f"our response {ref}"),
    "covers": ("Covered", lambda pairs: ", ".join(f"finding {n} by finding {m}" for n, m in pairs.items())),
    "link": ("Address", str),
    "received_on": ("Received on", format_date),
    "notes": ("Dates", _notes),
    "own": ("Our own dates", _own),
    "outcome": ("What came of it", OUTCOME_WORDS.__getitem__),
    "invited_on": ("Asked on", format_date),
    "reply_by": ("Reply by", format_date),
    "branch": ("Answer", BRANCH_WORDS.__getitem__),
    "answered_with": ("Answered with finding", str),
    "force_position": ("Position", str),
    "owner": ("By whom", str),
    "by_when": ("By when", format_date),
    "author": ("Whose words", str),
    "words": ("Words", str),
}


def lines(content: Content) -> list[tuple[str, str]]:
    """Label and value of every field that says something, in an order for people."""
    held = {name: getattr(content, name) for name in type(content).model_fields}
    return [(label, write(held[name])) for name, (label, write) in _FIELDS.items() if held.get(name)]


def as_text(content: Content) -> str:
    """The same as one text, for comparing two."""
    return "\n\n".join(value if label == "Words" else f"{label}: {value}" for label, value in lines(content))
