"""Files kept by their SHA-256. Nobody but the owner can open them.

A file is reached only through a row of the body that has it; the same bytes of two bodies are kept once.
"""

from __future__ import annotations

import os
import re
import secrets
from functools import reduce
from hashlib import sha256
from operator import or_
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db.models import Q

from answerable.records.text import text_profile

LONGEST_NAME = 200  # characters
NAMED_IN = ("sha256", "proof_sha256")  # columns that name kept files


def keep(data: bytes) -> str:
    """Keep the bytes and return their SHA-256."""
    name = digest(data)
    write_whole(path_of(name), data)
    return name


def digest(data: bytes) -> str:
    """The name under which these bytes are kept."""
    return sha256(data).hexdigest()


def read(name: str) -> bytes:
    return path_of(name).read_bytes()


def read_if_there(name: str) -> bytes | None:
    """The bytes kept under this name; None when they are gone."""
    try:
        return read(name)
    except OSError:
        return None


def forget(name: str) -> None:
    """Delete the bytes, for instance because they hold words that the law does not allow to stay."""
    path_of(name).unlink(missing_ok=True)


def forget_unless_named(name: str) -> None:
    """Delete the bytes, unless a row of this body or another still names them: the same bytes are kept once."""
    for model in apps.get_models():
        columns = [field.name for field in model._meta.concrete_fields if field.name in NAMED_IN]
        if columns and getattr(model, "every_body", model._default_manager).filter(
                reduce(or_, (Q(**{column: name}) for column in columns))).exists():
            return
    forget(name)


def shown_name(name: str | None) -> str:
    """The name of a file as somebody gave it, on one line and in characters that can be published."""
    return " ".join(text_profile(name or "")[0].split())[:LONGEST_NAME] or "Without a name"


def path_of(name: str) -> Path:
    if not re.fullmatch("[0-9a-f]{64}", name):
        raise ValueError("A file is named by its SHA-256.")
    return Path(settings.MEDIA_ROOT) / name[:2] / name


def write_whole(path: Path, data: bytes) -> None:
    """Whole or not at all, readable by the owner alone."""
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    beside = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
