"""The pages on which words are begun, looked through and sent: the same for a link and for an account of the force."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse

from answerable.accounts.queries import people_names
from answerable.inspections.queries import ConfirmedFinding
from answerable.messages import mail
from answerable.messages import operations as outbox
from answerable.responses import slots
from answerable.responses.checks import Titles
from answerable.responses.invitations import operations, receiving
from answerable.responses.invitations.models import BegunText
from answerable.responses.invitations.receiving import BegunMoved
from answerable.responses.invitations.rules import COMMENTS, Answered, declaration
from answerable.responses.invitations.sources import Source
from answerable.responses.queries import Draft
from answerable.responses.rules import Refused
from answerable.workspace.environment import clock_time
from answerable.workspace.forms import problems_of
from answerable.workspace.reports.fields import WordsField, tell_what_was_taken_out
from answerable.workspace.requests import whole_number

FINDINGS_A_PAGE = 10


@dataclass(frozen=True)
class Door:
    """One report, and who sends words for it. `routes` is the first word of the names of its addresses."""

    draft: Draft
    source: Source
    routes: str
    parts: dict[str, str]

    def at(self, page: str) -> str:
        return reverse(f"{self.routes}-{page}", kwargs=self.parts)

    def context(self, more: dict[str, Any]) -> dict[str, Any]:
        return {
            "here": self, "draft": self.draft, "report": self.draft.report, "invitation": self.draft.invitation,
            "link": self.source.link, "COMMENTS": COMMENTS, **more,
        }


def start(request: Any, here: Door) -> HttpResponse:
    """What is asked, by when, and how far it has come."""
    if here.draft.newest_received is not None:
        return HttpResponseRedirect(here.at("sent"))
    begun = receiving.begun(here.draft, here.source)
    positions = sum(1 for part, row in begun.items() if part != COMMENTS and row.words.strip())
    return _page(request, here, "start.html", {
        "has_comments": COMMENTS in begun and bool(begun[COMMENTS].words.strip()), "positions": positions,
        "kept_at": max((row.at for row in begun.values()), default=None),
        "last_day": operations.last_day_of(here.source.link) if here.source.link else None,
    })


def comments(request: Any, here: Door) -> HttpResponse:
    """The comments on the whole report."""
    if here.draft.newest_received is not None:
        return HttpResponseRedirect(here.at("sent"))
    then = here.at("positions") if here.draft.findings else here.at("check")
    return _texts(request, here, "comments.html", [COMMENTS], then, {})


def positions(request: Any, here: Door) -> HttpResponse:
    """The force's position on each finding, beside its exact words."""
    if here.draft.newest_received is not None:
        return HttpResponseRedirect(here.at("sent"))
    page: Page[ConfirmedFinding] = Paginator(here.draft.findings, FINDINGS_A_PAGE).get_page(request.GET.get("page"))
    then = f"{here.at('positions')}?page={page.next_page_number()}" if page.has_next() else here.at("check")
    parts = [slots.finding_slot(finding.number) for finding in page]
    return _texts(request, here, "positions.html", parts, then, {"page": page, "slot_of": slots.finding_slot})


def _texts(
    request: Any, here: Door, template: str, parts: list[str], then: str, more: dict[str, Any]
) -> HttpResponse:
    """A page with a field for each part; sent, they are kept, each against the saving that it was opened at."""
    form = _form_of(parts, request.POST if request.method == "POST" else None)
    problems, theirs = problems_of(form), None
    if request.method == "POST" and request.GET.get("keep") and not problems:
        return _keep_by_itself(request, here, parts, form)
    if request.method == "POST" and not problems:
        try:
            _keep(request, here, parts, form)
        except BegunMoved as moved:
            problems, theirs = {moved.field: str(moved)}, moved.theirs
        except Refused as refusal:
            problems = {refusal.field or parts[0]: str(refusal)}
        else:
            told = any(field.told for field in form.fields.values() if isinstance(field, WordsField))
            if not told:
                return HttpResponseRedirect(here.at("start") if request.POST.get("then") == "back" else then)
            tell_what_was_taken_out(request, form)  # on this page: what was kept is shown with what is said of it
            form = _form_of(parts, None)
    begun = receiving.begun(here.draft, here.source)
    shown = {part: form.data.get(part, "") if form.is_bound else _words(begun, part) for part in parts}
    return _page(request, here, template, {
        "shown": shown, "seen": {part: begun[part].number if part in begun else 0 for part in parts},
        "theirs": theirs, "keep_at": f"{request.path}?{_as_query(request)}", **more,
    }, problems)


