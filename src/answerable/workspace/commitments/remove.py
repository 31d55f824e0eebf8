"""Taking words of a commitment off the register: one person proposes what has to go, an approver decides."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from answerable.accounts.queries import members, people_names
from answerable.accounts.roles import NotAllowed, Permission
from answerable.commitments import removing
from answerable.commitments.models import Commitment
from answerable.records import Entry
from answerable.records.contents import EvidencePart, HappenedPart
from answerable.records.verify import GROUNDS
from answerable.register import publishing
from answerable.register.commitment_words import evidence_name, heading_of
from answerable.register.publishing import DidNotFinish
from answerable.responses import chain
from answerable.responses.removing import Place, check_can_remove
from answerable.responses.rules import Refused, reason_against
from answerable.workspace.answers.remove import WAYS, RemoveForm
from answerable.workspace.commitments.one import opened
from answerable.workspace.forms import problems_of
from answerable.workspace.proof import needs_proof_to_send
from answerable.workspace.reports.fields import WordsField
from answerable.workspace.requests import MemberRequest

NAMES = {"promise": "What was promised", "signed": "Who signed"}


@require_http_methods(["GET", "POST"])
def remove(request: MemberRequest, commitment: str) -> HttpResponse:
    row = opened(commitment)
    choices = _choices(removing.places_of(row))
    form = RemoveForm(request.POST if request.method == "POST" else None)
    form.fields["places"].choices = choices  # type: ignore[attr-defined]
    problems = problems_of(form)
    if request.method == "POST" and not problems:
        chosen = [(int(seq), part) for seq, _, part in (v.partition(":") for v in form.cleaned_data["places"])]
        try:
            removing.propose_removal(commitment=row, places=chosen, ground=form.cleaned_data["ground"],
                                     by=request.member, at=request.at)
        except Refused as refusal:
            problems = {refusal.field or "places": str(refusal)}
        else:
            messages.success(request, "Proposed. An approver has to decide before anything is removed.")
            return _back(row)
    return _page(request, row, choices, form, problems)


@require_POST
@needs_proof_to_send
def decide(request: MemberRequest, commitment: str) -> HttpResponse:
    """The second person removes the words, or says that they stay."""
    row = opened(commitment)
    field = WordsField(required=False, strip=True)
    try:
        if request.POST.get("agree") == "yes":
            publishing.remove_words_of_commitment(
                commitment=row, words=field.clean(request.POST.get("words", "")), by=request.member, at=request.at)
            messages.success(request, "Removed. The register says which part went, when and on what ground.")
        else:
            removing.decline_removal(commitment=row, by=request.member, at=request.at)
            messages.success(request, "Nothing is removed.")
    except DidNotFinish as stopped:
        messages.warning(request, str(stopped))
    except forms.ValidationError as problem:
        return _page(request, row, _choices(removing.places_of(row)), RemoveForm(), {"words": problem.messages[0]})
    except (Refused, NotAllowed) as reason:
        problem_of = {getattr(reason, "field", "") or "decide": str(reason)}
        return _page(request, row, _choices(removing.places_of(row)), RemoveForm(), problem_of)
    return _back(row)


def _page(
    request: MemberRequest, row: Commitment, choices: list[tuple[str, str]], form: RemoveForm, problems: dict[str, str]
) -> HttpResponse:
    rows, names = removing.open_removals(row), dict(choices)
    return render(request, "commitments/remove.html", {
        "commitment": row, "form": form, "problems": problems, "choices": choices, "WAYS": WAYS,
        "rows": [(names.get(f"{one.seq}:{one.part}", one.part), GROUNDS[one.ground], one) for one in rows],
        "who": people_names(one.proposed_by for one in rows),
        "may_propose": request.member.may(Permission.KEEP_COMMITMENTS),
        "why_not": reason_against(check_can_remove, request.member, rows, members(request.today)),
    }, status=422 if problems else 200)


def _choices(places: Iterable[Place]) -> list[tuple[str, str]]:
    """Each part that can go, with what it tells in a few words."""
    entries = {entry.seq: entry for entry in chain.records().entries}
    return [(f"{p.seq}:{p.part}", f"Record {p.version}: {_name(entries[p.seq], p.part)}") for p in places]


def _name(entry: Entry, part: str) -> str:
    if part.startswith("happened-") and (told := entry.read(part, HappenedPart)):
        return f"{heading_of(told)} (entry {int(part.rpartition('-')[2])})"
    if part.startswith("evidence-") and (piece := entry.read(part, EvidencePart)):
        return f"{evidence_name(piece)}: {piece.title or 'held, not published'}"
    return NAMES.get(part, part)


def _back(row: Commitment) -> HttpResponse:
    return HttpResponseRedirect(reverse("remove-from-commitment", kwargs={"commitment": row.ref}))
