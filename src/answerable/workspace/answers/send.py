"""The copies of a published answer: sent by mail from here, or another way and recorded; what came back; the pack."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from answerable.accounts import kept_files
from answerable.duties.copies import RECIPIENTS
from answerable.messages import mail
from answerable.messages.rules import ERRORS, CannotSend, MessageState
from answerable.records.contents import CopyWay
from answerable.register import letter, publishing, sending
from answerable.register.publishing import DidNotFinish
from answerable.register.sending import Row
from answerable.responses import copies
from answerable.responses.copies import Proof, check_can_record_copy
from answerable.responses.models import CopySent
from answerable.responses.queries import Draft
from answerable.responses.rules import Refused, reason_against
from answerable.workspace.answers.frame import answer_page, opened
from answerable.workspace.forms import DayField, problems_of
from answerable.workspace.reports.fields import WordsField, tell_what_was_taken_out
from answerable.workspace.reports.files import as_download
from answerable.workspace.requests import MemberRequest

WAYS = (
    (CopyWay.PORTAL.value, "Through a portal"), (CopyWay.POST.value, "By post"),
    (CopyWay.EMAIL.value, "By email from another mailbox"), (CopyWay.OTHER.value, "In another way"),
)
WAY_WORDS = {"email": "By email", "portal": "Through a portal", "post": "By post", "other": "In another way"}
STATES = {
    "to_send": ("To send", "blue"), "waiting": ("Waiting to leave", "grey"), "failed": ("Failed", "red"),
    "sent": ("Sent", "green"), "no_proof": ("No proof yet", "orange"), "came_back": ("Came back", "red"),
}
LARGEST_PROOF = 10_000_000  # bytes
_FIELDS = {"on": "returned_on"}  # of an operation to that of the page
_CHOOSE = dict.fromkeys(("required", "invalid_choice"), "Choose to whom it was sent")


class CopyForm(forms.Form):
    """A copy that was sent another way. Reference and proof are the office's own and are never published."""

    to = forms.ChoiceField(choices=tuple(RECIPIENTS.items()), error_messages=_CHOOSE)
    sent_on = DayField("the date it was sent")
    how = forms.ChoiceField(choices=WAYS, error_messages={"required": "Choose how it was sent"})
    reference = WordsField(required=False, max_length=200)


