"""Takes words out of everything the office keeps, but for the chain of records, which says itself what it removed."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import connection, models

from answerable.accounts.scope import BodyRow
from answerable.messages.operations import forget_files
from answerable.responses import slots
from answerable.responses.models import (
    ChainEntry,
    ChainHead,
    ChainPart,
    MarginNote,
    Response,
    Saved,
    TypedDraft,
    Version,
)

GONE = "[removed]"
_CHAIN = (ChainEntry, ChainPart, ChainHead)


def holds_words(value: object, words: str) -> bool:
    """Whether any text of a value holds the words, however they are spaced or capitalised."""
    pattern = _pattern(words)
    found = False

    def look(text: str) -> str:
        nonlocal found
        found = found or bool(pattern.search(text))
        return text

    _each_text(value, look)
    return found


def forget_words(words: str) -> int:
    """Replace the words in every text of every table of the body. How many rows held them."""
    pattern = _pattern(words)
    changed = 0
    for model in apps.get_models():
        if issubclass(model, BodyRow) and model not in _CHAIN:
            changed += _forget_in(model, lambda text: pattern.sub(GONE, text))
    return changed


def forget_slot(response: Response, part: str, *, keep_what_stands: bool, at: datetime) -> None:
    """Let go of everything that was ever written in the place of a part, what stands now only if it has to go.

    A part has the name of its slot; `report` and `signed` come from elsewhere and are found by their words alone.
    """
    slot = slots.DUTY if part == "due" else part
    rows = list(Saved.objects.filter(response=response, slot=slot).order_by("number"))
    stands = max((row.number for row in rows if row.number is not None), default=None)
    for row in rows:
        if row.number is None or row.number != stands or not keep_what_stands:
            row.content = without_texts(row.content)
            row.save()
    newest = Version.objects.filter(response=response, published_at__isnull=False).order_by("-number").first()
    for version in Version.objects.filter(response=response):
        if part in version.contents and (version != newest or not keep_what_stands):
            version.contents = {**version.contents, part: without_texts(version.contents[part])}
            version.save()
    MarginNote.objects.filter(version__response=response, part=part).delete()
    TypedDraft.objects.filter(response=response, slot=slot).delete()
    forget_files(report_ref=response.report.ref, at=at)  # copies of what was published, made by ourselves


def forget_on_disk() -> None:
    """Make the database's file forget what its rows no longer hold. Outside a transaction; nothing inside one."""
    if connection.in_atomic_block:
        return
    statements = ("PRAGMA wal_checkpoint(TRUNCATE)", "VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)")
    with connection.cursor() as cursor:
        for statement in statements if connection.vendor == "sqlite" else ("VACUUM FULL",):
            cursor.execute(statement)


def _forget_in(model: type[BodyRow], change: Callable[[str], str]) -> int:
    texts = [field for field in model._meta.concrete_fields
             if isinstance(field, (models.CharField, models.TextField, models.JSONField)) and not field.unique]
    changed = 0
    for row in model.objects.all():
        touched = []
        for field in texts:
            held = getattr(row, field.attname)
            now = _each_text(held, change)
            if now != held:
                longest = getattr(field, "max_length", None)
                setattr(row, field.attname, now[:longest] if longest and isinstance(now, str) else now)
                touched.append(field.name)
        if touched:
            row.save(update_fields=touched)
            changed += 1
    return changed


def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(r"\s+".join(re.escape(word) for word in words.split()), re.IGNORECASE)


def _each_text(value: Any, change: Callable[[str], str]) -> Any:
    """The value with `change` applied to every text in it, keys aside."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {key: _each_text(inner, change) for key, inner in value.items()}
    if isinstance(value, list):
        return [_each_text(inner, change) for inner in value]
    return value


# Fields that hold a code of ours or a number of a rule; what stands under any other name was written by somebody.
CODE_FIELDS = frozenset({
    "access", "action", "branch", "came_by", "check", "code", "decision", "kind", "mark", "other", "outcome", "regimes",
    "rule", "sha256", "standing", "strength", "verdict", "what",
})
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def without_texts(value: Any, field: str = "") -> Any:
    """The value with every text that somebody wrote replaced; codes and days stay, so that it keeps its shape."""
    if isinstance(value, str):
        return value if field in CODE_FIELDS or _DAY.fullmatch(value) or not value else GONE
    if isinstance(value, dict):
        return {key: without_texts(inner, key) for key, inner in value.items()}
    if isinstance(value, list):
        return [without_texts(inner, field) for inner in value]
    return value
