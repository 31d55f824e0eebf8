"""The clocks of an answer with their working, what the office says of them, and the dates it sets itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from answerable.duties.words import day_sentence
from answerable.register import publishing
from answerable.register.publishing import DidNotFinish
from answerable.responses import last_day, operations, own_dates, slots
from answerable.responses.clocks import DueClock, clock_status
from answerable.responses.own_dates import milestones
from answerable.responses.queries import Draft
from answerable.responses.rules import Refused, check_can_write, reason_against
from answerable.responses.slots import ClockMark, ClockNote, DatesContent, OwnDatesContent
from answerable.workspace.answers.frame import answer_page, colleagues, opened
from answerable.workspace.answers.saving import save
from answerable.workspace.forms import DayField, DayWidget, problems_of
from answerable.workspace.requests import MemberRequest

MARKS = (
    ("applies", "It applies"),
    (ClockMark.DOES_NOT_APPLY.value, "It does not apply"),
    (ClockMark.DISPUTED.value, "We dispute it"),
)


class DatesForm(forms.Form):
    received_on = DayField("the day the report was received", required=False)


@require_http_methods(["GET", "POST"])
def dates(request: MemberRequest, ref: str) -> HttpResponse:
    now = opened(ref)
    form = DatesForm(request.POST if request.method == "POST" else None,
                     initial={"received_on": now.dates.received_on})
    problems = problems_of(form)
    if request.method == "POST" and not problems:
        notes, problems = _notes(request, now)
        if not problems:
            content = DatesContent(received_on=form.cleaned_data["received_on"], notes=notes)
            try:
                return save(
                    request, now, slots.DATES, content,
                    lambda expected: operations.set_dates(
                        report=now.report, content=content, expected=expected, by=request.member, at=request.at),
                    then=reverse("dates", kwargs={"ref": ref}), done="The dates are saved.",
                )
            except Refused as refusal:
                problems = {"dates": str(refusal)}
    return _page(request, now, form, problems)


@require_POST
def set_own_dates(request: MemberRequest, ref: str) -> HttpResponse:
    now = opened(ref)
    content, problems = _own(request, now)
    if not problems:
        try:
            return save(
                request, now, slots.OWN_DATES, content,
                lambda expected: own_dates.set_own_dates(
                    report=now.report, content=content, expected=expected, by=request.member, at=request.at),
                then=f"{reverse('dates', kwargs={'ref': ref})}#own", done="Our own dates are saved.",
            )
        except Refused as refusal:
            problems = {refusal.field or "own": str(refusal)}
    form = DatesForm(initial={"received_on": now.dates.received_on})
    return _page(request, now, form, problems, own_was_sent=True)


@require_http_methods(["GET", "POST"])
def record_last_day(request: MemberRequest, ref: str) -> HttpResponse:
    now = opened(ref)
    problems = {}
    if request.method == "POST":
        try:
            publishing.record_last_day(
                report=now.report, shown=_shown(request, now), by=request.member, at=request.at)
        except Refused as refusal:
            problems = {"record": str(refusal)}
        except DidNotFinish as stopped:
            messages.warning(request, str(stopped))
            return HttpResponseRedirect(reverse("publish", kwargs={"ref": ref}))
        else:
            messages.success(request, "The public register now gives the new last day.")
            return HttpResponseRedirect(reverse("dates", kwargs={"ref": ref}))
    return answer_page(request, "last_day.html", now, {
        "why_not": reason_against(last_day.check_can_record, request.member, now, colleagues(request)),
    }, problems=problems)


def _page(
    request: MemberRequest, now: Draft, form: forms.Form, problems: Mapping[str, str], *, own_was_sent: bool = False
) -> HttpResponse:
    return answer_page(request, "dates.html", now, {
        "form": form, "MARKS": MARKS, "expected": now.number(slots.DATES), "cards": _cards(request, now),
        "needs_received": any(not due.clock.rule.starts_on_publication for due in now.clocks),
        "why_not": reason_against(check_can_write, request.member, now.situation()),
        "own": _own_rows(request, now, own_was_sent), "own_expected": now.number(slots.OWN_DATES),
        "why_not_own": reason_against(own_dates.check_can_set, request.member, now),
    }, problems=dict(problems), slot=slots.DATES)


def _every(now: Draft) -> tuple[DueClock, ...]:
    return (*now.clocks, *now.asked)


def _cards(request: MemberRequest, now: Draft) -> list[dict[str, Any]]:
    """A card for each clock, the nearest last day first; those without a day after them, and then those set aside."""
    cards = []
    for due in sorted(_every(now), key=lambda due: (not due.applies, due.due_on is None, due.due_on)):
        mark = due.note.mark.value if due.note else "applies"
        reason = due.note.reason if due.note else ""
        cards.append({
            "due": due, "code": due.code, "status": clock_status(due, request.today, now.done_on(due)),
            "day": day_sentence(due.clock, request.today), "mark": request.POST.get(f"mark-{due.code}", mark),
            "reason": request.POST.get(f"reason-{due.code}", reason),
        })
    return cards


def _notes(request: MemberRequest, now: Draft) -> tuple[dict[str, ClockNote], dict[str, str]]:
    notes, problems = {}, {}
    for due in _every(now):
        code = due.code
        mark, reason = request.POST.get(f"mark-{code}", "applies"), request.POST.get(f"reason-{code}", "").strip()
        if mark not in {m.value for m in ClockMark}:
            continue
        if not reason:
            what = "does not apply" if mark == ClockMark.DOES_NOT_APPLY.value else "is disputed"
            problems[f"reason-{code}"] = f"Say why this {what}"
        else:
            notes[code] = ClockNote(mark=ClockMark(mark), reason=reason)
    return notes, problems


def _own(request: MemberRequest, now: Draft) -> tuple[OwnDatesContent, dict[str, str]]:
    """The dates that were ticked, and what is wrong with them by field."""
    days, problems = {}, {}
    for one in milestones(now):
        name, field = f"own-{one.own.code}", DayField(f"the date for “{one.own.purpose}”")
        if one.own.code not in request.POST.getlist("own"):
            continue
        try:
            days[one.own.code] = field.clean(DayWidget().value_from_datadict(request.POST, None, name))
        except forms.ValidationError as wrong:
            problems[name] = str(wrong.messages[0])
    return OwnDatesContent(own=days), problems


def _own_rows(request: MemberRequest, now: Draft, is_sent: bool) -> list[dict[str, Any]]:
    """A row for each date: ticked or not, with what is typed, set or proposed in its boxes."""
    rows = []
    for one in milestones(now):
        name = f"own-{one.own.code}"
        day = one.set_on or one.proposed_on
        shown = DayWidget().value_from_datadict(request.POST, None, name) if is_sent else (
            str(day.day), str(day.month), str(day.year))
        ticked = one.own.code in request.POST.getlist("own") if is_sent else one.set_on is not None
        rows.append({"code": one.own.code, "name": name, "purpose": one.own.purpose, "day": shown, "ticked": ticked,
                     "proposed_on": one.proposed_on, "set_on": one.set_on})
    return rows


def _shown(request: MemberRequest, now: Draft) -> dict[str, str | None]:
    """The last days that the page showed, by code of the clock."""
    return {code: request.POST.get(f"shown-{code}") or None for code in now.last_days}
