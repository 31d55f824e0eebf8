"""Signing in, in two steps, and out."""

from __future__ import annotations

import json
from typing import Any

from allauth.mfa.webauthn.internal import auth as webauthn
from django.conf import settings
from django.contrib.auth import authenticate, logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.views.decorators.http import require_http_methods, require_POST

from answerable.accounts.models import Person
from answerable.accounts.second_factor import Factor, check_code, check_key, factors_of, has_factor
from answerable.accounts.tries import TooManyTries, count_try, forget_tries
from answerable.records.text import text_profile
from answerable.workspace.arriving import arrive, begin_to_wait, note_refusal, who_waits
from answerable.workspace.client_address import client_address
from answerable.workspace.kept import Kept, go_on

WRONG = "The email address and password do not go together. Check both."


@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    next_page, problems = safe_next(request), {}
    email = text_profile(request.POST.get("email", ""))[0].strip()  # a database may refuse what no address has
    if request.method == "POST":
        password = request.POST.get("password", "")
        if not email:
            problems["email"] = "Enter your email address"
        if not password:
            problems["password"] = "Enter your password"  # noqa: S105 (a sentence, not a password)
        if not problems:
            try:
                person = _with_password(request, email, password)
            except TooManyTries as reason:
                problems["email"] = str(reason)
            else:
                if person is not None:
                    return after_first_step(request, person, how="password", next_page=next_page)
                problems["email"] = WRONG
    return render(
        request, "sign_in.html",
        {"email": email, "next": next_page, "problems": problems, "kept": Kept.sent_in(request),
         "oidc_name": settings.OIDC_NAME if settings.OIDC_ISSUER else ""},
        status=422 if problems else 200,
    )


def _with_password(request: Any, email: str, password: str) -> Person | None:
    address = client_address(request)
    count_try("sign-in", person=email, address=address, at=request.at)
    person = authenticate(request, username=email, password=password)
    if person is None:
        note_refusal(request, Person.objects.filter(email=email.lower()).first(), "password")
        return None
    forget_tries("sign-in", person=email, address=address)
    assert isinstance(person, Person)
    return person


def after_first_step(request: Any, person: Person, *, how: str, next_page: str) -> HttpResponse:
    """On to the second step for who has one; others are in, and the middleware says what they reach."""
    kept = Kept.sent_in(request)
    if not has_factor(person.id):
        arrive(request, person, how=how, factor=None)
        return go_on(request, kept, next_page)
    begin_to_wait(request, person, how)
    if kept is None:
        return HttpResponseRedirect(f"{reverse('second-step')}?{urlencode({'next': next_page})}")
    return _second_step_page(request, person, next_page, {}, status=200)  # what is kept cannot travel in an address


@require_http_methods(["GET", "POST"])
def second_step(request: Any) -> HttpResponse:
    waiting = who_waits(request)
    next_page = safe_next(request)
    if waiting is None:
        return HttpResponseRedirect(reverse("sign-in"))
    problems: dict[str, str] = {}
    if request.method == "POST":
        try:
            factor = given_factor(request, waiting.person)
        except TooManyTries as reason:
            problems["code"] = str(reason)
        else:
            if factor:
                arrive(request, waiting.person, how=waiting.how, factor=factor)
                return go_on(request, Kept.sent_in(request), next_page)
            note_refusal(request, waiting.person, "second_step")
            problems["code"] = wrong_factor(request)
    return _second_step_page(request, waiting.person, next_page, problems, status=422 if problems else 200)


def _second_step_page(
    request: HttpRequest, person: Person, next_page: str, problems: dict[str, str], *, status: int
) -> HttpResponse:
    return render(request, "second_step.html", {
        "next": next_page, "problems": problems, "kept": Kept.sent_in(request), **factor_fields(person),
    }, status=status)


def factor_fields(person: Person) -> dict[str, Any]:
    """What a page needs to ask for a factor: which kinds there are, and the challenge for a key."""
    kinds = {factor.type for factor in factors_of(person.id)}
    return {
        "has_app": Factor.APP in kinds,
        "key_options": json.dumps(webauthn.begin_authentication(person)) if Factor.KEY in kinds else "",
    }


def given_factor(request: Any, person: Person) -> Factor | None:
    """Which factor the form gives: a code that was typed, or the answer of a security key."""
    address = client_address(request)
    count_try("second-step", person=person.email, address=address, at=request.at)
    if answer := request.POST.get("key-answer"):
        factor = check_key(person=person, answer=answer, at=request.at)
    else:
        factor = check_code(person=person, code=request.POST.get("code", "")[:100], at=request.at)
    if factor:
        forget_tries("second-step", person=person.email, address=address)
    return factor


def wrong_factor(request: HttpRequest) -> str:
    if request.POST.get("key-answer"):
        return "This key is not one of yours, or it took too long. Try again."
    if not request.POST.get("code", "").strip():
        return "Enter the code"
    return "This code is not right, or it was used already. Wait for the next one and enter it."


def safe_next(request: HttpRequest) -> str:
    """The page somebody wanted, if it is one of ours."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    if url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure()):
        return wanted
    return reverse("now")


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    response = HttpResponseRedirect(reverse("sign-in"))
    response.headers["Clear-Site-Data"] = '"cache"'
    return response

