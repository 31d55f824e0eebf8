"""How the statuses of commitments are called on the pages of the office, and in which colour."""

from __future__ import annotations

from datetime import date

from answerable.commitments.models import StandingRow
from answerable.records.contents import Action, CheckVerdict, DateFrom, EvidenceAccess, EvidenceStrength

ACTIONS: dict[str, tuple[str, str]] = {
    Action.NOT_STARTED: ("Not started", "grey"),
    Action.UNDER_WAY: ("Under way", "blue"),
    Action.DONE: ("Done, says its owner", "blue"),  # never green: nobody has checked
    Action.STOPPED: ("Stopped, reason given", "grey"),
    Action.REPLACED: ("Replaced", "grey"),
    Action.CARRIED_FORWARD: ("Carried forward", "grey"),
}
NOT_TOLD = ("Has not told us", "grey")
DATE_FROM = {DateFrom.INSPECTORATE: "Set by the inspectorate", DateFrom.SET_LOCALLY: "Set locally"}
STRENGTH = {
    EvidenceStrength.STATED: ("Stated", "somebody says so"),
    EvidenceStrength.DOCUMENTED: ("Documented", "a document that was made in doing it"),
    EvidenceStrength.MEASURED: ("Measured", "figures, or a sample"),
    EvidenceStrength.TESTED: ("Tested", "looked into by somebody independent"),
}
ACCESS = {EvidenceAccess.PUBLIC: "Public", EvidenceAccess.RESTRICTED: "Held, not published"}
SAYS_DONE = {"yes": "Yes", "no": "No", "not_sure": "Not sure"}


def action(row: StandingRow) -> tuple[str, str]:
    """What its owner says, as a tag."""
    return ACTIONS[row.action]


def check(row: StandingRow, day: date) -> tuple[str, str]:
    """What somebody else found in the evidence, as a tag; evidence that is out of date asks for another look."""
    if row.check_verdict is None:
        return ("Not checked", "grey")
    if row.check_verdict == CheckVerdict.DOES_NOT_SUPPORT:
        return ("Evidence does not support it", "orange")
    if row.check_until is not None and row.check_until < day:
        return ("Check again", "orange")
    return ("Evidence supports it", "green")


def inspectorate(row: StandingRow) -> tuple[str, str]:
    """The inspectorate's own word, as a tag."""
    return (row.inspectorate, "turquoise") if row.inspectorate else NOT_TOLD


def who(row: StandingRow) -> str:
    """Who will keep it, in one line; empty when nobody is named."""
    return ", ".join(part for part in (row.owner, row.organisation) if part)
