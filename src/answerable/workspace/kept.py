"""What was typed on a form that could not be taken, carried in the browser until it can.

Somebody was signed out, or has to show that it is them: the fields travel as one hidden field through the pages in
between, and come back on the page they were typed on. Nothing of them is stored on our side. Passwords, codes and
files are left behind.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any, Self
from urllib.parse import urlsplit

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from answerable.workspace.filled import fill

LEFT_BEHIND = ("password", "code", "key-answer", "csrfmiddlewaretoken", "kept", "show-kept")
TOLD = "What you typed is kept, and nothing of it is saved yet. Check it, and send it again."


@dataclass(frozen=True)
class Kept:
    page: str  # the page that the form stood on
    to: str  # where it was sent
    fields: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, request: HttpRequest) -> Self:
        """The form that this request sent."""
        fields = [(name, value) for name, values in request.POST.lists() for value in values
                  if not any(secret in name for secret in LEFT_BEHIND)]
        return cls(_page_of(request), request.get_full_path(), tuple(fields))

    @classmethod
    def sent_in(cls, request: HttpRequest, name: str = "kept") -> Self | None:
        """What an earlier page passed on in a hidden field; None when nothing, or nothing of ours."""
        try:
            held = json.loads(request.POST.get(name, ""))
            fields = tuple((str(field), str(value)) for field, value in held["fields"])
            kept = cls(str(held["page"]), str(held["to"]), fields)
        except (ValueError, TypeError, KeyError, RecursionError):
            return None
        return kept if _is_ours(request, kept.page) else None

    def as_field(self) -> str:
        return json.dumps(asdict(self))

    def shown(self) -> list[tuple[str, str]]:
        """Name and words, as far as a person typed them."""
        return [(name, value) for name, value in self.fields if value.strip()]


def _page_of(request: HttpRequest) -> str:
    """The browser says on which page of ours the form stood; otherwise it is where the form was sent."""
    came_from = urlsplit(request.headers.get("Referer", ""))
    if came_from.netloc == request.get_host() and came_from.path:
        return came_from.path + (f"?{came_from.query}" if came_from.query else "")
    return request.get_full_path()


def _is_ours(request: HttpRequest, address: str) -> bool:
    return address.startswith("/") and url_has_allowed_host_and_scheme(address, {request.get_host()})


def go_on(request: HttpRequest, kept: Kept | None, next_page: str) -> HttpResponse:
    """On to the page that was wanted, or back to the form whose words were kept."""
    if kept is None:
        return HttpResponseRedirect(next_page)
    return render(request, "kept.html", {"kept": kept})


def show_filled(request: HttpRequest, kept: Kept, view: Callable[..., HttpResponse], args: Any, kwargs: Any
                ) -> HttpResponse:
    """The page as it is now, its form filled with what was typed; as a list to copy where that form is gone."""
    request.method, request.POST = "GET", QueryDict()  # the view shows its page and can save nothing
    messages.warning(request, TOLD)
    answer = view(request, *args, **kwargs)
    if answer.status_code == 200 and not answer.streaming and answer.get("Content-Type", "").startswith("text/html"):
        page = fill(answer.content.decode(), address=request.get_full_path(), to=kept.to, fields=kept.fields)
        if page is not None:
            answer.content = page.encode()
            return answer
    return render(request, "form_too_old.html", {"typed": kept.shown(), "kept": None}, status=409)
