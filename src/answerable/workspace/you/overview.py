"""One's own sign-in: password, second step, and where one is signed in."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from answerable.accounts import own_sign_in
from answerable.accounts.models import Person
from answerable.accounts.second_factor import factors_of, unused_recovery_codes
from answerable.accounts.sessions import sittings
from answerable.workspace.forms import problems_of
from answerable.workspace.proof import needs_proof
from answerable.workspace.requests import MemberRequest


@require_safe
def you(request: MemberRequest) -> HttpResponse:
    person_id = request.member.person_id
    return render(request, "you/you.html", {
        "factors": factors_of(person_id), "recovery_codes": unused_recovery_codes(person_id),
        "oidc_name": settings.OIDC_NAME if settings.OIDC_ISSUER else "",
        "account": own_sign_in.account_of(person_id, settings.OIDC_ISSUER) if settings.OIDC_ISSUER else None,
        "sittings": sittings(person_id, at=request.at, this=request.session.session_key),
    })


@require_POST
def end_session(request: MemberRequest) -> HttpResponse:
    handle = request.POST.get("sitting", "")
    if own_sign_in.end_elsewhere(handle=handle, by=request.member, at=request.at):
        messages.success(request, "You are signed out there.")
    else:
        messages.info(request, "That sign-in had ended already.")
    return HttpResponseRedirect(reverse("you"))


class PasswordForm(forms.Form):
    new_password = forms.CharField(
        strip=False, max_length=200, error_messages={"required": "Enter a new password of 12 characters or more"})


@require_http_methods(["GET", "POST"])
@needs_proof
def change_password(request: MemberRequest) -> HttpResponse:
    form = PasswordForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            own_sign_in.change_password(password=form.cleaned_data["new_password"], by=request.member, at=request.at,
                                        this=request.session.session_key)
        except ValidationError as refusal:
            form.add_error("new_password", " ".join(refusal.messages))
        else:
            update_session_auth_hash(request, Person.objects.get(id=request.member.person_id))
            messages.success(request, "Your password is changed. You are signed out everywhere else.")
            return HttpResponseRedirect(reverse("you"))
    problems = problems_of(form)
    return render(request, "you/change_password.html", {"problems": problems}, status=422 if problems else 200)
