"""Setting up, and giving up, the second step of signing in."""

from __future__ import annotations

import json

from allauth.mfa.webauthn.internal import auth as webauthn
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from answerable.accounts import own_sign_in
from answerable.accounts.models import Person
from answerable.accounts.own_sign_in import CannotChangeSignIn
from answerable.accounts.sealing import seal, unseal
from answerable.accounts.second_factor import (
    Factor,
    app_address,
    app_picture_of,
    factors_of,
    new_app_secret,
    registered_key,
    unused_recovery_codes,
)
from answerable.records.text import text_profile
from answerable.workspace.proof import needs_proof
from answerable.workspace.requests import MemberRequest

PENDING_APP = "pending-app"  # of the session: the sealed secret of an app that has not shown a code yet
LONGEST_NAME = 60


@require_safe
def second_steps(request: MemberRequest) -> HttpResponse:
    person_id = request.member.person_id
    factors = factors_of(person_id)
    return render(request, "you/second_steps.html", {
        "factors": factors, "has_app": any(factor.type == Factor.APP for factor in factors),
        "recovery_codes": unused_recovery_codes(person_id), "needs_one": not settings.DEMONSTRATION,
        "is_shut": not settings.DEMONSTRATION and not factors,
    })


@require_http_methods(["GET", "POST"])
@needs_proof
def add_app(request: MemberRequest) -> HttpResponse:
    person = Person.objects.get(id=request.member.person_id)
    problems: dict[str, str] = {}
    secret = _pending_secret(request)
    if request.method == "POST":
        try:
            own_sign_in.add_app(secret=secret, code=request.POST.get("code", "")[:20], by=request.member,
                                at=request.at, this=request.session.session_key)
        except CannotChangeSignIn as refusal:
            problems = {"code": str(refusal)}
        else:
            del request.session[PENDING_APP]
            return _set_up(request, Factor.APP)
    groups = " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
    return render(request, "you/add_app.html", {
        "key": groups, "address": app_address(person, secret), "problems": problems,
    }, status=422 if problems else 200)


@require_safe
def app_picture(request: MemberRequest) -> HttpResponse:
    """The secret as a square picture for the app's camera."""
    if PENDING_APP not in request.session:
        raise Http404
    person = Person.objects.get(id=request.member.person_id)
    return HttpResponse(app_picture_of(person, _pending_secret(request)), content_type="image/svg+xml")


def _pending_secret(request: MemberRequest) -> str:
    if PENDING_APP not in request.session:
        request.session[PENDING_APP] = seal(new_app_secret())
    return unseal(request.session[PENDING_APP])


@require_http_methods(["GET", "POST"])
@needs_proof
def add_key(request: MemberRequest) -> HttpResponse:
    person = Person.objects.get(id=request.member.person_id)
    name, problems = text_profile(request.POST.get("name", ""))[0].strip(), {}
    if request.method == "POST":
        credential = registered_key(request.POST.get("key-answer", ""))
        if credential is None:
            problems = {"name": "The key did not answer, or it took too long. Try again."}
        elif not name or len(name) > LONGEST_NAME:
            problems = {"name": f"Enter a name for this key of at most {LONGEST_NAME} characters"}
        else:
            try:
                own_sign_in.add_key(credential=credential, name=name, by=request.member, at=request.at,
                                    this=request.session.session_key)
            except CannotChangeSignIn as refusal:
                problems = {"name": str(refusal)}
            else:
                return _set_up(request, Factor.KEY)
    return render(request, "you/add_key.html", {
        "options": json.dumps(webauthn.begin_registration(person, False)), "name": name, "problems": problems,
    }, status=422 if problems else 200)


def _set_up(request: MemberRequest, factor: Factor) -> HttpResponse:
    """A factor was added: the session counts as made with it. Who has no recovery codes yet gets them now."""
    request.session["factor"] = factor.value
    request.session.cycle_key()
    messages.success(request, "Your second step is set up. You are signed out everywhere else.")
    if unused_recovery_codes(request.member.person_id):
        return HttpResponseRedirect(reverse("second-steps"))
    return _codes_page(request)


@require_http_methods(["GET", "POST"])
@needs_proof
def remove_factor(request: MemberRequest, factor_id: int) -> HttpResponse:
    factor = next((f for f in factors_of(request.member.person_id) if f.id == factor_id), None)
    if factor is None:
        raise Http404
    problems = {}
    if request.method == "POST":
        try:
            own_sign_in.remove_factor(factor_id=factor_id, needs_one=not settings.DEMONSTRATION, by=request.member,
                                      at=request.at, this=request.session.session_key)
        except CannotChangeSignIn as refusal:
            problems = {"factor": str(refusal)}
        else:
            request.session.cycle_key()
            messages.success(request, "Removed. You are signed out everywhere else.")
            return HttpResponseRedirect(reverse("second-steps"))
    return render(request, "you/remove_factor.html", {"factor": factor, "problems": problems},
                  status=422 if problems else 200)


@require_http_methods(["GET", "POST"])
@needs_proof
def recovery_codes(request: MemberRequest) -> HttpResponse:
    if request.method == "POST":
        try:
            return _codes_page(request)
        except CannotChangeSignIn as refusal:
            messages.warning(request, str(refusal))
            return HttpResponseRedirect(reverse("second-steps"))
    return render(request, "you/recovery_codes.html", {"left": unused_recovery_codes(request.member.person_id)})


def _codes_page(request: MemberRequest) -> HttpResponse:
    """The only page that ever shows the codes."""
    codes = own_sign_in.make_recovery_codes(by=request.member, at=request.at, this=request.session.session_key)
    return render(request, "you/codes.html", {"codes": codes})

