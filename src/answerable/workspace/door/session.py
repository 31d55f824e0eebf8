"""Who stands at the door: the browser that gave a code for one link, and nothing else.

A sign-in of the office in the same browser is not looked at here, and a session at the door is nothing anywhere else:
its cookie is sent to the pages of its own link alone.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.messages.storage.base import BaseStorage
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from answerable.accounts.models import Body
from answerable.accounts.queries import names_on
from answerable.accounts.scope import in_body
from answerable.links.models import Link
from answerable.links.queries import by_session, by_token
from answerable.links.rules import Purpose
from answerable.links.sending import can_send_codes
from answerable.workspace.door.rooms import ROOMS, Room
from answerable.workspace.kept import Kept, show_filled

_PREFIX = "door-" if settings.DEMONSTRATION else "__Secure-door-"  # `__Secure-` needs HTTPS
View = Callable[..., HttpResponse]


class OfThisAnswerOnly(BaseStorage):
    """Notices for one page. Those that wait for somebody who is signed in stay where they are."""

    def _get(self, *args: Any, **kwargs: Any) -> tuple[list[Any], bool]:
        return [], True

    def _store(self, messages: list[Any], response: HttpResponse, *args: Any, **kwargs: Any) -> list[Any]:
        return []


def cookie_of(request: HttpRequest, door: str) -> str:
    """What this browser holds for one link; each has a cookie of its own."""
    return request.COOKIES.get(_PREFIX + door, "")


def room_of(link: Link) -> Room:
    return ROOMS[Purpose(link.purpose)]


def set_cookie(response: HttpResponse, link: Link, token: str) -> None:
    """Kept until the link ends, not only for the eight hours: afterwards it says for which link a code is asked."""
    response.set_cookie(
        _PREFIX + link.ref, token, path=room_of(link).start(link), expires=link.ends_at,
        httponly=True, secure=not settings.DEMONSTRATION, samesite="Lax")


def with_token(view: View) -> View:
    """For the page whose address holds the token: everything but a live link is the same page."""

    @wraps(view)
    def respond(request: Any, token: str) -> HttpResponse:
        leave_sign_in_aside(request)
        link = by_token(token, None, request.at)
        answer = dead_link(request) if link is None else _inside(request, link, lambda here: view(request, link))
        answer.headers["Referrer-Policy"] = "no-referrer"  # what is loaded and linked does not learn the address
        return _unlisted(answer)

    return respond


def behind_the_door(purpose: Purpose) -> Callable[[View], View]:
    """For the pages of a link, after its code. When the session has ended a code is asked for, and words are kept."""

    def decorate(view: View) -> View:
        @wraps(view)
        def respond(request: Any, door: str, **parts: Any) -> HttpResponse:
            leave_sign_in_aside(request)
            held = by_session(door, cookie_of(request, door), purpose, request.at)
            if held is None:
                return _unlisted(dead_link(request))

            def inside(here: Any) -> HttpResponse:
                if not held.is_open:
                    return ask_anew(request, here, held.link)
                kept = Kept.sent_in(request, "show-kept") if request.method == "POST" else None
                if kept is not None:
                    return show_filled(request, kept, view, (here,), parts)
                return view(request, here, **parts)

            return _unlisted(_inside(request, held.link, inside))

        return respond

    return decorate


def ask_anew(request: HttpRequest, here: Any, link: Link) -> HttpResponse:
    """The eight hours are over: on to the page for a code, with what was typed."""
    if request.method != "POST":
        return HttpResponseRedirect(here.at("code"))
    return code_page(request, link, here.at("code"), is_again=True, kept=Kept.of(request), status=403)


def code_page(
    request: HttpRequest, link: Link, action: str, *, is_again: bool, kept: Kept | None = None, is_sent: bool = False,
    problems: dict[str, str] | None = None, status: int = 200,
) -> HttpResponse:
    """The page that asks for a code. It shows nothing of what the link opens."""
    return render(request, "door/code.html", {
        "link": link, "purpose": room_of(link).given_to, "action": action, "is_again": is_again, "kept": kept,
        "is_sent": is_sent, "can_send": can_send_codes(link), "problems": problems or {},
    }, status=422 if problems else status)


def dead_link(request: HttpRequest) -> HttpResponse:
    """One page for every link that does not work, whatever the cause. It names an office only where there is one."""
    bodies = list(Body.objects.all()[:2])
    names = None
    if len(bodies) == 1:
        with in_body(bodies[0].id):
            names = names_on(request.today)  # type: ignore[attr-defined]
    return render(request, "door/dead.html", {"names": names}, status=404)


def _inside(request: Any, link: Link, show: Callable[[Any], HttpResponse]) -> HttpResponse:
    """Run in the scope of the link's body, with what lies behind the link, if something can still be sent there."""
    with in_body(link.body_id):
        here = room_of(link).find(link)
        if here is not None:
            request.names = names_on(request.today)
            return show(here)
    return dead_link(request)


def leave_sign_in_aside(request: Any) -> None:
    request.member = request.names = None
    request.is_at_the_door = True  # its pages have a frame of their own
    request._messages = OfThisAnswerOnly(request)


def _unlisted(response: HttpResponse) -> HttpResponse:
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response