def _as_query(request: HttpRequest) -> str:
    """The page of findings stays the same when its texts are kept by the script."""
    page = whole_number(request.GET.get("page", ""))
    return f"page={page}&keep=yes" if page else "keep=yes"


def _keep(request: Any, here: Door, parts: list[str], form: forms.Form) -> None:
    seen = {part: whole_number(request.POST.get(f"seen-{part}", "")) or 0 for part in parts}
    receiving.keep_texts(report=here.draft.report, source=here.source, texts=form.cleaned_data, seen=seen,
                         at=request.at)


def _keep_by_itself(request: Any, here: Door, parts: list[str], form: forms.Form) -> HttpResponse:
    """What the page's script sends every 20 seconds: kept as by the button, and the page goes on from there."""
    try:
        _keep(request, here, parts, form)
    except Refused as refusal:
        return JsonResponse({"said": str(refusal)}, status=409)
    begun = receiving.begun(here.draft, here.source)
    return JsonResponse({
        "said": f"Draft saved {clock_time(request.at)}",
        "fields": {f"seen-{part}": begun[part].number for part in parts if part in begun}})


def _form_of(parts: list[str], data: Any) -> forms.Form:
    fields = {part: WordsField(required=False, strip=False) for part in parts}
    return type("TextsForm", (forms.Form,), fields)(data)  # type: ignore[no-any-return]


def _words(begun: dict[str, BegunText], part: str) -> str:
    return begun[part].words if part in begun else ""


class SendForm(forms.Form):
    name = WordsField(max_length=receiving.LONGEST_NAME, required=False)
    post = WordsField(max_length=receiving.LONGEST_NAME, required=False)
    declares = forms.BooleanField(required=False)


def check(request: Any, here: Door, answered: Answered) -> HttpResponse:
    """Everything as it will be sent, with the name and post of whoever sends it."""
    if here.draft.newest_received is not None:
        return HttpResponseRedirect(here.at("sent"))
    form = SendForm(request.POST if request.method == "POST" else None, initial=_initial(here))
    problems = problems_of(form)
    if request.method == "POST" and not problems:
        try:
            _send(request, here, answered, form)
        except Refused as refusal:
            problems = {refusal.field or "send": str(refusal)}
        else:
            return HttpResponseRedirect(here.at("sent"))
    begun = receiving.begun(here.draft, here.source)
    return _page(request, here, "check.html", {
        "form": form, "answered": answered, "Answered": Answered, "comments": _words(begun, COMMENTS),
        "positions": [(finding, words) for finding in here.draft.findings
                      if (words := _words(begun, slots.finding_slot(finding.number))).strip()],
        "fingerprint": receiving.fingerprint(begun),
        "declaration": declaration(here.draft.inspected(request.names).chief),
    }, problems)


def _initial(here: Door) -> dict[str, str]:
    """An account says who it is; somebody with a link says it themselves."""
    member = here.source.member
    return {"name": member.name, "post": member.post} if member is not None else {}


def _send(request: Any, here: Door, answered: Answered, form: SendForm) -> None:
    report = here.draft.report
    received = receiving.send_comments(
        report=report, source=here.source, answered=answered, name=form.cleaned_data["name"],
        post=form.cleaned_data["post"], declares=form.cleaned_data["declares"],
        shown=request.POST.get("shown", ""), at=request.at)
    message = receiving.write_receipt(received=received, report=report, to=here.source.receipt_to, at=request.at)
    if message is not None:
        outbox.send_now(message, at=request.at)


def sent(request: Any, here: Door) -> HttpResponse:
    """What was sent, word for word, and how to change it."""
    received = here.draft.newest_received
    if received is None:
        return HttpResponseRedirect(here.at("start"))
    draft = here.draft
    invitation = draft.invitation
    asked_by = invitation.asked_by if invitation else None
    own = draft.own_dates.get("publish")
    return _page(request, here, "sent.html", {
        "received": received, "Answered": Answered,
        "findings": [(f, received.positions[str(f.number)]) for f in draft.findings
                     if str(f.number) in received.positions],
        "telephone": people_names([asked_by]).get(asked_by or 0, ""),
        "before": own or (draft.clock.due_on if draft.clock else None),
        "gets_receipt": bool(here.source.receipt_to) and mail.is_set_up(),
    })


def _page(
    request: Any, here: Door, template: str, more: dict[str, Any], problems: dict[str, str] | None = None
) -> HttpResponse:
    titles = Titles.of(request.names, here.draft)
    context = here.context({"problems": problems or {}, "titles": titles, **more})
    return render(request, f"door/{template}", context, status=422 if problems else 200)
