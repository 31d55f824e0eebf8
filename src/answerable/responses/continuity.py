"""The public chain goes on from where it ended, and from nowhere else.

A database that was restored from a backup may be older than what the public has seen. A record added to it would fork
the history: two records with one number, and everybody who kept a head would see it. So each record compares with the
head that the public register carries. After a restore on a machine without a register, nothing is published until a
copy of the public one was compared (`bringing_back`).
"""

from __future__ import annotations

import json
import os
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings

from answerable.accounts.models import Body
from answerable.accounts.scope import in_body
from answerable.records import Head, NotCanonical, moment_text
from answerable.responses.models import ChainEntry
from answerable.responses.rules import Refused

_HELD = "restored-{ref}.json"
_COMPARE = (
    "This installation was restored from a backup at {at}, and nobody has compared it with the public register yet. "
    "Tell your administrator: `answerable restore_records` compares it with a copy. Nothing is published.")


def register_folder(ref: str) -> Path:
    """Where a body's public register is baked."""
    return Path(settings.REGISTER_ROOT) / ref


def check(body: Body) -> None:
    """Raise `Refused` unless the database holds everything that the public is known to have seen."""
    try:
        shown = (register_folder(body.ref) / "head.json").read_bytes()
    except FileNotFoundError:
        if held := _held(body.ref):
            raise Refused(_COMPARE.format(at=held["at"])) from None
        return
    except OSError:
        raise Refused("The public register cannot be read, so nobody can tell whether this would fork it. "
                      "Tell your administrator. Nothing is published.") from None
    check_continues(shown)


def check_continues(shown: bytes) -> None:
    """Raise `Refused` unless the record that this head ends with is one of ours."""
    try:
        head = Head(shown, b"")
        seq, last_hash = head.seq, head.hash
    except (NotCanonical, KeyError, ValueError, TypeError):
        raise Refused("head.json of the public register is damaged. Tell your administrator: `answerable bake` "
                      "writes the register again. Nothing is published.") from None
    ours = ChainEntry.objects.filter(seq=seq).values_list("hash", flat=True).first()
    if ours == last_hash:
        return
    newest = ChainEntry.objects.order_by("seq").values_list("seq", flat=True).last() or 0
    if ours is None:
        raise Refused(
            f"The public register goes on to record {seq}, and this database ends with record {newest}: it is older "
            "than what the public has seen. Publishing now would fork the register. Tell your administrator: "
            "`answerable restore_records` brings the missing records back. Nothing is published.")
    raise Refused(
        f"Record {seq} of the public register is not record {seq} of this database: the register was continued "
        "elsewhere. Tell your administrator. Nothing is published.")


def hold(at: datetime) -> None:
    """After a restore: each body that has records compares them with the public register before it adds one."""
    for body in Body.objects.all():
        with in_body(body.id):
            if ChainEntry.objects.exists():
                note(_HELD.format(ref=body.ref), {"at": moment_text(at)})


def release(ref: str) -> None:
    """The records were compared with a copy of the public register."""
    (Path(settings.NOTES_ROOT) / _HELD.format(ref=ref)).unlink(missing_ok=True)


def _held(ref: str) -> dict[str, str] | None:
    try:
        held: dict[str, str] = json.loads((Path(settings.NOTES_ROOT) / _HELD.format(ref=ref)).read_text("utf-8"))
    except FileNotFoundError:
        return None
    return held


def note(name: str, content: dict[str, Any]) -> None:
    """Keep a note about this installation: not in its database, so not in its backups."""
    folder = Path(settings.NOTES_ROOT)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    beside = folder / f".{name}.{os.getpid()}"
    beside.write_text(json.dumps(content, indent=1), "utf-8")
    beside.replace(folder / name)
