"""Signing in and out."""

from __future__ import annotations

from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST

from answerable.records.text import text_profile


@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    next_page = request.POST.get("next") or request.GET.get("next") or ""
    if not url_has_allowed_host_and_scheme(next_page, {request.get_host()}, require_https=request.is_secure()):
        next_page = reverse("now")
    problems: dict[str, str] = {}
    email = text_profile(request.POST.get("email", ""))[0].strip()  # a database may refuse what no address has
    if request.method == "POST":
        password = request.POST.get("password", "")
        if not email:
            problems["email"] = "Enter your email address"
        if not password:
            problems["password"] = "Enter your password"  # noqa: S105 (a sentence, not a password)
        if not problems:
            person = authenticate(request, username=email, password=password)
            if person is not None:
                login(request, person)
                return HttpResponseRedirect(next_page)
            problems["email"] = "The email address and password do not go together. Check both."
    return render(
        request, "sign_in.html", {"email": email, "next": next_page, "problems": problems},
        status=422 if problems else 200,
    )


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    response = HttpResponseRedirect(reverse("sign-in"))
    response.headers["Clear-Site-Data"] = '"cache"'
    return response
