"""Secrets of people that the database holds: sealed with a key that is not in it.

Whoever has a copy of the database, or of its backup, cannot make anybody's sign-in codes from it.
"""

from __future__ import annotations

import base64
import hashlib

from cryptography.fernet import Fernet
from django.conf import settings


def seal(text: str) -> str:
    return _box().encrypt(text.encode()).decode("ascii")


def unseal(sealed: str) -> str:
    """The text again. Raises `InvalidToken` when the key is not the one that sealed it."""
    return _box().decrypt(sealed.encode("ascii")).decode()


def _box() -> Fernet:
    return Fernet(base64.urlsafe_b64encode(hashlib.sha256(settings.SEALING_KEY.encode()).digest()))
