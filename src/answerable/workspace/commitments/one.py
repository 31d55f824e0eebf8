"""The page of one commitment, and everything that can be done from it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from answerable.accounts import kept_files
from answerable.accounts.queries import members
from answerable.accounts.roles import Member, NotAllowed, Permission, check_may
from answerable.commitments import operations, publishing, queries
from answerable.commitments.events import KIND_WORDS, Event, EvidenceAdded, Made, read
from answerable.commitments.models import Commitment, EventRow, StandingRow
from answerable.commitments.rules import check_may_do
from answerable.commitments.standing import Standing
from answerable.inspections.models import Report
from answerable.records.contents import EvidenceAccess
from answerable.responses.rules import Refused
from answerable.workspace.commitments import words
from answerable.workspace.commitments.acts import ACTS, Act, made, made_form
from answerable.workspace.commitments.picture import date_line
from answerable.workspace.commitments.trail import Dated, Told, trail
from answerable.workspace.forms import problems_of
from answerable.workspace.reports.fields import tell_what_was_taken_out
from answerable.workspace.reports.files import as_download
from answerable.workspace.requests import MemberRequest, whole_number

UNKNOWN = "application/octet-stream"


def opened(ref: str) -> Commitment:
    """The commitment of that address; 404 when this body has none."""
    try:
        return queries.commitment(ref)
    except Commitment.DoesNotExist:
        raise Http404 from None


@require_safe
def commitment(request: MemberRequest, commitment: str) -> HttpResponse:
    row = opened(commitment)
    stands = StandingRow.objects.get(commitment=row, until_at__isnull=True)
    now = operations.standing_of(row)
    events = [(event, read(event.content)) for event in row.events.order_by("-number")]
    dates, ready = _dates(events), publishing.to_publish(row)
    return render(request, "commitments/one.html", {
        "commitment": row, "stands": stands, "now": now, "words": words, "KIND_WORDS": KIND_WORDS, "events": events,
        "today": request.today, "acts": _acts(now, request.member), "dates": dates,
        "goes_on_from": next((content.goes_on_from for _, content in events if isinstance(content, Made)), ""),
        "evidence": [(event, read(event.content)) for event, content in events if isinstance(content, EvidenceAdded)],
        "line": date_line(_names(dates), request.today),
        "may_keep": request.member.may(Permission.KEEP_COMMITMENTS),
        "may_read_report": request.member.may(Permission.READ_WORK),
        "may_open_restricted": _may_open_restricted(request.member, now),
        "is_unpublished": ready.is_new,
        "may_read_text": request.member.may(Permission.READ_WORK) or ready.about.answer is not None,
    })


@require_http_methods(["GET", "POST"])
def act(request: MemberRequest, commitment: str, act: str) -> HttpResponse:
    """One thing to do, on a page of its own."""
    if act not in ACTS:
        raise Http404
    row, what = opened(commitment), ACTS[act]
    now = operations.standing_of(row)
    why_not = _why_not(what, request.member, now)
    if request.method == "POST" and why_not:
        raise NotAllowed(why_not)
    form_class: Any = what.form(now, members(request.today))
    form = form_class(request.POST if request.method == "POST" else None, request.FILES or None,
                      initial={name: getattr(now, name) for name in what.initial})
    problems = problems_of(form)
    if "file" in form.fields and getattr(request, "upload_too_large", False):
        problems["file"] = operations.TOO_LARGE
    if request.method == "POST" and not problems:
        try:
            _do(request, row, what, form.cleaned_data)
        except Refused as refusal:
            problems = {field_of(form, refusal): str(refusal)}
            now = operations.standing_of(row)
        else:
            tell_what_was_taken_out(request, form)
            messages.success(request, what.done)
            return HttpResponseRedirect(reverse("commitment", kwargs={"commitment": row.ref}))
    return form_page(request, form, problems, {
        "commitment": row, "now": now, "title": what.label, "intro": what.intro, "button_words": what.button,
        "asked": _asked(row, now), "happened": since(request, row, now), "why_not": why_not,
    })


def _why_not(what: Act, member: Member, now: Standing) -> str:
    """Why this person may not do it, in the sentence that stands in the form's place; empty when they may."""
    try:
        check_may_do(what.kind, member, now)
    except NotAllowed as reason:
        return str(reason)
    return ""


def _do(request: MemberRequest, row: Commitment, what: Act, data: dict[str, Any]) -> None:
    event = what.event(data)
    if isinstance(event, EvidenceAdded):
        file = data["file"]
        operations.add_evidence(commitment=row, data=file.read(), name=kept_files.shown_name(file.name), event=event,
                                by=request.member, at=request.at)
        return
    operations.happen(commitment=row, event=event, seen=whole_number(request.POST.get("seen", "")) or 0,
                      by=request.member, at=request.at)


