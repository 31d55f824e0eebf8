"""From where a request came, as far as the proxies in front can be believed."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """The address that the outermost of our own proxies saw.

    Each proxy appends the address it was asked from to X-Forwarded-For. Of the entries, only as many from the right
    as we have proxies were written by them; what stands to the left of those, the visitor could have made up.
    """
    number: int = settings.TRUSTED_PROXIES
    entries = [entry.strip() for entry in request.headers.get("X-Forwarded-For", "").split(",") if entry.strip()]
    if number and len(entries) >= number:
        return entries[-number]
    return str(request.META.get("REMOTE_ADDR", ""))
