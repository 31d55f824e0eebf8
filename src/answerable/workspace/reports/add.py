"""Adding a report: by file, by words, or by typing; and what comes of reading it."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from answerable.accounts.queries import people_names
from answerable.inspections import files, operations, queries
from answerable.inspections.models import Report
from answerable.inspections.rules import ReportState
from answerable.intake import MOST_BYTES, CannotRead, ReadReport, read_pasted, read_report
from answerable.workspace.forms import problems_of
from answerable.workspace.reports.fields import LinkField, WordsField, tell_what_was_taken_out
from answerable.workspace.requests import MemberRequest

WAYS = (
    ("upload", "Upload the report (PDF or saved web page)"),
    ("paste", "Paste the words of a web page"),
    ("type", "Type it in"),
)


class AddForm(forms.Form):
    how = forms.ChoiceField(choices=WAYS, error_messages={
        "required": "Choose how you want to add the report", "invalid_choice": "Choose how you want to add the report"})
    words = WordsField(required=False)
    link = LinkField()

    def clean(self) -> dict[str, object]:
        how = self.cleaned_data.get("how")
        if how == "paste" and not self.cleaned_data.get("words"):
            self.add_error("words", "Paste the words of the page")
        return self.cleaned_data


@require_http_methods(["GET", "POST"])
def add_report(request: MemberRequest) -> HttpResponse:
    sent = request.method == "POST"
    form = AddForm(request.POST if sent else None)
    problems = problems_of(form)
    file = request.FILES.get("file") if sent else None
    if sent and form.data.get("how") == "upload" and (wrong := _file_problem(request, file)):
        problems = {"file": wrong, **problems}
    if sent and not problems:
        return _added(request, form, file)
    return render(request, "reports/add.html", {"form": form, "problems": problems, "ways": WAYS},
                  status=422 if problems else 200)


def _file_problem(request: MemberRequest, file: UploadedFile[bytes] | None) -> str:
    too_large = getattr(request, "upload_too_large", 0) or (file.size or 0 if file else 0)
    if too_large > MOST_BYTES:
        size, most = -(-too_large // 1_000_000), MOST_BYTES // 1_000_000
        return f"The file is {size} MB. The largest we read is {most} MB. Upload a smaller copy, or type it in."
    if file is None:
        return "Choose the file to upload"
    return "" if file.size else "The file is empty. Choose another"


def _added(request: MemberRequest, form: AddForm, file: UploadedFile[bytes] | None) -> HttpResponseRedirect:
    how, link = form.cleaned_data["how"], form.cleaned_data["link"]
    data, name = None, ""
    if how == "upload" and file is not None:
        data, name = file.read(), file.name or ""
    elif how == "paste":
        data, name = form.cleaned_data["words"].encode(), "Pasted words"
    if data is not None and (held := queries.document_with(files.digest(data))):
        return _to("same-file", held.report)
    report = operations.add_report(data=data, name=name, how=how, link=link, by=request.member, at=request.at)
    tell_what_was_taken_out(request, form)
    if data is None:
        messages.success(request, "The report is begun. Enter its details first.")
        return _to("confirm-details", report)
    return _to("reading", report)


@require_http_methods(["GET", "POST"])
def reading(request: MemberRequest, ref: str) -> HttpResponse:
    """The page while a report is read, and the one that says why it could not be."""
    report = queries.report(ref)
    if request.method == "POST" and report.state == ReportState.READING:
        return _read(request, report)
    if request.method == "POST" and report.state == ReportState.NOT_READ:
        operations.begin_typing(report=report, by=request.member, at=request.at)
        messages.success(request, "The file is kept. Enter the details of the report, then its findings.")
        return _to("confirm-details", report)
    if report.state == ReportState.READING:
        return render(request, "reports/reading.html", {"report": report})
    if report.state == ReportState.NOT_READ:
        documents = queries.documents(report)
        return render(request, "reports/not_read.html", {"report": report, "documents": documents})
    return _to("confirm", report)


def _read(request: MemberRequest, report: Report) -> HttpResponseRedirect:
    try:
        read = _reading_of(report)
    except CannotRead as reason:
        operations.record_not_read(report=report, because=reason.sentence, by=request.member, at=request.at)
        return _to("reading", report)
    report = operations.record_reading(report=report, read=read, by=request.member, at=request.at)
    return _to("newer-copy" if report.same_title_as_id else "confirm", report)


def _reading_of(report: Report) -> ReadReport:
    document = queries.documents(report)[-1]
    data = files.read(document.sha256)
    return read_pasted(data.decode()) if document.how == "paste" else read_report(data, name=document.name)


@require_safe
def same_file(request: MemberRequest, ref: str) -> HttpResponse:
    report = queries.report(ref)
    names = people_names([report.added_by])
    return render(request, "reports/same_file.html", {"report": report, "who": names.get(report.added_by, "Somebody")})


@require_http_methods(["GET", "POST"])
def another_copy(request: MemberRequest, ref: str) -> HttpResponse:
    report = queries.report(ref)
    problems: dict[str, str] = {}
    if request.method == "POST":
        file = request.FILES.get("file")
        wrong = _file_problem(request, file)
        if not wrong and file is not None:
            data = file.read()
            if held := queries.document_with(files.digest(data)):
                return _to("same-file", held.report)
            operations.add_document(
                report=report, data=data, name=file.name or "", by=request.member, at=request.at)
            return _to("reading", report)
        problems["file"] = wrong
    return render(request, "reports/another_copy.html", {"report": report, "problems": problems},
                  status=422 if problems else 200)


@require_http_methods(["GET", "POST"])
def newer_copy(request: MemberRequest, ref: str) -> HttpResponse:
    report = queries.report(ref)
    if report.same_title_as is None:
        return _to("report", report)
    problems: dict[str, str] = {}
    if request.method == "POST":
        if request.POST.get("which") == "keep":
            older = operations.keep_under(report=report, by=request.member, at=request.at)
            messages.success(request, "Both documents are kept under this report.")
            return _to("report", older)
        if request.POST.get("which") == "another":
            operations.is_another_report(report=report, by=request.member, at=request.at)
            return _to("confirm", report)
        problems["which"] = "Choose whether this is a newer copy or another report"
    return render(request, "reports/newer_copy.html", {"report": report, "problems": problems},
                  status=422 if problems else 200)


def _to(name: str, report: Report) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse(name, kwargs={"ref": report.ref}))
