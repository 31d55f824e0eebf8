"""Review: a second reader sees the answer as the public will, says what must change, and that it may go on."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from answerable.accounts.queries import people_names
from answerable.accounts.roles import NotAllowed
from answerable.responses import reviewing
from answerable.responses.queries import Draft
from answerable.responses.rules import (
    Refused,
    ReviewVerdict,
    State,
    TextChanged,
    check_can_note,
    check_can_review,
    reason_against,
)
from answerable.workspace.answers.frame import answer_page, colleagues, opened, titles
from answerable.workspace.answers.versions import RefusedNote, changes, last_read, notes_by_part, parts_of
from answerable.workspace.forms import problems_of
from answerable.workspace.reports.fields import WordsField, tell_what_was_taken_out
from answerable.workspace.requests import MemberRequest

VERDICTS = (
    (ReviewVerdict.READY.value, "Ready to sign off"),
    (ReviewVerdict.ASK_FOR_CHANGES.value, "Ask for changes"),
    (ReviewVerdict.REJECT.value, "Reject", "This ends this version. The office has to write another."),
)
DONE = {
    ReviewVerdict.READY: "The answer is with an approver now, in exactly these words.",
    ReviewVerdict.ASK_FOR_CHANGES: "Sent back. The authors see what you asked for.",
    ReviewVerdict.REJECT: "Rejected. This version has ended.",
}


class ReviewForm(forms.Form):
    shown_hash = forms.CharField(max_length=64)
    verdict = forms.ChoiceField(choices=[v[:2] for v in VERDICTS], error_messages={"required": "Choose a decision"})
    note = WordsField(required=False)


@require_http_methods(["GET", "POST"])
def review(request: MemberRequest, ref: str) -> HttpResponse:
    now = opened(ref)
    form = ReviewForm(request.POST if request.method == "POST" else None)
    problems = problems_of(form)
    if request.method == "POST" and not problems:
        verdict = ReviewVerdict(form.cleaned_data["verdict"])
        try:
            reviewing.review(report=now.report, shown_hash=form.cleaned_data["shown_hash"], verdict=verdict,
                             note=form.cleaned_data["note"], by=request.member, at=request.at)
        except (TextChanged, NotAllowed) as reason:
            problems = {"version": str(reason)}
        except Refused as refusal:
            problems = {refusal.field or "version": str(refusal)}
        else:
            tell_what_was_taken_out(request, form)
            messages.success(request, DONE[verdict])
            return HttpResponseRedirect(reverse("review", kwargs={"ref": ref}))
        now = opened(ref)
    return review_page(request, now, form, problems)


def review_page(
    request: MemberRequest, now: Draft, form: ReviewForm, problems: dict[str, str], *,
    refused: RefusedNote | None = None,
) -> HttpResponse:
    parts, before = parts_of(now, now.version), last_read(now, request.member)
    return answer_page(request, "review.html", now, {
        "version": now.version, "parts": parts, "form": form, "VERDICTS": VERDICTS, "State": State,
        "before": before, "review": now.review, "notes": notes_by_part(now),
        "changes": list(changes(parts_of(now, before), parts, titles(request, now))) if before else [],
        "who": people_names([now.version.sent_by if now.version else None, now.review.by if now.review else None]),
        "why_not": reason_against(check_can_review, request.member, now.situation(), colleagues(request)),
        "may_note": not reason_against(check_can_note, request.member, now.situation()), "refused": refused,
    }, problems=problems)
