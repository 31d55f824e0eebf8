"""Taking words off the register: one person proposes what has to go, an approver decides."""

from __future__ import annotations

from collections.abc import Iterator

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from answerable.accounts.queries import people_names
from answerable.accounts.roles import NotAllowed, Permission
from answerable.duties.copies import RECIPIENTS
from answerable.records.verify import GROUNDS
from answerable.register import publishing
from answerable.register.publishing import DidNotFinish
from answerable.responses import removing
from answerable.responses.checks import Titles
from answerable.responses.queries import Draft
from answerable.responses.removing import Place, check_can_remove, open_removals, places_of
from answerable.responses.rules import Refused, reason_against
from answerable.workspace.answers.frame import answer_page, colleagues, opened, titles
from answerable.workspace.answers.versions import heading_of
from answerable.workspace.forms import problems_of
from answerable.workspace.proof import needs_proof_to_send
from answerable.workspace.reports.fields import WordsField
from answerable.workspace.requests import MemberRequest

WAYS = tuple((code, f"{words[0].upper()}{words[1:]}") for code, words in GROUNDS.items())
KINDS = {"answer_due": "That an answer is due", "no_answer_due": "That no answer is due", "withdrawal": "Withdrawal",
         "imported": "Imported answer", "assessment": "Yearly assessment"}


class RemoveForm(forms.Form):
    places = forms.MultipleChoiceField(error_messages={
        "required": "Choose what has to go", "invalid_choice": "Choose what has to go from the list"})
    ground = forms.ChoiceField(choices=WAYS, error_messages={"required": "Choose the ground"})


@require_http_methods(["GET", "POST"])
def remove(request: MemberRequest, ref: str) -> HttpResponse:
    now = opened(ref)
    places = list(places_of(now.response)) if now.response and now.response.public_ref else []
    choices = [(f"{p.seq}:{p.part}", _name(p, titles(request, now))) for p in places]
    form = RemoveForm(request.POST if request.method == "POST" else None)
    form.fields["places"].choices = choices  # type: ignore[attr-defined]
    problems = problems_of(form)
    if request.method == "POST" and not problems:
        chosen = [(int(seq), part) for seq, _, part in (v.partition(":") for v in form.cleaned_data["places"])]
        try:
            removing.propose_removal(report=now.report, places=chosen, ground=form.cleaned_data["ground"],
                                     by=request.member, at=request.at)
        except Refused as refusal:
            problems = {refusal.field or "places": str(refusal)}
        else:
            messages.success(request, "Proposed. An approver has to decide before anything is removed.")
            return HttpResponseRedirect(reverse("remove-words", kwargs={"ref": ref}))
    return _page(request, now, choices, form, problems)


def _page(
    request: MemberRequest, now: Draft, choices: list[tuple[str, str]], form: RemoveForm, problems: dict[str, str]
) -> HttpResponse:
    rows = open_removals(now.response)
    names = dict(choices)
    return answer_page(request, "remove.html", now, {
        "form": form, "choices": choices, "WAYS": WAYS, "rows": [
            (names.get(f"{row.seq}:{row.part}", row.part), GROUNDS[row.ground], row) for row in rows],
        "who": people_names(row.proposed_by for row in rows), "told": list(_sent_to(now)),
        "may_propose": request.member.may(Permission.WRITE),
        "why_not": reason_against(check_can_remove, request.member, rows, colleagues(request)),
    }, problems=problems)


@require_POST
@needs_proof_to_send
def decide_removal(request: MemberRequest, ref: str) -> HttpResponse:
    """The second person removes the words, or says that they stay."""
    now = opened(ref)
    field = WordsField(required=False, strip=True)
    try:
        if request.POST.get("agree") == "yes":
            publishing.remove_words(report=now.report, words=field.clean(request.POST.get("words", "")),
                                    by=request.member, at=request.at)
            messages.success(request, "Removed. The register says which part went, when and on what ground.")
        else:
            removing.decline_removal(report=now.report, by=request.member, at=request.at)
            messages.success(request, "Nothing is removed.")
    except DidNotFinish as stopped:
        messages.warning(request, str(stopped))
        return HttpResponseRedirect(reverse("publish", kwargs={"ref": ref}))
    except (Refused, NotAllowed) as reason:
        problem = {getattr(reason, "field", "") or "decide": str(reason)}
        places = list(places_of(now.response)) if now.response else []
        choices = [(f"{p.seq}:{p.part}", _name(p, titles(request, now))) for p in places]
        return _page(request, now, choices, RemoveForm(), problem)
    return HttpResponseRedirect(reverse("remove-words", kwargs={"ref": ref}))


def _name(place: Place, called: Titles) -> str:
    where = f"Version {place.version}" if place.version else KINDS.get(place.kind, place.kind)
    return f"{where}: {heading_of(place.part, called)} (record {place.seq})"


def _sent_to(now: Draft) -> Iterator[str]:
    """Whom the office sent copies that hold the words: they have to be told."""
    for to in now.copies:
        yield RECIPIENTS.get(to, to)
