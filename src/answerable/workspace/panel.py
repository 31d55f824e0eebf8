"""Papers for the panel or a committee: how commitments stood on a day, and what changed since it last met."""

from __future__ import annotations

from datetime import date

from django import forms
from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from answerable.accounts.roles import Permission
from answerable.commitments.operations import add_meeting
from answerable.commitments.panel import Panel, last_before, panel
from answerable.commitments.panel import meetings as meetings_held
from answerable.commitments.paper import figures_in_words, paper
from answerable.documents.docx import docx
from answerable.documents.typeset import typeset
from answerable.register.document import EXAMPLE
from answerable.responses.rules import Refused
from answerable.workspace.forms import DayField, problems_of, shown_day
from answerable.workspace.reports.fields import WordsField, tell_what_was_taken_out
from answerable.workspace.reports.files import as_download
from answerable.workspace.requests import MemberRequest

WRITERS = {
    "pdf": (typeset, "application/pdf"),
    "docx": (docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
}


class MeetingForm(forms.Form):
    on = DayField("the day of the meeting")
    name = WordsField(max_length=120, error_messages={"required": "Enter who meets, such as “Police and crime panel”"})


@require_http_methods(["GET", "POST"])
def meetings(request: MemberRequest) -> HttpResponse:
    form = MeetingForm(request.POST if request.method == "POST" else None)
    problems = problems_of(form)
    if request.method == "POST" and not problems:
        try:
            made = add_meeting(**form.cleaned_data, by=request.member, at=request.at)
        except Refused as refusal:
            problems = {refusal.field or "on": str(refusal)}
        else:
            tell_what_was_taken_out(request, form)
            messages.success(request, "The meeting is entered.")
            return HttpResponseRedirect(reverse("panel", kwargs={"day": made.on.isoformat()}))
    return render(request, "panel/meetings.html", {
        "form": form, "problems": problems, "meetings": meetings_held(), "shown_day": shown_day,
        "may_add": request.member.may(Permission.KEEP_COMMITMENTS), "today": request.today,
    }, status=422 if problems else 200)


@require_safe
def for_panel(request: MemberRequest, day: str) -> HttpResponse:
    """The paper as a page: everything, where the document holds what fits on two sides."""
    shown, asked = _panel(request, day)
    return render(request, "panel/paper.html", {
        "panel": shown, "asked": asked, "figures": figures_in_words(shown), "names": request.names,
        "most": max((y.kept + y.said_done + y.moved + y.open + y.stopped for y in shown.years), default=0),
    })


@require_safe
def paper_file(request: MemberRequest, day: str, kind: str) -> FileResponse:
    """The paper as a file of two pages."""
    if kind not in WRITERS:
        raise Http404
    shown, _ = _panel(request, day)
    write, media_type = WRITERS[kind]
    document = paper(shown, body=request.names.name, notice=EXAMPLE if request.names.body.example else "")
    return as_download(write(document), f"commitments-as-at-{shown.day.isoformat()}.{kind}", media_type)


def _panel(request: MemberRequest, day: str) -> tuple[Panel, date]:
    """The panel of a day, and the day that was asked for. Before a day has come, how things stand today is shown."""
    try:
        asked = date.fromisoformat(day)
    except ValueError:
        raise Http404 from None
    return panel(min(asked, request.today), last_before(asked)), asked
