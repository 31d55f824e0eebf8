"""The mail server's settings, read from one address."""

from __future__ import annotations

from email.utils import parseaddr
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

_PORTS = {"smtp": 25, "smtp+tls": 587, "smtp+ssl": 465}


def mail_server(address: str, sender: str) -> dict[str, Any]:
    """Django's settings for a mail server such as `smtp+tls://user:password@mail.example.org:587`."""
    scheme = address.partition("://")[0]
    if scheme not in _PORTS:
        raise ImproperlyConfigured(f"ANSWERABLE_EMAIL_URL begins with one of {', '.join(f'{s}://' for s in _PORTS)}.")
    if "@" not in parseaddr(sender)[1]:
        raise ImproperlyConfigured("Set ANSWERABLE_EMAIL_FROM to the address that mail comes from.")
    found: dict[str, Any] = environ.Env.email_url_config(address)
    if not found["EMAIL_HOST"]:
        raise ImproperlyConfigured("ANSWERABLE_EMAIL_URL names no host.")
    return {**found, "EMAIL_PORT": found["EMAIL_PORT"] or _PORTS[scheme]}
