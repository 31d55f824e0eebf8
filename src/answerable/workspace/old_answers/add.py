"""Bringing in old answers: one or several files, or pasted words; and the page while several are read."""

from __future__ import annotations

import time

from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from answerable.accounts import kept_files
from answerable.intake import MOST_BYTES, CannotRead, ReadAnswer, read_answer, read_pasted_answer, unpack
from answerable.responses import bringing_in, old_rules
from answerable.responses.old_answers import waiting
from answerable.responses.old_models import OldAnswer
from answerable.responses.old_rules import How
from answerable.responses.rules import Refused
from answerable.workspace.forms import problems_of
from answerable.workspace.reports.fields import LinkField, WordsField, tell_what_was_taken_out
from answerable.workspace.requests import MemberRequest

WAYS = (("upload", "Upload the page (text, saved web page or Word document)"), ("paste", "Paste the words of the page"))
MOST_FILES = 100
SECONDS = 5  # of reading before the page is shown again with how far it has come


class AddForm(forms.Form):
    how = forms.ChoiceField(choices=WAYS, error_messages={
        "required": "Choose how you want to bring it in", "invalid_choice": "Choose how you want to bring it in"})
    words = WordsField(required=False, strip=False)
    address = LinkField()

    def clean(self) -> dict[str, object]:
        if self.cleaned_data.get("how") == "paste" and not str(self.cleaned_data.get("words") or "").strip():
            self.add_error("words", "Paste the words of the page")
        return self.cleaned_data


@require_http_methods(["GET", "POST"])
def add_old_answer(request: MemberRequest) -> HttpResponse:
    sent = request.method == "POST"
    form = AddForm(request.POST if sent else None)
    problems = problems_of(form)
    files = request.FILES.getlist("file") if sent else []
    if sent and form.data.get("how") == "upload" and (wrong := _files_problem(request, files)):
        problems = {"file": wrong, **problems}
    if sent and not problems:
        try:
            return _brought_in(request, form, files)
        except CannotRead as reason:
            problems = {"file" if form.cleaned_data["how"] == "upload" else "words": reason.sentence}
        except Refused as reason:
            problems = {reason.field or "how": str(reason)}
    return render(request, "old_answers/add.html", {"form": form, "problems": problems, "ways": WAYS},
                  status=422 if problems else 200)


def _files_problem(request: MemberRequest, files: list[UploadedFile[bytes]]) -> str:
    too_large = getattr(request, "upload_too_large", 0) or sum(file.size or 0 for file in files)
    if too_large > MOST_BYTES:
        size, most = -(-too_large // 1_000_000), MOST_BYTES // 1_000_000
        return f"What you chose is {size} MB. The most we take at once is {most} MB. Choose less"
    if len(files) > MOST_FILES:
        return f"You chose {len(files)} files. The most we take at once is {MOST_FILES}. Choose fewer"
    return "" if files else "Choose the file to upload"


def _brought_in(request: MemberRequest, form: AddForm, files: list[UploadedFile[bytes]]) -> HttpResponseRedirect:
    if form.cleaned_data["how"] == "paste":
        return _one(request, form, form.cleaned_data["words"].encode(), "Pasted words", How.PASTE)
    given = [(file.name or "", file.read()) for file in files]
    if len(given) == 1 and not given[0][0].lower().endswith(".zip"):
        return _one(request, form, given[0][1], given[0][0], How.UPLOAD)
    return _several(request, [page for name, data in given for page in _unpacked(name, data)])


def _unpacked(name: str, data: bytes) -> tuple[tuple[str, bytes], ...]:
    return unpack(data) if name.lower().endswith(".zip") else ((name, data),)


def _one(request: MemberRequest, form: AddForm, data: bytes, name: str, how: How) -> HttpResponseRedirect:
    """Read one page at once."""
    try:
        row = bringing_in.bring_in(
            data=data, read=_read(data, name, how), name=name, how=how, address=form.cleaned_data["address"],
            by=request.member, at=request.at,
        )  # fmt: skip
    except bringing_in.AlreadyHere as here:
        messages.info(request, f"{here} Nothing was added.")
        row = here.row
    else:
        tell_what_was_taken_out(request, form)
    return HttpResponseRedirect(where(row))


def _several(request: MemberRequest, pages: list[tuple[str, bytes]]) -> HttpResponseRedirect:
    """Keep all, to be read one after the other."""
    kept, there = 0, 0
    for name, data in pages:
        try:
            bringing_in.keep_page(data=data, name=name, how=How.UPLOAD, by=request.member, at=request.at)
            kept += 1
        except bringing_in.AlreadyHere:
            there += 1
    if there:
        messages.info(request, f"{_pages(there)} {'was' if there == 1 else 'were'} here already.")
    return HttpResponseRedirect(reverse("reading-old-answers" if kept else "old-answers"))


@require_http_methods(["GET", "POST"])
def reading_old_answers(request: MemberRequest) -> HttpResponse:
    """Reads for some seconds each time it is sent, and shows what is left: with a script it sends itself."""
    rows = waiting()
    if request.method == "POST":
        old_rules.check_can_bring_in(request.member)
        began = time.monotonic()
        for row in rows:
            _read_kept(request, row)
            if time.monotonic() - began > SECONDS:
                break
        return HttpResponseRedirect(request.path)
    if not rows:
        messages.success(request, "All pages are read.")
        return HttpResponseRedirect(reverse("old-answers"))
    return render(request, "old_answers/reading.html", {"waiting": len(rows), "next": rows[0]})


def _read_kept(request: MemberRequest, row: OldAnswer) -> None:
    try:
        read = _read(kept_files.read(row.sha256), row.name, How(row.how))
        bringing_in.record_reading(row=row, read=read, by=request.member, at=request.at)
    except (CannotRead, Refused) as reason:
        bringing_in.record_not_read(row=row, because=str(reason), by=request.member, at=request.at)


def _read(data: bytes, name: str, how: How) -> ReadAnswer:
    return read_pasted_answer(data.decode()) if how == How.PASTE else read_answer(data, name=name)


def where(row: OldAnswer) -> str:
    """The address of an old answer; one that was not read stands on the list only."""
    return reverse("old-answer", kwargs={"number": row.pk}) if row.read is not None else reverse("old-answers")


def _pages(count: int) -> str:
    return "1 page" if count == 1 else f"{count} pages"
