"""Who is asking, for which body, and whether they may: settled before a view runs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from answerable.accounts.queries import membership_of, names_on
from answerable.accounts.roles import NotAllowed
from answerable.accounts.scope import in_body
from answerable.accounts.second_factor import has_factor
from answerable.duties.dates import london_day
from answerable.inspections.rules import CannotChange
from answerable.messages.rules import CannotSend
from answerable.records.text import TextRefused
from answerable.workspace import errors
from answerable.workspace.access import ACCESS, SETTING_UP
from answerable.workspace.kept import Kept, show_filled

Respond = Callable[[HttpRequest], HttpResponse]
ABSOLUTE_SESSION_SECONDS = 12 * 60 * 60
SECONDS_BETWEEN_NOTES = 60


class MemberMiddleware:
    """Sets `request.member`, `request.names` and the body's scope; refuses routes by the table `ACCESS`."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, plain: HttpRequest) -> HttpResponse:
        request: Any = plain  # from here on it carries what `MemberRequest` names
        request.at = timezone.now()  # the one place where a request reads the clock
        request.today = london_day(request.at)
        request.member = request.names = None
        if not request.user.is_authenticated:
            return self.get_response(request)
        member = membership_of(request.user, request.today)
        if member is None or _has_ended(request.session, int(request.at.timestamp())):
            logout(request)
            return self.get_response(request)
        request.member = member
        with in_body(member.body_id):
            request.names = names_on(request.today)
            return self.get_response(request)

    def process_view(
        self, request: Any, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        name = request.resolver_match.url_name if request.resolver_match else None
        if name not in ACCESS:
            return errors.not_allowed(request)  # a route nobody thought about
        needed = ACCESS[name]
        if needed is None:
            return None
        if request.member is None:
            return errors.signed_out(request)
        if not settings.DEMONSTRATION and not request.session.get("factor") and name not in SETTING_UP:
            return _to_second_step(request)
        if needed and not any(request.member.may(permission) for permission in needed):
            return errors.not_allowed(request)
        kept = Kept.sent_in(request, "show-kept") if request.method == "POST" else None
        return show_filled(request, kept, view, args, kwargs) if kept else None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """An operation refused: its own sentence is the page."""
        if isinstance(exception, NotAllowed):
            return errors.refused(request, 403, str(exception))
        if isinstance(exception, (CannotChange, CannotSend, TextRefused)):
            return errors.refused(request, 409, str(exception))
        return None


def _to_second_step(request: Any) -> HttpResponse:
    """Outside the demonstration a password alone opens nothing but the pages on which a second step is set up."""
    if has_factor(request.member.person_id):
        logout(request)  # a session that was made without the step that its person has
        return errors.signed_out(request)
    return HttpResponseRedirect(reverse("second-steps"))


def _has_ended(session: Any, now: int) -> bool:
    """Whether the sign-in is too old; notes, at most once a minute, that it was used (`SESSION_COOKIE_AGE` counts)."""
    began = session.setdefault("began", now)
    if now - session.get("used", 0) >= SECONDS_BETWEEN_NOTES:
        session["used"] = now
    return bool(now - began > ABSOLUTE_SESSION_SECONDS)


def private_responses(get_response: Respond) -> Respond:
    """No page of the workspace is kept by a browser or a proxy."""

    def respond(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Cache-Control", "no-store, private")
        response.headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        return response

    return respond


