"""The door's pages for whoever holds a link: the page of the link itself, its code, and the pages behind it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from answerable.accounts.models import Body
from answerable.accounts.queries import names_on
from answerable.accounts.scope import in_body
from answerable.links.models import Link
from answerable.links.operations import open_with
from answerable.links.queries import by_session
from answerable.links.rules import CodeRefused, Purpose
from answerable.links.sending import send_code
from answerable.register.frame import readable_on
from answerable.responses.invitations.rules import Answered
from answerable.workspace.door import pages, update
from answerable.workspace.door.pages import Door
from answerable.workspace.door.session import (
    behind_the_door,
    code_page,
    cookie_of,
    leave_sign_in_aside,
    room_of,
    set_cookie,
    with_token,
)
from answerable.workspace.door.session import dead_link as dead
from answerable.workspace.door.update import UpdateDoor
from answerable.workspace.kept import Kept, go_on

SAFE, WRITES = require_safe, require_http_methods(["GET", "HEAD", "POST"])
BEHIND_COMMENTS = behind_the_door(Purpose.COMMENTS)
BEHIND_UPDATE = behind_the_door(Purpose.UPDATE)


# Whoever sends this form holds the token, which no other site can know: nothing rests on a cookie, so there is none
# to misuse. Browsers say nothing of where a form comes from under `no-referrer`, and Django's check needs that.
@csrf_exempt
@sensitive_post_parameters("code")
@WRITES
@with_token
def link(request: Any, held: Link) -> HttpResponse:
    """The page of the link: it shows nothing of the report, and looking at it changes nothing."""
    return _take_code(request, held, request.path, is_again=False)


@sensitive_post_parameters("code")
@WRITES
def code_again(request: Any, door: str, purpose: Purpose = Purpose.COMMENTS) -> HttpResponse:
    """The same for a browser that gave a code before and whose session has ended; what it typed goes along."""
    leave_sign_in_aside(request)
    held = by_session(door, cookie_of(request, door), purpose, request.at)
    if held is None:
        return dead(request)
    with in_body(held.link.body_id):
        request.names = names_on(request.today)
        return _take_code(request, held.link, request.path, is_again=True)


@sensitive_variables("token")
def _take_code(request: Any, held: Link, action: str, *, is_again: bool) -> HttpResponse:
    """Send a code when it is asked for, and open the door with a right one."""
    problems, is_sent = {}, False
    kept = Kept.sent_in(request) if is_again else None
    if request.method == "POST" and request.POST.get("do") in ("send", "open"):
        try:
            if request.POST["do"] == "open":
                token = open_with(link=held, code=request.POST.get("code", "")[:100], at=request.at)
                response = go_on(request, kept, room_of(held).start(held))
                set_cookie(response, held, token)
                return response
            send_code(link=held, at=request.at)
            is_sent = True
        except CodeRefused as reason:
            problems = {"code": str(reason)}
    return code_page(request, held, action, is_again=is_again, kept=kept, is_sent=is_sent, problems=problems)


@SAFE
@BEHIND_COMMENTS
def start(request: Any, here: Door) -> HttpResponse:
    return pages.start(request, here)


@WRITES
@BEHIND_COMMENTS
def comments(request: Any, here: Door) -> HttpResponse:
    return pages.comments(request, here)


@WRITES
@BEHIND_COMMENTS
def positions(request: Any, here: Door) -> HttpResponse:
    return pages.positions(request, here)


@WRITES
@BEHIND_COMMENTS
def check(request: Any, here: Door) -> HttpResponse:
    return pages.check(request, here, Answered.COMMENTS)


@WRITES
@BEHIND_COMMENTS
def none(request: Any, here: Door) -> HttpResponse:
    return pages.check(request, here, Answered.DECLINED)


@SAFE
@BEHIND_COMMENTS
def sent(request: Any, here: Door) -> HttpResponse:
    return pages.sent(request, here)


@WRITES
@BEHIND_UPDATE
def give_update(request: Any, here: UpdateDoor) -> HttpResponse:
    return update.give(request, here)


@SAFE
@BEHIND_UPDATE
def update_sent(request: Any, here: UpdateDoor) -> HttpResponse:
    return update.sent(request, here)


@SAFE
def colours(request: Any, body: str) -> HttpResponse:
    """The body's own colour, as its public register has it too: a page may have no style within it."""
    held = Body.objects.filter(ref=body).first()
    if held is None:
        raise Http404
    with in_body(held.id):
        colour = names_on(request.today).colour
    css = f":root{{--door-brand:{colour};--door-on-brand:{readable_on(colour)}}}\n"
    return HttpResponse(css, content_type="text/css")
