"""A commitment that goes on as another one: in its place, or under a later report for one of its findings.

Carrying forward takes two steps, since which findings can be chosen depends on the report: first the report, which then
stands in the address, then what is promised there.
"""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from answerable.accounts.queries import members
from answerable.accounts.roles import Permission, check_may
from answerable.commitments import operations
from answerable.commitments.models import Commitment
from answerable.inspections import queries as inspections
from answerable.inspections.models import Report
from answerable.responses.rules import Refused
from answerable.workspace.commitments.acts import made, made_form
from answerable.workspace.commitments.fields import ChoiceInFull, Words
from answerable.workspace.commitments.one import field_of, form_page, opened, since
from answerable.workspace.forms import problems_of
from answerable.workspace.requests import MemberRequest, whole_number

NO_FINDING = "none"
_WORDS_SHOWN = 200  # characters of a finding, to choose by
_FIRST_DATE = "This one stays with all that happened. The new one begins with a first date of its own."


@require_http_methods(["GET", "POST"])
def replace(request: MemberRequest, commitment: str) -> HttpResponse:
    """Another commitment in the place of this one."""
    check_may(request.member, Permission.KEEP_COMMITMENTS)
    return _goes_on(request, opened(commitment), None)


@require_http_methods(["GET", "POST"])
def carry_forward(request: MemberRequest, commitment: str) -> HttpResponse:
    """The same promise under a later inspection: of which report, then for which of its findings."""
    check_may(request.member, Permission.KEEP_COMMITMENTS)
    row = opened(commitment)
    others = [report for report in inspections.reports() if report.id != row.report_id]
    asked = request.GET.get("report")
    report = next((one for one in others if one.ref == asked), None)
    if report is not None:
        return _goes_on(request, row, report)
    is_wrong = asked is not None or request.method == "POST"
    return render(request, "commitments/which-report.html", {
        "commitment": row, "now": operations.standing_of(row), "reports": others,
        "problems": {"report": "Choose the report"} if is_wrong else {}}, status=422 if is_wrong else 200)


def _goes_on(request: MemberRequest, row: Commitment, later: Report | None) -> HttpResponse:
    """`later`: the report under which it goes on; None: another one takes its place under its own."""
    now = operations.standing_of(row)
    form = _form(request, later)(
        request.POST if request.method == "POST" else None,
        initial={name: getattr(now, name) for name in ("words", "how_known", "owner", "organisation", "depends_on")})
    problems = problems_of(form)
    if request.method == "POST" and not problems:
        try:
            new = _go_on(request, row, form.cleaned_data, later)
        except Refused as refusal:
            problems = {field_of(form, refusal): str(refusal)}
        else:
            messages.success(request, f"{row.ref} goes on as {new.ref}. Both name each other.")
            return HttpResponseRedirect(reverse("commitment", kwargs={"commitment": new.ref}))
    return form_page(request, form, problems, {
        "commitment": row, "now": now, "button_words": "Save", "happened": since(request, row, now),
        "title": "Carry it forward to a later inspection" if later else "Put another commitment in its place",
        "intro": _FIRST_DATE if later is None or "finding" in form.fields else
        f"{_FIRST_DATE} The findings of this report are not confirmed yet, so it cannot say which one it answers.",
        "report": later,
    })


def _form(request: MemberRequest, later: Report | None) -> type[forms.Form]:
    fields: dict[str, Any] = {"why": Words("Why", "The reason is published.")}
    findings = inspections.confirmed_findings(later) if later else []
    if findings:
        choices = [(str(one.number), f"Finding {one.number}: {_shortened(one.words)}") for one in findings]
        fields["finding"] = ChoiceInFull(
            "Which finding of this report does it answer now?", choices=[*choices, (NO_FINDING, "None of them")],
            error_messages=dict.fromkeys(("required", "invalid_choice"), "Choose the finding that it answers, or none"))
        fields["field_order"] = ["finding"]
    form: Any = type("GoingOnForm", (made_form(members(request.today)),), fields)
    del form.base_fields["told_in"]
    return cast(type[forms.Form], form)


def _shortened(words: str) -> str:
    one_line = " ".join(words.split())
    return one_line if len(one_line) <= _WORDS_SHOWN else f"{one_line[:_WORDS_SHOWN].rsplit(' ', 1)[0]}…"


def _go_on(request: MemberRequest, row: Commitment, data: dict[str, Any], later: Report | None) -> Commitment:
    seen = whole_number(request.POST.get("seen", "")) or 0
    if later is None:
        return operations.replace(commitment=row, event=made(data), why=data["why"], seen=seen, by=request.member,
                                  at=request.at)
    finding = data.get("finding", NO_FINDING)
    return operations.carry_forward(
        commitment=row, report=later, finding=None if finding == NO_FINDING else int(finding), event=made(data),
        why=data["why"], seen=seen, by=request.member, at=request.at)
