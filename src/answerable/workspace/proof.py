"""Showing again that it is oneself, before something that cannot be taken back: valid for five minutes.

    @needs_proof            the page and what is sent from it
    @needs_proof_to_send    what is sent from it; everybody who may read the page still can
    @needs_proof_when(...)  only some of what is sent from it: the page has other buttons that need none

Who signed in, or gave password or second step, less than five minutes ago goes straight through. Others are asked
first; what they typed comes with them. A page with a password field of its own asks `is_proved` and `check_password`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from answerable.accounts.models import Person
from answerable.accounts.second_factor import has_factor
from answerable.accounts.tries import TooManyTries, count_try, forget_tries
from answerable.workspace.arriving import note_refusal
from answerable.workspace.client_address import client_address
from answerable.workspace.kept import Kept, go_on
from answerable.workspace.requests import MemberRequest
from answerable.workspace.sign_in import factor_fields, given_factor, safe_next, wrong_factor

VALID_SECONDS = 5 * 60
View = Callable[..., HttpResponse]


def is_proved(request: Any) -> bool:
    """Whether this person showed within the last five minutes that it is them; signing in was showing it."""
    proved = request.session.get("proved", request.session.get("began", 0))
    return bool(0 <= int(request.at.timestamp()) - proved <= VALID_SECONDS)


def needs_proof(view: View) -> View:
    """A page, and what is sent from it, only for who showed a moment ago that it is them."""

    @wraps(view)
    def guarded(request: MemberRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "POST" or is_proved(request):
            return to_send(request, *args, **kwargs)
        return HttpResponseRedirect(f"{reverse('prove')}?{urlencode({'next': request.get_full_path()})}")

    to_send = needs_proof_to_send(view)
    return guarded


def needs_proof_when(is_final: Callable[[MemberRequest], bool]) -> Callable[[View], View]:
    """What is sent from a page and cannot be taken back, only from who showed a moment ago that it is them."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: MemberRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method != "POST" or not is_final(request) or is_proved(request):
                return view(request, *args, **kwargs)
            return _page(request, request.get_full_path(), Kept.of(request), {}, status=403)

        return guarded

    return decorate


def needs_proof_to_send(view: View) -> View:
    """What is sent from a page, only from who showed a moment ago that it is them."""
    return needs_proof_when(lambda request: True)(view)


@require_http_methods(["GET", "POST"])
def prove(request: MemberRequest) -> HttpResponse:
    next_page, problems = safe_next(request), {}
    if request.method == "POST":
        try:
            problems = _prove(request)
        except TooManyTries as reason:
            problems = {"password": str(reason)}
        if not problems:
            request.session["proved"] = int(request.at.timestamp())
            request.session.cycle_key()
            return go_on(request, Kept.sent_in(request), next_page)
    return _page(request, next_page, Kept.sent_in(request), problems, status=422 if problems else 200)


def check_password(request: Any, person: Person, password: str) -> bool:
    """Whether this is the person's password, tries counted. Raises `TooManyTries`."""
    address = client_address(request)
    count_try("password", person=person.email, address=address, at=request.at)
    if not person.check_password(password):
        note_refusal(request, person, "password")
        return False
    forget_tries("password", person=person.email, address=address)
    return True


def _prove(request: MemberRequest) -> dict[str, str]:
    """Problems by field; none when password or factor is right."""
    person = Person.objects.get(id=request.member.person_id)
    if has_factor(person.id) and (request.POST.get("key-answer") or request.POST.get("code")):
        if given_factor(request, person) is None:
            note_refusal(request, person, "second_step")
            return {"code": wrong_factor(request)}
        return {}
    password = request.POST.get("password", "")
    if not password:
        return {"password": "Enter your password"}
    if not check_password(request, person, password):
        return {"password": "This is not your password. Nothing was done."}
    return {}


def _page(
    request: MemberRequest, next_page: str, kept: Kept | None, problems: dict[str, str], *, status: int
) -> HttpResponse:
    person = Person.objects.get(id=request.member.person_id)
    return render(request, "you/prove.html", {
        "next": next_page, "kept": kept, "problems": problems, "has_factor": has_factor(person.id),
        "has_password": person.has_usable_password(), **factor_fields(person),
    }, status=status)
