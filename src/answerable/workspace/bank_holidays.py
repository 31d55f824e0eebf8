"""The office's page of bank holidays that were announced after the list of the software was made."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from answerable.accounts.queries import people_names
from answerable.duties import AddedHoliday
from answerable.duties.calendar import ANNOUNCED_TO_YEAR, SOURCE
from answerable.responses.bank_holidays import add_holiday
from answerable.responses.bank_holidays import take_out_holiday as take_out
from answerable.responses.models import BankHoliday
from answerable.responses.queries import Draft
from answerable.responses.rules import Refused
from answerable.workspace.forms import DayField, DayWidget, problems_of
from answerable.workspace.reports.fields import WordsField, tell_what_was_taken_out
from answerable.workspace.requests import MemberRequest


class HolidayForm(forms.Form):
    day = DayField("the day of the bank holiday")
    name = WordsField(max_length=120, error_messages={"required": "Enter the name of the bank holiday"})
    announced_on = DayField("the day on which it was announced")
    source = WordsField(max_length=300, error_messages={"required": "Enter where it was announced"})

    def holiday(self) -> AddedHoliday:
        return AddedHoliday(**{name: self.cleaned_data[name] for name in ("announced_on", "day", "name", "source")})


@require_http_methods(["GET", "POST"])
def bank_holidays(request: MemberRequest) -> HttpResponse:
    form = HolidayForm(request.POST if request.method == "POST" else None)
    problems = problems_of(form)
    if request.method == "POST" and not problems:
        try:
            moved = add_holiday(holiday=form.holiday(), by=request.member, at=request.at)
        except Refused as refusal:
            problems = {refusal.field or "day": str(refusal)}
        else:
            tell_what_was_taken_out(request, form)
            messages.success(request, _told("It is counted from now on.", moved))
            return HttpResponseRedirect(reverse("bank-holidays"))
    rows = list(BankHoliday.objects.all())
    return render(request, "office/bank_holidays.html", {
        "form": form, "problems": problems, "rows": rows, "SOURCE": SOURCE, "ANNOUNCED_TO_YEAR": ANNOUNCED_TO_YEAR,
        "who": people_names({row.added_by for row in rows} | {row.taken_out_by for row in rows}),
    }, status=422 if problems else 200)


@require_POST
def take_out_holiday(request: MemberRequest) -> HttpResponse:
    try:
        day = DayField("the day").clean(DayWidget().value_from_datadict(request.POST, None, "day"))
        moved = take_out(day=day, by=request.member, at=request.at)
    except (Refused, forms.ValidationError) as refusal:
        messages.warning(request, refusal.messages[0] if isinstance(refusal, forms.ValidationError) else str(refusal))
    else:
        messages.success(request, _told("It no longer counts.", moved))
    return HttpResponseRedirect(reverse("bank-holidays"))


def _told(done: str, moved: list[Draft]) -> str:
    if not moved:
        return f"{done} No last day moved."
    titles = "; ".join(str(draft.report) for draft in moved)
    return f"{done} The last day moved on {len(moved)} report{'' if len(moved) == 1 else 's'}: {titles}."
