"""The list of old answers, and the page of one: what was read beside what stood there, and the steps from here."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from answerable.accounts import kept_files
from answerable.accounts.models import AuditEntry
from answerable.accounts.queries import members, people_names
from answerable.register import publishing
from answerable.responses import bringing_in, old_rules
from answerable.responses.old_answers import Old, old_answer, old_answers, repairs
from answerable.responses.old_models import OldAnswer
from answerable.responses.old_rules import OLD_STATE_WORDS, OldState
from answerable.responses.rules import Refused, reason_against
from answerable.workspace import errors
from answerable.workspace.proof import needs_proof_when
from answerable.workspace.requests import MemberRequest, whole_number

GROUPS = {
    OldState.READ: "To check", OldState.PROPOSED: "With an approver", OldState.WAITING: "Being read",
    OldState.NOT_READ: "Could not be read", OldState.ENTERED: "On the register", OldState.LEFT_OUT: "Left out",
}  # fmt: skip
SENTENCES = {
    "old_answer_brought_in": "{who} brought this page in.",
    "old_answer_read": "The page was read.",
    "old_answer_put_right": "{who} put right what was read.",
    "old_answer_set_aside": "{who} wrote something else at the same time. It is kept.",
    "old_answer_put_forward": "{who} put it forward.",
    "old_answer_sent_back": "{who} sent it back.",
    "old_answer_left_out": "{who} left it out.",
    "old_answer_taken_up": "{who} took it up again.",
    "old_answer_entered": "{who} agreed, and it was entered into the register.",
}


@require_http_methods(["GET", "POST"])
def old_answers_list(request: MemberRequest) -> HttpResponse:
    if request.method == "POST":
        row = get_object_or_404(OldAnswer, id=whole_number(request.POST.get("forget", "")) or 0)
        try:
            bringing_in.forget(row=row, by=request.member, at=request.at)
        except Refused as reason:
            return errors.refused(request, 409, str(reason))
        messages.success(request, "The page is taken off the list.")
        return HttpResponseRedirect(request.path)
    rows = old_answers()
    groups = {heading: [row for row in rows if row.state == state.value] for state, heading in GROUPS.items()}
    return render(request, "old_answers/list.html", {
        "groups": {heading: found for heading, found in groups.items() if found}, "STATES": OLD_STATE_WORDS,
        "OldState": OldState, "why_not_add": reason_against(old_rules.check_can_bring_in, request.member),
    })


@require_http_methods(["GET", "POST"])
@needs_proof_when(lambda request: request.POST.get("do") == "agree")
def one_old_answer(request: MemberRequest, number: int) -> HttpResponse:
    old = old_answer(number)
    problems: dict[str, str] = {}
    if request.method == "POST":
        try:
            return _taken(request, old)
        except Refused as reason:
            problems = {reason.field or "do": str(reason)}
    return _page(request, old, problems)


def _taken(request: MemberRequest, old: Old) -> HttpResponse:
    """The step that the form asks for. Raises `Refused`."""
    step, by = request.POST.get("do", ""), request.member
    expected, note = whole_number(request.POST.get("expected", "")) or 0, request.POST.get("note", "")
    if step == "put_forward":
        bringing_in.put_forward(old=old, expected=expected, by=by, at=request.at)
        done = "An approver can now agree to it. Nothing is public yet."
    elif step == "agree":
        try:
            publishing.agree_to_old_answer(old=old, expected=expected, by=by, at=request.at)
            done = "It is on the public register, marked as imported."
        except publishing.DidNotFinish as reason:
            messages.info(request, str(reason))
            return HttpResponseRedirect(request.path)
    elif step == "send_back":
        bringing_in.send_back(old=old, note=note, by=by, at=request.at)
        done = "It was sent back."
    elif step == "leave_out":
        bringing_in.leave_out(old=old, note=note, by=by, at=request.at)
        done = "It is left out. It stays on the list, with your reason."
    elif step == "take_up":
        bringing_in.take_up(old=old, by=by, at=request.at)
        done = "It can be put forward again."
    else:
        raise Refused("Choose what to do with this page")
    messages.success(request, done)
    return HttpResponseRedirect(request.path)


def _page(request: MemberRequest, old: Old, problems: dict[str, str]) -> HttpResponse:
    member, now = request.member, old.situation()
    colleagues = members(request.today)
    why_not = {
        "put_right": reason_against(old_rules.check_can_correct, member, now),
        "put_forward": reason_against(old_rules.check_can_put_forward, member, now),
        "agree": reason_against(old_rules.check_can_agree, member, now, colleagues),
        "send_back": reason_against(old_rules.check_can_send_back, member, now),
        "leave_out": reason_against(old_rules.check_can_leave_out, member, now),
        "take_up": reason_against(old_rules.check_can_take_up, member, now),
    }
    return render(request, "old_answers/one.html", {
        "old": old, "said": old.content, "state": OLD_STATE_WORDS[old.state], "OldState": OldState,
        "unknown": not_known(old), "repairs": list(repairs(old)), "why_not": why_not, "problems": problems,
        "history": _history(old.row), "note": request.POST.get("note", ""),
    }, status=422 if problems else 200)


def not_known(old: Old) -> list[str]:
    """What the page does not say and nobody has entered."""
    said, codes = old.content, {remark.code for remark in old.read.checks}
    missing = {
        "The title of the report": not said.title,
        "When the report was published": said.published_on is None,
        "What type of inspection it was": not said.type_of_inspection,
        "The key findings, as the page gave them": not said.key_findings,
        "Where the report stands": not said.link,
        "The date of response. It is not counted as in time": said.responded_on is None,
        "Who wrote which part of the response": "merged-texts" in codes,
        "Where the page itself stood": not said.address,
    }
    return [sentence for sentence, is_missing in missing.items() if is_missing]


@dataclass(frozen=True)
class Line:
    at: datetime
    sentence: str


def _history(row: OldAnswer) -> list[Line]:
    refs = [str(row.pk), *([row.public_ref] if row.public_ref else [])]
    entries = list(AuditEntry.objects.filter(subject="old_answer", subject_ref__in=refs).order_by("-id"))
    names = people_names(entry.person_id for entry in entries)
    return [Line(entry.at, SENTENCES.get(entry.action, "{who} changed it.").format(
        who=names.get(entry.person_id or 0, "A command"))) for entry in entries]


@require_safe
def page_as_given(request: MemberRequest, number: int) -> FileResponse:
    """The very file, as a download: it may be anything, so no browser is to open it as part of this site."""
    row = get_object_or_404(OldAnswer, id=number)
    try:
        data = kept_files.read(row.sha256)
    except OSError:
        raise Http404 from None
    response = FileResponse(io.BytesIO(data), as_attachment=True, filename=row.name or "page",
                            content_type="application/octet-stream")
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def address_of(row: OldAnswer) -> str:
    return reverse("old-answer", kwargs={"number": row.pk})
