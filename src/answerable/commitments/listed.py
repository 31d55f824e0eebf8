"""The list of commitments as a table that leaves the office: one row a commitment, as things stood on a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from answerable.commitments.models import StandingRow
from answerable.documents.table import Column, Kind, Table, Value
from answerable.duties.dates import format_date
from answerable.records.contents import Action, CheckVerdict, DateFrom

ACTION_WORDS = {
    Action.NOT_STARTED: "Not started", Action.UNDER_WAY: "Under way", Action.DONE: "Done, says its owner",
    Action.STOPPED: "Stopped, reason given", Action.REPLACED: "Replaced", Action.CARRIED_FORWARD: "Carried forward",
}
_CHECK_WORDS = {
    CheckVerdict.SUPPORTS: "Evidence supports it", CheckVerdict.DOES_NOT_SUPPORT: "Evidence does not support it",
}
NOT_KNOWN = "Not known"
_DATE_FROM_WORDS = {DateFrom.INSPECTORATE: "The inspectorate", DateFrom.SET_LOCALLY: "Set locally"}
COLUMNS = (
    Column("ref", "Reference"), Column("words", "Promise", Kind.LONG_TEXT), Column("report", "Report"),
    Column("finding", "Finding", Kind.NUMBER), Column("owner", "Owner"), Column("organisation", "Organisation"),
    Column("first_date", "First date", Kind.DATE), Column("date_from", "Who set the first date"),
    Column("date_now", "Date now", Kind.DATE), Column("moves", "Times moved", Kind.NUMBER),
    Column("action", "Local action"), Column("action_on", "Local action since", Kind.DATE),
    Column("check", "Local check"), Column("checked_on", "Checked on", Kind.DATE),
    Column("inspectorate", "The inspectorate’s word"),
    Column("inspectorate_on", "The inspectorate said so on", Kind.DATE),
    Column("updated_on", "Last update", Kind.DATE), Column("evidence", "Pieces of evidence", Kind.NUMBER),
)


def table(rows: Iterable[StandingRow], *, body: str, day: date, which: str = "") -> Table:
    """The rows as at a day; `which` says in words what was asked for, such as "without an owner"."""
    title = f"Commitments{f' {which}' if which else ''} as at {format_date(day)}"
    return Table(title=title, author=body, dated=day, columns=COLUMNS, rows=tuple(_row(row, day) for row in rows))


def _row(row: StandingRow, day: date) -> dict[str, Value]:
    commitment = row.commitment
    return {
        "ref": commitment.ref, "words": row.words,
        "report": str(commitment.report) if commitment.report else commitment.told_in or NOT_KNOWN,
        "finding": commitment.finding, "owner": row.owner or NOT_KNOWN, "organisation": row.organisation,
        "first_date": row.first_date or NOT_KNOWN,
        "date_from": _DATE_FROM_WORDS[DateFrom(row.date_from)] if row.date_from else NOT_KNOWN,
        "date_now": row.date_now or NOT_KNOWN, "moves": row.moves, "action": ACTION_WORDS[Action(row.action)],
        "action_on": row.action_on, "check": _check(row, day), "checked_on": row.checked_on,
        "inspectorate": row.inspectorate or "Has not told us", "inspectorate_on": row.inspectorate_on,
        "updated_on": row.updated_on or "None", "evidence": row.evidence,
    }


def _check(row: StandingRow, day: date) -> str:
    """What was found, with whether the evidence is good still on the day."""
    if row.check_verdict is None:
        return "Not checked"
    if row.check_verdict == CheckVerdict.SUPPORTS and row.check_until is not None and row.check_until < day:
        return "Check again: the evidence is out of date"
    return _CHECK_WORDS[CheckVerdict(row.check_verdict)]
