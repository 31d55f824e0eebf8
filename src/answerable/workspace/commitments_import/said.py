"""What somebody says of a tracker: its sheet, its columns, and the words of its statuses."""

from __future__ import annotations

from collections.abc import Mapping

from django import forms
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from answerable.commitments import trackers
from answerable.commitments.tracker_models import Tracker
from answerable.documents.xlsx import column_letters
from answerable.intake.tracker.fields import Field
from answerable.intake.tracker.shapes import ReadSheet
from answerable.intake.tracker.statuses import plain_status
from answerable.records.contents import Action, DateFrom
from answerable.responses.rules import Refused
from answerable.workspace.commitments_import.upload import found
from answerable.workspace.forms import problems_of
from answerable.workspace.reports.fields import WordsField
from answerable.workspace.requests import MemberRequest, whole_number

FIELDS = {
    Field.PROMISE: ("What is promised", "The one column that must be there."),
    Field.OWNER: ("Owner", "A post is kept better than a person’s name."),
    Field.ORGANISATION: ("Organisation", ""),
    Field.DUE_ON: ("Date now", "The date that counts today."),
    Field.ORIGINAL_DUE_ON: ("First date", "Only if the tracker keeps it beside the date now. It never changes here."),
    Field.STATUS: ("Status", ""),
    Field.REPORT: ("Report", "A title that is the same as that of a report here joins the two."),
    Field.REFERENCE: ("Reference", "By which a row is known again when the tracker comes again."),
    Field.UPDATE: ("Update", "What was last said of it."),
    Field.UPDATED_ON: ("Day of the update", ""),
}
DATES_FROM = ((DateFrom.SET_LOCALLY.value, "This office, the force or the service"),
              (DateFrom.INSPECTORATE.value, "The inspectorate"))
MEANINGS = (("", "Choose"), (Action.NOT_STARTED.value, "Not started"), (Action.UNDER_WAY.value, "Under way"),
            (Action.DONE.value, "Done"), (Action.STOPPED.value, "Stopped"),
            ("not_known", "It does not say: keep the word"))
SHOWN = 3  # values of a column, so that it is known


class SheetForm(forms.Form):
    sheet = forms.IntegerField(min_value=0, max_value=1000, error_messages={
        "required": "Choose the sheet that holds the promises"})
    header_row = forms.IntegerField(required=False, min_value=1, max_value=1_048_576, error_messages={
        "invalid": "Enter the row of the headings in figures, such as 3"})


class ColumnsForm(forms.Form):
    told_in = WordsField(max_length=120, error_messages={"required": "Enter what this tracker is called"})
    date_from = forms.ChoiceField(choices=DATES_FROM, required=False, error_messages={
        "invalid_choice": "Say who set the dates in this tracker"})


@require_http_methods(["GET", "POST"])
def sheet(request: MemberRequest, number: int) -> HttpResponse:
    """Which sheet, and where its headings stand. Without a row, the one that looks most like headings counts."""
    tracker = found(number)
    read = trackers.read_of(tracker)
    form = SheetForm(request.POST if request.method == "POST" else None)
    problems = problems_of(form)
    if request.method == "POST" and not problems:
        place, row = form.cleaned_data["sheet"], form.cleaned_data["header_row"]
        if row is None and place < len(read.sheets):
            row = read.sheets[place].header_row
        try:
            trackers.choose_sheet(tracker=tracker, sheet=place, header_row=row, by=request.member, at=request.at)
        except Refused as refusal:
            problems = {refusal.field or "sheet": str(refusal)}
        else:
            return HttpResponseRedirect(reverse("tracker-columns", kwargs={"number": tracker.pk}))
    places = [(str(place), read.sheets[place].name or tracker.name, f"{len(read.sheets[place].rows):,} rows")
              for place in trackers.usable(read)]
    typed = form.data if form.is_bound else {"sheet": "" if tracker.sheet is None else str(tracker.sheet),
                                             "header_row": str(tracker.header_row or "")}
    return render(request, "commitments_import/sheet.html", {
        "tracker": tracker, "places": places, "typed": typed, "problems": problems, "notes": read.notes,
        "hidden": [one.name for one in read.sheets if one.hidden],
    }, status=422 if problems else 200)


