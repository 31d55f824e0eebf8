"""The copies of a published answer: words to paste into a message, and a record of each copy that was sent."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from answerable.accounts.models import BodyNames
from answerable.duties.copies import RECIPIENTS
from answerable.duties.dates import format_date
from answerable.inspections.queries import ConfirmedFinding
from answerable.records.contents import ChiefOfficerOutcome, CopyWay
from answerable.records.folder import entry_folder
from answerable.register import publishing
from answerable.register.publishing import DidNotFinish
from answerable.responses import slots
from answerable.responses.copies import Line, check_can_record_copy, copies_of, published_entry
from answerable.responses.queries import Draft
from answerable.responses.rules import Refused, reason_against
from answerable.workspace.answers.frame import answer_page, opened
from answerable.workspace.answers.publish import public_address
from answerable.workspace.forms import DayField, problems_of
from answerable.workspace.reports.fields import WordsField, tell_what_was_taken_out
from answerable.workspace.requests import MemberRequest

WAYS = (
    (CopyWay.EMAIL.value, "By email"), (CopyWay.PORTAL.value, "Through a portal"),
    (CopyWay.POST.value, "By post"), (CopyWay.OTHER.value, "In another way"),
)


_CHOOSE = dict.fromkeys(("required", "invalid_choice"), "Choose to whom it was sent")


class CopyForm(forms.Form):
    """A copy that was sent. The reference is the office's own and is never published."""

    to = forms.ChoiceField(choices=tuple(RECIPIENTS.items()), error_messages=_CHOOSE)
    sent_on = DayField("the date it was sent")
    how = forms.ChoiceField(choices=WAYS, error_messages={"required": "Choose how it was sent"})
    reference = WordsField(required=False, max_length=200)


@require_http_methods(["GET", "POST"])
def send(request: MemberRequest, ref: str) -> HttpResponse:
    now = opened(ref)
    lines = copies_of(now)
    form = CopyForm(request.POST if request.method == "POST" else None)
    problems = problems_of(form)
    if request.method == "POST" and not problems:
        try:
            return _record(request, now, form)
        except Refused as refusal:
            problems = {refusal.field or "record": str(refusal)}
    why_not = reason_against(check_can_record_copy, request.member, now)
    return answer_page(request, "send.html", now, {
        "form": form, "lines": lines, "recipients": [(line.copy.to, line.copy.title) for line in lines],
        "WAYS": WAYS, "ways": dict(WAYS), "why_not": why_not,
        "next_to": _next(lines), **_published(now, request.names),
    }, problems=problems)


def _record(request: MemberRequest, now: Draft, form: CopyForm) -> HttpResponse:
    data = form.cleaned_data
    try:
        publishing.record_copy(
            report=now.report, to=data["to"], sent_on=data["sent_on"], how=CopyWay(data["how"]),
            reference=data["reference"], by=request.member, at=request.at)
    except DidNotFinish as stopped:
        messages.warning(request, str(stopped))
        return HttpResponseRedirect(reverse("publish", kwargs={"ref": now.report.ref}))
    messages.success(request, "The copy is recorded as sent. The public register says so.")
    tell_what_was_taken_out(request, form)
    return HttpResponseRedirect(reverse("send", kwargs={"ref": now.report.ref}))


def _next(lines: list[Line]) -> str:
    """The first recipient without a recorded copy."""
    return next((line.copy.to for line in lines if line.sent is None), "")


def _published(now: Draft, names: BodyNames) -> dict[str, Any]:
    """The words for the message, and where the published files stand; nothing before publication."""
    entry = published_entry(now)
    if entry is None:
        return {"subject": "", "message": "", "files": ()}
    address = public_address(now)
    record = f"{settings.REGISTER_ADDRESS.rstrip('/')}/{entry_folder(entry.seq)}/entry.json"
    return {
        "subject": f"{_what(now, names)}: {now.report.title}",
        "message": _message(now, names, address, entry.ref, entry.hash),
        "files": ((f"{address}response.pdf", "The answer as PDF"), (record, f"Its record, entry {entry.seq}")),
    }


def _what(now: Draft, names: BodyNames) -> str:
    return f"{names.name}’s {now.regime.called if now.regime else 'answer'}"


def _message(now: Draft, names: BodyNames, address: str, ref: str, fingerprint: str) -> str:
    on = format_date(now.responded_on) if now.responded_on else ""
    if now.regime and now.regime.copy_letter:
        what = f"{now.regime.copy_letter.format(day=on)} They"
    else:
        what = f"I enclose the answer published on {on} to the report “{now.report.title}”. Its words"
    return "\n\n".join((
        f"{what} stand at {address} under the reference {ref}.{_contents(now, names)}",
        f"Fingerprint of the published record: {fingerprint}. Keeping this message lets anyone check later that the "
        "record has not changed.",
        f"Reply to {names.contact} if you need this in another form.",
    ))


def _contents(now: Draft, names: BodyNames) -> str:
    """A sentence on what is published there; empty when it is the comments alone."""
    held = [_explanations(now.findings)] if now.findings else []
    chief = now.chief_officer
    if chief is not None and chief.outcome == ChiefOfficerOutcome.RECEIVED:
        held.append(f"the {names.chief_title}’s comments")
    if now.text(slots.REPLY) is not None:
        held.append(f"the {names.holder_title}’s reply")
    listed = " and ".join(filter(None, (", ".join(held[:-1]), *held[-1:])))
    return f" They contain {listed}." if listed else ""


def _explanations(findings: tuple[ConfirmedFinding, ...]) -> str:
    count = sum(finding.kind == "recommendation" for finding in findings)
    if count:
        return f"an explanation for {'the recommendation' if count == 1 else f'each of the {count} recommendations'}"
    return f"an answer to {'the finding' if len(findings) == 1 else f'each of the {len(findings)} findings'}"
