"""The list of commitments as a file: Excel, CSV or JSON, of what the list's own filters ask for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.db.models import F, Q
from django.http import FileResponse, Http404
from django.views.decorators.http import require_safe

from answerable.commitments import queries
from answerable.commitments.listed import table
from answerable.documents.table import Table, as_csv, as_json
from answerable.documents.xlsx import xlsx
from answerable.workspace.reports.files import as_download
from answerable.workspace.requests import MemberRequest

WRITERS: dict[str, tuple[Callable[[Table], bytes], str]] = {
    "xlsx": (xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "csv": (as_csv, "text/csv; charset=utf-8"),
    "json": (as_json, "application/json"),
}
# What `?status=` may ask for, in the words of the title.
FILTERS: dict[str, tuple[str, Callable[[date], Q]]] = {
    "": ("", lambda day: Q()),
    "open": ("that are open", lambda day: Q(is_open=True)),
    "past": ("that are open after their date", queries.past),
    "past_but_for_moves": ("that would be past their date but for moves", queries.past_but_for_moves),
    "no_owner": ("without an owner", lambda day: queries.NO_OWNER),
    "no_date": ("without a date", lambda day: queries.NO_DATE),
    "to_check": ("that are to be checked", lambda day: queries.TO_CHECK),
    "kept": ("that are kept", lambda day: queries.KEPT),
    "check_again": ("that are to be checked again", queries.check_again),
    "asked": ("of which a move of the date is asked for", lambda day: queries.ASKED),
}


@require_safe
def commitments_file(request: MemberRequest, kind: str) -> FileResponse:
    """As they stood at the end of a past day (`?as_at=2025-03-31`), or as they stand today."""
    asked = FILTERS.get(request.GET.get("status", ""))
    if kind not in WRITERS or asked is None:
        raise Http404
    day = _day(request)
    which, rows_of = asked
    rows = queries.standings(day if day < request.today else None).filter(rows_of(day)).order_by(
        F("date_now").asc(nulls_last=True), "commitment_id")
    write, media_type = WRITERS[kind]
    made = table(rows.iterator(chunk_size=2000), body=request.names.name, day=day, which=which)
    return as_download(write(made), f"commitments-as-at-{day.isoformat()}.{kind}", media_type)


def _day(request: MemberRequest) -> date:
    try:
        return min(date.fromisoformat(request.GET.get("as_at") or request.today.isoformat()), request.today)
    except ValueError:
        raise Http404 from None
