"""People and roles: letting somebody in, changing what they may do, letting them in anew."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from answerable.accounts import one_time_codes, operations
from answerable.accounts.models import Membership, Person
from answerable.accounts.operations import CannotChangePeople
from answerable.accounts.queries import approvers_asked_for, belongs_elsewhere, members, people_names
from answerable.accounts.roles import ROLE_WORDS, Member, NotAllowed, Permission, Role
from answerable.workspace.forms import problems_of
from answerable.workspace.proof import needs_proof
from answerable.workspace.reports.fields import WordsField, tell_what_was_taken_out
from answerable.workspace.requests import MemberRequest


@require_safe
def people(request: MemberRequest) -> HttpResponse:
    return render(request, "office/people.html", {
        "people": members(request.today), "ROLE_WORDS": ROLE_WORDS,
        "asked_for": {row.person_id: row for row in approvers_asked_for(request.today)},
    })


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


@require_http_methods(["GET", "POST"])
@needs_proof
def add_person(request: MemberRequest) -> HttpResponse:
    form = PersonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            person = operations.add_person(
                email=data["email"], name=data["name"], post=data["post"], roles=[Role(r) for r in data["roles"]],
                by=request.member, at=request.at,
            )
        except CannotChangePeople as refusal:
            form.add_error("email", str(refusal))
        else:
            tell_what_was_taken_out(request, form)
            _tell_of_approver(request, person.id)
            if not one_time_codes.is_new_here(person) or belongs_elsewhere(person, request.today):
                messages.success(request, f"{person.name} can sign in as before.")
                return HttpResponseRedirect(reverse("people"))
            one_time_codes.ask_for_code(person_id=person.id, by=request.member, at=request.at)
            return _code_page(request, person)
    return _form_page(request, "office/add_person.html", form, {"ROLE_WORDS": ROLE_WORDS})


@require_http_methods(["GET", "POST"])
@needs_proof
def change_place(request: MemberRequest, person_id: int) -> HttpResponse:
    person = _member(request, person_id)
    held = Membership.objects.get(person_id=person_id)  # its roles, those that wait included
    form = PlaceForm(request.POST if request.method == "POST" else None,
                     initial={"post": held.post, "roles": held.roles})
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
            messages.success(request, f"{person.name} has left." if leaves else f"{person.name} is changed.")
            _tell_of_approver(request, person_id)
            return HttpResponseRedirect(reverse("people"))
    return _form_page(request, "office/change_place.html", form, {"person": person, "ROLE_WORDS": ROLE_WORDS})


@require_http_methods(["GET", "POST"])
@needs_proof
def help_person(request: MemberRequest, person_id: int) -> HttpResponse:
    """An administrator asks to let somebody in anew; another person agrees; the first is shown the code."""
    member, wants = _member(request, person_id), request.POST.get("do")
    person, refusal = Person.objects.get(id=person_id), ""
    if request.method == "POST":
        try:
            if wants == "ask":
                one_time_codes.ask_for_code(person_id=person_id, by=request.member, at=request.at)
            elif wants in ("agree", "refuse"):
                one_time_codes.settle_help(
                    person_id=person_id, agrees=wants == "agree", by=request.member, at=request.at)
            elif wants == "show":
                return _code_page(request, person)
        except (CannotChangePeople, NotAllowed) as reason:
            refusal = str(reason)
        else:
            return HttpResponseRedirect(reverse("help-person", kwargs={"person_id": person_id}))
    return _help_page(request, member, person, refusal)


def _help_page(request: MemberRequest, member: Member, person: Person, refusal: str) -> HttpResponse:
    code, by = one_time_codes.open_code(person.id), request.member
    if code and code.valid_until and code.valid_until <= request.at:
        code = None
    return render(request, "office/help_person.html", {
        "person": member, "code": code, "refusal": refusal, "who": people_names([code.asked_by] if code else []),
        "may_ask": by.may(Permission.MANAGE_PEOPLE) and by.person_id != person.id,
        "may_agree": code is not None and one_time_codes.may_agree(by, code),
        "is_asker": code is not None and code.asked_by == by.person_id, "is_new": one_time_codes.is_new_here(person),
        "can_agree": [m.name for m in members(request.today) if code and one_time_codes.may_agree(m, code)],
    }, status=409 if refusal else 200)


def _code_page(request: MemberRequest, person: Person) -> HttpResponse:
    """The only page that ever shows the code."""
    code = one_time_codes.make_code(person_id=person.id, by=request.member, at=request.at)
    return render(request, "office/one_time_code.html", {
        "person": person, "code": code, "address": request.build_absolute_uri(reverse("one-time-code"))})


@require_http_methods(["GET", "POST"])
@needs_proof
def approver_asked(request: MemberRequest, person_id: int) -> HttpResponse:
    member = _member(request, person_id)
    row = next((row for row in approvers_asked_for(request.today) if row.person_id == person_id), None)
    refusal = ""
    if request.method == "POST":
        agrees = request.POST.get("do") == "agree"
        try:
            operations.agree_to_approver(person_id=person_id, agrees=agrees, by=request.member, at=request.at)
        except CannotChangePeople as reason:
            refusal = str(reason)
        else:
            messages.success(request, f"{member.name} {'is now' if agrees else 'does not become'} an approver.")
            return HttpResponseRedirect(reverse("people"))
    return render(request, "office/approver_asked.html", {
        "person": member, "row": row, "refusal": refusal, "who": people_names([row.approver_asked_by] if row else []),
        "may_agree": row is not None and request.member.person_id not in (row.approver_asked_by, person_id),
    }, status=409 if refusal else 200)


def _member(request: MemberRequest, person_id: int) -> Member:
    person = next((m for m in members(request.today) if m.person_id == person_id), None)
    if person is None:
        raise Http404
    return person


def _tell_of_approver(request: MemberRequest, person_id: int) -> None:
    """Say that the approver's role does not count yet, and what it waits for."""
    for row in approvers_asked_for(request.today):
        if row.person_id == person_id:
            messages.info(request, f"{row.person.name} is an approver once another administrator agrees."
                          if row.approver_from is None else
                          f"{row.person.name} is an approver after a whole day has passed: there is no other "
                          "administrator who could agree.")


def _form_page(request: MemberRequest, template: str, form: forms.Form, more: dict[str, Any]) -> HttpResponse:
    problems = problems_of(form)
    return render(
        request, template, {"form": form, "problems": problems, **more}, status=422 if problems else 200)
