"""Keys of the installation: from the environment, or made once in the home folder."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured


def secret_key(variable: str, given: str, kept_at: Path) -> str:
    """Return the key given in a variable, or the one in a file that only its owner can read; made at first start."""
    if given:
        if len(given) < 50:
            raise ImproperlyConfigured(f"{variable} is too short. Use at least 50 random characters.")
        return given
    try:
        descriptor = os.open(kept_at, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return kept_at.read_text("ascii")
    with os.fdopen(descriptor, "w") as file:
        file.write(secrets.token_urlsafe(64))
    return kept_at.read_text("ascii")
