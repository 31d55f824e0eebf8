"""Taking words of a released assessment off the register: an analyst proposes what has to go, an approver decides."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from answerable.accounts.queries import members, people_names
from answerable.accounts.roles import NotAllowed, Permission
from answerable.needs import removing
from answerable.needs.models import Assessment
from answerable.records.verify import GROUNDS
from answerable.register import publishing
from answerable.register.publishing import DidNotFinish
from answerable.responses import chain
from answerable.responses.removing import check_can_remove
from answerable.responses.rules import Refused, reason_against
from answerable.workspace.answers.remove import WAYS, RemoveForm
from answerable.workspace.forms import problems_of
from answerable.workspace.proof import needs_proof_to_send
from answerable.workspace.reports.fields import WordsField
from answerable.workspace.requests import MemberRequest

NAMES = {"contents": "Pages and pictures, with notes and conclusions", "made-of": "What it was made of",
         "signed": "Who signed"}


@require_http_methods(["GET", "POST"])
def remove(request: MemberRequest, number: int) -> HttpResponse:
    row = get_object_or_404(Assessment, id=number)
    form = RemoveForm(request.POST if request.method == "POST" else None)
    form.fields["places"].choices = _choices(row)  # type: ignore[attr-defined]
    problems = problems_of(form)
    if request.method == "POST" and not problems:
        chosen = [(int(seq), part) for seq, _, part in (v.partition(":") for v in form.cleaned_data["places"])]
        try:
            removing.propose_removal(assessment=row, places=chosen, ground=form.cleaned_data["ground"],
                                     by=request.member, at=request.at)
        except Refused as refusal:
            problems = {refusal.field or "places": str(refusal)}
        else:
            messages.success(request, "Proposed. An approver has to decide before anything is removed.")
            return _back(row)
    return _page(request, row, form, problems)


@require_POST
@needs_proof_to_send
def decide(request: MemberRequest, number: int) -> HttpResponse:
    """The second person removes the words, or says that they stay."""
    row = get_object_or_404(Assessment, id=number)
    field = WordsField(required=False, strip=True)
    try:
        if request.POST.get("agree") == "yes":
            publishing.remove_words_of_assessment(
                assessment=row, words=field.clean(request.POST.get("words", "")), by=request.member, at=request.at)
            messages.success(request, "Removed. The register says which part went, when and on what ground.")
        else:
            removing.decline_removal(assessment=row, by=request.member, at=request.at)
            messages.success(request, "Nothing is removed.")
    except DidNotFinish as stopped:
        messages.warning(request, str(stopped))
    except forms.ValidationError as problem:
        return _page(request, row, RemoveForm(), {"words": problem.messages[0]})
    except (Refused, NotAllowed) as reason:
        return _page(request, row, RemoveForm(), {getattr(reason, "field", "") or "decide": str(reason)})
    return _back(row)


def _page(request: MemberRequest, row: Assessment, form: RemoveForm, problems: dict[str, str]) -> HttpResponse:
    rows, choices = removing.open_removals(row), _choices(row)
    names = dict(choices)
    return render(request, "needs/remove.html", {
        "row": row, "form": form, "problems": problems, "choices": choices, "WAYS": WAYS,
        "rows": [(names.get(f"{one.seq}:{one.part}", one.part), GROUNDS[one.ground], one) for one in rows],
        "who": people_names(one.proposed_by for one in rows),
        "may_propose": request.member.may(Permission.KEEP_NEEDS),
        "why_not": reason_against(check_can_remove, request.member, rows, members(request.today)),
    }, status=422 if problems else 200)


def _choices(row: Assessment) -> list[tuple[str, str]]:
    """Each part that can go: the words first, tables by the names of their files."""
    if row.seq is None:
        return []
    values = chain.values(row.seq)
    return [(f"{row.seq}:{part}", NAMES.get(part) or f"The table {values[part]['file']}")
            for part in sorted(values, key=lambda one: (one not in NAMES, one))]


def _back(row: Assessment) -> HttpResponse:
    return HttpResponseRedirect(reverse("remove-from-assessment", kwargs={"number": row.id}))
