"""A request as a view sees it, once the middleware has settled who is asking."""

from __future__ import annotations

from datetime import date, datetime

from django.http import HttpRequest

from answerable.accounts.models import BodyNames
from answerable.accounts.roles import Member


def whole_number(sent: str) -> int | None:
    """The number that a field of a form holds; None for anything that no page of ours sends."""
    return int(sent) if len(sent) <= 9 and sent.isascii() and sent.isdigit() else None


class MemberRequest(HttpRequest):
    """A request from a signed-in member. Django makes plain requests; `MemberMiddleware` adds these four."""

    at: datetime  # the moment of the request: the only clock that views and operations know
    today: date  # its day in London
    member: Member
    names: BodyNames  # what the body is called today
