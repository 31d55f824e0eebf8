"""Bringing in a tracker: its file is kept, columns and words are said, and its rows become commitments one by one.

Each step stands in a row, so that somebody can leave at any moment and come back. Bringing in the same tracker again
makes only what is new.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256

from django.db import transaction
from django.db.models import QuerySet

from answerable.accounts import audit, kept_files
from answerable.accounts.models import Body
from answerable.accounts.roles import Member, Permission, check_may
from answerable.accounts.scope import current_body_id
from answerable.commitments import operations
from answerable.commitments.models import Commitment, StandingRow
from answerable.commitments.queries import standings
from answerable.commitments.tracker_models import BroughtIn, Tracker
from answerable.commitments.tracker_rows import Here, Planned, Sorted, said, sort
from answerable.inspections.models import Report
from answerable.intake import ReadTracker
from answerable.intake.tracker.convert import FoundStatus, convert, statuses_in
from answerable.intake.tracker.fields import CannotConvert, Chosen, Field, check_chosen, suggest
from answerable.intake.tracker.shapes import ReadSheet
from answerable.intake.tracker.statuses import plain_status
from answerable.records.contents import Action, DateFrom
from answerable.records.text import text_profile
from answerable.responses.rules import Refused

MOST_STATUSES = 60  # in one tracker; more are no statuses
_SAID = ("sheet", "header_row", "headings", "told_in", "columns", "date_from", "meanings", "said")
_DATES = (Field.DUE_ON, Field.ORIGINAL_DUE_ON)


@transaction.atomic
def keep(*, data: bytes, read: ReadTracker, name: str, by: Member, at: datetime) -> tuple[Tracker, bool]:
    """Keep a file and what was read of it. The same file again is the tracker that is here, and False."""
    check_may(by, Permission.KEEP_COMMITMENTS)
    if (here := Tracker.objects.filter(sha256=kept_files.digest(data)).first()) is not None:
        return here, False
    shown = " ".join(text_profile(name)[0].split())[-200:]
    tracker = Tracker.objects.create(name=shown, sha256=kept_files.keep(data), read=read.model_dump(mode="json"),
                                     added_at=at, added_by=by.person_id)
    _record(tracker, "tracker_kept", by, at)
    sheets = usable(read)
    if len(sheets) == 1:
        _choose_sheet(tracker, read, sheets[0], read.sheets[sheets[0]].header_row)
    return tracker, True


def usable(read: ReadTracker) -> tuple[int, ...]:
    """The places of the sheets that hold something."""
    return tuple(place for place, sheet in enumerate(read.sheets) if sheet.rows)


@transaction.atomic
def choose_sheet(*, tracker: Tracker, sheet: int, header_row: int | None, by: Member, at: datetime) -> None:
    """Say which sheet holds the promises, and in which row its headings stand (None: it has none)."""
    check_may(by, Permission.KEEP_COMMITMENTS)
    tracker, read = _locked(tracker), read_of(tracker)
    if sheet not in usable(read):
        raise Refused("Choose the sheet that holds the promises", field="sheet")
    if header_row is not None and read.sheets[sheet].row(header_row) is None:
        raise Refused("Enter a row of this sheet in which something stands", field="header_row")
    _choose_sheet(tracker, read, sheet, header_row)
    _record(tracker, "tracker_sheet_chosen", by, at)


def _choose_sheet(tracker: Tracker, read: ReadTracker, place: int, header_row: int | None) -> None:
    """Columns and meanings are those last said for a tracker with these headings."""
    tracker.sheet, tracker.header_row = place, header_row
    tracker.headings = headings_hash(read.sheets[place], header_row)
    earlier = Tracker.objects.exclude(id=tracker.id).filter(headings=tracker.headings).exclude(columns={}).first()
    if earlier is not None and tracker.headings:
        names = _headings(read.sheets[place], header_row)
        before = _headings(read_of(earlier).sheets[earlier.sheet or 0], earlier.header_row)
        column_of = {words: column for column, words in names.items()}
        tracker.columns = {field: column_of[before[column]] for field, column in earlier.columns.items()
                           if before.get(column) in column_of}
        tracker.told_in, tracker.date_from, tracker.meanings = earlier.told_in, earlier.date_from, earlier.meanings
    else:
        tracker.columns, tracker.meanings = {}, {}
    tracker.said += 1
    tracker.save(update_fields=_SAID)


def headings_hash(sheet: ReadSheet, header_row: int | None) -> str:
    """The same for two files with the same headings, in whatever order; empty without headings."""
    words = sorted(_headings(sheet, header_row).values())
    return sha256("\x1f".join(words).encode()).hexdigest() if words else ""


def _headings(sheet: ReadSheet, header_row: int | None) -> dict[int, str]:
    row = sheet.row(header_row) if header_row else None
    return {cell.column: " ".join(cell.words.casefold().split()) for cell in row.cells} if row else {}


@transaction.atomic
def choose_columns(
    *, tracker: Tracker, columns: Mapping[Field, int], told_in: str, date_from: DateFrom | None, by: Member,
    at: datetime,
) -> None:
    """Say what the tracker is called, which column holds what, and who set its dates."""
    check_may(by, Permission.KEEP_COMMITMENTS)
    tracker = _locked(tracker)
    sheet = sheet_of(tracker)
    chosen = Chosen(columns=tuple(columns.items()))
    try:
        check_chosen(chosen)
    except CannotConvert as reason:
        raise Refused(str(reason).rstrip("."), field=Field.PROMISE.value) from None
    if not told_in:
        raise Refused("Enter what this tracker is called", field="told_in")
    if date_from is None and any(field in columns for field in _DATES):
        raise Refused("Say who set the dates in this tracker", field="date_from")
    found = statuses_in(sheet, chosen, header_row=tracker.header_row)
    if len(found) > MOST_STATUSES:
        raise Refused(f"This column has {len(found)} different words, more than a status has. Choose another one",
                      field=Field.STATUS.value)
    tracker.columns = {field.value: column for field, column in columns.items()}
    tracker.told_in, tracker.date_from = told_in, date_from.value if date_from else ""
    tracker.said += 1
    tracker.save(update_fields=_SAID)
    _record(tracker, "tracker_columns_chosen", by, at)


@transaction.atomic
def say_meanings(*, tracker: Tracker, meanings: Mapping[str, Action | None], by: Member, at: datetime) -> None:
    """Say what its statuses mean; None for one of which that is not known."""
    check_may(by, Permission.KEEP_COMMITMENTS)
    tracker = _locked(tracker)
    tracker.meanings = tracker.meanings | {
        plain_status(words): action.value if action else "" for words, action in meanings.items()}
    tracker.said += 1
    tracker.save(update_fields=_SAID)
    _record(tracker, "tracker_words_explained", by, at)


@transaction.atomic
def bring_in(*, tracker: Tracker, plan: Planned, by: Member, at: datetime) -> Commitment | None:
    """Make the commitment of one row. None when somebody made it in the meantime."""
    Body.objects.select_for_update(no_key=True).get(id=current_body_id())  # two people may bring in the same
    if Commitment.objects.filter(tracker_key=plan.key).exists():
        return None
    report = report_called(plan.row.report)
    commitment = operations.make(event=plan.made, report=report, told_in="" if report else plan.told_in,
                                 tracker_key=plan.key, by=by, at=at)
    for number, event in enumerate(plan.then, 1):
        operations.happen(commitment=commitment, event=event, seen=number, by=by, at=at)
    BroughtIn.objects.create(tracker=tracker, commitment=commitment, row=plan.row.number, said=said(plan.row),
                             says_done=plan.says_done)
    return commitment


def report_called(title: str) -> Report | None:
    """The report of that title; None when none is here, or more than one."""
    if not title:
        return None
    found = Report.objects.filter(title__iexact=title)[:2]
    return found[0] if len(found) == 1 else None


def read_of(tracker: Tracker) -> ReadTracker:
    return ReadTracker.model_validate(tracker.read)


def sheet_of(tracker: Tracker) -> ReadSheet:
    """The chosen sheet. Raises `Refused` when none is chosen yet."""
    if tracker.sheet is None:
        raise Refused("Choose the sheet first.")
    return read_of(tracker).sheets[tracker.sheet]


def proposed(tracker: Tracker, sheet: ReadSheet) -> dict[Field, int]:
    """The columns as they were chosen, or as their headings suggest."""
    if tracker.columns:
        return {Field(field): column for field, column in tracker.columns.items()}
    return dict(suggest(sheet, tracker.header_row).chosen.columns) if tracker.header_row else {}


def chosen(tracker: Tracker) -> Chosen:
    return Chosen(columns=tuple((Field(field), column) for field, column in tracker.columns.items()))


def meanings_of(tracker: Tracker) -> dict[str, Action | None]:
    return {plain: Action(action) if action else None for plain, action in tracker.meanings.items()}


def statuses(tracker: Tracker, sheet: ReadSheet) -> tuple[FoundStatus, ...]:
    return statuses_in(sheet, chosen(tracker), header_row=tracker.header_row)


def unclear(tracker: Tracker, sheet: ReadSheet) -> tuple[FoundStatus, ...]:
    """Statuses whose words name none for sure, and of which nobody has said what they mean."""
    return tuple(found for found in statuses(tracker, sheet)
                 if found.status is None and plain_status(found.words) not in tracker.meanings)


def sorted_rows(tracker: Tracker, sheet: ReadSheet) -> tuple[Sorted, tuple[str, ...]]:
    """How each row stands to what is here, and what a person should know of how they were read."""
    converted = convert(sheet, chosen(tracker), header_row=tracker.header_row, meanings=meanings_of(tracker))
    here = {key: Here(ref, before or {}) for key, ref, before in Commitment.objects.exclude(tracker_key="").values_list(
        "tracker_key", "ref", "brought_in__said")}
    date_from = DateFrom(tracker.date_from) if tracker.date_from else None
    rows = sort(converted, here, tracker=tracker.told_in, date_from=date_from)
    return rows, tuple(note for row in converted.accepted for note in row.notes)


def same_words(rows: Sorted) -> tuple[tuple[int, str], ...]:
    """New rows whose very words are a commitment already, made otherwise or in another tracker: row and reference."""
    held = dict(standings().values_list("words", "commitment__ref"))
    return tuple((plan.row.number, held[plan.made.words]) for plan in rows.new if plan.made.words in held)


def told_done() -> QuerySet[StandingRow]:
    """Open commitments of which their tracker said that they are done: the evidence has still to be brought."""
    return standings().filter(is_open=True, commitment__brought_in__says_done=True).order_by(
        "commitment__brought_in__tracker_id", "commitment__brought_in__row").select_related("commitment__brought_in")


def _locked(tracker: Tracker) -> Tracker:
    return Tracker.objects.select_for_update(no_key=True).get(id=tracker.id)


def _record(tracker: Tracker, action: str, by: Member, at: datetime) -> None:
    audit.record(by=by, at=at, action=action, subject="tracker", ref=str(tracker.id))
