"""The office's own pages: what there is, and the body's names."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from answerable.accounts import operations
from answerable.accounts.logo import LARGEST, NotALogo, clean_logo
from answerable.accounts.models import BodyNames
from answerable.duties import Capacity
from answerable.workspace.forms import DayField, problems_of
from answerable.workspace.reports.fields import LinkField, WordsField, tell_what_was_taken_out
from answerable.workspace.requests import MemberRequest


@require_safe
def office(request: MemberRequest) -> HttpResponse:
    return render(request, "office/office.html")


# Fields of a service's name and of its chief officer's title, and what the service is:
SERVICES = (("force_name", "chief_title", "police force"),
            ("fire_name", "fire_chief_title", "fire and rescue service"))


class NamesForm(forms.Form):
    from_on = DayField("the day from which these names hold")
    name = WordsField(max_length=200, error_messages={"required": "Enter the body's full name"})
    short_name = WordsField(max_length=100, error_messages={"required": "Enter the office's short name"})
    holder_title = WordsField(max_length=60, error_messages={"required": "Enter the title of the body's head"})
    holder_name = WordsField(max_length=120, error_messages={"required": "Enter the name of the body's head"})
    force_name = WordsField(max_length=200, required=False)
    chief_title = WordsField(max_length=60, required=False)
    fire_name = WordsField(max_length=200, required=False)
    fire_chief_title = WordsField(max_length=60, required=False)
    colour = forms.RegexField(
        r"^#[0-9a-f]{6}$", error_messages={
            "required": "Enter a colour such as #1d70b8", "invalid": "Enter a colour such as #1d70b8"}
    )
    contact = WordsField(max_length=300, error_messages={"required": "Enter how people reach the office"})
    logo = forms.FileField(required=False, allow_empty_file=True)
    website = LinkField(max_length=300)
    capacities = forms.MultipleChoiceField(
        required=False, choices=[(one.value, one.label) for one in Capacity],
        error_messages={"invalid_choice": "Choose from the list what the body is"})

    def clean_logo(self) -> bytes | None:
        """The logo chosen, cleaned; None when none was, and the one held then stays."""
        file = self.cleaned_data["logo"]
        if not file:
            return None
        try:
            return clean_logo(file.read(LARGEST + 1))
        except NotALogo as refusal:
            raise forms.ValidationError(str(refusal)) from None

    def clean(self) -> None:
        """Each service with the title of its chief officer, and one service at least."""
        held = self.cleaned_data
        for name, title, called in SERVICES:
            if held.get(name) and not held.get(title):
                self.add_error(title, f"Enter the title of the chief officer of the {called}")
            if held.get(title) and not held.get(name):
                self.add_error(name, f"Enter the {called}, or remove the title of its chief officer")
        if not any(held.get(field) for service in SERVICES for field in service[:2]):
            self.add_error("force_name", "Enter the police force, the fire and rescue service, or both")


@require_http_methods(["GET", "POST"])
def body_names(request: MemberRequest) -> HttpResponse:
    held: BodyNames = request.names
    initial: dict[str, Any] = {f: getattr(held, f) for f in NamesForm.base_fields if f != "from_on"}
    initial["from_on"] = request.today
    is_sent = request.method == "POST"
    form = NamesForm(request.POST if is_sent else None, request.FILES if is_sent else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        names = dict(form.cleaned_data)
        from_on: date = names.pop("from_on")
        logo = names.pop("logo")
        operations.rename_body(names=names, logo=logo, from_on=from_on, by=request.member, at=request.at)
        tell_what_was_taken_out(request, form)
        messages.success(request, "The body's names are saved.")
        return HttpResponseRedirect(reverse("body-names"))
    rows = list(BodyNames.objects.order_by("-from_on"))
    return _form_page(request, "office/body_names.html", form, {"rows": rows})


def _form_page(request: MemberRequest, template: str, form: forms.Form, more: dict[str, Any]) -> HttpResponse:
    problems = problems_of(form)
    return render(
        request, template, {"form": form, "problems": problems, **more}, status=422 if problems else 200
    )