class ReturnForm(forms.Form):
    """A copy that was returned."""

    returned = forms.ChoiceField(
        choices=tuple(RECIPIENTS.items()),
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Choose which copy came back"))
    returned_on = DayField("the day it came back")


@require_http_methods(["GET", "POST"])
def send(request: MemberRequest, ref: str) -> HttpResponse:
    now = opened(ref)
    do = request.POST.get("do", "") if request.POST.get("do") in ("mail", "record", "came_back") else ""
    form = CopyForm(request.POST if do == "record" else None)
    returned = ReturnForm(request.POST if do == "came_back" else None)
    problems = {**problems_of(form), **problems_of(returned)}
    if do == "record" and (wrong := _file_problem(request)):
        problems["proof"] = wrong
    if do and not problems:
        try:
            messages.success(request, _done(request, now, do, form, returned))
        except (Refused, CannotSend) as refusal:
            problems = {_FIELDS.get(refusal.field, refusal.field) or do: str(refusal)}
        except DidNotFinish as stopped:
            messages.warning(request, str(stopped))
            return HttpResponseRedirect(reverse("publish", kwargs={"ref": ref}))
        else:
            return HttpResponseRedirect(reverse("send", kwargs={"ref": ref}))
    return _page(request, now, form, returned, problems)


def _done(request: MemberRequest, now: Draft, do: str, form: CopyForm, returned: ReturnForm) -> str:
    """Do what was asked for; the sentence that says so."""
    if do == "mail":
        return _mail(request, now)
    if do == "came_back":
        data = returned.cleaned_data
        copy = now.copies.get(data["returned"])
        if copy is None:
            raise Refused("Choose which copy came back", field="returned")
        copies.came_back(copy=copy, on=data["returned_on"], by=request.member, at=request.at)
        return "It is recorded that the copy came back."
    data, proof = form.cleaned_data, _proof(request.FILES.get("proof"))
    publishing.record_copy(
        report=now.report, to=data["to"], sent_on=data["sent_on"], how=CopyWay(data["how"]),
        reference=data["reference"], proof=proof, by=request.member, at=request.at)
    tell_what_was_taken_out(request, form)
    return "The copy is recorded as sent. The public register says so."


def _mail(request: MemberRequest, now: Draft) -> str:
    written = sending.send_by_mail(
        report=now.report, to=request.POST.getlist("to"), by=request.member, at=request.at)
    left = sum(message.state == MessageState.LEFT for message in written)
    if left == len(written):
        return f"{_copies(left)} sent. The public register says so."
    return f"{_copies(left)} sent. The table says what became of the others."


def _copies(count: int) -> str:
    return f"{count} {'copy' if count == 1 else 'copies'}"


def _file_problem(request: MemberRequest) -> str:
    file = request.FILES.get("proof")
    size = getattr(request, "upload_too_large", 0) or (file.size or 0 if file else 0)
    if size > LARGEST_PROOF:
        return f"The file is {-(-size // 1_000_000)} MB. The largest we keep as proof is 10 MB. Choose a smaller one"
    return "The file is empty. Choose another" if file is not None and not file.size else ""


def _proof(file: UploadedFile[bytes] | None) -> Proof | None:
    if file is None:
        return None
    return Proof(kept_files.shown_name(file.name), kept_files.keep(file.read()))


def _page(
    request: MemberRequest, now: Draft, form: CopyForm, returned: ReturnForm, problems: dict[str, str]
) -> HttpResponse:
    rows = sending.rows(now)
    of = sending.published(now)
    address = sending.address_of(now)
    letters = {row.line.copy.to: letter.letter_to(row.line.copy, of, address) for row in rows} if of else {}
    due = [row for row in rows if row.line.copy.by_law and row.may_be_mailed]
    return answer_page(request, "send.html", now, {
        "form": form, "returned": returned, "rows": rows, "letters": letters, "STATES": STATES, "WAYS": WAYS,
        "WAY_WORDS": WAY_WORDS, "ERRORS": ERRORS, "is_set_up": mail.is_set_up(), "due": due,
        "by_practice": [row for row in rows if not row.line.copy.by_law and row.may_be_mailed],
        "without_address": _without_address(rows), "recipients": [(r.line.copy.to, r.line.copy.title) for r in rows],
        "came": [(r.line.copy.to, r.line.copy.title) for r in rows if r.line.is_settled], "next_to": _next(rows),
        "why_not": reason_against(check_can_record_copy, request.member, now),
        "mail_copies": f"Send {_copies(len(due))} by email",
    }, problems=problems)


def _next(rows: list[Row]) -> str:
    """The first recipient without a recorded copy."""
    return next((row.line.copy.to for row in rows if not row.line.is_settled), "")


def _without_address(rows: list[Row]) -> list[str]:
    """The offices that the law names and whose address nobody has entered."""
    return [row.line.copy.name for row in rows if row.line.copy.by_law and not row.address and not row.line.is_settled]


@require_safe
def pack(request: MemberRequest, ref: str, to: str) -> FileResponse:
    """Letter and answer for one recipient, as one ZIP."""
    now = opened(ref)
    row = next((row for row in sending.rows(now) if row.line.copy.to == to), None)
    of = sending.published(now)
    if row is None or of is None:
        raise Http404
    files = letter.pack(row.line.copy, of, sending.address_of(now), dated=request.today)
    return as_download(letter.zip_of(files), f"{of.answer.ref}-{to.replace('_', '-')}.zip", "application/zip")


@require_safe
def proof(request: MemberRequest, ref: str, copy_id: int) -> FileResponse:
    """The file that shows that a copy was sent. It may be anything, so no browser is to open it here."""
    row = get_object_or_404(CopySent, id=copy_id, version__response__report=opened(ref).report)
    try:
        data = kept_files.read(row.proof_sha256) if row.proof_sha256 else None
    except FileNotFoundError:  # deleted because of what it held
        data = None
    if data is None:
        raise Http404
    return as_download(data, row.proof_name, "application/octet-stream")
