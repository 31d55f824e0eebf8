"""The page on which an owner outside the office gives an update, and what they sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from answerable.accounts import kept_files
from answerable.commitments import partners
from answerable.commitments.events import SaysDone
from answerable.commitments.models import Commitment
from answerable.commitments.operations import LARGEST_FILE
from answerable.commitments.partners import Brought, Update
from answerable.commitments.standing import Standing
from answerable.links.models import Link
from answerable.messages import mail
from answerable.messages import operations as outbox
from answerable.records import london_day
from answerable.responses.invitations.operations import last_day_of
from answerable.responses.rules import Refused
from answerable.workspace.forms import DayField, problems_of
from answerable.workspace.reports.fields import WordsField
from answerable.workspace.requests import whole_number

IS_DONE = ((SaysDone.YES.value, "Yes"), (SaysDone.NO.value, "No"), (SaysDone.NOT_SURE.value, "Not sure"))
LONGEST_HEADING = 100  # characters of what was promised


@dataclass(frozen=True)
class UpdateDoor:
    """One open commitment, as its owner outside sees it."""

    row: Commitment
    now: Standing
    link: Link

    def at(self, page: str) -> str:
        return reverse(f"update-{page}", kwargs={"door": self.link.ref})

    @property
    def heading(self) -> str:
        """What was promised, as far as it fits in a heading."""
        words = " ".join(self.now.words.split())
        return words if len(words) <= LONGEST_HEADING else f"{words[:LONGEST_HEADING].rsplit(' ', 1)[0]} …"

    @property
    def since(self) -> date:
        """The day of the last update; before the first one, the day on which the commitment was made."""
        return self.now.updated_on or london_day(self.row.events.get(number=1).at)

    @property
    def last_update(self) -> str:
        """The words of the last update that whoever holds the link may see: sent from outside, or published."""
        last = self.row.events.filter(kind="updated").order_by("-number").first()
        is_theirs = last is not None and (last.by is None or last.number <= self.now.published)
        return str(last.content["words"]) if last is not None and is_theirs else ""


class UpdateForm(forms.Form):
    words = WordsField(required=False, strip=False)
    says_done = forms.ChoiceField(choices=IS_DONE, error_messages=dict.fromkeys(
        ("required", "invalid_choice"), "Choose whether it is done"))
    title = WordsField(required=False, max_length=300)
    about_on = DayField("the day that the file tells of", required=False)
    to = DayField("the new date", required=False)
    why = WordsField(required=False)
    name = WordsField(required=False, max_length=120)
    post = WordsField(required=False, max_length=120)


def give(request: Any, here: UpdateDoor) -> HttpResponse:
    """Where the commitment stands, and the form for what has happened since."""
    form = UpdateForm(request.POST if request.method == "POST" else None)
    problems = problems_of(form)
    if request.method == "POST" and not problems:
        try:
            _send(request, here, form)
        except Refused as refusal:
            problems = {refusal.field or "words": str(refusal)}
        else:
            return HttpResponseRedirect(here.at("sent"))
    shown = {name: form.data.get(name, "") if form.is_bound else "" for name in form.fields}
    return _page(request, "update.html", here, {
        "form": form, "shown": shown, "IS_DONE": IS_DONE, "last_day": last_day_of(here.link),
        "largest": LARGEST_FILE // 1024 // 1024, "problems": problems}, status=422 if problems else 200)


def _send(request: Any, here: UpdateDoor, form: UpdateForm) -> None:
    data = form.cleaned_data
    update = Update(
        words=data["words"], says_done=SaysDone(data["says_done"]), name=data["name"], post=data["post"],
        to=data["to"], why=data["why"], file=_file(request, data))
    seen = whole_number(request.POST.get("seen", "")) or 0
    for message in partners.send_update(commitment=here.row, link=here.link, update=update, seen=seen, at=request.at):
        outbox.send_now(message, at=request.at)


def _file(request: Any, data: dict[str, Any]) -> Brought | None:
    file = request.FILES.get("file")
    if getattr(request, "upload_too_large", None) or (file is not None and file.size > LARGEST_FILE):
        raise Refused(f"This file is larger than {LARGEST_FILE // 1024 // 1024} MB. Send a smaller one.", field="file")
    if file is None:
        if data["title"].strip() or data["about_on"]:
            raise Refused("Choose the file, or take out what you wrote about it", field="file")
        return None
    return Brought(file.read(), kept_files.shown_name(file.name), data["title"], data["about_on"])


def sent(request: Any, here: UpdateDoor) -> HttpResponse:
    """What was sent last, word for word."""
    rows = partners.sent_by(here.row, here.link)
    if not rows:
        return HttpResponseRedirect(here.at("start"))
    return _page(request, "update_sent.html", here, {
        "rows": rows, "IS_DONE": dict(IS_DONE), "first": rows[0], "last_day": last_day_of(here.link),
        "gets_receipt": bool(here.link.to) and mail.is_set_up(), "problems": {}})


def _page(request: Any, template: str, here: UpdateDoor, more: dict[str, Any], status: int = 200) -> HttpResponse:
    return render(request, f"door/{template}", {"here": here, "now": here.now, **more}, status=status)
