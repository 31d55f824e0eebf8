"""The one way to write a value as bytes: RFC 8785 behind a stricter profile.

The profile leaves nothing to choose, so that any JSON library with sorted keys writes the same bytes: no
floats (money in pence, decimals as text), integers that every language holds exactly, keys in small ASCII
letters, text as `records.text` takes it, and no more than 32 levels.
"""

from __future__ import annotations

import hashlib
import json
import re
from typing import Any, NoReturn

import rfc8785

from answerable.records.text import TextRefused, check_text

SAFE_INTEGER = 2**53 - 1
DEEPEST = 32
KEY = re.compile(r"[a-z][a-z0-9_-]*", re.ASCII)

Json = None | bool | int | str | list["Json"] | tuple["Json", ...] | dict[str, "Json"]


class NotCanonical(ValueError):
    """A value or a file cannot stand in the record. The message says where and why."""


def canonical(value: object) -> bytes:
    """The bytes of a value. Raises `NotCanonical` for anything outside the profile."""
    _check(value, "", 1)
    return rfc8785.dumps(value)  # type: ignore[arg-type]  # _check has shown that it is Json


def read_canonical(data: bytes) -> Json:
    """The value of a file, which must be exactly what `canonical` writes.

    Otherwise two readers may see two things: a name given twice, an odd escape. Raises `NotCanonical`.
    """
    try:
        value: Json = json.loads(data, parse_float=_no_fraction, parse_constant=_no_fraction)
    except RecursionError:
        raise NotCanonical(f"It is nested more than {DEEPEST} levels deep.") from None
    except ValueError as reason:
        if isinstance(reason, NotCanonical):
            raise
        raise NotCanonical("It is not JSON.") from None
    if canonical(value) != data:
        raise NotCanonical("It is JSON, but not in the one way in which the record writes it.")
    return value


def read_object(data: bytes) -> dict[str, Any]:
    """The same for a file that must hold an object, as every file of the record does."""
    value = read_canonical(data)
    if not isinstance(value, dict):
        raise NotCanonical("It is a list or a single value, where names with values were expected.")
    return value


def sha256(data: bytes) -> str:
    """The fingerprint of a file's bytes, as 64 hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def _no_fraction(written: str) -> NoReturn:
    raise NotCanonical(f"It holds the number {written[:20]}: the record holds whole numbers only.")


def _check(value: object, where: str, depth: int) -> None:
    if depth > DEEPEST:
        raise NotCanonical(f"The value is nested more than {DEEPEST} levels deep.")
    if value is None or isinstance(value, bool):
        return
    if isinstance(value, str):
        _check_string(value, where)
    elif isinstance(value, int):
        if abs(value) > SAFE_INTEGER:
            raise NotCanonical(f"The number{where} is too large: write it as text.")
    elif isinstance(value, (list, tuple)):
        for position, item in enumerate(value, 1):
            _check(item, f"{where or ' at'} item {position}", depth + 1)
    elif isinstance(value, dict):
        for key, item in value.items():
            if not isinstance(key, str) or not KEY.fullmatch(key):
                raise NotCanonical(f"The name {str(key)[:40]!r}{where} needs small letters, digits, _ and -.")
            _check(item, f"{where or ' at'} {key}", depth + 1)
    else:
        raise NotCanonical(f"The record cannot hold a {type(value).__name__}{where}.")


def _check_string(value: str, where: str) -> None:
    try:
        check_text(value)
    except TextRefused as reason:
        raise NotCanonical(f"{reason} It stands{where}." if where else str(reason)) from None
