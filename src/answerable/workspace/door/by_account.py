"""The same pages for somebody of the force with an account: only the reports for which they were asked."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from answerable.responses.invitations.queries import asked_of_the_force
from answerable.responses.invitations.rules import Answered
from answerable.responses.invitations.sources import Source
from answerable.workspace.door import pages
from answerable.workspace.door.pages import Door

WRITES = require_http_methods(["GET", "HEAD", "POST"])


def asked(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """404 for every report but those for which comments were asked and can still be sent."""

    @wraps(view)
    def respond(request: Any, ref: str) -> HttpResponse:
        now = next((draft for draft in asked_of_the_force() if draft.report.ref == ref), None)
        if now is None:
            raise Http404
        return view(request, Door(now, Source(member=request.member), "asked", {"ref": ref}))

    return respond


@require_safe
@asked
def start(request: Any, here: Door) -> HttpResponse:
    return pages.start(request, here)


@WRITES
@asked
def comments(request: Any, here: Door) -> HttpResponse:
    return pages.comments(request, here)


@WRITES
@asked
def positions(request: Any, here: Door) -> HttpResponse:
    return pages.positions(request, here)


@WRITES
@asked
def check(request: Any, here: Door) -> HttpResponse:
    return pages.check(request, here, Answered.COMMENTS)


@WRITES
@asked
def none(request: Any, here: Door) -> HttpResponse:
    return pages.check(request, here, Answered.DECLINED)


@require_safe
@asked
def sent(request: Any, here: Door) -> HttpResponse:
    return pages.sent(request, here)
