"""The list of commitments as a file: Excel, CSV or JSON of what the list's own address narrows it to."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from django.db.models import F
from django.http import FileResponse, Http404
from django.views.decorators.http import require_safe

from answerable.commitments.models import StandingRow
from answerable.documents.table import Column, Kind, Table, Value, as_csv, as_json
from answerable.documents.xlsx import xlsx
from answerable.duties.dates import format_date
from answerable.records.contents import DateFrom
from answerable.workspace.commitments import words
from answerable.workspace.commitments.narrowing import Narrowed, narrowed
from answerable.workspace.reports.files import as_download
from answerable.workspace.requests import MemberRequest

WRITERS: dict[str, tuple[Callable[[Table], bytes], str]] = {
    "xlsx": (xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "csv": (as_csv, "text/csv; charset=utf-8"),
    "json": (as_json, "application/json"),
}
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
NOT_KNOWN = "Not known"


@require_safe
def commitments_file(request: MemberRequest, kind: str) -> FileResponse:
    """As they stood at the end of a past day (`?as_at=2025-03-31`), or as they stand today."""
    if kind not in WRITERS:
        raise Http404
    found = narrowed(request)
    if found.asks_no_day:
        raise Http404
    day = found.as_at or request.today
    rows = found.rows.order_by(F("date_now").asc(nulls_last=True), "commitment_id").iterator(chunk_size=2000)
    write, media_type = WRITERS[kind]
    made = table(rows, body=request.names.name, day=day, which=_which(found))
    return as_download(write(made), f"commitments-as-at-{day.isoformat()}.{kind}", media_type)


def table(rows: Iterable[StandingRow], *, body: str, day: date, which: str) -> Table:
    """The rows as at a day; `which` says in words what was asked for, and is empty for all."""
    title = f"Commitments as at {format_date(day)}{f': {which}' if which else ''}"
    return Table(title=title, author=body, dated=day, columns=COLUMNS, rows=tuple(_row(row, day) for row in rows))


def _which(found: Narrowed) -> str:
    said = [found.name.lower()] if found.name else []
    said += [f"{name} “{found.by[name]}”" for name in ("owner", "text") if name in found.by]
    said += ["of one report"] if "report" in found.by else []
    said += ["of one owner in the office"] if "mine" in found.by else []
    return ", ".join(said)


def _row(row: StandingRow, day: date) -> dict[str, Value]:
    commitment = row.commitment
    return {
        "ref": commitment.ref, "words": row.words,
        "report": str(commitment.report) if commitment.report else commitment.told_in or NOT_KNOWN,
        "finding": commitment.finding, "owner": row.owner or NOT_KNOWN, "organisation": row.organisation,
        "first_date": row.first_date or NOT_KNOWN,
        "date_from": words.DATE_FROM[DateFrom(row.date_from)] if row.date_from else NOT_KNOWN,
        "date_now": row.date_now or NOT_KNOWN, "moves": row.moves, "action": words.action(row)[0],
        "action_on": row.action_on, "check": words.check(row, day)[0], "checked_on": row.checked_on,
        "inspectorate": words.inspectorate(row)[0], "inspectorate_on": row.inspectorate_on,
        "updated_on": row.updated_on or "None", "evidence": row.evidence,
    }
