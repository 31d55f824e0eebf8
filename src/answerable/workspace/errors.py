"""The pages shown when something cannot be: each says what happened and what to do."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode

from answerable.workspace.kept import Kept


def _page(request: HttpRequest, status: int, heading: str, *sentences: str) -> HttpResponse:
    return render(request, "error.html", {"heading": heading, "sentences": sentences}, status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, 400, "We could not read what was sent", "Go back and try again.")


def not_allowed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(
        request, 403, "Your role does not open this page",
        "Ask an administrator of your office if you need it.",
    )


def refused(request: HttpRequest, status: int, sentence: str) -> HttpResponse:
    """What was sent cannot be done; the sentence is the reason that enforces it."""
    return _page(request, status, "This cannot be done now", sentence, "Nothing was saved.")


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(
        request, 404, "Page not found",
        "Check the address. If you followed a link on this site, tell your administrator.",
    )


def failed(request: HttpRequest) -> HttpResponse:
    return _page(
        request, 500, "Something went wrong on our side",
        "Nothing you saved is lost. Try again; if it fails twice, tell your administrator.",
    )


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form sent from a page that was too old: what was typed can be checked on a new one, or copied.

    A form that another site sent is shown to its sender as words only.
    """
    kept = Kept.of(request)
    is_ours = request.headers.get("Sec-Fetch-Site") == "same-origin" and request.user.is_authenticated
    return render(
        request, "form_too_old.html", {"typed": kept.shown(), "kept": kept if is_ours else None}, status=403)


def signed_out(request: HttpRequest) -> HttpResponse:
    """Off to sign in; a form that was sent goes along, nothing of it saved."""
    if request.method == "POST":
        return render(request, "signed_out.html", {
            "kept": Kept.of(request), "next": request.get_full_path(), "email": "", "problems": {},
        }, status=403)
    return HttpResponseRedirect(f"{reverse('sign-in')}?{urlencode({'next': request.get_full_path()})}")
