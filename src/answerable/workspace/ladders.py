"""The office's page of reminders: who is told how many days before and after a date."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from answerable.accounts.queries import people_names
from answerable.messages import mail
from answerable.reminders import operations, queries
from answerable.reminders.rules import CAN_BE_TOLD, MOST_STEPS, TOLD_WORDS, Kind, Step, Told, step_words
from answerable.responses.rules import Refused
from answerable.workspace.forms import problems_of
from answerable.workspace.requests import MemberRequest, whole_number

HEADINGS = {
    Kind.COMMITMENT: "The date of a commitment", Kind.ANSWER: "The last day of an answer that nobody has signed"}
SIDES = (("before", "days before"), ("after", "days after"))


class LadderForm(forms.Form):
    """`MOST_STEPS` rows: a number of days, before or after the date, and who is told. A row without days is no step."""

    def __init__(self, kind: Kind, data: Any) -> None:
        super().__init__(data)
        who = [(told.value, TOLD_WORDS[told].capitalize()) for told in CAN_BE_TOLD[kind]]
        for number in range(1, MOST_STEPS + 1):
            self.fields[f"days-{number}"] = forms.CharField(required=False, max_length=20)
            self.fields[f"side-{number}"] = forms.ChoiceField(choices=SIDES, required=False)
            self.fields[f"who-{number}"] = forms.MultipleChoiceField(choices=who, required=False)

    def steps(self) -> list[Step]:
        found = []
        for number in range(1, MOST_STEPS + 1):
            typed, who = self.cleaned_data[f"days-{number}"].strip(), self.cleaned_data[f"who-{number}"]
            if not typed:
                if who:
                    raise Refused("Enter the number of days, or take out who is told", field=f"days-{number}")
                continue
            days = whole_number(typed)
            if days is None:
                raise Refused("Enter the days as a number, such as 7", field=f"days-{number}")
            sign = -1 if self.cleaned_data[f"side-{number}"] == "before" else 1
            found.append(Step(sign * days, tuple(Told(one) for one in who)))
        return found


@require_http_methods(["GET", "POST"])
def ladders(request: MemberRequest) -> HttpResponse:
    sent = request.POST.get("kind", "")
    problems: dict[str, str] = {}
    bound = None
    if sent in set(Kind):
        bound = LadderForm(Kind(sent), request.POST)
        problems = problems_of(bound)
        if not problems:
            try:
                operations.set_ladder(kind=Kind(sent), steps=bound.steps(), by=request.member, at=request.at)
            except Refused as refusal:
                problems = {refusal.field or "days-1": str(refusal)}
            else:
                messages.success(request, "The steps are set. What was told already is not told again.")
                return HttpResponseRedirect(reverse("ladders"))
    return render(request, "office/ladders.html", {
        "kinds": [_shown(kind, bound if kind.value == sent else None) for kind in Kind], "problems": problems,
        "sent": sent, "SIDES": SIDES, "has_mail": mail.is_set_up(), "step_words": step_words,
        "who": people_names(row.set_by for kind in Kind for row, _ in queries.ladder_history(kind)),
    }, status=422 if problems else 200)


def _shown(kind: Kind, form: LadderForm | None) -> dict[str, Any]:
    """One ladder as the page shows it: its rows as they stand, or as they were sent."""
    steps = list(queries.ladder(kind))
    rows = []
    for number in range(1, MOST_STEPS + 1):
        step = steps[number - 1] if number <= len(steps) else None
        if form is not None:
            rows.append((form.data.get(f"days-{number}", ""), form.data.get(f"side-{number}", ""),
                         list(form.cleaned_data.get(f"who-{number}", ()))))
        elif step is not None:
            rows.append((str(abs(step.days)), "before" if step.days < 0 else "after", list(step.who)))
        else:
            rows.append(("", "after", []))
    filled = max((number for number, (days, _, who) in enumerate(rows, 1) if days or who), default=0)
    rows = rows[:filled + 1]  # and one to add a step in
    return {"kind": kind, "heading": HEADINGS[kind], "rows": rows, "history": queries.ladder_history(kind),
            "who": [(told.value, TOLD_WORDS[told].capitalize()) for told in CAN_BE_TOLD[kind]]}
