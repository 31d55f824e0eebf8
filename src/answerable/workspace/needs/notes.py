"""What an analyst adds: a note on a series, a conclusion, and taking one out."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from answerable.needs import noting, rules
from answerable.needs.models import AnalystNote
from answerable.responses.rules import Refused
from answerable.workspace.forms import problems_of
from answerable.workspace.reports.fields import WordsField
from answerable.workspace.requests import MemberRequest

LONGEST = 500  # characters
AGAIN = "Build the assessment again to see it there."


class NoteForm(forms.Form):
    group = forms.ChoiceField(choices=list(rules.GROUPS.items()), error_messages={
        "required": "Choose a series", "invalid_choice": "Choose a series"})
    month = forms.CharField(max_length=7, error_messages={"required": "Enter a month like 2025-04",
                                                          "max_length": "Enter a month like 2025-04"})
    words = WordsField(max_length=LONGEST, error_messages={"required": "Enter what happened"})


class ConclusionForm(forms.Form):
    group = forms.ChoiceField(choices=list(rules.GROUPS.items()), error_messages={
        "required": "Choose a series", "invalid_choice": "Choose a series"})
    rests_on = forms.ChoiceField(choices=list(rules.MEASURES.items()), error_messages={
        "required": "Choose what it rests on", "invalid_choice": "Choose what it rests on"})
    words = WordsField(max_length=LONGEST, error_messages={"required": "Enter what you conclude"})


@require_http_methods(["GET", "POST"])
def annotate(request: MemberRequest) -> HttpResponse:
    form = NoteForm(request.POST if request.method == "POST" else None)
    problems = problems_of(form)
    if request.method == "POST" and not problems:
        try:
            noting.annotate(**form.cleaned_data, by=request.member, at=request.at)
        except Refused as refusal:
            problems = {refusal.field or "words": str(refusal)}
        else:
            return _done(request, f"The note is kept. {AGAIN}")
    return _page(request, "needs/note.html", form, problems)


@require_http_methods(["GET", "POST"])
def conclude(request: MemberRequest) -> HttpResponse:
    form = ConclusionForm(request.POST if request.method == "POST" else None)
    problems = problems_of(form)
    if request.method == "POST" and not problems:
        try:
            noting.conclude(**form.cleaned_data, by=request.member, at=request.at)
        except Refused as refusal:
            problems = {refusal.field or "words": str(refusal)}
        else:
            return _done(request, f"The conclusion is kept. {AGAIN}")
    return _page(request, "needs/conclusion.html", form, problems)


@require_http_methods(["GET", "POST"])
def take_out(request: MemberRequest, number: int) -> HttpResponse:
    note = get_object_or_404(AnalystNote, id=number, taken_out_at=None)
    if request.method == "POST":
        noting.take_out(note=note, by=request.member, at=request.at)
        return _done(request, f"Taken out. {AGAIN}")
    return render(request, "needs/take_out.html", {"note": note, "GROUPS": rules.GROUPS})


def _page(request: MemberRequest, template: str, form: forms.Form, problems: dict[str, str]) -> HttpResponse:
    return render(request, template, {
        "typed": form.data if form.is_bound else {}, "problems": problems, "GROUPS": list(rules.GROUPS.items()),
        "MEASURES": list(rules.MEASURES.items()),
    }, status=422 if problems else 200)


def _done(request: MemberRequest, sentence: str) -> HttpResponse:
    messages.success(request, sentence)
    return HttpResponseRedirect(reverse("needs-assessment"))