@require_http_methods(["GET", "POST"])
def columns(request: MemberRequest, number: int) -> HttpResponse:
    tracker = found(number)
    if tracker.sheet is None:
        return HttpResponseRedirect(reverse("tracker-sheet", kwargs={"number": tracker.pk}))
    read = trackers.sheet_of(tracker)
    sent = request.method == "POST"
    form = ColumnsForm(request.POST if sent else None)
    problems = problems_of(form)
    chosen = _sent(request.POST) if sent else trackers.proposed(tracker, read)
    if sent and not problems:
        date_from = form.cleaned_data["date_from"]
        try:
            trackers.choose_columns(
                tracker=tracker, columns=chosen, told_in=form.cleaned_data["told_in"],
                date_from=DateFrom(date_from) if date_from else None, by=request.member, at=request.at)
        except Refused as refusal:
            problems = {refusal.field or Field.PROMISE.value: str(refusal)}
        else:
            tracker.refresh_from_db()
            name = "tracker-words" if trackers.unclear(tracker, read) else "tracker"
            return HttpResponseRedirect(reverse(name, kwargs={"number": tracker.pk}))
    name = tracker.told_in or tracker.name.rpartition(".")[0] or tracker.name
    return render(request, "commitments_import/columns.html", {
        "tracker": tracker, "fields": FIELDS, "columns": _columns(read, tracker.header_row), "chosen": chosen,
        "problems": problems, "told_in": form.data.get("told_in", "") if sent else name[:120], "dates": DATES_FROM,
        "date_from": form.data.get("date_from", "") if sent else tracker.date_from, "notes": read.notes,
        "sheet": read.name, "several": len(trackers.usable(trackers.read_of(tracker))) > 1,
    }, status=422 if problems else 200)


def _sent(data: Mapping[str, str]) -> dict[Field, int]:
    sent = {field: whole_number(data.get(field.value, "")) for field in FIELDS}
    return {field: column for field, column in sent.items() if column}


def _columns(read: ReadSheet, header_row: int | None) -> list[tuple[int, str, list[str]]]:
    """Each column by its number, with its letters and heading, and some of what it holds."""
    headings: dict[int, str] = {}
    held: dict[int, list[str]] = {}
    for row in read.rows:
        for cell in row.cells:
            words = " ".join(cell.words.split())
            words = words if len(words) <= 80 else f"{words[:79]}…"
            if row.number == header_row:
                headings[cell.column] = words
            elif row.number > (header_row or 0) and words not in (shown := held.setdefault(cell.column, [])) and (
                    len(shown) < SHOWN):
                shown.append(words)
    return [(column, f"{column_letters(column)}: {headings.get(column) or 'no heading'}", held.get(column, []))
            for column in sorted(headings.keys() | held.keys())]


@require_http_methods(["GET", "POST"])
def words(request: MemberRequest, number: int) -> HttpResponse:
    """What each status of this tracker means. What is sure from its words is proposed."""
    tracker = found(number)
    if not tracker.columns:
        return HttpResponseRedirect(reverse("tracker-columns", kwargs={"number": tracker.pk}))
    statuses = trackers.statuses(tracker, trackers.sheet_of(tracker))
    names = [f"status-{place}" for place in range(len(statuses))]
    sent = request.method == "POST"
    said = [request.POST.get(name, "") for name in names] if sent else [
        _meaning(tracker, found.words, found.status) for found in statuses]
    known = {value for value, _ in MEANINGS if value}
    problems = {name: f"Say what “{found.words}” means" for name, found, value in zip(
        names, statuses, said, strict=True) if value not in known} if sent else {}
    if sent and not problems:
        trackers.say_meanings(
            tracker=tracker, by=request.member, at=request.at,
            meanings={found.words: None if value == "not_known" else Action(value)
                      for found, value in zip(statuses, said, strict=True)})
        return HttpResponseRedirect(reverse("tracker", kwargs={"number": tracker.pk}))
    return render(request, "commitments_import/words.html", {
        "tracker": tracker, "statuses": list(zip(names, statuses, said, strict=True)), "meanings": MEANINGS,
        "problems": problems}, status=422 if problems else 200)


def _meaning(tracker: Tracker, status: str, sure: Action | None) -> str:
    before = tracker.meanings.get(plain_status(status))
    return (before or "not_known") if before is not None else (sure.value if sure else "")