@require_http_methods(["GET", "POST"])
def new_commitment(request: MemberRequest) -> HttpResponse:
    """A new commitment; `report` and `finding` in the address say for which finding."""
    check_may(request.member, Permission.KEEP_COMMITMENTS)
    report, finding = _made_for(request)
    form = made_form(members(request.today))(request.POST if request.method == "POST" else None)
    problems = problems_of(form)
    if request.method == "POST" and not problems:
        try:
            row = operations.make(event=made(form.cleaned_data), report=report, finding=finding,
                                  told_in="" if report else form.cleaned_data["told_in"], by=request.member,
                                  at=request.at)
        except Refused as refusal:
            problems = {field_of(form, refusal): str(refusal)}
        else:
            tell_what_was_taken_out(request, form)
            messages.success(request, "The commitment is kept.")
            return HttpResponseRedirect(reverse("commitment", kwargs={"commitment": row.ref}))
    if report:
        form.fields.pop("told_in")
    return form_page(request, form, problems, {
        "title": "New commitment", "button_words": "Keep the commitment", "report": report, "finding": finding,
        "intro": "What, who, by when, and how we shall know. What is not known yet can be left empty: it is asked for.",
    })


@require_safe
def evidence_file(
    request: MemberRequest, commitment: str, number: int, version: int
) -> FileResponse | HttpResponseRedirect:
    """A file of evidence as it came, to keep and never to open as a part of this site."""
    row = opened(commitment)
    held = row.files.filter(number=number, version=version).first()
    if held is None:
        raise Http404
    now = operations.standing_of(row)
    access = next(content.access for content in (read(event.content) for event in row.events.filter(
        kind="evidence_added")) if isinstance(content, EvidenceAdded)
        and (content.number, content.version) == (number, version))
    if access == EvidenceAccess.RESTRICTED and not _may_open_restricted(request.member, now):
        messages.warning(request, "This evidence is held. People of the office and the commitment’s owner can open it.")
        return HttpResponseRedirect(reverse("commitment", kwargs={"commitment": row.ref}))
    return as_download(kept_files.read(held.sha256), held.name, UNKNOWN)


def _may_open_restricted(member: Member, now: Standing) -> bool:
    return member.may(Permission.READ_WORK) or (now.owner_id is not None and now.owner_id == member.person_id)


def _made_for(request: MemberRequest) -> tuple[Report | None, int | None]:
    ref = request.GET.get("report", "")
    if not ref:
        return None, None
    report = Report.objects.filter(ref=ref).first()
    if report is None:
        raise Http404
    return report, whole_number(request.GET.get("finding", ""))


def _acts(now: Standing, member: Member) -> list[tuple[str, Act]]:
    """What this person can do to it as it stands."""
    found = []
    for name, what in ACTS.items():
        if what.when(now) and not _why_not(what, member, now):
            found.append((name, what))
    return found


def _dates(events: list[tuple[EventRow, Event]]) -> list[Dated]:
    """The trail of its dates from its events, newest first."""
    return trail(Told(row.at, ", ".join(part for part in (row.name, row.post) if part), event)
                 for row, event in reversed(events))


def _names(dates: list[Dated]) -> list[tuple[str, date, date]]:
    """Each date as a row of the picture."""
    return [("First date" if one.before is None else f"Move {number}", one.before or one.day, one.day)
            for number, one in enumerate(dates)]


def _asked(row: Commitment, now: Standing) -> EventRow | None:
    """The move that waits for an approver, with who asked and why."""
    return row.events.filter(kind="move_asked").last() if now.asked_to else None


def since(request: MemberRequest, row: Commitment, now: Standing) -> list[EventRow]:
    """What happened after the page was opened, for whoever sent it."""
    seen = whole_number(request.POST.get("seen", "")) if request.method == "POST" else None
    return list(row.events.filter(number__gt=seen)) if seen is not None and seen < now.number else []


def field_of(form: forms.Form, refusal: Refused) -> str:
    """The field at which a refusal is said: its own, otherwise the first."""
    return refusal.field if refusal.field in form.fields else next(iter(form.fields))


def form_page(
    request: MemberRequest, form: forms.Form, problems: dict[str, str], more: dict[str, Any]
) -> HttpResponse:
    """The form of one thing to do; `more` says of what, in the words of the template."""
    context: dict[str, Any] = {
        "commitment": None, "now": None, "report": None, "finding": None, "asked": None, "why_not": "", "happened": [],
        "words": words, "KIND_WORDS": KIND_WORDS,
    }
    return render(request, "commitments/form.html", {**context, **more, "form": form, "problems": problems},
                  status=422 if problems else 200)

