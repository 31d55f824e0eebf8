"""Choosing a password with a one-time code from an administrator."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from answerable.accounts.models import Person
from answerable.accounts.one_time_codes import WrongCode, use_code
from answerable.accounts.tries import TooManyTries, count_try, forget_tries
from answerable.records.text import text_profile
from answerable.workspace.arriving import arrive, note_refusal
from answerable.workspace.client_address import client_address

WRONG = "The email address and code do not go together, or the code is older than a day. Check both."


@require_http_methods(["GET", "POST"])
def one_time_code(request: Any) -> HttpResponse:
    email = text_profile(request.POST.get("email", ""))[0].strip()
    problems: dict[str, str] = {}
    if request.method == "POST":
        code, password = request.POST.get("code", "")[:100], request.POST.get("new_password", "")[:200]
        problems = _missing(email, code, password) or _chosen(request, email, code, password)
        if not problems:
            return HttpResponseRedirect(reverse("second-steps"))
    return render(request, "one_time_code.html", {"email": email, "problems": problems},
                  status=422 if problems else 200)


def _missing(email: str, code: str, password: str) -> dict[str, str]:
    asked = (("email", email, "Enter your email address"), ("code", code.strip(), "Enter the code"),
             ("new_password", password, "Enter a new password of 12 characters or more"))
    return {field: sentence for field, value, sentence in asked if not value}


def _chosen(request: Any, email: str, code: str, password: str) -> dict[str, str]:
    """Problems by field; none when the password is chosen, and the person is in."""
    address = client_address(request)
    try:
        count_try("code", person=email, address=address, at=request.at)
        person = use_code(email=email, code=code, password=password, at=request.at)
    except TooManyTries as reason:
        return {"code": str(reason)}
    except WrongCode:
        note_refusal(request, Person.objects.filter(email=email.lower()).first(), "code")
        return {"code": WRONG}
    except ValidationError as refusal:
        return {"new_password": " ".join(refusal.messages)}
    forget_tries("code", person=email, address=address)
    arrive(request, person, how="code", factor=None)
    return {}
