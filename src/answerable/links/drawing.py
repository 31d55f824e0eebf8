"""Tokens and codes are drawn here, and what the database keeps in their place is made here.

A token has 256 bits, so its SHA-256 tells nothing about it. A code has six figures, which anybody could try out:
what is kept of it depends on a key that is not in the database, and on the link, so that a code of one link is
nothing on another.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets

from django.conf import settings

from answerable.links.rules import CODE_DIGITS


def new_token() -> str:
    return secrets.token_urlsafe(32)


def new_code() -> str:
    return f"{secrets.randbelow(10 ** CODE_DIGITS):0{CODE_DIGITS}}"


def new_ref() -> str:
    """The name of a link in the addresses of its pages; it opens nothing."""
    return secrets.token_hex(6)


def of_token(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def of_code(link_id: int, code: str) -> str:
    return hmac.new(settings.SECRET_KEY.encode(), f"link {link_id} code {code}".encode(), hashlib.sha256).hexdigest()
