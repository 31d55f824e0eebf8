"""The office's own pages: people and roles, names and dates, audit."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from answerable.accounts import operations
from answerable.accounts.logo import LARGEST, NotALogo, clean_logo
from answerable.accounts.models import AuditEntry, BodyNames
from answerable.accounts.operations import CannotChangePeople
from answerable.accounts.queries import members, people_names
from answerable.accounts.roles import ROLE_WORDS, Role
from answerable.duties import Capacity
from answerable.workspace.forms import DayField, problems_of
from answerable.workspace.reports.fields import LinkField, WordsField, tell_what_was_taken_out
from answerable.workspace.requests import MemberRequest


@require_safe
def office(request: MemberRequest) -> HttpResponse:
    return render(request, "office/office.html")


@require_safe
def people(request: MemberRequest) -> HttpResponse:
    return render(request, "office/people.html", {"people": members(request.today), "ROLE_WORDS": ROLE_WORDS})


class PlaceForm(forms.Form):
    post = WordsField(max_length=120, error_messages={"required": "Enter the person's post"})
    roles = forms.MultipleChoiceField(
        choices=[(r.value, words[0]) for r, words in ROLE_WORDS.items()],
        error_messages={"required": "Choose at least one role", "invalid_choice": "Choose roles from the list"},
    )


class PersonForm(PlaceForm):
    name = WordsField(max_length=120, error_messages={"required": "Enter the person's name"})
    email = forms.EmailField(
        max_length=254,
        error_messages={
            "required": "Enter the person's email address",
            "invalid": "Enter an email address such as name@example.org",
        },
    )
    password = forms.CharField(
        max_length=200, strip=False, error_messages={"required": "Enter a first password of 12 characters or more"}
    )


@require_http_methods(["GET", "POST"])
def add_person(request: MemberRequest) -> HttpResponse:
    form = PersonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            person = operations.add_person(
                email=data["email"], name=data["name"], post=data["post"], password=data["password"],
                roles=[Role(r) for r in data["roles"]], by=request.member, at=request.at,
            )
        except CannotChangePeople as refusal:
            form.add_error("email", str(refusal))
        except ValidationError as refusal:
            form.add_error("password", " ".join(refusal.messages))
        else:
            tell_what_was_taken_out(request, form)
            messages.success(request, f"{person.name} can sign in now.")
            return HttpResponseRedirect(reverse("people"))
    return _form_page(request, "office/add_person.html", form, {"ROLE_WORDS": ROLE_WORDS})


@require_http_methods(["GET", "POST"])
def change_place(request: MemberRequest, person_id: int) -> HttpResponse:
    person = next((m for m in members(request.today) if m.person_id == person_id), None)
    if person is None:
        raise Http404
    initial = {"post": person.post, "roles": [r.value for r in person.roles]}
    form = PlaceForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        leaves = request.POST.get("leaves") == "yes"
        try:
            operations.change_place(
                person_id=person_id, post=form.cleaned_data["post"],
                roles=[Role(r) for r in form.cleaned_data["roles"]],
                left_on=request.today if leaves else None, by=request.member, at=request.at,
            )
        except CannotChangePeople as refusal:
            form.add_error("roles", str(refusal))
        else:
            tell_what_was_taken_out(request, form)
            messages.success(request, f"{person.name} has left." if leaves else f"Saved for {person.name}.")
            return HttpResponseRedirect(reverse("people"))
    return _form_page(request, "office/change_place.html", form, {"person": person, "ROLE_WORDS": ROLE_WORDS})


class NamesForm(forms.Form):
    from_on = DayField("the day from which these names hold")
    name = WordsField(max_length=200, error_messages={"required": "Enter the body's full name"})
    short_name = WordsField(max_length=100, error_messages={"required": "Enter the office's short name"})
    holder_title = WordsField(max_length=60, error_messages={"required": "Enter the title of the body's head"})
    holder_name = WordsField(max_length=120, error_messages={"required": "Enter the name of the body's head"})
    force_name = WordsField(max_length=200, error_messages={"required": "Enter the force's name"})
    chief_title = WordsField(max_length=60, error_messages={"required": "Enter the chief officer's title"})
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


@require_safe
def audit_trail(request: MemberRequest) -> HttpResponse:
    page = Paginator(AuditEntry.objects.all(), 50).get_page(request.GET.get("page"))
    names = people_names(entry.person_id for entry in page)
    return render(request, "office/audit.html", {"page": page, "people_names": names})


def _form_page(request: MemberRequest, template: str, form: forms.Form, more: dict[str, Any]) -> HttpResponse:
    problems = problems_of(form)
    return render(
        request, template, {"form": form, "problems": problems, **more}, status=422 if problems else 200
    )
